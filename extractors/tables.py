"""Tables: spans resolved into a grid, headers of rows and columns found.

Also where the page did not mark them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractors.blocks import Cell

_MAX_SPAN: Final = 100
_MAX_STEPS: Final = 500_000  # places looked at; a table beyond it is read without its spans
_LABEL: Final = 120  # characters up to which a first cell names its row
_HEADER: Final = 80  # characters up to which an unmarked first row may be a row of headers
_HEADER_ROWS: Final = 6
_FIGURE = re.compile(r"[\W\d_]*")
_DIGIT = re.compile(r"\d|^[✓✗]$")
_NUMBERED = re.compile(r"(?:tier|level|stage|phase|grade|class|band|category)\s\d$", re.IGNORECASE)
_NOTE = re.compile(r"[*†‡§¹²³⁴-⁹]|.{60,}\.$")
"""A row over all columns that is a note and heads nothing."""
_UNITS = re.compile(r"[\d.,\s]+|s\b")
"""What is no unit in a figure: what is left of "90 minutes" and "2 years" differs, of "30%" and "24%" not."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the page gives it. `header` is "row", "col" or "" as far as it is marked.

    `bold`: all of it is bold.
    """

    parts: tuple[str, ...]
    colspan: int = 1
    rowspan: int = 1
    th: bool = False
    scope: str = ""
    bold: bool = False

    @property
    def text(self) -> str:
        """All its words in one line."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as the page gives it; `head`: it stands in the table's head. `page`: where it is printed."""

    cells: tuple[RawCell, ...]
    head: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    raw: RawCell
    row: int
    column: int
    colspan: int
    rowspan: int
    page: int | None


@dataclass(frozen=True, slots=True)
class _Columns:
    headers: dict[int, tuple[str, ...]]
    above: dict[tuple[int, int], tuple[str, ...]]

    def over(self, one: _Placed) -> tuple[str, ...]:
        """Headers of all the columns that a cell covers, outermost first, each once."""
        covered = range(one.column, one.column + one.colspan)
        return tuple(dict.fromkeys(text for column in covered for text in self.headers.get(column, ())))

    def renewed(self, line: list[_Placed]) -> _Columns:
        """The columns below a row in the middle that heads them anew."""
        return _column_headers([line], frozenset((0,)))


def grid(rows: list[RawRow]) -> list[list[Cell]]:
    """The table's cells in rows, each with its first place in the grid and the texts of its headers.

    Outermost first.
    """
    placed = _placed(rows)
    width = max((one.column + one.colspan for row in placed for one in row), default=0)
    heads = _header_rows(rows, placed, width)
    columns = _column_headers(placed, heads)
    return _read(placed, heads, columns, width)


def _placed(rows: list[RawRow]) -> list[list[_Placed]]:
    taken: dict[int, int] = {}  # column -> first row that is free again
    steps = 0
    placed: list[list[_Placed]] = []
    for number, row in enumerate(rows):
        line: list[_Placed] = []
        column = 0
        for raw in row.cells:
            while taken.get(column, 0) > number:
                column += 1
                steps += 1
            wide, high = min(raw.colspan or 1, _MAX_SPAN), min(raw.rowspan or len(rows), len(rows) - number)
            steps += wide
            if steps > _MAX_STEPS:
                taken.clear()
                wide = high = 1
            if high > 1:
                taken.update(dict.fromkeys(range(column, column + wide), number + high))
            line.append(_Placed(raw, number, column, wide, max(high, 1), row.page))
            column += wide
        placed.append(line)
    return placed


def _header_rows(rows: list[RawRow], placed: list[list[_Placed]], width: int) -> frozenset[int]:
    """The rows that head columns: the marked ones at the top, else a first row that looks like one."""
    marked = []
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        filled = [cell for cell in row.cells if cell.text]
        top = row.head or (
            filled and all(cell.th and cell.scope not in ("row", "rowgroup") for cell in filled) and width > 1
        )
        if filled and not top:
            break
        # A row that only spans everything is a title or the header of a group, not of a column.
        if filled and not (len(placed[number]) == 1 and placed[number][0].colspan >= width > 1):
            marked.append(number)
    if marked:
        return frozenset(marked) if len(marked) < len(rows) else frozenset(marked[:1])
    return frozenset((0,)) if _looks_like_header(rows, width) else frozenset()


def _looks_like_header(rows: list[RawRow], width: int) -> bool:
    if len(rows) < 2 or width < 2 or len(rows[0].cells) < 2:  # noqa: PLR2004
        return False
    first, rest = rows[0].cells, rows[1:]
    if any(cell.th for row in rest[:3] for cell in row.cells[1:]) or not all(cell.text for cell in first[1:]):
        return False
    if any(len(cell.text) > _HEADER for cell in first):
        return False
    if all(cell.bold or not cell.text for cell in first) and not all(
        cell.bold for cell in rest[0].cells if cell.text
    ):
        return True
    return _heads_figures(first, [cell.text for row in rest for cell in row.cells[1:] if cell.text], width)


