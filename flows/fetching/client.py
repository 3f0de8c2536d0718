"""The fetcher of a run: asks politely, follows by hand, tries again where that helps, and never raises."""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

import httpx

from extractors.records import Outcome, Response
from flows.fetching.addresses import checked_url
from flows.fetching.attempts import Attempt, FetchError, FinalError, PartTerms, PassingError, Validators
from flows.fetching.bodies import ACCEPT_ENCODING
from flows.fetching.pacing import Pacer, RestingError
from flows.fetching.retries import PASSING_STATUSES, RESTING_STATUSES, backoff, retry_after
from flows.fetching.robots import MOST_BYTES, MOST_REDIRECTS, Robots
from flows.fetching.wire import Answer, Wire

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from extractors.catalogue import Source
    from flows.fetching.allowance import Allowance
    from flows.settings import FetchSettings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_NOT_MODIFIED = 304
_ACCEPT = {
    "page": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "pdf": "application/pdf, */*;q=0.8",
    "feed": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.8",
    "sitemap": "application/xml, text/xml, */*;q=0.8",
}

Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class _Budget:
    """What an attempt has used of its time and its tries; waiting for a turn at a busy host costs none."""

    seconds: float
    retries: int
    allowance: Allowance | None = None
    requests: int = 0
    retried: int = 0
    started_at: datetime | None = None

    @property
    def tries(self) -> int:
        return self.retried + 1 if self.requests else 0


