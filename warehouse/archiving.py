"""Handing out history as WARC files, so that web archives replay it and another Gapwatch imports it to the same ledger.

One file for each program, split by size. Every attempt is there: pages and walls as `response`, bytes that were captured
before as `revisit` of the earliest record in the program's files, a 304 as `revisit` of what it confirmed, redirects on the
way as responses with a Location, and what brought nothing as `metadata`. Fields of our own (`attempts`) say whose an attempt
is; all else is what any web archive writes. When something became known here is left out: it is true of this warehouse only.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.records import Outcome
from warehouse import snapshots
from warehouse.addresses import encoded
from warehouse.archive_index import EPOCH, NOTHING
from warehouse.archived_digests import sha1
from warehouse.attempts import Attempted, stamp
from warehouse.batches import batches
from warehouse.connection import connect_read_only
from warehouse.sources_declared import declared
from warehouse.transfer_headers import of_payload
from warehouse.warc_files import Files
from warehouse.warc_records import HTTP, LINES, PROFILE, http_head, lines, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from warehouse.warc_records import Type

MOST_BYTES = 1_000_000_000
"""Size at which another file is begun: what archives usually do."""
MADE_UP = (
    "Payloads are content-decoded. Of redirects only the addresses were kept: records marked Gapwatch-Hop are made up from "
    "them, and reason phrases from the status"
)
ROWS = 100
WAIT_SECONDS = 30
OK, NOT_MODIFIED = 200, 304
ENTRIES = "SELECT source_id FROM sources WHERE item <> ''"
"""Entries of feeds are captured with their feeds, and found again by whoever imports those."""
ATTEMPTS = f"""
    SELECT source_id, url, epoch_us(started_at), epoch_us(finished_at), tries, outcome, reason, status, final_url, permanent,
        redirects, truncated, headers, snapshot, confirms, s.length, rendered
    FROM fetches LEFT JOIN snapshots AS s USING (snapshot) WHERE program = $program AND source_id NOT IN ({ENTRIES})
    ORDER BY started_at, source_id, outcome = 'unchanged', snapshot NULLS FIRST, outcome, redirects, url, reason"""  # noqa: S608 - a constant of this module
"""Not in the order in which they became known: that is another one in every warehouse."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, how many attempts are in them, and how many captures are not: their bytes are gone.

    `faults` are lines for people on bytes that are damaged; those captures are left out too.
    """

    files: tuple[Path, ...]
    attempts: int
    left_out: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One row of `fetches`."""

    source: str
    url: str
    started_at: datetime
    finished_at: datetime
    tries: int
    outcome: Outcome
    reason: str
    status: int | None
    final_url: str | None
    permanent: bool
    redirects: tuple[str, ...]
    truncated: bool
    headers: tuple[tuple[str, str], ...]
    snapshot: str | None
    confirms: str | None
    length: int | None
    rendered: bool

    @property
    def identity(self) -> list[Any]:
        """What tells it from every other attempt, in any warehouse."""
        return [self.source, stamp(self.started_at), self.snapshot, self.outcome is Outcome.UNCHANGED]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where bytes stand: the digest and length of a record's payload, its address and its time."""

    payload: str
    length: int
    url: str
    at: datetime


