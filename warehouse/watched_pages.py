"""What the watched pages of a program are now: their documents, their newest captures, and where they are had."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.records import Response
from warehouse.captured import bytes_of
from warehouse.connection import connect_read_only

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def newest_documents(path: Path | str, program: str) -> dict[str, str]:
    """For each document that a source of a program holds now, that source; a page that is gone holds none.

    Sources are those that are watched, and those that the operator rejected: what they say is not wanted elsewhere either.
    """
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT source_id, arg_max(document, f.started_at) FROM fetches AS f JOIN sources AS s USING (source_id)"
            " WHERE f.program = $program AND (s.watched OR source_id IN ("
            " SELECT source_id FROM candidates WHERE state = 'rejected' AND source_id IS NOT NULL)) GROUP BY source_id"
            " HAVING arg_max(f.outcome, f.started_at) NOT IN ('not_found', 'gone', 'soft_404', 'redirect_home')"
            " AND arg_max(document, f.started_at) IS NOT NULL ORDER BY source_id DESC",
            {"program": program},
        ).fetchall()
    return {document: source_id for source_id, document in rows}


def other_addresses(path: Path | str, program: str) -> dict[str, str]:
    """Addresses at which a watched source is had although it is asked for at another: it moved there, or stood there."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT a.address, a.source_id FROM source_addresses AS a JOIN sources AS s USING (source_id)"
            " WHERE a.program = $program AND s.watched AND a.role IN ('moved to', 'passed', 'declared before')"
            " ORDER BY a.source_id DESC",
            {"program": program},
        ).fetchall()
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Shown:
    """A watched page as it was captured last."""

    source_id: str
    url: str
    captured_at: datetime
    snapshot: str


def shown_pages(path: Path | str, program: str) -> tuple[Shown, ...]:
    """The newest healthy capture of each official page of a program that is watched."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT source_id, s.url, max(started_at), arg_max(snapshot, started_at)"
            " FROM fetches AS f JOIN sources AS s USING (source_id)"
            " WHERE f.program = $program AND outcome = 'healthy' AND snapshot IS NOT NULL AND s.watched"
            " AND s.kind = 'page' AND s.standing = 'official' AND coalesce(s.item, '') = ''"
            " GROUP BY source_id, s.url ORDER BY source_id",
            {"program": program},
        ).fetchall()
    return tuple(Shown(*row) for row in rows)


def response_of(path: Path | str, shown: Shown) -> Response | None:
    """What was answered then, with its bytes; None when they cannot be had any more."""
    with closing(connect_read_only(path)) as con:
        found, _ = bytes_of(con, path, {shown.snapshot})
        rows = con.execute(
            "SELECT url, final_url, status, headers FROM fetches"
            " WHERE source_id = $source AND snapshot = $snapshot ORDER BY started_at DESC LIMIT 1",
            {"source": shown.source_id, "snapshot": shown.snapshot},
        ).fetchall()
    if not rows or shown.snapshot not in found:
        return None
    url, final_url, status, headers = rows[0]
    named = tuple((name, value) for name, value in json.loads(headers))
    return Response(url, final_url or url, status or 200, named, found[shown.snapshot])
