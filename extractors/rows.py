"""The rows of a table as they are read: what names each row, what stands above its cells, and what the table compares."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.notes import notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractors.notes import Note
    from extractors.records import Block

INDEX = re.compile(r"#|(?:no\.?\s*)?\d{1,2}[.)]?", re.IGNORECASE)
LISTING = re.compile(
    r"(?:#|no|nos|nr|number|id|ref|reference|index|item|code|control id)\.?(?: #)?", re.IGNORECASE
)
MARK_OF_ROW = re.compile(r"[A-Z]{1,4}[-. ]?\d{1,3}(?:\.\d{1,3}){0,3}|\d{1,3}(?:\.\d{1,3}){1,3}")
"""What only counts a row, in letters and figures, under a header that says so ("No." over "A1", "SEC-04", "2.1.3")."""
CLASSING = re.compile(
    r"^(?:sub-?)?(?:metrics?|kpis?|measures?|criteri(?:on|a)|requirements?|categor(?:y|ies)|areas?|types?|groups?|"
    r"locations?|regions?|countr(?:y|ies)|markets?|topics?|tasks?|items?|names?|products?|descriptions?|activit(?:y|ies)|"
    r"components?|segments?|sizes?)(?:\s+(?:names?|types?))?$",
    re.IGNORECASE,
)
"""Headers of a second column that only says more closely what its row is ("Performance | Net new customers | 30")."""
COMPARING = re.compile(
    r"^(?:\w+\s){0,2}(?:requirements?|criteri(?:on|a)|metrics?|kpis?|measures?|items?|obligations?|benefits?|features?|"
    r"categor(?:y|ies)|areas?|elements?|components?|qualifications?|commitments?|expectations?|needs?|details?)?$",
    re.IGNORECASE,
)
"""Headers of a first column that holds what is asked or given, so that the other columns are those to whom it applies."""
MEASURING = re.compile(
    r"\b(?:current(?:ly)?|today|now|new|old|from|until|since|before|after|effective|as of|previous(?:ly)?|former(?:ly)?|"
    r"legacy|target|goal|weight\w*|min(?:imum)?|max(?:imum)?|total|points?|score|required|requirements?|criteria|details?|"
    r"description|values?|notes?|comments?|evidence|frequency|period|unit|amount|duration|price|fee|cost|status|date|"
    r"first|each|every|further|additional|subsequent|initial|usd|eur|gbp|year|Q[1-4]|20\d\d)\b|[$€£%?]",
    re.IGNORECASE,
)
"""Words of a header that says when or how something is measured, and not for whom."""
FIGURE = re.compile(
    r"^(?:[≥>≤<~+±]\s*|(?:min|max|minimum|maximum|at least|up to)\b[.:]?\s*(?:of\s+)?)?(?:[A-Z]{2,3}\s?)?[$€£¥]?\s*\d"
)
MARK = re.compile(
    r"^(?:[✓✗×•●–—\-−]+|x|yes|no|n/?a|none|optional|recommended|required|mandatory|included|no[tn]? \w+|tbd|unlimited)\.?$",
    re.IGNORECASE,
)
CURRENCY = re.compile(r"[$€£¥]|\b(?:USD|EUR|GBP|JPY|CAD|AUD|CHF|INR)\b")
RANK = re.compile(r"\b(?:tiers?|levels?|class|stage|grade|band)\b", re.IGNORECASE)
"""Headers of a first column whose bare numbers are names ("Level": 1, 2, 3) and not an index."""
SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.;!]")
"""A first cell that states something itself, and names no row."""
NUMBERED = 2
"""Cells that a row with a number for its first label has at least beside it, to be numbered by it."""
MAX_LABELS = 40
VALUED = 0.6
"""Share of figures and marks from which a column is one of values."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its header: its labels joined, its other cells, and the header above its first label.

    `first` is the label in the leftmost column alone, `group` the headers of the rows' group above it.
    """

    label: str
    cells: tuple[Block, ...]
    corner: str
    start: int
    end: int
    first: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table as a whole: the headers of its columns of values, the first labels of its rows, and its rows.

    `across`: the values of one row are alike, so that the columns are what the table compares. `repeated`: labels that
    rows of several groups have. Of a long or wide table only the first labels and headers are kept.
    """

    rows: tuple[Row, ...]
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    across: bool
    repeated: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()


def table(cells: Sequence[Block], after: Iterable[Block] = ()) -> Table:
    """The table that some cells make up, with its notes in it and among the blocks `after` it.

    Its rows are empty when all of it is headers or one column.
    """
    found = tuple(rows(cells))
    columns: dict[int, str] = {}
    for row in found:
        for cell in row.cells:
            columns.setdefault(cell.column or 0, cell.column_headers[-1] if cell.column_headers else "")
    heads = tuple(columns[number] for number in sorted(columns)[:MAX_LABELS])
    labels = tuple(row.first for row in found[:MAX_LABELS])
    return Table(found, heads, labels, _across(found), _repeated(found), notes(cells, after))


def _repeated(found: Sequence[Row]) -> frozenset[str]:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in found:
        groups[row.label].add(row.group)
    return frozenset(label for label, above in groups.items() if len(above) > 1)


