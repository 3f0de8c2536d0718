"""Tables that a person likes to read, in a terminal of any width; pages' words are shown, never obeyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from rich import box
from rich.table import Table
from rich.text import Text

from extractors.records import Status
from flows.alerts.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

Row = dict[str, Any]

_MARKS = {
    Status.DOCUMENTED: ("●", "D", "green"),
    Status.PARTIAL: ("◕", "P", "yellow"),
    Status.MENTIONED: ("◑", "M", "yellow"),
    Status.REPORTED: ("◔", "R", "magenta"),
    Status.UNDOCUMENTED: ("○", "U", "red"),
    Status.UNKNOWN: ("·", "?", "bright_black"),
}
_LEAST_NAME = 20
_CELL_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of a row, its heading, and how it looks. `ratio` shares out what width is left."""

    key: str
    heading: str
    style: str = ""
    justify: Literal["left", "right"] = "left"
    ratio: int | None = None
    wrap: bool = True


def listing(rows: Sequence[Row], columns: Sequence[Column], *, lines: bool = False) -> Table:
    """`rows` as a table of `columns`; a missing or empty value is an empty cell."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False, show_lines=lines)
    for column in columns:
        table.add_column(
            column.heading,
            style=column.style,
            justify=column.justify,
            ratio=column.ratio,
            no_wrap=not column.wrap,
            overflow="fold" if column.wrap else "ellipsis",
        )
    for row in rows:
        table.add_row(*(cell(row.get(column.key)) for column in columns))
    return table


def cell(value: object) -> Text:
    """One value as people write it: times in UTC to the minute, statuses with a mark, lists with commas."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Status) or value in list(Status):
        return marked(Status(str(value)), words=True)
    return Text(_written(value))


def _written(value: object) -> str:  # noqa: PLR0911  (a line per type)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
        case list() | tuple():
            return ", ".join(_written(part) for part in value)
        case _:
            return plain(str(value))


def marked(status: Status, *, words: bool = False) -> Text:
    """A status as a mark that fills with what is known, and a letter (or the word) beside it."""
    mark, letter, style = _MARKS[status]
    return Text(f"{mark} {status.value}" if words else f"{mark}{letter}", style=style)


def mark(status: Status) -> tuple[str, str]:
    """The letter that stands for a status, and its style."""
    return _MARKS[status][1:]


def board(
    programs: Mapping[str, str], questions: Sequence[str], statuses: Mapping[tuple[str, str], str], width: int
) -> Iterator[RenderableType]:
    """The board: a line per program (key to name), a column per question, in blocks that fit `width`."""
    longest = max(map(len, programs.values()), default=0)
    fitting = max(1, (width - min(longest, _LEAST_NAME) - 1) // _CELL_WIDTH)
    blocks = -(-len(questions) // fitting)
    each = -(-len(questions) // max(blocks, 1))
    heads = abbreviations(questions)
    for at in range(0, len(questions), max(each, 1)):
        block = questions[at : at + each]
        yield _block(programs, block, heads, statuses, width - len(block) * _CELL_WIDTH - 1)
    yield Text("")
    yield legend()
    yield Text(
        ", ".join(f"{head} {question.replace('_', ' ')}" for question, head in heads.items()), style="dim"
    )


def _block(
    programs: Mapping[str, str],
    questions: Sequence[str],
    heads: Mapping[str, str],
    statuses: Mapping[tuple[str, str], str],
    name_width: int,
) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("program", max_width=name_width, no_wrap=True, overflow="ellipsis")
    for question in questions:
        table.add_column(heads[question], min_width=_CELL_WIDTH - 1, no_wrap=True)
    for key, name in programs.items():
        cells = (marked(Status(statuses.get((key, question), Status.UNKNOWN))) for question in questions)
        table.add_row(Text(plain(name)), *cells)
    return table


def legend() -> Text:
    """What the marks and letters of the board mean, on one line."""
    parts = [Text.assemble(marked(status), f" {status.value}") for status in Status]
    return Text("  ").join(parts)


def abbreviations(keys: Sequence[str], length: int = 3) -> dict[str, str]:
    """Each key's first letters (three, where that tells them apart) for a narrow heading."""
    short = {key: key[:length] for key in keys}
    taken = list(short.values())
    return {
        key: head if taken.count(head) == 1 else f"{key[:2]}{at}"
        for at, (key, head) in enumerate(short.items())
    }
