"""Typed values in the words of a letter: ``P12M`` as *12 months*, ``300000`` people as *300,000 people*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.alerts.words import plain, shortened

if TYPE_CHECKING:
    from datetime import date, datetime

    from extractors.records import Value

_DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_COMPARATORS = {">=": "at least ", ">": "more than ", "<=": "at most ", "<": "less than "}
_LONGEST_TEXT = 160


def valued(value: Value, unit: str | None = None, comparator: str | None = None) -> str:
    """One value for people, with its unit and what the comparator says; nothing for no value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _COMPARATORS.get(comparator or "", "") + _measured(f"{value:,}", unit)
        case _:
            return _COMPARATORS.get(comparator or "", "") + _text(str(value))


def _measured(number: str, unit: str | None) -> str:
    if not unit:
        return number
    if unit == "percent":
        return f"{number} %"
    if re.fullmatch("[A-Z]{3}", unit):
        return f"{unit} {number}"
    return f"{number} {plain(unit)}"


def _text(value: str) -> str:
    duration = _DURATION.fullmatch(value)
    if duration and any(duration.groupdict().values()):
        return " ".join(
            f"{int(count):,} {name}{'' if int(count) == 1 else 's'}"
            for name, count in duration.groupdict().items()
            if count
        )
    day = _ISO_DATE.fullmatch(value)
    if day and 1 <= int(day[2]) <= len(_MONTHS):
        return (
            f"{int(day[3])} {_MONTHS[int(day[2]) - 1]} {day[1]}"
            if day[3]
            else f"{_MONTHS[int(day[2]) - 1]} {day[1]}"
        )
    return shortened(plain(value), _LONGEST_TEXT)


def dated(at: date | datetime) -> str:
    """A day in words that mean the same to everybody: ``14 June 2026``."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def aged(since: datetime, until: datetime) -> str:
    """How long something has been so: days up to two months, then months, then years."""
    days = (until - since).days
    if days < 1:
        return "less than a day"
    if days < 61:  # noqa: PLR2004  (two months)
        return f"{days} day{'' if days == 1 else 's'}"
    months = round(days / 30.44)
    return f"{months} months" if months < 24 else f"{months / 12:.1f}".removesuffix(".0") + " years"  # noqa: PLR2004
