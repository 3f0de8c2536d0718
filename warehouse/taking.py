"""Archived answers as captures: judged and read like a run's, written down in batches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.records import Outcome, Response
from warehouse import archive_index
from warehouse.connection import writing
from warehouse.entering import with_entries
from warehouse.examining import examined_anyway
from warehouse.recording import record
from warehouse.records import Fetch
from warehouse.transfer_headers import as_received

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program, Source
    from warehouse.archives import Archived
    from warehouse.connection import Row
    from warehouse.holdings import Holding
    from warehouse.members import Members
    from warehouse.ways import Way

BATCH = 200
BATCH_BYTES = 32 * 1024 * 1024
ROWS = 2_000
CONFIRMED = "the archive notes that the server answered 304"


@dataclass(slots=True)
class Taking:
    """What an import has taken: captures that wait to be written, and how many ended in which outcome."""

    path: Path
    catalogue: Catalogue
    rules: str
    run_id: str
    now: datetime
    known: set[str]
    members: Members
    programs: Mapping[str, Program] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    waiting: list[Fetch] = field(default_factory=list)
    waiting_bytes: int = 0
    rows: list[Row] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether as much waits as may be in memory."""
        return len(self.waiting) >= BATCH or self.waiting_bytes >= BATCH_BYTES or len(self.rows) >= ROWS

    def take(
        self,
        found: Archived,
        holding: Holding,
        source: Source,
        way: Way | None = None,
        confirms: str | None = None,
    ) -> None:
        """Take an answer for a source, to which `way` led if any; a 304 says that the snapshot `confirms` still stands."""
        if found.attempt is not None:
            fetch = self._told(found, holding, source, confirms)
        elif found.not_modified:
            fetch = self._fetch(found, holding, source, Outcome.UNCHANGED, CONFIRMED, confirms=confirms)
        else:
            redirects = way.redirects if way else ()
            response = Response(
                url=source.url,
                final_url=found.url if way else source.url,
                status=found.status,
                headers=found.headers,
                body=found.body,
                redirects=redirects,
                permanent=way.permanent if way else False,
                truncated=found.truncated,
            )
            fetch = self._judged(found, holding, source, response)
        self.outcomes[fetch.outcome.value] += 1
        program = self.programs.get(source.program)
        self.waiting += with_entries(fetch, source, program, self.catalogue, self.known)
        self.waiting_bytes += len(found.body)

    def flush(self) -> None:
        """Write down what waits: first where it stands, then the captures; written again it changes nothing."""
        if self.rows:
            with writing(self.path) as con:
                archive_index.note(con, self.rows)
        record(self.path, self.waiting, self.rules, at=self.now)
        self.rows, self.waiting, self.waiting_bytes = [], [], 0

    def _told(self, found: Archived, holding: Holding, source: Source, confirms: str | None) -> Fetch:
        """An attempt as the Gapwatch that wrote the archive remembers it; what its bytes say is judged here."""
        told = found.attempt
        assert told is not None
        if found.not_modified:
            reason = told.reason or CONFIRMED
            return self._fetch(found, holding, source, Outcome.UNCHANGED, reason, confirms=confirms)
        if found.type == "metadata":
            return self._fetch(found, holding, source, told.outcome or Outcome.CONNECTION_ERROR, told.reason)
        response = Response(
            url=told.redirects[0] if told.redirects else told.url or found.url,
            final_url=told.url or found.url,
            status=found.status,
            headers=as_received(found.headers) if told.rewritten else found.headers,
            body=found.body,
            redirects=told.redirects,
            permanent=told.permanent and bool(told.redirects),
            truncated=found.truncated,
            rendered=told.rendered,
        )
        return self._judged(found, holding, source, response)

    def _judged(self, found: Archived, holding: Holding, source: Source, response: Response) -> Fetch:
        seen = examined_anyway(response, source, self.catalogue, self.known)
        if seen.judgement.outcome is Outcome.HEALTHY and seen.digest:
            self.known.add(seen.digest)
        fetch = self._fetch(found, holding, source, seen.judgement.outcome, seen.judgement.reason, response)
        return replace(fetch, digest=seen.digest, reading=seen.reading)

    def _fetch(  # noqa: PLR0913, PLR0917 - the parts of a row
        self,
        found: Archived,
        holding: Holding,
        source: Source,
        outcome: Outcome,
        reason: str,
        response: Response | None = None,
        confirms: str | None = None,
    ) -> Fetch:
        told = found.attempt
        url = response.url if response else (told.url or found.url if told else source.url)
        return Fetch(
            source.id, url, found.captured_at, told.finished_at if told else found.captured_at,
            told.tries if told else 1, self.run_id, outcome, reason, response, archive=holding.name,
            confirms=confirms, memento=str(found.offset),
        )  # fmt: skip
