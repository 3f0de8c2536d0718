"""What stepping over the captures of one source keeps and gives: what is held, what moved, what is to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractors.records import Status

if TYPE_CHECKING:
    from datetime import datetime

    from extractors.records import Requirement
    from warehouse.events import Event, FacetKey, Saying
    from warehouse.identity import Difference

RANK = {status: place for place, status in enumerate(Status)}
"""0 is best (the order in which design, section 4, lists them)."""


@dataclass(slots=True)
class Held:
    """A requirement that the source is taken to state, and the capture that stated it so first."""

    identity: str
    requirement: Requirement
    since: Event
    stated_by: Event
    document: str
    ordinal: int
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """How long a requirement held with one value."""

    identity: str
    source_id: str
    valid_from: datetime
    valid_to: datetime | None
    document: str
    ordinal: int
    snapshot: str


@dataclass(frozen=True, slots=True)
class Told:
    """A difference of requirements or of the source itself, before it becomes a change record.

    `elsewhere` says that the words stand, or stood, on another official page of the program: nobody is told.
    """

    type: Literal[
        "requirement_added", "requirement_changed", "requirement_removed", "source_lost", "source_back"
    ]
    first: Event
    decided: Event
    before_that: Event | None
    identity: str
    requirement: Requirement | None = None
    difference: Difference | None = None
    quoted_from: str | None = None
    proof: tuple[str, ...] = ()
    comparators: tuple[str | None, str | None] = (None, None)
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A facet's status in one source became another at an event. `first` dates it; `saying` is what it says now.

    `last` is what the source said before; its quote is the evidence of a fall. `old` is None at the first healthy capture.
    `introduced` says that this was the first sight of a page that had not been absent before: whether it was there earlier
    nobody knows (it was not watched, or a wall stood before it), so that the vendor did nothing we saw.
    """

    facet: FacetKey
    old: Status | None
    new: Status
    first: Event
    decided: Event
    before_that: Event | None
    saying: Saying | None
    snapshot: str | None
    last: Saying | None = None
    last_snapshot: str | None = None
    proof: tuple[str, ...] = ()
    introduced: bool = False


@dataclass(slots=True)
class Standing:
    """What the source is taken to say on one facet, and the lower captures that wait for confirmation."""

    status: Status
    saying: Saying | None
    snapshot: str | None
    lower: list[tuple[Event, Status, Saying | None]] = field(default_factory=list)
