"""Names of tiers that are not usual ones: by what pages say of entering and climbing them, and by headers that say "level".

"Firms join at the Harbour level and move up to Ocean" names two tiers, whatever they are called; so does a table with
"Partner level" above or before its headers. The usual names (gold, premier, ...) are `tiernames`'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from extractors.records import Block

NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+| of the [A-Z][\w’'-]+)?"
LEVEL = r"(?:tier|level|rank|status|grade|rung)"
LEVELS = r"(?:tiers|levels|ranks|grades|rungs|classes|steps)"
AND = r"(?:,? and(?: then| finally)? (?:to )?|,? or |, )"
CUES = (
    re.compile(rf"\b(?:the|an?|at|to|reach|our|its) (?P<names>{NAME}) {LEVEL}\b"),
    re.compile(
        rf"\b(?:mov(?:e|es|ing) up|promot(?:ed|ion)|advance[sd]?|progress(?:es)?|upgraded?|rise[s]?|climbs?) to "
        rf"(?:an? |the )?(?P<names>{NAME}(?:{AND}{NAME}){{0,3}})"
    ),
    re.compile(
        rf"\b(?:start|starts|begin|begins|join|joins|enter|enters|enrol+s?) (?:out )?as (?:an? )?(?P<names>{NAME})"
    ),
    re.compile(
        rf"\b(?:can|may|to|will|invited to) become (?:an? )?(?P<names>{NAME})(?=[.,;:]| (?:if|when|once|after|by)\b)"
    ),
    re.compile(
        rf"\b{LEVELS},? (?:(?:which|that) are )?(?:called|named|known as|labelled|labeled) "
        rf"(?P<names>{NAME}(?:{AND}{NAME}){{1,7}})"
    ),
)
"""How a text tells that firms enter a tier, climb to it, are in it, or that tiers are called so."""
PLAIN = re.compile(
    r"\b(?:an?|the|become|either) (?P<plain>Partner|Member|Provider|Reseller)(?: status| level)? (?:or|and|to) (?:an? )?"
    r"(?P<more>[A-Z][\w’'-]+ (?P=plain))\b"
)
"""The plain name of a tier beside that of a higher one ("a Partner or Summit Partner")."""
HEADED = re.compile(
    rf"(?:[\w&’'-]+ ){{0,2}}(?:{LEVEL}s?|(?:membership )?class(?:es)?|membership(?: types?| levels?)?)",
    re.IGNORECASE,
)
"""What stands above or before the names of tiers in a table."""
OTHER = re.compile(
    r"\b(?:support|severity|service|skills?|difficulty|experience|priority|access|maturity|risk|exam|course|"
    r"certification|credential|training|job|security|learning)\b",
    re.IGNORECASE,
)
"""Levels of something else than of partners."""
CELL = re.compile(rf"{NAME}(?: [A-Z][\w’'-]+)?")
NO_NAME = frozenset(
    "Next Top Highest Lowest Higher Lower Same Entry New Current Any Each Every This That Your Our The First Second "  # noqa: SIM905 - a list of words
    "Third Second Partner Partners Member Membership Certified Certification Associate’s Basic-level Executive C".split()
)
PARTIES = re.compile(
    r"\b(?:partners?|members?|memberships?|firms?|agenc(?:y|ies)|resellers?|integrators?|providers?|consultanc(?:y|ies)|"
    r"companies|organi[sz]ations?|studios?|alliance|consortium)\b",
    re.IGNORECASE,
)
"""Who has tiers: on a page that speaks of none of them, levels are those of something else."""
WORD = re.compile(r"[\w’'-]+")
FEWEST = 2
MOST = 7


@dataclass(frozen=True, slots=True)
class Climbed:
    """A name with the block that names it, and where in that block."""

    name: str
    block: Block
    start: int
    end: int


def climbed(blocks: Sequence[Block]) -> tuple[Climbed, ...]:
    """The tiers that a page's prose or headers name, each once; none unless there are at least two. Never raises."""
    cued = sorted(_cued(blocks), key=lambda one: one.block.start + one.start)
    if cued and not any(PARTIES.search(block.text) for block in blocks):
        cued = []
    said = frozenset(word for block in blocks for word in WORD.findall(block.text)) if cued else frozenset()
    by_name: dict[str, Climbed] = {}
    for one in (*_headed(blocks, {_single(one.name, said) for one in cued}), *cued):
        by_name.setdefault(_single(one.name, said), one)
    found = tuple(
        Climbed(name, one.block, one.start, one.end) for name, one in by_name.items() if name not in NO_NAME
    )
    found = found if len(found) >= FEWEST else tuple(_plain(blocks))
    return found if FEWEST <= len(found) <= MOST else ()


def _cued(blocks: Iterable[Block]) -> Iterator[Climbed]:
    for block in blocks:
        if block.kind in ("table_cell", "heading"):
            continue
        for cue in CUES:
            for match in cue.finditer(block.text):
                start = match.start("names")
                for name in re.finditer(NAME, match.group("names")):
                    if name.group().split()[0] not in NO_NAME and not OTHER.search(
                        block.text[max(0, match.start() - 20) : match.end()]
                    ):
                        yield Climbed(name.group(), block, start + name.start(), start + name.end())


def _plain(blocks: Iterable[Block]) -> Iterator[Climbed]:
    """The two tiers of the first place that names one plainly and another with a word before it."""
    for block in blocks:
        if match := PLAIN.search(block.text):
            yield Climbed(match["plain"], block, match.start("plain"), match.end("plain"))
            yield Climbed(match["more"], block, match.start("more"), match.end("more"))
            return


def _single(name: str, said: Container[str]) -> str:
    """A name in the singular where the page also says it so ("Pilots", "a Pilot")."""
    singular = name.removesuffix("s")
    return singular if singular in said else name


def _headed(blocks: Iterable[Block], known: Container[str]) -> tuple[Climbed, ...]:
    """The header cells under or beside a header that says what they are, or among which one is told of in prose."""
    lines: dict[tuple[int, str], list[Block]] = {}
    for block in blocks:
        if block.kind == "table_cell" and block.header and CELL.fullmatch(block.text):
            above = block.column_headers[-1] if block.column_headers else ""
            line = above or f"row {block.row}"
            lines.setdefault((block.table or 0, line), []).append(block)
    for (_, line), cells in lines.items():
        said = HEADED.fullmatch(line) and not OTHER.search(line)
        if FEWEST <= len(cells) <= MOST and (said or any(cell.text in known for cell in cells)):
            return tuple(Climbed(cell.text, cell, 0, len(cell.text)) for cell in cells)
    return ()
