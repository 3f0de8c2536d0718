"""A small real web server on loopback, and a clock that tests turn by hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from types import TracebackType


@dataclass(frozen=True)
class Asked:
    """One request as it came in; header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """One answer.

    `raw` replaces everything; `silent` holds it back; `trickle` sends the body byte by byte, so far apart.
    """

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None
    silent: float = 0.0
    trickle: float = 0.0
    length: int | None = None

    def head(self) -> bytes:
        """Give the status line and the headers."""
        lines = [
            f"HTTP/1.1 {self.status} X",
            f"Content-Length: {len(self.body) if self.length is None else self.length}",
        ]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


Route: TypeAlias = "Reply | list[Reply] | Callable[[Asked], Reply]"


@dataclass
class Site:
    """Serves `routes` by path (404 for others); a list gives its replies in turn and repeats the last."""

    routes: dict[str, Route]
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.root = f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}"
        self._writers: set[asyncio.StreamWriter] = set()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0.01)

    def paths(self) -> list[str]:
        """Give the paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                asked = _asked(await reader.readuntil(b"\r\n\r\n"))
                self.asked.append(asked)
                self._now += 1
                self.most_at_once = max(self.most_at_once, self._now)
                try:
                    open_still = await self._send(self._reply(asked), writer)
                finally:
                    self._now -= 1
                if not open_still:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    def _reply(self, asked: Asked) -> Reply:
        route = self.routes.get(asked.path, Reply(404))
        if isinstance(route, list):
            return route.pop(0) if len(route) > 1 else route[0]
        return route if isinstance(route, Reply) else route(asked)

    @staticmethod
    async def _send(reply: Reply, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(reply.silent)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        writer.write(reply.head())
        if not reply.trickle:
            writer.write(reply.body)
        else:
            for byte in reply.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(reply.trickle)
        await writer.drain()
        return reply.length is None


def _asked(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines if line)
    return Asked(first.split(" ")[1], {name.lower(): value for name, _, value in pairs})


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """Tell the time of day."""
        return datetime(2026, 6, 1, 12, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def clock(self) -> float:
        """Tell the seconds since the start."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)
