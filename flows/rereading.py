"""Reading history again: before other work, beside a run's fetching, or because it is asked for. Nobody is alerted."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

import warehouse
from flows.configuration import rules_parts, rules_version
from warehouse import Policy, Rebuilt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from flows.configuration import Configuration
    from flows.settings import Settings
    from warehouse.rereading import Rereading

_logger = logging.getLogger("gapwatch")
SPARED = 1
"""Processors that a run keeps for fetching while history is read again."""


@dataclass(frozen=True, slots=True)
class Ready:
    """By which rules a run reads, and the re-reading of history that these rules ask for, if any."""

    rules: str
    rereading: Rereading | None


def silent(_done: int, _total: int) -> None:
    """Nobody wants to hear how far reading again is."""


def ready(configuration: Configuration) -> Ready:
    """Make the warehouse ready for a run, and open a re-reading where history was read by other rules.

    What is asked becomes known with the end of the re-reading: until then all that is shown is as it was.
    """
    path, rules = configuration.settings.warehouse, rules_version(configuration)
    path.parent.mkdir(parents=True, exist_ok=True)
    warehouse.prepare(path)
    rereading = warehouse.begin_rereading(path, configuration.programs, rules, rules_parts(configuration))
    if rereading is None:
        warehouse.register(path, configuration.programs, configuration.catalogue)
    return Ready(rules, rereading)


def prepare(configuration: Configuration, progress: Callable[[int, int], None] = silent) -> str:
    """Make the warehouse ready for other work, and say by which rules: derived by others, it is read again first."""
    found = ready(configuration)
    if found.rereading is not None:
        warehouse.read_again(
            configuration.settings.warehouse, found.rereading, configuration.catalogue, progress=progress,
            pdf_seconds=configuration.settings.fetching.pdf_seconds,
        )  # fmt: skip
        for fault in finish(configuration, found.rereading):
            _logger.warning("%s", fault)
    return found.rules


@asynccontextmanager
async def rereading_beside(
    configuration: Configuration, rereading: Rereading | None, progress: Callable[[int, int], None]
) -> AsyncIterator[None]:
    """Read history again while the block does something else; after it, wait for the end. `finish` makes it hold.

    When the block raises, reading again stops, and goes on with the next run.
    """
    if rereading is None:
        yield
        return
    stop = Event()
    reading = asyncio.create_task(asyncio.to_thread(_read_again, configuration, rereading, progress, stop))
    try:
        yield
        await asyncio.shield(reading)
    finally:
        stop.set()
        await asyncio.gather(reading, return_exceptions=True)


def finish(configuration: Configuration, rereading: Rereading) -> tuple[str, ...]:
    """Make what was read again hold, and what is asked known; lines for people on captures that could not be read again."""
    path, programs, catalogue = (
        configuration.settings.warehouse,
        configuration.programs,
        configuration.catalogue,
    )
    policy = policy_of(configuration.settings, live=False)
    rebuilt = warehouse.finish_rereading(path, rereading, programs, catalogue, policy)
    warehouse.register(path, programs, catalogue)
    return rebuilt.damaged


def reread(
    configuration: Configuration,
    progress: Callable[[int, int], None] = silent,
    jobs: int | None = None,
) -> Rebuilt:
    """Derive everything again from the stored captures, by the rules of today; nobody is told.

    A warehouse that another version made is brought to the tables of this one first.
    """
    warehouse.prepare(configuration.settings.warehouse)
    return warehouse.rebuild(
        configuration.settings.warehouse,
        configuration.programs,
        configuration.catalogue,
        policy_of(configuration.settings, live=False),
        rules_version(configuration),
        made_of=rules_parts(configuration),
        jobs=jobs,
        progress=progress,
        pdf_seconds=configuration.settings.fetching.pdf_seconds,
    )


def policy_of(settings: Settings, *, live: bool) -> Policy:
    """When a difference counts, as the settings say."""
    reminded = settings.alerts.commitment_days if live else ()
    return Policy(settings.confirmations, settings.interval, settings.lost_after, live, reminded)


def _read_again(
    configuration: Configuration, rereading: Rereading, progress: Callable[[int, int], None], stop: Event
) -> None:
    warehouse.read_again(
        configuration.settings.warehouse,
        rereading,
        configuration.catalogue,
        spared=SPARED,
        progress=progress,
        stopped=stop.is_set,
        pdf_seconds=configuration.settings.fetching.pdf_seconds,
    )
