"""One round over sources: fetch each, judge and read what came, record it in batches.

Fetching waits for the network, reading needs the processor, recording the disk: they overlap, and at most some dozen
responses are in memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import warehouse
from extractors.records import Outcome
from flows.fetching import Attempt, Fetcher, Validators
from flows.rendering import Renderer
from flows.settings import RenderSettings
from warehouse import Fetch, Seen, apart
from warehouse.entering import with_entries
from warehouse.examining import examined_anyway

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Container, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program, Source
    from extractors.reading import Examined
    from flows.settings import FetchSettings

Brought: TypeAlias = "tuple[Fetch, ...]"
"""What one attempt brought: its own row, and of a feed those of its entries. They are recorded together or not at all."""
FetchSource: TypeAlias = "Callable[[Source, Validators | None], Awaitable[Attempt]]"

BATCH = 64
BATCH_SECONDS = 2.0
_UNDERWAY = 64
_LONG = 500_000  # bytes of a page that is no longer read in a few hundredths of a second
_logger = logging.getLogger("gapwatch")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: `done` of `total` sources, and the fetch that ended just now."""

    done: int
    total: int
    fetch: Fetch


@dataclass(frozen=True, slots=True)
class Round:
    """What one round needs to know. `known` are the digests of documents that need no second reading.

    `programs` are those of its sources by key, so that entries of their feeds are known to be about them.
    """

    run_id: str
    path: Path
    rules: str
    catalogue: Catalogue
    fetching: FetchSettings
    seen: Mapping[str, Seen]
    known: Container[str]
    programs: Mapping[str, Program] = field(default_factory=dict)
    rendering: RenderSettings = field(default_factory=lambda: RenderSettings(enabled=False))


async def fetched(
    round_: Round,
    sources: Sequence[Source],
    now: Callable[[], datetime],
    around: Callable[[FetchSource], FetchSource],
    progress: Callable[[Progress], None],
) -> Counter[str]:
    """Fetch all `sources`, read and record them; how many ended in which outcome.

    A source that fails is a row like any other. WarehouseError when rows cannot be recorded: then the round ends.
    """
    outcomes: Counter[str] = Counter()
    async with (
        Fetcher(round_.fetching, now) as fetcher,
        Renderer(round_.rendering, fetcher, round_.fetching.max_bytes, now) as renderer,
        aclosing(_batches(round_, sources, around(fetcher.fetch), renderer, now)) as batches,
    ):
        async for batch in batches:
            rows = [fetch for brought in batch for fetch in brought]
            await asyncio.to_thread(warehouse.record, round_.path, rows, round_.rules)
            for fetch, *_ in batch:
                outcomes[fetch.outcome.value] += 1
                progress(Progress(outcomes.total(), len(sources), fetch))
    return outcomes


async def _batches(
    round_: Round,
    sources: Sequence[Source],
    fetch: FetchSource,
    renderer: Renderer,
    now: Callable[[], datetime],
) -> AsyncGenerator[list[Brought], None]:
    # Bounded: while recording waits (somebody reads the warehouse), fetching waits too.
    arrivals: asyncio.Queue[Brought] = asyncio.Queue(BATCH)
    room = asyncio.Semaphore(_UNDERWAY)
    with ThreadPoolExecutor(1, "read") as reader:

        async def visit(source: Source) -> None:
            async with room:
                attempt = await _attempt(source, round_.seen.get(source.id), fetch, now)
                found = await _read(reader, round_, source, attempt)
                if renderer.wanted(source, attempt, found[0].outcome):
                    found = (await _rendered(reader, round_, renderer, source, attempt, found[0]),)
                await arrivals.put(found)

        visits = [asyncio.create_task(visit(source)) for source in sources]
        try:
            left = len(visits)
            while left:
                batch = await _batch(arrivals, min(BATCH, left))
                left -= len(batch)
                yield batch
        finally:
            for task in visits:
                task.cancel()
            await asyncio.gather(*visits, return_exceptions=True)
            reader.submit(apart.ended)


async def _read(reader: Executor, round_: Round, source: Source, attempt: Attempt) -> Brought:
    """The attempt as its rows; what may take long is read in a thread, so that nobody else's time limit passes meanwhile.

    The rest is read at once: beside a busy event loop a thread costs half as much again, for the interpreter's lock.
    """
    body = attempt.response.body if attempt.response else b""
    if len(body) > _LONG or body.startswith(b"%PDF-") or source.kind == "feed":
        return await asyncio.get_running_loop().run_in_executor(reader, _brought, round_, source, attempt)
    return _brought(round_, source, attempt)


def _brought(round_: Round, source: Source, attempt: Attempt) -> Brought:
    fetch = judged(round_, source, attempt)
    return with_entries(fetch, source, round_.programs.get(source.program), round_.catalogue, round_.known)


async def _rendered(  # noqa: PLR0913, PLR0917 - what was found, and what makes more of it
    reader: Executor, round_: Round, renderer: Renderer, source: Source, attempt: Attempt, shell: Fetch
) -> Fetch:
    """The page as a browser builds it, judged anew; the shell, with the reason, where it does not."""
    built = await renderer.built(source, attempt)
    if built.attempt is None:
        return replace(shell, reason=f"{shell.reason}; {built.why}")
    found, *_ = await _read(reader, round_, source, built.attempt)
    return replace(found, reason=f"{found.reason}; {built.why}")


async def _batch(arrivals: asyncio.Queue[Brought], most: int) -> list[Brought]:
    batch = [await arrivals.get()]
    with suppress(TimeoutError):
        async with asyncio.timeout(BATCH_SECONDS):
            while len(batch) < most:
                batch.append(await arrivals.get())
    return batch


async def _attempt(
    source: Source, seen: Seen | None, fetch: FetchSource, now: Callable[[], datetime]
) -> Attempt:
    validators = Validators(seen.etag, seen.last_modified, seen.final_url) if seen else None
    started_at = now()
    try:
        return await fetch(source, validators)
    except Exception as error:
        _logger.warning("%s: fetching failed unexpectedly", source.id, exc_info=error)
        reason = f"gapwatch could not fetch it ({type(error).__name__}: {error}); please report this"
        return Attempt(source.id, source.url, started_at, now(), 1, None, Outcome.CONNECTION_ERROR, reason)


def judged(round_: Round, source: Source, attempt: Attempt) -> Fetch:
    """An attempt as the row to record: judged, and read when its document is not known yet."""
    if attempt.response is None:
        return _row(round_, attempt, attempt.outcome or Outcome.CONNECTION_ERROR, attempt.reason)
    seconds = round_.fetching.pdf_seconds
    seen = examined_anyway(attempt.response, source, round_.catalogue, round_.known, seconds)
    return _row(round_, attempt, seen.judgement.outcome, seen.judgement.reason, seen)


def _row(
    round_: Round, attempt: Attempt, outcome: Outcome, reason: str, seen: Examined | None = None
) -> Fetch:
    last = round_.seen.get(attempt.source_id)
    return Fetch(
        source_id=attempt.source_id,
        url=attempt.url,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        tries=attempt.tries,
        run_id=round_.run_id,
        outcome=outcome,
        reason=reason,
        response=attempt.response,
        digest=seen.digest if seen else None,
        reading=seen.reading if seen else None,
        confirms=last.snapshot if last and outcome is Outcome.UNCHANGED else None,
    )
