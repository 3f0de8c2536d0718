"""A backfill as a whole: list, plan, take, settle. Killed at any moment it is simply started again."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock, Timeout

import warehouse
from flows.backfill.asking import Asker
from flows.backfill.errors import ArchiveError, ArchiveStops
from flows.backfill.listing import Span, entries, listed, mine, where
from flows.backfill.plans import Plan, plan
from flows.backfill.taking import Setting, Taken, taken
from flows.exclusive import RunInProgress, alone
from flows.rereading import policy_of, prepare
from warehouse import backfills
from warehouse.backfills import Entry
from warehouse.registering import declare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Program, Source
    from flows.backfill.cdx import Page
    from flows.configuration import Configuration
    from flows.settings import Archive
    from warehouse.backfills import Listing

PATIENCE_SECONDS = 3600.0
"""How long a run is waited for at each batch: a backfill is never in a hurry."""
SETTLED_EVERY_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Order:
    """What to take: which sources from which archive, within which span; `programs` are all that the sources stand among.

    `again` tries once more what was missing before.
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


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a backfill: the plans it began with, captures by outcome and by state, and what to look at.

    `unlisted` sources are those for which the index gave no answer; `stopped` says why it ended before its end, None when
    it did not; `changes` are those found in the past.
    """

    plans: tuple[Plan, ...]
    outcomes: dict[str, int]
    states: dict[str, int]
    changes: int
    requests: int
    faults: tuple[str, ...]
    unlisted: int = 0
    stopped: str | None = None


def standing(configuration: Configuration, order: Order) -> tuple[Plan, ...]:
    """How far the backfill of each source is, from what is noted here; nobody is asked."""
    return tuple(
        _plan(configuration, order, source, _entries(configuration, order, source))
        for source in order.sources
    )


async def planned(
    configuration: Configuration, order: Order, now: Callable[[], datetime], progress: Callable[[Step], None]
) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """Ask the index and say what is to be done, and what it did not answer; nothing is written. Raises ArchiveStops."""
    path, plans, faults = configuration.settings.warehouse, [], []
    async with Asker(order.archive, configuration.settings.fetching, now) as ask:
        for number, source in enumerate(order.sources):
            progress(Step(f"listing {source.id}", number, len(order.sources)))
            at = where(path, source, _all(order))
            found: list[Entry] = []

            async def keep(_: Listing, page: Page | None, found: list[Entry] = found) -> None:
                found += [Entry(one) for one in page.listed] if page else []

            try:
                await listed(ask, order.archive, path, source, at, order.span, now, keep)
            except ArchiveStops:
                raise
            except ArchiveError as fault:
                faults.append(f"{source.id}: {fault}")
            stored = {_key(entry): entry for entry in backfills.entries(path, order.archive.name, source.id)}
            together = {_key(entry): entry for entry in found} | stored
            in_order = sorted(together.values(), key=lambda entry: entry.listed.captured_at)
            plans.append(_plan(configuration, order, source, mine(in_order, at, order.span)))
    return tuple(plans), tuple(faults)


async def backfilled(
    configuration: Configuration,
    order: Order,
    now: Callable[[], datetime],
    progress: Callable[[Step], None] = lambda _: None,
    told: Callable[[Sequence[Plan]], None] = lambda _: None,
) -> Report:
    """Take the history of these sources; `told` hears the plan before anything is downloaded.

    Raises RunInProgress when another backfill of this warehouse is at work. What the archive does wrong is in the report.
    """
    async with _only_one(configuration), Asker(order.archive, configuration.settings.fetching, now) as ask:
        work = _Work(configuration, order, now, ask, progress)
        await work.begin()
        try:
            await work.list()
            plans = standing(configuration, order)
            told(plans)
            work.total = sum(one.captures for one in plans)
            work.done = sum(one.done + one.missing for one in plans)
            await work.take()
        except ArchiveStops as stop:
            work.stopped = str(stop)
            plans = standing(configuration, order)
        await work.settle()
    return Report(
        plans,
        dict(sorted(work.outcomes.items())),
        dict(sorted(work.states.items())),
        work.changes,
        ask.requests,
        tuple(work.faults),
        work.unlisted,
        work.stopped,
    )


class _Work:
    """What a backfill knows while it runs. Every write is made under the run lock, which is given back in between."""

    def __init__(
        self,
        configuration: Configuration,
        order: Order,
        now: Callable[[], datetime],
        ask: Asker,
        progress: Callable[[Step], None],
    ) -> None:
        self._configuration, self._order, self._now, self._ask = configuration, order, now, ask
        self._progress = progress
        self._path = configuration.settings.warehouse
        self._settled_at = time.monotonic()
        self._run_id = uuid4().hex
        self.done = self.total = self.changes = self.unlisted = 0
        self.outcomes: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.faults: list[str] = []
        self.stopped: str | None = None

    async def begin(self) -> None:
        """Make the warehouse ready and the programs known."""
        async with alone(self._path, PATIENCE_SECONDS):
            self._rules = await asyncio.to_thread(prepare, self._configuration)
            catalogue = self._configuration.catalogue
            await asyncio.to_thread(declare, self._path, self._order.programs, catalogue)
        documents = await asyncio.to_thread(warehouse.known_documents, self._path, self._rules)
        self._setting = Setting(
            self._order.archive, self._path, catalogue, self._rules, self._run_id, set(documents)
        )

    async def list(self) -> None:
        """Ask the index for every source; one that it does not answer for stops no other.

        Raises ArchiveStops.
        """
        order = self._order
        for number, source in enumerate(order.sources):
            self._progress(Step(f"listing {source.id}", number, len(order.sources)))

            async def keep(asked: Listing, page: Page | None, source: Source = source) -> None:
                found = page.listed if page else ()
                if page is not None and page.odd:
                    self.faults.append(
                        f"{source.id}: {page.odd} lines of the index were no captures; left out"
                    )
                async with alone(self._path, PATIENCE_SECONDS):
                    await asyncio.to_thread(
                        backfills.keep_listed,
                        self._path,
                        order.archive.name,
                        source.id,
                        asked,
                        found,
                        self._now(),
                    )

            at = where(self._path, source, _all(order))
            try:
                await listed(self._ask, order.archive, self._path, source, at, order.span, self._now, keep)
            except ArchiveStops:
                raise
            except ArchiveError as fault:
                self.unlisted += 1
                self.faults.append(f"{source.id}: {fault}")

    async def take(self) -> None:
        """Take what is planned, source by source. Raises ArchiveStops."""
        for source in self._order.sources:

            async def keep(result: Taken, source: Source = source) -> None:
                await self._keep(source, result)

            found = _entries(self._configuration, self._order, source)
            await taken(self._ask, self._setting, source, found, keep)
            if time.monotonic() - self._settled_at > SETTLED_EVERY_SECONDS:
                await self.settle()

    async def settle(self) -> None:
        """Derive what changed in the past; nobody is alerted of it."""
        configuration = self._configuration
        policy = policy_of(configuration.settings, live=False)
        async with alone(self._path, PATIENCE_SECONDS):
            changes = await asyncio.to_thread(
                warehouse.settle, self._path, configuration.catalogue, policy, self._run_id, self._now()
            )
        self.changes += len(changes)
        self._settled_at = time.monotonic()

    async def _keep(self, source: Source, result: Taken) -> None:
        async with alone(self._path, PATIENCE_SECONDS):
            name, at = self._order.archive.name, self._now()
            await asyncio.to_thread(
                backfills.keep, self._path, name, source.id, result.entries, result.fetches, self._rules, at
            )
        self.outcomes.update(fetch.outcome.value for fetch in result.fetches)
        for entry in result.entries:
            if entry.state != "planned":
                self.done += 1
                self.states[entry.state] += 1
            if entry.reason and entry.state != "planned":
                where_ = f"{source.id}: {entry.listed.url} at {entry.listed.captured_at:%Y-%m-%d %H:%M:%S}"
                self.faults.append(f"{where_}: {entry.state}: {entry.reason}")
        self._progress(Step(source.id, self.done, self.total))


def _all(order: Order) -> list[Source]:
    return [source for program in order.programs for source in program.sources]


def _entries(configuration: Configuration, order: Order, source: Source) -> tuple[Entry, ...]:
    path = configuration.settings.warehouse
    found = entries(path, order.archive, source, where(path, source, _all(order)), order.span)
    if not order.again:
        return found
    return tuple(replace(one, state="planned", tries=0) if one.state == "missing" else one for one in found)


def _plan(configuration: Configuration, order: Order, source: Source, found: Sequence[Entry]) -> Plan:
    unknown = any(entry.state == "planned" for entry in found)
    known = backfills.payloads(configuration.settings.warehouse, source.id) if unknown else {}
    return plan(source.id, order.archive, found, known)


def _key(entry: Entry) -> tuple[str, datetime, str]:
    return entry.listed.url, entry.listed.captured_at, entry.listed.digest


@asynccontextmanager
async def _only_one(configuration: Configuration) -> AsyncIterator[None]:
    """One backfill at a time: two would ask an archive twice as often as it allows."""
    path = configuration.settings.warehouse
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(path.name + ".backfill"), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise RunInProgress(
            f"{path}: another backfill is at work; one at a time keeps within the archive's limits; wait for it to end"
        ) from busy
    try:
        yield
    finally:
        lock.release()
