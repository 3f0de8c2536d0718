"""One request and its answer, with every way in which it can fail told apart by type."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpcore
import httpx

from extractors.records import Outcome
from flows.fetching.addresses import CheckedBackend, Resolver
from flows.fetching.attempts import FinalError, PassingError
from flows.fetching.bodies import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flows.settings import FetchSettings


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request. `body` is decoded and at most as long as the limit.

    `truncated`: the connection broke before the end; `excess`: there is more than the limit.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    truncated: bool
    excess: bool

    def header(self, name: str) -> str | None:
        """Give the first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


def _unheard(_: bytes) -> None:
    """Nobody wants the body as it came."""


class Wire:
    """The one httpx transport of a run. It keeps connections and nothing else; proxies are not used."""

    def __init__(self, settings: FetchSettings, tls: ssl.SSLContext | None) -> None:
        self._settings = settings
        self._transport = httpx.AsyncHTTPTransport(
            verify=tls or httpx.create_ssl_context(),
            http2=settings.http2,
            limits=httpx.Limits(
                max_connections=None, max_keepalive_connections=settings.concurrency, keepalive_expiry=30.0
            ),
        )
        # httpx has no argument for it, and only there is the address known that is really connected to.
        pool = self._transport._pool  # noqa: SLF001
        assert isinstance(pool, httpcore.AsyncConnectionPool)
        resolver = Resolver(allow_private=settings.allow_private_addresses)
        pool._network_backend = CheckedBackend(resolver)  # noqa: SLF001
        self._timeout = httpx.Timeout(
            settings.read_timeout_seconds, connect=settings.connect_timeout_seconds, pool=None
        ).as_dict()

    async def close(self) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def answer(
        self,
        url: httpx.URL,
        headers: Sequence[tuple[bytes, bytes]],
        most: int,
        seconds: float,
        coded: Callable[[bytes], object] = _unheard,
    ) -> Answer:
        """Answer a GET, read within `seconds` up to `most` decoded bytes; FetchError when nothing comes.

        `coded` hears each piece of the body as it came, before any content coding is undone.
        """
        request = httpx.Request("GET", url, headers=list(headers), extensions={"timeout": self._timeout})
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                return await self._exchanged(request, most, coded)
        except TimeoutError as fault:
            limit = self._settings.total_timeout_seconds
            raise FinalError(
                Outcome.TIMEOUT, f"not done within {limit:g} s (total_timeout_seconds)"
            ) from fault
        except httpx.ConnectTimeout as fault:
            limit = self._settings.connect_timeout_seconds
            raise PassingError(
                Outcome.TIMEOUT, f"{url.host} did not connect within {limit:g} s (connect_timeout_seconds)"
            ) from fault
        except httpx.TimeoutException as fault:
            limit = self._settings.read_timeout_seconds
            raise PassingError(
                Outcome.TIMEOUT, f"{url.host} was silent for {limit:g} s (read_timeout_seconds)"
            ) from fault
        except (httpx.TransportError, OSError) as fault:
            tls = _tls_fault(fault)
            if tls is not None:
                raise FinalError(Outcome.TLS_ERROR, f"{url.host}: {_words(tls)}") from fault
            raise PassingError(Outcome.CONNECTION_ERROR, f"{url.host}: {_words(fault)}") from fault

    async def _exchanged(self, request: httpx.Request, most: int, coded: Callable[[bytes], object]) -> Answer:
        response = await self._transport.handle_async_request(request)
        try:
            headers = tuple(
                (name.lower().decode("latin-1"), value.decode("latin-1"))
                for name, value in response.headers.raw
            )
            body = Body(response.headers.get("content-encoding", ""), most)
            ended = await self._taken(response, body, coded)
            cut = not body.excess and not (ended and body.whole)
            return Answer(response.status_code, headers, body.content(), cut, body.excess)
        finally:
            await response.aclose()

    @staticmethod
    async def _taken(response: httpx.Response, body: Body, coded: Callable[[bytes], object]) -> bool:
        """Whether the body came to its end; the connection may break before."""
        assert isinstance(response.stream, httpx.AsyncByteStream)
        try:
            async for piece in response.stream:
                coded(piece)
                body.take(piece)
                if body.excess:
                    break
        except (httpx.RemoteProtocolError, httpx.ReadError):
            return False
        return True


def _tls_fault(fault: BaseException) -> ssl.SSLError | None:
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _words(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
