"""What the feeds of a program listed at a step of its ledger: whether an entry is new, or only new to us."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from warehouse.events import Event, History, Watched


@dataclass(frozen=True, slots=True)
class _Listing:
    """A feed's newest healthy capture, what it listed, and what the capture before it did (None: there was none)."""

    at: datetime
    lines: frozenset[str]
    before: frozenset[str] | None


@dataclass(slots=True)
class Listings:
    """The newest listing of each feed, as events come in the order of history."""

    history: History
    newest: dict[str, _Listing] = field(default_factory=dict)

    def step(self, watched: Watched, event: Event) -> None:
        """Take in the next event, if it is a feed's."""
        said = self.history.documents.get(event.document or "")
        if watched.feed and event.outcome.healthy and said is not None:
            last = self.newest.get(watched.id)
            lines = frozenset(said.text.split("\n"))
            self.newest[watched.id] = _Listing(event.captured_at, lines, last.lines if last else None)

    def new(self, watched: Watched, event: Event) -> bool:
        """Whether an entry's first event shows one that its feed did not list when it was read before.

        An entry that stood there already became known by other rules, or with the feed: that is no news of the vendor's.
        """
        listing = self.newest.get(watched.listed_by)
        said = self.history.documents.get(event.document or "")
        if listing is None or said is None:
            return False
        before = listing.before if listing.at == event.captured_at else listing.lines
        return before is not None and said.text.split("\n", 1)[0] not in before
