"""The browser of a run: which sources it is used for, how often, and what becomes of what it builds."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from extractors.records import Outcome
from flows.rendering.browser import NoBrowser, OwnBrowser
from flows.rendering.building import NotBuilt, built, headers_of
from flows.rendering.parts import Parts, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from extractors.catalogue import Source
    from extractors.records import Response
    from flows.fetching import Attempt
    from flows.rendering.parts import PartFetcher
    from flows.settings import RenderSettings

_OK = 200
_MOST_FAILURES = 3
_logger = logging.getLogger("gapwatch")


@dataclass(frozen=True, slots=True)
class Built:
    """What came of rendering: the attempt with what the browser built as its response, or None and `why` it did not."""

    attempt: Attempt | None
    why: str = ""


class Renderer:
    """Renders pages one after the other; an asynchronous context manager. The browser starts with the first page."""

    def __init__(
        self, settings: RenderSettings, fetcher: PartFetcher, most_bytes: int, now: Callable[[], datetime]
    ) -> None:
        """`fetcher` is the run's; `most_bytes` is how long a built page may be."""
        self._settings = settings
        self._fetcher = fetcher
        self._most_bytes = most_bytes
        self._now = now
        self._browser = OwnBrowser(settings)
        self._turn = asyncio.Lock()
        self._shelf = Shelf()
        self._pages = 0
        self._failures = 0
        self._none = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._browser.close()

    def wanted(self, source: Source, attempt: Attempt, outcome: Outcome) -> bool:
        """Whether a browser might make a page of this source's answer, which was judged so."""
        response = attempt.response
        return (
            outcome is Outcome.EMPTY_SHELL
            and source.kind == "page"
            and source.render != "never"
            and response is not None
            and response.status == _OK
            and bool(response.body.strip())
        )

    async def built(self, source: Source, attempt: Attempt) -> Built:
        """The page as its scripts build it. Never raises for the page or the browser."""
        assert attempt.response is not None
        async with self._turn:
            why = self._hindrance()
            if why:
                return Built(None, why)
            self._pages += 1
            parts = Parts(
                self._settings, self._fetcher, self._shelf, attempt.response.final_url, source.language
            )
            try:
                html = await self._html(parts, attempt.response)
            except NoBrowser as fault:
                self._none = str(fault)
                _logger.warning("pages that scripts fill are not rendered: %s", fault)
                return Built(None, f"not rendered: {fault}")
            except NotBuilt as fault:
                return Built(None, f"not rendered: {fault}")
            response = replace(
                attempt.response,
                headers=headers_of(attempt.response),
                body=html.encode("utf-8", "replace"),
                rendered=True,
            )
            return Built(replace(attempt, response=response, finished_at=self._now()), _summary(parts))

    def _hindrance(self) -> str:
        if not self._settings.enabled:
            return "not rendered: enabled is false in [rendering]"
        if self._none:
            return f"not rendered: {self._none}"
        if self._pages >= self._settings.pages:
            return f"not rendered: {self._settings.pages} pages of this run were (pages in [rendering])"
        if self._failures >= _MOST_FAILURES:
            return "not rendered: the browser failed too often in this run"
        return ""

    async def _html(self, parts: Parts, given: Response) -> str:
        """What the browser builds. One that hangs or dies is ended, and the next page has a new one."""
        browser = await self._browser.running()
        try:
            html = await built(browser, parts, given, self._most_bytes)
        except NotBuilt:
            raise
        except TimeoutError as fault:
            await self._browser.kill()
            missing = f" ({parts.missing[0]})" if parts.missing else ""
            raise NotBuilt(f"it did not rest within {self._settings.seconds:g} s{missing}") from fault
        except Exception as fault:
            self._failures += 1
            await self._browser.kill()
            said = str(fault).partition("\n")[0] or type(fault).__name__
            raise NotBuilt(f"the browser failed ({said[:200]})") from fault
        if parts.missing:
            raise NotBuilt(f"a part of it could not be had ({parts.missing[0]})")
        return html


def _summary(parts: Parts) -> str:
    refused = "; ".join(f"{count} × {why}" for why, count in sorted(parts.refused.items())[:5])
    return f"{parts.asked} parts asked for{f', refused: {refused}' if refused else ''}"
