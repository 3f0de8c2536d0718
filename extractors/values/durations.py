"""Lengths of time as ISO 8601 durations: 24 months, a 45-day window, annually, every other year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.values.numbers import Number, number, whole
from extractors.values.part import Part, Role
from extractors.values.tokens import NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.values.words import Words

_HYPHENS = ("-", "‑", "‐", "–")
_PARTS = {"Y": ("M", 12), "W": ("D", 7), "D": ("H", 24), "H": ("m", 60)}


def iso(value: float, period: str) -> str:
    """The duration of so many periods.

    ``iso(24, "M") == "P24M"``, ``iso(1.5, "Y") == "P18M"``, ``iso(2, "Q") == "P6M"``.
    """
    if period == "Q":
        value, period = value * 3, "M"
    if period == "F":
        value, period = value * 2, "W"
    if value != int(value) and period in _PARTS and (value * _PARTS[period][1]) % 1 == 0:
        value, period = value * _PARTS[period][1], _PARTS[period][0]
    count = whole(value)
    return f"PT{count}{period.upper()}" if period in "Hms" else f"P{count}{period}"


@dataclass(frozen=True, slots=True)
class Span:
    """A unit of time behind a number.

    Its ISO letter, the token behind it, whether only working days count.
    """

    period: str
    stop: int
    lone: bool = False  # in the singular
    working: bool = False
    hyphened: bool = False


def span(line: Line, at: int, words: Words) -> Span | None:
    """The unit of time at that token ("-month", "business days", "calendar-day"), or None."""
    if (phrase := words.period_phrases.after(line.words, at)) is not None:
        return Span(phrase[0], phrase[1])
    near = line.kinds[at - 1] == NUMBER and (line.glued(at) or words.unspaced)
    glued = words.glued_periods.get(line.words[at]) if near else None
    if glued is not None:
        return Span(glued, at + 1)
    hyphened = line.words[at] in _HYPHENS
    at += hyphened
    working = False
    for _ in range(3):
        if line.words[at] in words.working and line.words[at] not in words.periods:
            working = True
        elif line.words[at] not in words.period_adjectives:
            break
        at += 1
        if line.words[at] in _HYPHENS:
            at += 1
    if line.words[at] in words.a_half and line.words[at + 1] in words.periods:
        return None
    period = words.periods.get(line.words[at])
    if period is None:
        return None
    stop = _plural_mark(line, at + 1)
    behind = words.head_first and line.words[stop] in words.working  # jours ouvrés
    working = working or behind or line.words[at] in words.working
    return Span(period, stop + behind, line.words[at] in words.lone_periods, working, hyphened)


def _plural_mark(line: Line, at: int) -> int:
    """Behind "(s)"."""
    return (
        at + 3
        if [line.words[at], line.words[at + 1], line.words[at + 2]] == ["(", "s", ")"] and line.glued(at)
        else at
    )


def _and_a_half(line: Line, at: int, words: Words) -> int:
    """The token behind "and a half" (1年半 without an article); 0 where it does not stand there."""
    if words.unspaced:
        return at + 1 if line.words[at] in words.a_half else 0
    said = (
        line.words[at] in words.joiner
        and line.words[at + 1] in words.articles
        and line.words[at + 2] in words.a_half
    )
    return at + 3 if said else 0


def _minutes(line: Line, at: int) -> int:
    """The two digits behind an h: 1h30, 1 h 30; 0 where there are none."""
    word = line.words[at]
    after = line.words[at - 1] == "h" and line.kinds[at] == NUMBER
    minutes = int(word) if after and word.isdecimal() and len(word) == 2 else 0  # noqa: PLR2004
    return minutes if minutes < _PARTS["H"][1] else 0


def compound(line: Line, first: Number, unit: Span, words: Words) -> tuple[str, int]:
    """The duration with its smaller parts ("2 years and 6 months", "1 hour 30 minutes").

    And the token behind it.
    """
    at = unit.stop
    if half := _and_a_half(line, at, words):
        return iso(first.value + 0.5, unit.period), half
    if unit.hyphened or unit.period not in "YHDW":
        return iso(first.value, unit.period), at
    if unit.period == "H" and (minutes := _minutes(line, at)):
        return f"{iso(first.value, 'H')}{minutes}M", at + 1
    nxt = at + (line.words[at] in words.joiner or line.words[at] == ",")
    more = number(line, nxt, words)
    smaller = span(line, more.stop, words) if more is not None else None
    if (
        more is None
        or smaller is None
        or _PARTS.get(unit.period, ("",))[0] != smaller.period
        or smaller.hyphened
        or more.value >= _PARTS[unit.period][1]
    ):
        return iso(first.value, unit.period), at
    if unit.period == "D":
        return f"P{first.value}DT{more.value}H", smaller.stop
    tail = iso(more.value, smaller.period).removeprefix("PT").removeprefix("P")
    return iso(first.value, unit.period) + tail, smaller.stop


def rhythm(line: Line, at: int, words: Words) -> Part | None:
    """A length of time without a number.

    Annually, every year, every other month, in the past quarter, within a year.
    """
    if (found := words.ambiguous_rhythms.after(line.words, at)) is not None:
        return Part("duration", at, found[1], line.written(at, found[1]), unit="ambiguous")
    if (found := words.rhythms.after(line.words, at)) is not None:
        adjective = line.kinds[found[1]] == WORD and line.words[found[1]] not in words.stops
        return Part("duration", at, found[1], found[0], role="" if adjective else "rate")
    return _every(line, at, words) or _half(line, at, words) or _lone(line, at, words)


def written(line: Line, at: int, _words: Words, _floor: int) -> Part | None:
    """A length of time written in ISO 8601 itself: P2Y, P12M, PT90M."""
    timed = line.words[at] == "pt"
    letters = "HM" if timed else "YMWD"
    letter = line.words[at + 2].upper()
    whole_word = line.capital(at) and line.glued(at + 1) and line.glued(at + 2) and not line.glued(at + 3)
    if not whole_word or not line.words[at + 1].isdecimal() or len(letter) != 1 or letter not in letters:
        return None
    value = int(line.words[at + 1][:9])
    return Part("duration", at, at + 3, f"{'PT' if timed else 'P'}{value}{letter}")


def _half(line: Line, at: int, words: Words) -> Part | None:
    """Half a year."""
    if line.words[at] not in words.a_half or line.words[at + 1] not in words.articles:
        return None
    unit = span(line, at + 2, words)
    return Part("duration", at, unit.stop, iso(0.5, unit.period)) if unit is not None and unit.lone else None


def _every(line: Line, at: int, words: Words) -> Part | None:
    for phrases, count in ((words.every_other, 2), (words.every, 1)):
        found = phrases.after(line.words, at)
        if found is None:
            continue
        nth, stop = _ordinal(line, found[1], words)
        unit = span(line, stop, words)
        if unit is not None and nth > 1 and unit.lone:
            return Part("duration", at, unit.stop, iso(nth, unit.period))
        if unit is not None and unit.lone and not unit.hyphened:
            return Part("duration", at, unit.stop, iso(count, unit.period), role="rate" if count == 1 else "")
    return None


def _ordinal(line: Line, at: int, words: Words) -> tuple[int, int]:
    """Third, 3rd: which number, and the token behind; 1 and the token itself where there is none."""
    if (nth := words.ordinals.get(line.words[at])) is not None:
        return nth, at + 1
    suffixed = line.kinds[at] == NUMBER and line.glued(at + 1) and line.words[at + 1] in ("nd", "rd", "th")
    return (int(line.words[at]), at + 2) if suffixed and line.words[at].isdecimal() else (1, at)


def _lone(line: Line, at: int, words: Words) -> Part | None:
    word = line.words[at]
    role: Role = ""
    first = at
    if word in words.lone_window and line.words[at - 1] not in words.periods:
        role = "window"
        first = (words.window.before(line.words, at + 1) or ("", at))[1]
    elif word not in words.articles or line.words[at - 1] not in words.lone_after:
        return None
    unit = span(line, at + 1, words)
    if unit is None or not unit.lone or unit.hyphened or line.words[unit.stop] in words.periods:
        return None
    return Part("duration", first, unit.stop, iso(1, unit.period), role=role)
