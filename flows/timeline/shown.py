"""A timeline on a terminal: a strip for each question, and beneath it what moved, with dates and quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from rich.table import Column, Table
from rich.text import Text

from extractors.records import Status
from flows import answers
from flows.alerts.values import dated, valued
from flows.alerts.words import plain, shortened
from flows.tables import mark
from flows.timeline.strips import asked, strips

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from flows.timeline.gathered import Move, Period, Timeline, Value

Line: TypeAlias = tuple[Text, Text]

_FIRST_ANSWERS = 3
_FIRST_SOURCES = 3
_NAMED_MOVES = 2
_QUOTE_LENGTH = 160
_ORDER = tuple(Status)
"""Statuses, best first."""
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_ABOUT_LENGTH = 70


def shown(found: Timeline, width: int, *, whole: bool) -> Iterator[RenderableType]:
    """The timeline in `width` columns; `whole` lists every value of every requirement, else moves are summed up by day."""
    walls = sum(not healthy for _, healthy in found.looks)
    yield Text.assemble((plain(found.name), "bold"), f", {dated(found.since)} to {dated(found.until)}")
    yield Text(
        f"{_many(len(found.looks), 'look')} at {_many(found.sources, 'source')}; {walls:,} met no page",
        style="dim",
    )
    yield Text("")
    yield from strips(found, width)
    came = ("Requirements that came and went", _days(found))
    for heading, lines in (
        ("Questions that moved", _questions(found)),
        ("Values that moved", _values(found)),
        ("Requirements, from when to when", _stated(found)) if whole else came,
        ("Said when first seen", () if whole else _at_first(found)),
    ):
        yield from _section(heading, list(lines))


def _section(heading: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    """A heading above lines whose first column (a date, a question) stands by itself; nothing without lines."""
    if lines:
        yield Text("")
        yield Text(heading, style="bold")
        grid = Table.grid(Column(no_wrap=True), Column(ratio=1), padding=(0, 2, 0, 0), expand=True)
        for line in lines:
            grid.add_row(*line)
        yield grid


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _questions(found: Timeline) -> Iterator[Line]:
    before: dict[str, Period] = {}
    for period in sorted(found.periods, key=lambda period: period.since):
        last = before.get(period.question)
        before[period.question] = period
        if last is None or last.status is Status.UNKNOWN or period.since < found.since:
            continue
        old, new = (Text(one.status.value, style=mark(one.status)[1]) for one in (last, period))
        yield (
            _day(period.since),
            Text.assemble(
                asked(period.question),
                ": ",
                old,
                " → ",
                new,
                (_why(last, period), "dim"),
                (_words(period), "italic"),
            ),
        )


def _why(last: Period, period: Period) -> str:
    """What brought a better status: a page that changed, or one that was seen for the first time."""
    rose = _ORDER.index(period.status) < _ORDER.index(last.status)
    source = _named(period.source, period.standing) if period.source and rose else ""
    brought = f", {'first seen' if period.first_look else 'changed'} on {source}" if source else ""
    return brought + _unseen(period.unseen_since)


def _words(period: Period) -> str:
    if period.lost:
        return f"  lost “{shortened(plain(period.lost), _QUOTE_LENGTH)}”"
    return f"  “{shortened(plain(period.quote), _QUOTE_LENGTH)}”" if period.quote else ""


def _named(source: str, standing: str | None) -> str:
    return source.partition("/")[2] + (" (press)" if standing == "press" else "")


def _unseen(since: datetime | None) -> str:
    return f", not seen since {since:%Y-%m-%d}" if since else ""


def _values(found: Timeline) -> Iterator[Line]:
    for move in found.moves:
        if move.what == "changed":
            row = move.row
            before, after = (valued(row[name], row["unit"]) or "nothing" for name in ("before", "after"))
            said = _about(row["subject"], row["attribute"]) + _pressed(move.standing)
            unseen = (_unseen(move.unseen_since), "dim")
            yield _day(move.at), Text.assemble(f"{said}: ", (before, "red"), " → ", (after, "green"), unseen)


def _pressed(standing: str) -> str:
    return " (press)" if standing == "press" else ""


def _days(found: Timeline) -> Iterator[Line]:
    """A line for each day on which requirements came or went: how many, of which questions, and the first of them."""
    days: dict[str, list[Move]] = defaultdict(list)
    for move in found.moves:
        if move.what != "changed":
            days[f"{move.at:%Y-%m-%d}"].append(move)
    for day, moves in days.items():
        counts = Counter(move.what for move in moves)
        signs = "  ".join(f"{_SIGNS[what]}{counts[what]}" for what in ("added", "removed") if counts[what])
        bearing = dict.fromkeys(asked(question) for move in moves for question in move.questions)
        named = dict.fromkeys(map(_moved, moves))
        more = f" and {len(named) - _NAMED_MOVES} more" if len(named) > _NAMED_MOVES else ""
        unseen = _unseen(min((move.unseen_since for move in moves if move.unseen_since), default=None))
        examples = "; ".join(list(named)[:_NAMED_MOVES]) + more + unseen
        yield (
            Text(day),
            Text.assemble((signs, "bold"), f"  {', '.join(bearing) or 'no question'}: ", (examples, "dim")),
        )


def _moved(move: Move) -> str:
    row = move.row
    value = valued(row["after"] if move.what == "added" else row["before"], row["unit"])
    about = _about(row["subject"], row["attribute"])
    said = f"{about}{f': {value}' if value and value not in about else ''}"
    return f"{_SIGNS[move.what]} {said}{_pressed(move.standing)}"


def _about(subject: str, attribute: str) -> str:
    return shortened(
        ", ".join(dict.fromkeys(plain(part) for part in (subject, attribute) if part)), _ABOUT_LENGTH
    )


def _stated(found: Timeline) -> Iterator[Line]:
    """Every requirement with its values, each with the days between which it held."""
    told: dict[tuple[str, str], list[Value]] = defaultdict(list)
    for value in found.values:
        told[value.source, value.identity].append(value)
    for values in sorted(
        told.values(), key=lambda values: (values[0].since, values[0].source, values[0].identity)
    ):
        for n, value in enumerate(values):
            until = f"{value.until:%Y-%m-%d}" if value.until else ""
            arrow = Text("→ " if n else "", style="yellow")
            yield (
                Text(f"{value.since:%Y-%m-%d} – {until:10}"),
                Text.assemble(arrow, answers.worded(value.row), (f"  {_origin(value)}", "dim")),
            )


def _origin(value: Value) -> str:
    first = "first seen on " if value.at_first else ""
    before = value.stated_since is not None and value.stated_since < value.since
    kind = f", stated since {value.stated_since:%Y-%m-%d} as another kind" if before else ""
    return (
        first + _named(value.source, value.standing) + kind + ("" if before else _unseen(value.unseen_since))
    )


def _at_first(found: Timeline) -> Iterator[Line]:
    """What the first capture of each source stated, a few requirements of a few sources for each question."""
    first = sorted(
        (value for value in found.values if value.at_first and value.since >= found.since),
        key=lambda value: (value.standing == "press", value.since, value.source),
    )
    for question in found.questions:
        said: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for value in first:
            if question in value.questions:
                place = f"{value.since:%Y-%m-%d}", _named(value.source, value.standing)
                said[place][answers.worded(value.row)] = None
        for n, ((day, source), words) in enumerate(list(said.items())[:_FIRST_SOURCES]):
            yield (
                Text("" if n else asked(question)),
                Text.assemble((f"{day} {source}: ", "dim"), _few(list(words))),
            )
        if len(said) > _FIRST_SOURCES:
            yield Text(""), Text(f"and on {_many(len(said) - _FIRST_SOURCES, 'other source')}", style="dim")


def _few(words: Sequence[str]) -> str:
    more = f"; and {len(words) - _FIRST_ANSWERS} more" if len(words) > _FIRST_ANSWERS else ""
    return "; ".join(words[:_FIRST_ANSWERS]) + more


def _day(at: datetime) -> Text:
    return Text(f"{at:%Y-%m-%d}")
