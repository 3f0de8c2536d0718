"""From blocks to statements: the smallest parts of a document that can state one requirement, with their surroundings.

A statement is a sentence of a paragraph, list item or definition, or one cell of a table. What surrounds it (the question
it answers, what introduces its list, the headers of its row and column, the headings above) is carried along, because
pages put half of what they say there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from extractors.assent import AGREED, DENIED
from extractors.notes import REACH
from extractors.rows import SENTENCE, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.notes import Note
    from extractors.records import Block, Document
    from extractors.rows import Row, Table

Form: TypeAlias = Literal["sentence", "item", "cell", "heading"]

SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ¿¡•])|(?<=[。！？])|\n+|\s+[•●▪]\s*")
ENDING = re.compile(r"[.!?…。！？\n•●▪](?:[\"”’')\]]*\s|(?<=[。！？\n•●▪]))")
"""What each end of a sentence within a text has, found faster."""
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|no|nos|dr|mr|ms|mrs|inc|ltd|corp|co|st|fig|cf|est|sept?|"
    r"oct|nov|dec|jan|feb|aug)|\b[A-Z]|^\d{1,2})\.$",
    re.IGNORECASE,
)
ASKING = re.compile(r"Q(?:uestion)?\s*\d{0,3}\s*[.:)]\s")
"""What marks a question as one, before its words, even where it has no question mark."""
QUESTION_MARKS = ("?", "？")
ANSWERING = re.compile(r"(?:A|Answer)\s*[.:)–-]\s+")
BARE = re.compile(
    rf"(?:{AGREED}|{DENIED}|it depends\b)[^.]{{0,20}}[.!]?",
    re.IGNORECASE,
)
"""An answer that only agrees or denies: the sentence behind it still answers the question."""
MAX_ASKED = 200
"""Characters of a question; a longer text only ends in one."""
MAX_ELLIPTIC = 60
"""Characters of an answer that is read, and quoted, together with its question."""
MONTH = re.compile(
    r"(?:Jan|Jän|Feb|März|April|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez)\w*(?=\W|$)|Quartal\b|Halbjahr\b"
)
"""Before these a point behind a number makes it an ordinal, in languages that write them so."""
MAX_RUN_IN = 8
MAX_CELL = 120
MAX_QUOTE = 400
"""Longest evidence in characters; a longer sentence is cut to the clause that holds the value."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or cell with its surroundings. `document.text[start:end] == text`.

    `question` is the question that it answers, `row` and `column` are the labels of its row and column, `around` the
    evidence that shows attribute and value together: the row for a cell, the question with a short answer, else the
    statement itself.
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
    answers: bool = False  # whether it is what directly answers the question
    run_in: str = ""  # a short line that stands above it like a heading, but is not marked as one
    table: Table | None = None  # the table of a cell, and the row of the table
    line: Row | None = None

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
class Question:
    """A question that the next sentences answer, with its offset in the document; empty where none is asked."""

    text: str = ""
    start: int = -1
    answered: bool = False  # whether a block has answered it already
    headed: bool = False  # whether it stands above its answers as their heading
    term: bool = (
        False  # whether it is a term with its definition, asked without a question mark ("Passing score")
    )


NOTHING_ASKED = Question()


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of one block's text, in order, without surrounding white space; linear time."""
    start = 0
    for match in SENTENCE_END.finditer(text) if ENDING.search(text) else ():
        end = match.end()
        if match.group().startswith(".") and ABBREVIATION.search(
            text[max(start, match.start() - 8) : match.start() + 1]
        ):
            continue
        if match.group().startswith(".") and _ordinal(text, match):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _ordinal(text: str, match: re.Match[str]) -> bool:
    """Whether a point belongs to the number before it ("am 22. Juni")."""
    return text[match.start() - 1].isdigit() and MONTH.match(text, match.end()) is not None


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
    noted: dict[int, Note] = {}  # by where its block starts
    done: set[int] = set()
    run_in, asked = "", NOTHING_ASKED
    for number, block in enumerate(document.blocks):
        if block.kind == "table_cell" and block.table is not None:
            if block.table not in done:
                done.add(block.table)
                own = cells[block.table]
                whole = table(own, document.blocks[number + len(own) : number + len(own) + REACH])
                noted |= {note.block.start: note for note in whole.notes}
                yield from _in_table(own, whole)
        elif block.start in noted:
            yield from _in_note(noted[block.start])
        else:
            run_in = _run_in(block, run_in)
            asked = _asked(block, asked)
            yield from _in_block(block, run_in, asked)
            asked = _after(block, asked)


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


