"""What a host's robots.txt allows (RFC 9309), asked once per host and run."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego

from extractors.leads.sitemaps import robots_sitemaps
from extractors.records import Outcome
from flows.fetching.allowance import AllowanceSpent
from flows.fetching.attempts import FetchError, FinalError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from flows.fetching.allowance import Allowance
    from flows.fetching.wire import Answer

MOST_BYTES = 500 * 1024  # RFC 9309, section 2.5: at least so much has to be parsed
MOST_REDIRECTS = 5  # RFC 9309, section 2.3.1.2
_SUCCESS, _SERVER_ERRORS, _TOO_MANY_REQUESTS = range(200, 300), 500, 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for us at one host. `failure` is set when nothing may be asked there for now."""

    protego: Protego | None = None
    failure: FetchError | None = None
    sitemaps: tuple[str, ...] = ()

    def allow(self, url: str, agent: str) -> bool:
        """Whether `agent` (its product token) may fetch `url`."""
        return self.protego is None or self.protego.can_fetch(url, agent)

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between requests that the host asks for."""
        return None if self.protego is None else self.protego.crawl_delay(agent)


class Robots:
    """Keeps the rules of every host that was asked. `get` fetches an address within an allowance, redirects followed."""

    def __init__(self, get: Callable[[str, Allowance | None], Awaitable[Answer]]) -> None:
        self._get = get
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, url: httpx.URL, allowance: Allowance | None = None) -> Rules:
        """Give the rules of the host of `url`; AllowanceSpent when asking for them would be one request too many."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        while True:
            known = self._rules.get(origin)
            if known is None:
                asking = self._asked(f"{origin}/robots.txt", allowance)
                known = self._rules[origin] = asyncio.create_task(asking)
            try:
                # Shielded: that one source gave up must not take the answer away from the others.
                return await asyncio.shield(known)
            except AllowanceSpent:
                if self._rules.get(origin) is known:
                    del self._rules[origin]
                if allowance is not None and not allowance.left:
                    raise  # else it was another's allowance, and this one asks again

    async def close(self) -> None:
        """Stop asking."""
        for task in self._rules.values():
            task.cancel()
        await asyncio.gather(*self._rules.values(), return_exceptions=True)

    async def _asked(self, address: str, allowance: Allowance | None) -> Rules:
        try:
            answer = await self._get(address, allowance)
        except FetchError as fault:
            return self._without(address, fault)
        if answer.status >= _SERVER_ERRORS or answer.status == _TOO_MANY_REQUESTS:
            return Rules(failure=_unreachable(address, f"status {answer.status}"))
        if answer.status not in _SUCCESS:
            return Rules()
        text = answer.body[:MOST_BYTES].decode("utf-8-sig", errors="replace")
        return Rules(Protego.parse(text), sitemaps=robots_sitemaps(text))

    @staticmethod
    def _without(address: str, fault: FetchError) -> Rules:
        if fault.outcome is Outcome.TOO_MANY_REDIRECTS:
            return Rules()  # "unavailable", as if it did not exist (RFC 9309, section 2.3.1.2)
        if fault.outcome in (Outcome.TIMEOUT, Outcome.UNREADABLE):
            return Rules(failure=_unreachable(address, fault.reason))
        # The host itself cannot be had, which says more than that its robots.txt cannot.
        return Rules(failure=fault)


def _unreachable(address: str, why: str) -> FetchError:
    return FinalError(
        Outcome.ROBOTS_UNREACHABLE, f"{address}: {why}; nothing is asked there until it can be read"
    )
