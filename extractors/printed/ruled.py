"""Tables whose cells are drawn: rules that cross."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from extractors.printed.places import Box
from extractors.printed.tabled import ShownRow, Table, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.printed.words import Sheet, Word

_NEAR: Final = 3.0  # points within which two edges are one
_ALONE: Final = 400  # characters in one cell from which a table of one row is a frame of the layout
_MOST: Final = 2_000  # rules of a page beyond which it is a drawing


def ruled_tables(sheet: Sheet) -> list[Table]:
    """The tables of a page whose cells have rules around them, from the top down."""
    if len(sheet.across) + len(sheet.down) > _MOST or len(sheet.across) < 2 or not sheet.down:  # noqa: PLR2004
        return []
    from pdfplumber.table import (  # noqa: PLC0415 - with the rest of what reads a PDF
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = [_edge(box, "h") for box in sheet.across] + [
        _edge(box, "v") for box in (*sheet.down, *_sides(sheet))
    ]
    merged = merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    cells = intersections_to_cells(edges_to_intersections(merged, _NEAR, _NEAR))
    found = [
        table for cells in cells_to_tables(cells) if (table := _table([Box(*cell) for cell in cells], sheet))
    ]
    return sorted(found, key=lambda table: (table.box.top, table.box.x0))


def _edge(box: Box, orientation: str) -> dict[str, Any]:
    width, height = box.x1 - box.x0, box.bottom - box.top
    place = {
        "x0": box.x0,
        "x1": box.x1,
        "top": box.top,
        "bottom": box.bottom,
        "width": width,
        "height": height,
    }
    if orientation == "h":
        place["bottom"] = place["top"]
    else:
        place["x1"] = place["x0"]
    return {**place, "orientation": orientation, "object_type": "line"}


def _sides(sheet: Sheet) -> list[Box]:
    """The outer sides of tables that have rules between their columns and none around: as long as the rules within."""
    found: list[Box] = []
    groups: dict[tuple[int, int], list[Box]] = {}
    for rule in sheet.across:
        groups.setdefault((round(rule.x0 / 4), round(rule.x1 / 4)), []).append(rule)
    for rules in groups.values():
        left, right = rules[0].x0, rules[0].x1
        for above, below in pairwise(sorted({rule.top for rule in rules})):
            if any(left + _NEAR < one.x0 < right - _NEAR and _spans(one, above, below) for one in sheet.down):
                found += [Box(left, above, left, below), Box(right, above, right, below)]
    return found


def _spans(rule: Box, top: float, bottom: float) -> bool:
    return rule.top <= top + _NEAR and rule.bottom >= bottom - _NEAR


def _table(cells: Sequence[Box], sheet: Sheet) -> Table | None:
    across = _edges([edge for cell in cells for edge in (cell.x0, cell.x1)])
    down = _edges([edge for cell in cells for edge in (cell.top, cell.bottom)])
    if len(across) < 3 or len(down) < 2:  # noqa: PLR2004 - one column is a frame around text
        return None
    box = Box(across[0], down[0], across[-1], down[-1])
    inside = [word for word in sheet.words if box.holds(*word.middle)]
    if not inside:
        return None
    placed: dict[tuple[int, int], tuple[Box, int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for cell in sorted(cells, key=lambda one: (one.top, one.x0)):
        row, column = _at(down, cell.top), _at(across, cell.x0)
        high, wide = max(_at(down, cell.bottom) - row, 1), max(_at(across, cell.x1) - column, 1)
        if (row, column) in taken:
            continue
        placed[row, column] = (cell, wide, high)
        taken |= {(row + y, column + x) for y in range(high) for x in range(wide)}
    rows = [_row(number, len(across) - 1, placed, taken, inside, sheet) for number in range(len(down) - 1)]
    if len(rows) == 1 and any(len(text) > _ALONE for text in rows[0].texts):
        return None
    return Table(box, tuple(across), tuple(rows))


def _row(  # noqa: PLR0913, PLR0917
    number: int,
    width: int,
    placed: dict[tuple[int, int], tuple[Box, int, int]],
    taken: set[tuple[int, int]],
    inside: list[Word],
    sheet: Sheet,
) -> ShownRow:
    cells = []
    for column in range(width):
        if (number, column) in placed:
            box, wide, high = placed[number, column]
            words = [word for word in inside if box.holds(*word.middle)]
            cells.append(shown(words, column, wide, high, sheet))
        elif (number, column) not in taken:
            cells.append(shown((), column, 1, 1, sheet))
    return ShownRow(tuple(cells), sheet.number)


def _edges(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - value))
