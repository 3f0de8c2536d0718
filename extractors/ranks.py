"""Names of tiers and their order: from enumerations, table headers, headings and "X-tier partners"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractors.records import Block, Document

PRESTIGE = {
    "registered": 1,
    "general": 1,
    "basic": 1,
    "open": 1,
    "community": 1,
    "entry": 1,
    "associate": 1,
    "essential": 1,
    "essentials": 1,
    "affiliate": 1,
    "member": 1,
    "base": 1,
    "starter": 1,
    "partner": 1,
    "core": 1,
    "ready": 1,
    "authorized": 2,
    "authorised": 2,
    "bronze": 2,
    "standard": 2,
    "contributing": 2,
    "verified": 2,
    "business": 2,
    "silver": 3,
    "select": 3,
    "certified": 3,
    "growth": 3,
    "professional": 3,
    "specialist": 3,
    "gold": 4,
    "advanced": 4,
    "preferred": 4,
    "plus": 4,
    "pro": 4,
    "enterprise": 5,
    "expert": 5,
    "premier": 6,
    "premium": 6,
    "platinum": 6,
    "elite": 7,
    "diamond": 8,
    "titanium": 9,
    "strategic": 8,
    "ultimate": 9,
    "signature": 8,
    "global": 9,
}
"""How high tiers of these names usually stand; only for the order of names that a page was found to give."""

SURE = frozenset(
    ["bronze", "silver", "gold", "platinum", "diamond", "titanium", "premier", "registered", "elite"]
)
NAME = r"[A-Z][\w+]*(?:[ -][A-Z][\w+]*){0,2}"
LIST = rf"{NAME}(?:,\s+(?:and\s+|or\s+)?{NAME}){{0,7}}(?:,?\s+(?:and|or|&)\s+{NAME})?"
ANNOUNCED = re.compile(
    rf"\b(?:tiers?|[Ll]evels?|[Mm]embership (?:classes|types))\b(?:\s+[a-z]+){{0,4}}\s*(?::|—|–|-|\(|,|"
    rf"such as|including|are|of)\s*(?:the\s+)?({LIST})"
)
CLOSED = re.compile(
    rf"\b({LIST})(?:[ -]+(?:tiers?|levels?|status)\b|\s+(?:[A-Z]\w+\s+)?[Pp]artners?\b|"
    rf"\s+[Mm]embers?(?:hip)?s?\b)"
)
HEADING = re.compile(
    r"^(?:the\s+|becom\w+ an?\s+)?(?P<name>[A-Z][\w+]*(?:\s+[A-Z][\w+]*)?)\s+(?P<noun>tier|level|partners?|"
    r"members?(?:hip)?|status)\b",
    re.IGNORECASE,
)
MEMBERS = re.compile(r"\b(?:Members?(?:hip)?|Partners?|Tier|Level)$")
SPLIT = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+")
ABOUT_TIERS = re.compile(r"\b(?:tiers?|levels?|partners?)\b", re.IGNORECASE)
BESIDE = frozenset(["partner", "member", "membership", "tier", "level", "status", "plus", "one"])
MAX_TIERS = 12
MAX_UNKNOWN = 6
"""Names in an enumeration that are taken for tiers though none of them is usual."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier's name and the place that names it."""

    name: str
    start: int
    end: int
    block: Block


def prestige(name: str) -> int:
    """The usual standing of a tier of that name, 0 when its words tell nothing."""
    known = [
        PRESTIGE[word]
        for word in re.findall(r"\w+", name.lower())
        if word in PRESTIGE and word not in ("partner", "member")
    ]
    if known:
        return max(known)
    return 1 if re.search(r"\b(?:partner|member)\b", name, re.IGNORECASE) else 0


def tier_names(document: Document) -> tuple[Tier, ...]:
    """The tiers that a document names, each at the first place that does, in the order of the page."""
    found: dict[str, Tier] = {}
    for tier in _found(document):
        found.setdefault(_bare(tier.name), tier)
    tiers = [tier for bare, tier in found.items() if bare]
    return tuple(tiers[:MAX_TIERS]) if len(tiers) > 1 else ()


