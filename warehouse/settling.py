"""Settling: derive the ledger of every program with news, and write what differs with the alerts owed for it.

One transaction: state and alerts commit together. Captures that a killed run left behind are picked up by the next.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from extractors.coverage import question_status
from extractors.records import Outcome
from warehouse.connection import append, merging
from warehouse.events import Event, History
from warehouse.ledger import ledger
from warehouse.owing import owe
from warehouse.recording import microseconds
from warehouse.said import documents_said, watched_sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue
    from warehouse.derived import Coverage, Ledger
    from warehouse.records import Change, Policy
    from warehouse.steps import Period

Row = tuple[Any, ...]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_JUDGED = """
    SELECT f.* REPLACE (
        CASE WHEN c.outcome IS NULL OR c.outcome = 'healthy' THEN f.outcome ELSE c.outcome END AS outcome,
        coalesce(f.document, c.document) AS document,
        coalesce(f.snapshot, c.snapshot) AS snapshot
    )
    FROM fetches AS f LEFT JOIN (
        SELECT source_id, snapshot, arg_max(outcome, sequence) AS outcome, arg_max(document, sequence) AS document
        FROM fetches WHERE program = $program AND snapshot IS NOT NULL GROUP BY source_id, snapshot
    ) AS c ON f.outcome = 'unchanged' AND f.source_id = c.source_id AND f.confirms = c.snapshot
    WHERE f.program = $program"""
"""A program's fetches. A 304 says again what the capture says whose validators it answered, as that one is judged now."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How far a program was settled before."""

    sequence: int
    told_to: int
    basis: str
    digest: str
    quiet: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling one program gave: its ledger, and the changes that were not there before."""

    ledger: Ledger
    differs: bool  # from what was stored
    new: tuple[Change, ...]
    told_to: int  # newest fetch that was told of before
    row: Row  # how far the program is settled now


def settle(
    path: Path | str, catalogue: Catalogue, policy: Policy, run_id: str, now: datetime
) -> tuple[Change, ...]:
    """Bring coverage, history and changes up to date with the captures, and owe alerts when `policy.live`.

    Gives back the changes that were not known before, oldest first. Told are, at most once each, those that captures
    decided which are new since the last settling and were fetched by ourselves; history that was imported, rules or
    configuration that changed (a source that is watched from now on) wake nobody.
    """
    with merging(path) as con:
        return settle_within(con, catalogue, policy, run_id, now)


def settle_within(
    con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy, run_id: str, now: datetime
) -> tuple[Change, ...]:
    """Settle as a part of a transaction that does more, such as a rebuild's."""
    settled = [
        _settled(con, program, catalogue, policy, news)
        for program, news in _with_news(con, catalogue, policy).items()
    ]
    _write(con, [one for one in settled if one.differs])
    _replace_settlements(con, [one.row for one in settled])
    if policy.live:
        owe(con, catalogue, settled, run_id, now)
    return tuple(sorted((c for s in settled for c in s.new), key=lambda c: (c.captured_at, c.id)))


# -- which programs have news --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """A program to derive again: what was settled before, what its ledger rests on now, its newest fetch."""

    before: Settlement | None
    basis: str
    sequence: int


def _with_news(con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy) -> dict[str, News]:
    """Programs to derive again. One whose new captures say what its sources, at rest, said before is only noted."""
    stored = _settlements(con)
    newest = con.execute(
        "SELECT program, max(sequence) FROM fetches GROUP BY program ORDER BY program"
    ).fetchall()
    introduced = {p for (p,) in con.execute("SELECT program FROM introductions").fetchall()}
    bases = _bases(con, catalogue, policy)
    news: dict[str, News] = {}
    calm: list[Row] = []
    for program, sequence in newest:
        before, basis = stored.get(program), bases.get(program, "")
        if before is None or before.basis != basis or (policy.live and program not in introduced):
            news[program] = News(before, basis, sequence)
        elif sequence > before.sequence and before.told_to == before.sequence and _calm(con, program, before):
            told_to = sequence if policy.live else before.told_to
            calm.append((program, sequence, told_to, before.basis, before.digest, json.dumps(before.quiet)))
        elif sequence > (before.told_to if policy.live else before.sequence):
            news[program] = News(before, basis, sequence)
    _replace_settlements(con, calm)
    return news


def _settlements(con: DuckDBPyConnection) -> dict[str, Settlement]:
    rows = con.execute("SELECT program, sequence, told_to, basis, digest, quiet FROM settlements").fetchall()
    return {
        p: Settlement(n, told, basis, digest, json.loads(quiet)) for p, n, told, basis, digest, quiet in rows
    }


def _bases(con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy) -> dict[str, str]:
    """For each program a digest of everything but captures that its ledger depends on."""
    rules = con.execute("SELECT DISTINCT rules FROM documents ORDER BY rules").fetchall()
    common = repr((catalogue, policy.confirmations, policy.interval, policy.lost_after, rules))
    sources = con.execute(
        "SELECT program, list((source_id, url, kind, standing) ORDER BY source_id)::VARCHAR FROM sources GROUP BY program"
    ).fetchall()
    return {program: hashlib.sha256(f"{common}{text}".encode()).hexdigest() for program, text in sources}


