"""What the ledger of a program holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from extractors.records import Status
    from warehouse.events import Event
    from warehouse.records import Change
    from warehouse.steps import Period

Read: TypeAlias = tuple[str, "datetime", str | None]
"""A capture that was read: source, capture time, snapshot."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A period in which a question (facet is None) or a facet had one status; `proof` are captures that do not say it."""

    question: str
    facet: str | None
    status: Status
    valid_from: datetime
    valid_to: datetime | None
    recorded_at: datetime
    source_id: str | None
    snapshot: str | None
    document: str | None
    quote: str | None
    proof: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is derived for one program. `deciding` names the event that decided each change (by its id).

    `untold` are the ids of changes that are no news: gaps that moved because a page was seen for the first time, and
    requirements that came or went on one page while another official page of the program states them.
    `quiet` holds for each source at rest its document and newest capture: another capture of that document changes nothing.
    After an archive's capture no source is at rest: our own next one decides what people are told.
    """

    program: str
    changes: tuple[Change, ...]
    coverage: tuple[Coverage, ...]
    periods: tuple[Period, ...]
    deciding: Mapping[str, Event]
    untold: frozenset[str]
    quiet: Mapping[str, tuple[str, datetime]]
