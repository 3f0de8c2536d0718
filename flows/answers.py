"""Questions to the warehouse that several commands, letters and the overview of a run ask alike. They only read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flows.alerts.values import valued
from flows.alerts.words import plain, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

Row = dict[str, Any]

_HOLDS = """
    valid_from <= coalesce($at::TIMESTAMPTZ, 'infinity'::TIMESTAMPTZ)
    AND (valid_to IS NULL OR valid_to > $at::TIMESTAMPTZ)
"""
_ANSWERS = 3
_SUBJECT_LENGTH = 60


def rows(con: DuckDBPyConnection, query: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
    """The rows of a query, each by its columns' names."""
    answer = con.execute(query, dict(parameters or {}))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def programs(con: DuckDBPyConnection) -> list[Row]:
    """Every program that the warehouse knows: program (its key), name, vendor, aliases, watched."""
    return rows(con, "SELECT program, name, vendor, aliases, watched FROM programs ORDER BY name")


def questions(con: DuckDBPyConnection) -> list[Row]:
    """The catalogue's questions in their order: question (its key), wording, why."""
    return rows(con, "SELECT question, wording, why FROM questions ORDER BY ordinal")


def board(con: DuckDBPyConnection, at: datetime | None = None) -> list[Row]:
    """The status of each question of each program, now or as of an instant, and since when it is so.

    A program that was read has a row for each question; what had not been seen then is `unknown` without a date.
    """
    board = "board" if at is None else "board_as_of($at)"
    query = f"SELECT program, name, question, status, since FROM {board}"  # noqa: S608  (one of two names)
    return rows(con, query, {} if at is None else {"at": at})


def facets(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """The status of each facet of a program's questions (or one), and since when."""
    return rows(
        con,
        f"""
        SELECT f.question, f.facet, f.wording, f.required, coalesce(c.status, 'unknown') AS status,
            c.valid_from AS since, c.source_id, c.snapshot, c.quote
        FROM facets AS f JOIN questions AS q USING (question)
        LEFT JOIN (SELECT * FROM coverage WHERE program = $program AND {_HOLDS}) AS c
            ON c.question = f.question AND c.facet = f.facet
        WHERE $question IS NULL OR f.question = $question
        ORDER BY q.ordinal, f.ordinal
        """,  # noqa: S608  (a constant of this module)
        {"program": program, "question": question, "at": at},
    )


def absences(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """The proof of absence: for each facet that nothing documents, the official sources that were read meanwhile.

    A row a source: question, facet, url, how often it was read (an unchanged page was read again), when first and last,
    and the snapshot of the last capture.
    """
    return rows(
        con,
        f"""
        WITH silent AS (
            SELECT question, facet, valid_from, valid_to FROM coverage
            WHERE program = $program AND facet IS NOT NULL AND status <> 'documented' AND {_HOLDS}
                AND ($question IS NULL OR question = $question)
        ), read AS (
            SELECT f.source_id, s.url, f.started_at,
                last_value(f.snapshot IGNORE NULLS) OVER (PARTITION BY f.source_id ORDER BY f.started_at) AS snapshot
            FROM fetches AS f JOIN sources AS s USING (source_id)
            WHERE f.program = $program AND s.standing = 'official' AND f.outcome IN ('healthy', 'unchanged')
                AND ($at IS NULL OR f.started_at <= $at::TIMESTAMPTZ)
        )
        SELECT c.question, c.facet, r.source_id, r.url, count(*) AS times, min(r.started_at) AS first,
            max(r.started_at) AS last, arg_max(r.snapshot, r.started_at) AS snapshot
        FROM silent AS c JOIN read AS r
            ON r.started_at >= c.valid_from AND (c.valid_to IS NULL OR r.started_at < c.valid_to)
        GROUP BY ALL ORDER BY c.question, c.facet, r.source_id
        """,  # noqa: S608  (a constant of this module)
        {"program": program, "question": question, "at": at},
    )


def evidence(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """What the newest healthy captures say on a program's questions: requirements first, then mentions."""
    found = rows(
        con,
        """
        WITH newest AS (
            SELECT source_id, arg_max(document, started_at) AS document, arg_max(snapshot, started_at) AS snapshot,
                max(started_at) AS captured_at
            FROM fetches
            WHERE outcome = 'healthy' AND program = $program AND ($at IS NULL OR started_at <= $at::TIMESTAMPTZ)
            GROUP BY source_id
        ), told AS (
            SELECT n.*, f.question, f.facet, f.status, unnest(f.evidence) AS ordinal
            FROM newest AS n JOIN document_facets AS f USING (document)
            WHERE $question IS NULL OR f.question = $question
        )
        SELECT t.question, t.facet, t.status, s.standing, r.kind, r.subject, r.attribute, r.comparator, r.value,
            r.value_max, r.unit, r.per, r.due, r.condition, coalesce(r.quote, m.quote) AS quote, r.section,
            s.url, t.captured_at, t.snapshot, t.source_id
        FROM told AS t JOIN sources AS s USING (source_id)
        LEFT JOIN requirements AS r ON t.status = 'documented' AND r.document = t.document AND r.ordinal = t.ordinal
        LEFT JOIN mentions AS m ON t.status = 'mentioned' AND m.document = t.document AND m.ordinal = t.ordinal
        ORDER BY t.status, s.standing, t.question, t.facet, s.source_id, t.ordinal
        """,
        {"program": program, "question": question, "at": at},
    )
    return [{**row, "value": _json(row["value"]), "value_max": _json(row["value_max"])} for row in found]


def contradictions(con: DuckDBPyConnection, program: str, at: datetime | None = None) -> list[Row]:
    """Where two official sources of a program disagree, now or at an instant: both values, quotes and addresses."""
    found = rows(
        con,
        "SELECT * FROM contradictions_as_of(coalesce($at::TIMESTAMPTZ, 'infinity')) WHERE program = $program",
        {"program": program, "at": at},
    )
    typed = ("value", "value_max", "other_value", "other_value_max")
    return [{**row, **{name: _json(row[name]) for name in typed}} for row in found]


def _json(value: str | None) -> Any:  # noqa: ANN401  (whatever JSON holds)
    return None if value is None else json.loads(value)


def worded(row: Mapping[str, Any]) -> str:
    """A requirement in a few words: ``Gold, certified individuals: at least 10 people per year``."""
    about = shortened(
        ", ".join(dict.fromkeys(plain(row[key]) for key in ("subject", "attribute") if row[key])), 90
    )
    unit = None if row["unit"] and row["unit"] in (row["attribute"] or "") else row["unit"]
    value = valued(row["value"], unit, row["comparator"])
    if row["value_max"] is not None:
        joint = "of" if row["comparator"] in {None, "=", ">="} else "to"
        value = f"{value.removesuffix(f' {unit}')} {joint} {valued(row['value_max'], unit)}"
    if row["per"]:
        value = f"{value} per {valued(row['per']).removeprefix('1 ')}"
    return f"{about}: {value}" if value and value != about else about


def answers(found: Sequence[Row]) -> tuple[str, ...]:
    """The first few requirements among pieces of evidence, in words, each once."""
    said = dict.fromkeys(worded(row) for row in found if row["kind"])
    more = len(said) - _ANSWERS
    return (*list(said)[:_ANSWERS], f"and {more} more") if more > 0 else tuple(said)
