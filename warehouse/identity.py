"""Which requirement of a newer version is which of an older one. Pure; the heart of "alert on meaning, not on markup".

Versions of a page move, re-order and re-word what they state. Requirements are paired in passes, from the surest:

1. same kind, subject and key, same value;
2. same kind, same value, and similar words (re-worded or moved: the same requirement);
3. same kind, subject and key, another value: by order, where texts must be similar unless they are the only two;
4. same kind and similar subject and attribute, another value;
5. same kind and similar name (a credential that is called otherwise now);
6. same kind and key, another value of the same type, where no other of that key is left on either page.

What is left over was added or is missing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from warehouse.values import comparable, value_type

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from extractors.records import Requirement, Value

SAME_VALUE_SIMILARITY = 60.0
OTHER_VALUE_SIMILARITY = 86.0
TEXT_SIMILARITY = 55.0
QUOTE_SIMILARITY = 80.0
LONG_QUOTE = 24
CONTAINED = 92.0
MEASURED = ("number", "duration", "date")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matching:
    """Positions in the old and the new requirements: pairs that are the same, and what is left on each side."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    missing: tuple[int, ...]


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
    matcher.pair_similar(_reworded)
    matcher.pair_groups()
    matcher.pair_similar(_revalued)
    matcher.pair_similar(_renamed)
    matcher.pair_alone()
    return Matching(
        pairs=tuple(sorted(matcher.pairs)),
        added=tuple(sorted(matcher.new_left)),
        missing=tuple(sorted(matcher.old_left)),
    )


def difference(before: Requirement, after: Requirement) -> Difference | None:
    """What differs in substance between two versions of one requirement, or None.

    Words, comparator and the unit's name may differ; value, upper value, currency, period and due date may not.
    """
    if _spelled_otherwise(before, after) or _only_rank(before, after):
        return None
    compared: tuple[tuple[str, Value, Value], ...] = (
        ("", before.value, after.value),
        ("upper value", before.value_max, after.value_max),
        ("currency", _currency(before.unit), _currency(after.unit)),
        (
            "per",
            before.per or after.per,
            after.per or before.per,
        ),  # one that is only found or lost is no change
        ("due", before.due or after.due, after.due or before.due),
    )
    return next((Difference(*each) for each in compared if comparable(each[1]) != comparable(each[2])), None)


def _only_rank(before: Requirement, after: Requirement) -> bool:
    """Whether it is a tier whose rank differs: that another tier came or went is told of that one."""
    return before.kind == "tier" and value_type(before.value) == value_type(after.value) == "number"


def _currency(unit: str | None) -> str | None:
    return unit if unit and len(unit) == 3 and unit.isupper() else None  # noqa: PLR2004 - ISO 4217 codes have three


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _named(r: Requirement) -> Hashable:
    return r.kind, _plain(r.subject), r.key, comparable(r.value), comparable(r.value_max)


def _exact(r: Requirement) -> Hashable:
    return _named(r), r.due, r.per, r.quote


def _reworded(old: Requirement, new: Requirement) -> float:
    """How alike two requirements with the same value are; 0 when they cannot be the same."""
    if comparable(old.value) != comparable(new.value) or comparable(old.value_max) != comparable(
        new.value_max
    ):
        return 0.0
    if (
        value_type(old.value) == "text"
        or fuzz.ratio(_plain(old.quote), _plain(new.quote)) >= QUOTE_SIMILARITY
    ):
        return 100.0
    words = fuzz.token_sort_ratio(
        _plain(f"{old.subject} {old.attribute}"), _plain(f"{new.subject} {new.attribute}")
    )
    return words if words >= SAME_VALUE_SIMILARITY else 0.0


def _same_words(old: str, new: str) -> bool:
    """Whether one quote is the other one, but for a few letters or for words around it."""
    if fuzz.ratio(old, new) >= QUOTE_SIMILARITY:
        return True
    return min(len(old), len(new)) >= LONG_QUOTE and fuzz.partial_ratio(old, new) >= CONTAINED


def _spelled_otherwise(before: Requirement, after: Requirement) -> bool:
    """Whether a name is the same but for spelling, order or a word: AZ-104 and AZ-204 are two."""
    digits = [[c for c in r.subject if c.isdigit()] for r in (before, after)]
    return _renamed(before, after) > 0 and digits[0] == digits[1]


