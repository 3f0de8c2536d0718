"""Provenance: from anything that is claimed back to the bytes and headers that a server sent, step by step.

alert, change, status or requirement; then the document with its quote; then the capture, its bytes, where they came from
(a fetch of ours, or an archive), the rules that judged and read them, and the run. Every step names what it rests on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extractors.pages import page_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

AROUND = 60
"""Characters shown before and after a quote."""
NOW = "infinity"
"""The instant that stands for now in the macros ending in _as_of."""
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: what it is, what is known of it, and what it rests on."""

    what: str
    facts: Facts
    rests_on: tuple[Step, ...] = field(default=())

    def tree(self) -> Facts:
        """The way from here as plain values (instants as datetimes in UTC)."""
        found = {"what": self.what, **self.facts}
        return {**found, "rests_on": [step.tree() for step in self.rests_on]} if self.rests_on else found

    def captures(self) -> Iterable[Facts]:
        """The captures at the ends of the way, those that prove an absence last."""
        if self.what == "capture":
            yield self.facts
        for step in self.rests_on:
            yield from step.captures()


def alert(con: DuckDBPyConnection, id_: str) -> Step | None:
    """An alert, and each change that it told; one that captures known since then do not show rests on nothing."""
    rows = _rows(con, "SELECT id, type, created_at, run_id, payload FROM alerts WHERE id = $id", {"id": id_})
    if not rows:
        return None
    row = rows[0]
    told = json.loads(row.pop("payload")).get("changes", [])
    return Step("alert", row, tuple(change(con, one["id"]) or _withdrawn(con, one) for one in told))


def _withdrawn(con: DuckDBPyConnection, told: Facts) -> Step:
    now = _rows(
        con,
        "SELECT change_after AS id_now, dated_after AS dated_now, recorded_at AS revised_at, run_id FROM revisions"
        " WHERE change_before = $id ORDER BY recorded_at",
        {"id": told["id"]},
    )
    facts = {key: told[key] for key in ("id", "program", "type", "captured_at", "quote")}
    return Step("change as told, dated otherwise or withdrawn since", {**facts, "revisions": now})


def named(con: DuckDBPyConnection, prefix: str) -> list[tuple[str, str]]:
    """What begins with these digits: (alert, change, snapshot or document) and its whole name."""
    rows = _rows(
        con,
        "SELECT what, name FROM (SELECT 'alert' AS what, id AS name FROM alerts"
        " UNION SELECT 'change', id FROM changes"
        " UNION SELECT 'snapshot', snapshot FROM fetches WHERE snapshot IS NOT NULL"
        " UNION SELECT 'document', document FROM documents) WHERE starts_with(name, $prefix) ORDER BY ALL",
        {"prefix": prefix},
    )
    return [(row["what"], row["name"]) for row in rows]


def change(con: DuckDBPyConnection, id_: str) -> Step | None:
    """A change, with the dates that it had before; rests on the capture that shows it and on those that prove an absence."""
    rows = _rows(con, "SELECT * FROM changes WHERE id = $id", {"id": id_})
    if not rows:
        return None
    row = rows[0]
    quoted, shown, proof = row.pop("quoted_from"), row.pop("snapshot"), row.pop("proof")
    row |= {name: json.loads(row[name]) for name in ("before", "after")}
    row["dated_before"] = _rows(
        con,
        "SELECT dated_before, dated_so_until, id_before, alert FROM redated_changes WHERE id = $id",
        {"id": id_},
    )
    source, at = row["source_id"], row["captured_at"]
    evidence = [_capture(con, source, quoted or shown, at, row["quote"])] if quoted or shown else []
    absent = [_capture(con, source, name, at, None) for name in proof if name != (quoted or shown)]
    return Step("change", row, (*evidence, *absent))


def status(
    con: DuckDBPyConnection, program: str, question: str, facet: str | None, at: datetime | None
) -> Step | None:
    """How a question or facet stood at an instant (now when None), on what evidence, or what was read without finding it."""
    rows = _rows(
        con,
        "SELECT * FROM coverage_as_of($at) WHERE program = $program AND question = $question"
        " AND facet IS NOT DISTINCT FROM $facet AND valid_to IS NULL",
        {"program": program, "question": question, "facet": facet, "at": at or NOW},
    )
    if not rows:
        return None
    row = rows[0]
    snapshot, document, proof = row.pop("snapshot"), row.pop("document"), json.loads(row.pop("proof"))
    evidence = []
    if snapshot and document:
        evidence = [_capture(con, row["source_id"], snapshot, row["valid_from"], row["quote"], document)]
    read = [_capture(con, one["source_id"], one["snapshot"], one["captured_at"], None) for one in proof]
    return Step("status", row, (*evidence, *read))


