"""The text of a document as it grows: one line a block, with the path of headings above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from extractors.records import Block

Prose: TypeAlias = Literal["paragraph", "list_item", "term", "definition"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell to be written: its parts, its place in the grid, and the texts of its headers."""

    parts: tuple[str, ...]
    row: int
    column: int
    row_headers: tuple[str, ...]
    column_headers: tuple[str, ...]
    header: bool
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    level: int
    scoped: bool
    number: int


class Blocks:
    """Collects blocks in order. Texts come in tidy: one line, white space collapsed.

    `page` is where the blocks added next stand, in a document that has pages; cells bring their own.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._path: list[_Heading] = []
        self._tables = 0
        self.blocks: list[Block] = []
        self.page: int | None = None

    @property
    def text(self) -> str:
        """The document's text so far."""
        return "\n".join(self._lines)

    @property
    def section(self) -> tuple[str, ...]:
        """The path of headings that a block added now stands under."""
        return tuple(heading.text for heading in self._path)

    @property
    def depth(self) -> int:
        """The level of the innermost real heading."""
        return next((heading.level for heading in reversed(self._path) if not heading.scoped), 0)

    def heading(self, text: str, level: int) -> None:
        """A heading: it ends every section of its level or deeper."""
        if text:
            while self._path and (self._path[-1].level >= level or self._path[-1].scoped):
                self._path.pop()
            self._heading(text, level, scoped=False)

    def scoped_heading(self, text: str) -> None:
        """A heading without a rank (a question that unfolds, a line in bold).

        One below the rank around it.
        """
        if text:
            while self._path and self._path[-1].scoped and self._path[-1].level >= min(6, self.depth + 1):
                self._path.pop()
            self._heading(text, min(6, self.depth + 1), scoped=True)

    def _heading(self, text: str, level: int, *, scoped: bool) -> None:
        self._add(Block("heading", text, 0, 0, self.section, level))
        if len(self._path) < 12:  # noqa: PLR2004 - six ranks, and the questions between them
            self._path.append(_Heading(text, level, scoped, len(self.blocks)))

    def close_scoped(self, since: int) -> None:
        """End the unranked headings opened since there were `since` blocks."""
        while self._path and self._path[-1].scoped and self._path[-1].number > since:
            self._path.pop()

    def prose(
        self, kind: Prose, text: str, level: int = 0, intro: str = "", under: tuple[str, ...] = ()
    ) -> None:
        """A block of running text; `under` are headings of its own (the term of a definition)."""
        if text:
            self._add(Block(kind, text, 0, 0, self.section + under, level, intro))

    def rows(self, rows: list[list[Cell]]) -> None:
        """One table: a line a row, the parts of its cells joined by a bar.

        A cell of several parts is several blocks.
        """
        number, section, added = self._tables, self.section, False
        for row in rows:
            line: list[Block] = []
            for cell in row:
                line += [_cell_block(cell, part, number, section) for part in cell.parts if part]
            if line:
                self._add(*line)
                added = True
        self._tables += added

    def _add(self, *blocks: Block) -> None:
        at = self._length
        for block in blocks:
            page = block.page or self.page
            self.blocks.append(replace(block, start=at, end=at + len(block.text), page=page))
            at += len(block.text) + len(" | ")
        line = " | ".join(block.text for block in blocks)
        self._lines.append(line)
        self._length += len(line) + 1


def _cell_block(cell: Cell, text: str, table: int, section: tuple[str, ...]) -> Block:
    return Block(
        kind="table_cell",
        text=text,
        start=0,
        end=0,
        section=section,
        table=table,
        row=cell.row,
        column=cell.column,
        row_headers=cell.row_headers,
        column_headers=cell.column_headers,
        header=cell.header,
        page=cell.page,
    )
