"""Which requirement of a newer version is which of an older one. Pure; the heart of "alert on meaning, not on markup".

Versions of a page move, re-order and re-word what they state, and a changed heading gives what stands below it another
subject or kind. The rule, in this order:

1. Same kind, subject, key and value: the same requirement. A duty without a number also needs words in common.
2. All other pairs are scored (`likeness`); the best are taken first, each requirement at most once.
3. The only two left on either side that measure the same (kind, key, type, unit), if most of their words are the same or
   neither's subject stands on both pages; and the only text that either version has for one kind, subject and key.
4. Names: the only one left between the same two neighbours in the order of the page became the other one, if they share a
   word; and so did a name most of whose demands went over to the other one. Both are told as one change of the name.

What is left over was added or is missing. The result does not depend on the order in which requirements are given (places
on the page come from offsets), and swapping the versions swaps the result. Equal requirements are found by hashing; what is
left costs a comparison of word sets for each pair, letters only for those that share words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.likeness import (
    FEW_WORDS,
    SHARED_WORDS,
    SOME_WORDS,
    likeness,
    plain_words,
    quote_likeness,
    shared_words,
    statement,
)
from warehouse.renaming import Pair, in_place, inherited
from warehouse.values import comparable, value_type

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from extractors.records import Requirement, Value
    from warehouse.likeness import Statement

MEASURED = ("number", "duration", "date")
ONE_NAME = 95.0
"""Likeness of names that are one name, but for spelling or kind."""
CLAUSES = frozenset(["but", "except", "or", "provided", "unless"])
"""Words by which a sentence goes on to an alternative or an exception."""
MODALS = frozenset(["has", "have", "may", "must", "need", "needs", "required", "requires", "shall", "should"])
"""Words that make a further demand of what follows an "and"."""
TERMS = 160
"""Changed words of a duty are told up to so many characters."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Positions in the old and the new requirements: pairs that are the same, and what is left on each side.

    `echoes` and `merged` are names among the added and the missing that the other version holds as well, as another kind or
    spelled otherwise: no news.
    """

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    missing: tuple[int, ...]
    echoes: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions of one requirement: `field` is "" for the value itself."""

    field: str
    before: Value
    after: Value


def matching(old: Sequence[Requirement], new: Sequence[Requirement]) -> Matching:
    """Pair the requirements of two versions; every requirement is in at most one pair."""
    matcher = _Matcher(old, new)
    matcher.pair_equal(_exact)
    matcher.pair_equal(_named)
    matcher.pair_alike()
    matcher.pair_alone()
    matcher.pair_single()
    matcher.pair_renamed()
    return Matching(
        pairs=tuple(sorted(matcher.pairs)),
        added=tuple(sorted(matcher.new_left)),
        missing=tuple(sorted(matcher.old_left)),
        echoes=_stated_too(matcher.new, matcher.new_left, matcher.old),
        merged=_stated_too(matcher.old, matcher.old_left, matcher.new),
    )


def difference(before: Requirement, after: Requirement) -> Difference | None:
    """What differs in substance between two versions of one requirement, or None.

    Words, kind, subject, comparator and the unit's name may differ; value, upper value, currency, period and due date may
    not, nor the numbers in the words of a duty. Where the words are the same, so is the value: it was only read otherwise.
    """
    old, new = statement(before), statement(after)
    if _spelled_otherwise(old, new) or _only_rank(old, new) or _only_ordered(old, new):
        return None
    if old.name and new.name:
        return Difference("", told_value(before), told_value(after))
    compared: list[tuple[str, Value, Value]] = [
        ("currency", _currency(before.unit), _currency(after.unit)),
        # A period or date that is only found or lost is no change.
        ("per", before.per or after.per, after.per or before.per),
        ("due", before.due or after.due, after.due or before.due),
    ]
    if old.quote != new.quote and not (old.type != new.type and "boolean" in (old.type, new.type)):
        compared = [
            ("", before.value, after.value),
            ("upper value", before.value_max, after.value_max),
            *compared,
        ]
    differs = next(
        (Difference(*each) for each in compared if comparable(each[1]) != comparable(each[2])), None
    )
    return differs or _other_terms(old, new)


def told_value(r: Requirement) -> Value:
    """The value by which a requirement is told of: of a tier its name, since ranks move when another tier comes or goes."""
    return r.subject if r.kind == "tier" and value_type(r.value) == "number" else r.value


def _spelled_otherwise(old: Statement, new: Statement) -> bool:
    """Whether a name is the same but for spelling, order or a word: AZ-104 and AZ-204 are two."""
    return old.name and new.name and likeness(old, new, ()) >= ONE_NAME


def _only_ordered(old: Statement, new: Statement) -> bool:
    """Whether two texts are the same words in another order."""
    if not (old.type == new.type == "text") or old.name or new.name:
        return False
    return sorted(plain_words(str(old.value[1]))) == sorted(plain_words(str(new.value[1])))


def _only_rank(old: Statement, new: Statement) -> bool:
    """Whether it is a tier whose rank differs: that another tier came or went is told of that one."""
    return old.kind == new.kind == "tier" and old.subject == new.subject


def _currency(unit: str | None) -> str | None:
    return unit if unit and len(unit) == 3 and unit.isupper() else None  # noqa: PLR2004 - ISO 4217 codes have three


