"""Discovery: looks for new pages of programs, enrols the good ones, settles what they say, and tells.

Nothing here knows Prefect.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import warehouse
import warehouse.discoveries as memory
from extractors.leads import address
from extractors.records import Outcome
from flows.deliver import deliver
from flows.discovery.enrolled import with_discovered
from flows.discovery.examining import examiner
from flows.discovery.reading import let_in
from flows.discovery.searching import Errand, Known, Searching
from flows.discovery.sifting import in_order
from flows.exclusive import alone
from flows.fetching import Attempt, Fetcher
from flows.fetching.allowance import Allowance, AllowanceSpent
from flows.monitor import PLAIN, chosen
from flows.rereading import policy_of, prepare
from warehouse.registering import sources_of
from warehouse.watched_pages import newest_documents, other_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Program, Source
    from flows.configuration import Configuration
    from flows.deliver import Delivery
    from flows.fetching import Validators
    from flows.monitor import Surroundings
    from flows.rounds import FetchSource
    from warehouse import Change
    from warehouse.discoveries import Candidate, Search

_logger = logging.getLogger("gapwatch")
RESUMED_WITHIN = timedelta(hours=20)
"""A search that was killed longer ago is not gone on with: the next one has a budget of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for one program gave: what it spent, the sources enrolled, and the candidates that it read.

    `waiting` are those that it did not come to, best first.
    """

    program: str
    search: Search
    enrolled: tuple[Source, ...]
    read: tuple[Candidate, ...]
    waiting: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class DiscoveryReport:
    """What a run of discovery did; `unscoped` are programs without scopes, for which nothing is looked for."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    found: tuple[Found, ...]
    unscoped: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


async def discover(  # noqa: PLR0913  (all but two have their usual value)
    configuration: Configuration,
    program_keys: Sequence[str] = (),
    *,
    now: Callable[[], datetime],
    run_id: str | None = None,
    around: Surroundings = PLAIN,
    said: Callable[[str], None] = lambda _: None,
) -> DiscoveryReport:
    """Look for new pages of all programs or those named, once, and say what came of it.

    A good page is a source from then on, and has its first capture in the same run; what it says is settled and told. A run
    that was killed at any moment is simply run again: it goes on within what is left of its budget. `said` hears a line of
    each page that was read. Raises as :func:`flows.monitor.monitor` does.
    """
    run_id = run_id or uuid4().hex
    path = configuration.settings.warehouse
    chosen(configuration, program_keys)
    async with alone(path, around.wait_seconds):
        started_at = now()
        configuration = await asyncio.to_thread(with_discovered, configuration)
        rules = await asyncio.to_thread(prepare, configuration, around.rereading)
        scoped = [one for one in chosen(configuration, program_keys) if one.scopes]
        found = await _searched(configuration, scoped, rules, run_id, now, around, said)
        policy = policy_of(configuration.settings, live=True)
        changes = await asyncio.to_thread(
            warehouse.settle, path, configuration.catalogue, policy, run_id, now()
        )
        await asyncio.to_thread(memory.end_searches, path, [one.key for one in scoped], now())
        around.changed(changes)
        deliveries = await deliver(configuration, now, around.telling, around.block_address)
        await asyncio.to_thread(warehouse.pack_when_due, path)
    return DiscoveryReport(
        run_id, started_at, now(), found, _unscoped(configuration, program_keys), changes, deliveries
    )


async def rehearsed(
    configuration: Configuration, program_keys: Sequence[str] = (), *, now: Callable[[], datetime]
) -> DiscoveryReport:
    """Ask the places that list pages, and say what would be read, in which order; nothing is kept and nobody told."""
    started_at = now()
    scoped = [one for one in chosen(configuration, program_keys) if one.scopes]
    found = await _searched(configuration, scoped, "", "", now, PLAIN, lambda _: None, dry=True)
    return DiscoveryReport("", started_at, now(), found, _unscoped(configuration, program_keys))


def _unscoped(configuration: Configuration, program_keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.key for one in chosen(configuration, program_keys) if not one.scopes)


async def _searched(  # noqa: PLR0913, PLR0917 - what a search rests on
    configuration: Configuration,
    programs: Sequence[Program],
    rules: str,
    run_id: str,
    now: Callable[[], datetime],
    around: Surroundings,
    said: Callable[[str], None],
    *,
    dry: bool = False,
) -> tuple[Found, ...]:  # fmt: skip
    settings = configuration.settings.discovery
    turn = asyncio.Lock()
    deadline = time.monotonic() + settings.minutes * 60
    async with (
        Fetcher(configuration.settings.fetching, now) as fetcher,
        examiner(configuration.settings, configuration.catalogue, fetcher, now) as reader,
    ):

        async def search(program: Program) -> Found:
            async with turn:
                known = await asyncio.to_thread(_known, configuration, program, now(), dry=dry)
            allowance = Allowance(settings.requests, known.search.requests)

            asking = around.fetching(partial(fetcher.fetch, allowance=allowance))

            errand = Errand(
                program=program, catalogue=configuration.catalogue, settings=settings,
                path=configuration.settings.warehouse, rules=rules, basis=_basis(program, rules), run_id=run_id,
                fetch=partial(_fetched, asking, allowance, now), sitemaps=lambda url: fetcher.sitemaps(url, allowance),
                allowance=allowance, examiner=reader, now=now, late=lambda: time.monotonic() > deadline,
                turn=turn, said=said, dry=dry,
            )  # fmt: skip
            searching = Searching(errand, known)
            await searching.run()
            waiting = tuple(in_order(known.candidates.values()))
            return Found(program.key, known.search, tuple(known.enrolled), tuple(known.read), waiting)

        return tuple(await asyncio.gather(*map(search, programs)))


async def _fetched(
    fetch: FetchSource,
    allowance: Allowance,
    now: Callable[[], datetime],
    source: Source,
    validators: Validators | None,
) -> Attempt:
    """Fetch within the allowance; a flaw of ours at one address ends no search."""
    if not allowance.left:
        raise AllowanceSpent
    started_at = now()
    try:
        return await fetch(source, validators)
    except AllowanceSpent:
        raise
    except Exception as error:
        _logger.warning("%s: fetching failed unexpectedly", source.url, exc_info=error)
        reason = f"gapwatch could not fetch it ({type(error).__name__}: {error}); please report this"
        return Attempt(source.id, source.url, started_at, now(), 1, None, Outcome.CONNECTION_ERROR, reason)


def _known(configuration: Configuration, program: Program, now: datetime, *, dry: bool) -> Known:
    """What the warehouse knows of a program; a search is begun, or the killed one gone on with."""
    path = configuration.settings.warehouse
    watched = {address(source.url): source.id for source in program.sources if not source.item}
    if dry and not path.exists():
        return Known(memory.Search(program.key, now), {}, {}, watched, {}, {})
    search = memory.Search(program.key, now)
    if not dry:
        search = memory.begin_search(path, program.key, now, now - RESUMED_WITHIN)
    watched = {
        address(url): source for url, source in warehouse.addresses_of(path, program.key).items()
    } | watched
    named = {address(source.url): source for source in sources_of(path, program.key) if not source.item}
    documents = newest_documents(path, program.key)
    elsewhere = {address(url): source for url, source in other_addresses(path, program.key).items()}
    return Known(
        search=search,
        listings=memory.listings(path, program.key),
        candidates=let_in(memory.candidates(path, program.key), documents),
        watched={**elsewhere, **watched},
        documents=documents,
        named=named,
    )


def _basis(program: Program, rules: str) -> str:
    said = repr((rules, program.scopes, program.name, program.vendor, program.aliases, program.homepage))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
