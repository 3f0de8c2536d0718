"""Tables without rules between their columns: lines whose pieces stand below one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from extractors.printed.lines import BULLET
from extractors.printed.places import Box
from extractors.printed.tabled import Shown, ShownRow, Table, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.printed.lines import Line
    from extractors.printed.words import Sheet, Word

Reach: TypeAlias = "tuple[float, float]"
_LEAST: Final = 0.6  # times the size: what is left between two columns
_FAR: Final = 2.2  # times the size between two lines of one table
_FARTHER: Final = 4.5  # the same where a rule is drawn between them
_ROWS_RULED: Final = 2


@dataclass(slots=True)
class _Run:
    """Lines of one table as it is found: from where to where its columns reach, and the lines that lie across them."""

    lines: list[Line]
    columns: list[Reach]
    spanning: set[int] = field(default_factory=set)


def aligned_tables(found: Sequence[Line], sheet: Sheet) -> list[tuple[int, int, Table]]:
    """The tables among lines: from which line, up to which, and what."""
    tables: list[tuple[int, int, Table]] = []
    start = 0
    while start < len(found):
        run = _run(found, start, sheet)
        if run is None:
            start += 1
            continue
        first = _lines_above(found, start, run, tables[-1][1] if tables else 0)
        run.lines = [*found[first:start], *run.lines]
        run.spanning = {number + start - first for number in run.spanning}
        table = _table(run, sheet)
        if table is None:
            start += 1
            continue
        start = first + len(run.lines)
        tables.append((first, start, table))
    return tables


def _run(found: Sequence[Line], start: int, sheet: Sheet) -> _Run | None:
    pieces = found[start].pieces
    if len(pieces) < 2 or BULLET.match(pieces[0].text):  # noqa: PLR2004
        return None
    run = _Run([found[start]], _reaches(pieces))
    for number in range(start + 1, len(found)):
        line, before = found[number], run.lines[-1]
        if line.table is not None:
            break
        ruled = _ruled(sheet, before.box, line.box)
        if line.box.top - before.box.bottom > (_FARTHER if ruled else _FAR) * max(line.size, before.size):
            break
        if not _taken(run, line, found[number + 1 : number + 2], ruled=ruled):
            break
    while len(run.lines) > 1 and _trailing(run):
        run.lines.pop()
        run.spanning.discard(len(run.lines))
    several = sum(len(line.pieces) > 1 for line in run.lines)
    return run if several > 1 and len(run.columns) > 1 else None


def _taken(run: _Run, line: Line, after: Sequence[Line], *, ruled: bool) -> bool:
    """Add a line to the run when it fits: between the gaps, or as the heading of the rows below it."""
    columns = _with(run.columns, line)
    pieces = line.pieces
    few = len(run.lines) <= 2  # noqa: PLR2004 - those above may be heads over several columns
    if len(columns) < len(run.columns) and len(pieces) == 1:
        goes_on = bool(after) and after[0].table is None and len(after[0].pieces) > 1
        heads = line.bold or line.words[0].colour != run.lines[-1].words[0].colour
        if not (goes_on and heads and line.box.x0 <= run.columns[0][0] + 3 * line.size):
            return False
        if len(_with(run.columns, after[0])) < len(run.columns):
            return False
        run.spanning.add(len(run.lines))
    elif len(columns) < len(run.columns):
        anew = _reaches(pieces)
        if few and len(anew) > len(run.columns):
            run.spanning |= set(range(len(run.lines)))
            columns = anew
        elif len(columns) < 2 or not (few or ruled):  # noqa: PLR2004
            return False
        run.columns = columns
    else:
        run.columns = columns
    run.lines.append(line)
    return True


def _reaches(pieces: Sequence[Line]) -> list[Reach]:
    return [(piece.box.x0, piece.box.x1) for piece in pieces]


def _with(columns: Sequence[Reach], line: Line) -> list[Reach]:
    """The columns when the pieces of a line stand in them too; those with too little between them are one then."""
    merged: list[Reach] = []
    for start, end in sorted([*columns, *_reaches(line.pieces)]):
        if merged and start - merged[-1][1] < _LEAST * line.size:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _trailing(run: _Run) -> bool:
    """Whether the last line is no part of the table: a text below it that is no longer than the first column."""
    last, before = run.lines[-1], run.lines[-2]
    if len(run.lines) - 1 in run.spanning:
        return True
    if len(last.pieces) > 1:
        return False
    close = last.box.top - before.box.bottom < 0.5 * last.size
    return last.box.x0 < run.columns[0][1] and not (
        close and len(before.pieces) > 1 and last.text[:1].islower()
    )


def _lines_above(found: Sequence[Line], start: int, run: _Run, least: int) -> int:
    """Where the table begins when words of its head stand above its first whole line."""
    first = start
    while first > least:
        line, below = found[first - 1], found[first]
        if line.table is not None:
            break
        if line.box.x0 <= run.columns[0][1] or below.box.top - line.box.bottom > 1.6 * line.size:
            break
        first -= 1
    return first


def _ruled(sheet: Sheet, above: Box, below: Box) -> bool:
    """Whether a rule (or the edge of a filled row) is drawn between two lines."""
    left, right = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(
        above.bottom - 2 <= rule.top <= below.top + 2 and rule.x0 < right and rule.x1 > left
        for rule in sheet.across
    )


# -- rows ----------------------------------------------------------------------------------------------------------


def _table(run: _Run, sheet: Sheet) -> Table | None:
    left = min(line.box.x0 for line in run.lines)
    right = max(line.box.x1 for line in run.lines)
    gaps = [(before[1], after[0]) for before, after in pairwise(run.columns)]
    edges = (left, *((start + end) / 2 for start, end in gaps), right)
    box = Box(left, run.lines[0].box.top, right, run.lines[-1].box.bottom)
    starts = _starts(run, sheet)
    rows = []
    for first, last in zip(starts, [*starts[1:], len(run.lines)], strict=True):
        words = [word for line in run.lines[first:last] for word in line.words]
        if first in run.spanning:
            rows.append(_spanning(run.lines[first], edges, sheet))
        else:
            rows.append(_row(words, edges, sheet))
    if len(rows) < 2 or sum(len(row.filled) > 1 for row in rows) < 2:  # noqa: PLR2004
        return None
    return Table(box, edges, tuple(rows))


def _row(words: Sequence[Word], edges: Sequence[float], sheet: Sheet) -> ShownRow:
    columns: list[list[Word]] = [[] for _ in edges[1:]]
    for word in words:
        columns[_column(word, edges)].append(word)
    cells = [shown(column, number, 1, 1, sheet) for number, column in enumerate(columns)]
    return ShownRow(tuple(cells), sheet.number)


def _spanning(line: Line, edges: Sequence[float], sheet: Sheet) -> ShownRow:
    """A line over several columns: each of its pieces covers those that it reaches over."""
    cells: list[Shown] = []
    column = 0
    for piece in line.pieces:
        first = max(_column(piece.words[0], edges), column)
        last = max(_column(piece.words[-1], edges), first)
        if len(line.pieces) == 1:
            first, last = 0, len(edges) - 2
        cells += [shown((), empty, 1, 1, sheet) for empty in range(column, first)]
        cells.append(shown(piece.words, first, last - first + 1, 1, sheet))
        column = last + 1
    cells += [shown((), empty, 1, 1, sheet) for empty in range(column, len(edges) - 1)]
    return ShownRow(tuple(cells), sheet.number)


def _column(word: Word, edges: Sequence[float]) -> int:
    middle = word.middle[0]
    return max((number for number, edge in enumerate(edges[:-1]) if edge <= middle), default=0)


def _starts(run: _Run, sheet: Sheet) -> list[int]:
    """The lines with which rows begin: below a rule, below a wider gap, or else with a name of their own."""
    lines = run.lines
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(lines)]
    ruled = [_ruled(sheet, above.box, below.box) for above, below in pairwise(lines)]
    size = max(line.size for line in lines)
    by_rules = sum(ruled) > _ROWS_RULED and sum(ruled) * 3 >= len(gaps)
    least = min((gap for gap, rule in zip(gaps, ruled, strict=True) if not rule), default=0.0)
    near = [line for line, gap in zip(lines[1:], gaps, strict=True) if gap <= least + 0.2 * size]
    whole = sum(len(line.pieces) >= max(len(run.columns), 2) for line in near)
    uniform = max(gaps, default=0.0) - least <= 0.25 * size or (whole > 1 and whole * 3 >= len(near))
    starts = [0]
    for number, gap in enumerate(gaps, 1):
        if number in run.spanning or number - 1 in run.spanning or ruled[number - 1]:
            begins = True
        elif by_rules:
            begins = False
        elif uniform:
            begins = gap >= 0.55 * size or _named(lines[number - 1], lines[number], run.columns)
        else:
            begins = gap > least + 0.2 * size
        if begins:
            starts.append(number)
    return starts


def _named(before: Line, line: Line, columns: Sequence[Reach]) -> bool:
    """Whether a line begins a row where all lines are equally near: its first column says something of its own."""
    first = line.pieces[0]
    if first.box.x0 >= columns[1][0] - 1:
        return False
    wraps = before.pieces[0].box.x1 - before.box.x0 > 0.8 * (columns[0][1] - before.box.x0)
    return not (len(line.pieces) == 1 and (wraps or first.text[:1].islower()))
