"""How alike two requirements of two versions of a page are. Pure and symmetric; `identity` pairs by it.

A score is 0 when the two cannot be the same requirement, else at most 100. It rests on

- the words: both quotes as words without case, marks and markup; where values differ, with numbers masked;
- the value: equal, another of the same type, or of another type (then only the same words in the same place will do);
- what it measures: kind, key or attribute, unit;
- its subject: equal, alike, or free, which is to say that the one is no longer on the page and the other was not before.

A sentence may change its kind or its subject when a heading above it changes; a table row, whose words are mostly other
requirements', and a few short words may not change to a subject that both versions know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from warehouse.values import Comparable, TypeName, comparable, value_type

if TYPE_CHECKING:
    from collections.abc import Container

    from extractors.records import Requirement

SAME_WORDS = 80.0
"""From here on a quote is the other one re-worded. In real histories, pairs below it are mostly other sentences."""
MASKED_WORDS = 85.0
"""The same for quotes whose numbers are masked: what is left is shorter, and more alike by chance."""
NEARLY_ALL_WORDS = 90.0
"""From here on a sentence is the same even under another kind."""
SAME_DUTY = 70.0
"""The same for two duties of one kind and subject: a duty is often turned from passive to active, or given to "you"."""
SOME_WORDS = 50.0
"""Where kind, key and value agree already, quotes must not be about something else altogether."""
SAME_MEASURE = 60.0
"""Attributes from here on measure the same ("certified people", "certified individuals")."""
SAME_NAME = 86.0
"""Names and texts from here on differ by spelling, order or a word like "the"."""
LONGER_NAME = 80.0
"""From here on a name of which one word or two came or went became the other one, when both are not on one page."""
TEXT_LIKENESS = 55.0
"""One of several texts of a list may have become another from here on; below, one went and one came."""
SENTENCE = 40
"""A quote of so many characters and no cell marks stands for itself, wherever it is moved."""
CONTAINED = 85.0
"""What a quote counts that is wholly part of the other, of a few words at least."""
FEW_WORDS = 4
SHARED_WORDS = 0.4
"""Quotes that share fewer of their words are not compared letter by letter."""
GENERIC = frozenset({
    "a", "an", "and", "badge", "certification", "certified", "exam", "for", "in", "level", "of", "or", "partner",
    "program", "programme", "the", "tier", "to",
})  # fmt: skip
"""Words that names of one vendor share anyway, in the singular."""
LITTLE = frozenset({"a", "an", "and", "for", "in", "of", "or", "the", "to"})

_WORD = re.compile(r"\w+(?:[.,:]\d+)*|[%$€£¥]")
_BRACKETED = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(r"\d[\d.,:]*")
_PLACES = frozenset(
    {"article", "chapter", "clause", "figure", "page", "section", "sections", "step", "table"}
)
"""Words whose numbers say where something stands, not what is demanded."""
_FAMILIES = (
    frozenset({"tier_requirement", "specialization_requirement", "prerequisite", "experience", "customer_evidence", "exam"}),
    frozenset({"validity", "renewal", "monitoring"}),
    frozenset({"curriculum", "exam"}),
    frozenset({"tier", "specialization", "certification"}),
    frozenset({"fee", "tier_requirement", "neutrality"}),
)  # fmt: skip
"""Kinds that one sentence may be read as, depending on the headings above it."""
NAMES = frozenset({"tier", "specialization", "certification"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A requirement made ready for comparing: plain forms of its words, its value and type."""

    requirement: Requirement
    kind: str
    subject: str
    attribute: str
    key: str
    value: Comparable
    value_max: Comparable
    type: TypeName
    unit: str
    quote: str
    masked: str
    words: frozenset[str]
    numbers: tuple[str, ...]  # in the quote, but for those of sections and steps
    digits: str  # of the subject
    sentence: bool
    name: bool  # of a tier, certification or specialization
    order: tuple[str, ...]  # canonical: independent of the place on the page


