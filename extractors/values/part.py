"""A value on its way: bounds in tokens, before its neighbours are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extractors.records import Comparator, Value
    from extractors.values.found import FoundType

Role = Literal["", "rate", "window"]


@dataclass(frozen=True, slots=True)
class Part:
    """One value from token `first` up to `stop`.

    `role` marks a length of time that may be the period of a value before it.
    """

    type: FoundType
    first: int
    stop: int
    value: Value
    value_max: Value = None
    comparator: Comparator | None = "="
    unit: str | None = None
    noun: str = ""
    per: str | None = None
    due: str | None = None
    condition: str | None = None
    role: Role = ""
    bare: bool = False  # a number without noun or unit
