"""Checks of single values: each takes what TOML holds and gives it typed, or raises `Unfit`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.configuration.faults import Unfit
from flows.configuration.tables import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Word = TypeVar("Word", bound=str)

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_MAX_KEY = 64


def text(value: object, expected: str = "expected text") -> str:
    """Give text that is not empty."""
    if not isinstance(value, str):
        raise Unfit(f"is {kind_of(value)}", expected, "write it in double quotes")
    if not value.strip():
        raise Unfit("is empty", expected, "write it, or leave the key out where it is optional")
    return value.strip()


def optional_text(value: object) -> str:
    """Give text that may be empty."""
    return "" if value == "" else text(value)


def instant(value: object) -> datetime:
    """Give an instant in UTC (RFC 3339)."""
    expected = "expected an instant such as 2026-06-01T05:17:00Z"
    try:
        found = datetime.fromisoformat(text(value, expected))
    except ValueError as error:
        raise Unfit(f"is {kind_of(value)}", expected, "write date, time and zone") from error
    if found.tzinfo is None:
        raise Unfit(f"is {kind_of(value)}", expected, "add the zone, as in Z for UTC")
    return found.astimezone(UTC)


def boolean(value: object) -> bool:
    """Give true or false."""
    if not isinstance(value, bool):
        raise Unfit(f"is {kind_of(value)}", "expected true or false", "write it without quotes")
    return value


def integer(least: int, most: int) -> Callable[[object], int]:
    """Make a check for a whole number within bounds."""

    def check(value: object) -> int:
        expected = f"expected a whole number from {least:,} to {most:,}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise Unfit(f"is {kind_of(value)}", expected, "write it in digits, without quotes")
        if not least <= value <= most:
            raise Unfit(f"is {value:,}", expected, "choose a number within these bounds")
        return value

    return check


def number(least: float, most: float) -> Callable[[object], float]:
    """Make a check for a number within bounds."""

    def check(value: object) -> float:
        expected = f"expected a number from {least:g} to {most:g}"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Unfit(f"is {kind_of(value)}", expected, "write it in digits, without quotes")
        if not least <= value <= most:
            raise Unfit(f"is {value:g}", expected, "choose a number within these bounds")
        return float(value)

    return check


def choice(options: Sequence[Word]) -> Callable[[object], Word]:
    """Make a check for one of some words."""

    def check(value: object) -> Word:
        for option in options:
            if value == option:
                return option
        near = get_close_matches(value, options, 1) if isinstance(value, str) else []
        do = f'did you mean "{near[0]}"?' if near else "choose one of them"
        raise Unfit(f"is {kind_of(value)}", f"expected one of {', '.join(options)}", do)

    return check


def each(check: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    """Make a check for a list whose elements pass a check; elements may not repeat."""

    def check_all(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise Unfit(
                f"is {kind_of(value)}", "expected a list", 'write ["…", "…"], even for a single element'
            )
        found = []
        for place, element in enumerate(value, start=1):
            try:
                found.append(check(element))
            except Unfit as unfit:
                raise Unfit(f"element {place} {unfit.what}", unfit.expected, unfit.do) from unfit
            if found[-1] in found[:-1]:
                raise Unfit(f"element {place} repeats {kind_of(element)}", "expected each once", "remove one")
        return tuple(found)

    return check_all


def _matching(pattern: re.Pattern[str], expected: str, do: str, value: object) -> str:
    found = text(value, expected)
    if not pattern.fullmatch(found) or len(found) > _MAX_KEY:
        raise Unfit(f"is {kind_of(value)}", expected, do)
    return found


kebab_case = partial(
    _matching,
    _KEBAB,
    "expected kebab-case of at most 64 characters",
    "use lower-case letters, digits and single hyphens",
)
"""Check the key of a program or the name of a source or channel."""

snake_case = partial(
    _matching,
    _SNAKE,
    "expected snake_case of at most 64 characters",
    "use lower-case letters, digits and single underscores",
)
"""Check the key of a question or a facet."""


def variable(value: object) -> str:
    """Give the name of an environment variable (POSIX: upper-case letters, digits, underscores)."""
    found = text(value)
    if not _VARIABLE.fullmatch(found):
        # What stands here instead may well be the secret itself, so it is not repeated.
        expected = "expected upper-case letters, digits and underscores"
        do = "write a name such as GAPWATCH_MAIL here and put the address into that variable"
        raise Unfit("is not the name of an environment variable", expected, do)
    return found


def path(value: object) -> Path:
    """Give the path of a file; relative ones count from the folder that holds the configuration directory."""
    found = text(value)
    if "://" in found or found.endswith(("/", "\\")) or "\0" in found:
        raise Unfit(
            f"is {kind_of(value)}", "expected the path of a file", "write one such as var/gapwatch.duckdb"
        )
    return Path(found)
