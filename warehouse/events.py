"""What the ledger is derived from: the fetches of one program, and what their documents say. Plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from extractors.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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


Place: TypeAlias = tuple["datetime", str, bool, str, bool, str, str, str]


def order(event: Event) -> Place:
    """The order of history: capture time, and within one instant a fixed order of all that the ledger sees.

    What is confirmed comes before the 304, a page before a wall of the same bytes.
    """
    unchanged = event.outcome is Outcome.UNCHANGED
    rest = (not event.outcome.healthy, event.outcome.value, event.moved_to or "", event.document or "")
    return event.captured_at, event.source_id, unchanged, event.snapshot or "", *rest


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events in the order of history; the same bytes of a source at one instant, from two archives, count once."""
    found: list[Event] = []
    for event in sorted(events, key=order):
        same = found and found[-1].captured_at == event.captured_at and found[-1].source_id == event.source_id
        if not (same and event.snapshot is not None and found[-1].snapshot == event.snapshot):
            found.append(event)
    return found


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
    """What one document says: its requirements, the facets that it is not silent on, and its text.

    `kept` says that older rules read it than the others, because its bytes are damaged and nobody can read it again.
    """

    requirements: tuple[Requirement, ...]
    facets: Mapping[FacetKey, Saying]
    text: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as far as the ledger needs it.

    `feed` says that it shows its newest entries only, `announcement` that it tells news. `listed_by` is the feed of which it
    is one entry, or empty.
    `discovered` says that it was found as a page nobody watched: what its first sight moves is news, since people were told
    that no page says it.
    """

    id: str
    url: str
    official: bool
    feed: bool
    announcement: bool = False
    listed_by: str = ""
    discovered: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Everything that one program's ledger is a function of."""

    program: str
    sources: Mapping[str, Watched]
    events: Sequence[Event]
    documents: Mapping[str, Said]
    catalogue: Catalogue
    policy: Policy
