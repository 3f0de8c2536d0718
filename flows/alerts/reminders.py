"""The letter of promises that come due, or did, without a figure that shows what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flows.alerts.layout import Line, Part
from flows.alerts.messages import Told, message
from flows.alerts.values import dated, valued
from flows.alerts.words import plain, quoted_at, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from extractors.records import Value
    from flows.alerts.messages import Message

_QUOTE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Figure:
    """The last figure of progress that the vendor gave; `reached` is its share of the promise."""

    said: str
    on: str
    quote: str
    url: str
    reached: float | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised number whose day comes near or has passed; days are ISO 8601. `left` is below 0 when it has passed."""

    program: str
    attribute: str
    value: Value
    unit: str | None
    comparator: str | None
    due_on: str
    left: int
    promised_on: str
    quote: str
    url: str
    snapshot: str
    figure: Figure | None = None

    @property
    def said(self) -> str:
        """The number with its unit."""
        return valued(self.value, self.unit, self.comparator)


def reminder(alert_id: str, at: datetime, promises: Sequence[Promise]) -> Message:
    """All promises that a run reminds of, as one message; `promises` is not empty."""
    programs = tuple(dict.fromkeys(one.program for one in promises))
    first = promises[0]
    if len(promises) == 1:
        title = f"{plain(first.program)}: {first.said} {_when(first)}, {_short(first)}"
    else:
        where = plain(programs[0]) if len(programs) == 1 else f"{len(programs)} programs"
        title = f"{where}: {len(promises)} promises due or soon due, without the figures to show it"
    parts = tuple(
        Part(name, tuple(_item(one) for one in promises if one.program == name)) for name in programs
    )
    closing = "What was promised and what became of it: gapwatch commitments prints all of it."
    return message(alert_id, at, title, programs, Told(parts, (closing,)))


def _item(one: Promise) -> tuple[Line, ...]:
    lines = [
        Line("", f"{one.said} by {_day(one.due_on)}: {plain(one.attribute)}"),
        Line("!", f"{_when(one).capitalize()}, {_short(one)}"),
        Line("Quote", f"“{shortened(plain(one.quote), _QUOTE_LENGTH)}”"),
        Line("Page", one.url, quoted_at(one.url, one.quote)),
        Line("Promised", f"{_day(one.promised_on)}; snapshot {one.snapshot}"),
    ]
    if one.figure is not None:
        quote = f"“{shortened(plain(one.figure.quote), _QUOTE_LENGTH)}”"
        told = f"{one.figure.said} on {_day(one.figure.on)}: {quote}"
        lines.append(Line("Figure", told, quoted_at(one.figure.url, one.figure.quote)))
    return tuple(lines)


def _when(one: Promise) -> str:
    days = abs(one.left)
    if days == 0:
        return "due today"
    count = f"{days} day{'' if days == 1 else 's'}"
    return f"due in {count}" if one.left > 0 else f"due {count} ago"


def _short(one: Promise) -> str:
    if one.figure is None:
        return "no figure published"
    return (
        "last figure is short of it"
        if one.figure.reached is None
        else f"last figure {one.figure.reached:.0%} of it"
    )


def _day(iso: str) -> str:
    return dated(date.fromisoformat(iso))
