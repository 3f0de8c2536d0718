"""Rebuild: judge and read every capture again by the rules of today, then derive the ledger again. Nobody is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from extractors.catalogue import Source
from extractors.records import Outcome, Response
from warehouse import snapshots
from warehouse.connection import append, merging
from warehouse.errors import SnapshotDamaged
from warehouse.examining import examined_anyway
from warehouse.readings import KEPT, drop_readings, store_readings
from warehouse.records import Rebuilt
from warehouse.registering import declare_within
from warehouse.settling import settle_within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program
    from extractors.records import Reading
    from warehouse.records import Policy

Row = tuple[Any, ...]
CHUNK = 200
LEDGER = ("coverage", "requirement_periods", "changes")


def rebuild(  # noqa: PLR0913 - what reading again rests on
    path: Path | str,
    programs: Sequence[Program],
    catalogue: Catalogue,
    policy: Policy,
    rules: str,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Rebuilt:
    """Derive everything again from snapshots and captures, equal to what runs would have derived.

    What was told stays told. Captures whose bytes are damaged are named in the result and keep their old judgement and
    reading. All of it is one transaction: readers wait meanwhile, and a rebuild that is killed leaves everything as it was.
    `progress` hears how many captures of how many are read.
    """
    damaged: list[str] = []
    with merging(path) as con:
        declare_within(con, programs, catalogue)
        sources = _sources(con)
        known: set[str] = set()
        judged: list[Row] = []
        chunks = _chunks(con)
        total = sum(map(len, chunks))
        for number, chunk in enumerate(chunks):
            progress(number * CHUNK, total)
            judged += _judged(con, path, chunk, sources, catalogue, known, rules, damaged)
        _write_judgements(con, judged, rules)
        _drop_the_rest(con, known)
        ((documents,),) = con.execute("SELECT count(*) FROM documents").fetchall()
        for table in LEDGER:
            con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from this module
        con.execute("UPDATE settlements SET basis = '', digest = ''")
        changes = settle_within(con, catalogue, replace(policy, live=False), "rebuild", datetime.now(UTC))
    return Rebuilt(captures=len(judged), documents=documents, changes=len(changes), damaged=tuple(damaged))


def _sources(con: DuckDBPyConnection) -> dict[str, Source]:
    rows = con.execute(
        "SELECT source_id, program, name, url, kind, standing, language, include, exclude, schedule FROM sources"
    ).fetchall()
    return {
        id_: Source(
            id_, program, name, url, kind, standing, language, tuple(include), tuple(exclude), schedule
        )
        for id_, program, name, url, kind, standing, language, include, exclude, schedule in rows
    }


def _chunks(con: DuckDBPyConnection) -> list[list[int]]:
    """Sequences of the fetches that brought bytes, source by source: neighbours share a base."""
    rows = con.execute(
        "SELECT sequence FROM fetches WHERE snapshot IS NOT NULL ORDER BY source_id, started_at, sequence"
    ).fetchall()
    sequences = [sequence for (sequence,) in rows]
    return [sequences[n : n + CHUNK] for n in range(0, len(sequences), CHUNK)]


def _judged(  # noqa: PLR0913, PLR0917 - what reading again rests on
    con: DuckDBPyConnection,
    path: Path | str,
    chunk: list[int],
    sources: dict[str, Source],
    catalogue: Catalogue,
    known: set[str],
    rules: str,
    damaged: list[str],
) -> list[Row]:
    """Judge these captures again and keep the readings that are new; one row (sequence, outcome, reason, document) each."""
    rows = con.execute(
        "SELECT sequence, source_id, url, final_url, status, headers, redirects, permanent, truncated, snapshot"
        " FROM fetches WHERE sequence IN (SELECT unnest($chunk)) ORDER BY sequence",
        {"chunk": chunk},
    ).fetchall()
    bodies = _bodies(con, path, {row[-1] for row in rows}, damaged)
    readings: dict[str, Reading] = {}
    judged: list[Row] = []
    for sequence, source, url, final_url, status, headers, redirects, permanent, truncated, snapshot in rows:
        if snapshot not in bodies or source not in sources:
            continue
        named = tuple((name, value) for name, value in json.loads(headers))
        response = Response(
            url, final_url, status, named, bodies[snapshot], tuple(redirects), permanent, truncated
        )
        seen = examined_anyway(response, sources[source], catalogue, known)
        document = seen.digest if seen.judgement.outcome is Outcome.HEALTHY else None
        if document and seen.reading:
            readings[document] = seen.reading
            known.add(document)
        judged.append((sequence, seen.judgement.outcome.value, seen.judgement.reason, document))
    drop_readings(con, readings)
    store_readings(con, readings, rules)
    return judged


def _bodies(
    con: DuckDBPyConnection, path: Path | str, wanted: set[str], damaged: list[str]
) -> dict[str, bytes]:
    try:
        return snapshots.bodies(con, path, wanted)
    except SnapshotDamaged:
        found = {}
        for name in sorted(wanted):
            try:
                found[name] = snapshots.body(con, path, name)
            except SnapshotDamaged as error:
                damaged.append(str(error))
        return found


def _write_judgements(con: DuckDBPyConnection, judged: list[Row], rules: str) -> None:
    """Bring outcome, reason and document of fetches up to date where today's rules see them differently."""
    con.execute(
        "CREATE TEMP TABLE judged (sequence BIGINT, outcome VARCHAR, reason VARCHAR, document VARCHAR)"
    )
    append(con, "judged", judged)
    con.execute(
        "UPDATE fetches SET outcome = j.outcome, reason = j.reason, document = j.document, rules = $rules"
        " FROM judged AS j"
        " WHERE fetches.sequence = j.sequence AND (fetches.outcome, fetches.reason, fetches.document, fetches.rules)"
        " IS DISTINCT FROM (j.outcome, j.reason, j.document, $rules)",
        {"rules": rules},
    )
    con.execute("DROP TABLE judged")


def _drop_the_rest(con: DuckDBPyConnection, known: set[str]) -> None:
    """Drop the readings that no capture has any more, and mark those kept because their bytes cannot be read again."""
    rows = con.execute(
        "SELECT d.document, bool_or(f.document IS NOT NULL) FROM documents AS d LEFT JOIN fetches AS f USING (document)"
        " GROUP BY d.document"
    ).fetchall()
    drop_readings(con, [document for document, captured in rows if not captured])
    kept = [document for document, captured in rows if captured and document not in known]
    con.execute(
        "UPDATE documents SET rules = $mark || rules"
        " WHERE document IN (SELECT unnest($kept)) AND NOT starts_with(rules, $mark)",
        {"mark": KEPT, "kept": kept},
    )
