"""Writing down what was registered and what was fetched, each in one short transaction."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from extractors.records import Outcome, Requirement, Status
from warehouse import snapshots
from warehouse.connection import connect_read_only, writing
from warehouse.records import Seen
from warehouse.values import value_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program
    from extractors.records import Block, Reading
    from warehouse.records import Fetch

Row = tuple[Any, ...]


def register(path: Path | str, programs: Sequence[Program], catalogue: Catalogue) -> None:
    """Make these the watched programs and this the catalogue. Programs and sources left out stay, no longer watched."""
    with writing(path) as con:
        left = con.execute("SELECT * REPLACE (false AS watched) FROM programs").fetchall()
        left_sources = con.execute("SELECT * REPLACE (false AS watched) FROM sources").fetchall()
        _register(con, programs, catalogue, (left, left_sources))


def declare(path: Path | str, programs: Sequence[Program], catalogue: Catalogue) -> None:
    """Make these programs known beside those that are; what is watched stays so."""
    with writing(path) as con:
        stored = (con.execute("FROM programs").fetchall(), con.execute("FROM sources").fetchall())
        _register(con, programs, catalogue, stored)


def _register(
    con: DuckDBPyConnection,
    programs: Sequence[Program],
    catalogue: Catalogue,
    stored: tuple[list[Row], list[Row]],
) -> None:
    program_rows = [(p.key, p.name, p.vendor, p.homepage, list(p.aliases), True) for p in programs]
    source_rows = [
        (
            s.id, s.program, s.name, s.url, s.kind, s.standing, s.language, list(s.include), list(s.exclude),
            s.schedule, True,
        )
        for p in programs
        for s in p.sources
    ]  # fmt: skip
    _replace(con, "programs", [*stored[0], *program_rows])
    _replace(con, "sources", [*stored[1], *source_rows])
    questions = [(q.key, n, q.wording, q.why) for n, q in enumerate(catalogue.questions)]
    facets = [
        (q.key, f.key, n, f.wording, f.required) for q in catalogue.questions for n, f in enumerate(q.facets)
    ]
    _replace(con, "questions", questions)
    _replace(con, "facets", facets)


def last_seen(path: Path | str, source_ids: Iterable[str]) -> dict[str, Seen]:
    """The newest healthy capture of each of these sources, for those that have one."""
    con = connect_read_only(path)
    try:
        rows = con.execute(
            "SELECT source_id, last(etag ORDER BY started_at), last(last_modified ORDER BY started_at),"
            " last(snapshot ORDER BY started_at), last(document ORDER BY started_at), max(started_at)"
            " FROM fetches WHERE outcome = $healthy AND snapshot IS NOT NULL"
            " AND source_id IN (SELECT unnest($ids)) GROUP BY source_id",
            {"healthy": Outcome.HEALTHY.value, "ids": list(source_ids)},
        ).fetchall()
    finally:
        con.close()
    return {source: Seen(*rest) for source, *rest in rows}


def known_documents(path: Path | str, rules: str) -> frozenset[str]:
    """Digests of the documents that were read with these rules and need no second reading."""
    con = connect_read_only(path)
    try:
        rows = con.execute("SELECT document FROM documents WHERE rules = $rules", {"rules": rules}).fetchall()
    finally:
        con.close()
    return frozenset(digest for (digest,) in rows)


def outdated(path: Path | str, rules: str) -> int:
    """How many documents were read with other rules than these; above 0, rebuild before the next run.

    Otherwise a page that changes would be compared with what other rules had read from its last version.
    """
    con = connect_read_only(path)
    try:
        ((count,),) = con.execute(
            "SELECT count(*) FROM documents WHERE rules != $rules", {"rules": rules}
        ).fetchall()
    finally:
        con.close()
    return int(count)


def record(path: Path | str, fetches: Sequence[Fetch], rules: str, at: datetime | None = None) -> None:
    """Keep these attempts with everything that they brought, in one transaction.

    Idempotent by source, start and bytes: what is there already is left alone. `at` is the record time (default: now).
    """
    if not fetches:
        return
    digests = [None if f.response is None else snapshots.digest(f.response.body) for f in fetches]
    now = at or datetime.now(UTC)
    with writing(path) as con:
        new = _new(con, fetches, digests)
        if not new:
            return
        ((newest,),) = con.execute("SELECT coalesce(max(sequence), 0) FROM fetches").fetchall()
        numbered = [(newest + n, fetch, snapshot) for n, (fetch, snapshot) in enumerate(new, 1)]
        _store_snapshots(con, path, numbered)
        _store_readings(
            con,
            [
                (f.digest, f.reading)
                for _, f, _ in numbered
                if f.digest and f.reading and f.outcome is Outcome.HEALTHY
            ],
            rules,
        )
        append(
            con, "fetches", [_fetch_row(number, fetch, snapshot, now) for number, fetch, snapshot in numbered]
        )
        runs: dict[str, int] = {}
        for _, fetch, _ in numbered:
            runs[fetch.run_id] = runs.get(fetch.run_id, 0) + 1
        append(con, "runs", [(run, now, rules, count) for run, count in runs.items()])


def _new(
    con: DuckDBPyConnection, fetches: Sequence[Fetch], digests: Sequence[str | None]
) -> list[tuple[Fetch, str | None]]:
    known = set(
        con.execute(
            "SELECT source_id, epoch_us(started_at), snapshot FROM fetches"
            " WHERE started_at BETWEEN $first AND $last AND source_id IN (SELECT unnest($ids))",
            {
                "first": min(f.started_at for f in fetches),
                "last": max(f.started_at for f in fetches),
                "ids": list({f.source_id for f in fetches}),
            },
        ).fetchall()
    )
    new = []
    for fetch, snapshot in zip(fetches, digests, strict=True):
        key = (fetch.source_id, microseconds(fetch.started_at), snapshot)
        if key not in known:
            known.add(key)
            new.append((fetch, snapshot))
    return new


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, as DuckDB's `epoch_us` gives them."""
    delta = instant - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def _fetch_row(number: int, fetch: Fetch, snapshot: str | None, now: datetime) -> Row:
    response = fetch.response
    head: Row = (
        number,
        fetch.source_id,
        fetch.source_id.split("/", 1)[0],
        fetch.url,
        fetch.started_at,
        fetch.finished_at,
        fetch.tries,
        fetch.outcome.value,
        fetch.reason,
    )
    if response is None:
        middle: Row = (None, None, False, [], False, None, None, None)
    else:
        middle = (
            response.status,
            response.final_url,
            response.permanent,
            list(response.redirects),
            response.truncated,
            response.header("etag"),
            response.header("last-modified"),
            json.dumps(response.headers, ensure_ascii=False),
        )
    document = fetch.digest if fetch.outcome is Outcome.HEALTHY else None
    return (*head, *middle, snapshot, document, now, fetch.run_id, fetch.archive)


