"""What there is to do, told before it is done: from the index and from what is noted here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flows.backfill.errors import ArchiveError, ArchiveStops
from flows.backfill.histories import Moves, addresses
from flows.backfill.listing import Span, listed, mine
from flows.backfill.plans import Plan, plan
from flows.backfill.taking import most_tries
from flows.backfill.turns import heed, turn
from warehouse import backfills, moves
from warehouse.backfills import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Program, Source
    from flows.backfill.cdx import Page
    from flows.backfill.histories import Addresses
    from flows.configuration import Configuration
    from flows.settings import Archive
    from warehouse.backfills import Listing, Question


@dataclass(frozen=True, slots=True)
class Order:
    """What to take: which sources from which archive, within which span; `programs` are all that the sources stand among.

    `again` tries once more whatever was missing before, however often it was tried.
    """

    archive: Archive
    programs: Sequence[Program]
    sources: Sequence[Source]
    span: Span = field(default_factory=Span)
    again: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """How far a backfill is: captures done of those planned, in all and where it stands."""

    doing: str
    done: int
    total: int


def standing(configuration: Configuration, order: Order) -> tuple[Plan, ...]:
    """How far the backfill of each source is, from what is noted here; nobody is asked."""
    path = configuration.settings.warehouse
    with backfills.opened(path) as con:
        where = where_of(con, order)
        return tuple(
            _plan(con, path, order, source, entries_of(con, order, source, where)) for source in order.sources
        )


async def planned(
    configuration: Configuration, order: Order, now: Callable[[], datetime], progress: Callable[[Step], None]
) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """Ask the index and say what is to be done, and what it did not answer; nothing is written into the warehouse.

    Raises ArchiveStops, and RunInProgress when another command is asking.
    """
    path, plans, faults = configuration.settings.warehouse, [], []
    with backfills.opened(path) as con:
        where, before = where_of(con, order), backfills.listings(con, order.archive.name)
    async with turn(configuration, order.archive, now) as ask:
        heed(path, order.archive, now())
        for number, source in enumerate(order.sources):
            progress(Step(f"listing {source.id}", number, len(order.sources)))
            at, found = where[source.id], _Found(source, before)
            try:
                await listed(ask, order.archive, at, order.span, found.before, now, found.keep)
            except ArchiveStops:
                raise
            except ArchiveError as fault:
                faults.append(f"{source.id}: {fault}")
                continue  # nothing is known of it: a plan of zeros would say that the archive has nothing
            with backfills.opened(path) as con:
                together = {_key(entry): entry for entry in found.entries}
                together |= {
                    _key(entry): entry for entry in backfills.entries(con, order.archive.name, source.id)
                }
                in_order = sorted(together.values(), key=lambda entry: entry.listed.captured_at)
                plans.append(_plan(con, path, order, source, mine(in_order, at, order.span)))
    return tuple(plans), tuple(faults)


class _Found:
    """What an index lists for one source, when it is only planned."""

    def __init__(self, source: Source, listings: Mapping[tuple[str, Question], Listing]) -> None:
        self._source, self._listings = source, listings
        self.entries: list[Entry] = []

    def before(self, question: Question) -> Listing | None:
        """How far it was answered before."""
        return self._listings.get((self._source.id, question))

    async def keep(self, _: Listing, page: Page | None) -> None:
        """Keep it in mind."""
        self.entries += [Entry(one) for one in page.listed] if page else []


def where_of(con: DuckDBPyConnection | None, order: Order) -> dict[str, Addresses]:
    """The addresses of each source, with those that permanent redirects are known to lead from and to."""
    everywhere = [source for program in order.programs for source in program.sources]
    shown = Moves(moves.led(con), moves.at_home(con, [source.id for source in order.sources]))
    return {source.id: addresses(source, everywhere, shown) for source in order.sources}


def entries_of(
    con: DuckDBPyConnection | None, order: Order, source: Source, where: Mapping[str, Addresses]
) -> tuple[Entry, ...]:
    """What is noted of a source's history within the span."""
    return mine(backfills.entries(con, order.archive.name, source.id), where[source.id], order.span)


def once_more(found: Sequence[Entry], order: Order) -> tuple[Entry, ...]:
    """Plan missing ones again: all when that was ordered, else those that were not tried very often."""
    if order.again:
        return tuple(
            replace(one, state="planned", tries=0) if one.state == "missing" else one for one in found
        )
    return tuple(
        replace(one, state="planned")
        if one.state == "missing" and one.tries < most_tries(order.archive)
        else one
        for one in found
    )


def _plan(
    con: DuckDBPyConnection | None, path: Path, order: Order, source: Source, found: Sequence[Entry]
) -> Plan:
    new = any(entry.state == "planned" for entry in found)
    known = backfills.payloads(con, path, source.id) if new else {}
    return plan(source.id, order.archive, found, known)


def _key(entry: Entry) -> tuple[str, datetime, str]:
    return entry.listed.url, entry.listed.captured_at, entry.listed.digest
