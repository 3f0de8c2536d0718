"""A printed document as blocks: page by page, with what goes over the end of a page or column put together."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from extractors.printed.aligned import aligned_tables
from extractors.printed.columns import columns
from extractors.printed.flowing import Item, Running, flowing
from extractors.printed.furniture import without_furniture
from extractors.printed.lines import Line, lines
from extractors.printed.ruled import ruled_tables
from extractors.printed.tabled import continues, raw_rows, together
from extractors.tables import grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.blocks import Blocks
    from extractors.printed.tabled import Table
    from extractors.printed.words import Sheet

_ENDED = re.compile(r"[.!?:;…]['”’)]?$")
_OPEN = re.compile(r"[,–-]$|\b(?:and|or|of|the|a|an|in|for|to|with|per|by|at least)$", re.IGNORECASE)
_OUTLINE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)\s+(?=\S)")
_RANKS: Final = 6
_DOUBLE: Final = 0.55  # times the size between lines: more than that parts paragraphs


def read_sheets(sheets: Sequence[Sheet], blocks: Blocks) -> None:
    """Add what these pages say."""
    ruled = [ruled_tables(sheet) for sheet in sheets]
    found = [_outside(sheet, tables) for sheet, tables in zip(sheets, ruled, strict=True)]
    kept = without_furniture(found, [sheet.height for sheet in sheets])
    running = _running(kept)
    known = frozenset(re.sub(r"\W", "", word.text).lower() for sheet in sheets for word in sheet.words)
    items: list[Item] = []
    for sheet, tables, texts in zip(sheets, ruled, kept, strict=True):
        for group in _page(sheet, tables, texts, running):
            _append(items, group)
    _write(items, running, known, blocks)


def _outside(sheet: Sheet, tables: Sequence[Table]) -> list[Line]:
    boxes = [table.box for table in tables]
    return lines(word for word in sheet.words if not any(box.holds(*word.middle) for box in boxes))


def _running(pages: Sequence[Sequence[Line]]) -> Running:
    """How running text is printed: what most letters outside of tables are."""
    seen: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for line in page:
            for word in line.words:
                seen[round(word.size, 1), word.bold] += len(word.text)
    (size, bold), _ = seen.most_common(1)[0] if seen else ((0.0, False), 0)
    gaps = sorted(gap for page in pages for gap in _gaps(page, size))
    return Running(size, bold, min(gaps[len(gaps) // 4], _DOUBLE) if gaps else 0.3)


def _gaps(page: Sequence[Line], size: float) -> Iterator[float]:
    """The gaps between lines of running text that stand below one another, in their size."""
    for number, above in enumerate(page):
        for below in page[number + 1 : number + 4]:
            beside = below.box.x0 < above.box.x1 and below.box.x1 > above.box.x0
            if beside and below.box.top >= above.box.bottom - 1:
                if round(above.size, 1) == round(below.size, 1) == size:
                    yield (below.box.top - above.box.bottom) / size
                break


def _page(
    sheet: Sheet, ruled: Sequence[Table], texts: Sequence[Line], running: Running
) -> Iterator[list[Item]]:
    """The items of a page, column by column."""
    tables = list(ruled)
    placed = [Line((), table.box, 0.0, number) for number, table in enumerate(tables)]
    for group in columns(sorted([*texts, *placed], key=lambda line: line.box.top), sheet.across):
        flow: list[Line] = []
        at = 0
        for start, end, table in aligned_tables(group, sheet):
            flow += [*group[at:start], Line((), table.box, 0.0, len(tables))]
            tables.append(table)
            at = end
        flow += group[at:]
        yield flowing(flow, tables, sheet.number, running)


def _append(items: list[Item], group: list[Item]) -> None:
    """Add the items of a column; its first goes on with the last of the column before, if it does."""
    last = next((item for item in reversed(items) if item.kind != "note"), None)
    first = group[0] if group else None
    if last is not None and first is not None:
        if last.table and first.table and continues(last.table, first.table):
            last.table = together(last.table, first.table)
            group = group[1:]
        elif _continues(last, first):
            last.lines += first.lines
            last.open = first.open
            group = group[1:]
    items += group


def _continues(last: Item, first: Item) -> bool:
    if last.table or first.table or first.kind != "text" or last.kind not in ("text", "item"):
        return False
    if abs(last.size - first.size) > 0.08 * last.size or not last.lines or _ENDED.search(last.lines[-1]):
        return False
    return last.open or first.lines[0][:1].islower() or _OPEN.search(last.lines[-1]) is not None


def _write(items: Sequence[Item], running: Running, known: frozenset[str], blocks: Blocks) -> None:
    sizes = {round(item.size * 2) for item in items if item.kind == "heading" and running.larger(item.size)}
    ranks = {size: min(rank, _RANKS) for rank, size in enumerate(sorted(sizes, reverse=True), 1)}
    lists = _Lists(blocks)
    for item in items:
        blocks.page = item.page
        text = item.text(known)
        if item.kind != "item":
            lists.end()
        if item.table:
            blocks.rows(grid(raw_rows(item.table)))
        elif item.kind == "heading":
            text = _OUTLINE.sub("", text, count=1)
            if running.larger(item.size):
                blocks.heading(text, ranks[round(item.size * 2)])
            else:
                blocks.scoped_heading(text)
        elif item.kind == "item":
            lists.item(item, text)
        elif item.kind == "definition":
            term = blocks.blocks[-1].text
            blocks.prose("definition", text, 0, term, (term,))
        elif item.kind == "term":
            blocks.prose("term", text)
        else:
            blocks.prose("paragraph", text)
    blocks.page = None


class _Lists:
    """Items of lists by how far they are set in, each with the text that introduces its list."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.lefts: list[tuple[float, str]] = []
        self.last = ""

    def end(self) -> None:
        """What comes next is no item."""
        self.lefts = []

    def item(self, item: Item, text: str) -> None:
        """Add one item."""
        while self.lefts and item.left < self.lefts[-1][0] - 3:
            self.lefts.pop()
        if not self.lefts or item.left > self.lefts[-1][0] + 3:
            self.lefts.append((item.left, self._introduction()))
        self.blocks.prose("list_item", text, min(len(self.lefts), 20), self.lefts[-1][1])

    def _introduction(self) -> str:
        last = self.blocks.blocks[-1] if self.blocks.blocks else None
        introduces = last is not None and last.kind in ("paragraph", "list_item")
        return last.text if last is not None and introduces else ""
