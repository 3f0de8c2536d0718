"""Where two courses of statuses differ: pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

Key: TypeAlias = "tuple[str, str, str | None]"


@dataclass(frozen=True, slots=True)
class Period:
    """A status that a facet, or with None as facet a question, has from `since` to `until` (None: it still has)."""

    program: str
    question: str
    facet: str | None
    status: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class MovedStatus:
    """A time for which the status is another one than it was taken to be; None where there was or is none."""

    program: str
    question: str
    facet: str | None
    before: str | None
    after: str | None
    since: datetime
    until: datetime | None


def moved_statuses(before: Iterable[Period], after: Iterable[Period]) -> list[MovedStatus]:
    """The times for which the two differ, each as long as both sides stay what they are."""
    old, new = _by_key(before), _by_key(after)
    return [
        moved for key in old.keys() | new.keys() for moved in _moved(key, old.get(key, []), new.get(key, []))
    ]


def _by_key(periods: Iterable[Period]) -> dict[Key, list[Period]]:
    found: dict[Key, list[Period]] = defaultdict(list)
    for period in periods:
        found[period.program, period.question, period.facet].append(period)
    return found


def _moved(key: Key, old: list[Period], new: list[Period]) -> Iterator[MovedStatus]:
    if old == new:
        return
    instants = sorted(
        {period.since for period in (*old, *new)} | {p.until for p in (*old, *new) if p.until is not None}
    )
    differing: MovedStatus | None = None
    for since, until in zip(instants, [*instants[1:], None], strict=True):
        before, after = _at(old, since), _at(new, since)
        if differing is not None and (differing.before, differing.after) == (before, after):
            differing = MovedStatus(*key, before, after, differing.since, until)
            continue
        if differing is not None:
            yield differing
        differing = MovedStatus(*key, before, after, since, until) if before != after else None
    if differing is not None:
        yield differing


def _at(periods: list[Period], instant: datetime) -> str | None:
    for period in periods:
        if period.since <= instant and (period.until is None or instant < period.until):
            return period.status
    return None
