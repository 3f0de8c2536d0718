"""A backfill as a whole: list, plan, take, settle. Killed at any moment it is simply started again."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

import warehouse
from flows.backfill.errors import ArchiveError, ArchiveStops
from flows.backfill.histories import is_onward
from flows.backfill.listing import listed
from flows.backfill.mementos import key
from flows.backfill.planning import Order, Step, entries_of, once_more, standing, where_of
from flows.backfill.taking import Setting, Taken, taken
from flows.backfill.turns import heed, turn
from flows.exclusive import alone
from flows.rereading import policy_of, prepare
from warehouse import backfills, moves
from warehouse.connection import merging
from warehouse.registering import declare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Source
    from flows.backfill.asking import Asker
    from flows.backfill.cdx import Page
    from flows.backfill.plans import Plan
    from flows.configuration import Configuration
    from warehouse.backfills import Listed, Listing, Question

PATIENCE_SECONDS = 3600.0
"""How long a run is waited for at each batch: a backfill is never in a hurry."""
SETTLED_EVERY_SECONDS = 300.0
MOST_MOVES = 10
"""So often a source is looked up at further addresses: an archive may lead on and on."""
MERGED_EVERY = 20
"""Batches after which the log is merged: it is read at every opening."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a backfill: the plans it began with, captures by outcome and by state, and what to look at.

    `unlisted` sources are those for which the index gave no answer; `lost` captures went missing that were not missing
    before; `stopped` says why it ended before its end, None when
    it did not; `changes` are those found in the past.
    """

    plans: tuple[Plan, ...]
    outcomes: dict[str, int]
    states: dict[str, int]
    changes: int
    requests: int
    faults: tuple[str, ...]
    unlisted: int = 0
    lost: int = 0
    stopped: str | None = None


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
    async with turn(configuration, order.archive, now) as ask:
        work = _Work(configuration, order, now, ask, progress)
        await work.begin()
        try:
            heed(configuration.settings.warehouse, order.archive, now())
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
        len(work.unlisted),
        work.lost,
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
        self._batches = 0
        self.done = self.total = self.changes = self.lost = 0
        self.unlisted: set[str] = set()
        self._tried: set[tuple[str, Listed]] = set()
        self.outcomes: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.faults: list[str] = []
        self.stopped: str | None = None

    async def begin(self) -> None:
        """Make the warehouse ready and the programs known."""
        async with alone(self._path, PATIENCE_SECONDS):
            # As ordered, not as configured: else one that was killed would read again what it had read, and otherwise.
            ordered = replace(self._configuration, programs=tuple(self._order.programs))
            self._rules = await asyncio.to_thread(prepare, ordered)
            catalogue = self._configuration.catalogue
            await asyncio.to_thread(declare, self._path, self._order.programs, catalogue)
            await asyncio.to_thread(_merge, self._path)
        with backfills.opened(self._path) as con:
            self._where = where_of(con, self._order)
        documents = await asyncio.to_thread(warehouse.known_documents, self._path, self._rules)
        self._setting = Setting(
            self._order.archive, self._path, catalogue, self._rules, self._run_id, set(documents),
            {program.key: program for program in self._order.programs},
        )  # fmt: skip

    async def list(self) -> None:
        """Ask the index for every source; one that it does not answer for stops no other.

        Raises ArchiveStops.
        """
        for number, source in enumerate(self._order.sources):
            self._progress(Step(f"listing {source.id}", number, len(self._order.sources)))
            await self._list(source)

    async def _list(self, source: Source) -> None:
        order = self._order
        with backfills.opened(self._path) as con:
            listings = backfills.listings(con, order.archive.name)

        async def keep(asked: Listing, page: Page | None) -> None:
            found = page.listed if page else ()
            if page is not None and page.odd:
                self.faults.append(
                    f"{source.id}: {page.odd} lines of the index were no captures of its page; left out"
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

        def before(question: Question) -> Listing | None:
            return listings.get((source.id, question))

        try:
            at = self._where[source.id]
            await listed(self._ask, order.archive, at, order.span, before, self._now, keep)
        except ArchiveStops:
            raise
        except ArchiveError as fault:
            self.unlisted.add(source.id)
            self.faults.append(f"{source.id}: {fault}")

    async def take(self) -> None:
        """Take what is planned, source by source. Raises ArchiveStops."""
        for source in self._order.sources:
            await self._take_wherever(source)
            if time.monotonic() - self._settled_at > SETTLED_EVERY_SECONDS:
                await self.settle()

    async def _take_wherever(self, source: Source) -> None:
        """Take what is planned of a source, and look it up where it is shown to have been or gone, until nothing new comes.

        What stands at its own address is taken first, always: it shows from when on and until when an onward one counts.
        So it does not matter how much of it an earlier backfill came to.
        """
        for _ in range(MOST_MOVES):
            before = self._where[source.id]
            await self._take(source, onward=False)
            if source.id in self.unlisted:
                return
            self._look_around(source)
            await self._take(source, onward=True)
            self._look_around(source)
            now = self._where[source.id]
            if now == before:
                return
            if set(now.all) - set(before.all):
                await self._list(source)
        self.faults.append(f"{source.id}: moved more than {MOST_MOVES} times; start it again to go on")

    def _look_around(self, source: Source) -> None:
        with backfills.opened(self._path) as con:
            self._where |= where_of(con, replace(self._order, sources=[source]))

    async def _take(self, source: Source, *, onward: bool) -> None:
        at = self._where[source.id]
        with backfills.opened(self._path) as con:
            noted = entries_of(con, self._order, source, self._where)
            missing = {entry.listed for entry in noted if entry.state == "missing"}
            found = [
                entry
                for entry in once_more(noted, self._order)
                if entry.state == "planned"
                and (source.id, entry.listed) not in self._tried
                and is_onward(entry.listed, at) == onward
            ]
            if not found:
                return
            here = {(key(url), instant) for url, instant in moves.here(con, source.id)} if onward else set()
            known = backfills.payloads(con, self._path, source.id)
        led_to = [entry for entry in found if (key(entry.listed.url), entry.listed.captured_at) in here]

        async def keep(result: Taken) -> None:
            self._tried |= {(source.id, entry.listed) for entry in result.entries}
            await self._keep(source, result, missing)

        if led_to:
            passed = (replace(one, state="passed", reason="a redirect led to it already") for one in led_to)
            await keep(Taken(tuple(passed), ()))
        left = [entry for entry in found if (source.id, entry.listed) not in self._tried]
        await taken(self._ask, self._setting, source, left, known, keep)

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

    async def _keep(self, source: Source, result: Taken, missing: Collection[Listed]) -> None:
        async with alone(self._path, PATIENCE_SECONDS):
            name, at = self._order.archive.name, self._now()
            await asyncio.to_thread(
                backfills.keep, self._path, name, source.id, result.entries, result.fetches, self._rules, at
            )
            self._batches += 1
            if self._batches % MERGED_EVERY == 0:
                await asyncio.to_thread(_merge, self._path)
        self.outcomes.update(fetch.outcome.value for fetch in result.fetches)
        for entry in result.entries:
            if entry.state != "planned":
                self.done += entry.listed not in missing
                self.states[entry.state] += 1
                self.lost += entry.state == "missing" and entry.listed not in missing
            if entry.reason and entry.state not in ("planned", "passed"):
                where_ = f"{source.id}: {entry.listed.url} at {entry.listed.captured_at:%Y-%m-%d %H:%M:%S}"
                self.faults.append(f"{where_}: {entry.state}: {entry.reason}")
        self._progress(Step(source.id, self.done, max(self.done, self.total)))


def _merge(path: Path) -> None:
    """Merge the log, which else is read again at each of very many openings."""
    with merging(path):
        pass