def rows(cells: Sequence[Block]) -> Iterator[Row]:
    """The rows of one table below its header row; a row of one cell is a label for those below and gives none."""
    by_row: dict[int, list[Block]] = defaultdict(list)
    for cell in cells:
        by_row[cell.row or 0].append(cell)
    named = _named_by(by_row)
    corner = group = last = ""
    for number, row in sorted(by_row.items()):
        several = len({cell.column for cell in row}) > 1
        if all(cell.header for cell in row) or (number == 0 and _is_header(row, by_row)):
            if several:
                corner, group = (row[0].text if row[0].column == 0 else ""), ""
            else:
                group = row[0].text
        elif several:
            found = _row(row, corner, group, named)
            if row[0].column != 0 and named > 1 and found.first == row[0].text:
                # An empty first cell repeats the one above it.
                found = replace(found, first=last, label=" / ".join(filter(None, (last, found.label))))
            last = found.first
            yield found


def _row(row: Sequence[Block], corner: str, group: str, named: int) -> Row:
    first = row[0]
    above: tuple[str, ...] = ()
    if first.column == 0 and len(row) > NUMBERED and _counts(first.text, corner):
        head = row[1].column_headers[-1] if row[1].column_headers else ""
        own, rest = row[1:2], row[2:]
    else:
        head = corner or (first.column_headers[-1] if first.column_headers and first.column == 0 else "")
        if first.column != 0:
            above = tuple(text for text in first.row_headers if text != group)
        own = [cell for cell in row if (cell.column or 0) < named and not SENTENCE.fullmatch(cell.text)]
        rest = row[len(own) :]
        if not rest:  # a row that has fewer cells than the others: its first names it
            own, rest = row[:1], row[1:]
    labels = tuple(dict.fromkeys((*above, *(cell.text for cell in own))))
    return Row(
        " / ".join(labels), tuple(rest), head, first.start, row[-1].end, labels[0] if labels else "", group
    )


def _counts(label: str, corner: str) -> bool:
    """Whether the first label of a row only counts it."""
    if LISTING.fullmatch(corner.strip()) and MARK_OF_ROW.fullmatch(label):
        return True
    return INDEX.fullmatch(label) is not None and not RANK.search(corner)


def _is_header(row: Sequence[Block], table: dict[int, list[Block]]) -> bool:
    """Whether an unmarked first row is a header: short words without numbers, named by no cell's own headers."""
    below = [cell for number, cells in table.items() if number for cell in cells]
    return any(cell.column_headers == (first.text,) for first in row for cell in below[:4])


def _named_by(by_row: dict[int, list[Block]]) -> int:
    """How many columns from the left name the rows: the first, and those after it that only say more closely what it is.

    A second one does where its header says so or the first groups it (by cells over several rows), and values follow.
    """
    body = [row for row in by_row.values() if not all(cell.header for cell in row)]
    columns: dict[int, list[Block]] = defaultdict(list)
    for row in body:
        for cell in row:
            columns[cell.column or 0].append(cell)
    numbers, named = sorted(columns), 1
    grouped = len(columns[0]) < len({cell.row for cell in columns[1]}) if {0, 1} <= set(columns) else False
    while named < len(numbers) - 1 and _says_what(columns[numbers[named]], grouped=grouped):
        if not all(_valued(columns[number]) for number in numbers[named + 1 :]) and not (
            grouped and named == 1
        ):
            break
        named += 1
    return named


def _says_what(column: Sequence[Block], *, grouped: bool) -> bool:
    head = column[0].column_headers[-1] if column[0].column_headers else ""
    return not _valued(column) and (grouped or CLASSING.match(head) is not None)


def _valued(column: Sequence[Block]) -> bool:
    """Whether most cells of a column are figures or marks."""
    figures = sum(1 for cell in column if shape(cell.text) != "text")
    return figures >= VALUED * len(column)


def shape(text: str) -> str:
    """What a cell looks like: "mark" (a tick, a dash, "required"), "money", "percent", "figure" or "text"."""
    if MARK.match(text):
        return "mark"
    if not FIGURE.match(text):
        return "text"
    if "%" in text:
        return "percent"
    return "money" if CURRENCY.search(text) else "figure"


def _across(found: Sequence[Row]) -> bool:
    """Whether rows are of one shape more often than columns are; where both are, whether the corner says so."""
    lines = [[shape(cell.text) for cell in _compared(row)] for row in found]
    columns: dict[int, list[str]] = defaultdict(list)
    for row in found:
        for cell in _compared(row):
            columns[cell.column or 0].append(shape(cell.text))
    if len(columns) < 2 or not found:  # noqa: PLR2004
        return False
    along, down = _alike(lines), _alike(columns.values())
    corner, above = found[0].corner, " ".join(found[0].cells[0].section[-1:])
    ranked = RANK.search(above) is not None and not RANK.search(corner)
    return along > down or (along == down and (ranked or COMPARING.match(corner) is not None))


def _compared(row: Row) -> list[Block]:
    """The cells of a row but those in columns that only say how or when it is measured."""
    return [cell for cell in row.cells if not MEASURING.search(" ".join(cell.column_headers[-1:]))]


def _alike(lines: Iterable[Sequence[str]]) -> float:
    """The share of lines whose cells have one shape; marks go with any."""
    kept = [{one for one in line if one != "mark"} for line in lines if len(line) > 1]
    return sum(len(shapes) <= 1 for shapes in kept) / len(kept) if kept else 0.0
