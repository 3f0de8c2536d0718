"""The main job: fetch what is due, read what is new, remember it, judge what changed, and tell.

Nothing here knows Prefect. :class:`Surroundings` is where an engine (or a progress bar) takes part.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import warehouse
from flows.deliver import Delivery, Tell, deliver
from flows.discovery.enrolled import with_discovered
from flows.due import due, interleaved
from flows.exclusive import WAIT_SECONDS, alone
from flows.rereading import finish, policy_of, ready, rereading_beside
from flows.rounds import FetchSource, Progress, Round, fetched
from warehouse import Change

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Program, Source
    from flows.configuration import Configuration
    from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What whoever starts a run may put around it.

    `fetching` and `telling` wrap the fetch of one source and the delivery of one alert (an engine makes tasks of
    them); `progress` hears of each fetch once it is recorded, `rereading` how many captures of how many are read again
    where the rules are new; `changed` hears of the changes as soon as they are settled, whatever becomes of their
    delivery; `block_address` gives the address that a Prefect block holds; `wait_seconds` is how long another run is
    waited for.
    """

    fetching: Callable[[FetchSource], FetchSource] = lambda fetch: fetch
    telling: Callable[[Tell], Tell] = lambda tell: tell
    progress: Callable[[Progress], None] = lambda _: None
    rereading: Callable[[int, int], None] = lambda _done, _total: None
    changed: Callable[[Sequence[Change]], None] = lambda _: None
    block_address: Callable[[str], Awaitable[str]] | None = None
    wait_seconds: float = WAIT_SECONDS


PLAIN = Surroundings()


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: sources per outcome, the changes it found, what was told, and when it was.

    `rereading` is the number of the re-reading of history that it finished because rules or configuration are others, and
    `damaged` are lines for people on captures that it could not read again: they keep what was known of them.
    """

    run_id: str
    started_at: datetime
    finished_at: datetime
    outcomes: dict[str, int]
    changes: tuple[Change, ...]
    deliveries: tuple[Delivery, ...]
    not_due: int = 0
    rereading: int | None = None
    damaged: tuple[str, ...] = ()


async def monitor(  # noqa: PLR0913  (all but two have their usual value)
    configuration: Configuration,
    program_keys: Sequence[str] = (),
    *,
    now: Callable[[], datetime],
    run_id: str | None = None,
    scheduled: bool = False,
    around: Surroundings = PLAIN,
) -> RunReport:
    """Run the whole monitor once, over all programs or those named, and say what came of it.

    A scheduled run leaves out sources that are not due. `now` gives instants in UTC. Raises UnknownProgramError,
    RunInProgress (another run did not end in time) and WarehouseError; what the world does wrong is in the report.
    A run that was killed at any moment is simply run again. Where the rules or the configuration are others than
    before, history is read again beside the fetching, and what that moves is told to nobody.
    """
    run_id = run_id or uuid4().hex
    settings = configuration.settings
    chosen(configuration, program_keys)  # whoever names a program that is not there need not wait to hear it
    async with alone(settings.warehouse, around.wait_seconds):
        started_at = now()
        configuration = await asyncio.to_thread(with_discovered, configuration)
        programs = chosen(configuration, program_keys)
        sources = [source for program in programs for source in program.sources if not source.item]
        begun = await asyncio.to_thread(ready, configuration)
        wanted = _due(sources, settings, started_at) if scheduled else sources
        round_ = _round(run_id, begun.rules, configuration, wanted)
        async with rereading_beside(configuration, begun.rereading, around.rereading):
            outcomes = await fetched(round_, interleaved(wanted), now, around.fetching, around.progress)
        damaged = await asyncio.to_thread(finish, configuration, begun.rereading) if begun.rereading else ()
        changes = await asyncio.to_thread(_settled, configuration, run_id, now())
        around.changed(changes)
        deliveries = await deliver(configuration, now, around.telling, around.block_address)
        await asyncio.to_thread(warehouse.pack_when_due, settings.warehouse)
    return RunReport(
        run_id=run_id,
        started_at=started_at,
        finished_at=now(),
        outcomes=dict(outcomes),
        changes=changes,
        deliveries=deliveries,
        not_due=len(sources) - len(wanted),
        rereading=begun.rereading.number if begun.rereading else None,
        damaged=damaged,
    )


def chosen(configuration: Configuration, names: Sequence[str]) -> tuple[Program, ...]:
    """The programs of these keys or names, each once, and all when none is named; UnknownProgramError else."""
    if not names:
        return configuration.programs
    return tuple(dict.fromkeys(configuration.program(name) for name in names))


def _due(sources: Sequence[Source], settings: Settings, at: datetime) -> tuple[Source, ...]:
    with closing(warehouse.connect_read_only(settings.warehouse)) as con:
        rows = con.execute("SELECT source_id, max(started_at) FROM fetches GROUP BY source_id").fetchall()
    return due(sources, dict(rows), settings, at)


def _round(run_id: str, rules: str, configuration: Configuration, sources: Sequence[Source]) -> Round:
    path = configuration.settings.warehouse
    return Round(
        run_id=run_id,
        path=path,
        rules=rules,
        catalogue=configuration.catalogue,
        fetching=configuration.settings.fetching,
        seen=warehouse.last_seen(path, [source.id for source in sources]),
        known=warehouse.known_documents(path, rules),
        programs={program.key: program for program in configuration.programs},
        rendering=configuration.settings.rendering,
    )


def _settled(configuration: Configuration, run_id: str, at: datetime) -> tuple[Change, ...]:
    settings = configuration.settings
    policy = policy_of(settings, live=True)
    return warehouse.settle(settings.warehouse, configuration.catalogue, policy, run_id, at)
