"""Columns of time: a span cut into days, weeks, months, quarters or years, the finest that fits. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Columns:
    """Equal steps of the calendar, the first cut to the span's first day: where each begins, and where the last one ends."""

    unit: Unit
    begins: tuple[datetime, ...]
    end: datetime

    def index(self, at: datetime) -> int:
        """The column in which an instant lies; the first or last one for what lies outside."""
        return min(max(bisect_right(self.begins, at) - 1, 0), len(self.begins) - 1)

    def until(self, index: int) -> datetime:
        """Where a column ends."""
        return self.begins[index + 1] if index + 1 < len(self.begins) else self.end

    def labels(self) -> Iterator[tuple[int, str]]:
        """The first column, and those in which a new month or year begins, with their names; where they fit is not asked."""
        for n, begin in enumerate(self.begins):
            last = self.begins[n - 1] if n else None
            if self.unit == "year":
                yield n, str(begin.year)
            elif last is None or last.year != begin.year:
                yield n, f"{_NAMES[begin.month - 1]} {begin.year}"
            elif last.month != begin.month:
                yield n, _NAMES[begin.month - 1]


def columns(since: datetime, until: datetime, most: int) -> Columns:
    """The finest columns of which at most `most` cover a span (UTC); years when nothing else fits."""
    for unit in UNITS:
        found = _cut(since, until, unit, most if unit != "year" else None)
        if found:
            return found
    raise AssertionError  # years always fit


def _cut(since: datetime, until: datetime, unit: Unit, most: int | None) -> Columns | None:
    begins = [max(_begin(since, unit), _begin(since, "day"))]
    while (following := _next(_begin(begins[-1], unit), unit)) <= until:
        begins.append(following)
        if most is not None and len(begins) > most:
            return None
    return Columns(unit, tuple(begins), following)


def _begin(at: datetime, unit: Unit) -> datetime:
    day = datetime(at.year, at.month, at.day, tzinfo=UTC)
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "day":
        return day
    return datetime(at.year, at.month - (at.month - 1) % _MONTHS[unit], 1, tzinfo=UTC)


def _next(begin: datetime, unit: Unit) -> datetime:
    if unit in _DAYS:
        return begin + timedelta(days=_DAYS[unit])
    months = begin.year * 12 + begin.month - 1 + _MONTHS[unit]
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