def _renamed(old: Requirement, new: Requirement) -> float:
    """How alike two names are; 0 when one is no new name of the other."""
    if not (value_type(old.value) == value_type(new.value) == "text"):
        return 0.0
    if not (_plain(str(old.value)) == _plain(old.subject) and _plain(str(new.value)) == _plain(new.subject)):
        return 0.0
    likeness = fuzz.token_sort_ratio(_plain(old.subject), _plain(new.subject))
    return likeness if likeness >= OTHER_VALUE_SIMILARITY else 0.0


def _revalued(old: Requirement, new: Requirement) -> float:
    """How alike two requirements with different values are; 0 when they cannot be the same."""
    if value_type(old.value) != value_type(new.value) or value_type(old.value) in ("text", "null"):
        return 0.0
    subject = fuzz.token_sort_ratio(_plain(old.subject), _plain(new.subject))
    attribute = fuzz.token_sort_ratio(_plain(old.attribute), _plain(new.attribute))
    return (subject + attribute) / 2 if min(subject, attribute) >= OTHER_VALUE_SIMILARITY else 0.0


class _Matcher:
    """What is paired already and what is left, while the passes run."""

    def __init__(self, old: Sequence[Requirement], new: Sequence[Requirement]) -> None:
        self.old, self.new = old, new
        self.old_left = dict.fromkeys(range(len(old)))
        self.new_left = dict.fromkeys(range(len(new)))
        self.pairs: list[Pair] = []

    def pair(self, i: int, j: int) -> None:
        self.pairs.append((i, j))
        del self.old_left[i]
        del self.new_left[j]

    def pair_equal(self, key: Callable[[Requirement], Hashable]) -> None:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in self.new_left:
            waiting[key(self.new[j])].append(j)
        for i in list(self.old_left):
            if waiting.get(key(self.old[i])):
                self.pair(i, waiting[key(self.old[i])].pop(0))

    def pair_similar(self, likeness: Callable[[Requirement, Requirement], float]) -> None:
        """Best pairs first; ties go to the order of the page, so that the result does not depend on chance."""
        by_kind: dict[str, list[int]] = defaultdict(list)
        for j in self.new_left:
            by_kind[self.new[j].kind].append(j)
        scored = [
            (-score, i, j)
            for i in self.old_left
            for j in by_kind.get(self.old[i].kind, ())
            if (score := likeness(self.old[i], self.new[j])) > 0
        ]
        for _, i, j in sorted(scored):
            if i in self.old_left and j in self.new_left:
                self.pair(i, j)

    def pair_groups(self) -> None:
        """Same kind, subject and key, but another value."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        before: dict[Hashable, list[int]] = defaultdict(list)
        for j in self.new_left:
            waiting[_group(self.new[j])].append(j)
        for i in self.old_left:
            before[_group(self.old[i])].append(i)
        for key, olds in before.items():
            news = waiting.get(key, [])
            alone = len(olds) == len(news) == 1
            for i in olds:
                fit = [j for j in news if alone or _could_follow(self.old[i].value, self.new[j].value)]
                if fit:
                    news.remove(fit[0])
                    self.pair(i, fit[0])

    def pair_alone(self) -> None:
        """The only ones left that measure this: their subject was called otherwise."""
        before, after = self._measured(self.old, self.old_left), self._measured(self.new, self.new_left)
        for key, olds in before.items():
            news = after.get(key, [])
            if len(olds) == len(news) == 1:
                self.pair(olds[0], news[0])

    @staticmethod
    def _measured(of: Sequence[Requirement], left: Iterable[int]) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for n in left:
            if value_type(of[n].value) in MEASURED:
                found[of[n].kind, of[n].key, value_type(of[n].value), of[n].unit].append(n)
        return found


def _group(r: Requirement) -> Hashable:
    return r.kind, _plain(r.subject), r.key


def _could_follow(old: Value, new: Value) -> bool:
    """Whether one of several values may have become this one: names in a list come and go, numbers move."""
    if value_type(old) != value_type(new):
        return False
    if isinstance(old, str) and isinstance(new, str) and value_type(old) == "text":
        return fuzz.ratio(_plain(old), _plain(new)) >= TEXT_SIMILARITY
    return True
