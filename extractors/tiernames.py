"""Names of tiers: from enumerations, table headers, headings, badges and "X-tier partners"; in the order of ranks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.announcedtiers import announced_tiers
from extractors.climbing import climbed
from extractors.describedtiers import described_tiers
from extractors.named import Named
from extractors.ranks import PRESTIGE, direction, ordered, prestige

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block, Document

SURE = frozenset(
    ["bronze", "silver", "gold", "platinum", "diamond", "titanium", "premier", "registered", "elite"]
)
NAME = r"[A-Z][\w+]*(?:[ -][A-Z][\w+]*){0,2}"
AND = r"(?:and|or|und|oder|et|ou|y|e|o|&)"
LIST = (
    rf"{NAME}(?:,\s+(?:(?:and|or)\s+)?{NAME}){{0,7}}(?:,?\s+{AND}\s+{NAME}|\s*(?:および|と|または)\s*{NAME})?"
)
ANNOUNCED = re.compile(
    rf"\b(?:tiers?|[Ll]evels?|[Mm]embership (?:classes|types)|Stufen|[Nn]iveaux|[Nn]iveles)\b(?:,?\s+[a-z]+){{0,6}}\s*"
    rf"(?::|—|–|-|\(|,|such as|including|are|of)\s*(?:the\s+)?({LIST})"
)
CLOSED = re.compile(
    rf"\b({LIST})(?:[ -]+(?:tiers?|levels?|status|Stufen?|Status|Mitgliedschaft(?:en)?|Partner[a-z]*)\b|"
    rf"\s+(?:[A-Z]\w+\s+)?[Pp]artners?\b|\s+[Mm]embers?(?:hip)?s?\b|\s*(?:メンバー|パートナー|レベル))"
)
NAMED = (
    *("tier", "level", "stufe", "niveau", "nivel", "status"),
    *("member", "mitglied", "partner", "メンバー", "パートナー", "レベル"),
)
"""Parts of words one of which stands beside names of tiers; the patterns are tried only where there is one."""
MEMBERS = re.compile(r"\bMember(?:ship)?$")
"""Classes of membership keep the noun in their name."""
HEADING = re.compile(
    r"^(?:the\s+|becom\w+ an?\s+)?(?P<name>[A-Z][\w+]*(?:\s+[A-Z][\w+]*)?)\s+(?P<noun>tier|level|partners?|"
    r"members?(?:hip)?|status)\b",
    re.IGNORECASE,
)
BADGE = re.compile(
    r"\b(?P<name>[A-Z][\w+]*) (?:Partner|Member|Tier|Level)(?: (?:[Bb]adge|[Ll]ogo|[Ss]eal|[Ee]mblem)\b|$)"
)
"""A picture's text, or a line that is nothing but a badge ("Norwind Elite Partner")."""
MAX_BADGES = 30
"""Words of a line of badges."""
SPLIT = re.compile(rf",\s+(?:(?:and|or)\s+)?|\s+{AND}\s+|\s*(?:および|または|と)\s*")
ABOUT_TIERS = re.compile(r"\b(?:tiers?|levels?|partners?)\b", re.IGNORECASE)
BESIDE = frozenset(["partner", "member", "membership", "tier", "level", "status", "plus", "one"])
NO_NAME = frozenset(
    "the our all each be become are both for next highest lowest top every new higher lower same your any this".split()  # noqa: SIM905
)
COMMON = frozenset(
    ["partner", "member", "certified", "business", "general partner", "global", "global partner"]
)
"""Tier words that a heading such as "Business partners" uses in their common sense."""
QUALIFIED = frozenset(["authorized", "authorised", "certified", "registered"])
"""Words before a tier's name that are a tier of their own, or only say that one is in it."""
MAX_TIERS = 12
MAX_UNKNOWN = 6
"""Names in an enumeration that are taken for tiers though none of them is usual."""
AROUND = 90
"""Characters before and after an enumeration in which its direction is said."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier's name and the place that names it; `line` are the names with it, from the lowest, where that is said."""

    name: str
    start: int
    end: int
    block: Block
    line: tuple[str, ...] = ()


def tiers(document: Document) -> tuple[Named, ...]:
    """The tiers that a document names, each at the first place that does, in the order of the page, with their ranks."""
    found: dict[str, Tier] = {}
    for tier in _found(document):
        found.setdefault(_bare(tier.name).lower(), tier)
    several = [tier for name, tier in found.items() if not _qualified(name, found)][:MAX_TIERS]
    if len(several) < 2:  # noqa: PLR2004 - one tier is no order of tiers
        return ()
    stated = max((tier.line for tier in several), key=len)
    order = ordered([tier.name for tier in several], stated)
    return tuple(
        Named("tier", tier.name, tier.start, tier.end, tier.block, order.index(tier.name) + 1)
        for tier in several
    )


