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

_NOW = "infinity"
"""The instant of which the warehouse's macros give what holds now."""
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
    """The status of each question of each program, now or as of an instant, since when and for how many days.

    A program that was read has a row for each question; what had not been seen then is `unknown` without a date.
    """
    query = "SELECT program, name, question, status, since, days FROM board_as_of($at)"
    return rows(con, query, {"at": at or _NOW})


def commitments(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> list[Row]:
    """What was promised in numbers, of one program or of all, with the last figure, now or as of an instant."""
    query = (
        "SELECT p.name, c.* FROM commitments_as_of($at) AS c JOIN programs AS p USING (program)"
        " WHERE $program IS NULL OR program = $program ORDER BY c.due_on NULLS LAST, program, c.promised_on, c.value"
    )
    return rows(con, query, {"program": program, "at": at or _NOW})


def compared(con: DuckDBPyConnection, programs: Sequence[str], at: datetime | None = None) -> list[Row]:
    """Question by question the status of these programs, now or as of an instant, with one quote each."""
    return rows(con, "FROM compare_as_of($programs, $at)", {"programs": list(programs), "at": at or _NOW})


def facets(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """The status of each facet of a program's questions (or one), since when, and what showed it then."""
    return rows(
        con,
        "FROM show_as_of($program, $at) WHERE $question IS NULL OR question = $question",
        {"program": program, "question": question, "at": at or _NOW},
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
        """
        WITH silent AS (
            SELECT question, facet, valid_from FROM coverage_as_of($at)
            WHERE program = $program AND facet IS NOT NULL AND status <> 'documented' AND valid_to IS NULL
                AND ($question IS NULL OR question = $question)
        ), read AS (
            SELECT f.source_id, s.url, f.started_at,
                last_value(f.snapshot IGNORE NULLS) OVER (PARTITION BY f.source_id ORDER BY f.started_at) AS snapshot
            FROM fetches_as_of($at) AS f JOIN sources AS s USING (source_id)
            WHERE f.program = $program AND s.standing = 'official' AND s.translation_of = ''
                AND f.outcome IN ('healthy', 'unchanged')
        )
        SELECT c.question, c.facet, r.source_id, r.url, count(*) AS times, min(r.started_at) AS first,
            max(r.started_at) AS last, arg_max(r.snapshot, r.started_at) AS snapshot
        FROM silent AS c JOIN read AS r ON r.started_at >= c.valid_from
        GROUP BY ALL ORDER BY c.question, c.facet, r.source_id
        """,
        {"program": program, "question": question, "at": at or _NOW},
    )


def evidence(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """What the newest healthy captures say on a program's questions: requirements first, then mentions."""
    found = rows(
        con,
        "FROM evidence_as_of($program, $at) WHERE $question IS NULL OR question = $question",
        {"program": program, "question": question, "at": at or _NOW},
    )
    return [{**row, "value": _json(row["value"]), "value_max": _json(row["value_max"])} for row in found]


def contradictions(con: DuckDBPyConnection, program: str, at: datetime | None = None) -> list[Row]:
    """Where two official sources of a program disagree, now or at an instant: both values, quotes and addresses."""
    found = rows(
        con,
        "FROM contradictions_as_of($at) WHERE program = $program",
        {"program": program, "at": at or _NOW},
    )
    typed = ("value", "value_max", "other_value", "other_value_max")
    return [{**row, **{name: _json(row[name]) for name in typed}} for row in found]


def health(con: DuckDBPyConnection, at: datetime | None = None) -> list[Row]:
    """How each source fares, or fared by an instant: its last attempts, what stands in the way, and where it went."""
    return rows(
        con,
        """
        SELECT h.source_id AS source, h.url, s.kind, h.standing, h.last_outcome AS outcome, h.last_reason AS reason,
            h.last_attempt AS last_fetch, h.last_healthy, h.failures AS failures_since, h.attempts AS fetches, h.watched,
            h.failing_since, m.moved_to, nullif(s.translation_of, '') AS translation_of,
            h.rendered
        FROM source_health_as_of($at) AS h JOIN sources AS s USING (source_id)
        LEFT JOIN moved_sources_as_of($at) AS m USING (source_id) ORDER BY h.source_id
        """,
        {"at": at or _NOW},
    )


def history(
    con: DuckDBPyConnection, program: str, question: str | None = None, at: datetime | None = None
) -> list[Row]:
    """Every period of a program's questions up to now or an instant; of one question, its facets' as well.

    `dated_before` lists the beginnings that were given before captures of earlier days became known, and until when.
    """
    return rows(
        con,
        """
        SELECT c.program, c.question, c.facet, c.status, c.valid_from, c.valid_to, c.recorded_at, c.quote, s.url, c.snapshot,
            coalesce(b.dated_before, []) AS dated_before
        FROM coverage_as_of($at) AS c LEFT JOIN sources AS s USING (source_id) LEFT JOIN questions AS q USING (question)
        LEFT JOIN (
            SELECT program, question, facet, status, valid_from, list(
                {'dated_before': dated_before, 'dated_so_until': dated_so_until} ORDER BY dated_so_until, dated_before
            ) AS dated_before
            FROM redated_statuses GROUP BY ALL
        ) AS b ON b.program = c.program AND b.question = c.question AND b.facet IS NOT DISTINCT FROM c.facet
            AND b.status = c.status AND b.valid_from = c.valid_from
        WHERE c.program = $program AND ($question IS NULL OR c.question = $question)
            AND ($question IS NOT NULL OR c.facet IS NULL)
        ORDER BY q.ordinal, c.question, c.facet NULLS FIRST, c.valid_from
        """,
        {"program": program, "question": question, "at": at or _NOW},
    )


def first_capture(
    con: DuckDBPyConnection, program: str | None = None, source: str | None = None
) -> datetime | None:
    """When anything of a program (or of any) was captured first; of a source, when a page that could be read was."""
    query = """
        SELECT min(captured_at) AS first FROM captures
        WHERE ($program IS NULL OR program = $program) AND ($source IS NULL OR (source_id = $source AND outcome = 'healthy'))
    """
    first: datetime | None = rows(con, query, {"program": program, "source": source})[0]["first"]
    return first


def last_sight(con: DuckDBPyConnection, program: str, at: datetime | None = None) -> datetime | None:
    """When any page of a program was seen last, up to now or an instant; None when none ever was."""
    query = """
        SELECT max(started_at) AS last FROM fetches_as_of($at)
        WHERE program = $program AND outcome IN ('healthy', 'unchanged')
    """
    last: datetime | None = rows(con, query, {"program": program, "at": at or _NOW})[0]["last"]
    return last


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
