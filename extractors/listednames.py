"""Names from lists and tables that are announced as certifications or specializations.

A list is announced by the last sentence before it, or by the heading right above it; a table's rows by the header of
its first column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.classnouns import any_of, several, without_noun
from extractors.codes import EXAM_CODE
from extractors.named import Named, Sort, sort_of_certified
from extractors.prosenames import MAX_NAME
from extractors.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block

SORTS: tuple[Sort, ...] = ("certification", "specialization")
ANNOUNCES = {
    sort: re.compile(rf"(?:\b|(?<=[\u3040-\u9fff])){several(sort)}(?P<rest>[^.?!]{{0,80}})$", re.IGNORECASE)
    for sort in SORTS
}
"""Several of a sort, and no more than a little after them, at the end of what stands before a list."""
COLUMN = {
    sort: re.compile(rf"^(?:[\w-]+\s){{0,2}}{any_of(sort)}(?:\s+(?:names?|titles?))?$", re.IGNORECASE)
    for sort in SORTS
}
NO_NAMES: dict[Sort, re.Pattern[str]] = {
    "certification": re.compile(
        r"\b(?:benefits?|options?|next steps?|learn more|resources|how to|prepar\w+|pages?|links?|details|"
        r"information|documents?|questions?|reasons?|team|help)\b",
        re.IGNORECASE,
    ),
    "specialization": re.compile(
        r"\b(?:one of|any|either|all of|some|requirements?|criteria|must|need|benefits?|pass|options?|"
        r"next steps?|learn more|resources|steps?|maintain|hold|corresponds|select|us|pages?|links?|details|"
        r"information|documents?|questions?|reasons?|levels?|tiers?|team|help)\b",
        re.IGNORECASE,
    ),
}
"""What makes a sentence before a list one about certifications, or a demand for some of them, and not their announcement."""
GOES_ON = re.compile(
    r"\b(?:found|depends?|about|because)\b",
    re.IGNORECASE,
)
"""After the noun: the sentence is about something else than which ones there are."""
CODE = re.compile(EXAM_CODE)
VERBISH = re.compile(
    r"\b(?:is|are|was|must|will|can|should|has|have|need|provide[sd]?|learn|click|select|sign|see|get|you|"
    r"your|we|our|includes?|offers?)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"(?:up to|at least|more than|over|\d+%?)\s", re.IGNORECASE)
DANGLING = re.compile(r"[,;]?\s+(?:and|or|und|oder|et|ou|y|o)$", re.IGNORECASE)
JOINING = frozenset(
    re.findall(
        r"\w+",
        "of for in on with to the and or a an de du des la le les vers sur pour avec dans en et à au aux zu zur zum auf mit"
        " für und von der die das den im unter bei del el los las con para por y e da do em com per di",
    )
)
"""Little words that names hold, in the languages that lists of names were seen in."""
MAX_ROW = 300


def announced(text: str) -> Sort | None:
    """What a list is announced to hold by the text that introduces it; None when it is about something else."""
    last = re.split(r"(?<=[.!?])\s+", text.strip().rstrip(" :.：。"))[-1]
    for sort in SORTS:
        if (match := ANNOUNCES[sort].search(last)) and not NO_NAMES[sort].search(last):
            return None if GOES_ON.search(match.group("rest")) else sort
    return None


def listed(block: Block, headed: str) -> Iterator[Named]:
    """The name with which an item of an announced list begins. `headed` is the heading right above the list, or empty."""
    sort = announced(block.intro or headed)
    if sort and (name := item_name(block.text)):
        yield Named(sort_of_certified(name) or sort, name, block.start, block.start + len(name), block)


def item_name(text: str) -> str:
    """The name with which an item begins; empty when the item is a sentence or an amount."""
    parts = re.split(r"(\s[–—-]\s|:\s|\s\(opens)", text, maxsplit=2)
    head = "".join(parts[:3]) if CODE.fullmatch(parts[0]) else parts[0]
    head = DANGLING.sub("", head.strip(" †*‡"))
    words = head.split()
    if not words or len(words) > MAX_NAME or AMOUNT.match(head) or VERBISH.search(head):
        return ""
    if head.endswith((".", "?", ":", ";", ",", "。")) or head[:1].islower() or not head[:1].isalnum():
        return ""
    capital = sum(not word[:1].islower() for word in words)
    plain = sum(word[:1].islower() and word not in JOINING for word in words)
    return head if capital > plain else ""


def in_columns(cells: Sequence[Block]) -> Iterator[Named]:
    """First cells of the rows of a table whose first column is headed as certifications or specializations."""
    starting = {cell.start: cell for cell in cells}
    for row in rows(cells):
        first = starting.get(row.start)
        if first is None or not row.corner or len(row.label.split()) > MAX_NAME + 3:
            continue
        end = row.end if row.end - row.start < MAX_ROW else first.end
        for sort in SORTS:
            if COLUMN[sort].match(row.corner.strip()) and not first.text[:1].islower():
                yield Named(sort, without_noun(first.text), row.start, end, first)
