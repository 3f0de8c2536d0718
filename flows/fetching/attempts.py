"""How an attempt to fetch a source ends, and what can end it before a response is there.

The tree of errors (they never leave this package)::

    FetchError
    +-- FinalError       trying again would end the same way
    +-- PassingError     may be over in a moment: worth another try
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from extractors.records import Outcome, Response


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave with the last healthy capture, exactly so (RFC 9110, sections 8.8.2 and 8.8.3).

    `url` is the address that gave them, when redirects led away from the source's own (None): another page
    must not answer that it has not changed since.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PartTerms:
    """On what terms a part of a page is asked for.

    With `headers` of the page's scripts (names in lower case), at most so many bytes and seconds, requests to one host
    `interval` seconds apart, and only at hosts that `host` allows.
    """

    language: str
    headers: Mapping[str, str]
    most_bytes: int
    seconds: float
    interval: float
    host: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One fetch as it ended, before anybody judged the page.

    Either `response` is there and `outcome` is None, or `response` is None and `outcome` says why
    (`UNCHANGED` for a 304). `reason` is one sentence. `tries` is 1 and one for every further try, 0 when
    nothing was asked.
    Instants are UTC: `started_at` is when the first request went out.
    """

    source_id: str
    url: str
    started_at: datetime
    finished_at: datetime
    tries: int
    response: Response | None
    outcome: Outcome | None
    reason: str


class FetchError(Exception):
    """An attempt that ended without a response; `outcome` says how, the message is one sentence."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class FinalError(FetchError):
    """Trying again would end the same way."""


class PassingError(FetchError):
    """It may be over in a moment: worth another try."""
