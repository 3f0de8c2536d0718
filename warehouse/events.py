"""What the ledger is derived from: the fetches of one program, and what their documents say. Plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from extractors.catalogue import Catalogue
    from extractors.records import Requirement, Status
    from warehouse.records import Policy


@dataclass(frozen=True, slots=True)
class Event:
    """One fetch as the ledger sees it. `moved_to` is where a permanent redirect led, else None."""

    source_id: str
    captured_at: datetime
    recorded_at: datetime
    outcome: Outcome
    snapshot: str | None = None
    document: str | None = None
    moved_to: str | None = None
    sequence: int = 0
    archived: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether the source itself says that its page is no more (410, or moved for good to a home page)."""
        moved_home = self.outcome is Outcome.REDIRECT_HOME and self.moved_to is not None
        return self.outcome is Outcome.GONE or moved_home

    @property
    def absent(self) -> bool:
        """Whether the page was not there, as opposed to not to be had."""
        return self.outcome in (Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404, Outcome.REDIRECT_HOME)


def order(event: Event) -> tuple[datetime, str, bool, str]:
    """The order of history: capture time, and a fixed order within one instant: what is confirmed comes before the 304."""
    return event.captured_at, event.source_id, event.outcome is Outcome.UNCHANGED, event.snapshot or ""


FacetKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """What one document says on one facet: its status and the quote that shows it."""

    status: Status
    quote: str
    document: str
    requirement: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says: its requirements, the facets that it is not silent on, and its text."""

    requirements: tuple[Requirement, ...]
    facets: Mapping[FacetKey, Saying]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as far as the ledger needs it."""

    id: str
    url: str
    official: bool
    feed: bool


@dataclass(frozen=True, slots=True)
class History:
    """Everything that one program's ledger is a function of."""

    program: str
    sources: Mapping[str, Watched]
    events: Sequence[Event]
    documents: Mapping[str, Said]
    catalogue: Catalogue
    policy: Policy
