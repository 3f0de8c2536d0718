"""Which axis of a table says to what its cells apply, and what is measured on the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.listednames import COLUMN
from extractors.notes import unmarked
from extractors.rows import MEASURING

if TYPE_CHECKING:
    from extractors.named import Sort
    from extractors.structure import Statement
    from extractors.subjects import Subjects

NAMING = re.compile(
    r"^(?:\w+\s){0,2}(?:tiers?|levels?|class(?:es)?|partner types?|types? of partner|membership(?: types?)?|tracks?|"
    r"programs?|programmes?|exams?|qualifications?|roles?|status|stages?)(?:\s+(?:names?|titles?|levels?))?$",
    re.IGNORECASE,
)
"""Headers of a first column that holds names of what the other columns tell about."""
RANKING = re.compile(r"\b(?:tiers?|levels?|class|membership|partner types?)\b", re.IGNORECASE)
NOT_RANKING = re.compile(
    r"\b(?:severity|priority|service|support|skill|experience|risk|trust|exam|proficiency)\b", re.IGNORECASE
)
VAGUE = re.compile(
    r"(?:(?:\w+ )?(?:details?|descriptions?|values?|requirements?|criteria)|items?|minimum|info(?:rmation)?|evidence)",
    re.IGNORECASE,
)
"""Labels that say nothing of what is measured."""
UNIT = re.compile(
    r"\s*\((?:(?:in )?(?:USD|EUR|GBP|US\$|[$€£¥%]|percent|points|minutes?|mins?|hours?|hrs|days?|weeks?|months?|years?|"
    r"min(?:imum)?\.?|max(?:imum)?\.?|number|#))\)$",
    re.IGNORECASE,
)
"""A unit in brackets at the end of a label; it is the value's."""
SORTED: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("specialization", COLUMN["specialization"]),
    ("certification", COLUMN["certification"]),
)
NUMBERED = re.compile(r"(?:tier |level )?\d$", re.IGNORECASE)
MAX_NAME = 8


@dataclass(frozen=True, slots=True)
class Axes:
    """To what a cell applies and what it measures of it; `named` says that a label of the table is the subject.

    `measure` is the label of what is measured (of the row or the column), `attribute` that with the row's group and all.
    """

    subject: str
    sort: Sort | None
    attribute: str
    measure: str
    named: bool
    also: tuple[str, ...] = ()  # further subjects of a cell that spans their columns


def axes(statement: Statement, subjects: Subjects) -> Axes:
    """The axes of one cell of a table."""
    row = " / ".join(unmarked(part) for part in statement.row.split(" / "))
    column, corner = unmarked(statement.column), statement.corner.strip()
    line = statement.line
    first = unmarked(line.first) if line is not None else row
    rest = " / ".join(part for part in row.split(" / ")[1:] if part) if row != first else ""
    sort: Sort | None = next((sort for sort, pattern in SORTED if pattern.match(corner)), None)
    if first and (sort is not None or _names_rows(statement)):
        sort = sort or subjects.names.sort(first) or ("tier" if _ranks(corner) else None)
        named = subjects.called(first) or (f"{corner} {first}" if first.isdecimal() else first)
        return Axes(named, sort, _joined(rest, column), column, named=True)
    for label, other in ((column, row), (first, _joined(rest, column))):
        if found := _called(label, subjects):
            sort = subjects.names.sort(found[0])
            return Axes(found[0], sort, _joined(other), other or corner, named=True, also=found[1:])
    if column and _compares_columns(statement, subjects):
        near = next(
            (subjects.names.sort(head) for head in _heads(statement) if subjects.names.sort(head)), None
        )
        return Axes(column, near, _joined(row), row, named=True)
    return Axes(subjects.of(statement)[0], None, _joined(row, column), row or column, named=False)


def _called(label: str, subjects: Subjects) -> tuple[str, ...]:
    """The known names that a label is: one, or those of all columns that a cell spans below a header of them all."""
    if whole := subjects.called(label):
        return (whole,)
    return tuple(dict.fromkeys(name for part in label.split(" / ") if (name := subjects.called(part))))


def _heads(statement: Statement) -> tuple[str, ...]:
    return statement.table.heads if statement.table is not None else ()


def _ranks(corner: str) -> bool:
    return RANKING.search(corner) is not None and not NOT_RANKING.search(corner)


def _names_rows(statement: Statement) -> bool:
    """Whether the first column is headed as one of names, and its labels are short enough to be names."""
    corner, table = statement.corner.strip(), statement.table
    if table is None or not NAMING.match(corner) or NOT_RANKING.search(corner):
        return False
    return all(len(label.split()) <= MAX_NAME for label in table.labels)


def _compares_columns(statement: Statement, subjects: Subjects) -> bool:
    """Whether the columns are those to whom the rows apply: one is a known name, or all could be and rows are alike."""
    table = statement.table
    if table is None or len(table.heads) < 2 or not table.across or not all(table.heads):  # noqa: PLR2004
        return False
    if any(subjects.called(unmarked(label)) for label in table.labels):
        return False
    compared = [head for head in table.heads if not MEASURING.search(head)]
    if len(compared) < 2 or MEASURING.search(statement.column):  # noqa: PLR2004
        return False
    return all(len(head.split()) <= MAX_NAME and _like_a_name(head) for head in compared)


def _like_a_name(head: str) -> bool:
    return head[:1].isupper() or NUMBERED.fullmatch(head) is not None


def _joined(*labels: str) -> str:
    """What is measured, in the words of some labels, without the words that say nothing ("details")."""
    kept = [UNIT.sub("", unmarked(label)) for label in labels if label]
    telling = [label for label in kept if not VAGUE.fullmatch(label)]
    return " / ".join(telling or kept)
