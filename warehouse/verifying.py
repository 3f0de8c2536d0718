"""Checking the whole warehouse: bytes are what their digests say, and quotes stand where they are said to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import snapshots
from warehouse.connection import connect_read_only
from warehouse.errors import SnapshotDamaged

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Verified:
    """How many snapshots and quotes were checked, and a line for people on each that is not as it should be."""

    snapshots: int
    quotes: int
    faults: tuple[str, ...]


def verified(path: Path | str) -> Verified:
    """Expand every snapshot and find every quote of a requirement or mention at its offsets in its document's text."""
    con = connect_read_only(path, wait_seconds=30)
    try:
        names = [
            name for (name,) in con.execute("SELECT snapshot FROM snapshots ORDER BY snapshot").fetchall()
        ]
        faults = [
            fault for n in range(0, len(names), CHUNK) for fault in _damaged(con, path, names[n : n + CHUNK])
        ]
        ((quotes,),) = con.execute(
            "SELECT (SELECT count(*) FROM requirements) + (SELECT count(*) FROM mentions)"
        ).fetchall()
        faults += [
            f'{path}: document {document}: {table} {ordinal}: "{quote}" does not stand at {start} to {end}'
            for table in ("requirements", "mentions")
            for document, ordinal, quote, start, end in _ungrounded(con, table)
        ]
    finally:
        con.close()
    return Verified(len(names), quotes, tuple(faults))


def _damaged(con: DuckDBPyConnection, path: Path | str, names: list[str]) -> list[str]:
    try:
        snapshots.bodies(con, path, names)
    except SnapshotDamaged as error:
        if len(names) == 1:
            return [str(error)]
        half = len(names) // 2
        return _damaged(con, path, names[:half]) + _damaged(con, path, names[half:])
    return []


def _ungrounded(con: DuckDBPyConnection, table: str) -> list[tuple[str, int, str, int, int]]:
    return con.execute(
        "SELECT q.document, q.ordinal, q.quote, q.start_offset, q.end_offset"  # noqa: S608 - a name from this module
        f" FROM {table} AS q LEFT JOIN documents AS d USING (document)"
        " WHERE substring(d.text, q.start_offset + 1, q.end_offset - q.start_offset) IS DISTINCT FROM q.quote"
        " ORDER BY q.document, q.ordinal"
    ).fetchall()