def _other_terms(old: Statement, new: Statement) -> Difference | None:
    """A duty in which other numbers stand (a version, a limit), or that a clause was added to; told are these words."""
    if not (old.type == new.type == "boolean") or not (old.sentence and new.sentence):
        return None
    before, after = old.quote.split(), new.quote.split()
    shorter, longer = sorted((before, after), key=len)
    rest = longer[len(shorter) :]
    demands = bool(rest) and (rest[0] in CLAUSES or (rest[0] == "and" and not MODALS.isdisjoint(rest)))
    if demands and longer[: len(shorter)] == shorter:
        kept = max(len(shorter) - FEW_WORDS, 0)
        return Difference("wording", *(" ".join(words[kept:])[:TERMS] for words in (before, after)))
    # A number that is only found or lost is a requirement of its own.
    if old.numbers == new.numbers or not (old.numbers and new.numbers):
        return None
    head = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    most = min(len(before), len(after)) - head
    tail = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    head = max(head - 1, 0)
    told = [" ".join(words[head : len(words) - tail])[:TERMS] for words in (before, after)]
    return Difference("wording", *told)


def _exact(s: Statement) -> Hashable:
    return s.order


def _named(s: Statement) -> Hashable:
    return s.kind, s.subject, s.key, s.value, s.value_max


class _Matcher:
    """What is paired already and what is left, while the steps run."""

    def __init__(self, old: Sequence[Requirement], new: Sequence[Requirement]) -> None:
        self.old, self.new = [statement(r) for r in old], [statement(r) for r in new]
        self.old_left = self._ordered(self.old)
        self.new_left = self._ordered(self.new)
        self.lasting = {s.subject for s in self.old} & {s.subject for s in self.new}
        self.pairs: list[Pair] = []

    @staticmethod
    def _ordered(side: list[Statement]) -> dict[int, None]:
        return dict.fromkeys(
            sorted(range(len(side)), key=lambda n: (side[n].order, side[n].requirement.start))
        )

    def pair(self, i: int, j: int) -> None:
        self.pairs.append((i, j))
        del self.old_left[i]
        del self.new_left[j]

    def pair_equal(self, key: Callable[[Statement], Hashable]) -> None:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in self.new_left:
            waiting[key(self.new[j])].append(j)
        for i in list(self.old_left):
            found = waiting.get(key(self.old[i]))
            if found and _plausible(self.old[i], self.new[found[0]]):
                self.pair(i, found.pop(0))

    def pair_alike(self) -> None:
        """Best pairs first; ties go to the canonical order, so that the result does not depend on chance."""
        scored = [
            (-score, *sorted((self.old[i].order, self.new[j].order)), i, j)
            for i in self.old_left
            for j in self.new_left
            if (score := likeness(self.old[i], self.new[j], self.lasting)) > 0
        ]
        for *_, i, j in sorted(scored):
            if i in self.old_left and j in self.new_left:
                self.pair(i, j)

    def pair_alone(self) -> None:
        """The only ones left that measure this: their subject was called otherwise."""
        before, after = self._measured(self.old, self.old_left), self._measured(self.new, self.new_left)
        for key, olds in before.items():
            news = after.get(key, [])
            if len(olds) == len(news) == 1 and self._free(olds[0], news[0]):
                self.pair(olds[0], news[0])

    def pair_single(self) -> None:
        """Texts that answer one thing on either page, in whatever words."""
        before, after = self._single(self.old), self._single(self.new)
        for key in sorted(before.keys() & after.keys()):
            i, j = before[key], after[key]
            if i in self.old_left and j in self.new_left:
                self.pair(i, j)

    @staticmethod
    def _single(side: list[Statement]) -> dict[tuple[str, str, str], int]:
        """Texts that are the only one of their kind, subject and key on their page."""
        texts: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for n, s in enumerate(side):
            if s.type == "text" and not s.name:
                texts[s.kind, s.subject, s.key].append(n)
        return {key: found[0] for key, found in texts.items() if len(found) == 1}

    @staticmethod
    def _measured(side: list[Statement], left: dict[int, None]) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for n in left:
            if side[n].type in MEASURED and not side[n].name:
                found[side[n].kind, side[n].key, side[n].type, side[n].unit].append(n)
        return found

    def _free(self, i: int, j: int) -> bool:
        old, new = self.old[i], self.new[j]
        alike = 100 * shared_words(old, new)
        if alike >= SOME_WORDS and min(len(old.words), len(new.words)) >= FEW_WORDS:
            return True
        if old.sentence and new.sentence and alike < 100 * SHARED_WORDS:
            return False
        return old.subject == new.subject or not {old.subject, new.subject} & self.lasting

    def pair_renamed(self) -> None:
        """Names that became other names: by what they demand, or by their place."""
        for became in (inherited, in_place):
            for i, j in list(became(self)):
                if i in self.old_left and j in self.new_left:
                    self.pair(i, j)


def _stated_too(side: list[Statement], left: Iterable[int], other: list[Statement]) -> frozenset[int]:
    """Which of those left are names that the other version holds as well (two courses may well have one duration)."""
    names = [s for s in other if s.name]
    return frozenset(n for n in left if any(likeness(side[n], s, ()) >= ONE_NAME for s in names))


def _plausible(old: Statement, new: Statement) -> bool:
    """Duties under one key may be quite different duties: they need words in common."""
    return old.type != "boolean" or old.quote == new.quote or quote_likeness(old, new) >= SOME_WORDS
