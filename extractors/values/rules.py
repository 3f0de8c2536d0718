"""Which rules may begin at which token, put together once per language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from extractors.values.comparators import comparator
from extractors.values.dates import dated
from extractors.values.days import Day
from extractors.values.durations import rhythm, written
from extractors.values.money import OPENERS as CURRENCIES
from extractors.values.part import Part
from extractors.values.quantities import folded, quantity, repeated
from extractors.values.tokens import DATE, NUMBER, Line
from extractors.values.words import Words
from extractors.values.words import words as words_of

if TYPE_CHECKING:
    from extractors.values.phrases import Phrases

Rule: TypeAlias = Callable[[Line, int, Words, int], Part | int | None]
"""Reads the value at a token, not reaching back below another; or says from which token to go on; or None."""


_SHORT = 2  # letters


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's words, what a line must hold to be read at all.

    And the rules by the token that opens a value.
    """

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
        (
            *words.months,
            *words.quarters,
            *words.halves,
            *words.fiscal,
            *words.end_of.first_tokens,
            "q",
            "h",
            *(name for name in (*words.quarter, *words.half) if len(name) == 1),
        ),
    )
    yield written, ("p", "pt")
    yield _free, words.free.first_tokens
    yield quantity, (*words.cardinals, *CURRENCIES, *words.a_half, "½", "¼", "¾")
    yield _indefinite, words.articles
    for phrases in (words.rhythms, words.ambiguous_rhythms, words.every_other, words.every):
        yield _rhythm, phrases.first_tokens
    yield _rhythm, (*words.lone_window, *words.a_half)
    yield folded, _multiples(words)
    yield repeated, words.times


def _anchor(words: Words) -> re.Pattern[str]:
    """A digit, or a whole word without which no value can be written.

    Most lines hold neither and need no tokens.
    """
    telling = {*words.cardinals, *words.times, *words.periods, *words.multipliers, *_multiples(words)}
    telling |= _telling(words.rhythms) | _telling(words.ambiguous_rhythms) | _telling(words.free)
    by_first: dict[str, list[str]] = {}  # one branch a letter: five times as fast as one a word
    for word in sorted(telling):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    edge = "" if words.unspaced else r"\b"
    return re.compile(rf"[0-9½¼¾]|{edge}(?:{branches}){edge}")


def _telling(phrases: Phrases[str]) -> set[str]:
    """One token of each phrase, the one that most phrases share, but none so short that it is everywhere."""
    counts = Counter(token for phrase in phrases for token in phrase.split())
    return {
        max(phrase.split(), key=lambda token: (len(token) > _SHORT, counts[token], token))
        for phrase in phrases
    }


def _multiples(words: Words) -> Iterator[str]:
    """Twofold, threefold."""
    return (f"{cardinal}{words.fold}" for cardinal in words.cardinals)


def _date(line: Line, at: int, words: Words, floor: int) -> Part | int | None:
    day = dated(line, at, words, floor)
    return day.stop if isinstance(day, Day) else day


def _free(line: Line, at: int, words: Words, _floor: int) -> Part | None:
    free = words.free.after(line.words, at)
    return Part("money", at, free[1], 0) if free is not None else None


def _indefinite(line: Line, at: int, words: Words, floor: int) -> Part | int | None:
    """A million, half a dozen, a year; every other article is passed over at once."""
    behind = line.words[at + 1]
    if behind in words.multipliers or behind in words.a_half:
        return quantity(line, at, words, floor)
    if behind in words.periods or behind in words.working or behind in words.period_adjectives:
        return _rhythm(line, at, words, floor)
    return None


def _rhythm(line: Line, at: int, words: Words, floor: int) -> Part | None:
    part = rhythm(line, at, words)
    if part is None:
        return None
    sign, first = comparator(line, at, words, floor)
    return part if sign is None else replace(part, comparator=sign, first=first)
