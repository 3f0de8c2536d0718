"""What one value says about another in its sentence.

The period of a rate, the date by which, a unit said once for many.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.values.durations import iso, rhythm, span
from extractors.values.measures import measure
from extractors.values.part import Part
from extractors.values.tokens import WORD, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.values.words import Words

_RATED = ("count", "money", "points", "percent")
_REACH = 16  # tokens
_LIST_JOINT = 2  # tokens: ", then"
_LEAD = 6  # tokens
_ENDS = (".", "!", "?", "|", ";")


def rate(line: Line, part: Part, words: Words) -> Part:
    """The value with the period that follows it at once.

    $99/year, 5 attempts per rolling 12 months, $30 per user per month.
    """
    if not _rated(part):
        return part
    at = part.stop
    adjective = words.rhythms.after(part.noun.lower().split()[:2], 0) if part.noun else None
    if adjective is not None:
        stop = part.stop + adjective[1] if part.type == "money" else part.stop
        return replace(part, per=adjective[0], stop=stop)
    found = _period(line, at, words) or _adjective(line, part, words)
    if found is None and (opened := words.rate.after(line.words, at)) is not None and opened[1] < len(line):
        found = _period(line, opened[1] + 1, words)  # one word between: "per user per month"
    return replace(part, per=str(found.value), stop=found.stop) if found is not None else part


def _rated(part: Part) -> bool:
    """Whether it can be so much per period; of lengths of time only hours and minutes can.

    40 hours of training a year.
    """
    return part.type in _RATED or (
        part.type == "duration" and not part.role and str(part.value).startswith("PT")
    )


def _adjective(line: Line, part: Part, words: Words) -> Part | None:
    """The rhythm between money and what it is: "a $100 monthly credit"."""
    return (
        rhythm(line, part.stop, words)
        if part.type == "money" and words.rhythms.after(line.words, part.stop)
        else None
    )


def _period(line: Line, at: int, words: Words) -> Part | None:
    opened = words.rate.after(line.words, at)
    if opened is not None:
        lone = _fiscal_period(line, opened[1], words)
        if lone is not None:
            return lone
        after = opened[1] + (line.words[opened[1]] in words.comparator_fillers)
        length = measure(line, after, words)
        if length is not None and length.kind == "duration":
            return Part("duration", at, length.stop, length.text)
    found = rhythm(line, at, words)
    return found if found is not None and found.role == "rate" else None


def _fiscal_period(line: Line, at: int, words: Words) -> Part | None:
    """A period word, up to two words before it: "per GitLab fiscal quarter" said of any vendor."""
    for skip in range(3):
        unit = span(line, at + skip, words)
        if unit is not None and unit.lone and not unit.hyphened:
            return Part("duration", at, unit.stop, iso(1, unit.period))
        if (
            line.kinds[at + skip] != WORD
            or line.words[at + skip] in words.stops
            or line.words[at + skip] in words.cardinals
        ):
            break
    return None


def bound(line: Line, parts: Sequence[Part], words: Words) -> list[Part]:
    """The line's values with what their neighbours say of them; rates that were taken up are gone."""
    shared = _shared_units(line, parts, words)
    return _dues(line, _periods(line, shared, words), words)


def _apart(line: Line, first: Part, second: Part) -> bool:
    """Whether a sentence's end, a cell's edge or too many words stand between two values."""
    between = line.words[first.stop : second.first]
    if len(between) > _REACH:
        return True
    return any(
        sign in _ENDS and (sign != "." or line.capital(first.stop + k + 1)) for k, sign in enumerate(between)
    )