def _store_snapshots(
    con: DuckDBPyConnection, path: Path | str, numbered: Sequence[tuple[int, Fetch, str | None]]
) -> None:
    names = list({snapshot for _, _, snapshot in numbered if snapshot})
    rows = con.execute(
        "SELECT snapshot FROM snapshots WHERE snapshot IN (SELECT unnest($names))", {"names": names}
    )
    known = {name for (name,) in rows.fetchall()}
    new = [(n, f, s) for n, f, s in numbered if s and s not in known]
    current = snapshots.bases(con, path, list({f.source_id for _, f, _ in new})) if new else {}
    kept: list[snapshots.Packed] = []
    bases: list[Row] = []
    for number, fetch, snapshot in new:
        if snapshot in known or fetch.response is None:
            continue
        known.add(snapshot)
        pack = snapshots.packed(snapshot, fetch.response.body, current.get(fetch.source_id))
        kept.append(pack)
        # A wall is no base: the next version of the page would have nothing in common with it.
        if pack.base is None and fetch.outcome is Outcome.HEALTHY:
            current[fetch.source_id] = snapshots.Base(snapshot, fetch.response.body, len(pack.frame))
            bases.append((number, fetch.source_id, snapshot))
    append(con, "snapshots", [(p.snapshot, p.length, len(p.frame), p.base) for p in kept])
    append(con, "snapshot_bodies", [(p.snapshot, p.frame) for p in kept if p.base is None])
    append(con, "snapshot_differences", [(p.snapshot, p.frame) for p in kept if p.base is not None])
    append(con, "snapshot_bases", bases)


