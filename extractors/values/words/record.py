"""What the grammar of values has to know of a language: one frozen record each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.records import Comparator

NONE: frozenset[str] = frozenset()
NO_PHRASES: Phrases[Any] = Phrases({})


@dataclass(frozen=True, eq=False, kw_only=True)
class Words:
    """All that the grammar has to know of a language; what a language does not have is left out.

    Phrases are written as their tokens, lower case, separated by spaces (``"min ."``); in scripts without
    spaces every character is a token of its own.
    """

    decimal_comma: bool  # 1.000,50 rather than 1,000.50
    day_first: bool  # 01/02/2027 is the first of February; False: not known
    spaced_groups: bool = False  # 1 500 is one number
    capital_nouns: bool = False  # every noun has a capital, so that a counted phrase ends with one
    head_first: bool = False  # adjectives and genitives follow a noun: références clients
    one_is_article: bool = False  # ein, une: only a number where something compares it
    unspaced: bool = False  # words stand without spaces, so that a number may hang on any word
    cardinals: Mapping[str, int]
    compounds: Phrases[int] = NO_PHRASES  # numbers below a hundred of several tokens: quatre - vingt - dix
    multipliers: Mapping[str, int]  # spelled, multiply what stands before: hundred, thousand, million
    abbreviated: frozenset[str] = NONE  # scales that a point ends: 2,5 Mio. €
    suffixes: Mapping[str, int] = field(default_factory=dict)  # glued to digits: 300K
    joiner: frozenset[str] = NONE  # one hundred AND fifty
    articles: frozenset[str] = NONE
    months: Mapping[str, int] = field(default_factory=dict)
    months_also_words: frozenset[str] = NONE  # may, march: only with a capital
    date_marks: tuple[str, ...] = ()  # 2026年12月31日: behind year, month and day
    periods: Mapping[str, str]  # unit words of lengths of time -> ISO unit: Y M W D H m s Q
    period_phrases: Phrases[str] = NO_PHRASES  # those of several tokens
    lone_periods: frozenset[str] = NONE  # stand without a number: every YEAR
    glued_periods: Mapping[str, str] = field(default_factory=dict)  # 24h, 90min
    period_adjectives: frozenset[str] = NONE  # 30 CALENDAR days
    working: frozenset[str] = NONE  # 10 BUSINESS days
    rhythms: Phrases[str] = NO_PHRASES  # annually -> P1Y
    ambiguous_rhythms: Phrases[str] = NO_PHRASES
    every: Phrases[str] = NO_PHRASES  # every, each, once a: before a period word
    ordinals: Mapping[str, int] = field(default_factory=dict)  # every THIRD year
    every_other: Phrases[str] = NO_PHRASES
    rate: Phrases[str] = NO_PHRASES  # per, a, /: before a period word, after a value
    window: Phrases[str] = NO_PHRASES  # in the last, trailing: before a length of time
    window_in: frozenset[str] = NONE  # IN 90 days: the period of a count before it, for days and longer
    lone_window: frozenset[str] = NONE  # in the PAST year
    lone_after: frozenset[str] = NONE  # WITHIN a year
    times: Mapping[str, int] = field(default_factory=dict)  # once, twice
    fold: str = "-fold"  # fivefold
    comparators: Phrases[Comparator] = NO_PHRASES  # in front of an amount
    comparators_after: Phrases[Comparator] = NO_PHRASES
    comparator_fillers: frozenset[str] = NONE  # at least THE LAST 12 months
    bounds: Mapping[str, Comparator] = field(default_factory=dict)  # MINIMUM passing score of 70%
    notice: frozenset[str] = NONE  # up to 24 hours BEFORE: at least so long
    only: frozenset[str] = NONE
    date_comparators: Phrases[Comparator] = NO_PHRASES
    date_comparators_after: Phrases[Comparator] = NO_PHRASES
    year_openers: frozenset[str] = NONE  # words after which a bare year is a date
    end_of: Phrases[str] = NO_PHRASES  # -> end | start
    quarters: Mapping[str, int] = field(default_factory=dict)  # fourth quarter of 2026
    halves: Mapping[str, int] = field(default_factory=dict)
    quarter: frozenset[str] = NONE
    half: frozenset[str] = NONE
    fiscal: frozenset[str] = NONE
    year: frozenset[str] = NONE
    a_half: frozenset[str] = NONE  # one and a HALF
    the: frozenset[str] = NONE
    is_: frozenset[str] = NONE
    for_: frozenset[str] = NONE
    listed: frozenset[str] = NONE  # join the numbers of a list: 14, THEN 30
    plural_endings: tuple[str, ...] = ()
    singular_endings: tuple[str, ...] = ()  # of words that only look plural
    of: frozenset[str] = NONE
    to: frozenset[str] = NONE
    and_: frozenset[str] = NONE
    or_: frozenset[str] = NONE
    between: frozenset[str] = NONE
    from_: frozenset[str] = NONE
    changed: frozenset[str] = NONE  # stretched FROM 5 TO 15 days: the new value counts
    out_of: Phrases[str] = NO_PHRASES
    scale: Phrases[str] = NO_PHRASES  # on a scale of
    scoring: frozenset[str] = NONE
    percent: Phrases[str]
    currency_words: Phrases[str] = NO_PHRASES
    free: Phrases[str] = NO_PHRASES
    naming: frozenset[str] = NONE  # a number after these is a name: Level 2, ISO 27001
    not_one: frozenset[str] = NONE  # before "one": the one, each one
    stops: frozenset[str] = NONE  # end a noun phrase
    determiners: frozenset[str] = NONE
    plurals: frozenset[str] = NONE  # plural without the endings
    not_plural: frozenset[str] = NONE
    qualifying: Phrases[str] = NO_PHRASES  # open a bracket that qualifies a value
    units: Mapping[str, str] = field(default_factory=dict)  # head noun -> normal unit
    unit_endings: tuple[tuple[str, str], ...] = ()  # the same for the last part of compounds
    counters: Phrases[str] = NO_PHRASES  # count without a noun -> normal unit: 5 名
    points: frozenset[str] = NONE
    following: frozenset[str] = NONE  # one of the FOLLOWING
