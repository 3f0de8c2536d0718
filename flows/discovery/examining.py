"""Reading what candidates answered, for all searches of a run: one after the other, in a browser where that is needed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.records import Outcome
from flows.fetching.allowance import Allowance, AllowanceSpent
from flows.fetching.attempts import FinalError
from flows.rendering import Renderer
from warehouse import apart
from warehouse.examining import examined_anyway

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from extractors.catalogue import Catalogue
    from extractors.reading import Examined
    from flows.discovery.reading import Arrived
    from flows.fetching import Attempt, Fetcher
    from flows.fetching.attempts import PartTerms
    from flows.fetching.wire import Answer
    from flows.settings import Settings


@dataclass(slots=True)
class Rationed:
    """A fetcher of the parts of pages, within the allowance of the search whose page is being built."""

    fetcher: Fetcher
    allowance: Allowance | None = None

    async def part(self, url: str, terms: PartTerms) -> Answer:
        """Fetch one part; FetchError without it, also when no request is left."""
        try:
            return await self.fetcher.part(url, terms, self.allowance)
        except AllowanceSpent:
            raise FinalError(Outcome.RATE_LIMITED, "the requests of this search are spent") from None

    @property
    def agent(self) -> str:
        """The user agent by which sites know it."""
        return self.fetcher.agent


@dataclass(frozen=True, slots=True)
class Examiner:
    """Judges and reads responses."""

    catalogue: Catalogue
    pdf_seconds: float
    reader: ThreadPoolExecutor
    renderer: Renderer
    rationed: Rationed
    turn: asyncio.Lock

    async def examined(
        self, found: Arrived, attempt: Attempt, allowance: Allowance
    ) -> tuple[Arrived, Examined]:
        """What a response says; of an empty shell what a browser makes of it, where there is one and it does."""
        seen = await self._read(found)
        shown = replace(attempt, response=found.response)
        if not self.renderer.wanted(found.source, shown, seen.judgement.outcome):
            return found, seen
        async with self.turn:
            self.rationed.allowance = allowance
            built = await self.renderer.built(found.source, shown)
        if built.attempt is None or built.attempt.response is None:
            return found, seen
        found = replace(found, response=built.attempt.response)
        return found, await self._read(found)

    async def _read(self, found: Arrived) -> Examined:
        return await asyncio.get_running_loop().run_in_executor(
            self.reader, examined_anyway, found.response, found.source, self.catalogue, (), self.pdf_seconds
        )


@asynccontextmanager
async def examiner(
    settings: Settings, catalogue: Catalogue, fetcher: Fetcher, now: Callable[[], datetime]
) -> AsyncIterator[Examiner]:
    """The examiner of a run; what it started ends with the block."""
    rationed = Rationed(fetcher)
    with ThreadPoolExecutor(1, "read") as reader:
        async with Renderer(settings.rendering, rationed, settings.fetching.max_bytes, now) as renderer:
            try:
                yield Examiner(
                    catalogue, settings.fetching.pdf_seconds, reader, renderer, rationed, asyncio.Lock()
                )
            finally:
                reader.submit(apart.ended)
