"""Amounts as values.

Counts with their nouns, points, scores, percentages, money, lengths of time, and ranges of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.values.comparators import comparator, compared
from extractors.values.days import year
from extractors.values.measures import Measure, measure, ranged
from extractors.values.nouns import capitalised, noun, unit
from extractors.values.numbers import number
from extractors.values.part import Part
from extractors.values.scores import LEAST_SCORE, out_of, scored
from extractors.values.tokens import NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.records import Value
    from extractors.values.found import FoundType
    from extractors.values.words import Words

_BRACKET = 12  # tokens
_FRACTIONS = ("thirds", "fifths", "halves")
_GROUPED = 1000
_ROUND = 2000  # far more often a count than a year


def quantity(line: Line, at: int, words: Words, floor: int) -> Part | int | None:
    """The amount that begins at that token with its comparator, noun and condition.

    An int is a token to go on from.
    """
    article = words.one_is_article and words.comparators.after(line.words, at) is not None
    low = measure(line, at, words) if not article else None  # "un máximo de 3" is no one
    if low is None:
        return None
    opened, first = _opened(line, at, words, floor)
    both = ranged(line, low, words, opened=opened)
    if both is not None:
        passed = _named(line, low, words) or _years(line, both)  # "the 2025-2026 program year"
        return both[1].stop if passed else _range(line, first, both, words)
    if low.kind == "duration":
        return _length(line, low, words, floor)
    if low.kind in ("money", "percent"):
        return compared(line, _priced(line, low, words), words, floor)
    score = out_of(line, low, words)
    if score is not None:
        return compared(line, score, words, floor)
    return (_countered if words.unspaced else _count)(line, low, words, floor)


def _years(line: Line, both: tuple[Measure, Measure]) -> bool:
    """Whether the ends of a range are two years in a row, as programs number theirs."""
    low, high = both
    return (
        year(line, low.first) is not None
        and year(line, high.first) is not None
        and high.amount.value == low.amount.value + 1
        and high.kind == "number"
    )


def _opened(line: Line, at: int, words: Words, floor: int) -> tuple[bool, int]:
    """Whether "between" or "from" opens a range, and the token where it does."""
    back = at - 1
    while back > floor and line.words[back] in words.comparator_fillers:
        back -= 1
    if back >= floor and (line.words[back] in words.between or line.words[back] in words.from_):
        return line.words[back] in words.between, back
    return False, at


def _length(line: Line, low: Measure, words: Words, floor: int) -> Part:
    """A length of time; one behind "in the last" or "every" is the period of something, and not compared."""
    part = Part(
        "duration",
        low.first,
        low.stop,
        low.text,
        None,
        low.comparator or "=",
        low.unit,
        _what_lasts(line, low, words),
    )
    window = words.window.before(line.words, low.first, floor)
    if window is not None:
        part = replace(part, first=window[1], role="window")
        sign, first = comparator(line, part.first, words, floor)
        return replace(part, comparator=sign, first=first) if sign is not None else part
    if (
        line.words[low.first - 1] in words.window_in
        and low.period not in "Hms"
        and line.words[low.stop] not in words.of
    ):
        return replace(part, role="window")
    part = compared(line, part, words, floor)
    if part.comparator == "<=" and line.words[part.stop] in words.notice:
        return replace(part, comparator=">=")
    return part


def _what_lasts(line: Line, low: Measure, words: Words) -> str:
    """The noun that a hyphened length qualifies: a 45-day renewal window."""
    return line.written(low.stop, noun(line, low.stop, words, singular=True)) if low.hyphened else ""


def _amount(part: Measure) -> Value:
    return part.text if part.kind == "duration" else part.amount.value


def _range(line: Line, first: int, both: tuple[Measure, Measure], words: Words) -> Part:
    low, high = both
    stop = noun(line, high.stop, words) if high.kind == "number" else high.stop
    part = Part(
        "count", first, stop, _amount(low), _amount(high), "between", high.unit, line.written(high.stop, stop)
    )
    if line.words[first] in words.from_ and not words.changed.isdisjoint(
        line.words[max(0, first - 4) : first]
    ):
        part = replace(part, value=_amount(high), value_max=None, comparator="=")
    if high.kind != "number":
        return replace(part, type=high.kind)
    return _typed(line, part, high, words)


def _typed(line: Line, part: Part, high: Measure, words: Words) -> Part:
    """A range of bare numbers as what its noun or its surroundings make it: points, a scale, a count."""
    name = unit(part.noun, words)
    if name == "points":
        return replace(part, type="points", unit=name)
    scale = words.scale.before(line.words, part.first) or words.scale.before(line.words, high.first)
    if not part.noun and (scale is not None or scored(line, part.first, part.stop, words)):
        return replace(part, type="score", unit="points")
    return replace(part, unit=name, bare=not part.noun)


def _priced(line: Line, low: Measure, words: Words) -> Part:
    """Money and percentages; the noun may stand behind "of" and a determiner.

    50% of your account strategists.
    """
    at = low.stop
    if low.kind == "percent":
        while line.words[at] in words.determiners:
            at += 1
    stop = noun(line, at, words)
    kind: FoundType = "money" if low.kind == "money" else "percent"
    if kind == "percent" and scored(line, low.first, low.stop, words, ahead=False):
        kind = "score"
    return Part(kind, low.first, low.stop, low.amount.value, None, "=", low.unit, line.written(at, stop))


def _named(line: Line, low: Measure, words: Words) -> bool:
    """Whether a number without unit belongs to a name.

    A list mark or a footnote rather than being an amount.
    """
    at = low.first
    if not low.amount.digits or low.kind != "number":
        return False
    before = line.words[at - 1]
    if before in words.naming:
        return True
    if before == "." and line.words[at - 2] in words.naming:
        return True
    if (
        line.kinds[at - 1] == WORD
        and line.text[line.starts[at - 1] : line.ends[at - 1]].isupper()
        and line.ends[at - 1] - line.starts[at - 1] > 1
    ):
        return True
    if (before in words.and_ or before in words.or_ or before in (",", "-", "–")) and line.kinds[
        at - 2
    ] == NUMBER:
        return line.words[at - 3] in words.naming
    return before in words.months or _versioned(line, low, words)


def _versioned(line: Line, low: Measure, words: Words) -> bool:
    """Whether a capitalised word makes a name of its number: "Lumen 40 and later", "on Lumen 40 devices".

    Where a noun is behind, only a capital within a sentence tells, for a line may begin with any word.
    """
    at = low.first
    if words.capital_nouns or not capitalised(line, at - 1, words) or line.words[at - 1] in words.units:
        return False
    within = at > 1 and line.kinds[at - 2] == WORD and not line.capital(at - 2)
    return within or noun(line, low.stop, words) == low.stop


def _count(line: Line, low: Measure, words: Words, floor: int) -> Part | int | None:
    if _named(line, low, words) or _marks_list(line, low):
        return low.stop
    if line.words[low.stop] == "/" and line.glued(low.stop) and line.kinds[low.stop + 1] == NUMBER:
        return low.stop + 2  # a fraction, or two numbers of which nobody can tell
    inner = words.comparators_after.after(line.words, low.stop)
    at = inner[1] if inner is not None else low.stop
    if line.words[at] in ("-", "‑") and line.glued(at) and line.glued(at + 1) and line.kinds[at + 1] == WORD:
        at, stop = at + 1, at + 2
    else:
        at = _past_of(line, at, words)
        stop = noun(line, at, words, singular=low.amount.value == 1)
    phrase = line.written(at, stop)
    if not phrase:
        stop = inner[1] if inner is not None else low.stop
    part = Part(
        "count",
        low.first,
        stop,
        low.amount.value,
        None,
        inner[0] if inner else "=",
        unit(phrase, words),
        phrase,
        bare=not phrase,
    )
    part = compared(line, part, words, floor)
    if part.unit in _FRACTIONS or _no_count(line, low, part, words):
        return low.stop
    if part.unit == "points":
        return replace(part, type="points")
    if part.bare and low.amount.value >= LEAST_SCORE and scored(line, low.first, part.stop, words):
        return replace(part, type="score", unit="points", bare=False)
    return part


def _countered(line: Line, low: Measure, words: Words, floor: int) -> Part | int | None:
    """A number with the counter behind it in place of a noun: 5 名, 3 件; a spelled one without is none."""
    counter = words.counters.after(line.words, low.stop)
    if counter is None and not low.amount.digits:
        return None
    if _named(line, low, words) or _marks_list(line, low) or line.words[low.stop] == "/":
        return low.stop
    stop = counter[1] if counter is not None else low.stop
    name = counter[0] or None if counter is not None else None
    part = Part(
        "count",
        low.first,
        stop,
        low.amount.value,
        None,
        "=",
        name,
        line.written(low.stop, stop),
        bare=counter is None,
    )
    part = compared(line, part, words, floor)
    if part.unit == "points":
        return replace(part, type="points")
    if part.bare and low.amount.value >= LEAST_SCORE and scored(line, low.first, part.stop, words):
        return replace(part, type="score", unit="points", bare=False)
    return part


def _past_of(line: Line, at: int, words: Words) -> int:
    """Behind "of the", "of your" where the noun comes after: "two of your consultants"."""
    if line.words[at] not in words.of:
        return at
    behind = at + 1
    while line.words[behind] in words.determiners:
        behind += 1
    behind += line.words[behind] in words.following
    return at if line.kinds[behind] != WORD or line.words[behind] in words.stops else behind


def _no_count(line: Line, low: Measure, part: Part, words: Words) -> bool:
    """Years, decimals behind a name, "one" as a pronoun, bare spelled numbers without anything counted."""
    compared = part.comparator != "="
    if low.amount.plain and low.amount.value != _ROUND and year(line, low.first) is not None:
        return not (compared or part.unit in words.units.values())
    if low.amount.digits:
        decimal = isinstance(low.amount.value, float)
        named = line.kinds[low.first - 1] == WORD and line.capital(low.first - 1)
        return part.bare and not compared and (line.words[low.first].endswith(".0") or (decimal and named))
    if low.amount.value == 1 and not compared:
        return (
            part.bare
            or words.one_is_article
            or line.words[low.first - 1] in words.not_one
            or line.words[low.stop] in (*words.of, "-")
            or line.words[low.first - 1] == "-"
        )
    return part.bare and not compared and line.words[low.first - 1] == "-"


def _marks_list(line: Line, low: Measure) -> bool:
    """Whether the number opens the line as its list or section mark: "3.", "2)", "3.1 Scope"."""
    closed = line.words[low.stop] == ")" and line.glued(low.stop) and low.kind == "number"
    if closed and "(" not in line.words[max(0, low.first - _BRACKET) : low.first]:
        return True  # "1) a plan 2) a report"
    if (low.first and line.words[low.first - 1] not in (".", ";")) or len(line) == low.stop:
        return False
    if low.amount.value >= _GROUPED and low.stop == low.first + 1:
        return False  # 20.000 with a point between its groups
    behind = line.words[low.stop]
    if behind in (".", ")") and line.glued(low.stop):
        return low.stop + 1 < len(line) or "." in line.words[low.first]
    return "." in line.words[low.first] and line.kinds[low.stop] == WORD and line.capital(low.stop)


def folded(line: Line, at: int, words: Words, _floor: int) -> Part | None:
    """Fivefold, 10x is none: so many times."""
    word = line.words[at]
    stem = word.removesuffix(words.fold).rstrip("-")
    if word.endswith(words.fold) and stem in words.cardinals:
        return Part("count", at, at + 1, words.cardinals[stem], None, "=", "times", word)
    return None


def repeated(line: Line, at: int, words: Words, floor: int) -> Part | None:
    """Once per step, twice a year: so many times, where a rate or a bracket says of what."""
    count = words.times.get(line.words[at])
    if (
        count is None
        or words.rate.after(line.words, at + 1) is None
        or (words.every.after(line.words, at) is not None and _is_rhythm(line, at, words))
    ):
        return None
    sign, first = comparator(line, at, words, floor)
    return Part("count", first, at + 1, count, None, sign or "=", "times", "")


def _is_rhythm(line: Line, at: int, words: Words) -> bool:
    found = words.every.after(line.words, at)
    return found is not None and (
        line.words[found[1]] in words.periods or number(line, found[1], words) is not None
    )
