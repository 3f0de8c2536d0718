"""The search for new pages of one program: places are asked, leads sifted, the best read, the good ones enrolled.

Every step is kept as soon as it is done, so that a search that was killed goes on where it was.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import warehouse.discoveries as memory
from extractors.leads import address, language_of, links, on_host, within
from extractors.records import Outcome
from flows.discovery import listings, reading
from flows.discovery.patience import Patience
from flows.discovery.sifting import Sought, fitted, next_to_read, remembered, sifted
from flows.fetching.allowance import AllowanceSpent
from warehouse.discoveries import Candidate, Enrolment, Listing
from warehouse.snapshots import digest
from warehouse.watched_pages import response_of, shown_pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program, Source
    from extractors.leads import Lead
    from extractors.reading import Examined
    from extractors.records import Response
    from flows.discovery.examining import Examiner
    from flows.fetching import Attempt, Validators
    from flows.fetching.allowance import Allowance
    from flows.settings import DiscoverySettings
    from warehouse.discoveries import Search


Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Errand:
    """What a search is to do and by what it works.

    `fetch` and `sitemaps` ask within the program's `allowance`; `basis` names all that leads are sifted by; a `dry` search
    asks the places only and keeps nothing. `late` says whether time is up; who uses the warehouse has
    the `turn`; `said` hears a line of each page that was read.
    """

    program: Program
    catalogue: Catalogue
    settings: DiscoverySettings
    path: Path
    rules: str
    basis: str
    run_id: str
    fetch: Callable[[Source, Validators | None], Awaitable[Attempt]]
    sitemaps: Callable[[str], Awaitable[tuple[str, ...]]]
    allowance: Allowance
    examiner: Examiner
    now: Callable[[], datetime]
    late: Callable[[], bool]
    turn: asyncio.Lock
    said: Callable[[str], None]
    dry: bool = False


@dataclass(slots=True)
class Known:
    """What is known of a program while its search goes on."""

    search: Search
    listings: dict[str, Listing]
    candidates: dict[str, Candidate]
    watched: dict[str, str]  # source by address
    documents: dict[str, str]  # source by document
    named: dict[str, Source]  # every source ever known, by address
    enrolled: list[Source] = field(default_factory=list)
    read: list[Candidate] = field(default_factory=list)

    @property
    def rejected(self) -> frozenset[str]:
        """The addresses that the operator does not want."""
        return frozenset(url for url, one in self.candidates.items() if one.state == "rejected")


class Searching:
    """One search; `run` it, then look at `known`."""

    def __init__(self, errand: Errand, known: Known) -> None:
        self.errand = errand
        self.known = known
        self.patience = Patience()

    async def run(self) -> None:
        """Look until nothing is left, or a limit is reached: that is said in the search's `ended`."""
        try:
            await self._forget_outside()
            await self._links_of_pages()
            await self._ask_places()
            if not self.errand.dry:
                await self._read_candidates()
        except AllowanceSpent:
            self._end(f"{self.errand.settings.requests} requests were sent")
        await self._note()

    async def _in_turn(self, do: Callable[..., Kept], *given: object) -> Kept:
        """Do one thing with the warehouse; a search of another program in this process waits, as it were a reader else."""
        async with self.errand.turn:
            return await asyncio.to_thread(do, *given)

    def _end(self, why: str) -> None:
        self.known.search = replace(self.known.search, ended=why)

    @property
    def _room(self) -> bool:
        return len(self.known.candidates) < self.errand.settings.candidates

    async def _forget_outside(self) -> None:
        """Candidates that no scope has any more have lost their place; what was decided stays."""
        scopes, known = self.errand.program.scopes, self.known.candidates
        outside = {
            url
            for url, one in known.items()
            if one.state != "enrolled" and one.decided_at is None and not within(url, scopes)
        }
        for url in outside:
            del known[url]
        if outside:
            await self._note(dropped=outside)

    # -- places that list pages ----------------------------------------------------------------------------------

    async def _links_of_pages(self) -> None:
        """The links of watched pages, where these were captured anew."""
        path = self.errand.path
        if not path.exists():
            return
        for shown in await self._in_turn(shown_pages, path, self.errand.program.key):
            before = self.known.listings.get(shown.url)
            if before and before.snapshot == shown.snapshot and before.basis == self.errand.basis:
                continue
            response = await self._in_turn(response_of, path, shown)
            if response is not None:
                await self._take_links(shown.url, response, shown.snapshot, shown.captured_at)

    async def _take_links(self, url: str, response: Response, snapshot: str, at: datetime) -> None:
        program = self.errand.program
        before = self.known.listings.get(url) or Listing(program.key, url, "link")
        found = await asyncio.to_thread(links, response)
        listing = replace(
            before, basis=self.errand.basis, snapshot=snapshot, tried_at=self.errand.now(), read_at=at,
            outcome="healthy", entries=len(found),
        )  # fmt: skip
        feeds = [lead for lead in found if lead.how == "feed" and within(lead.url, program.scopes)]
        parts = listings.new_parts(program.key, feeds, self.known.listings, "feed")
        await self._take(before, listing, found, parts)

    async def _ask_places(self) -> None:
        """Sitemaps, feeds and llms.txt files, as many as a run may ask."""
        errand, asked = self.errand, set[str]()
        roots = [*listings.declared(errand.program), *await self._sitemaps_of_sites()]
        while self.known.search.listings < errand.settings.listings and not errand.late():
            places = listings.to_ask(
                roots, self.known.listings, errand.program, errand.catalogue, errand.now()
            )
            place = next(
                (
                    one
                    for one in places
                    if one.url not in asked and not self._asked(one) and not self.patience.left_alone(one.url)
                ),
                None,
            )
            if place is None:
                return
            asked.add(place.url)
            await self._ask(place)

    def _asked(self, place: Listing) -> bool:
        """Whether this search asked there already, if only before it was killed."""
        return place.tried_at is not None and place.tried_at >= self.known.search.started_at

    async def _sitemaps_of_sites(self) -> list[Listing]:
        """The sitemaps that robots.txt names on each site of the scopes, or the usual one where it names none.

        What it names on other hosts is left alone: whoever declares it as a source means it.
        """
        program = self.errand.program
        found: dict[str, Listing] = {}
        for origin in listings.origins(program):
            for url in await self.errand.sitemaps(origin) or (f"{origin}/sitemap.xml",):
                if (place := address(url)) and on_host(place, program.scopes):
                    found[place] = Listing(program.key, place, "sitemap")
        return list(found.values())

    async def _ask(self, place: Listing) -> None:
        errand = self.errand
        source = listings.source_of(place, language_of(errand.program))
        attempt = await errand.fetch(source, listings.validators_of(place, errand.basis, room=self._room))
        found = await asyncio.to_thread(listings.answered, place, attempt, errand.basis, errand.now())
        self.patience.heard(place.url, Outcome(found.listing.outcome))
        self.known.search = replace(self.known.search, listings=self.known.search.listings + 1)
        if found.leads or found.further:
            further = listings.best_first(found.further, errand.program, errand.catalogue)
            parts = listings.new_parts(errand.program.key, further, self.known.listings, "sitemap")
            await self._take(place, found.listing, found.leads, parts)
        else:
            await self._note([found.listing])

    async def _take(
        self, before: Listing, listing: Listing, leads: Sequence[Lead], parts: Sequence[Listing]
    ) -> None:
        """Sift what a place lists, and keep it: the place as it is now, its candidates, and who lost their place to them."""
        known = self.known
        sought = Sought(self.errand.program, self.errand.catalogue, known.watched)
        taken = await asyncio.to_thread(sifted, leads, before, sought, known.candidates, self.errand.now())
        others = [one for one in known.listings.values() if one.url != listing.url]
        named = remembered(taken.known, others)
        known.candidates.update((one.url, one) for one in taken.found)
        dropped = fitted(known.candidates, self.errand.settings.candidates)
        for one in dropped:
            del known.candidates[one.url]
        lost = {one.url for one in dropped}
        left_out = sum(one.found_in == listing.url for one in dropped)
        kept = [one for one in taken.found if one.url not in lost]
        await self._note([replace(listing, known=named, left_out=left_out), *parts], kept, lost)

    async def _note(
        self, listed: Sequence[Listing] = (), found: Sequence[Candidate] = (), dropped: set[str] | None = None
    ) -> None:
        known = self.known
        known.search = replace(known.search, requests=self.errand.allowance.spent)
        known.listings.update((one.url, one) for one in listed)
        known.candidates.update((one.url, one) for one in found)
        if not self.errand.dry:
            await self._in_turn(memory.note, self.errand.path, known.search, listed, found, dropped or set())

    # -- candidates ----------------------------------------------------------------------------------------------

    async def _read_candidates(self) -> None:
        """Read the best that waits, one after the other, until none is left or a limit is reached."""
        while one := next_to_read(self._open(), self.known.search.started_at):
            if limit := self._limit():
                self._end(limit)
                return
            await self._read(one)

    def _open(self) -> list[Candidate]:
        """The candidates on hosts that do not refuse."""
        return [one for one in self.known.candidates.values() if not self.patience.left_alone(one.url)]

    def _limit(self) -> str:
        """Which limit keeps the search from reading another page, in words; empty when none does."""
        settings, known = self.errand.settings, self.known
        before = sum(
            source.discovered is not None and not source.item for source in self.errand.program.sources
        )
        if known.search.pages >= settings.pages:
            return f"{settings.pages} pages were read"
        if before + len(known.enrolled) >= settings.enrolled:
            return f"{settings.enrolled} sources are enrolled"
        return f"{settings.minutes:g} minutes were over" if self.errand.late() else ""

    async def _read(self, one: Candidate) -> None:
        errand, known = self.errand, self.known
        around = reading.Surroundings(
            errand.program, errand.catalogue, known.watched, known.documents, known.rejected
        )
        if holder := known.watched.get(one.url):
            await self._decided(
                reading.settled(one, "irrelevant", f"is watched already: {holder}", errand.now())
            )
            return
        attempt = await errand.fetch(reading.source_of(one, errand.program), None)
        known.search = replace(known.search, pages=known.search.pages + 1)
        found = reading.arrived(one, attempt, around, errand.now())
        if isinstance(found, Candidate):
            self.patience.heard(one.url, attempt.outcome or Outcome.HEALTHY)
            await self._decided(found)
            return
        found, seen = await errand.examiner.examined(found, attempt, errand.allowance)
        self.patience.heard(one.url, seen.judgement.outcome)
        judged = await asyncio.to_thread(reading.judged, one, found, seen, around, errand.now())
        if judged.state == "enrolled":
            await self._enrol(judged, attempt, found, seen)
        else:
            await self._decided(judged)

    async def _decided(self, one: Candidate) -> None:
        self.known.read.append(one)
        await self._note(found=[one])
        self.errand.said(f"{one.program}: {one.state}: {one.url}")

    async def _enrol(self, one: Candidate, attempt: Attempt, found: reading.Arrived, seen: Examined) -> None:
        errand, known = self.errand, self.known
        now, url = errand.now(), found.source.url
        before = known.named.get(
            url
        )  # a source that was given up comes back under the name that its history has
        same = found.source if before is None else replace(found.source, id=before.id, name=before.name)
        source = reading.discovered(same, one, now)
        fetch = reading.first_fetch(source, attempt, found, seen, errand.run_id)
        enrolled = replace(one, source_id=source.id)
        known.search = replace(
            known.search, requests=errand.allowance.spent, enrolled=known.search.enrolled + 1
        )
        await self._in_turn(
            memory.enrol, errand.path, known.search, Enrolment(enrolled, source, fetch), errand.rules
        )
        known.candidates[one.url] = enrolled
        known.watched[url] = source.id
        if seen.digest:
            known.documents.setdefault(seen.digest, source.id)
        known.enrolled.append(source)
        known.read.append(enrolled)
        errand.said(f"{one.program}: enrolled as {source.id}: {url}")
        if source.kind == "page":
            await self._take_links(url, found.response, digest(found.response.body), fetch.started_at)
