"""What web archives list for a source and what became of it: written down, so that a killed backfill goes on."""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from warehouse import snapshots
from warehouse.connection import append, connect_read_only, writing
from warehouse.recording import record_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from warehouse.connection import Row
    from warehouse.records import Fetch

State: TypeAlias = Literal["planned", "taken", "repeated", "passed", "missing"]
STAMP = "%Y%m%d%H%M%S"
"""Instants as archives write them: 14 digits in UTC."""
REDIRECTS = (301, 302, 303, 307, 308)
_AT_ONCE = 32 * 1024 * 1024
"""Bytes of snapshots that are in memory at once; one may be as long by itself."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of an archive's index. `status` is None for a revisit, `length` None where it is not said."""

    url: str
    captured_at: datetime
    digest: str
    status: int | None
    mime: str
    length: int | None

    @property
    def stamp(self) -> str:
        """Its time in 14 digits."""
        return self.captured_at.strftime(STAMP)


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed capture and what became of it so far."""

    listed: Listed
    state: State = "planned"
    tries: int = 0
    reason: str = ""
    snapshot: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to an index: address, span in 14 digits (empty: open), and how thinned out."""

    url: str
    since: str = ""
    until: str = ""
    thinned: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """How far the answer to a question was read: the newest line's instant (14 digits), whether to its end, and when."""

    asked: Question
    newest: str = ""
    complete: bool = False
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Bytes of a source that are here already, under the digest by which archives know them."""

    snapshot: str
    status: int
    headers: tuple[tuple[str, str], ...]
    length: int


@contextmanager
def opened(path: Path | str) -> Iterator[DuckDBPyConnection | None]:
    """The warehouse for several questions in a row; None where there is none yet, or one that knows no backfills.

    Planning alone makes and changes nothing.
    """
    if not Path(path).exists():
        yield None
        return
    con = connect_read_only(path)
    try:
        known = con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'backfill_captures'").fetchall()
        yield con if known else None
    finally:
        con.close()


def listings(con: DuckDBPyConnection | None, archive: str) -> dict[tuple[str, Question], Listing]:
    """How far the answer to each question to this archive's index was read, by source and question."""
    if con is None:
        return {}
    rows = con.execute(
        "SELECT source_id, url, since, until, thinned, newest, complete, epoch(listed_at)"
        " FROM backfill_listings WHERE archive = $archive",
        {"archive": archive},
    ).fetchall()
    return {
        (source, Question(*asked)): Listing(
            Question(*asked), newest, complete, datetime.fromtimestamp(at, UTC)
        )
        for source, *asked, newest, complete, at in rows
    }


def keep_listed(  # noqa: PLR0913, PLR0917 - one page of an answer
    path: Path | str, archive: str, source_id: str, listing: Listing, found: Sequence[Listed], now: datetime
) -> None:
    """Note what a page of an index lists, and how far it was read, in one transaction. What is noted already stays."""
    with writing(path) as con:
        known = {
            (e.listed.url, e.listed.captured_at, e.listed.digest) for e in _entries(con, archive, source_id)
        }
        fresh = {(one.url, one.captured_at, one.digest): one for one in found}
        new = [one for key, one in fresh.items() if key not in known]
        append(con, "backfill_captures", [_row(archive, source_id, Entry(one)) for one in new])
        question = {"archive": archive, "source": source_id, **asdict(listing.asked)}
        con.execute(
            "DELETE FROM backfill_listings WHERE (archive, source_id, url, since, until, thinned)"
            " = ($archive, $source, $url, $since, $until, $thinned)",
            question,
        )
        append(con, "backfill_listings", [(*question.values(), listing.newest, listing.complete, now)])


def entries(con: DuckDBPyConnection | None, archive: str, source_id: str) -> tuple[Entry, ...]:
    """All that this archive lists for a source, in order of time."""
    return () if con is None else tuple(_entries(con, archive, source_id))