def _heads_figures(first: tuple[RawCell, ...], beside: list[str], width: int) -> bool:
    """Whether a first row of words stands above figures, or has no name of its own where the others have theirs."""
    if any(_DIGIT.search(cell.text) and not _NUMBERED.match(cell.text) for cell in first):
        return False
    if not first[0].text:
        return True
    if width == 2 and len({_UNITS.sub("", text) for text in beside}) > 1:  # noqa: PLR2004
        return False  # names with values of several sorts: the first row is one of them
    return bool(beside) and sum(1 for text in beside if _DIGIT.search(text)) * 2 >= len(beside)


def _column_headers(placed: list[list[_Placed]], heads: frozenset[int]) -> _Columns:
    """The headers of each column, and for each header cell those above it."""
    columns: dict[int, list[str]] = {}
    above: dict[tuple[int, int], tuple[str, ...]] = {}
    for number in sorted(heads):
        for one in placed[number]:
            above[number, one.column] = tuple(columns.get(one.column, ()))
        for one in placed[number]:
            for column in range(one.column, one.column + one.colspan):
                texts = columns.setdefault(column, [])
                if one.raw.text and (not texts or texts[-1] != one.raw.text):
                    texts.append(one.raw.text)
    return _Columns({column: tuple(texts) for column, texts in columns.items()}, above)


def _read(
    placed: list[list[_Placed]], heads: frozenset[int], columns: _Columns, width: int
) -> list[list[Cell]]:
    read: list[list[Cell]] = []
    group = ""
    reaching: list[tuple[int, int, str]] = []  # row headers that span rows: until which row, column, text
    for number, line in enumerate(placed):
        reaching = [one for one in reaching if one[0] > number]
        if number in heads:
            read.append([_cell(one, (), columns.above[number, one.column], header=True) for one in line])
            continue
        if _heads_again(line, columns, width):
            columns, group = columns.renewed(line), ""
            read.append([_cell(one, (), (), header=True) for one in line])
            continue
        if title := _group(line, width):
            group = title
            read.append([_cell(one, (), (), header=True) for one in line])
            continue
        labels = _labels(line)
        headers = sorted(
            [(column, text) for _, column, text in reaching] + [(one.column, one.raw.text) for one in labels]
        )
        reaching += [(number + one.rowspan, one.column, one.raw.text) for one in labels if one.rowspan > 1]
        outer = ((group,) if group else ()) + tuple(text for _, text in headers)
        read.append([_body_cell(one, labels, headers, outer, group, columns) for one in line])
    return read


def _heads_again(line: list[_Placed], columns: _Columns, width: int) -> bool:
    """Whether a row below others heads columns: all of it is marked so, or it repeats what stands above."""
    filled = [one for one in line if one.raw.text]
    beside = [one for one in filled if one.column > 0]
    if len(filled) < 2 or width < 2 or any(one.rowspan > 1 for one in line):  # noqa: PLR2004
        return False
    if all(one.raw.th and one.raw.scope not in ("row", "rowgroup") for one in filled):
        return not any(_DIGIT.search(one.raw.text) for one in beside) or not columns.headers
    repeated = [one for one in beside if columns.over(one)[-1:] == (one.raw.text,)]
    return len(repeated) == len(beside) == width - 1 and (width > 2 or len(filled) == width)  # noqa: PLR2004


def _body_cell(  # noqa: PLR0913, PLR0917
    one: _Placed,
    labels: list[_Placed],
    headers: list[tuple[int, str]],
    outer: tuple[str, ...],
    group: str,
    columns: _Columns,
) -> Cell:
    own = columns.over(one)
    if one in labels:
        before = ((group,) if group else ()) + tuple(text for column, text in headers if column < one.column)
        return _cell(one, before, own, header=one.raw.th)
    return _cell(one, outer, own, header=one.raw.th)


def _cell(
    one: _Placed, row_headers: tuple[str, ...], column_headers: tuple[str, ...], *, header: bool
) -> Cell:
    return Cell(one.raw.parts, one.row, one.column, row_headers, column_headers, header, one.page)


def _group(line: list[_Placed], width: int) -> str:
    """The text of a row that heads the rows below it: one cell over all columns."""
    filled = [one for one in line if one.raw.text]
    if len(filled) != 1 or width < 2:  # noqa: PLR2004
        return ""
    only = filled[0]
    spans = only.colspan >= width or (only.column == 0 and only.raw.th and len(line) in (1, width))
    heads = len(only.raw.text) <= 2 * _LABEL and not _NOTE.match(only.raw.text)
    return only.raw.text if spans and only.rowspan == 1 and heads else ""


def _labels(line: list[_Placed]) -> list[_Placed]:
    """The cells that name their row: the marked ones, else a short first cell."""
    marked = [one for one in line if one.raw.th and one.raw.scope not in ("col", "colgroup") and one.raw.text]
    if marked:
        return marked if len(marked) < len([one for one in line if one.raw.text]) else marked[:1]
    first = line[0] if line else None
    if first is None or first.column != 0 or len(line) < 2 or len(first.raw.text) > _LABEL:  # noqa: PLR2004
        return []
    return (
        []
        if (_FIGURE.fullmatch(first.raw.text) and not first.raw.text.isdecimal()) or not first.raw.text
        else [first]
    )
