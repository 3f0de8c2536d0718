"""Days, months and parts of years as they are written, in ISO 8601 as precise as can be known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.values.tokens import DATE, NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.values.words import Words

_YEAR = re.compile(r"19[7-9]\d|20[0-6]\d")
_PIECES = re.compile(r"\d+")
_ORDINALS = ("st", "nd", "rd", "th", ".", "er", "º", "ª", "°", "o", "ème", "e")
LAST_MONTH = 12
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Day:
    """A date and the token behind it. An empty value is one that names no year: it is passed over."""

    value: str
    stop: int
    unit: str | None = None
    open: tuple[int, int] | None = None  # month and day of one that names no year


def date(line: Line, at: int, words: Words) -> Day | None:
    """The date that begins at that token, without the words in front of it; None where there is none."""
    kind, word = line.kinds[at], line.words[at]
    if kind == DATE:
        return _numeric(line, at, words)
    if kind == NUMBER:
        if words.date_marks and (marked := _marked(line, at, words.date_marks)) is not None:
            return marked
        if len(word) > 2:  # noqa: PLR2004 more digits than a day has
            return _year_first(line, at, words)
        return _day_first(line, at, words) or _numbered_part(line, at, words)
    if word in words.months:
        return _month_first(line, at, words)
    return _part_of_year(line, at, words) or _fiscal(line, at, words)


def _numeric(line: Line, at: int, words: Words) -> Day:
    pieces = [int(piece) for piece in _PIECES.findall(line.words[at])[:3]]
    if pieces[0] > 31:  # noqa: PLR2004 the year stands first
        return Day(iso_date(*pieces), at + 1)
    first, second, year = pieces
    if not first or not second:
        return Day("", at + 1)
    year += 2000 if year < 100 else 0  # noqa: PLR2004 two digits
    if first > LAST_MONTH or ((words.day_first or "." in line.words[at]) and second <= LAST_MONTH):
        return Day(iso_date(year, second, first), at + 1)
    if second > LAST_MONTH or first == second:
        return Day(iso_date(year, first, second), at + 1)
    return Day(line.written(at, at + 1), at + 1, "ambiguous")


def iso_date(year: int, month: int = 0, day: int = 0) -> str:
    """The year, month or day in ISO 8601; empty where the calendar has none such."""
    if not month:
        return f"{year:04d}"
    if month > LAST_MONTH or day > calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def _month(line: Line, at: int, words: Words) -> int | None:
    month = words.months.get(line.words[at])
    if month is None or (line.words[at] in words.months_also_words and not line.capital(at)):
        return None
    return month


def year(line: Line, at: int) -> int | None:
    """The year that stands at that token as four digits of their own, or None."""
    if line.kinds[at] != NUMBER or not _YEAR.fullmatch(line.words[at]):
        return None
    if line.glued(at + 1) and line.kinds[at + 1] == WORD and line.words[at + 1] not in ("q", "h"):
        return None
    return int(line.words[at])


def _month_first(line: Line, at: int, words: Words) -> Day | None:
    month = _month(line, at, words)
    if month is None:
        return None
    at += 1 + (line.words[at + 1] == ".")
    if (value := year(line, at)) is not None:
        return Day(iso_date(value, month), at + 1)
    if line.words[at] in (",", *words.of) and (value := year(line, at + 1)) is not None:
        return Day(iso_date(value, month), at + 2)
    return with_day(line, at, month)


def _day_number(line: Line, at: int) -> tuple[int, int] | None:
    word = line.words[at]
    if line.kinds[at] != NUMBER or not word.isdigit() or not 1 <= int(word) <= _LONGEST_MONTH:
        return None
    return int(word), at + 1 + (line.glued(at + 1) and line.words[at + 1] in _ORDINALS)


def with_day(line: Line, at: int, month: int) -> Day | None:
    """The day of that month, with the year behind it, that begins at that token."""
    day = _day_number(line, at)
    if day is None:
        return None
    stop = day[1]
    behind = stop + (line.words[stop] in (",", "."))
    value = year(line, behind)
    if value is None:
        return Day("", stop, open=(month, day[0]))
    return Day(iso_date(value, month, day[0]), behind + 1)


def _day_first(line: Line, at: int, words: Words) -> Day | None:
    day = _day_number(line, at)
    if day is None:
        return None
    if line.words[day[1]] in ("-", "–") and (last := _day_number(line, day[1] + 1)) is not None:
        whole = _behind_day(line, last, words)
        return (
            Day("", day[1], open=(int(whole.value[5:7]), day[0]))
            if whole is not None and whole.value
            else None
        )
    return _behind_day(line, day, words)


def _behind_day(line: Line, day: tuple[int, int], words: Words) -> Day | None:
    """The date whose day is read already: the month and the year behind it."""
    stop = day[1] + (line.words[day[1]] in words.of) + (line.words[day[1]] == "-")
    month = _month(line, stop, words)
    if month is None:
        return None
    stop += 1
    behind = stop + (line.words[stop] in (",", ".", "-", *words.of))
    value = year(line, behind)
    if value is not None:
        return Day(iso_date(value, month, day[0]), behind + 1)
    return Day("", stop, open=(month, day[0]))


def _marked(line: Line, at: int, marks: tuple[str, ...]) -> Day | None:
    """A date whose pieces have their marks behind them (2026年12月31日), or the end of such a month or year."""
    pieces: list[int] = []
    stop = at
    first = 0 if year(line, at) is not None or line.words[at + 1] == marks[0] else 1
    for mark in marks[first:3]:
        if line.kinds[stop] != NUMBER or not line.words[stop].isdigit() or line.words[stop + 1] != mark:
            break
        pieces.append(int(line.words[stop]))
        stop += 2
    if first == 0:
        if not pieces or not _YEAR.fullmatch(str(pieces[0])):
            return None
        value = iso_date(*pieces)
        if line.words[stop] == marks[4] and len(pieces) == 1:
            return Day(f"FY{value}", stop + 1)
        if line.words[stop] == marks[3] and value and len(pieces) < 3:  # noqa: PLR2004 no day yet
            month = pieces[1] if len(pieces) > 1 else LAST_MONTH
            value, stop = iso_date(pieces[0], month, calendar.monthrange(pieces[0], month)[1]), stop + 1
        return Day(value, stop)
    if len(pieces) < 2 or pieces[0] > LAST_MONTH or pieces[1] > _LONGEST_MONTH:  # noqa: PLR2004
        return None
    return Day("", stop, open=(pieces[0], pieces[1]))


def _numbered_part(line: Line, at: int, words: Words) -> Day | None:
    """2nd quarter of 2026, 4. Quartal 2026, 1er semestre 2026."""
    number, stop = line.words[at], at + 2
    if number not in ("1", "2", "3", "4") or not line.glued(at + 1) or line.words[at + 1] not in _ORDINALS:
        return None
    for names, letter, most in ((words.quarter, "Q", 4), (words.half, "H", 2)):
        if line.words[stop] in names and int(number) <= most:
            behind = stop + 1
            while line.words[behind] in words.of or line.words[behind] in words.the:
                behind += 1
            value = year(line, behind + (line.words[behind] in words.year))
            if value is not None:
                return Day(f"{value}-{letter}{number}", behind + 1 + (line.words[behind] in words.year))
    return None


def _part_of_year(line: Line, at: int, words: Words) -> Day | None:
    """Q4 2026, H1 2026, 2026 Q4, fourth quarter of 2026, Q4 FY26."""
    for names, ordinals, letter in ((words.quarter, words.quarters, "Q"), (words.half, words.halves, "H")):
        which = _which(line, at, names, ordinals, letter)
        if which is None:
            continue
        number, stop = which
        stop += line.words[stop] in words.of or line.words[stop] in ("/", "-", ",", "’", "'")
        fiscal = _fiscal(line, stop, words)
        if fiscal is not None:
            return Day(f"{fiscal.value[:6]}-{letter}{number}", fiscal.stop)
        value = year(line, stop)
        return Day(f"{value}-{letter}{number}", stop + 1) if value is not None else Day("", which[1])
    return None


def _year_first(line: Line, at: int, words: Words) -> Day | None:
    """2026 Q4, 2026-H1, 2026Q4."""
    value = year(line, at)
    if value is None:
        return None
    part = _lettered(line, at + 1 + (line.words[at + 1] in ("-", ",")), words)
    return Day(f"{value}-{part[0]}", part[1]) if part is not None else None


def _lettered(line: Line, at: int, words: Words) -> tuple[str, int] | None:
    """Q1 to Q4, H1 or H2, and the token behind."""
    which = _which(line, at, words.quarter, {}, "Q") or _which(line, at, words.half, {}, "H")
    letter = "H" if line.words[at] in words.half else "Q"
    return (f"{letter}{which[0]}", which[1]) if which is not None else None


def _which(
    line: Line, at: int, names: frozenset[str], ordinals: object, letter: str
) -> tuple[int, int] | None:
    word = line.words[at]
    if (
        word in names
        and len(word) == 1
        and line.glued(at + 1)
        and line.words[at + 1] in ("1", "2", "3", "4")[: 4 if letter == "Q" else 2]
    ):
        return int(line.words[at + 1]), at + 2
    if isinstance(ordinals, dict) and word in ordinals and line.words[at + 1] in names:
        return ordinals[word], at + 2
    return None


def _fiscal(line: Line, at: int, words: Words) -> Day | None:
    """FY26, FY2026, FY 2026, fiscal year 2026, FY26 Q4, FY26Q4."""
    if line.words[at] not in words.fiscal:
        return None
    stop = at + 1 + (line.words[at + 1] in words.year) + (line.words[at + 1] in ("'", "’"))
    word = line.words[stop]
    if line.kinds[stop] != NUMBER or not word.isdigit() or len(word) not in (2, 4):
        return None
    value = int(word) + (2000 if len(word) == 2 else 0)  # noqa: PLR2004 two digits
    stop += 1
    part = _lettered(line, stop + (line.words[stop] in ("-", ",")), words)
    return Day(f"FY{value}-{part[0]}", part[1]) if part is not None else Day(f"FY{value}", stop)
