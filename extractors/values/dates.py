"""Dates with the words around them: comparators, ranges, the end of a year or quarter, a year on its own."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from extractors.values.days import LAST_MONTH, Day, date, iso_date, with_day, year
from extractors.values.part import Part
from extractors.values.tokens import WORD, Line

if TYPE_CHECKING:
    from extractors.records import Comparator
    from extractors.values.words import Words

_ROUND = 2000  # "for 2000 points": far more often a count than a year


def end_of(line: Line, at: int, words: Words) -> Day | None:
    """End of 2026, end of June 2020, end of Q4 2026.

    The last day, or the first of "beginning of"; None otherwise.
    """
    opener = words.end_of.after(line.words, at)
    if opener is None:
        return None
    inner = date(line, opener[1], words)
    if inner is None:
        value = year(line, opener[1] + (line.words[opener[1]] in words.year))
        if value is None:
            return None
        inner = Day(str(value), opener[1] + 1 + (line.words[opener[1]] in words.year))
    edge = _edge(inner.value, opener[0])
    return Day(edge, inner.stop) if edge else None


def _edge(value: str, which: str) -> str:
    if not value or value.startswith("FY") or len(value) == 10:  # noqa: PLR2004 already a day
        return value
    number, part = int(value[:4]), value[5:]
    if part.startswith(("Q", "H")):
        size = 3 if part[0] == "Q" else 6
        first, last = size * (int(part[1]) - 1) + 1, size * int(part[1])
    else:
        first, last = (int(part), int(part)) if part else (1, LAST_MONTH)
    return (
        iso_date(number, first, 1)
        if which == "start"
        else iso_date(number, last, calendar.monthrange(number, last)[1])
    )


def dated(line: Line, at: int, words: Words, floor: int) -> Part | Day | None:
    """The date with its comparator words as a value; a `Day` without value is text to pass over."""
    day = end_of(line, at, words) or date(line, at, words)
    if day is None:
        day = _bare_year(line, at, words)
        if day is None:
            return None
    if not day.value:
        return _opened(line, day, words, at) or day
    sign, first = _sign(line, at, words, floor)
    behind = words.date_comparators_after.after(line.words, day.stop)
    if behind is not None and sign == "=":
        return Part("date", first, behind[1], day.value, None, behind[0], day.unit)
    until = _until(line, day, words)
    if until is not None and until.value != day.value:
        return Part("date", first, until.stop, day.value, until.value, "between", until.unit or day.unit)
    return Part("date", first, day.stop, day.value, None, sign, day.unit)


def _sign(line: Line, at: int, words: Words, floor: int) -> tuple[Comparator, int]:
    skip = at - 1 if at > floor and (line.words[at - 1] in words.the or line.words[at - 1] == ":") else at
    found = words.date_comparators.before(line.words, skip, floor)
    if found is not None:
        return found[0], found[1]
    return "=", at


def _opened(line: Line, low: Day, words: Words, at: int) -> Part | None:
    """A range whose year stands only at its end: December 1-5, 2026; January 1 to March 31, 2026."""
    if low.open is None or not (line.words[low.stop] in words.to or line.words[low.stop] in words.and_):
        return None
    high = with_day(line, low.stop + 1, low.open[0])
    if high is None or not high.value:
        high = date(line, low.stop + 1, words)
    if high is None or len(high.value) != 10 or high.unit:  # noqa: PLR2004 a whole date
        return None
    start = iso_date(int(high.value[:4]), *low.open)
    first = at - 1 if line.words[at - 1] in words.between or line.words[at - 1] in words.from_ else at
    return Part("date", first, high.stop, start, high.value, "between") if "" < start < high.value else None


def _until(line: Line, day: Day, words: Words) -> Day | None:
    if line.words[day.stop] not in words.to and line.words[day.stop] not in words.and_:
        return None
    behind = date(line, day.stop + 1 + (line.words[day.stop + 1] in words.the), words)
    return behind if behind is not None and behind.value and len(behind.value) >= len(day.value) else None


def _bare_year(line: Line, at: int, words: Words) -> Day | None:
    value = year(line, at)
    back = at - 2 if line.words[at - 1] in ("-", "‑") else at - 1
    if value is None or line.words[back] not in words.year_openers:
        return None
    if value == _ROUND and line.kinds[at + 1] == WORD and line.words[at + 1] not in words.stops:
        return None
    return Day(str(value), at + 1)
