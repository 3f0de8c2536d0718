"""The sample programs' site: every page a function of the simulated day, and a receiver for alerts."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flows.vendorsite import Answer, Request, VendorSite

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flows.demo.story import Story

RECEIVER = "/receiver"
_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)


@dataclass(slots=True)
class Receiver:
    """Keeps the messages that a webhook channel posts, in the order in which they came."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def receive(self, request: Request) -> Answer:
        """Keep one message; 400 when it is no JSON object."""
        try:
            message = json.loads(request.body)
        except ValueError:
            return Answer(b"no JSON", HTTPStatus.BAD_REQUEST, _TEXT)
        with self._lock:
            self.messages.append(message)
        return Answer(b"received", headers=_TEXT)

    def taken(self) -> list[dict[str, Any]]:
        """The messages since the last time this was asked."""
        with self._lock:
            messages, self.messages = self.messages, []
        return messages


@dataclass(slots=True)
class Site:
    """Answers for the story's pages as they stand at `now()`, and for the receiver of alerts.

    `steady` is that of :class:`flows.vendorsite.VendorSite`: the same bytes for the same instant.
    """

    story: Story
    now: Callable[[], datetime]
    receiver: Receiver
    steady: bool = False
    vendors: VendorSite = field(init=False)

    def __post_init__(self) -> None:
        self.vendors = VendorSite(self.story.script, self.now, self.steady)

    def answer(self, request: Request) -> Answer:
        """The answer to one request."""
        if request.path.partition("?")[0] == RECEIVER:
            return self.receiver.receive(request)
        return self.vendors.answer(request)
