"""The parts that a page asks for while a browser builds it: which are refused, and the rest fetched as all else is.

Only scripts and what they read (GET) are fetched, from the page's own site, by the run's own fetcher: robots.txt, pacing,
checks of addresses and limits of size hold for each of them. The browser itself reaches no network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from extractors.records import Outcome
from flows.fetching.attempts import FetchError, PartTerms
from flows.rendering.sites import belongs

if TYPE_CHECKING:
    from flows.fetching.wire import Answer
    from flows.settings import RenderSettings

_WANTED: Final = frozenset({"script", "xhr", "fetch"})
_SHELF_BYTES: Final = 32_000_000
_SERVER_ERRORS, _TOO_MANY, _OK = 500, 429, 200
_REFUSED_FOR_GOOD: Final = frozenset({Outcome.ADDRESS_REFUSED, Outcome.TOO_MANY_REDIRECTS})
_DATA_BY_POST = re.compile(r"graphql|/aura\b|/webruntime/api|/apexremote", re.IGNORECASE)
"""Where pages read their text by POST, which is never sent; other posts tell who visits."""
_KEPT_BACK: Final = frozenset(
    """
    accept-encoding accept-language connection content-length content-type cookie host if-modified-since if-none-match
    priority range te trailer transfer-encoding upgrade upgrade-insecure-requests user-agent x-forwarded-for
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A part as the page asks for it; `headers` by name in lower case, `kind` as browsers tell resources apart."""

    method: str
    url: str
    kind: str
    headers: dict[str, str]

    @property
    def host(self) -> str:
        """The host that is asked."""
        return urlsplit(self.url).hostname or ""


class RefusedPart(Exception):  # noqa: N818 - what a page is not given is no fault
    """The page is not given this part; the message says why in a few words."""


@dataclass(slots=True)
class Shelf:
    """Scripts that were fetched in this run: the pages of one vendor share most of them."""

    scripts: dict[str, Answer] = field(default_factory=dict)
    left: int = _SHELF_BYTES

    def put(self, url: str, answer: Answer) -> None:
        """Keep a script while there is room."""
        if answer.status == _OK and len(answer.body) <= self.left:
            self.left -= len(answer.body)
            self.scripts[url] = answer


class PartFetcher(Protocol):
    """What fetches the parts: the run's fetcher, or one that counts its requests."""

    async def part(self, url: str, terms: PartTerms) -> Answer:
        """Fetch one part; FetchError without it."""
        ...

    @property
    def agent(self) -> str:
        """The user agent by which sites know it."""
        ...


@dataclass(slots=True)
class Parts:
    """The parts of one page: `asked` for so far, `refused` by reason, and what was `missing` although the page needs it."""

    settings: RenderSettings
    fetcher: PartFetcher
    shelf: Shelf
    page: str
    language: str
    asked: int = 0
    size: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    async def part(self, asked: Asked) -> Answer:
        """Fetch a part; RefusedPart when the page does not get it."""
        refusal = self._refusal(asked)
        if refusal:
            if asked.method == "POST" and self._ours(asked.host) and _DATA_BY_POST.search(asked.url):
                self.missing.append(f"{asked.url} is read by POST, which is never sent")
            self.refused[refusal] = self.refused.get(refusal, 0) + 1
            raise RefusedPart(refusal)
        url = asked.url.partition("#")[0]
        if asked.kind == "script" and url in self.shelf.scripts:
            return self.shelf.scripts[url]
        try:
            answer = await self._fetched(url, asked)
        except FetchError as fault:
            if fault.outcome in _REFUSED_FOR_GOOD:
                self.refused[fault.reason] = self.refused.get(fault.reason, 0) + 1
            else:
                self.missing.append(fault.reason)
            raise RefusedPart(fault.reason) from fault
        if answer.status >= _SERVER_ERRORS or answer.status == _TOO_MANY or answer.truncated:
            self.missing.append(f"{url}: status {answer.status}{', cut short' if answer.truncated else ''}")
        elif asked.kind == "script":
            self.shelf.put(url, answer)
        return answer

    async def _fetched(self, url: str, asked: Asked) -> Answer:
        settings = self.settings
        if self.asked >= settings.parts:
            raise FetchError(Outcome.TOO_LARGE, f"it asks for more than {settings.parts} parts (parts)")
        self.asked += 1
        headers = {
            name: value
            for name, value in asked.headers.items()
            if name not in _KEPT_BACK and not name.startswith(("sec-", ":", "proxy-"))
        }
        left = max(0, settings.max_bytes - self.size)
        terms = PartTerms(
            self.language, headers, left, settings.seconds, settings.interval_seconds, self._ours
        )
        answer = await self.fetcher.part(url, terms)
        self.size += len(answer.body)
        return answer

    def _refusal(self, asked: Asked) -> str:
        if asked.kind not in _WANTED:
            return f"{asked.kind} is not needed for the text"
        if asked.method != "GET":
            return f"{asked.method} is never sent"
        if urlsplit(asked.url).scheme not in ("http", "https"):
            return "neither http nor https"
        return "" if self._ours(asked.host) else f"third party {asked.host}"

    def _ours(self, host: str) -> bool:
        return belongs(host, urlsplit(self.page).hostname or "", self.settings.hosts)
