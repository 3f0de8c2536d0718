"""Ways by which a message reaches people: services through apprise, and the Atom feed file.

A channel that does not take a message raises :class:`NotTaken`; nothing is retried here, because what is owed
stays owed in the warehouse and the next delivery tries again.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from flows.alerts import feed
from flows.alerts.words import calm, plain, shortened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from apprise import NotifyBase

    from flows.alerts.messages import Message

FEED = "feed"
_REASON_LENGTH = 300
_STATUS = re.compile(r"\berror=(\d{3})\b")
_REFUSALS = frozenset({400, 405, 406, 411, 413, 414, 415, 422, 431})
"""Statuses that say no to this very message (RFC 9110, 15.5); others are about the channel, or will pass."""

_READ_MARKDOWN = frozenset(
    {
        "NotifyDiscord",
        "NotifyFluxer",
        "NotifyGuilded",
        "NotifyHumHub",
        "NotifyMattermost",
        "NotifyNextcloudTalk",
        "NotifyRevolt",
        "NotifyZulip",
    }
)
"""Services that apprise sends "text" and that show it as Markdown."""


class NotTaken(Exception):  # noqa: N818  (it says what happened)
    """A channel did not take a message; the text says why, and holds no secret of the channel's address."""


class NoAddress(NotTaken):
    """The channel's address is missing or wrong: trying again without mending it is of no use."""


class Refused(NotTaken):
    """The service will not have this message, now or later; the next one may be welcome."""


class Channel(Protocol):
    """Somewhere a message can be told."""

    @property
    def name(self) -> str:
        """How the configuration calls it."""

    async def tell(self, message: Message) -> None:
        """Hand the message over; NotTaken when it was not taken."""


@dataclass(frozen=True, slots=True)
class Feed:
    """The Atom feed file at `path`."""

    path: Path
    name: str = FEED

    async def tell(self, message: Message) -> None:
        """Put the message on top of the feed."""
        try:
            await asyncio.to_thread(feed.publish, self.path, [message])
        except OSError as error:
            raise NotTaken(f"{self.path}: cannot be written ({error.strerror}); mend that") from None


@dataclass(frozen=True, slots=True)
class Service:
    """Apprise services behind one name; `address` gives their URL (a secret) or raises NotTaken."""

    name: str
    address: Callable[[], Awaitable[str]]

    async def tell(self, message: Message) -> None:
        """Send the message to every service of the channel, each in the form that it asks for."""
        servers = _servers(self.name, await self.address())
        for server in servers:
            await _in_thread(lambda server=server: _send(server, message))  # type: ignore[misc]


def _servers(name: str, address: str) -> list[NotifyBase]:
    with warnings.catch_warnings():
        # Its plugins import what Python has deprecated; that is nobody's concern here.
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise  # noqa: PLC0415  (0.3 s, only when something is told)

        services = Apprise()
        known = services.add(address)
    if not known or not len(services):
        raise NoAddress(f"channel {name}: apprise does not know its address; see docs/configuration.md")
    return [server for entry in services for server in (entry if isinstance(entry, list) else [entry])]


def _send(server: NotifyBase, message: Message) -> None:
    title, body, wanted = _worded(server, message)
    with _Said() as said:
        taken = server.notify(title=title, body=body, body_format=wanted)
    if not taken:
        reason = plain(" ".join(said.lines))
        status = _STATUS.search(reason)
        kind = Refused if status and int(status[1]) in _REFUSALS else NotTaken
        raise kind(shortened(reason or "the service did not take it", _REASON_LENGTH))


def _worded(server: NotifyBase, message: Message) -> tuple[str, str, str]:
    """Title, body and its form for this service: a vendor's words are never markup where it shows them."""
    wanted = server.resolve_format(None).value
    formats = {one.value for one in server._formats()}  # noqa: SLF001  (apprise has no public name for them)
    if "html" in formats and "markdown" not in formats:  # mail
        return message.title, message.html if wanted == "html" else message.text, wanted
    if wanted == "html":
        return message.title, message.html, wanted
    if wanted == "markdown" or type(server).__name__ in _READ_MARKDOWN:
        return calm(message.title), message.markdown, wanted
    return calm(message.title), calm(message.text), wanted


class _Said(logging.Handler):
    """What apprise says (it reports failures by log only) in this thread while the block runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._thread = threading.get_ident()

    def __enter__(self) -> Self:
        logging.getLogger("apprise").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.lines.append(record.getMessage())


async def _in_thread(work: Callable[[], None]) -> None:
    """Run `work` in a thread that never keeps the process from ending: a service may hang for ever."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def settle(error: Exception | None) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001  (a plugin may raise anything; it is the channel's failure)
            _call(loop, settle, error)
        else:
            _call(loop, settle, None)

    threading.Thread(target=run, name="deliver", daemon=True).start()
    await done


def _call(
    loop: asyncio.AbstractEventLoop, settle: Callable[[Exception | None], None], error: Exception | None
) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle, error)
