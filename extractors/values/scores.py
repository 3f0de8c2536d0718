"""Scores: 70 of 100 points, 70 out of 100, 750/1000, 720 on a scale of 100-1,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.values.comparators import comparator
from extractors.values.days import year
from extractors.values.measures import Measure, measure, ranged
from extractors.values.nouns import noun, unit
from extractors.values.numbers import Number, number
from extractors.values.part import Part
from extractors.values.tokens import WORD, Line

if TYPE_CHECKING:
    from extractors.values.words import Words

_NEAR = 5
LEAST_SCORE = 50
_LEAST_YEAR, _LAST_YEAR = 1970, 2069


def scored(line: Line, first: int, stop: int, words: Words, *, ahead: bool = True) -> bool:
    """Whether a word of scoring stands near those tokens: before them, or behind them too."""
    near = [*line.words[max(0, first - _NEAR) : first], *(line.words[stop : stop + _NEAR] if ahead else ())]
    return any(word in words.scoring for word in near)


def out_of(line: Line, low: Measure, words: Words) -> Part | None:
    """The amount as a score of something else, or, where no score is meant, as so many of so many.

    3 of the 5 exams.
    """
    return _on_scale(line, low, words) or _of_total(line, low, words)


def _on_scale(line: Line, low: Measure, words: Words) -> Part | None:
    """720 on a scale of 100-1,000; the scale itself is read as a value of its own."""
    scale = words.scale.after(line.words, low.stop)
    if scale is None:
        return None
    top = measure(line, scale[1], words)
    both = ranged(line, top, words, opened=True) if top is not None else None
    last = both[1] if both is not None else top
    highest = last.amount.value if last is not None else None
    return Part("score", low.first, low.stop, low.amount.value, highest, "=", "points")


def _of_total(line: Line, low: Measure, words: Words) -> Part | None:
    points = noun(line, low.stop, words)
    said = line.written(low.stop, points)
    if said and unit(said, words) != "points":
        return None
    joint = words.out_of.after(line.words, points)
    total = number(line, joint[1], words) if joint is not None else None
    if joint is None or total is None or not _totals(line, low, total, words):
        return None
    meant = scored(line, low.first, total.stop, words) or total.value >= LEAST_SCORE
    if line.words[points] == "/" and (said or not meant):
        return None
    stop = noun(line, total.stop, words)
    phrase = line.written(total.stop, stop) or said
    named = unit(phrase, words)
    if named == "points" or (named is None and (meant or joint[1] - points > 1)):
        return Part("score", low.first, stop, low.amount.value, total.value, "=", "points", phrase)
    return Part("count", low.first, stop, low.amount.value, total.value, "=", named, phrase)


def _totals(line: Line, low: Measure, total: Number, words: Words) -> bool:
    """Whether the second number can be what the first is of.

    As great, with no unit of its own; "one of two" counts two.
    """
    if year(line, low.first) is not None and total.plain and _LEAST_YEAR <= total.value <= _LAST_YEAR:
        return False  # 2012/2016
    if total.value < low.amount.value or (line.glued(total.stop) and line.kinds[total.stop] == WORD):
        return False
    if words.percent.after(line.words, total.stop) is not None or line.words[total.stop] in words.periods:
        return False
    pronoun = not low.amount.digits and low.amount.value == 1
    return not pronoun or comparator(line, low.first, words, 0)[0] is not None
