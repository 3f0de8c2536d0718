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
from flows.timeline.units import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from flows.timeline.gathered import Move, Period, Timeline, Value
    from flows.timeline.units import Columns

Line: TypeAlias = tuple[Text, Text]

_MOST_LOOKS = 9
_WIDEST_COLUMN = 3
_FIRST_ANSWERS = 3
_NAMED_MOVES = 2
_QUOTE_LENGTH = 160
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
    yield from _strips(found, width)
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


def _strips(found: Timeline, width: int) -> Iterator[Text]:
    label = max(map(len, (*found.questions, "looks"))) + 2
    room = max(width - label, 1)
    cut = columns(found.since, found.until, room)
    wide = max(1, min(_WIDEST_COLUMN, room // len(cut.begins)))
    yield Text(" " * label + _axis(cut, wide, room), style="bold")
    read = {cut.index(at) for at, healthy in found.looks if healthy}
    periods: dict[str, list[Period]] = defaultdict(list)
    for period in found.periods:
        periods[period.question].append(period)
    for question in found.questions:
        line = Text(f"{_asked(question):{label}}")
        for n in range(len(cut.begins)):
            line.append_text(_cell(periods[question], cut, n, wide, seen=n in read))
        yield line
    counts, walls = [0] * len(cut.begins), [0] * len(cut.begins)
    for at, healthy in found.looks:
        (counts if healthy else walls)[cut.index(at)] += 1
    cells = (f"{_counted(n, wall):{wide}}" for n, wall in zip(counts, walls, strict=True))
    yield Text(f"{'looks':{label}}{''.join(cells)}", style="dim")
    yield Text("")
    yield _legend(cut.unit)


def _axis(cut: Columns, wide: int, room: int) -> str:
    line = ""
    for n, name in cut.labels():
        at = n * wide
        if at + len(name) <= max(room, len(name)) and (not line or at > len(line)):
            line = f"{line:{at}}{name}"
    return line


def _cell(periods: Sequence[Period], cut: Columns, n: int, wide: int, *, seen: bool) -> Text:
    """The status at the end of a column, in capitals where somebody looked within it."""
    end = cut.until(n)
    held = [period for period in periods if period.since < end]
    if not held:
        return Text(" " * wide)
    letter, style = mark(held[-1].status)
    return Text((letter if seen else letter.lower()) * wide, style=style)


def _counted(read: int, walls: int) -> str:
    if not read:
        return "x" if walls else ""
    return str(read) if read <= _MOST_LOOKS else "+"


def _legend(unit: str) -> Text:
    parts: list[Text | str] = [f"A letter a {unit}: "]
    for status in Status:
        letter, style = mark(status)
        parts += [Text(f"{letter} {status.value}", style=style), ", "]
    parts.append("small where nobody saw a page; looks: how many saw one (+ is ten or more), x only walls")
    return Text.assemble(*parts)


def _questions(found: Timeline) -> Iterator[Line]:
    before: dict[str, Period] = {}
    for period in sorted(found.periods, key=lambda period: period.since):
        last = before.get(period.question)
        before[period.question] = period
        if last is None or last.status is Status.UNKNOWN or period.since < found.since:
            continue
        old, new = (Text(one.status.value, style=mark(one.status)[1]) for one in (last, period))
        quote = f"  “{shortened(plain(period.quote), _QUOTE_LENGTH)}”" if period.quote else ""
        yield (
            _day(period.since),
            Text.assemble(_asked(period.question), ": ", old, " → ", new, (quote, "italic")),
        )


def _values(found: Timeline) -> Iterator[Line]:
    for move in found.moves:
        if move.what == "changed":
            row = move.row
            before, after = (valued(row[name], row["unit"]) or "nothing" for name in ("before", "after"))
            about = _about(row["subject"], row["attribute"])
            yield _day(move.at), Text.assemble(f"{about}: ", (before, "red"), " → ", (after, "green"))


def _days(found: Timeline) -> Iterator[Line]:
    """A line for each day on which requirements came or went: how many, of which questions, and the first of them."""
    days: dict[str, list[Move]] = defaultdict(list)
    for move in found.moves:
        if move.what != "changed":
            days[f"{move.at:%Y-%m-%d}"].append(move)
    for day, moves in days.items():
        counts = Counter(move.what for move in moves)
        signs = "  ".join(f"{_SIGNS[what]}{counts[what]}" for what in ("added", "removed") if counts[what])
        asked = dict.fromkeys(_asked(question) for move in moves for question in move.questions)
        named = dict.fromkeys(map(_moved, moves))
        more = f" and {len(named) - _NAMED_MOVES} more" if len(named) > _NAMED_MOVES else ""
        examples = "; ".join(list(named)[:_NAMED_MOVES]) + more
        yield (
            Text(day),
            Text.assemble((signs, "bold"), f"  {', '.join(asked) or 'no question'}: ", (examples, "dim")),
        )


def _moved(move: Move) -> str:
    row = move.row
    value = valued(row["after"] if move.what == "added" else row["before"], row["unit"])
    about = _about(row["subject"], row["attribute"])
    return f"{_SIGNS[move.what]} {about}{f': {value}' if value and value not in about else ''}"


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
                Text.assemble(
                    arrow, answers.worded(value.row), (f"  {value.source.partition('/')[2]}", "dim")
                ),
            )


def _at_first(found: Timeline) -> Iterator[Line]:
    """What the first capture of each source stated, a few requirements for each question."""
    first = [value for value in found.values if value.at_first and value.since >= found.since]
    for question in found.questions:
        said = list(
            dict.fromkeys(answers.worded(value.row) for value in first if question in value.questions)
        )
        if said:
            more = f"; and {len(said) - _FIRST_ANSWERS} more" if len(said) > _FIRST_ANSWERS else ""
            yield Text(_asked(question)), Text("; ".join(said[:_FIRST_ANSWERS]) + more)


def _day(at: datetime) -> Text:
    return Text(f"{at:%Y-%m-%d}")


def _asked(question: str) -> str:
    return question.replace("_", " ")
