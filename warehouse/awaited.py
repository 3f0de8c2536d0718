"""What had to wait until all files were read: revisits, whose bytes stand elsewhere, and redirects, which lead elsewhere.

Both are looked at for all archives that were ever imported, so that the last import to bring a part of them takes the whole.
Why captures that a redirect led to may go again, as no others may: docs/decisions/0009.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import archive_index
from warehouse.archived_bytes import WAIT_SECONDS, answer, bytes_of, repeated
from warehouse.batches import batches
from warehouse.connection import append, connect_read_only, writing
from warehouse.ways import MOST, Way, Ways, ways

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Source
    from warehouse.archive_index import Indexed
    from warehouse.archives import Archived
    from warehouse.claiming import Owners
    from warehouse.connection import Row
    from warehouse.taking import Taking

REVISITS = 500
"""That many are looked at together."""
FORGET = """
    DELETE FROM fetches USING gone
    WHERE fetches.source_id = gone.source_id AND fetches.started_at = gone.captured_at
        AND fetches.snapshot IS NOT DISTINCT FROM gone.snapshot
        AND (fetches.redirects = gone.redirects OR fetches.outcome = 'unchanged')
        AND TRY_CAST(fetches.memento AS BIGINT) IS NOT NULL"""
"""Captures that a way led to; what was fetched, or had from a web archive by its address, is another capture.

An attempt that ended with a 304 has no redirects."""

TAKEN = """
    SELECT source_id, record FROM archived_ways AS w WHERE source_id IN (SELECT unnest($ids)) AND EXISTS (
        FROM fetches AS f WHERE f.source_id = w.source_id AND f.started_at = w.captured_at
            AND (f.snapshot = w.snapshot OR (w.snapshot IS NULL AND f.outcome = 'unchanged')))"""


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many revisits and redirects of sources go on waiting, and how many records of nobody's were on their way."""

    waiting: int
    on_the_way: int


def take_awaited(taking: Taking, owners: Owners) -> Awaited:
    """Take revisits whose bytes are here, and what redirects of sources lead to."""
    places = {place: [source.id for source in sources] for place, sources in owners.at.items()}
    with writing(taking.path) as con:
        archive_index.find_repeated(con, places)
        repeating = archive_index.repeating(con, places)
        held = archive_index.redirecting(con, places, MOST)
        led = ways(held, owners.at)
        left = _only_what_holds(con, owners, led)
        on_the_way = _on_the_way(con, taking.run_id, owners, held, led)
    waiting = len(repeating)
    for group in batches([one for one in repeating if one.snapshot], REVISITS):
        waiting -= _take_revisits(taking, owners, [one.record for one in group])
    waiting += _take_ways(taking, led, left) + len(led.nowhere)
    return Awaited(waiting, on_the_way)


# -- revisits ------------------------------------------------------------------------------------------------------


def _take_revisits(taking: Taking, owners: Owners, records: Sequence[str]) -> int:
    """Take revisits whose bytes were found; how many: bytes that stand in a file may be gone with it."""
    with closing(connect_read_only(taking.path, WAIT_SECONDS)) as con:
        rows = archive_index.noted(con, records)
    names = {row.snapshot for row in rows if row.snapshot and row.kind == "revisit"}
    held = bytes_of(taking.path, names, taking.now, taking.members)
    taken: list[str] = []
    for row in rows:
        found = _with_bytes(row, held)
        if found is None:
            continue
        for source in _owners(owners, row, found):
            taking.take(found, row.holding, source, confirms=_confirms(row))
            taken.append(row.record)
        if taking.full:
            taking.flush()
    taking.flush()
    with writing(taking.path) as con:
        archive_index.mark_taken(con, taken)
    return len(set(taken))


def _with_bytes(row: Indexed, held: Mapping[str, bytes]) -> Archived | None:
    body = b"" if row.kind == "unchanged" else held.get(row.snapshot or "")
    return None if body is None else repeated(row, body)


def _confirms(row: Indexed) -> str | None:
    return row.snapshot if row.kind == "unchanged" else None


def _owners(owners: Owners, row: Indexed, found: Archived) -> tuple[Source, ...]:
    if row.attempt is None:
        return owners.at.get(row.place, ())
    named = owners.named(found)
    return (named,) if named else ()


