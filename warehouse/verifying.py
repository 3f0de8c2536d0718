"""Checking the whole warehouse: every block, byte, digest, reference and quote; and what exactly is wrong."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.checked import RESTORE, Checked
from warehouse.checked_bytes import checked_bytes
from warehouse.checked_captures import checked_captures
from warehouse.checked_ledger import checked_ledger
from warehouse.checked_quotes import checked_quotes
from warehouse.checked_readings import checked_readings
from warehouse.checked_references import checked_references
from warehouse.checked_tables import checked_tables
from warehouse.connection import WRITER_WAIT_SECONDS, connect_read_only
from warehouse.migrations import check_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was checked, and a line for people on each thing that is not as it should be.

    `pruned` are snapshots whose bytes were let go by the retention policy, `under_way` is the number of a re-reading of
    history that is not finished; `readings` were compared with what was written, `derived` rows of the ledger derived again;
    `unlike` says in words what there is nothing to compare with.
    """

    snapshots: int
    quotes: int
    references: int
    faults: tuple[str, ...]
    pruned: int = 0
    under_way: int | None = None
    readings: int = 0
    derived: int = 0
    unlike: tuple[str, ...] = ()


def verified(path: Path | str, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Verified:
    """Expand every snapshot, follow every reference, derive the ledger again, find every quote where it is said to stand.

    Readings are compared with the digests that were written with them.
    `progress` hears how many snapshots of how many are read. A damaged base or pack is one fault, which says what else
    cannot be read for it. Memory holds one pack, and what is wrong. Raises SchemaError for a warehouse of an older version.
    """
    place = Path(path)
    with closing(connect_read_only(place, wait_seconds=30)) as con:
        check_tables(con, place)
        tables = checked_tables(con)
    bytes_ = _made(lambda: checked_bytes(place, progress))
    with closing(connect_read_only(place, WRITER_WAIT_SECONDS)) as con:
        references = checked_references(con)
        quotes = _made(lambda: checked_quotes(con, place))
        captures = checked_captures(con)
        readings = _made(lambda: checked_readings(con))
        derived = _made(lambda: checked_ledger(con))
        pruned = _made(lambda: Checked(_pruned(con), ()))
        under_way = _under_way(con)
    every = (tables, bytes_, references, captures, readings, derived, quotes, pruned)
    lines = [line for one in every for line in one.faults]
    if unmade := sum(one.unmade for one in every):
        lines.append(
            f"{unmade} checks could not be made where the file cannot be read; expected all; {RESTORE}"
        )
    faults = tuple(f"{place}: {line}" for line in lines)
    unlike = tuple(line for one in every for line in one.unlike)
    return Verified(
        snapshots=bytes_.count, quotes=quotes.count, references=references.count, faults=faults,
        pruned=pruned.count, under_way=under_way, readings=readings.count, derived=derived.count, unlike=unlike,
    )  # fmt: skip


def _made(check: Callable[[], Checked]) -> Checked:
    """The check, or that it could not be made: what cannot be read is a line of its own."""
    try:
        return check()
    except duckdb.Error:
        return Checked(0, (), unmade=1)


def _pruned(con: DuckDBPyConnection) -> int:
    ((count,),) = con.execute("SELECT count(DISTINCT snapshot) FROM pruned_snapshots").fetchall()
    return int(count)


def _under_way(con: DuckDBPyConnection) -> int | None:
    try:
        row = con.execute("SELECT rereading FROM rereadings WHERE finished_at IS NULL").fetchone()
    except duckdb.Error:
        return None  # a table that cannot be read is among the faults already
    return row[0] if row else None
