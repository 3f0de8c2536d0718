"""Comparator words in front of an amount and behind it, and the bracket that qualifies it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.values.tokens import NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.records import Comparator
    from extractors.values.part import Part
    from extractors.values.words import Words

_LONGEST_CONDITION = 24


def compared(line: Line, part: Part, words: Words, floor: int) -> Part:
    """With the comparator words before and behind, and the bracket that qualifies it."""
    part = _behind(line, part, words)
    sign, first = comparator(line, part.first, words, floor)
    if sign is not None and part.comparator == "=":
        part = replace(part, comparator=sign)
    if sign is not None:
        part = replace(part, first=first)
    return _qualified(line, part, words)


def _behind(line: Line, part: Part, words: Words) -> Part:
    """With the comparator behind it, unless that one opens the next amount: 5, minimum 3."""
    found = words.comparators_after.after(line.words, part.stop)
    if found is None or part.comparator != "=":
        return part
    sign, stop = found
    bounds_next = line.words[stop - 1] in words.bounds and line.words[stop] in words.of
    if bounds_next or line.kinds[stop] == NUMBER:
        return part
    return replace(part, stop=stop, comparator=sign)


def comparator(line: Line, at: int, words: Words, floor: int) -> tuple[Comparator | None, int]:
    """The comparator in front of that token, and where it begins.

    Articles and adverbs between them are passed over: at least the last 12 months.
    """
    for back in range(at, max(floor, at - 4), -1):
        found = words.comparators.before(line.words, back, floor)
        if found is not None:
            return found[0], found[1]
        if line.words[back - 1] not in words.comparator_fillers:
            break
    return _bound(line, at, words, floor)


def _bound(line: Line, at: int, words: Words, floor: int) -> tuple[Comparator | None, int]:
    """The bound whose noun stands between it and the amount.

    "A minimum passing score of 70%", "maximum duration: 12 months".
    """
    if line.words[at - 1] not in (*words.of, *words.is_, ":"):
        return None, at
    for back in range(at - 2, max(floor, at - 7) - 1, -1):
        if line.words[back] in words.bounds:
            return words.bounds[line.words[back]], back
        if line.kinds[back] != WORD or (
            line.words[back] in words.stops and line.words[back] not in words.scoring
        ):
            break
    return None, at


def _qualified(line: Line, part: Part, words: Words) -> Part:
    if line.words[part.stop] != "(" or (
        words.qualifying.after(line.words, part.stop + 1) is None and line.kinds[part.stop + 1] != NUMBER
    ):
        return part
    for close in range(part.stop + 2, min(len(line), part.stop + 2 + _LONGEST_CONDITION)):
        if line.words[close] == ")":
            if close == part.stop + 2:
                return part
            again = part.type == "duration" and line.kinds[part.stop + 1] == NUMBER  # one year (12 months)
            return replace(
                part, stop=close + 1, condition=None if again else line.written(part.stop + 1, close)
            )
    return part
