"""A timeline's strips on a terminal: a line of letters for each question, over the months of an axis."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.text import Text

from extractors.records import Status
from flows.tables import mark
from flows.timeline.sights import LONG_IN_WORDS, seen_lately
from flows.timeline.units import columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from flows.timeline.gathered import Period, Timeline
    from flows.timeline.units import Columns

_MOST_LOOKS = 9
_WIDEST_COLUMN = 3
_LETTERS = {1: "A letter", 2: "Two letters", 3: "Three letters"}
_MONTH = 3
"""Letters of a month's short name."""


def strips(found: Timeline, width: int) -> Iterator[Text]:
    """The axis, a line for each question, the looks, and what the letters mean, in `width` columns."""
    label = max(map(len, (*found.questions, "looks"))) + 2
    room = max(width - label, 1)
    cut = columns(found.since, found.until, room)
    wide = max(1, min(_WIDEST_COLUMN, room // len(cut.begins)))
    yield Text(" " * label + _axis(cut, wide, room), style="bold")
    periods: dict[str, list[Period]] = defaultdict(list)
    for period in found.periods:
        periods[period.question].append(period)
    hidden: list[str] = []
    for question in found.questions:
        line = Text(f"{asked(question):{label}}")
        for n, begin in enumerate(cut.begins):
            held = _held(periods[question], begin, min(cut.until(n), found.until))
            line.append_text(_cell(held[-wide:], wide, min(cut.until(n), found.until)))
            hidden += [f"{asked(question)} {p.status.value} {p.since:%Y-%m-%d}" for p in held[1:-wide]]
        yield line
    counts, walls = [0] * len(cut.begins), [0] * len(cut.begins)
    for at, healthy in found.looks:
        (counts if healthy else walls)[cut.index(at)] += 1
    cells = (f"{_counted(n, wall):{wide}}" for n, wall in zip(counts, walls, strict=True))
    yield Text(f"{'looks':{label}}{''.join(cells)}", style="dim")
    yield Text("")
    yield _legend(_LETTERS[wide], cut.unit)
    if hidden:
        yield Text(f"Too short for a letter: {', '.join(hidden)}")


def _axis(cut: Columns, wide: int, room: int) -> str:
    """Names of months and years over their columns; a year's first month goes before other months that stand too near."""
    named = [(n * wide, name) for n, name in cut.labels()]
    line = ""
    for n, (at, name) in enumerate(named):
        years = [other for other, later in named[n + 1 :] if len(later) > _MONTH or cut.unit == "year"]
        free = min(years, default=room + 1) - 1
        fitting = next((one for one in (name, name[:_MONTH]) if at + len(one) <= min(free, room)), None)
        if fitting and (not line or at > len(line)):
            line = f"{line:{at}}{fitting}"
    return line


def _held(periods: Sequence[Period], begin: datetime, end: datetime) -> list[Period]:
    """What held when a column begins, and what began in it."""
    begun = [period for period in periods if begin < period.since <= end]
    return [period for period in periods if period.since <= begin][-1:] + begun


def _cell(held: Sequence[Period], wide: int, end: datetime) -> Text:
    """The last statuses of a column, the very last to its end; small where what shows it had long not been seen."""
    cell = Text()
    for period in held:
        letter, style = mark(period.status)
        seen = seen_lately(period.seen, min(period.until or end, end))
        cell.append(letter if seen else letter.lower(), style=style)
    for _ in range(wide - len(cell)):
        cell.append_text(cell[-1:] or Text(" "))
    return cell


def _counted(read: int, walls: int) -> str:
    if not read:
        return "x" if walls else ""
    return str(read) if read <= _MOST_LOOKS else "+"


def _legend(letters: str, unit: str) -> Text:
    parts: list[Text | str] = [f"{letters} a {unit}: "]
    for status in Status:
        letter, style = mark(status)
        parts += [Text(f"{letter} {status.value}", style=style), ", "]
    parts.append(
        f"small where the pages that say so (for U: the vendor's) were not seen for {LONG_IN_WORDS}; "
        "looks: how many saw a page (+ is ten or more), x only walls"
    )
    return Text.assemble(*parts)


def asked(question: str) -> str:
    """A question's key as people read it."""
    return question.replace("_", " ")
