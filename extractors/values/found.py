"""What the grammar gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from extractors.records import Comparator, Value

FoundType: TypeAlias = Literal["duration", "count", "score", "percent", "money", "date", "points"]


@dataclass(frozen=True, slots=True)
class Found:
    """One value read from a text. `text[start:end]` is the value with its comparator words and its noun.

    `value`: a number; an ISO 8601 duration (``P12M``, ``PT90M``); an ISO date as precise as written
    (``2026``, ``2026-06``, ``2026-06-15``), ``2026-Q4`` or ``2026-H1``, or ``FY2026-Q4`` where the fiscal
    year cannot be resolved. `value_max` is the other end of a range, or what a score is out of. `unit`:
    ``people``, ``points``, ``percent``, an ISO 4217 code, ``business days``, or the head of the noun in
    page words, lower case; ``ambiguous`` where the writing has two readings (then `value` is the writing
    itself). `noun`: the counted phrase in page words. `per`: the period of a rate. `due`: the date that
    it is bound to. `condition`: the qualifying words in brackets behind it.
    """

    type: FoundType
    start: int
    end: int
    value: Value
    value_max: Value = None
    comparator: Comparator | None = None
    unit: str | None = None
    noun: str = ""
    per: str | None = None
    due: str | None = None
    condition: str | None = None
