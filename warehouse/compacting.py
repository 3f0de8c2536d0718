"""Making the file small: loose snapshots into packs, and a file without the holes that deleting leaves.

DuckDB uses deleted space again and never gives it back to the disk, so the database is copied into a new file beside the
old one, compared with it, and put into its place by one rename. Killed at any moment, the one or the other is there.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import BLOCK_BYTES, connect_read_only, rewriting, writing
from warehouse.errors import NoRoom, WarehouseDamaged
from warehouse.packing import MOST_VERSIONS, SWIFT, TIGHT, Packing, histories, loose, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection

MOST_AT_ONCE = 64 << 20
"""Decoded bytes that a run packs on its way: about half a second of one core."""

HOLES = 0.05  # of the file: below it, writing it anew gives nothing back
BESIDE = ".compacting"


@dataclass(frozen=True, slots=True)
class Compacted:
    """What was packed, and the file's size (bytes) before and after."""

    packing: Packing
    before: int
    after: int


def compact(path: Path | str, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Compacted:
    """Pack all snapshots tightly and give the space back to the disk. Hold the run lock meanwhile.

    `progress` hears how many sources of how many are packed. Raises NoRoom, before the file is written anew, when the disk
    has no room for a second one; what was packed stays packed.
    """
    place = Path(path)
    before = place.stat().st_size
    packing = _pack_all(place, progress)
    _rewrite(place)
    return Compacted(packing, before, place.stat().st_size)


def pack_when_due(path: Path | str) -> Packing:
    """Pack sources that have loose versions enough for a pack, swiftly and not more than MOST_AT_ONCE. Hold the run lock."""
    with closing(connect_read_only(path)) as con:
        due = [source for source, count in loose(con).items() if count >= MOST_VERSIONS]
        history = histories(con) if due else {}
    done = Packing()
    if not due:
        return done
    with writing(path) as con:
        for source in sorted(due):
            if done.length >= MOST_AT_ONCE:
                break
            left = MOST_AT_ONCE - done.length
            done += pack(con, path, source, history.get(source, []), SWIFT, most_bytes=left)
    return done


def pack_all_due(path: Path | str) -> Packing:
    """Pack everything that is due, MOST_AT_ONCE in each transaction, swiftly. Hold the run lock."""
    done = Packing()
    while (more := pack_when_due(path)).versions:
        done += more
    return done


def _pack_all(path: Path, progress: Callable[[int, int], None]) -> Packing:
    """A transaction for each program: what is packed when it is killed stays so."""
    with closing(connect_read_only(path)) as con:
        history = histories(con)
    done, number = Packing(), 0
    for program in sorted({source.split("/", 1)[0] for source in history}):
        with writing(path) as con:
            for source in sorted(source for source in history if source.split("/", 1)[0] == program):
                done += pack(con, path, source, history[source], TIGHT)
                number += 1
                progress(number, len(history))
    return done


def _rewrite(path: Path) -> None:
    # A link stays a link; but the log is looked for beside the name that the file is opened by.
    file = path.resolve()
    beside = file.with_name(file.name + BESIDE)
    _clear(beside)
    # Nobody else opens the old file while this connection is there, and whoever waits finds the new one.
    with rewriting(path) as con:
        if not _worth_it(con):
            return
        _check_room(file)
        try:
            con.execute(f"ATTACH '{_quoted(beside)}' AS beside (BLOCK_SIZE {BLOCK_BYTES})")
            con.execute(f"COPY FROM DATABASE {_here(con)} TO beside")
            _compare(con, path)
            con.execute("CHECKPOINT beside")
            con.execute("DETACH beside")
            shutil.copymode(file, beside)
            _put(beside, file)
        finally:
            _clear(beside)


def _clear(beside: Path) -> None:
    """Take away the new file and its log, also those that a killed compact left."""
    for file in (beside, beside.with_name(f"{beside.name}.wal")):
        file.unlink(missing_ok=True)


def _worth_it(con: DuckDBPyConnection) -> bool:
    rows = con.execute("SELECT block_size, total_blocks, free_blocks FROM pragma_database_size()").fetchall()
    ((size, total, free),) = rows
    return bool(size != BLOCK_BYTES or free > total * HOLES)


def _here(con: DuckDBPyConnection) -> str:
    ((name,),) = con.execute("SELECT current_database()").fetchall()
    return '"' + str(name).replace('"', '""') + '"'


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _check_room(path: Path) -> None:
    needed, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < needed:
        raise NoRoom(
            path,
            f"its directory has {free / 1e6:.0f} MB free; expected {needed / 1e6:.0f} MB, as a new file stands beside the "
            "old one for a moment; make room and compact again: what was packed stays packed",
        )


def _compare(con: DuckDBPyConnection, path: Path) -> None:
    """Every table holds the same rows in both files, or the old one stays."""
    here = _here(con)
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary"
    ).fetchall()
    for (table,) in tables:
        sums = [
            con.execute(f'SELECT count(*), sum(hash(t)) FROM {database}.main."{table}" AS t').fetchall()  # noqa: S608
            for database in (here, "beside")
        ]
        if sums[0] != sums[1]:
            what = f"table {table} was copied as {sums[1]}; expected {sums[0]} (rows, sum of hashes)"
            raise WarehouseDamaged(path, f"{what}; the file is as it was: check the disk, then compact again")


def _put(beside: Path, path: Path) -> None:
    """On the disk first, then in its place (rename is atomic on one file system; POSIX)."""
    for target, replace in ((beside, True), (path.parent, False)):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if replace:
            beside.replace(path)