def requirements(
    con: DuckDBPyConnection, program: str, named: str, subject: str | None, at: datetime | None
) -> list[Step]:
    """Requirements of a program, by identity or by kind (and subject), as they were stated at an instant (None: now)."""
    rows = _rows(
        con,
        "SELECT p.source_id, p.identity, p.valid_from, p.valid_to, p.snapshot, p.document, r.* EXCLUDE (document, ordinal,"
        " value_number, value_text, value_boolean) FROM requirement_periods_as_of($at) AS p JOIN requirements AS r"
        " USING (document, ordinal) WHERE p.program = $program AND (p.identity = $named OR (r.kind = $named"
        " AND ($subject IS NULL OR contains(lower(r.subject), lower($subject))))) AND p.valid_to IS NULL"
        " ORDER BY p.source_id, p.identity, p.valid_from",
        {"program": program, "named": named, "subject": subject, "at": at or NOW},
    )
    found = []
    for row in rows:
        snapshot, document = row.pop("snapshot"), row.pop("document")
        row |= {name: json.loads(row[name]) for name in ("value", "value_max")}
        capture = _capture(con, row["source_id"], snapshot, row["valid_from"], row["quote"], document)
        found.append(Step("requirement", row, (capture,)))
    return found


def snapshot(con: DuckDBPyConnection, digest: str) -> list[Step]:
    """Every capture that brought these bytes."""
    rows = _rows(
        con,
        "SELECT source_id, started_at FROM fetches WHERE snapshot = $digest ORDER BY started_at, sequence",
        {"digest": digest},
    )
    return [_capture(con, row["source_id"], digest, row["started_at"], None) for row in rows]


def let_go(con: DuckDBPyConnection, digest: str) -> Facts | None:
    """By which policy the bytes of a snapshot are gone, since when, and what stands in for them; None when they are not."""
    rows = _rows(
        con,
        "SELECT policy, stand_in, pruned_at FROM pruned_snapshots WHERE snapshot = $s"
        " AND snapshot NOT IN (SELECT snapshot FROM snapshots) ORDER BY pruned_at DESC LIMIT 1",
        {"s": digest},
    )
    return rows[0] if rows else None


def document(con: DuckDBPyConnection, digest: str) -> Step | None:
    """A document, and the captures that say it."""
    rows = _rows(
        con, "SELECT document, rules, title, language FROM documents WHERE document = $d", {"d": digest}
    )
    if not rows:
        return None
    seen = _rows(
        con,
        "SELECT source_id, snapshot, min(started_at) AS seen_at FROM fetches WHERE document = $d"
        " GROUP BY ALL ORDER BY seen_at",
        {"d": digest},
    )
    return Step(
        "document",
        rows[0],
        tuple(_capture(con, s["source_id"], s["snapshot"], s["seen_at"], None) for s in seen),
    )


def address(con: DuckDBPyConnection, url: str) -> list[Step]:
    """Every source that is, was or went at an address, with all its addresses, and its last capture that stood there."""
    rows = _rows(
        con,
        "SELECT DISTINCT source_id, program FROM source_addresses WHERE rtrim(address, '/') = rtrim($url, '/') ORDER BY ALL",
        {"url": url},
    )
    found = []
    for row in rows:
        places = _rows(
            con,
            "SELECT address, role, first_seen, last_seen, captures, other_source_id FROM source_addresses"
            " WHERE source_id = $source_id AND program = $program",
            row,
        )
        last = _rows(
            con,
            "SELECT snapshot, started_at FROM fetches WHERE source_id = $source AND snapshot IS NOT NULL"
            " AND (rtrim(url, '/') = rtrim($url, '/') OR rtrim(final_url, '/') = rtrim($url, '/'))"
            " ORDER BY started_at DESC LIMIT 1",
            {"source": row["source_id"], "url": url},
        )
        captures = tuple(
            _capture(con, row["source_id"], one["snapshot"], one["started_at"], None) for one in last
        )
        found.append(Step("source", {**row, "addresses": places}, captures))
    return found


