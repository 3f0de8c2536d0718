"""The grammar of values: numbers, lengths of time, money, scores and dates out of running text.

``values(text)`` reads them in one pass over the tokens of each line: at each token the rules are asked in turn whether
a value begins here; comparator words are then sought in front of it and behind. The words of a language stand in
`extractors.values.words`, the rules know none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.values.bindings import bound, rate
from extractors.values.dates import Day, dated
from extractors.values.durations import rhythm
from extractors.values.found import Found
from extractors.values.part import Part
from extractors.values.quantities import folded, quantity, repeated
from extractors.values.tokens import DATE, NUMBER, Line, lines
from extractors.values.words import Words, words

__all__ = ["Found", "values"]


def values(text: str, language: str | None = None) -> tuple[Found, ...]:
    """Every value in the text, ordered and without overlap, with offsets in it. Never raises; linear in its length.

    A line end ends every phrase. `language` (BCP 47, as the page declares it) decides what 1.000 and 01.02.2027 mean.
    """
    spoken = words(language)
    anchor, starters = _openers(spoken)
    found: list[Found] = []
    for line in lines(text, anchor):
        found.extend(_found(line, part) for part in bound(line, _parts(line, spoken, starters), spoken))
    return tuple(found)


@lru_cache(maxsize=16)
def _openers(spoken: Words) -> tuple[re.Pattern[str], frozenset[str]]:
    """What a line must hold to be read at all, and the words at which a value can begin."""
    starters = frozenset().union(
        spoken.cardinals, spoken.months, spoken.times, spoken.lone_window, spoken.articles, spoken.quarters, spoken.fiscal,
        spoken.rhythms.first_tokens, spoken.ambiguous_rhythms.first_tokens, spoken.every.first_tokens,
        spoken.every_other.first_tokens, spoken.free.first_tokens, spoken.end_of.first_tokens, ("half", "½", "¼", "¾", "q", "h"),
        (f"{number}{spoken.fold}" for number in spoken.cardinals),
    )  # fmt: skip
    plain = sorted(starters - spoken.articles - {"the", "h", "q"}, key=len, reverse=True)
    return re.compile("|".join([*"0123456789", *map(re.escape, plain), " a ", " an "])), starters


def _parts(line: Line, spoken: Words, starters: frozenset[str]) -> list[Part]:
    parts: list[Part] = []
    at = floor = 0
    while at < len(line):
        if line.kinds[at] not in (NUMBER, DATE) and line.words[at] not in starters and not _currency(line, at):
            at += 1
            continue
        part = _part(line, at, spoken, floor)
        if isinstance(part, Part):
            parts.append(rate(line, part, spoken))
            at = floor = parts[-1].stop
        else:
            at = max(part, at + 1)
    return parts


def _currency(line: Line, at: int) -> bool:
    """Whether a number follows at once or behind a currency sign, so that a currency may begin here."""
    return line.kind(at + 1) == NUMBER or (line.kind(at + 2) == NUMBER and line.glued(at + 2) and line.kind(at + 1) == "sign")


def _part(line: Line, at: int, spoken: Words, floor: int) -> Part | int:
    """The value that begins at that token, or the token to go on from."""
    day = dated(line, at, spoken, floor)
    if isinstance(day, Part):
        return day
    if isinstance(day, Day):
        return day.stop
    free = spoken.free.after(line.words, at)
    if free is not None:
        return Part("money", at, free[1], 0)
    part = quantity(line, at, spoken, floor)
    if part is None:
        part = _rhythm(line, at, spoken, floor) or folded(line, at, spoken) or repeated(line, at, spoken)
    return at + 1 if part is None else part


def _rhythm(line: Line, at: int, spoken: Words, floor: int) -> Part | None:
    from extractors.values.quantities import comparator

    part = rhythm(line, at, spoken)
    if part is None:
        return None
    sign, first = comparator(line, at, spoken, floor)
    if sign is None:
        return part
    from dataclasses import replace

    return replace(part, comparator=sign, first=first)


def _found(line: Line, part: Part) -> Found:
    return Found(
        part.type,
        line.starts[part.first],
        line.ends[part.stop - 1],
        part.value,
        part.value_max,
        part.comparator,
        part.unit,
        part.noun,
        part.per,
        part.due,
        part.condition,
    )
