"""A script of dated events, and what stands on a site on a day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from flows.vendorsite.events import (
    Entry,
    Event,
    Feed,
    Gone,
    Growth,
    Interruption,
    Listing,
    Moved,
    Page,
    Trap,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

KINDS: dict[str, type[Event]] = {
    "page": Page,
    "gone": Gone,
    "moved": Moved,
    "interruption": Interruption,
    "feed": Feed,
    "entry": Entry,
    "listing": Listing,
    "growth": Growth,
    "trap": Trap,
}


class ScriptError(ValueError):
    """A script that cannot be played; the message says which event is wrong, and how."""


@dataclass(frozen=True, slots=True)
class Script:
    """Whose site it is, and everything that happens on it, in any order; of two on a day the later one holds."""

    vendor: str
    events: tuple[Event, ...]


@dataclass(slots=True)
class Standing:
    """What stands on a day. `since` is the day from which a page or a feed is as it is; pages are by path and language."""

    pages: dict[str, dict[str, Page]] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    interruptions: list[Interruption] = field(default_factory=list)
    feeds: dict[str, Feed] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)  # by feed, newest first
    listings: dict[str, Listing] = field(default_factory=dict)
    traps: list[Trap] = field(default_factory=list)


def scripted(text: str, beside: Path | None = None) -> Script:
    """The script of a TOML text: `vendor`, and ``[[page]]``, ``[[moved]]``, ... with the fields of their records.

    ``file`` in place of ``html`` names a file beside the script. Raises ScriptError.
    """
    told = tomllib.loads(text)
    vendor = told.pop("vendor", "")
    return Script(vendor, events(told, beside))


def events(told: Mapping[str, Any], beside: Path | None = None) -> tuple[Event, ...]:
    """The events of tables as a script has them, by kind. Raises ScriptError."""
    unknown = sorted(told.keys() - KINDS.keys())
    if unknown:
        raise ScriptError(
            f"unknown event {unknown[0]}; expected one of {', '.join(sorted(KINDS))}; rename it"
        )
    return tuple(_event(kind, row, beside) for kind, rows in told.items() for row in rows)


def standing(script: Script, day: date) -> Standing:
    """What stands at the end of that day, from all events until then in their order."""
    stands = Standing()
    for event in sorted(script.events, key=lambda event: event.on):
        if event.on <= day:
            _apply(stands, event, day)
    return stands


def _event(kind: str, row: dict[str, Any], beside: Path | None) -> Event:
    values = {name: _value(name, value) for name, value in row.items()}
    if "file" in values and beside is not None:
        values["html"] = (beside / values.pop("file")).read_text(encoding="utf-8")
    try:
        return KINDS[kind](**values)
    except TypeError as fault:
        known = ", ".join(part.name for part in fields(KINDS[kind]))
        raise ScriptError(f"{kind} on {row.get('on')}: {fault}; its fields are {known}; mend it") from None


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - what TOML has
    return tuple(value.items()) if name == "alternates" else value


def _apply(stands: Standing, event: Event, day: date) -> None:  # noqa: C901 - one branch for each kind
    match event:
        case Page():
            _publish(stands, [event])
        case Growth():
            _publish(stands, _grown(event))
        case Gone():
            _clear(stands, event.path)
            stands.gone[event.path] = event
        case Moved():
            _clear(stands, event.path)
            stands.moved[event.path] = event
        case Interruption():
            if event.until is None or day < event.until:
                stands.interruptions.append(event)
        case Feed():
            stands.feeds[event.path] = event
        case Entry():
            stands.entries.setdefault(event.feed, []).insert(0, event)
        case Listing():
            stands.listings[event.path] = event
        case Trap():
            stands.traps.append(event)


def _publish(stands: Standing, pages: Iterable[Page]) -> None:
    for page in pages:
        stands.gone.pop(page.path, None)
        stands.moved.pop(page.path, None)
        stands.pages.setdefault(page.path, {})[page.language] = page


def _clear(stands: Standing, path: str) -> None:
    stands.pages.pop(path, None)
    stands.gone.pop(path, None)
    stands.moved.pop(path, None)


def _grown(growth: Growth) -> Iterable[Page]:
    first = Page(growth.path, growth.on, growth.html, listed=growth.listed)
    for number in range(1, growth.by + 1):
        name = str(number)
        yield replace(first, path=growth.path.replace("{n}", name), html=growth.html.replace("{n}", name))
