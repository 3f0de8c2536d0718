"""The list of what stands where in archives: what revisits repeat and redirects lead to may come in any later import."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from warehouse.addresses import OddAddress, address
from warehouse.archived_digests import EMPTY, of_snapshot, sha1
from warehouse.attempts import attempted
from warehouse.connection import append
from warehouse.holdings import Holding
from warehouse.snapshots import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from duckdb import DuckDBPyConnection

    from warehouse.archives import Archived
    from warehouse.attempts import Attempted
    from warehouse.connection import Row

Kind: TypeAlias = Literal["answer", "redirect", "revisit", "unchanged"]
NOTHING = digest(b"")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = (
    "record, place, url, epoch_us(captured_at), kind, status, target, snapshot, headers, media, truncated, attempt, file,"
    " member, position, taken"
)
HELD = """
    SELECT payload AS digest, snapshot FROM archived_records WHERE payload IS NOT NULL AND snapshot IS NOT NULL
    UNION SELECT plain, snapshot FROM archived_records WHERE plain IS NOT NULL
    UNION SELECT whole, snapshot FROM archived_records WHERE whole IS NOT NULL"""
BY_DIGEST = f"""
    SELECT w.record, min(h.snapshot) AS snapshot FROM archived_records AS w JOIN ({HELD}) AS h ON h.digest = w.payload
    WHERE w.kind IN ('revisit', 'unchanged') AND w.snapshot IS NULL GROUP BY w.record"""  # noqa: S608 - a constant
BY_DATE = """
    SELECT w.record, arg_min(h.snapshot, (h.captured_at, h.snapshot)) AS snapshot
    FROM archived_records AS w JOIN archived_records AS h ON h.place = w.refers_place AND h.record != w.record
        AND (h.captured_at = w.refers_at OR (w.refers_at = date_trunc('second', w.refers_at)
            AND w.refers_at = date_trunc('second', h.captured_at)))
    WHERE w.kind IN ('revisit', 'unchanged') AND w.snapshot IS NULL AND h.snapshot IS NOT NULL
        AND (w.payload IS NULL OR h.payload IS NULL)
    GROUP BY w.record"""
BY_CAPTURE = """
    SELECT w.record, min(f.snapshot) AS snapshot FROM archived_records AS w
    JOIN (SELECT unnest($places) AS place, unnest($sources) AS source_id) AS s ON s.place = w.refers_place
    JOIN fetches AS f ON f.source_id = s.source_id AND f.started_at = w.refers_at AND f.snapshot IS NOT NULL
    WHERE w.kind IN ('revisit', 'unchanged') AND w.snapshot IS NULL
        AND (w.payload IS NULL OR TRY_CAST(f.memento AS BIGINT) IS NULL)
    GROUP BY w.record"""
"""What came from such a file is found by its digest, if that is stated; a capture of our own has none to compare."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """One record of some archive, without its bytes. `target` and `place` are addresses in the form for comparing.

    `taken` says that it needs nothing more: it says all by itself, or has become a capture.
    """

    record: str
    place: str
    url: str
    captured_at: datetime
    kind: Kind
    status: int
    target: str | None
    snapshot: str | None
    headers: tuple[tuple[str, str], ...]
    media: str
    truncated: bool
    attempt: Attempted | None
    holding: Holding
    offset: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Repeating:
    """A revisit that waits: the snapshot that it repeats, once it is found, and its length, when it is kept here."""

    record: str
    snapshot: str | None
    length: int | None


def kind_of(found: Archived, target: str | None) -> Kind:
    """What a record is to those that look for it."""
    if found.not_modified:
        return "unchanged"
    if target is not None:
        return "redirect"
    return "revisit" if found.type == "revisit" else "answer"


def media_of(found: Archived) -> str:
    """The content type as the server gave it, or nothing."""
    return next((value for name, value in found.headers if name == "content-type"), "")


def row(found: Archived, target: str | None, holding: Holding, run_id: str, *, taken: bool) -> Row:
    """A record as its row; `taken` says that it needs nothing more. Raises OddAddress when its address is none."""
    kind, place = kind_of(found, target), address(found.url)
    snapshot = digest(found.body) if kind == "answer" else None
    payload, refers = found.payload, _refers(found)
    if payload in EMPTY:
        payload = None
        snapshot = NOTHING if kind == "revisit" else snapshot
    at = found.captured_at
    named = [found.url, at.isoformat(), kind, found.status, target, snapshot or payload]
    named += [refers[0], refers[1].isoformat() if refers[1] else None]
    fields = found.attempt.fields() if found.attempt else None
    later = kind in ("revisit", "unchanged")
    return (
        hashlib.sha256(json.dumps([*named, fields]).encode()).hexdigest()[:32],
        place, found.url, at, kind, found.status, target, snapshot, payload,
        sha1(found.body) if kind == "answer" else None,
        of_snapshot(snapshot) if kind == "answer" and snapshot else None,
        *refers,
        json.dumps(found.headers, ensure_ascii=False) if later else None,
        media_of(found) or None,
        found.truncated, json.dumps(fields) if fields else None,
        str(holding.path.resolve()), holding.member, found.offset, taken, run_id,
    )  # fmt: skip


def _refers(found: Archived) -> tuple[str | None, datetime | None]:
    if found.refers_to is None:
        return None, None
    try:
        return address(found.refers_to[0]), found.refers_to[1]
    except OddAddress:
        return None, None


def note(con: DuckDBPyConnection, rows: Iterable[Row]) -> None:
    """Keep these rows; one of a record that is known takes the place of that one's: the file may have moved."""
    new = {one[0]: one for one in rows}
    con.execute(
        "DELETE FROM archived_records WHERE record IN (SELECT unnest($records))", {"records": list(new)}
    )
    append(con, "archived_records", list(new.values()))


