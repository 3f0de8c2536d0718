"""Asking an archive within its limits: so many questions a minute, and none while it wants to be left alone.

The same wire as for vendors' pages, with its checked addresses, limits of size and time, and user agent. Neither
robots.txt nor redirects are looked at here: these are interfaces with limits of their own, and where an archive may lead
is decided by who asks.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from extractors.records import Outcome
from flows.backfill.errors import ArchiveAway, ArchiveFails, ArchiveGone, ArchiveRefuses, ArchiveRests
from flows.fetching.addresses import checked_url
from flows.fetching.attempts import FetchError, PassingError
from flows.fetching.bodies import ACCEPT_ENCODING
from flows.fetching.pacing import Pacer, RestingError
from flows.fetching.retries import PASSING_STATUSES, RESTING_STATUSES, backoff, retry_after
from flows.fetching.wire import Wire
from warehouse.archived_bodies import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from flows.fetching.wire import Answer
    from flows.settings import Archive, FetchSettings

MOST_INDEX_BYTES = 64 * 1024 * 1024
SHORTEST_REST_SECONDS = 60.0
"""After a 429, whatever time it names. The Internet Archive shuts out for an hour who goes on within the minute."""
LONGEST_REST = timedelta(days=7)
"""Who names more is mistaken: nobody could go on at all."""
MOST_RESTS = 4
"""So often it is waited for one answer."""
TOO_MANY = 429
MOST_AWAY = 5
"""So often in a row it could not be reached or was in trouble, and it is not asked again for now."""
_UNREACHED = (Outcome.CONNECTION_ERROR, Outcome.TLS_ERROR, Outcome.TIMEOUT)
_MEMENTO = "memento-datetime"  # RFC 7089, section 2.1.1: whoever has it is a capture, whatever its status


class Asker:
    """Asks one archive; an asynchronous context manager, one for a backfill, because it remembers the pace.

    `rests` hears until when (UTC) the archive wants to be left alone. `now` gives instants in UTC, `clock` seconds for
    pacing, `chance` numbers in [0, 1) for jitter.
    """

    def __init__(  # noqa: PLR0913 - all after the settings is for tests
        self,
        archive: Archive,
        fetching: FetchSettings,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        rests: Callable[[datetime], None] = lambda _: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._archive = archive
        self._settings = replace(
            fetching,
            concurrency=archive.concurrency,
            read_timeout_seconds=archive.timeout_seconds,
            total_timeout_seconds=2 * archive.timeout_seconds,
            allow_private_addresses=fetching.allow_private_addresses or archive.allow_private_addresses,
        )
        self._now = now
        self._told = rests
        self._sleep = sleep
        self._chance = chance
        self._index = Pacer(1, 60.0 / archive.cdx_per_minute, clock, sleep)
        self._mementos = Pacer(archive.concurrency, 60.0 / archive.mementos_per_minute, clock, sleep)
        self._rested = 0.0
        self._away = 0
        self.requests = 0
        contact = f" (+{fetching.contact})" if fetching.contact else ""
        named = {
            "User-Agent": f"{fetching.user_agent}{contact}",
            "Accept": "*/*",
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        self._headers = [(name.encode(), value.encode("latin-1", "replace")) for name, value in named.items()]

    async def __aenter__(self) -> Self:
        self._wire = Wire(self._settings, None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.close()

    async def index(self, url: str) -> Answer:
        """Answer a question to the index, after further tries where that helps. Raises ArchiveError."""
        for tries in range(1, self._archive.tries + 1):
            try:
                return await self._asked(self._index, url, MOST_INDEX_BYTES)
            except ArchiveFails:
                if tries == self._archive.tries:
                    raise
                await self.pause(tries)
        raise AssertionError  # there is at least one try

    async def capture(self, url: str, coded: Callable[[bytes], object]) -> Answer:
        """Answer a request for a capture: one try, as others can be asked for meanwhile. Raises ArchiveError."""
        return await self._asked(self._mementos, url, MAX_BYTES, coded)

    async def pause(self, tries: int) -> None:
        """Wait before the next try."""
        await self._sleep(backoff(tries, self._chance()))

    async def _asked(
        self, pacer: Pacer, url: str, most: int, coded: Callable[[bytes], object] = lambda _: None
    ) -> Answer:
        """One answer that is none of a server in trouble; where the archive wants to be left alone, it is."""
        rests = 0
        while True:
            answer = await self._answer(pacer, url, most, coded)
            if any(name == _MEMENTO for name, _ in answer.headers) or answer.status not in PASSING_STATUSES:
                self._away = 0
                return answer
            asked_for = retry_after(answer.header("retry-after"), self._now())
            if answer.status != TOO_MANY and (asked_for is None or answer.status not in RESTING_STATUSES):
                said = f"status {answer.status}"
                self._no_answer(said)
                raise ArchiveFails(f"{self._archive.name} answered with {said}")
            seconds = max(asked_for or 0.0, SHORTEST_REST_SECONDS * 2.0**rests)
            rests += 1
            self._leave_alone(url, seconds, last=rests > MOST_RESTS)

    async def _answer(self, pacer: Pacer, url: str, most: int, coded: Callable[[bytes], object]) -> Answer:
        try:
            parsed = checked_url(url)
            async with pacer.turn(parsed.host, self._archive.longest_wait_seconds):
                self.requests += 1
                seconds = self._settings.total_timeout_seconds
                answer = await self._wire.answer(parsed, self._headers, most, seconds, coded)
        except RestingError as rest:
            raise self._rests(rest.seconds) from rest
        except PassingError as fault:
            self._no_answer(fault.reason)
            raise ArchiveAway(fault.reason) from fault
        except FetchError as fault:
            if fault.outcome in _UNREACHED:
                self._no_answer(fault.reason)
            raise ArchiveRefuses(fault.reason) from fault
        return answer

    def _no_answer(self, reason: str) -> None:
        """Count it; ArchiveGone when that was too often in a row: an outage says nothing of captures."""
        self._away += 1
        if self._away >= MOST_AWAY:
            raise ArchiveGone(self._archive.name, self._away, reason)

    def _leave_alone(self, url: str, seconds: float, *, last: bool) -> None:
        """Ask nothing for so long; ArchiveRests when that is more than a backfill waits in all, or the `last` time."""
        rests = self._rests(seconds)
        self._told(rests.until)
        self._rested += seconds
        if last or self._rested > self._archive.longest_wait_seconds:
            raise rests
        for pacer in (self._index, self._mementos):
            pacer.leave_alone(checked_url(url).host, seconds)

    def _rests(self, seconds: float) -> ArchiveRests:
        longest = LONGEST_REST.total_seconds()
        return ArchiveRests(self._archive.name, self._now() + timedelta(seconds=min(seconds, longest)))
