"""The bytes of archived records that were noted earlier: from the warehouse, or read once more from where they stand."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from warehouse import archive_index, snapshots
from warehouse.archives import Archived, archived_at
from warehouse.connection import connect_read_only

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from warehouse.archive_index import Indexed
    from warehouse.members import Members

OK = 200
WAIT_SECONDS = 30


def bytes_of(path: Path, names: Collection[str], now: datetime, members: Members) -> dict[str, bytes]:
    """The bytes of these snapshots, those that are to be had."""
    with closing(connect_read_only(path, WAIT_SECONDS)) as con:
        found = dict(snapshots.read(con, path, names).bodies)
        elsewhere = archive_index.holding_of(con, [name for name in names if name not in found])
    if archive_index.NOTHING in names:
        found[archive_index.NOTHING] = b""
    for name, places in elsewhere.items():
        for place in places:
            read = archived_at(place.holding, place.offset, now, members)
            if read is not None and snapshots.digest(read.body) == name:
                found[name] = read.body
                break
    return found


def answer(path: Path, row: Indexed, now: datetime, members: Members) -> Archived | None:
    """An answer that was noted: from its file, else what is kept of it; None when neither is there any more."""
    read = archived_at(row.holding, row.offset, now, members)
    if read is not None and (read.url, read.captured_at, snapshots.digest(read.body)) == (
        row.url,
        row.captured_at,
        row.snapshot,
    ):
        return read
    with closing(connect_read_only(path, WAIT_SECONDS)) as con:
        kept = con.execute(
            "SELECT headers FROM fetches WHERE started_at = $at AND snapshot = $snapshot AND status = $status"
            " AND archive IS NOT NULL AND headers IS NOT NULL ORDER BY sequence LIMIT 1",
            {"at": row.captured_at, "snapshot": row.snapshot, "status": row.status},
        ).fetchone()
        bodies = snapshots.read(con, path, [row.snapshot or ""]).bodies if kept else {}
    if kept is None or row.snapshot not in bodies:
        return None
    headers = tuple((name, value) for name, value in json.loads(kept[0]))
    return _archived(row, bodies[row.snapshot], headers)


def repeated(row: Indexed, body: bytes) -> Archived:
    """A revisit with the bytes that it repeats (none for a 304)."""
    return _archived(row, body, row.headers)


def _archived(row: Indexed, body: bytes, headers: tuple[tuple[str, str], ...]) -> Archived:
    return Archived(
        type="response" if row.kind == "answer" else "revisit",
        url=row.url,
        captured_at=row.captured_at,
        status=row.status or OK,
        headers=headers,
        body=body,
        truncated=row.truncated,
        payload=None,
        not_modified=row.kind == "unchanged",
        offset=row.offset,
        attempt=row.attempt,
    )