def find_repeated(con: DuckDBPyConnection, places: Mapping[str, Collection[str]]) -> None:
    """Find the bytes of revisits: by digest, else by address and time, among records and captures.

    `places` are the ids of the sources at each address. A revisit may repeat a revisit, so this goes on while it finds any.
    """
    pairs = [(place, source) for place, sources in places.items() for source in sources]
    named = {"places": [place for place, _ in pairs], "sources": [source for _, source in pairs]}
    while True:
        found = _filled(con, BY_DIGEST, {}) + _filled(con, BY_DATE, {})
        if not found + _filled(con, BY_CAPTURE, named):
            return


def _filled(con: DuckDBPyConnection, query: str, named: dict[str, Any]) -> int:
    rows = con.execute(
        f"UPDATE archived_records SET snapshot = f.snapshot FROM ({query}) AS f"  # noqa: S608 - constants
        " WHERE archived_records.record = f.record",
        named,
    ).fetchall()
    return int(rows[0][0])


def repeating(con: DuckDBPyConnection, places: Collection[str]) -> list[Repeating]:
    """Revisits not taken yet, of these addresses or that a Gapwatch exported; those with one snapshot beside each other."""
    rows = con.execute(
        "SELECT r.record, r.snapshot, s.length FROM archived_records AS r LEFT JOIN snapshots AS s USING (snapshot)"
        " WHERE r.kind IN ('revisit', 'unchanged') AND NOT r.taken"
        " AND (r.attempt IS NOT NULL OR r.place IN (SELECT unnest($places)))"
        " ORDER BY r.snapshot, r.captured_at, r.record",
        {"places": list(places)},
    ).fetchall()
    return [Repeating(*row) for row in rows]


def noted(con: DuckDBPyConnection, records: Collection[str]) -> list[Indexed]:
    """These records, in the order of their times."""
    return _indexed(con, "record IN (SELECT unnest($records))", {"records": list(records)})


def mark_taken(con: DuckDBPyConnection, records: Collection[str]) -> None:
    """Note that these revisits became captures."""
    con.execute(
        "UPDATE archived_records SET taken = true WHERE record IN (SELECT unnest($records))",
        {"records": list(records)},
    )


def redirecting(con: DuckDBPyConnection, places: Collection[str], most: int) -> dict[str, list[Indexed]]:
    """By address: all records of those addresses that redirect somewhere, and of where they lead, up to `most` steps."""
    rows = con.execute(
        "SELECT DISTINCT place FROM archived_records"
        " WHERE kind = 'redirect' AND attempt IS NULL AND place IN (SELECT unnest($places))",
        {"places": list(places)},
    ).fetchall()
    frontier = {place for (place,) in rows}
    loaded: dict[str, list[Indexed]] = {}
    for _ in range(most + 1):
        if not frontier:
            break
        loaded |= {place: [] for place in frontier}
        for one in _indexed(
            con, "attempt IS NULL AND place IN (SELECT unnest($places))", {"places": list(frontier)}
        ):
            loaded[one.place].append(one)
        frontier = {one.target for p in frontier for one in loaded[p] if one.target} - loaded.keys()
    return loaded


def of_import(con: DuckDBPyConnection, run_id: str, records: Collection[str]) -> list[Indexed]:
    """Those of these records that an import read."""
    named = {"run": run_id, "records": list(records)}
    return _indexed(con, "run_id = $run AND record IN (SELECT unnest($records))", named)


def holding_of(con: DuckDBPyConnection, snapshots: Collection[str]) -> dict[str, list[Indexed]]:
    """Where the bytes of these snapshots stand in archives."""
    found: dict[str, list[Indexed]] = {}
    for one in _indexed(
        con, "kind = 'answer' AND snapshot IN (SELECT unnest($names))", {"names": list(snapshots)}
    ):
        found.setdefault(one.snapshot or "", []).append(one)
    return found


def _indexed(con: DuckDBPyConnection, where: str, named: dict[str, Any]) -> list[Indexed]:
    rows = con.execute(
        f"SELECT {COLUMNS} FROM archived_records WHERE {where} ORDER BY captured_at, record",  # noqa: S608
        named,
    ).fetchall()
    return [_of_row(one) for one in rows]


def _of_row(one: Row) -> Indexed:
    (record, place, url, at, kind, status, target, snapshot, headers, media, truncated, attempt, *where) = one
    file, member, offset, taken = where
    fields = dict(json.loads(attempt)) if attempt else {}
    return Indexed(
        record, place, url, EPOCH + timedelta(microseconds=at), kind, status, target, snapshot,
        tuple((name, value) for name, value in json.loads(headers or "[]")), media or "", truncated,
        attempted(fields.get) if fields else None, Holding(Path(file), member), offset, taken,
    )  # fmt: skip
