"""A firm's profile in a directory of partners: the badge of its tier, and what else is shown there about it.

A page is such a profile when it leads back to the directory ("Back to the Partner Finder") before its first heading's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import key
from extractors.ranks import PRESTIGE
from extractors.records import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block, Document

BACK = re.compile(
    r"^(?:\W*(?:back|return) to\b.{0,40}|(?:all )?)\b(?:partners?|members?|providers?|resellers?) "
    r"(?:locator|director(?:y|ies)|finder|search|listings?|marketplace|catalogue?)\b",
    re.IGNORECASE,
)
BADGE = re.compile(r"(?P<tier>[A-Z][\w+]*) (?:Partner|Member|Provider|Reseller)(?: (?:[Bb]adge|[Ll]ogo))?")
FIRST = 25
"""Blocks from the top of a page among which the way back stands."""


def profile(document: Document) -> Iterator[Requirement]:
    """The tier's badge on a firm's profile, as a requirement of kind `directory`; none on other pages. Never raises."""
    if not any(len(block.text) < 80 and BACK.search(block.text) for block in document.blocks[:FIRST]):  # noqa: PLR2004
        return
    firm = next((block.text for block in document.blocks if block.kind == "heading"), "")
    badge = next((block for block in document.blocks if _is_badge(block)), None)
    if firm and badge is not None:
        yield Requirement(
            kind="directory",
            subject=firm,
            attribute="tier badge",
            key=key("tier badge"),
            value=badge.text.strip(),
            quote=document.text[badge.start : badge.end],
            start=badge.start,
            end=badge.end,
            section=badge.section,
        )


def _is_badge(block: Block) -> bool:
    match = BADGE.fullmatch(block.text.strip())
    return match is not None and match["tier"].lower() in PRESTIGE