def _capture(  # noqa: PLR0913, PLR0917 - what names a capture, and what is quoted from it
    con: DuckDBPyConnection,
    source: str | None,
    digest: str | None,
    at: object,
    quote: str | None,
    said: str | None = None,
) -> Step:
    """The capture of these bytes nearest to an instant, below the document that it says when something is quoted."""
    rows = _rows(
        con,
        "SELECT sequence, source_id, url, final_url, redirects, permanent, status, headers, outcome, reason,"
        " started_at AS captured_at,"
        " recorded_at, rules AS judged_by, document, snapshot, rendered, archive, memento, run_id FROM fetches"
        " WHERE source_id = $source AND snapshot = $snapshot"
        " ORDER BY abs(epoch_us(started_at) - epoch_us($at::TIMESTAMPTZ)), outcome <> 'healthy', sequence LIMIT 1",
        {"source": source, "snapshot": digest, "at": at},
    )
    if not rows:
        return Step("capture", {"source_id": source, "captured_at": at, "snapshot": digest})
    row = rows[0]
    row["headers"] = json.loads(row["headers"] or "[]")
    place = {name: row.pop(name) for name in ("archive", "memento")}
    run, sequence, read = row.pop("run_id"), row.pop("sequence"), said or row.pop("document")
    row.pop("document", None)
    step = Step("capture", row, (_bytes(con, row["snapshot"]), *_origin(con, place, run, sequence)))
    if read is None:
        return step
    return Step("document", _said(con, read, quote), (step,))


def _said(con: DuckDBPyConnection, read: str, quote: str | None) -> Facts:
    rows = _rows(
        con,
        "SELECT document, rules AS read_by, title, text, pages FROM documents WHERE document = $d",
        {"d": read},
    )
    if not rows:
        return {"document": read}
    text, pages = rows[0].pop("text"), rows[0].pop("pages")
    if not quote:
        return rows[0]
    offsets = _rows(
        con,
        "SELECT start_offset, end_offset FROM requirements WHERE document = $d AND quote = $quote UNION"
        " SELECT start_offset, end_offset FROM mentions WHERE document = $d AND quote = $quote ORDER BY ALL LIMIT 1",
        {"d": read, "quote": quote},
    )
    start, end = (offsets[0]["start_offset"], offsets[0]["end_offset"]) if offsets else (None, None)
    around = text[max(start - AROUND, 0) : end + AROUND] if start is not None and end is not None else None
    at = {"page": page_at(pages, start)} if pages and start is not None else {}
    return {**rows[0], "quote": quote, **at, "start": start, "end": end, "around": around}


def _bytes(con: DuckDBPyConnection, digest: str) -> Step:
    rows = _rows(
        con,
        "SELECT snapshot AS sha256, length, stored, base AS stored_against, pack FROM snapshots WHERE snapshot = $s",
        {"s": digest},
    )
    gone = None if rows else let_go(con, digest)
    if gone is None:
        return Step("bytes", rows[0] if rows else {"sha256": digest})
    stand_in = gone["stand_in"]
    return Step("bytes", {"sha256": digest, **gone}, (_bytes(con, stand_in),) if stand_in else ())


def _origin(con: DuckDBPyConnection, place: Facts, run: str, sequence: int) -> list[Step]:
    """The archive, if it came from one; the run; and the re-reading that judged it last, if one did."""
    runs = _rows(
        con,
        "SELECT run_id, min(recorded_at) AS began, list(DISTINCT rules ORDER BY rules) AS rules, sum(fetches)::BIGINT"
        " AS fetches FROM runs WHERE run_id = $run GROUP BY run_id",
        {"run": run},
    )
    again = _rows(
        con,
        "SELECT r.rereading, r.rules_after, r.cause, r.finished_at FROM rereadings AS r JOIN fetches AS f"
        " ON f.sequence = $sequence AND starts_with(f.rules, r.rules_after) AND f.sequence <= r.up_to"
        " WHERE r.finished_at IS NOT NULL ORDER BY r.rereading DESC LIMIT 1",
        {"sequence": sequence},
    )
    return [
        *([Step("archive", place)] if place["archive"] else []),
        Step("run", runs[0] if runs else {"run_id": run}),
        *(Step("re-reading", row) for row in again),
    ]


def _rows(con: DuckDBPyConnection, query: str, given: Mapping[str, object]) -> list[Facts]:
    found = con.execute(query, dict(given))
    names: Sequence[str] = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
