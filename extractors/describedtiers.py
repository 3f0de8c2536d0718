"""Tiers and classes of membership that a page describes one under another: a heading, and below it for whom that tier is.

"Growers" over "The grower tier suits those who farm themselves" names a tier, whatever it is called; so
does "Harvest Member" over "This level gives a seat on the board".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractors.records import Block

DESCRIBES = re.compile(
    r"\b(?:tiers?|levels?|member(?:s|ship)?)(?: of (?:member|partner)ship)? (?:is|are) (?:\w+ )?"
    r"(?:for|open to|aimed at|available to|reserved for)\b|"
    r"\bthis (?:tier|level|(?:class|type|tier|level) of (?:member|partner)ship|membership)(?: level| tier)? "
    r"(?:is|offers|provides|gives|includes|requires|grants|entitles)\b",
    re.IGNORECASE,
)
"""A sentence that says of the tier above it for whom it is or what it gives."""
OPENING = 240
"""Characters of the text below a heading in which it says so."""
MAX_WORDS = 5
FEWEST = 2


def described_tiers(blocks: Sequence[Block]) -> Iterator[Block]:
    """The headings of one level that name tiers, where at least two are described as such. Never raises."""
    found: dict[int | None, list[Block]] = {}
    for heading, texts in _sections(blocks):
        opening = " ".join(texts)[:OPENING]
        if _is_name(heading.text) and DESCRIBES.search(opening):
            found.setdefault(heading.level, []).append(heading)
    for headings in found.values():
        if len(headings) >= FEWEST:
            yield from headings


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[str]]]:
    """Each heading with the texts right below it."""
    heading: Block | None = None
    texts: list[str] = []
    for block in blocks:
        if block.kind != "heading":
            texts.append(block.text[:OPENING])
            continue
        if heading is not None:
            yield heading, texts
        heading, texts = block, []
    if heading is not None:
        yield heading, texts


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= MAX_WORDS and text[:1].isupper() and not text.endswith(("?", ":", "!", "."))
