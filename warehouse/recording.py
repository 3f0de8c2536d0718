"""Writing down what was fetched, each batch in one short transaction; and what the next run starts from."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extractors.records import Outcome
from warehouse import snapshots
from warehouse.causes import note_rules
from warehouse.connection import append, connect_read_only, writing
from warehouse.entering import new_entries
from warehouse.identities import note_own_addresses
from warehouse.judging import KEPT, OUTDATED, judged_by, known_sources, note_wanted
from warehouse.readings import STAGED, drop_readings, reading_rows, store_readings
from warehouse.records import Seen
from warehouse.source_rows import source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.records import Reading
    from warehouse.connection import Row
    from warehouse.records import Fetch


def last_seen(path: Path | str, source_ids: Iterable[str]) -> dict[str, Seen]:
    """The newest healthy capture of each of these sources, for those that have one."""
    con = connect_read_only(path)
    try:
        rows = con.execute(
            "SELECT source_id, last(etag ORDER BY started_at), last(last_modified ORDER BY started_at),"
            " last(snapshot ORDER BY started_at), last(document ORDER BY started_at), max(started_at),"
            " last(final_url ORDER BY started_at)"
            " FROM fetches WHERE outcome = $healthy AND snapshot IS NOT NULL"
            " AND source_id IN (SELECT unnest($ids)) GROUP BY source_id",
            {"healthy": Outcome.HEALTHY.value, "ids": list(source_ids)},
        ).fetchall()
    finally:
        con.close()
    return {source: Seen(*rest) for source, *rest in rows}


def known_documents(path: Path | str, rules: str) -> frozenset[str]:
    """Digests of the documents that were read with these rules, if only by a re-reading under way: read them no more."""
    con = connect_read_only(path)
    try:
        rows = con.execute(
            "SELECT document FROM documents WHERE rules = $rules"
            " UNION SELECT document FROM staged_documents WHERE rules = $rules",
            {"rules": rules},
        ).fetchall()
    finally:
        con.close()
    return frozenset(digest for (digest,) in rows)


def outdated(path: Path | str, rules: str) -> int:
    """How many captures were judged otherwise than by these rules and by how their sources are read now.

    Above 0, they are to be read again: else a page that changes would be compared with what other rules had read from its
    last version. Captures that a re-reading kept, because their bytes are damaged, do not count.
    """
    con = connect_read_only(path)
    try:
        note_wanted(con, rules)
        ((count,),) = con.execute(
            f"SELECT count(*) FROM fetches AS f JOIN judgements_wanted AS w USING (source_id) WHERE {OUTDATED}"  # noqa: S608
            " AND NOT starts_with(coalesce(f.rules, ''), $kept)",
            {"kept": KEPT},
        ).fetchall()
    finally:
        con.close()
    return int(count)


def record(path: Path | str, fetches: Sequence[Fetch], rules: str, at: datetime | None = None) -> None:
    """Keep these attempts with everything that they brought, in one transaction.

    Idempotent by source, start, bytes and what the server answered: what is there already is left alone. `at` is the
    record time (default: now).
    """
    if fetches:
        with writing(path) as con:
            record_within(con, path, fetches, rules, at)


def record_within(
    con: DuckDBPyConnection,
    path: Path | str,
    fetches: Sequence[Fetch],
    rules: str,
    at: datetime | None = None,
) -> None:
    """Record as a part of a transaction that does more, such as noting how far a backfill is."""
    digests = [None if f.response is None else snapshots.digest(f.response.body) for f in fetches]
    now = at or datetime.now(UTC)
    new = _new(con, fetches, digests) if fetches else []
    if not new:
        return
    append(con, "sources", [source_row(one) for one in new_entries(con, [fetch for fetch, _ in new], now)])
    ((newest,),) = con.execute("SELECT coalesce(max(sequence), 0) FROM fetches").fetchall()
    numbered = [(newest + n, fetch, snapshot) for n, (fetch, snapshot) in enumerate(new, 1)]
    _store_snapshots(con, path, numbered)
    note_own_addresses(con, numbered)
    healthy = [(f.digest, f.reading) for _, f, _ in numbered if f.outcome is Outcome.HEALTHY]
    read = [(digest, reading) for digest, reading in healthy if digest and reading]
    _store_readings(con, read, rules)
    by = known_sources(con, {fetch.source_id for _, fetch, _ in numbered})
    judged = {id_: judged_by(rules, source) for id_, source in by.items()}
    rows = [_fetch_row(n, f, snapshot, now, judged.get(f.source_id, rules)) for n, f, snapshot in numbered]
    append(con, "fetches", rows)
    runs: dict[str, int] = {}
    for _, fetch, _ in numbered:
        runs[fetch.run_id] = runs.get(fetch.run_id, 0) + 1
    append(con, "runs", [(run, now, rules, count) for run, count in runs.items()])
    note_rules(con, rules, {})


def _new(
    con: DuckDBPyConnection, fetches: Sequence[Fetch], digests: Sequence[str | None]
) -> list[tuple[Fetch, str | None]]:
    known = set(
        con.execute(
            "SELECT source_id, epoch_us(started_at), snapshot, status,"
            " CASE WHEN permanent AND len(redirects) > 0 THEN final_url END,"
            " CASE WHEN snapshot IS NULL THEN outcome END, confirms FROM fetches"
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
        key = _same(fetch, snapshot)
        if key not in known:
            known.add(key)
            new.append((fetch, snapshot))
    return new


def _same(fetch: Fetch, snapshot: str | None) -> Row:
    """What two attempts share that are one: all that the ledger sees of them, so that it never matters which came first."""
    response = fetch.response
    moved = response is not None and response.permanent and bool(response.redirects)
    return (
        fetch.source_id,
        microseconds(fetch.started_at),
        snapshot,
        response.status if response else None,
        response.final_url if response and moved else None,
        None if response else fetch.outcome.value,
        fetch.confirms,
    )


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970 in UTC, as DuckDB's `epoch_us` gives them."""
    delta = instant - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def _fetch_row(number: int, fetch: Fetch, snapshot: str | None, now: datetime, rules: str) -> Row:
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
            # Of what the server sent: with them it would confirm a page that scripts fill anew.
            None if response.rendered else response.header("etag"),
            None if response.rendered else response.header("last-modified"),
            json.dumps(response.headers, ensure_ascii=False),
        )
    document = fetch.digest if fetch.outcome is Outcome.HEALTHY else None
    tail: Row = (snapshot, fetch.confirms, document, now, fetch.run_id, fetch.archive, fetch.memento, rules)
    return (*head, *middle, *tail, response is not None and response.rendered)


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
            bases.append((number, fetch.source_id, snapshot, None))
    append(con, "snapshots", [(p.snapshot, p.length, len(p.frame), p.base, None, None) for p in kept])
    append(con, "snapshot_bodies", [(p.snapshot, p.frame) for p in kept if p.base is None])
    append(con, "snapshot_differences", [(p.snapshot, p.frame) for p in kept if p.base is not None])
    append(con, "snapshot_bases", bases)


def _store_readings(con: DuckDBPyConnection, readings: Sequence[tuple[str, Reading]], rules: str) -> None:
    """Keep readings; one made with other rules replaces the one of before, at once or when a re-reading by these is done."""
    given = dict(readings)
    if not given:
        return
    stored = _rules_of(con, "documents", given)
    by_others = {name for name, by in stored.items() if by != rules}
    under_way = con.execute(
        "SELECT 1 FROM rereadings WHERE finished_at IS NULL AND rules_after = $rules", {"rules": rules}
    ).fetchone()
    if under_way:
        stored |= _rules_of(con, f"{STAGED}documents", given)
    else:
        drop_readings(con, by_others)
    new = [reading_rows(name, it, rules) for name, it in given.items() if stored.get(name) != rules]
    store_readings(con, new, STAGED if under_way else "")


def _rules_of(con: DuckDBPyConnection, table: str, documents: Iterable[str]) -> dict[str, str]:
    rows = con.execute(
        f"SELECT document, rules FROM {table} WHERE document IN (SELECT unnest($names))",  # noqa: S608 - ours
        {"names": list(documents)},
    ).fetchall()
    return dict(rows)
