"""Types of partners that a page defines: two such as "Acme Hosting Partners" side by side, or one with its definition.

One such heading or item alone is more often a place on the page ("Our Partners") than a type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.named import CAPITAL, Named, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block, Document

TYPE = re.compile(
    rf"(?P<name>(?:{CAPITAL}\s+(?:(?:&|and|or)\s+)?){{1,5}}"
    r"(?:Partners?|Resellers?|Integrators?|Distributors?|Providers?))(?:\s+\([^)]{1,20}\))?"
)
DEFINED = re.compile(
    rf"{TYPE.pattern}\s+(?:are\s+(?!\w+(?:ed|ing|ible|able)\b|(?:the|not|also|our|your|in|on|at|now|free)\b)[a-z]|"
    r"(?:is|means)\s+an?\s+(?:[\w-]+\s+){0,3}(?:partner|company|firm|organi[sz]ation|agency|business|reseller|vendor|"
    r"provider)\b)"
)
TELLS = re.compile(r"\s*[:–—-]\s|\s+[a-z]+\b")
NOT_A_TYPE = re.compile(
    r"^(?:Our|The|All|Your|Find|Meet|Become|Featured|Current|New|Existing|Unauthori[sz]ed|Top|More|Other|For|Why|How|Global|"
    r"Certified|Become|Join|Select|Choose|Search|Authori[sz]ed|Gold|Silver|Bronze|Platinum|Premier|Open)\b|\bfor\b"
)
MAX_ALONE = 7
"""Words of a heading or item that is nothing but the name of a type."""


def partner_types(document: Document) -> Iterator[Named]:
    """The types of partners that a document sets side by side or defines."""
    beside: dict[tuple[str, int, tuple[str, ...]], list[Named]] = {}
    for block in document.blocks:
        if block.kind == "table_cell":
            continue
        if len(block.text.split()) <= MAX_ALONE and (match := TYPE.fullmatch(block.text.strip())):
            if not NOT_A_TYPE.search(block.text):
                place = (block.kind, block.level, block.section)
                beside.setdefault(place, []).append(_type(block, match))
        elif (match := TYPE.match(block.text)) and not NOT_A_TYPE.search(match.group("name")):
            if DEFINED.match(block.text):
                yield _type(block, match)
            elif block.kind == "list_item" and TELLS.match(block.text, match.end()):
                beside.setdefault((block.kind, block.level, block.section), []).append(_type(block, match))
    for types in beside.values():
        if len({folded(named.name) for named in types}) > 1:
            yield from types


def _type(block: Block, match: re.Match[str]) -> Named:
    start, end = match.span("name")
    return Named("specialization", match.group("name"), block.start + start, block.start + end, block)