@dataclass(frozen=True, slots=True)
class _Errand:
    """What is asked for along a chain of redirects, and under which limits."""

    headers: Callable[[str], Headers]
    permitted: Callable[[httpx.URL], Awaitable[None]]
    most_bytes: int
    most_redirects: int
    budget: _Budget
    interval: float | None = None  # between requests to one host, where it is another than usual


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where a chain of redirects ended."""

    answer: Answer
    url: str
    redirects: tuple[str, ...]
    permanent: bool


class Fetcher:
    """Fetches sources; an asynchronous context manager, one for a run, because it remembers hosts.

    `now` gives aware datetimes in UTC, `clock` seconds for pacing, `chance` numbers in [0, 1) for jitter;
    `tls` replaces the default trust (certifi) for hosts of one's own.
    """

    def __init__(  # noqa: PLR0913 (all after the settings is for tests)
        self,
        settings: FetchSettings,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._clock = clock
        self._chance = chance
        self._tls = tls
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._agent = f"{settings.user_agent}{contact}"
        # RFC 9309, section 2.2.1: robots.txt knows us by the product token alone.
        token = re.match(r"[A-Za-z_-]+", settings.user_agent)
        self._token = token[0] if token else "*"

    async def __aenter__(self) -> Self:
        settings = self._settings
        self._wire = Wire(settings, self._tls)
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._pacer = Pacer(
            settings.per_host_concurrency, settings.per_host_interval_seconds, self._clock, self._sleep
        )
        self._robots = Robots(self._robots_txt)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._robots.close()
        await self._wire.close()

    async def fetch(
        self, source: Source, validators: Validators | None = None, allowance: Allowance | None = None
    ) -> Attempt:
        """Try to get `source`; `validators` are those of its last healthy capture.

        Never raises without an `allowance`; with one AllowanceSpent, before a request that it does not cover.
        """
        asked_at = self._now()
        budget = _Budget(self._settings.total_timeout_seconds, self._settings.retries, allowance)
        conditions = _conditions(source, validators)
        common = self._headers(_ACCEPT[source.kind], source.language)
        errand = _Errand(
            headers=lambda url: common + conditions.get(url, []),
            permitted=lambda url: self._permitted(url, allowance),
            most_bytes=self._settings.max_bytes,
            most_redirects=self._settings.max_redirects,
            budget=budget,
        )
        response, outcome = None, None
        try:
            arrival = await self._followed(source.url, errand)
            if arrival.answer.status == _NOT_MODIFIED and arrival.url in conditions:
                outcome, reason = Outcome.UNCHANGED, "status 304: not modified since the last healthy capture"
            else:
                response, reason = self._response(source, arrival), f"status {arrival.answer.status}"
        except FetchError as fault:
            outcome, reason = fault.outcome, fault.reason
        return Attempt(
            source_id=source.id,
            url=source.url,
            started_at=budget.started_at or asked_at,
            finished_at=self._now(),
            tries=budget.tries,
            response=response,
            outcome=outcome,
            reason=reason,
        )

    async def part(self, url: str, terms: PartTerms, allowance: Allowance | None = None) -> Answer:
        """Fetch one part of a page that a browser builds; FetchError without it, AllowanceSpent as for a source.

        All that holds for a source holds for it, but that requests to one host may follow each other faster.
        """
        common = self._headers(terms.headers.get("accept", "*/*"), terms.language)
        common += [
            (name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
            for name, value in terms.headers.items()
            if name != "accept"
        ]

        async def permitted(url: httpx.URL) -> None:
            if not terms.host(url.host):
                raise FinalError(Outcome.ADDRESS_REFUSED, f"it leads to a third party, {url.host}")
            await self._permitted(url, allowance)

        errand = _Errand(
            headers=lambda _: common,
            permitted=permitted,
            most_bytes=terms.most_bytes,
            most_redirects=self._settings.max_redirects,
            budget=_Budget(
                min(terms.seconds, self._settings.total_timeout_seconds), self._settings.retries, allowance
            ),
            interval=terms.interval,
        )
        answer = (await self._followed(url, errand)).answer
        if answer.excess:
            raise FinalError(Outcome.TOO_LARGE, f"{url}: with it the page's parts are larger than max_bytes")
        return answer

    @property
    def agent(self) -> str:
        """The user agent by which sites know this fetcher."""
        return self._agent

    def _headers(self, accept: str, language: str) -> Headers:
        primary = language.partition("-")[0]
        languages = language if primary == language else f"{language}, {primary};q=0.9"
        named = {
            "User-Agent": self._agent,
            "Accept": accept,
            "Accept-Language": languages or "*",
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        return [(name.encode(), value.encode("latin-1", errors="replace")) for name, value in named.items()]

    def _response(self, source: Source, arrival: _Arrival) -> Response:
        answer = arrival.answer
        if answer.excess:
            raise FinalError(
                Outcome.TOO_LARGE, f"the body is larger than {self._settings.max_bytes} bytes (max_bytes)"
            )
        return Response(
            url=source.url,
            final_url=arrival.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            redirects=arrival.redirects,
            permanent=arrival.permanent,
            truncated=answer.truncated,
        )

    async def sitemaps(self, url: str, allowance: Allowance | None = None) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the host of `url` names; none where it cannot be had."""
        try:
            return (await self._robots.rules(checked_url(url), allowance)).sitemaps
        except FetchError:
            return ()

    async def _permitted(self, url: httpx.URL, allowance: Allowance | None) -> None:
        """FetchError unless the robots.txt of the host of `url` was read and allows it."""
        rules = await self._robots.rules(url, allowance)
        if rules.failure is not None:
            raise FinalError(rules.failure.outcome, rules.failure.reason)
        if not rules.allow(str(url), self._token):
            raise FinalError(
                Outcome.ROBOTS_DISALLOWED, f"robots.txt of {url.host} disallows {url.path} for {self._token}"
            )
        self._pacer.slow_down(_host(url), rules.crawl_delay(self._token))

    async def _robots_txt(self, url: str, allowance: Allowance | None) -> Answer:
        headers = self._headers("text/plain, */*;q=0.8", "*")
        errand = _Errand(
            headers=lambda _: headers,
            permitted=_always,
            most_bytes=MOST_BYTES,
            most_redirects=MOST_REDIRECTS,
            budget=_Budget(self._settings.total_timeout_seconds, self._settings.retries, allowance),
        )
        return (await self._followed(url, errand)).answer

    async def _followed(self, url: str, errand: _Errand) -> _Arrival:
        """Follow `url`; every address on the way is checked, and asked for only where it is permitted."""
        redirects: list[str] = []
        permanent = True
        cookies = httpx.Cookies()
        while True:
            parsed = checked_url(url)
            await errand.permitted(parsed)
            headers = errand.headers(url) + _cookie_header(cookies, parsed)
            answer = await self._persistent(parsed, headers, errand)
            location = answer.header("location") if answer.status in _REDIRECTS else None
            if location is None:
                return _Arrival(answer, url, tuple(redirects), permanent and bool(redirects))
            redirects.append(url)
            permanent = permanent and answer.status in _PERMANENT
            if len(redirects) > errand.most_redirects:
                raise FinalError(
                    Outcome.TOO_MANY_REDIRECTS,
                    f"more than {errand.most_redirects} redirects (max_redirects), the last to {location}",
                )
            _keep_cookies(cookies, parsed, answer)
            url = _target(parsed, location)

    async def _persistent(self, url: httpx.URL, headers: Headers, errand: _Errand) -> Answer:
        """Give the answer, after further tries where the fault may pass and time and tries are left."""
        while True:
            try:
                answer = await self._asked(url, headers, errand)
            except PassingError:
                if not await self._paused(errand.budget, 0.0):
                    raise
                continue
            if answer.status not in PASSING_STATUSES:
                return answer
            if not await self._paused(errand.budget, self._asked_to_wait(url, answer, errand.budget)):
                return answer

    def _asked_to_wait(self, url: httpx.URL, answer: Answer, budget: _Budget) -> float:
        """Give the seconds that the host wants to be left alone; FinalError when time is short."""
        if answer.status not in RESTING_STATUSES:
            return 0.0
        seconds = retry_after(answer.header("retry-after"), self._now())
        if seconds is None:
            return 0.0
        self._pacer.leave_alone(_host(url), seconds)
        if seconds > budget.seconds:
            raise self._rate_limited(url, seconds, f"status {answer.status}, Retry-After")
        return seconds

    def _rate_limited(self, url: httpx.URL, seconds: float, by: str) -> FinalError:
        until = self._now() + timedelta(seconds=min(seconds, 10 * 366 * 86_400))
        return FinalError(
            Outcome.RATE_LIMITED,
            f"{url.host} asks to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC ({by})",
        )

    async def _paused(self, budget: _Budget, least: float) -> bool:
        """Wait before the next try; False when no tries or not enough time are left."""
        pause = max(least, backoff(budget.retried + 1, self._chance()))
        if budget.retried >= budget.retries or pause >= budget.seconds:
            return False
        budget.retried += 1
        budget.seconds -= pause
        await self._sleep(pause)
        return True

    async def _asked(self, url: httpx.URL, headers: Headers, errand: _Errand) -> Answer:
        """Send one request in its turn."""
        budget = errand.budget
        try:
            turn = self._pacer.turn(_host(url), self._settings.total_timeout_seconds, errand.interval)
            async with turn, self._slots:
                if budget.allowance is not None:
                    budget.allowance.spend()
                budget.started_at = budget.started_at or self._now()
                budget.requests += 1
                begun = self._clock()
                try:
                    return await self._wire.answer(url, headers, errand.most_bytes, budget.seconds)
                finally:
                    budget.seconds -= self._clock() - begun
        except RestingError as rest:
            raise self._rate_limited(url, rest.seconds, "as it answered to another source") from rest


