"""When a host may be asked again: so many at a time, so far apart, never while it wants to be left alone."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

MOST_CRAWL_DELAY_SECONDS = 60.0
"""A longer crawl-delay counts as this one: one visit a schedule burdens nobody, and a run has to end."""


class RestingError(Exception):
    """The host wants to be left alone for longer than the caller would wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    asked_at: float = float("-inf")
    rests_until: float = 0.0
    crawl_delay: float = 0.0
    order: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pacer:
    """Gives out turns, host by host. Times are seconds of `clock`."""

    def __init__(
        self,
        concurrency: int,
        interval: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._concurrency = concurrency
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    def _host(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(asyncio.Semaphore(self._concurrency))
        return known

    def slow_down(self, host: str, crawl_delay: float | None) -> None:
        """Keep requests to `host` at least `crawl_delay` seconds apart (at most MOST_CRAWL_DELAY_SECONDS)."""
        self._host(host).crawl_delay = min(MOST_CRAWL_DELAY_SECONDS, crawl_delay or 0.0)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask nothing of `host` for so long."""
        known = self._host(host)
        known.rests_until = max(known.rests_until, self._clock() + seconds)

    @asynccontextmanager
    async def turn(self, host: str, patience: float, interval: float | None = None) -> AsyncIterator[None]:
        """Wait for a turn at `host`; RestingError when it rests for more than `patience` seconds.

        `interval` is for requests that follow one another faster than usual: the parts of one page.
        """
        known = self._host(host)
        async with known.turns:
            await self._wait(known, patience, self._interval if interval is None else interval)
            yield

    async def _wait(self, known: _Host, patience: float, interval: float) -> None:
        async with known.order:
            rest = known.rests_until - self._clock()
            if rest > patience:
                raise RestingError(rest)
            spacing = known.asked_at + max(interval, known.crawl_delay) - self._clock()
            if rest > 0 or spacing > 0:
                await self._sleep(max(rest, spacing))
            known.asked_at = self._clock()