def statement(r: Requirement) -> Statement:
    """The requirement made ready for comparing."""
    words = plain_words(r.quote)
    quote, subject, value = " ".join(words), plain(r.subject), comparable(r.value)
    type_ = value_type(r.value)
    return Statement(
        requirement=r, kind=r.kind, subject=subject, attribute=plain(r.attribute), key=r.key, value=value,
        value_max=comparable(r.value_max), type=type_, unit=plain(r.unit or ""), quote=quote,
        masked=_NUMBER.sub("#", quote), words=frozenset(words),
        numbers=_numbers(words),
        digits="".join(c for c in subject if c.isdigit()),
        sentence=len(r.quote) >= SENTENCE and "|" not in r.quote,
        name=r.kind in NAMES and (type_ == "number" or plain(str(r.value)) == subject),
        order=(r.kind, subject, r.key, repr(value), repr(r.value_max), repr((r.unit, r.per, r.due)), r.quote),
    )  # fmt: skip


def _numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    pairs = zip(("", *words), words, strict=False)
    return tuple(sorted(word for before, word in pairs if word[0].isdigit() and before not in _PLACES))


def plain(text: str) -> str:
    """Text without case and surplus white space."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, without case, marks and markup."""
    return tuple(words(text.casefold()))


def words(text: str) -> list[str]:
    """The words and numbers of a text, as written, without marks and markup."""
    return _WORD.findall(text.replace("_", " "))


def likeness(old: Statement, new: Statement, lasting: Container[str]) -> float:
    """How alike two statements are, from 0 (cannot be the same) to 100.

    `lasting` are the subjects that both versions know: under another one of them stands another requirement.
    """
    if old.name or new.name:
        return _name_likeness(old, new) if old.name and new.name else 0.0
    if old.type != new.type:
        return _retyped(old, new)
    subject = _subject_likeness(old, new, lasting)
    if old.value == new.value and old.value_max == new.value_max:
        return _same_value(old, new, subject)
    if old.type in ("number", "duration", "date", "boolean"):
        return _other_value(old, new, subject)
    return _other_text(old, new, subject)


def name_likeness(old: Statement, new: Statement) -> float:
    """How alike two names are, letter by letter, in any order of their words."""
    return fuzz.token_sort_ratio(old.subject, new.subject)


@lru_cache(maxsize=8192)
def own_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from the vendor's other names, in the singular; acronyms in brackets left out."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(_BRACKETED.sub(" ", name))) - GENERIC


