"""The history of one program as it is stored: what its ledger is a function of, and whether new captures could move it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from extractors.records import Outcome
from warehouse.events import Event, History
from warehouse.said import documents_said, watched_sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue
    from warehouse.records import Policy

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_JUDGED = """
    SELECT f.* REPLACE (
        CASE WHEN c.outcome IS NULL OR c.outcome = 'healthy' THEN f.outcome ELSE c.outcome END AS outcome,
        coalesce(f.document, c.document) AS document,
        coalesce(f.snapshot, c.snapshot) AS snapshot
    )
    FROM (FROM fetches WHERE program = $program AND sequence > $after) AS f ASOF LEFT JOIN (
        SELECT source_id, snapshot, started_at,
            coalesce(min(outcome) FILTER (outcome = 'healthy'), min(outcome)) AS outcome,
            min(document) AS document
        FROM fetches WHERE program = $program AND snapshot IS NOT NULL GROUP BY ALL
    ) AS c ON f.confirms = c.snapshot AND f.source_id = c.source_id AND f.started_at >= c.started_at"""
"""A program's fetches after a sequence. A 304 says again what the capture says whose validators it answered, as that one is
judged now: the newest before it with those bytes."""


def history(
    con: DuckDBPyConnection, program: str, catalogue: Catalogue, policy: Policy, until: int = sys.maxsize
) -> History:
    """All captures of a program, or those up to a sequence, from whomever, with what their documents say."""
    watched = watched_sources(con, program)
    events = [event for event in _events(con, program, until) if event.source_id in watched]
    documents = documents_said(con, {event.document for event in events if event.document})
    return History(program, watched, events, documents, catalogue, policy)


def _events(con: DuckDBPyConnection, program: str, until: int) -> list[Event]:
    # Microseconds rather than timestamps: converting thousands of instants costs more than stepping over them.
    query = f"""
        SELECT source_id, epoch_us(started_at), epoch_us(recorded_at), outcome, snapshot, document,
            CASE WHEN permanent AND len(redirects) > 0 THEN final_url END, sequence, archive IS NOT NULL
        FROM ({_JUDGED}) WHERE sequence <= $until"""  # noqa: S608 - a constant of this module
    rows = con.execute(query, {"program": program, "after": 0, "until": until}).fetchall()
    return [
        Event(source, _instant(at), _instant(recorded), Outcome(outcome), *rest)
        for source, at, recorded, outcome, *rest in rows
    ]


def _instant(microseconds_: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds_)


def calm(
    con: DuckDBPyConnection, program: str, settled_to: int, quiet: Mapping[str, tuple[str, int]]
) -> bool:
    """Whether every fetch after a sequence is newer than those up to it and says what its source, at rest, said before.

    `quiet` has for each source at rest its document and the capture time (microseconds). Translations decide nothing.
    """
    rows = con.execute(
        f"SELECT source_id, epoch_us(started_at), outcome, document FROM ({_JUDGED}) WHERE source_id NOT IN"  # noqa: S608
        " (SELECT source_id FROM sources WHERE translation_of <> '')",
        {"program": program, "after": settled_to},
    ).fetchall()
    ((newest,),) = con.execute(
        "SELECT max(epoch_us(started_at)) FROM fetches WHERE program = $program AND sequence <= $sequence",
        {"program": program, "sequence": settled_to},
    ).fetchall()
    for source, at, outcome, document in rows:
        rest = quiet.get(source)
        # Not newer than all that is settled: the proof of another source's period may rest on it.
        if rest is None or at <= newest or not Outcome(outcome).healthy or document not in (None, rest[0]):
            return False
    return True
