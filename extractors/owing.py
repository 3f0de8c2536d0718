"""Lists whose items owe what their introduction demands ("Badges that demand a site visit include:")."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extractors.modality import Force, force

if TYPE_CHECKING:
    from extractors.records import Block, Document

PARTY = (
    r"(?:speciali(?:[sz]ation|sm)s?|designations?|competenc(?:y|ies)|certifications?|credentials?|accreditations?|badges?|tracks?|"
    r"tiers?|levels?|programs?|programmes|memberships?|partners?|products?|solutions?|offers?|integrations?)"
)
VERB = (
    r"(?:(?:also|still|all|each)\s+)?(?:(?:do|does)\s*(?:not|n[’']t)\s+)?"
    r"(?:requires?|needs?|must|ha(?:ve|s) to|(?:is|are)\s)"
)
OF_THEM = re.compile(
    rf"^(?:[\w-]+\s+){{0,3}}{PARTY}\s+(?:that|which|who)\s+(?P<duty>{VERB}[^:]{{3,140}}?)"
    r"(?:,?\s+(?:are|include|includes|are as follows|are listed below))?:$",
    re.IGNORECASE,
)
FOLLOWING = re.compile(
    rf"^(?:the\s+following|these|the)\s+(?:[\w-]+\s+){{0,3}}{PARTY}\s+(?P<duty>{VERB}[^:]{{3,140}}?):$",
    re.IGNORECASE,
)
DEMANDED_OF = re.compile(
    rf"^(?P<duty>[^:]{{3,100}}?\s(?:is|are)\s+(?:not\s+)?(?:required|needed|mandatory))\s+(?:for|of|by)\s+"
    rf"(?:the\s+following|these)(?:\s+[\w-]+){{0,3}}\s+{PARTY}:$",
    re.IGNORECASE,
)
MAX_ALTERNATIVES = 12
"""Items of a list that one demand may offer to choose from; a longer one is only pointed to."""
LIST_AHEAD = re.compile(r"\b(?:following|below)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owed:
    """What each item of a list owes: the words of the duty, and how they bind."""

    words: str
    strength: Force


def owed(introduction: str) -> Owed | None:
    """The duty that an introduction lays on each item of its list; None where the items are themselves what is demanded."""
    text = introduction.rstrip()
    if not text.endswith(":"):
        return None
    match = OF_THEM.match(text) or FOLLOWING.match(text) or DEMANDED_OF.match(text)
    if match is None or LIST_AHEAD.search(match.group("duty")):
        return None
    strength = force(match.group("duty"))
    return Owed(match.group("duty"), strength) if strength.binds else None


def alternatives(document: Document, introduction: Block) -> str:
    """The items of the list that a block introduces, in one text; empty when it introduces none, or a very long one."""
    after = bisect_right(document.blocks, introduction.start, key=lambda block: block.start)
    following = takewhile(
        lambda block: block.kind == "list_item", islice(document.blocks, after, after + MAX_ALTERNATIVES + 1)
    )
    items = [block.text.strip(" .,;") for block in following if block.intro == introduction.text]
    return "; ".join(items) if len(items) <= MAX_ALTERNATIVES else ""
