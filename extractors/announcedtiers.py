"""Tiers that a page announces: the list or the headings below "Partner tiers", and tables with a row or column of tiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.announcednames import ANY_PAGE
from extractors.listednames import item_name
from extractors.ranks import PRESTIGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block, Document

ANNOUNCES = re.compile(
    r"(?:\b(?:partner\w*|membership|program\w*|our|following|two|three|four|five|six|sponsor\w*)\s(?:[a-z]+\s)?"
    r"(?:tiers|levels)(?! of (?!partner|member|sponsor))|"
    r"\b(?:tiers|levels) of (?:partner\w*|member\w*|sponsor\w*)|^(?:the )?tiers)[^.?!]{0,30}$",
    re.IGNORECASE,
)
COLUMN = re.compile(
    r"^(?:(?:partner\w*|program\w*|membership)\s)?(?:tiers?|(?:partner\w*|membership) levels?)(?:\snames?)?$",
    re.IGNORECASE,
)
"""The header of a column whose cells are tiers."""
HEADER = re.compile(
    r"^(?P<name>[A-Z][\w+]*(?: [A-Z][\w+]*)?) (?:tier|level)$|^(?P<number>(?:Tier|Level) (?:\d|I{1,3}|IV|V))$"
)
"""A header cell that says that it is a tier."""
MAX_WORDS = 3
FEWEST = 2


def announced_tiers(document: Document) -> Iterator[tuple[str, Block]]:
    """Names of tiers and the blocks that give them, in the order of the page; each line of them has at least two."""
    for line in (*_lists(document.blocks), *_columns(document.blocks), *_headers(document.blocks)):
        if len({name.lower() for name, _ in line}) >= FEWEST:
            yield from line


def _lists(blocks: Sequence[Block]) -> Iterator[list[tuple[str, Block]]]:
    """Items and headings right below an announcement of tiers, of which one at least has a usual name."""
    under: dict[tuple[str, object], list[tuple[str, Block]]] = {}
    above = ""
    for block in blocks:
        if block.kind == "heading":
            above = block.text
            if block.section and ANNOUNCES.search(block.section[-1].rstrip(" :")):
                under.setdefault(("heading", block.section), []).append((_name(block.text), block))
        elif block.kind == "list_item":
            before = (block.intro or above).rstrip(" :.")
            if ANNOUNCES.search(before):
                under.setdefault(("list_item", before), []).append((_name(block.text), block))
        else:
            above = ""
    for line in under.values():
        if any(_usual(name) for name, _ in line) and all(name for name, _ in line):
            yield line


def _usual(name: str) -> bool:
    words = name.lower().split()
    return bool(words) and all(word in PRESTIGE for word in words)


def _name(text: str) -> str:
    """The tier that an item or heading begins with; empty when it is none."""
    head = re.split(r"\s[–—-]\s|:\s", text, maxsplit=1)[0]
    bare = re.sub(r"\s+(?:partners?|members?(?:hip)?|tier|level)$", "", head, flags=re.IGNORECASE)
    name = bare if _usual(bare) else item_name(bare)  # "Select" is a verb elsewhere
    return name if len(name.split()) <= MAX_WORDS and not ANY_PAGE.search(name) else ""


def _columns(blocks: Sequence[Block]) -> Iterator[list[tuple[str, Block]]]:
    found: dict[int, list[tuple[str, Block]]] = {}
    for block in blocks:
        first = block.kind == "table_cell" and block.column == 0 and not block.header
        if (
            first
            and block.column_headers
            and COLUMN.match(block.column_headers[-1])
            and (name := _name(block.text))
        ):
            found.setdefault(block.table or 0, []).append((name, block))
    yield from found.values()


def _headers(blocks: Sequence[Block]) -> Iterator[list[tuple[str, Block]]]:
    found: dict[int, list[tuple[str, Block]]] = {}
    for block in blocks:
        if block.kind == "table_cell" and block.row == 0 and (match := HEADER.match(block.text)):
            found.setdefault(block.table or 0, []).append(
                (match.group("name") or match.group("number"), block)
            )
    yield from found.values()
