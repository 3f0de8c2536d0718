"""The sample programs' site: every page a function of the simulated day, and a receiver for alerts."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from typing import TYPE_CHECKING, Any

from flows.demo import furniture
from flows.demo.server import Answer, Request, tagged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flows.demo.story import Sample, Story

RECEIVER = "/receiver"
_TEXT = (("Content-Type", "text/plain; charset=utf-8"),)
_FEED = (("Content-Type", "application/atom+xml; charset=utf-8"),)


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


@dataclass(frozen=True, slots=True)
class Site:
    """Answers for the story's pages as they stand at `now()`.

    Furniture depends on the page and the instant alone when `steady` is set, so that a run that is repeated
    for the same instant meets the same bytes; otherwise it differs at each request, as on real sites.
    """

    story: Story
    now: Callable[[], datetime]
    receiver: Receiver
    steady: bool = False

    def answer(self, request: Request) -> Answer:
        """The answer to one request."""
        path = request.path.partition("?")[0]
        if path == RECEIVER:
            return self.receiver.receive(request)
        if path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /private/\n", headers=_TEXT)
        sample = next((sample for sample in self.story.sources if sample.path == path), None)
        return self._page(sample, request) if sample else _not_found()

    def _page(self, sample: Sample, request: Request) -> Answer:
        instant = self.now()
        instead = self.story.answer(sample, instant.date())
        content = self.story.content(sample, instant.date())
        if instead == "not_found" or content is None:
            return _not_found()
        dice = Random(f"{sample.id} {instant}") if self.steady else Random()  # noqa: S311 - menus, not secrets
        if instead == "bot_check":
            return Answer(furniture.challenge(dice).encode())
        if sample.kind == "feed":
            return tagged(request, Answer(content.encode(), headers=_FEED))
        if sample.validators:
            dice = Random(sample.id)  # noqa: S311
        page = Answer(furniture.dressed(content, sample.publisher, dice, year=instant.year).encode())
        return tagged(request, page) if sample.validators else page


def _not_found() -> Answer:
    return Answer(furniture.NOT_FOUND.encode(), HTTPStatus.NOT_FOUND)
