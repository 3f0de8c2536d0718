"""Whether a requirement answers a facet, as the catalogue declares it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from extractors.catalogue import Facet, Satisfaction, ValueType
    from extractors.records import Requirement, Value

    Beside: TypeAlias = Mapping[str, Collection[frozenset[str]]]

NAMING = frozenset({"tier", "certification", "specialization"})
"""Kinds of requirement that give a name."""
DURATION = re.compile(r"P(?=.)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
WORD = re.compile(r"\w+")
SHARED = frozenset(
    ["partner", "partners", "tier", "level", "status", "member", "members", "membership", "the"]
)
"""Words that names of one kind share: "Gold", "Gold Partner" and "the Gold tier" are one."""
DATE = re.compile(r"(?:FY)?\d{4}(?:-(?:\d\d(?:-\d\d)?|[QH]\d))?")


def value_type(value: Value) -> ValueType:
    """The type of a value, as the catalogue names types; text also for a requirement without a value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str) and DURATION.fullmatch(value):
        return "duration"
    return "date" if isinstance(value, str) and DATE.fullmatch(value) else "text"


def beside(requirements: Iterable[Requirement]) -> Beside:
    """The words that tell the names apart that a document gives, by their kinds: looked up once, asked for often."""
    names: dict[str, set[frozenset[str]]] = {}
    for one in requirements:
        if one.kind in NAMING:
            names.setdefault(one.kind, set()).add(_telling(one.subject))
    return names


def satisfies(requirement: Requirement, facet: Facet, names: Beside | None = None) -> bool:
    """Whether a requirement satisfies a facet: one of its satisfactions agrees with it in everything that it states.

    `names`: the names that the same document gives (:func:`beside`), of which the subject may be one.
    """
    return any(_agrees(requirement, wanted, names or {}) for wanted in facet.satisfied_by)


def _agrees(requirement: Requirement, wanted: Satisfaction, names: Beside) -> bool:
    return (
        requirement.kind == wanted.kind
        and (not wanted.values or value_type(requirement.value) in wanted.values)
        and (not wanted.units or requirement.unit in wanted.units)
        and _worded(requirement.attribute, wanted.attribute)
        and not (wanted.unless and _worded(requirement.attribute, wanted.unless))
        and _worded(requirement.subject, wanted.subject)
        and _worded(requirement.quote, wanted.quote)
        and (not wanted.named_by or _named(requirement.subject, names.get(wanted.named_by, ())))
    )


def _worded(text: str, expression: str) -> bool:
    """Whether an expression is found in a text; none is found in any."""
    return not expression or _pattern(expression).search(text) is not None


def _named(subject: str, names: Iterable[frozenset[str]]) -> bool:
    """Whether all words that tell a name from others stand in the subject."""
    words = _telling(subject)
    return any(name <= words if name else not words for name in names)


def _telling(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(name.lower())) - SHARED


@lru_cache(maxsize=1024)
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