def _asked(block: Block, before: Question) -> Question:
    """The question that holds within a block: its heading's, or that of the block before it, asked alone."""
    if before.text and not before.headed and block.kind not in ("heading", "term"):
        return before
    headed = block.section[-1] if block.section else ""
    if headed.rstrip().endswith(QUESTION_MARKS) or (headed and before.term and before.text == headed):
        start = before.start if before.text == headed else -1
        known = before.text == headed
        return Question(headed, start, before.answered and known, headed=True, term=before.term and known)
    return NOTHING_ASKED


def _after(block: Block, asked: Question) -> Question:
    """The question that holds after a block: the one that it asks, or, until something else begins, that of its list."""
    text = block.text.rstrip()
    if len(text) <= MAX_ASKED and (text.endswith(QUESTION_MARKS) or ASKING.match(text)):
        return Question(block.text, block.start, headed=block.kind in ("heading", "term"))
    if block.kind == "term" and len(text) <= MAX_ASKED:
        return Question(block.text, block.start, headed=True, term=True)
    if asked.headed or block.kind == "list_item" or not asked.answered:
        return replace(asked, answered=True) if asked.text else asked
    return NOTHING_ASKED


def _in_block(block: Block, run_in: str = "", asked: Question = NOTHING_ASKED) -> Iterator[Statement]:
    form: Form = {"heading": "heading", "list_item": "item", "term": "heading"}.get(block.kind, "sentence")  # type: ignore[assignment]
    answers = bool(asked.text) and not asked.answered
    for left, end in sentences(block.text):
        start = left + (marked.end() if asked.text and (marked := ANSWERING.match(block.text, left)) else 0)
        text = block.text[start:end]
        if text.endswith(QUESTION_MARKS):
            asked, answers = Question(text, block.start + start), True
            continue
        span = (block.start + start, block.start + end)
        elliptic = answers and asked.start >= 0 and len(text) <= MAX_ELLIPTIC and len(asked.text) <= MAX_ASKED
        yield Statement(
            text,
            *span,
            block,
            form,
            question=asked.text,
            around=(asked.start, span[1]) if elliptic else span,
            answers=answers,
            run_in=run_in if run_in != block.text else "",
        )
        answers = answers and bool(BARE.fullmatch(text))


def _in_note(note: Note) -> Iterator[Statement]:
    """A note of a table as statements about what points to it."""
    for start, end in sentences(note.block.text):
        first = max(start, note.at)
        span = (note.block.start + first, note.block.start + end)
        row = " / ".join(note.labels[:8])
        yield Statement(note.block.text[first:end], *span, note.block, "sentence", row=row, around=span)


def _in_table(cells: Sequence[Block], whole: Table) -> Iterator[Statement]:
    for note in whole.notes:
        if note.block.kind == "table_cell":
            yield from _in_note(note)
    for row in whole.rows:
        for cell in row.cells:
            yield from _in_cell(cell, row, whole)
    if not whole.rows:  # a table of one column is a list in disguise
        for cell in cells:
            if not cell.header:
                yield from _in_block(cell)


def _in_cell(cell: Block, row: Row, whole: Table) -> Iterator[Statement]:
    """A short cell as one statement; a cell of sentences as one statement for each, with the cell's headers."""
    column = " / ".join(cell.column_headers)
    if len(cell.text) <= MAX_CELL and not (not row.label and SENTENCE.fullmatch(cell.text)):
        around = (row.start, row.end) if row.end - row.start <= MAX_QUOTE else (cell.start, cell.end)
        spans, form = [(cell.start, cell.end, around)], "cell"
    else:
        spans = [
            (cell.start + a, cell.start + b, (cell.start + a, cell.start + b))
            for a, b in sentences(cell.text)
        ]
        form = "item"
    for start, end, around in spans:
        yield Statement(
            cell.text[start - cell.start : end - cell.start],
            start,
            end,
            cell,
            form,  # type: ignore[arg-type]
            row=row.label,
            column=column,
            corner=row.corner,
            around=around,
            table=whole,
            line=row,
        )
