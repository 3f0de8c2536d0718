"""Whether every frame expands to the bytes that their digests name, and whether frames rest on each other as they may."""

from __future__ import annotations

from itertools import groupby
from time import monotonic, sleep
from typing import TYPE_CHECKING

import duckdb

from warehouse import snapshots
from warehouse.checked import RESTORE, Checked
from warehouse.connection import WRITER_WAIT_SECONDS, connect_read_only
from warehouse.errors import SnapshotDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

CHUNK = 100
CHUNK_BYTES = 16 << 20
SHOWN = 3
HELD_SECONDS = 60.0
PAUSE_SECONDS = 1.5

_RULES = (
    (
        "SELECT 'snapshot ' || snapshot, count(*) || ' rows of snapshots name it; expected one' FROM snapshots"
        " GROUP BY snapshot HAVING count(*) > 1"
    ),
    (
        "SELECT 'snapshot ' || s.snapshot, 'it rests on snapshot ' || s.base || ', which is ' || CASE"
        " WHEN b.snapshot = s.snapshot THEN 'itself' ELSE 'a difference itself' END ||"
        " '; expected a base that is stored whole or in a pack' FROM snapshots AS s JOIN snapshots AS b"
        " ON b.snapshot = s.base WHERE s.pack IS NULL AND b.pack IS NULL AND b.base IS NOT NULL"
    ),
    (
        "SELECT 'pack ' || p.pack || ' of ' || p.source_id, 'it rests on snapshot ' || p.base || ', ' ||"
        " CASE WHEN s.pack = p.pack THEN 'which stands in itself' WHEN s.pack IS NULL THEN 'which is loose'"
        " ELSE 'whose pack ' || s.pack || ' rests on another' END || '; expected a base in a pack that rests on none'"
        " FROM snapshot_packs AS p JOIN snapshots AS s ON s.snapshot = p.base LEFT JOIN snapshot_packs AS b"
        " ON b.pack = s.pack WHERE s.pack IS NULL OR b.base IS NOT NULL"
    ),
    (
        "SELECT 'pack ' || pack || ' of ' || source_id, 'no snapshot stands in it; expected some' FROM snapshot_packs"
        " WHERE pack NOT IN (SELECT pack FROM snapshots WHERE pack IS NOT NULL)"
    ),
    (
        "SELECT 'snapshot ' || snapshot, 'its loose frame is stored, and no row of snapshots says so; expected one'"
        " FROM (SELECT snapshot, false AS difference FROM snapshot_bodies"
        " UNION ALL SELECT snapshot, true FROM snapshot_differences) AS f"
        " ANTI JOIN (SELECT snapshot, base IS NOT NULL AS difference FROM snapshots WHERE pack IS NULL) AS s"
        " USING (snapshot, difference)"
    ),
)
"""What must hold of the tables themselves; with it no chain of bases can be long, and none can close."""


def checked_bytes(path: Path, progress: Callable[[int, int], None]) -> Checked:
    """Expand every snapshot once, pack by pack; every fault of a frame, and every frame that rests on what it may not.

    The warehouse is closed for a moment every HELD_SECONDS, so that a run that waits to write comes in between.
    """
    con = connect_read_only(path, WRITER_WAIT_SECONDS)
    try:
        chunks = list(_chunks(con))
        total, done, since = sum(map(len, chunks)), 0, monotonic()
        damaged: dict[str, SnapshotDamaged] = {}
        for names in chunks:
            if monotonic() - since > HELD_SECONDS:
                con.close()
                sleep(PAUSE_SECONDS)
                con, since = connect_read_only(path, WRITER_WAIT_SECONDS), monotonic()
            damaged |= _read(con, path, names)
            done += len(names)
            progress(done, total)
        rules = [
            f"{where}: {what}; {RESTORE}"
            for rule in _RULES
            for where, what in con.execute(rule + " ORDER BY ALL").fetchall()
        ]
        return Checked(total, (*rules, *_lines(con, damaged)))
    finally:
        con.close()


def _read(con: DuckDBPyConnection, path: Path, names: Sequence[str]) -> dict[str, SnapshotDamaged]:
    """What is damaged among these; where the file cannot be read, one by one, so that the others are read."""
    try:
        return snapshots.read(con, path, names).damaged
    except duckdb.Error as error:
        if len(names) > 1:
            return {name: fault for one in names for name, fault in _read(con, path, [one]).items()}
        what = f"the file cannot be read where its bytes stand ({str(error).splitlines()[0]})"
        return {names[0]: SnapshotDamaged(path, names[0], what)}


def _chunks(con: DuckDBPyConnection) -> Iterator[list[str]]:
    """Names that are read together: those of a pack, or loose ones until they are many or long."""
    rows = con.execute(
        "SELECT snapshot, pack, length FROM snapshots ORDER BY pack, start, snapshot"
    ).fetchall()
    for pack, members in groupby(rows, key=lambda row: row[1]):
        chunk: list[str] = []
        length = 0
        for name, _, bytes_ in members:
            if pack is None and chunk and (len(chunk) >= CHUNK or length + bytes_ > CHUNK_BYTES):
                yield chunk
                chunk, length = [], 0
            chunk.append(name)
            length += bytes_
        yield chunk


def _lines(con: DuckDBPyConnection, damaged: Mapping[str, SnapshotDamaged]) -> list[str]:
    """One line for each frame that is at fault: what else cannot be read because of it is said there."""
    rows = con.execute(
        "SELECT snapshot, pack FROM snapshots WHERE snapshot IN (SELECT unnest($names))",
        {"names": list(damaged)},
    ).fetchall()
    packs: dict[str, int | None] = dict(rows)
    frames: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for name in sorted(damaged):
        root = _root(name, damaged)
        if root is None:
            continue
        pack = packs.get(root)
        what = damaged[root].what if root in damaged else "it is missing"
        frame = (f"snapshot {root}" if pack is None else f"pack {pack}", what)
        own, upon = frames.setdefault(frame, ([], []))
        (own if name == root else upon).append(name)
    return [_line(where, what, own, upon) for (where, what), (own, upon) in frames.items()]


def _root(name: str, damaged: Mapping[str, SnapshotDamaged]) -> str | None:
    """The snapshot at fault: what this one rests on, or itself. None in a circle, which its rule names."""
    seen = {name}
    while name in damaged and (base := damaged[name].base) is not None:
        if base in seen:
            return None
        seen.add(base)
        name = base
    return name


def _line(where: str, what: str, own: Sequence[str], upon: Sequence[str]) -> str:
    which = f": {_counted(own)}" if where.startswith("pack") and own else ""
    then = f"; for that {_counted(upon)} cannot be read either" if upon else ""
    return f"{where}{which}: {what}{then}; expected bytes of that digest; {RESTORE}"


def _counted(names: Sequence[str]) -> str:
    """``2 snapshots (aaa…, bbb…)``; many are not all named."""
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return f"{len(names)} snapshot{'s' if len(names) > 1 else ''} ({shown})"
