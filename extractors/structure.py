"""From blocks to statements: the smallest parts of a document that can state one requirement, with their surroundings.

A statement is a sentence of a paragraph, list item or definition, or one cell of a table. What surrounds it (the question
it answers, what introduces its list, the headers of its row and column, the headings above) is carried along, because
pages put half of what they say there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block, Document

Form: TypeAlias = Literal["sentence", "item", "cell", "heading"]

SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ¿¡•])|(?<=[。！？])|\n+|\s+[•●▪]\s*")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|no|nos|dr|mr|ms|mrs|inc|ltd|corp|co|st|fig|cf|est|sept?|"
    r"oct|nov|dec|jan|feb|aug)|\b[A-Z]|^\d{1,2})\.$",
    re.IGNORECASE,
)
MAX_RUN_IN = 8
MAX_CELL = 120
INDEX = re.compile(r"#|(?:no\.?\s*)?\d{1,2}[.)]?", re.IGNORECASE)
MAX_QUOTE = 400
"""Longest evidence in characters; a longer sentence is cut to the clause that holds the value."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or cell with its surroundings. `document.text[start:end] == text`.

    `question` is the question that it answers, `row` and `column` are the labels of its row and column, `around` the
    evidence that shows attribute and value together: the row for a cell, else the statement itself.
    """

    text: str
    start: int
    end: int
    block: Block
    form: Form
    question: str = ""
    row: str = ""
    column: str = ""
    corner: str = ""  # the header above the row labels: what the rows are
    around: tuple[int, int] = (0, 0)
    run_in: str = ""  # a short line that stands above it like a heading, but is not marked as one

    @property
    def section(self) -> tuple[str, ...]:
        """The path of headings above it, with the line that stands there like one."""
        return (*self.block.section, self.run_in) if self.run_in else self.block.section

    @property
    def context(self) -> str:
        """What surrounds it, nearest first, in one text."""
        near = (self.question, self.column, self.row, self.block.intro, *reversed(self.section[-2:]))
        return " / ".join(part for part in near if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table below its header: its label, and its other cells."""

    label: str
    cells: tuple[Block, ...]
    corner: str
    start: int
    end: int


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of one block's text, in order, without surrounding white space; linear time."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        end = match.end()
        if match.group().startswith(".") and ABBREVIATION.search(
            text[max(start, match.start() - 8) : match.start() + 1]
        ):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    if part.strip():
        yield start + left, start + len(part.rstrip())


def statements(document: Document) -> Iterator[Statement]:
    """All statements of a document in order; headings too, since some state a value ("Exam – $300")."""
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.kind == "table_cell" and block.table is not None:
            cells[block.table].append(block)
    done: set[int] = set()
    run_in = ""
    for block in document.blocks:
        if block.kind == "table_cell" and block.table is not None:
            if block.table not in done:
                done.add(block.table)
                yield from _in_table(cells[block.table])
        else:
            run_in = _run_in(block, run_in)
            yield from _in_block(block, run_in)


def _run_in(block: Block, before: str) -> str:
    """The heading-like line that holds after a block: a short paragraph without an end, until the next heading."""
    if block.kind == "heading":
        return ""
    if block.kind != "paragraph":
        return before
    short = (
        len(block.text.split()) <= MAX_RUN_IN
        and block.text[:1].isupper()
        and not block.text.rstrip().endswith((".", ":", ";", ",", "!", "…"))
    )
    return block.text if short else before


def _in_block(block: Block, run_in: str = "") -> Iterator[Statement]:
    form: Form = {"heading": "heading", "list_item": "item", "term": "heading"}.get(block.kind, "sentence")  # type: ignore[assignment]
    question = block.section[-1] if block.section and block.section[-1].rstrip().endswith("?") else ""
    for start, end in sentences(block.text):
        text = block.text[start:end]
        if text.endswith("?"):
            question = text
            continue
        span = (block.start + start, block.start + end)
        yield Statement(
            text,
            *span,
            block,
            form,
            question=question,
            around=span,
            run_in=run_in if run_in != block.text else "",
        )


def rows(cells: Sequence[Block]) -> Iterator[Row]:
    """The rows of one table below its header row; a row of one cell is a label for those below and gives none."""
    by_row: dict[int, list[Block]] = defaultdict(list)
    for cell in cells:
        by_row[cell.row or 0].append(cell)
    corner = ""
    for number, row in sorted(by_row.items()):
        first = row[0]
        if all(cell.header for cell in row) or (number == 0 and _is_header(row, by_row)):
            corner = first.text if first.column == 0 and not corner else corner
            continue
        if len(row) > 1:
            yield _row(row, corner)


def _row(row: Sequence[Block], corner: str) -> Row:
    first = row[0]
    if first.column != 0:
        return Row(" / ".join(first.row_headers), tuple(row), corner, first.start, row[-1].end)
    if INDEX.fullmatch(first.text) and len(row) > 2:  # noqa: PLR2004
        named = row[1]
        head = named.column_headers[-1] if named.column_headers else ""
        return Row(named.text, tuple(row[2:]), head, first.start, row[-1].end)
    label = " / ".join((*first.row_headers[:-1], first.text))
    return Row(
        label,
        tuple(row[1:]),
        corner or (first.column_headers[-1] if first.column_headers else ""),
        first.start,
        row[-1].end,
    )


def _is_header(row: Sequence[Block], table: dict[int, list[Block]]) -> bool:
    """Whether an unmarked first row is a header: short words without numbers, named by no cell's own headers."""
    below = [cell for number, cells in table.items() if number for cell in cells]
    return any(cell.column_headers == (first.text,) for first in row for cell in below[:4])


def _in_table(cells: Sequence[Block]) -> Iterator[Statement]:
    told = False
    for row in rows(cells):
        told = True
        for cell in row.cells:
            yield from _in_cell(cell, row)
    if not told:  # a table of one column is a list in disguise
        for cell in cells:
            if not cell.header:
                yield from _in_block(cell)


def _in_cell(cell: Block, row: Row) -> Iterator[Statement]:
    """A short cell as one statement; a cell of sentences as one statement for each, with the cell's headers."""
    column = " / ".join(cell.column_headers)
    if len(cell.text) <= MAX_CELL:
        around = (row.start, row.end) if row.end - row.start <= MAX_QUOTE else (cell.start, cell.end)
        yield Statement(
            cell.text, cell.start, cell.end, cell, "cell", "", row.label, column, row.corner, around
        )
        return
    for start, end in sentences(cell.text):
        span = (cell.start + start, cell.start + end)
        yield Statement(cell.text[start:end], *span, cell, "item", "", row.label, column, row.corner, span)
