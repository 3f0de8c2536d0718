"""Whether a requirement answers a facet, as the catalogue declares it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.catalogue import Facet, Satisfaction, ValueType
    from extractors.records import Requirement, Value

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


def satisfies(requirement: Requirement, facet: Facet, beside: Sequence[Requirement] = ()) -> bool:
    """Whether a requirement satisfies a facet: one of its satisfactions agrees with it in everything that it states.

    `beside`: the requirements of the same document, which may name the subject.
    """
    return any(_agrees(requirement, wanted, beside) for wanted in facet.satisfied_by)


def _agrees(requirement: Requirement, wanted: Satisfaction, beside: Sequence[Requirement]) -> bool:
    return (
        requirement.kind == wanted.kind
        and (not wanted.values or value_type(requirement.value) in wanted.values)
        and (not wanted.units or requirement.unit in wanted.units)
        and _worded(requirement.attribute, wanted.attribute)
        and not (wanted.unless and _worded(requirement.attribute, wanted.unless))
        and _worded(requirement.subject, wanted.subject)
        and _worded(requirement.quote, wanted.quote)
        and (not wanted.named_by or _named(requirement.subject, wanted.named_by, beside))
    )


def _worded(text: str, expression: str) -> bool:
    """Whether an expression is found in a text; none is found in any."""
    return not expression or _pattern(expression).search(text) is not None


def _named(subject: str, kind: str, beside: Sequence[Requirement]) -> bool:
    """Whether all words that tell a name from others stand in the subject."""
    words = _telling(subject)
    names = (_telling(other.subject) for other in beside if other.kind == kind)
    return any(name <= words if name else not words for name in names)


def _telling(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(name.lower())) - SHARED


@lru_cache(maxsize=1024)
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