def archive_written(
    path: Path | str,
    directory: Path | str,
    most_bytes: int = MOST_BYTES,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Written:
    """Write `<program>.warc.gz` for each program that was ever tried, and `sources.jsonl`, which an import needs with it.

    The same warehouse gives the same bytes at any time. `progress` is called with the attempts written and all there are.
    Raises WarehouseMissing, and WarehouseBusy while a run is writing.
    """
    target = Path(directory)
    with closing(connect_read_only(path, WAIT_SECONDS)) as con:
        target.mkdir(parents=True, exist_ok=True)
        ((total,),) = con.execute(
            f"SELECT count(*) FROM fetches WHERE source_id NOT IN ({ENTRIES})"  # noqa: S608
        ).fetchall()
        programs = con.execute("SELECT DISTINCT program FROM fetches ORDER BY program").fetchall()
        files: list[Path] = []
        faults: list[str] = []
        done = left_out = 0
        for (program,) in programs:
            writer = _Program(Files(target, program, most_bytes, partial(_warcinfo, program)))
            for attempts in _attempts(con, program):
                writer.write(con, path, attempts)
                done += len(attempts)
                progress(done, total)
            files += writer.close()
            left_out += writer.left_out
            faults += writer.faults
        sources = target / "sources.jsonl"
        sources.write_text("".join(declared(con)), encoding="utf-8", newline="\n")
    return Written((*files, sources), done - left_out, left_out, tuple(faults))


@dataclass(slots=True)
class _Program:
    """The archive of one program as it grows, and where in it each snapshot stands."""

    files: Files
    first: dict[str, _Place] = field(default_factory=dict)
    newest: dict[tuple[str, str], _Place] = field(default_factory=dict)
    left_out: int = 0
    faults: list[str] = field(default_factory=list)

    def write(self, con: DuckDBPyConnection, path: Path | str, attempts: Sequence[_Attempt]) -> None:
        """Write these attempts; their bytes are in memory no longer than that."""
        bodies = self._bodies(con, path, attempts)
        for attempt in attempts:
            self._write(attempt, bodies)

    def close(self) -> list[Path]:
        """The files, whole."""
        self.files.close()
        self.files.tidy()
        return self.files.done

    def _bodies(
        self, con: DuckDBPyConnection, path: Path | str, attempts: Sequence[_Attempt]
    ) -> dict[str, bytes]:
        """The bytes that these attempts brought first."""
        names = {one.snapshot for one in attempts if one.snapshot and one.snapshot not in self.first}
        found = snapshots.read(con, path, names)
        self.faults += [str(found.damaged[name]) for name in sorted(found.damaged)]
        return found.bodies

    def _write(self, attempt: _Attempt, bodies: dict[str, bytes]) -> None:
        """Write one attempt, with the redirects on its way before it."""
        if attempt.snapshot and attempt.snapshot not in self.first and attempt.snapshot not in bodies:
            self.left_out += 1
            return
        group = [_hop(attempt, number) for number in range(len(attempt.redirects))]
        if attempt.snapshot:
            group.append(self._capture(attempt, attempt.snapshot, bodies))
        elif attempt.outcome is Outcome.UNCHANGED:
            group.append(self._unchanged(attempt))
        else:
            group.append(_nothing(attempt))
        self.files.write(b"".join(group), attempt.started_at)

    def _capture(self, attempt: _Attempt, snapshot: str, bodies: dict[str, bytes]) -> bytes:
        """A response, or a revisit where its bytes stand already; no bytes at all are no less short than a reference."""
        before = self.first.get(snapshot) if snapshot != NOTHING else None
        body = bodies.get(snapshot, b"")
        url = encoded(attempt.final_url or attempt.url)
        place = _Place(
            before.payload if before else sha1(body),
            before.length if before else len(body),
            url,
            attempt.started_at,
        )
        self.first.setdefault(snapshot, place)
        self.newest[attempt.source, snapshot] = place
        headers = of_payload(attempt.headers, place.length)
        fields = [("WARC-Target-URI", url), ("WARC-Payload-Digest", place.payload)]
        if before is not None:
            fields += [("WARC-Profile", f"{PROFILE}identical-payload-digest"), *_refers(before)]
        if attempt.truncated:
            fields.append(("WARC-Truncated", "unspecified"))
        told = _told(attempt, attempt.final_url or attempt.url, rewritten=headers != attempt.headers)
        told = replace(told, rendered=attempt.rendered)
        block = http_head(attempt.status or OK, headers) + (b"" if before else body)
        kind: Type = "revisit" if before else "response"
        return record(kind, attempt.started_at, attempt.identity, HTTP, block, [*fields, *told.fields()])

    def _unchanged(self, attempt: _Attempt) -> bytes:
        before = self.newest.get((attempt.source, attempt.confirms or ""))
        fields = [
            ("WARC-Target-URI", encoded(attempt.url)),
            ("WARC-Profile", f"{PROFILE}server-not-modified"),
        ]
        if before is not None:
            fields += [("WARC-Payload-Digest", before.payload), *_refers(before)]
        told = replace(_told(attempt, attempt.url), reason=attempt.reason)
        head = http_head(NOT_MODIFIED, ())
        return record("revisit", attempt.started_at, attempt.identity, HTTP, head, [*fields, *told.fields()])


def _hop(attempt: _Attempt, number: int) -> bytes:
    """A redirect on the way. Of several, only whether all were permanent is known."""
    onward = [*attempt.redirects, attempt.final_url or attempt.url][number + 1]
    head = http_head(
        301 if attempt.permanent else 302, [("location", encoded(onward)), ("content-length", "0")]
    )
    url = attempt.redirects[number]
    told = replace(_told(attempt, url), redirects=(), permanent=False, hop=True)
    fields = [("WARC-Target-URI", encoded(url)), ("WARC-Payload-Digest", sha1(b""))]
    identity = [*attempt.identity, number]
    return record("response", attempt.started_at, identity, HTTP, head, [*fields, *told.fields()])


def _nothing(attempt: _Attempt) -> bytes:
    """An attempt that brought nothing: web archives have no record for that, and a source is lost by such attempts."""
    told = replace(_told(attempt, attempt.url), outcome=attempt.outcome, reason=attempt.reason)
    fields = [("WARC-Target-URI", encoded(attempt.url))]
    identity = [*attempt.identity, attempt.outcome.value]
    return record("metadata", attempt.started_at, identity, LINES, lines(told.fields()), fields)


def _told(attempt: _Attempt, url: str, *, rewritten: bool = False) -> Attempted:
    """What our own fields say; the address only where it cannot stand in a record as it is."""
    return Attempted(
        source=attempt.source,
        finished_at=attempt.finished_at,
        tries=attempt.tries,
        url="" if url == encoded(url) else url,
        redirects=attempt.redirects,
        permanent=attempt.permanent,
        rewritten=rewritten,
    )


def _refers(before: _Place) -> list[tuple[str, str]]:
    return [("WARC-Refers-To-Target-URI", before.url), ("WARC-Refers-To-Date", stamp(before.at))]


def _warcinfo(program: str, name: str, at: datetime) -> bytes:
    """What the file is; dated by its first attempt, as nothing in it says when it was written."""
    said = [
        ("software", f"gapwatch/{version('gapwatch')}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        (
            "description",
            f"Every attempt of Gapwatch to get the sources of {program}. {MADE_UP}",
        ),
        ("isPartOf", program),
    ]
    return record("warcinfo", at, [program, name], LINES, lines(said), [("WARC-Filename", name)])


def _attempts(con: DuckDBPyConnection, program: str) -> Iterator[list[_Attempt]]:
    """The attempts of a program in a fixed order, as many at a time as fit in memory with their bytes."""
    return batches(_rows(con, program), ROWS)


def _rows(con: DuckDBPyConnection, program: str) -> Iterator[_Attempt]:
    rows = con.cursor().execute(ATTEMPTS, {"program": program})
    while chunk := rows.fetchmany(ROWS):
        yield from map(_attempt, chunk)


def _attempt(row: tuple[Any, ...]) -> _Attempt:
    source, url, started, finished, tries, outcome, reason, status, final, permanent, redirects, *rest = row
    truncated, headers, snapshot, confirms, length, rendered = rest
    return _Attempt(
        source, url, EPOCH + timedelta(microseconds=started), EPOCH + timedelta(microseconds=finished), tries,
        Outcome(outcome), reason, status, final, permanent, tuple(redirects), truncated,
        tuple((name, value) for name, value in json.loads(headers or "[]")), snapshot, confirms, length, bool(rendered),
    )  # fmt: skip