@lru_cache(maxsize=8192)
def full_words(name: str) -> frozenset[str]:
    """The words of a name in the singular, but for little ones."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(name)) - LITTLE


def shared_words(old: Statement, new: Statement) -> float:
    """The share of their words, between 0 and 1, that two quotes have in common."""
    return 2 * len(old.words & new.words) / ((len(old.words) + len(new.words)) or 1)


def quote_likeness(old: Statement, new: Statement) -> float:
    """How alike two quotes are; one that is part of the other counts as re-worded."""
    fewer = min(len(old.words), len(new.words))
    shared = len(old.words & new.words)
    if shared < SHARED_WORDS * fewer:
        return 0.0
    score = fuzz.ratio(old.quote, new.quote)
    if fewer >= FEW_WORDS and (old.quote in new.quote or new.quote in old.quote):
        score = max(score, CONTAINED)
    return score


def _name_likeness(old: Statement, new: Statement) -> float:
    alike = 100.0 if old.subject == new.subject else name_likeness(old, new)
    if alike == 100 or (alike >= SAME_NAME and _same_name(old, new)):  # noqa: PLR2004
        return 100.0 if old.kind == new.kind else 95.0
    if old.kind != new.kind or alike < LONGER_NAME:
        return 0.0
    own = own_words(old.subject), own_words(new.subject)
    if own[0] == own[1] != frozenset() and old.digits == new.digits:
        return 100.0
    longer = bool(own[0] and own[1]) and (own[0] <= own[1] or own[1] <= own[0]) and old.digits == new.digits
    return 0.5 * alike if alike >= SAME_NAME or longer else 0.0


def _same_name(old: Statement, new: Statement) -> bool:
    """Whether a like name is the same but for spelling; AZ-204 is no spelling of AZ-104, nor is a name of one more word."""
    return old.digits == new.digits and len(own_words(old.subject)) == len(own_words(new.subject))


def _subject_likeness(old: Statement, new: Statement, lasting: Container[str]) -> float:
    """1 the same, 0.8 alike, 0.5 called otherwise, 0 another one that both versions know."""
    if old.subject == new.subject:
        return 1.0
    if fuzz.token_set_ratio(old.subject, new.subject) >= SAME_NAME:
        return 0.8
    return 0.0 if old.subject in lasting or new.subject in lasting else 0.5


def _kinds(old: Statement, new: Statement) -> float:
    """1 the same, 0.5 neighbours, else 0."""
    if old.kind == new.kind:
        return 1.0
    return 0.5 if any(old.kind in family and new.kind in family for family in _FAMILIES) else 0.0


def _measure(old: Statement, new: Statement) -> float:
    """How alike what they measure is called; rows of a table that stand for other numbers ("1-50 staff") are other rows."""
    rows = "|" in old.requirement.quote and "|" in new.requirement.quote
    if rows and _NUMBER.findall(old.attribute) != _NUMBER.findall(new.attribute):
        return 0.0
    return 100.0 if old.key == new.key else fuzz.token_sort_ratio(old.attribute, new.attribute)


def _same_value(old: Statement, new: Statement, subject: float) -> float:
    quote, kinds = quote_likeness(old, new), _kinds(old, new)
    score = 60 + 20 * quote / 100 + 10 * subject + 10 * kinds
    untouched = old.quote == new.quote and len(old.words) >= FEW_WORDS
    stands = subject > 0 or untouched or (old.sentence and new.sentence)
    if stands and quote >= (SAME_WORDS if kinds else NEARLY_ALL_WORDS):
        return score
    if not kinds or not subject or (old.type == "boolean" and quote < SOME_WORDS):
        return 0.0
    if old.type == "boolean":  # a duty is its words: only a duty of the same subject may be said otherwise
        alike = max(quote, 100 * shared_words(old, new))
        same = kinds == 1 and subject >= 0.8 and (old.key == new.key or alike >= SAME_DUTY)  # noqa: PLR2004
        return score - 10 if same else 0.0
    if subject < 0.8 and quote < SOME_WORDS and old.sentence and new.sentence:  # noqa: PLR2004
        return 0.0
    return score - 10 if kinds == 1 and _measure(old, new) >= SAME_MEASURE else 0.0


def _other_value(old: Statement, new: Statement, subject: float) -> float:
    kinds, unit = _kinds(old, new), old.unit == new.unit
    shared = len(old.words & new.words) >= SHARED_WORDS * min(len(old.words), len(new.words))
    masked = fuzz.ratio(old.masked, new.masked) if shared else 0.0
    measure = _measure(old, new)
    score = 30 + 20 * masked / 100 + 10 * subject + 10 * kinds + 10 * measure / 100
    stands = subject > 0 or (old.sentence and new.sentence)
    if stands and kinds and unit and masked >= MASKED_WORDS and measure >= SAME_MEASURE:
        return score + 10
    if kinds < 1 or not subject or (old.type == "boolean" and masked < SAME_WORDS):
        return 0.0
    if old.subject == new.subject and old.key == new.key:
        return score
    return score if subject >= 0.8 and measure >= SAME_NAME else 0.0  # noqa: PLR2004


def _other_text(old: Statement, new: Statement, subject: float) -> float:
    if old.kind != new.kind or old.key != new.key or subject < 0.8 or old.type != "text":  # noqa: PLR2004
        return 0.0
    alike = fuzz.ratio(str(old.value[1]), str(new.value[1]))
    return 30 + 0.3 * alike if alike >= TEXT_LIKENESS else 0.0


def _retyped(old: Statement, new: Statement) -> float:
    """The same words read as a value of another type, or the same cell with a number instead of a word."""
    quote = quote_likeness(old, new)
    if quote < NEARLY_ALL_WORDS or _kinds(old, new) == 0 or "null" in (old.type, new.type):
        return 0.0
    if "boolean" in (old.type, new.type) and old.numbers != new.numbers:
        return 0.0  # a duty that becomes a count is another one
    untouched = old.quote == new.quote and len(old.words) >= FEW_WORDS and "|" not in old.requirement.quote
    if untouched or (old.sentence and new.sentence):
        return 40 + 0.1 * quote
    same_cell = old.subject == new.subject and _measure(old, new) >= SAME_MEASURE
    return 40 + 0.1 * quote if same_cell else 0.0