# -- redirects -----------------------------------------------------------------------------------------------------


def _only_what_holds(con: DuckDBPyConnection, owners: Owners, led: Ways) -> set[Row]:
    """Take back what redirects lead to no more, and note what they lead to now; which of these ways are captures already.

    Noted before it is taken: what a killed import took is known to the next, which may have to take it back.
    """
    stored = _stored(con, owners)
    wanted = {_row(way)[:2]: _row(way) for way in led.found.values()}
    _forget(con, [row for row in stored if wanted.get(row[:2]) != row])
    append(con, "archived_ways", [row for row in wanted.values() if row not in stored])
    return set(con.execute(TAKEN, {"ids": list(owners.by_id)}).fetchall())


def _take_ways(taking: Taking, led: Ways, left: Container[Row]) -> int:
    """Take what redirects lead to and was not `left` from before; how many cannot be had."""
    lost = 0
    for key, way in sorted(led.found.items(), key=lambda found: (_place(found[1].answer), found[0])):
        if key in left:
            continue
        found = _led_to(taking, way.answer)
        if found is None:
            lost += 1
            continue
        taking.take(found, way.answer.holding, way.source, way, _confirms(way.answer))
        if taking.full:
            taking.flush()
    taking.flush()
    return lost


def _led_to(taking: Taking, row: Indexed) -> Archived | None:
    if row.kind == "answer":
        return answer(taking.path, row, taking.now, taking.members)
    if row.kind == "unchanged":
        return repeated(row, b"") if row.snapshot or row.taken else None
    return (
        _with_bytes(row, bytes_of(taking.path, [row.snapshot], taking.now, taking.members))
        if row.snapshot
        else None
    )


def _place(row: Indexed) -> tuple[str, int]:
    """Where a record stands: neighbours are read together."""
    return str(row.holding), row.offset


def _row(way: Way) -> Row:
    at, snapshot = way.answer.captured_at, way.answer.snapshot if way.answer.kind != "unchanged" else None
    return way.source.id, way.answer.record, at, snapshot, list(way.redirects), way.permanent


def _stored(con: DuckDBPyConnection, owners: Owners) -> list[Row]:
    """What ways led to before, of the sources of this import."""
    return con.execute(
        "FROM archived_ways WHERE source_id IN (SELECT unnest($ids))", {"ids": list(owners.by_id)}
    ).fetchall()


def _forget(con: DuckDBPyConnection, stale: Sequence[Row]) -> None:
    """Take back captures that redirects lead to no more, as something nearer in time became known; their bytes stay."""
    if not stale:
        return
    con.execute("CREATE TEMP TABLE gone AS FROM archived_ways LIMIT 0")
    append(con, "gone", stale)
    con.execute(FORGET)
    con.execute(
        "DELETE FROM archived_ways USING gone"
        " WHERE archived_ways.source_id = gone.source_id AND archived_ways.record = gone.record"
    )
    # No basis agrees with none: the program's ledger is derived again, whether or not anything new comes.
    con.execute(
        "UPDATE settlements SET basis = '', sequence = least(sequence, newest) FROM"
        " (SELECT program, max(sequence) AS newest FROM fetches GROUP BY program) AS f"
        " WHERE settlements.program = f.program"
        " AND settlements.program IN (SELECT split_part(source_id, '/', 1) FROM gone)"
    )
    con.execute("DROP TABLE gone")
    _forget_ledgers(con)


def _forget_ledgers(con: DuckDBPyConnection) -> None:
    """A program of which nothing is left has no ledger: none would be derived any more that could take its place."""
    for table in ("coverage", "requirement_periods", "changes", "settlements"):
        con.execute(f"DELETE FROM {table} WHERE program NOT IN (SELECT program FROM fetches)")  # noqa: S608


def _on_the_way(
    con: DuckDBPyConnection, run_id: str, owners: Owners, held: Mapping[str, Sequence[Indexed]], led: Ways
) -> int:
    """How many records of this import belong to no source, but were passed by one or led to."""
    used = led.passed | {way.answer.record for way in led.found.values()}
    mine = {row.record for row in archive_index.of_import(con, run_id, used)} if used else set()
    return sum(row.record in mine for place, rows in held.items() if place not in owners.at for row in rows)