def _calm(con: DuckDBPyConnection, program: str, before: Settlement) -> bool:
    """Whether every new capture is newer than what is settled and says what its source, at rest, said before."""
    rows = con.execute(
        f"SELECT source_id, epoch_us(started_at), outcome, document FROM ({_JUDGED}) WHERE sequence > $sequence",  # noqa: S608
        {"program": program, "sequence": before.sequence},
    ).fetchall()
    ((newest,),) = con.execute(
        "SELECT max(epoch_us(started_at)) FROM fetches WHERE program = $program AND sequence <= $sequence",
        {"program": program, "sequence": before.sequence},
    ).fetchall()
    for source, at, outcome, document in rows:
        rest = before.quiet.get(source)
        # Not newer than all that is settled: the proof of another source's period may rest on it.
        if rest is None or at <= newest or not Outcome(outcome).healthy or document not in (None, rest[0]):
            return False
    return True


def _replace_settlements(con: DuckDBPyConnection, rows: Sequence[Row]) -> None:
    if rows:
        con.execute(
            "DELETE FROM settlements WHERE program IN (SELECT unnest($programs))",
            {"programs": [r[0] for r in rows]},
        )
        append(con, "settlements", rows)


# -- one program ---------------------------------------------------------------------------------------------------


def _settled(
    con: DuckDBPyConnection, program: str, catalogue: Catalogue, policy: Policy, news: News
) -> Settled:
    before = news.before
    derived = ledger(_history(con, program, catalogue, policy), question_status)
    digest = hashlib.sha256(repr((derived.changes, derived.coverage, derived.periods)).encode()).hexdigest()
    differs = before is None or before.digest != digest
    rows = con.execute("SELECT id FROM changes WHERE program = $program", {"program": program}).fetchall()
    known = {key for (key,) in rows}
    quiet = {source: (document, microseconds(at)) for source, (document, at) in derived.quiet.items()}
    told_to = before.told_to if before else 0
    return Settled(
        ledger=derived,
        differs=differs,
        new=tuple(change for change in derived.changes if change.id not in known),
        told_to=told_to,
        row=(
            program,
            news.sequence,
            news.sequence if policy.live else told_to,
            news.basis,
            digest,
            json.dumps(quiet),
        ),
    )


def _history(con: DuckDBPyConnection, program: str, catalogue: Catalogue, policy: Policy) -> History:
    watched = watched_sources(con, program)
    events = [event for event in _events(con, program) if event.source_id in watched]
    documents = documents_said(con, {event.document for event in events if event.document})
    return History(program, watched, events, documents, catalogue, policy)


def _events(con: DuckDBPyConnection, program: str) -> list[Event]:
    # Microseconds rather than timestamps: converting thousands of instants costs more than stepping over them.
    query = f"""
        SELECT source_id, epoch_us(started_at), epoch_us(recorded_at), outcome, snapshot, document,
            CASE WHEN permanent AND len(redirects) > 0 THEN final_url END, sequence, archive IS NOT NULL
        FROM ({_JUDGED})"""  # noqa: S608 - a constant of this module
    rows = con.execute(query, {"program": program}).fetchall()
    return [
        Event(source, _instant(at), _instant(recorded), Outcome(outcome), *rest)
        for source, at, recorded, outcome, *rest in rows
    ]


def _instant(microseconds_: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds_)


def _write(con: DuckDBPyConnection, settled: Sequence[Settled]) -> None:
    """Write what differs from what is stored."""
    ledgers = [one.ledger for one in settled]
    if not ledgers:
        return
    programs = [each.program for each in ledgers]
    coverage = [_coverage_row(each.program, c) for each in ledgers for c in each.coverage]
    _rewrite(con, "coverage", programs, coverage)
    periods = [_period_row(each.program, p) for each in ledgers for p in each.periods]
    _rewrite(con, "requirement_periods", programs, periods)
    _rewrite(con, "changes", programs, [_change_row(c) for each in ledgers for c in each.changes])


def _rewrite(con: DuckDBPyConnection, table: str, programs: list[str], rows: list[Row]) -> None:
    """Make these the programs' rows, touching only those that differ."""
    named = {"programs": programs}
    con.execute(f"CREATE TEMP TABLE wanted AS FROM {table} LIMIT 0")
    append(con, "wanted", rows)
    con.execute(
        f"DELETE FROM {table} AS stored WHERE program IN (SELECT unnest($programs))"  # noqa: S608
        " AND hash(stored) NOT IN (SELECT hash(wanted) FROM wanted)",
        named,
    )
    con.execute(
        f"INSERT INTO {table} SELECT * FROM wanted WHERE hash(wanted) NOT IN"  # noqa: S608
        f" (SELECT hash(stored) FROM {table} AS stored WHERE program IN (SELECT unnest($programs)))",
        named,
    )
    con.execute("DROP TABLE wanted")


def _coverage_row(program: str, c: Coverage) -> Row:
    proof = [
        {"source_id": s, "captured_at": at.isoformat(), "snapshot": snapshot} for s, at, snapshot in c.proof
    ]
    return (
        program, c.question, c.facet, c.status.value, c.valid_from, c.valid_to, c.recorded_at, c.source_id,
        c.snapshot, c.document, c.quote, json.dumps(proof),
    )  # fmt: skip


def _period_row(program: str, p: Period) -> Row:
    return p.identity, program, p.source_id, p.valid_from, p.valid_to, p.document, p.ordinal, p.snapshot


def _change_row(c: Change) -> Row:
    return (
        c.id, c.program, c.source_id, c.source_url, c.captured_at, c.confirmed_at, c.recorded_at, c.type, c.question,
        c.kind, c.subject, c.attribute, json.dumps(c.before, ensure_ascii=False), json.dumps(c.after, ensure_ascii=False),
        c.unit, c.quote, c.snapshot, c.quoted_from, list(c.proof),
    )  # fmt: skip
