"""Whether a requirement answers a facet, as the catalogue declares it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.catalogue import Facet, Satisfaction, ValueType
    from extractors.records import Requirement, Value

DURATION = re.compile(r"P(?=.)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
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


def satisfies(requirement: Requirement, facet: Facet) -> bool:
    """Whether a requirement satisfies a facet: one of its satisfactions agrees with it in everything that it states."""
    return any(_agrees(requirement, wanted) for wanted in facet.satisfied_by)


def _agrees(requirement: Requirement, wanted: Satisfaction) -> bool:
    if requirement.kind != wanted.kind:
        return False
    if wanted.values and value_type(requirement.value) not in wanted.values:
        return False
    if wanted.units and requirement.unit not in wanted.units:
        return False
    if wanted.attribute and not _pattern(wanted.attribute).search(requirement.attribute):
        return False
    return not (wanted.unless and _pattern(wanted.unless).search(requirement.attribute))


@lru_cache(maxsize=1024)
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)
