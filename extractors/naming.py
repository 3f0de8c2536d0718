"""Names that a document gives: its program, tiers, certifications and specializations, each with the place that names it.

Names are found by the shape of pages (lists, tables, headings, enumerations) and by the noun that stands with them
("the Acme Data competency"), never by a list of known vendors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.named import Named, Sort, folded
from extractors.prosenames import MAX_NAME, held, in_prose
from extractors.ranks import ranked, tier_names
from extractors.rows import rows
from extractors.titles import PROGRAM, heads, program_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block, Document

SPECIAL_NOUNS = r"(?:speciali[sz]ations?|designations?|competenc(?:y|ies)|accreditations?|badges?|tracks?)"
LISTED = {
    "specialization": re.compile(
        rf"\b{SPECIAL_NOUNS}\b(?:\s+(?:include|are|available|offered|aligned|below))*[^.?!]{{0,80}}$",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"\b(?:certifications|certificates|credentials)\b(?:\s+(?:include|are|available|offered|"
        r"below))*[^.?!]{0,60}$",
        re.IGNORECASE,
    ),
}
COLUMN = {
    "specialization": re.compile(
        r"^(?:\w+\s){0,2}(?:speciali[sz]ations?|designations?|competenc(?:y|ies)|accreditations?|badges?|"
        r"tracks?)(?:\s+names?)?$",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"^(?:\w+\s){0,2}(?:certifications?|certificates?|credentials?)(?:\s+names?)?$", re.IGNORECASE
    ),
}
NOT_A_LIST = {
    "specialization": re.compile(
        r"\b(?:one of|any|either|all of|some|requirements?|criteria|must|need|benefits?|pass|options?|"
        r"next steps?|learn more|resources|steps?|maintain|hold|corresponds)\b",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"\b(?:benefits?|options?|next steps?|learn more|resources|how to|prepar\w+)\b", re.IGNORECASE
    ),
}
VERBISH = re.compile(
    r"\b(?:is|are|was|must|will|can|should|has|have|need|provide[sd]?|learn|click|select|sign|see|get|you|"
    r"your|we|our|includes?|offers?)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"(?:up to|at least|more than|over|\d+%?)\s", re.IGNORECASE)
JOINING = frozenset(["of", "for", "in", "on", "with", "to", "the", "and", "or", "a", "an"])
MAX_ROW = 300
MAX_NAMES = 250
"""Names kept of one document: no program has more, and each is looked for in every statement."""
BARE = re.compile(r"\s(?:designation|speciali[sz]ation|badge|competency|certification|program)$")
ALL_SORTS: tuple[Sort, ...] = ("certification", "specialization")


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one document. `program` is empty when none is stated; `heads` may say what it is about, best first."""

    program: str
    heads: tuple[str, ...]
    tiers: tuple[Named, ...]
    certifications: tuple[Named, ...]
    specializations: tuple[Named, ...]

    @property
    def all(self) -> tuple[Named, ...]:
        """Tiers, certifications and specializations."""
        return self.tiers + self.certifications + self.specializations

    def sort(self, subject: str) -> Sort | None:
        """Whether a subject is the name of a tier, a certification or a specialization."""
        wanted = folded(subject)
        return next((named.sort for named in self.all if folded(named.name) == wanted), None)


def names(document: Document) -> Names:
    """All names that a document gives, each once, at the first place that names it."""
    tiers = tuple(
        Named("tier", tier.name, tier.start, tier.end, tier.block, rank)
        for tier, rank in ranked(tier_names(document))
    )
    taken = {folded(tier.name) for tier in tiers}
    program = program_name(document)
    found: dict[tuple[str, str], Named] = {}
    for named in sorted(_mentioned(document), key=lambda named: named.start):
        where = (named.sort, BARE.sub("", folded(named.name)))
        if where[1] not in taken and where[1] != folded(program):
            found.setdefault(where, named)
        if len(found) >= MAX_NAMES:
            break
    longer = {
        name.split(" – ")[0].split(" - ")[0].lower()
        for name in (named.name for named in found.values())
        if " – " in name or " - " in name
    }
    certifications = tuple(
        named
        for named in found.values()
        if named.sort == "certification" and named.name.lower() not in longer
    )
    certain = {folded(named.name) for named in certifications}
    every = [folded(named.name) for named in found.values() if named.sort == "specialization"]
    specializations = tuple(
        named
        for named in found.values()
        if named.sort == "specialization"
        and folded(named.name) not in certain
        and not _covered(folded(named.name), every)
        and not PROGRAM.fullmatch(named.name)
    )
    return Names(program, heads(document), tiers, certifications, specializations)


def _covered(name: str, every: list[str]) -> bool:
    """Whether a name is the class of at least two others ("Solutions Partner"), or the end of a longer form of itself."""
    classes = sum(other.startswith(f"{name} for ") for other in every)
    return classes > 1 or any(
        other.endswith(f" {name}") and other.count(" ") <= name.count(" ") + 2
        for other in every
        if " " in name
    )


def _mentioned(document: Document) -> Iterator[Named]:
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "table_cell":
            tables.setdefault(block.table or 0, []).append(block)
        if block.kind in ("list_item", "heading", "term"):
            yield from _as_item(block)
        yield from in_prose(block)
        yield from held(block)
    for cells in tables.values():
        yield from _in_column(cells)


def _as_item(block: Block) -> Iterator[Named]:
    """Items of a list that is announced as one of certifications or specializations."""
    name, whole = item_name(block)
    if not name or block.kind != "list_item":
        return
    head = block.intro or (block.section[-1] if block.section else "")
    for sort in ALL_SORTS:
        parts = re.split(r"[.!?]\s", head.rstrip(" :."))
        if any(LISTED[sort].search(part) and not NOT_A_LIST[sort].search(part) for part in parts):
            yield Named(sort, name, block.start, block.start + whole, block)
            return


def item_name(block: Block) -> tuple[str, int]:
    """The name with which an item begins, and its length; empty when the item is a sentence."""
    head = re.split(r"\s[–—-]\s|:\s|\s\(opens", block.text, maxsplit=1)[0].strip(" †*‡")
    words = head.split()
    if (
        not words
        or len(words) > MAX_NAME
        or AMOUNT.match(head)
        or VERBISH.search(head)
        or head.endswith((".", "?", ":", ";", ","))
    ):
        return "", 0
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    plain = sum(word[:1].islower() and word not in JOINING for word in words)
    return (head, len(head)) if words[0][:1].isupper() and capital > plain else ("", 0)


def _in_column(cells: list[Block]) -> Iterator[Named]:
    """First cells of the rows of a table whose first column is headed as certifications or specializations."""
    starting = {cell.start: cell for cell in cells}
    for row in rows(cells):
        first = starting.get(row.start)
        if first is None or not row.corner or len(row.label.split()) > MAX_NAME + 3:
            continue
        end = row.end if row.end - row.start < MAX_ROW else first.end
        for sort in ALL_SORTS:
            if COLUMN[sort].match(row.corner.strip()) and first.text[:1].isupper():
                yield Named(sort, first.text, row.start, end, first)
