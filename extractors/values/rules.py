"""Which rules may begin at which token, put together once per language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from extractors.values.comparators import comparator
from extractors.values.dates import dated
from extractors.values.days import Day
from extractors.values.durations import rhythm
from extractors.values.money import OPENERS as CURRENCIES
from extractors.values.part import Part
from extractors.values.phrases import Phrases
from extractors.values.quantities import folded, quantity, repeated
from extractors.values.tokens import DATE, NUMBER, Line
from extractors.values.words import Words
from extractors.values.words import words as words_of

Rule: TypeAlias = Callable[[Line, int, Words, int], Part | int | None]
"""Reads the value at a token, not reaching back below another; or says from which token to go on; or None."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's words, what a line must hold to be read at all, and the rules by the token that opens a value."""

    words: Words
    anchor: re.Pattern[str]
    by_kind: Mapping[str, tuple[Rule, ...]]
    by_word: Mapping[str, tuple[Rule, ...]]


def rules(language: str | None) -> Rules:
    """The rules for a BCP 47 tag in any case; those of English where there is none."""
    return _rules((language or "en").lower().partition("-")[0])


@lru_cache(maxsize=32)
def _rules(subtag: str) -> Rules:
    words = words_of(subtag)
    by_word: dict[str, tuple[Rule, ...]] = {}
    for rule, openers in _openers(words):
        for opener in openers:
            if rule not in by_word.get(opener, ()):
                by_word[opener] = (*by_word.get(opener, ()), rule)
    return Rules(words, _anchor(words), {NUMBER: (_date, quantity), DATE: (_date,)}, by_word)


def _openers(words: Words) -> Iterable[tuple[Rule, Iterable[str]]]:
    """Rules with the tokens at which they may begin, in the order in which they are asked."""
    yield (
        _date,
        (*words.months, *words.quarters, *words.halves, *words.fiscal, *words.end_of.first_tokens, "q", "h"),
    )
    yield _free, words.free.first_tokens
    yield quantity, (*words.cardinals, *words.articles, *CURRENCIES, "half", "½", "¼", "¾")
    yield _rhythm, (*words.rhythms.first_tokens, *words.ambiguous_rhythms.first_tokens, *words.every_other.first_tokens,
                    *words.every.first_tokens, *words.lone_window, *words.articles)  # fmt: skip
    yield folded, (f"{cardinal}{words.fold}" for cardinal in words.cardinals)
    yield repeated, words.times


def _anchor(words: Words) -> re.Pattern[str]:
    """A digit, or a whole word without which no value can be written: most lines hold none and need no tokens."""
    telling = {
        *words.cardinals, *words.times, *words.periods, *words.multipliers, *(f"{cardinal}{words.fold}" for cardinal in words.cardinals),
        *_longest(words.rhythms), *_longest(words.ambiguous_rhythms), *_longest(words.free),
    }  # fmt: skip
    return re.compile(r"[0-9½¼¾]|\b(?:" + "|".join(sorted(map(re.escape, telling))) + r")\b")


def _longest(phrases: Phrases[str]) -> set[str]:
    return {max(phrase.split(), key=len) for phrase in phrases}


def _date(line: Line, at: int, words: Words, floor: int) -> Part | int | None:
    day = dated(line, at, words, floor)
    return day.stop if isinstance(day, Day) else day


def _free(line: Line, at: int, words: Words, floor: int) -> Part | None:  # noqa: ARG001 all rules are called alike
    free = words.free.after(line.words, at)
    return Part("money", at, free[1], 0) if free is not None else None


def _rhythm(line: Line, at: int, words: Words, floor: int) -> Part | None:
    part = rhythm(line, at, words)
    if part is None:
        return None
    sign, first = comparator(line, at, words, floor)
    return part if sign is None else replace(part, comparator=sign, first=first)