def _qualified(name: str, found: dict[str, Tier]) -> bool:
    first, _, rest = name.partition(" ")
    return first in QUALIFIED and rest in found


def _bare(name: str) -> str:
    """A tier's name without the noun that goes with it ("Premier Member": "Premier"); the noun alone stays."""
    return re.sub(
        r"\s+(?:partners?|members?(?:hips?)?|tiers?|levels?|status)$", "", name, flags=re.IGNORECASE
    ).strip()


def _found(document: Document) -> Iterator[Tier]:
    for block in document.blocks:
        if block.kind == "table_cell":
            continue
        yield from _enumerated(block)
        if block.kind in ("heading", "term") and len(block.text.split()) <= 4:  # noqa: PLR2004
            yield from _headed(block)
    yield from _badges(document.blocks)
    yield from _tabled(document.blocks)
    for name, block in announced_tiers(document):
        yield Tier(name, block.start, block.end, block)
    for heading in described_tiers(document.blocks):
        yield Tier(heading.text, heading.start, heading.end, heading)
    for one in climbed(document.blocks):
        yield Tier(one.name, one.block.start + one.start, one.block.start + one.end, one.block)


def _enumerated(block: Block) -> Iterator[Tier]:
    words = block.text.lower()
    if not any(part in words for part in NAMED):
        return
    for pattern in (ANNOUNCED, CLOSED):
        for match in pattern.finditer(block.text):
            given = [_bare(part) for part in SPLIT.split(match.group(1)) if part]
            known = [part for part in given if prestige(part)]
            sure = any(word in SURE for part in given for word in part.lower().split())
            listed = pattern is ANNOUNCED and len(given) > 1 and (known or len(given) <= MAX_UNKNOWN)
            alone = sure and len(given) == len(known) == 1 and "tier" in match.group().lower()
            loose = any(part.lower() in COMMON for part in given)
            closed = pattern is CLOSED and not loose and (len(known) == len(given) > 1 or alone)
            if listed or closed:
                yield from _each(block, match, [_core(part) for part in given])


def _each(block: Block, match: re.Match[str], names: Sequence[str]) -> Iterator[Tier]:
    around = block.text[max(0, match.start() - AROUND) : match.end() + AROUND]
    line = tuple(names)[:: direction(around) or 1] if direction(around) else ()
    for name in names:
        if name.split()[0].lower() not in NO_NAME:
            yield Tier(name, block.start + match.start(), block.start + match.end(), block, line)


def _core(name: str) -> str:
    """The words of a name that tell a tier, without the vendor's before and a type of partner's after; all if none does."""
    words = name.split()
    telling = [i for i, word in enumerate(words) if word.lower() in PRESTIGE]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling else name


def _headed(block: Block) -> Iterator[Tier]:
    match = HEADING.match(block.text)
    words = block.text.lower().split()
    if match:
        name = match.group("name")
        of_tier = match.group("noun").lower() == "tier" and _is_own(name)
        if (prestige(name) or of_tier) and name.lower() not in COMMON:
            given = block.text if MEMBERS.search(block.text) else _core(_bare(name))
            yield Tier(given, block.start, block.end, block)
    elif words and all(word in SURE for word in words):
        yield Tier(block.text, block.start, block.end, block)


def _badges(blocks: Sequence[Block]) -> Iterator[Tier]:
    """Badges that a section shows side by side, each once; a directory has one beside each partner."""
    beside: dict[tuple[str, ...], list[Tier]] = {}
    for block in blocks:
        if block.kind in ("paragraph", "list_item") and len(block.text.split()) <= MAX_BADGES:
            for match in BADGE.finditer(block.text):
                if match.group("name").lower() in SURE:
                    place = block.start + match.start(), block.start + match.end()
                    beside.setdefault(block.section, []).append(Tier(match.group("name"), *place, block))
    for badges in beside.values():
        if len(badges) > 1 and len({tier.name.lower() for tier in badges}) == len(badges):
            yield from badges


def _is_own(name: str) -> bool:
    """Whether the words before "tier" may be its name: all with capitals, and not "Each tier" or "Membership tier"."""
    words = name.split()
    return all(word[:1].isupper() for word in words) and words[0].lower() not in NO_NAME | BESIDE


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
            several = [block for block in line if _is_tier(block.text)]
            about = any(ABOUT_TIERS.search(block.text) for block in line)
            sure = sum(any(word in SURE for word in block.text.lower().split()) for block in several)
            if len(several) > 1 and (sure or about) and 2 * len(several) >= len(line) - 1:
                headed.add(table)
                yield from (Tier(_bare(block.text), block.start, block.end, block) for block in several)


def _is_tier(text: str) -> bool:
    """Whether all words of a cell are of those that name tiers."""
    words = re.findall(r"[\w+]+", text.lower())
    return (
        bool(words)
        and not text[:1].islower()
        and "/" not in text
        and all(word in PRESTIGE or word in BESIDE for word in words)
        and prestige(text) > 0
    )