def _store_readings(con: DuckDBPyConnection, readings: Sequence[tuple[str, Reading]], rules: str) -> None:
    """Keep readings; one made with other rules replaces the one of before."""
    given = dict(readings)
    if not given:
        return
    stored: dict[str, str] = dict(
        con.execute(
            "SELECT document, rules FROM documents WHERE document IN (SELECT unnest($names))",
            {"names": list(given)},
        ).fetchall()
    )
    stale = [name for name, by in stored.items() if by != rules]
    if stale:
        for table in ("documents", "requirements", "mentions", "document_facets"):
            con.execute(f"DELETE FROM {table} WHERE document IN (SELECT unnest($names))", {"names": stale})  # noqa: S608
    new = {name: reading for name, reading in given.items() if stored.get(name) != rules}
    store_readings(con, new, rules)


def store_readings(con: DuckDBPyConnection, new: dict[str, Reading], rules: str) -> None:
    """Append readings of documents that are not stored."""
    append(con, "documents", [_document_row(name, reading, rules) for name, reading in new.items()])
    append(
        con,
        "requirements",
        [
            requirement_row(name, n, r)
            for name, reading in new.items()
            for n, r in enumerate(reading.requirements)
        ],
    )
    append(
        con,
        "mentions",
        [
            (name, n, m.question, m.facet, m.quote, m.start, m.end)
            for name, reading in new.items()
            for n, m in enumerate(reading.mentions)
        ],
    )
    append(
        con,
        "document_facets",
        [
            (name, f.question, f.facet, f.status.value, list(f.evidence))
            for name, reading in new.items()
            for f in reading.facets
            if f.status in (Status.DOCUMENTED, Status.MENTIONED)
        ],
    )


def _document_row(name: str, reading: Reading, rules: str) -> Row:
    d = reading.document
    blocks = json.dumps([_block(b) for b in d.blocks], ensure_ascii=False, separators=(",", ":"))
    return (name, rules, d.title, d.language, d.published, d.modified, d.text, blocks)


def _block(block: Block) -> dict[str, Any]:
    """The block without its text and without what is empty."""
    fields = {
        "kind": block.kind,
        "start": block.start,
        "end": block.end,
        "section": block.section,
        "level": block.level,
        "intro": block.intro,
        "table": block.table,
        "row": block.row,
        "column": block.column,
        "row_headers": block.row_headers,
        "column_headers": block.column_headers,
        "header": block.header,
    }
    always = ("kind", "start", "end")
    return {
        key: value for key, value in fields.items() if key in always or (value not in ("", (), None, False))
    }


def requirement_row(document: str, ordinal: int, r: Requirement) -> Row:
    """The row of `requirements` for one requirement of a document."""
    of = value_type(r.value)
    return (
        document,
        ordinal,
        r.kind,
        r.subject,
        r.attribute,
        r.key,
        r.comparator,
        of,
        json.dumps(r.value, ensure_ascii=False),
        float(r.value) if of == "number" and isinstance(r.value, (int, float)) else None,
        r.value if isinstance(r.value, str) else None,
        r.value if isinstance(r.value, bool) else None,
        json.dumps(r.value_max, ensure_ascii=False),
        r.unit,
        r.per,
        r.due,
        r.condition,
        r.quote,
        r.start,
        r.end,
        list(r.section),
    )


def append(con: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows, one value for each column, within the open transaction."""
    if rows:
        with con.appender(table) as appender:
            for row in rows:
                appender.append_row(*row)


def _replace(con: DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    """Make these the rows of a small table, the later of two with one key winning; nothing is written when they are."""
    width = 2 if table == "facets" else 1
    wanted = list({row[:width]: row for row in rows}.values())
    stored = con.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a name from this module
    if sorted(map(repr, stored)) == sorted(map(repr, wanted)):
        return
    keyed = {row[:width]: row for row in wanted}
    gone = [row for row in stored if keyed.get(row[:width]) != row]
    con.execute(f"DELETE FROM {table}") if gone else None  # noqa: S608
    append(con, table, wanted if gone else [row for row in wanted if row not in stored])
