"""Typed values as the warehouse keeps and compares them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from extractors.records import Value

TypeName: TypeAlias = Literal["number", "duration", "date", "text", "boolean", "null"]

DURATION = re.compile(
    r"P(?=[\dT])(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-Q[1-4])?")
Comparable: TypeAlias = tuple[str, object]


def value_type(value: Value) -> TypeName:
    """What kind of value it is; texts that are ISO 8601 durations or dates are told apart from other texts."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if DURATION.fullmatch(value):
        return "duration"
    return "date" if DATE.fullmatch(value) else "text"


def comparable(value: Value) -> Comparable:
    """A form that is equal for equal values: 10 and 10.0, P12M and P1Y, texts but for case, white space and plural."""
    of = value_type(value)
    if of == "duration" and isinstance(value, str):
        return of, _duration(value)
    if of == "number" and isinstance(value, (int, float)):
        return of, round(float(value), 9)
    return of, " ".join(_singular(word) for word in value.casefold().split()) if isinstance(
        value, str
    ) else value


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004


def _duration(text: str) -> tuple[float, float, float]:
    """Months, days and minutes: a month is no number of days."""
    match = DURATION.fullmatch(text)
    parts = [float(group or 0) for group in match.groups()] if match else [0.0] * 7
    years, months, weeks, days, hours, minutes, seconds = parts
    return years * 12 + months, weeks * 7 + days, hours * 60 + minutes + seconds / 60
