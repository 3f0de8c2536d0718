"""A table of a page as rows of cells with their looks, and as the rows that are read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.page import tidy
from extractors.printed.lines import BULLET, joined, lines
from extractors.tables import RawCell, RawRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.printed.places import Box
    from extractors.printed.words import Sheet, Word

_HEADS: Final = 4  # rows at most that head a table
_SAME: Final = 8.0  # points by which the columns of a table may differ from page to page
_OPEN = re.compile(r"[,;(&/–-]$|\b(?:and|or|of|the|a|an|in|for|to|with|per|by)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is printed; `look` is its fill and the colour of its words."""

    parts: tuple[str, ...]
    column: int
    across: int = 1
    down: int = 1
    bold: bool = False
    look: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """All its words in one line."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it is printed, and on which page."""

    cells: tuple[Shown, ...]
    page: int

    @property
    def filled(self) -> tuple[Shown, ...]:
        """The cells that say something."""
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells say."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table in its place: the edges of its columns, and its rows. `heads`: rows known to head it."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[ShownRow, ...]
    heads: int = 0


def shown(words: Sequence[Word], column: int, across: int, down: int, sheet: Sheet) -> Shown:
    """The cell that holds these words."""
    look = ("", words[0].colour if words else "")
    if words:
        x, y = words[0].middle
        look = (next((colour for box, colour in reversed(sheet.fills) if box.holds(x, y)), ""), look[1])
    bold = bool(words) and all(word.bold for word in words)
    return Shown(_parts(words), column, across, down, bold, look)


def _parts(words: Sequence[Word]) -> tuple[str, ...]:
    """The paragraphs of a cell: a gap between lines, or a bullet, begins another."""
    parts: list[list[str]] = []
    bottom = 0.0
    for line in lines(words):
        first = line.words[0].text
        bullet = len(line.words) > 1 and BULLET.match(first) is not None
        text = " ".join(word.text for word in line.words[bullet:])
        if not parts or bullet or line.box.top - bottom > 0.6 * line.size:
            parts.append([])
        parts[-1].append(text)
        bottom = line.box.bottom
    found: list[str] = []
    for part in parts:
        text = tidy(joined(part))
        if found and (text[:1].islower() or text[:1] in "(,;%&") and not found[-1].endswith((".", "!", "?")):
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
    return tuple(found) or ("",)


def continues(before: Table, after: Table) -> bool:
    """Whether a table at the top of a page or column goes on with one at the end of the page or column before."""
    if len(before.edges) != len(after.edges):
        return False
    one, other = ([edge - table.edges[0] for edge in table.edges] for table in (before, after))
    return all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def together(before: Table, after: Table) -> Table:
    """Both as one table: heads that are repeated stand there once, a row that was broken is whole again."""
    rows = list(after.rows)
    repeated = 0
    for old, new in zip(before.rows, rows, strict=False):
        if old.texts != new.texts:
            break
        repeated += 1
    kept = list(before.rows)
    rows = rows[repeated:]
    if rows and kept and _broken(kept[-1], rows[0]):
        kept[-1] = _mended(kept[-1], rows.pop(0))
    return Table(before.box, before.edges, (*kept, *rows), max(before.heads, min(repeated, _HEADS)))


def _broken(before: ShownRow, after: ShownRow) -> bool:
    first = after.cells[0]
    if first.text or not after.filled or len(before.cells) != len(after.cells):
        return False
    pairs = [(a.text, b.text) for a, b in zip(before.cells, after.cells, strict=True) if b.text]
    return all(a and (b[:1].islower() or _OPEN.search(a) is not None) for a, b in pairs)


def _mended(before: ShownRow, after: ShownRow) -> ShownRow:
    cells = [
        replace(a, parts=(*a.parts[:-1], f"{a.parts[-1]} {b.parts[0]}", *b.parts[1:])) if b.text else a
        for a, b in zip(before.cells, after.cells, strict=True)
    ]
    return replace(before, cells=tuple(cells))


def raw_rows(table: Table) -> list[RawRow]:
    """The rows as they are read: what heads columns or rows is marked by its look."""
    rows = [row for row in table.rows if row.filled]
    heads = max(table.heads, _heads(rows))
    labels = _bold_labels(rows[heads:])
    found = []
    for number, row in enumerate(rows):
        cells = _over(row) if number < heads - 1 else row.cells
        if number >= heads and _alone(row):
            cells = (replace(cells[0], across=len(table.edges) - 1),)
        plain = [_raw(cell, alone=len(cells) == 1, labels=labels) for cell in cells]
        if number < heads:
            plain = [replace(cell, th=True, scope="") for cell in plain]
        found.append(RawRow(tuple(plain), head=number < heads, page=row.page))
    return found


def _alone(row: ShownRow) -> bool:
    """Whether a row heads those below it: a bold text and nothing beside it."""
    return len(row.filled) == 1 and row.cells[0].bold and row.cells[0].down == 1


def _over(row: ShownRow) -> tuple[Shown, ...]:
    """A row of heads above other heads: each reaches over the empty cells after it."""
    cells: list[Shown] = []
    for cell in row.cells:
        before = cells[-1] if cells else None
        if before and before.text and before.column > 0 and not cell.text and before.down == cell.down == 1:
            cells[-1] = replace(before, across=before.across + cell.across)
        else:
            cells.append(cell)
    return tuple(cells)


def _raw(cell: Shown, *, alone: bool, labels: bool) -> RawCell:
    label = labels and cell.column == 0 and bool(cell.text) and not alone
    heads = label or (alone and cell.bold)
    return RawCell(cell.parts, cell.across, cell.down, th=heads, scope="row" if label else "", bold=cell.bold)


def _heads(rows: Sequence[ShownRow]) -> int:
    """How many rows at the top look otherwise than those below them."""
    body = [cell for row in rows[1:] for cell in row.filled if cell.column > 0 or cell.across > 1]
    if not body:
        return 0
    bold = sum(cell.bold for cell in body) * 2 > len(body)
    looks = Counter(cell.look for cell in body)
    heads = 0
    for row in rows[:_HEADS]:
        cells = [cell for cell in row.filled if cell.column > 0] or list(row.filled)
        fills = {cell.look for cell in cells}
        otherwise = all(looks[look] * 4 < len(body) for look in fills) and len(fills) == 1
        if not (all(cell.bold for cell in cells) and not bold) and not otherwise:
            break
        if len(row.filled) == 1 and row.filled[0].column == 0:  # the title of the table, or of its first rows
            break
        heads += 1
    return heads if heads < len(rows) else min(heads, 1)


def _bold_labels(rows: Sequence[ShownRow]) -> bool:
    first = [cell for row in rows for cell in row.filled if cell.column == 0]
    rest = [cell for row in rows for cell in row.filled if cell.column > 0]
    return (
        bool(first and rest)
        and all(cell.bold for cell in first)
        and sum(cell.bold for cell in rest) * 4 < len(rest)
    )
