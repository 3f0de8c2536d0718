"""Asking the index for the addresses of a source, and noting what it lists page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.backfill.cdx import pages
from flows.backfill.errors import ArchiveError
from flows.backfill.histories import belonging
from warehouse.backfills import STAMP, Listing, Question

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from flows.backfill.asking import Asker
    from flows.backfill.cdx import Page
    from flows.backfill.histories import Addresses
    from flows.settings import Archive
    from warehouse.backfills import Entry


FRESH = timedelta(days=1)
"""Archives add what they took days later: within one, the index says nothing new."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when (14 digits in UTC, empty: open), and how the archive is asked to thin out."""

    since: str = ""
    until: str = ""
    thinned: str = ""

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is within the span."""
        stamp = entry.listed.stamp
        return (not self.since or stamp >= self.since) and (not self.until or stamp <= self.until)


async def listed(  # noqa: PLR0913, PLR0917 - a question, its place, and who keeps the answer
    ask: Asker,
    archive: Archive,
    at: Addresses,
    span: Span,
    before: Callable[[Question], Listing | None],
    now: Callable[[], datetime],
    keep: Callable[[Listing, Page | None], Awaitable[None]],
) -> None:
    """Ask for a source's addresses what was not asked before; `keep` gets each page, or None. Raises ArchiveError.

    `before` says how far a question was answered before. One that was answered to its end is asked again only for what
    came since; and not at all within a day, so that a backfill that was killed goes on at once, or when its span was over.
    """
    for url in at.all:
        question = Question(url, span.since, span.until, span.thinned)
        listing = before(question) or Listing(question)
        if listing.complete and (span.until or now() - (listing.listed_at or _NEVER) < FRESH):
            continue
        over = not span.until or span.until < now().strftime(STAMP)
        last: Page | None = None
        try:
            async for page in pages(ask, archive, listing, now()):
                if last is not None:
                    await keep(listing, last)
                listing, last = replace(listing, newest=_newest(page, listing)), page
        except ArchiveError:
            await keep(listing, last)
            raise
        await keep(replace(listing, complete=over), last)


def _newest(page: Page, listing: Listing) -> str:
    return page.listed[-1].stamp if page.listed else listing.newest


def mine(found: Sequence[Entry], at: Addresses, span: Span) -> tuple[Entry, ...]:
    """Give those entries that belong to the source and are within the span, in order of time."""
    belong = belonging(found, at)
    return tuple(entry for entry in found if belong[entry.listed] and span.holds(entry))