def keep(  # noqa: PLR0913, PLR0917 - captures and where they came from
    path: Path | str,
    archive: str,
    source_id: str,
    done: Sequence[Entry],
    fetches: Sequence[Fetch],
    rules: str,
    now: datetime,
) -> None:
    """Record captures and note what became of their lines of the index, in one transaction."""
    with writing(path) as con:
        record_within(con, path, fetches, rules, at=now)
        con.execute("CREATE TEMP TABLE done AS FROM backfill_captures LIMIT 0")
        append(con, "done", [_row(archive, source_id, entry) for entry in done])
        con.execute(
            "UPDATE backfill_captures AS c SET state = d.state, tries = d.tries, reason = d.reason, snapshot = d.snapshot"
            " FROM done AS d WHERE (c.archive, c.source_id, c.url, c.captured_at, c.digest)"
            " = (d.archive, d.source_id, d.url, d.captured_at, d.digest)"
        )
        con.execute("DROP TABLE done")


def payloads(con: DuckDBPyConnection | None, path: Path | str, source_id: str) -> dict[str, list[Known]]:
    """The bytes of a source that are here, by SHA-1 (base32): as archives listed them, and as they are stored."""
    if con is None:
        return {}
    # What the retention policy let go is not here.
    rows = con.execute(
        "SELECT snapshot, any_value(status), arg_max(headers, sequence), any_value(length)"
        " FROM fetches JOIN (SELECT snapshot, any_value(length) AS length FROM snapshots GROUP BY snapshot) USING (snapshot)"
        " WHERE source_id = $source GROUP BY snapshot, status",
        {"source": source_id},
    ).fetchall()
    # What a redirect led to is not what stands in its own line of the index.
    listed = con.execute(
        "SELECT DISTINCT digest, snapshot FROM backfill_captures WHERE source_id = $source AND digest != ''"
        " AND snapshot IS NOT NULL AND status IS NOT NULL AND status NOT IN (SELECT unnest($redirects))",
        {"source": source_id, "redirects": list(REDIRECTS)},
    ).fetchall()
    lengths = {snapshot: length for snapshot, _, _, length in rows}
    digests = [(digest, name) for digest, name in listed if name in lengths]
    named = {name for _, name in digests}
    digests += _digests(con, path, {name: lengths[name] for name in sorted(lengths) if name not in named})
    by_snapshot: dict[str, list[Known]] = {}
    for snapshot, status, headers, length in rows:
        read = tuple((name, value) for name, value in json.loads(headers))
        by_snapshot.setdefault(snapshot, []).append(Known(snapshot, status, read, length))
    found: dict[str, list[Known]] = {}
    for digest, snapshot in digests:
        found.setdefault(digest, []).extend(by_snapshot[snapshot])
    return found


def read(path: Path | str, known: Iterable[Known]) -> dict[str, bytes]:
    """The bytes of these, by snapshot. Raises SnapshotDamaged."""
    con = connect_read_only(path)
    try:
        return snapshots.bodies(con, path, [one.snapshot for one in known])
    finally:
        con.close()


def sha1(body: bytes) -> str:
    """The digest by which archives know bytes: SHA-1, base32."""
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def _digests(con: DuckDBPyConnection, path: Path | str, lengths: Mapping[str, int]) -> list[tuple[str, str]]:
    found = []
    for names in _groups(lengths):
        bodies = snapshots.bodies(con, path, names)
        found += [(sha1(body), name) for name, body in bodies.items()]
    return found


def _groups(lengths: Mapping[str, int]) -> Iterator[list[str]]:
    """Snapshots in groups that are together not too long to be in memory."""
    group: list[str] = []
    size = 0
    for name, length in lengths.items():
        if group and size + length > _AT_ONCE:
            yield group
            group, size = [], 0
        group.append(name)
        size += length
    if group:
        yield group


def _entries(con: DuckDBPyConnection, archive: str, source_id: str) -> list[Entry]:
    rows = con.execute(
        "SELECT url, epoch(captured_at)::BIGINT, digest, status, mime, length, state, tries, reason, snapshot"
        " FROM backfill_captures WHERE archive = $archive AND source_id = $source ORDER BY captured_at, url, digest",
        {"archive": archive, "source": source_id},
    ).fetchall()
    return [
        Entry(Listed(url, datetime.fromtimestamp(at, UTC), *listed), *rest)
        for url, at, *more in rows
        for listed, rest in ((more[:4], more[4:]),)
    ]


def _row(archive: str, source_id: str, entry: Entry) -> Row:
    one = entry.listed
    head = (archive, source_id, one.url, one.captured_at, one.digest, one.status, one.mime, one.length)
    return (*head, entry.state, entry.tries, entry.reason, entry.snapshot)
