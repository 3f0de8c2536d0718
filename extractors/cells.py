"""What one cell of a table states: tiers in columns or rows, names with what they need, or words with their values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.amounts import amount_above
from extractors.asides import aside
from extractors.attributes import key
from extractors.axes import axes
from extractors.cellkinds import cell_kind
from extractors.cellvalues import NUMBER, cell_values
from extractors.classifying import kind_of_label, of_axes
from extractors.kinds import BY_KIND
from extractors.named import folded
from extractors.notes import LONGEST, signs, unmarked
from extractors.records import Requirement
from extractors.structure import MAX_QUOTE
from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.axes import Axes
    from extractors.records import Document
    from extractors.structure import Statement
    from extractors.subjects import Subjects

LINKS = re.compile(
    r"@|https?://|www\.|^(?:pdf|same page|\d{1,2}(?:,\d{1,2})+|\d+(?:(?:,| [·•|/]) \d+)+)$|"
    r"^(?:e-?mail|website|links?|contact|notes?|source|local copy|downloads?|icon|logo)$",
    re.IGNORECASE,
)
"""Cells that lead elsewhere, and headers of columns of such cells."""
FILE = re.compile(r"\.(?:pdf|html?|md|docx?|xlsx?|pptx?|zip)$", re.IGNORECASE)
"""The label of a row that lists a file: it states nothing of what the file holds."""
DENIED = re.compile(r"^none\b", re.IGNORECASE)
FORMER = re.compile(r"^(?:the )?(?:old|former|previous|prior)\b", re.IGNORECASE)
LATER = re.compile(r"^(?:the )?(?:new|now|current|updated|revised)\b", re.IGNORECASE)
DATED = re.compile(r"\b20\d\d\b")
TOTAL = re.compile(r"^(?:grand |sub-?)?totals?$", re.IGNORECASE)
COURSES = re.compile(
    r"^(?:(?:required|recommended|training|prep(?:aration)?|online|core|elective) )?"
    r"(?:courses?|modules?|trainings?|lessons?|workshops?|learning paths?|classes|units?)(?: (?:names?|titles?))?$",
    re.IGNORECASE,
)
"""Headers of a first column that names courses."""
EXACT = frozenset({"exam", "curriculum", "fee", "validity", "experience"})
"""Kinds of which a bare number is a fact and not a threshold; of experience only a length of time is given so."""
MAX_WORDS = 12


def tabled(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that one cell states, read together with the labels of its row and column."""
    text = statement.text.strip()
    if (
        FILE.search(statement.row)
        or LINKS.search(text)
        or LINKS.match(statement.column.strip())
        or _repeats(text, statement.column)
    ):
        return
    if statement.table is not None and (
        _replaced(statement) or aside(statement.table, " / ".join(statement.section[-1:]))
    ):
        return
    found = axes(statement, subjects)
    if (amount := amount_above(document, statement)) is not None:
        yield _requirement(document, statement, found, "fee", replace(amount, noun=found.attribute))
        return
    for value in _values(text, found):
        kind = cell_kind(statement, subjects, found, value)
        if kind:
            sort = found.sort or subjects.names.sort(found.subject)
            kind = of_axes(kind, value, found.subject, sort, f"{found.attribute} / {statement.corner}")
            for subject in (found.subject, *found.also):
                yield _requirement(document, statement, replace(found, subject=subject), kind, value)


def course(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The course that a row of a table of courses names, told once at the row's first cell."""
    line, corner = statement.line, statement.corner.strip()
    if line is None or statement.start != line.cells[0].start or not COURSES.match(corner) or not line.first:
        return
    if len(line.label.split()) > MAX_WORDS or (statement.table is not None and aside(statement.table, "")):
        return
    start, end = (
        (line.start, line.end) if line.end - line.start <= MAX_QUOTE else (line.start, line.cells[0].start)
    )
    quote = document.text[start:end].rstrip(" |")
    name = unmarked(line.label.replace(" / ", " "))
    yield Requirement(
        kind="curriculum",
        subject=subjects.of(replace(statement, row="", column=""))[0],
        attribute=f"{corner.lower()} {name}",
        key=key(f"{corner} {name}"),
        value=name,
        quote=quote,
        start=start,
        end=start + len(quote),
        section=statement.block.section,
    )


def _repeats(text: str, column: str) -> bool:
    """Whether a cell only repeats words of its column's header ("Guide" under "Study guide"): the label of a link."""
    words, head = set(folded(text).split()), set(folded(column).split())
    if not words or not head or text[:1].isdigit():
        return False
    return words <= head or (head <= words and len(words) <= len(head) + 2)


def _replaced(statement: Statement) -> bool:
    """Whether a cell stands in a column of what was so before, beside one of what is so from now on."""
    heads = statement.table.heads if statement.table is not None else ()
    return bool(FORMER.search(statement.column) and any(LATER.search(head) for head in heads))


def _values(text: str, found: Axes) -> list[Found]:
    """The values of a cell; "none" is one where it says that nothing must be held before."""
    given = cell_values(text, found.measure, found.attribute)
    if not given and DENIED.match(text) and kind_of_label(found.measure, "") == "prerequisite":
        return [Found("count", 0, len(text), text, None, None, None, found.attribute)]
    if TOTAL.match(found.subject) or TOTAL.match(found.attribute.split(" / ")[0]):
        return [value for value in given if value.type != "percent"]
    return given


def _requirement(
    document: Document, statement: Statement, found: Axes, kind: str, value: Found
) -> Requirement:
    start, end = statement.around
    name = _attribute(statement, found, kind)
    exact = (
        kind in EXACT
        and value.comparator == ">="
        and statement.text.strip()[:1].isdigit()
        and "+" not in statement.text
    )
    dates = values(statement.column) if not value.due and DATED.search(statement.column) else ()
    due = value.due or next((str(date.value) for date in dates if date.type == "date"), None)
    return Requirement(
        kind=kind,
        subject=found.subject,
        attribute=name,
        key=key(name),
        comparator="=" if exact and NUMBER.match(statement.text) else value.comparator,
        value=value.value,
        value_max=value.value_max,
        unit=value.unit,
        per=value.per,
        due=due,
        condition=value.condition or _noted(statement),
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )


def _noted(statement: Statement) -> str | None:
    """The notes to which the labels or the text of a cell point."""
    if statement.table is None or not statement.table.notes:
        return None
    pointed = {
        sign
        for label in (*statement.row.split(" / "), statement.column, statement.text)
        for sign in signs(label)
    }
    if not pointed:
        return None
    said = [note.text for note in statement.table.notes if note.sign in pointed and len(note.text) <= LONGEST]
    return " ".join(said) or None


def _attribute(statement: Statement, found: Axes, kind: str) -> str:
    """What is measured, in the words of the labels: with the row's group where other groups have a row of that name."""
    name, line, table = found.attribute, statement.line, statement.table
    if table is not None and line is not None and line.group and line.label in table.repeated:
        name = f"{line.group} / {name}"
    words = " ".join(name.split()[:MAX_WORDS]).strip(" .,;:–—-/")
    return words or BY_KIND[kind].attribute(statement.context, statement.text) or kind.replace("_", " ")