def _shared_units(line: Line, parts: Sequence[Part], words: Words) -> list[Part]:
    """14, then 30, then 90 days: the unit said last holds for the bare numbers before it."""
    given = list(parts)
    for k in range(len(given) - 2, -1, -1):
        part, nxt = given[k], given[k + 1]
        between = line.words[part.stop : nxt.first]
        if (
            not part.bare
            or nxt.bare
            or not between
            or len(between) > _LIST_JOINT
            or not all(token in (",", "/") or token in words.listed for token in between)
        ):
            continue
        if (
            nxt.type == "duration"
            and isinstance(nxt.value, str)
            and isinstance(part.value, int)
            and nxt.unit != "ambiguous"
        ):
            letters = nxt.value.lstrip("PT0123456789.")
            lead = "PT" if "T" in nxt.value else "P"
            if len(letters) == 1:
                given[k] = replace(
                    part, type="duration", value=f"{lead}{part.value}{letters}", unit=nxt.unit, bare=False
                )
        elif nxt.type in ("percent", "count", "points"):
            given[k] = replace(part, type=nxt.type, unit=nxt.unit, noun=nxt.noun, bare=False)
    return given


def _periods(line: Line, parts: list[Part], words: Words) -> list[Part]:
    """Bookings of $300K per year.

    10 customers in the last 12 months; a 90-day spend of $10,000; annual fee: $99.
    """
    given = list(parts)
    taken: set[int] = set()
    for k, part in enumerate(given):
        if part.type != "duration" or part.unit == "ambiguous":
            continue
        ahead = given[k + 1] if k + 1 < len(given) else None
        if (
            ahead is not None
            and ahead.type in _RATED
            and ahead.per is None
            and _leads(line, part, ahead, words)
        ):
            given[k + 1] = replace(ahead, per=str(part.value))
            if words.rhythms.after(line.words, part.first) is not None:
                taken.add(k)
        elif (
            part.role
            and (rated := _rated_before(given, k)) is not None
            and not _apart(line, given[rated], part)
        ):
            given[rated] = replace(given[rated], per=str(part.value))
            if words.rate.after(line.words, part.first) is not None:
                taken.add(k)
    return [part for k, part in enumerate(given) if k not in taken]


def _rated_before(parts: Sequence[Part], at: int) -> int | None:
    """The nearest value before that one that can be a rate and is none yet.

    One length of time may stand between.
    """
    for k in range(at - 1, max(-1, at - 3), -1):
        if _rated(parts[k]):
            return k if parts[k].per is None else None
        if parts[k].type != "duration":
            break
    return None


def _leads(line: Line, period: Part, value: Part, words: Words) -> bool:
    """Whether a period is an adjective of what the value measures.

    Few words and "of", ":" or "is" between them.
    """
    between = line.words[period.stop : value.first]
    if not between:  # 月額9,900円, a monthly $99
        return value.type == "money" and words.rhythms.after(line.words, period.first) is not None
    if (
        words.and_.intersection(between[:-1])
        or len(between) > _LEAD
        or (len(between) == 1 and between[0] in words.is_)
    ):
        return False
    if value.type != "money" and between[-1] not in words.of:
        return False
    return between[-1] in (*words.of, *words.is_, ":", "=") and not set(between[:-1]) & {".", ",", ";", "|"}


def _dues(line: Line, parts: list[Part], words: Words) -> list[Part]:
    """300,000 consultants by the end of 2026; by the end of 2026, 300,000 consultants."""
    given = list(parts)
    for k, part in enumerate(given):
        if part.type != "date" or part.unit == "ambiguous" or not isinstance(part.value, str):
            continue
        fits_before = part.comparator in ("<=", "<") or line.words[part.first] in words.for_
        if fits_before and k and _can_be_due(given[k - 1]) and not _apart(line, given[k - 1], part):
            given[k - 1] = replace(given[k - 1], due=part.value)
        elif part.comparator in ("<=", "<", ">=") and line.words[part.stop] == "," and k + 1 < len(given):
            after = given[k + 1]
            if _can_be_due(after) and not _apart(line, part, after):
                given[k + 1] = replace(after, due=part.value)
    return given


def _can_be_due(part: Part) -> bool:
    return part.type in _RATED and part.due is None
