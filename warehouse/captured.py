"""Captures that wait to be judged again, as they came: taken from the warehouse lot by lot, few in memory at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.records import Response
from warehouse import snapshots
from warehouse.connection import WRITER_WAIT_SECONDS, connect_read_only
from warehouse.errors import SnapshotDamaged
from warehouse.judging import judged_by
from warehouse.readers import Asked, Judged
from warehouse.retention import pruned_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Source
    from warehouse.readers import Lot

LOT = 20
LOT_BYTES = 4 * 1024 * 1024
AT_ONCE = 200
AT_ONCE_BYTES = 32 * 1024 * 1024
"""Captures, and their bytes, that are taken from the warehouse at a time."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A capture that waits to be judged again."""

    sequence: int
    source_id: str
    snapshot: str
    length: int


def lots(
    path: Path | str,
    rules: str,
    waiting: Sequence[Waiting],
    sources: Mapping[str, Source],
    kept: list[Judged],
) -> Iterator[Lot]:
    """These captures with their bytes. Those whose bytes cannot be had are put into `kept`, with the reason."""
    for some in _portions(waiting, AT_ONCE, AT_ONCE_BYTES):
        asked, lost = _asked(path, some, sources)
        kept += [
            Judged(one.sequence, judged_by(rules, sources[one.source_id]), None, lost[one.snapshot])
            for one in some
            if one.snapshot in lost
        ]
        for lot in _portions(some, LOT, LOT_BYTES):
            found = [asked[one.sequence] for one in lot if one.sequence in asked]
            if found:
                yield found


def _portions(waiting: Sequence[Waiting], count: int, length: int) -> Iterator[list[Waiting]]:
    """As they come, at most `count` at a time, and no more than one when that is longer than `length` bytes."""
    portion: list[Waiting] = []
    weight = 0
    for one in waiting:
        if portion and (len(portion) >= count or weight + one.length > length):
            yield portion
            portion, weight = [], 0
        portion.append(one)
        weight += one.length
    if portion:
        yield portion


def _asked(
    path: Path | str, some: Sequence[Waiting], sources: Mapping[str, Source]
) -> tuple[dict[int, Asked], dict[str, str]]:
    """These captures by fetch, and for each snapshot whose bytes cannot be had the reason."""
    con = connect_read_only(path, WRITER_WAIT_SECONDS)
    try:
        bodies, lost = bytes_of(con, path, {one.snapshot for one in some})
        rows = con.execute(
            "SELECT sequence, source_id, snapshot, url, final_url, status, headers, redirects, permanent, truncated,"
            " coalesce(rendered, false)"
            " FROM fetches WHERE sequence IN (SELECT unnest($sequences))",
            {"sequences": [one.sequence for one in some]},
        ).fetchall()
    finally:
        con.close()
    asked: dict[int, Asked] = {}
    for sequence, source, snapshot, url, final_url, status, headers, redirects, *marks in rows:
        if snapshot in bodies:
            body = bodies[snapshot]
            stands_in = (
                snapshots.digest(body) != snapshot
            )  # then the length that was announced is another one's
            named = tuple((n, v) for n, v in json.loads(headers) if not (stands_in and n == "content-length"))
            response = Response(url, final_url, status, named, body, tuple(redirects), *marks)
            asked[sequence] = Asked(sequence, response, sources[source])
    return asked, lost


def bytes_of(
    con: DuckDBPyConnection, path: Path | str, wanted: set[str]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The bytes of these snapshots, and for each that cannot be had a line for people that says why.

    The one place where a re-reading finds the bytes of captures. What the retention policy let go is judged as what stands
    in for it, which said the same.
    """
    found = snapshots.read(con, path, wanted)
    lost = {name: str(error) for name, error in found.damaged.items()}
    gone = wanted - found.bodies.keys() - lost.keys()
    bodies, pruned = found.bodies, pruned_among(con, gone)
    standing = snapshots.read(con, path, {name for name in pruned.values() if name})
    for name in gone:
        stand_in = pruned.get(name)
        if stand_in in standing.bodies:
            bodies[name] = standing.bodies[stand_in]
        elif stand_in in standing.damaged:
            lost[name] = str(standing.damaged[stand_in])
        elif name in pruned:
            lost[name] = f"snapshot {name}: the retention policy let its bytes go"
        else:
            lost[name] = str(SnapshotDamaged(Path(path), name, f"it is missing; {snapshots.RESTORE}"))
    return bodies, lost