def _conditions(source: Source, validators: Validators | None) -> dict[str, Headers]:
    """Conditional headers by the one address that they may be sent to."""
    if validators is None:
        return {}
    given = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    headers = [(name, value.encode("latin-1", errors="replace")) for name, value in given if value]
    return {validators.url or source.url: headers} if headers else {}


def _target(base: httpx.URL, location: str) -> str:
    try:
        return str(base.join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as fault:
        raise FinalError(Outcome.ADDRESS_REFUSED, f"redirect to {location!r}, which is no address") from fault


def _keep_cookies(cookies: httpx.Cookies, url: httpx.URL, answer: Answer) -> None:
    """Keep cookies for this one chain: some sites set one and redirect to the same page."""
    if answer.header("set-cookie") is not None:
        request = httpx.Request("GET", url)
        cookies.extract_cookies(httpx.Response(answer.status, headers=answer.headers, request=request))


def _cookie_header(cookies: httpx.Cookies, url: httpx.URL) -> Headers:
    if not cookies:
        return []
    request = httpx.Request("GET", url)
    cookies.set_cookie_header(request)
    return [
        (b"Cookie", value.encode("latin-1", errors="replace")) for value in request.headers.get_list("cookie")
    ]


def _host(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


async def _always(_: httpx.URL) -> None:
    """Robots.txt may be asked for anywhere."""