def _bare(name: str) -> str:
    return re.sub(r"\s+(?:partners?|members?(?:hip)?|tier|level|status)$", "", name.lower()).strip()


def _found(document: Document) -> Iterator[Tier]:
    for block in document.blocks:
        if block.kind == "table_cell":
            continue
        yield from _enumerated(block)
        if block.kind in ("heading", "term") and len(block.text.split()) <= 4:  # noqa: PLR2004
            yield from _headed(block)
    yield from _tabled(document.blocks)


def _enumerated(block: Block) -> Iterator[Tier]:
    for pattern in (ANNOUNCED, CLOSED):
        for match in pattern.finditer(block.text):
            given = [part for part in SPLIT.split(match.group(1)) if part]
            known = [part for part in given if prestige(part)]
            sure = any(word in SURE for part in given for word in part.lower().split())
            listed = pattern is ANNOUNCED and len(given) > 1 and (known or len(given) <= MAX_UNKNOWN)
            alone = sure and len(given) == len(known) == 1 and "tier" in match.group().lower()
            closed = pattern is CLOSED and (len(known) == len(given) > 1 or alone)
            accepted = given if listed or closed else []
            for part in accepted:
                if part.split()[0] not in ("The", "Our", "All", "Each", "Be", "Become", "Are", "Both", "For"):
                    yield Tier(part, block.start + match.start(), block.start + match.end(), block)


def _headed(block: Block) -> Iterator[Tier]:
    match = HEADING.match(block.text)
    if (
        match
        and prestige(match.group("name"))
        and match.group("name").lower()
        not in ("partner", "member", "certified", "business", "general partner", "global", "global partner")
    ):
        name = block.text if MEMBERS.search(block.text) else match.group("name")
        yield Tier(name, block.start, block.end, block)
    elif block.text.lower().split()[-1:] and all(word in SURE for word in block.text.lower().split()):
        yield Tier(block.text, block.start, block.end, block)


def _tabled(blocks: Sequence[Block]) -> Iterator[Tier]:
    """Header cells of a row or column in which at least two are names of tiers, one of them surely."""
    lines: dict[tuple[bool, int], list[Block]] = {}
    for block in blocks:
        if block.kind == "table_cell" and len(block.text.split()) <= 3:  # noqa: PLR2004
            if block.row == 0:
                lines.setdefault((True, block.table or 0), []).append(block)
            if block.column == 0:
                lines.setdefault((False, block.table or 0), []).append(block)
    headed: set[int] = set()
    for (in_row, table), line in sorted(lines.items(), key=lambda entry: entry[0], reverse=True):
        if in_row or table not in headed:  # where tiers are columns, the rows are another dimension
            tiers = [block for block in line if _is_tier(block.text)]
            about = any(ABOUT_TIERS.search(block.text) for block in line)
            sure = sum(any(word in SURE for word in block.text.lower().split()) for block in tiers)
            if len(tiers) > 1 and (sure or about) and 2 * len(tiers) >= len(line) - 1:
                headed.add(table)
                yield from (Tier(block.text, block.start, block.end, block) for block in tiers)


def _is_tier(text: str) -> bool:
    """Whether all words of a cell are of those that name tiers."""
    words = re.findall(r"[\w+]+", text.lower())
    return (
        bool(words)
        and text[:1].isupper()
        and "/" not in text
        and all(word in PRESTIGE or word in BESIDE for word in words)
        and prestige(text) > 0
    )


def ranked(tiers: Sequence[Tier]) -> Iterable[tuple[Tier, int]]:
    """The tiers with their ranks from the lowest, 1: by their usual standing, else in the page's order."""
    order = list(tiers)
    if all(prestige(tier.name) for tier in order):
        order.sort(key=lambda tier: prestige(tier.name))
    elif (known := [prestige(tier.name) for tier in order if prestige(tier.name)]) and known[0] > known[-1]:
        order.reverse()
    rank = {tier.name: number for number, tier in enumerate(order, 1)}
    return [(tier, rank[tier.name]) for tier in tiers]
