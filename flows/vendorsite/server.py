"""A small HTTP/1.1 server on loopback: one function from a request to an answer, served from its own thread.

It is honest about the few things that it does: persistent connections, bodies of a stated length, HEAD. What it cannot
parse it answers with 400, and closes. It can be told to be bad: to answer late, drop by drop, or not to the end.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HOST = "127.0.0.1"
LONGEST_HEAD = 64 * 1024
LONGEST_BODY = 8 * 1024 * 1024
DROP = 64
BROKEN = (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is given back; `Content-Length` is added when it is sent.

    `wait` seconds pass before the first byte, `drip` seconds after each `DROP` bytes of the body; after `cut` bytes the
    connection is broken (with 0 before the head).
    """

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    wait: float = 0.0
    drip: float = 0.0
    cut: int | None = None


@contextmanager
def serving(answer: Callable[[Request], Answer], port: int = 0) -> Iterator[str]:
    """Serve `answer` until the block ends; gives the base address without a slash at its end.

    `answer` is called in the server's thread, one call at a time. Raises OSError when the port is taken.
    """
    loop = asyncio.new_event_loop()
    connections: set[asyncio.StreamWriter] = set()
    server = loop.run_until_complete(_listen(answer, port, connections))
    thread = threading.Thread(target=loop.run_forever, name="vendor-site", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_close(server, connections), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def serve_forever(answer: Callable[[Request], Answer], port: int = 0) -> None:
    """Serve in this process until it is ended; the address is the first line on standard output."""
    server = await _listen(answer, port, set())
    print(f"http://{HOST}:{server.sockets[0].getsockname()[1]}", flush=True)  # noqa: T201
    await server.serve_forever()


async def _listen(
    answer: Callable[[Request], Answer], port: int, connections: set[asyncio.StreamWriter]
) -> asyncio.Server:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(writer)
        try:
            await _converse(answer, reader, writer)
        except BROKEN:
            writer.transport.abort()
        finally:
            connections.discard(writer)
            writer.close()

    return await asyncio.start_server(converse, HOST, port, limit=LONGEST_HEAD, backlog=512)


async def _close(server: asyncio.Server, connections: set[asyncio.StreamWriter]) -> None:
    server.close()
    for writer in tuple(connections):
        writer.transport.abort()
    # Let the conversations end: a task that is still waiting when its loop closes is a warning.
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others, timeout=2) if others else None


async def _converse(
    answer: Callable[[Request], Answer], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while True:
        try:
            request = await _request(reader)
        except asyncio.IncompleteReadError:
            return  # the client has gone
        except ValueError:
            writer.write(_head(Answer(status=HTTPStatus.BAD_REQUEST), close=True))
            await writer.drain()
            return
        given = answer(request)
        close = request.headers.get("connection", "").lower() == "close"
        await _send(request, given, writer, close=close)
        if close:
            return


async def _send(request: Request, given: Answer, writer: asyncio.StreamWriter, *, close: bool) -> None:
    """Send one answer in its manner; ConnectionError where it breaks off."""
    await asyncio.sleep(given.wait)
    if given.cut == 0:
        raise ConnectionAbortedError
    body = b"" if request.method == "HEAD" else given.body[: given.cut]
    step = DROP if given.drip else max(len(body), 1)
    writer.write(_head(given, close=close))
    for start in range(0, len(body), step):
        writer.write(body[start : start + step])
        await writer.drain()
        await asyncio.sleep(given.drip)
    await writer.drain()
    if given.cut is not None:
        raise ConnectionAbortedError


async def _request(reader: asyncio.StreamReader) -> Request:
    """The next request; ValueError when it is none, IncompleteReadError when the connection ends first."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, path, _version = first.split(" ")
    pairs = (line.split(":", 1) for line in lines)
    headers = {name.strip().lower(): value.strip() for name, value in pairs}
    length = int(headers.get("content-length", "0"))
    if not 0 <= length <= LONGEST_BODY:
        raise ValueError(length)
    body = await reader.readexactly(length) if length else b""
    return Request(method, path, headers, body)


def _head(answer: Answer, *, close: bool) -> bytes:
    status = HTTPStatus(answer.status)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    if status is not HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(answer.body)}")
    lines.append(f"Connection: {'close' if close else 'keep-alive'}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
