"""The ledger as rows of its three tables; written are only those that differ from what is stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from warehouse.connection import append

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from warehouse.connection import Row
    from warehouse.derived import Coverage, Ledger
    from warehouse.records import Change
    from warehouse.steps import Period


TABLES = ("coverage", "requirement_periods", "changes")


def write_ledgers(con: DuckDBPyConnection, ledgers: Sequence[Ledger]) -> None:
    """Make these the stored ledgers of their programs, within the open transaction."""
    if not ledgers:
        return
    programs = [each.program for each in ledgers]
    every = [ledger_rows(each) for each in ledgers]
    for table in TABLES:
        _rewrite(con, table, programs, [row for rows in every for row in rows[table]])


def ledger_rows(ledger: Ledger) -> dict[str, list[Row]]:
    """The rows of one ledger, by table."""
    coverage = [_coverage_row(ledger.program, c) for c in ledger.coverage]
    periods = [_period_row(ledger.program, p) for p in ledger.periods]
    changes = [_change_row(c) for c in ledger.changes]
    return dict(zip(TABLES, (coverage, periods, changes), strict=True))


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
