"""What a re-reading moved: requirements, statuses, changes and outcomes that are others because of our rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from warehouse.connection import append
from warehouse.moved import Period, moved_statuses
from warehouse.readings import STAGED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST = 10_000
"""Lines of each kind that are kept of one re-reading; `rereadings` has the true counts."""
REREADINGS = 20
"""Re-readings whose lines are kept."""
_SAID = """concat_ws(' ', r.comparator, r.value ->> '$', 'to ' || (r.value_max ->> '$'), r.unit, 'per ' || r.per,
    'due ' || r.due, '(' || r.condition || ')')"""
_READ = """
    CREATE OR REPLACE TEMP TABLE read_again AS
    SELECT f.sequence, f.program, f.source_id, f.started_at, f.outcome AS outcome_before, j.outcome, j.reason,
        f.document AS before, j.document AS after
    FROM fetches AS f JOIN staged_judgements AS j USING (sequence)"""
_PAIRS = f"""
    CREATE OR REPLACE TEMP TABLE pairs AS
    SELECT row_number() OVER () AS pair, *, last_at = max(last_at) OVER (PARTITION BY source_id) AS now
    FROM (
        SELECT program, source_id, before, after, min(started_at) AS first_at, max(started_at) AS last_at,
            count(*)::INTEGER AS captures
        FROM read_again WHERE outcome IS NOT NULL GROUP BY program, source_id, before, after
    )
    QUALIFY before IS DISTINCT FROM after OR after IN (SELECT document FROM {STAGED}documents)"""  # noqa: S608 - names from this package
_SAYS = f"""
    CREATE OR REPLACE TEMP TABLE {{name}} AS
    SELECT p.pair, r.kind, r.subject, r.key, {_SAID} AS said, first(r.attribute ORDER BY r.ordinal) AS attribute,
        first(r.quote ORDER BY r.ordinal) AS quote
    FROM pairs AS p JOIN ({{requirements}}) AS r ON r.document = p.{{side}}
    GROUP BY ALL"""  # noqa: S608
_READ_NOW = f"""FROM {STAGED}requirements
    UNION ALL FROM requirements WHERE document NOT IN (SELECT document FROM {STAGED}documents)"""  # noqa: S608
_REQUIREMENTS = """
    CREATE OR REPLACE TEMP TABLE moved_requirements AS
    WITH went AS (
        SELECT *, row_number() OVER (PARTITION BY pair, kind, subject, key ORDER BY said) AS n
        FROM said_before ANTI JOIN said_after USING (pair, kind, subject, key, said)
    ), came AS (
        SELECT *, row_number() OVER (PARTITION BY pair, kind, subject, key ORDER BY said) AS n
        FROM said_after ANTI JOIN said_before USING (pair, kind, subject, key, said)
    ), both_sides AS (
        SELECT pair, kind, subject, key, w.said AS before, c.said AS after,
            coalesce(c.attribute, w.attribute) AS attribute, coalesce(c.quote, w.quote) AS quote
        FROM went AS w FULL JOIN came AS c USING (pair, kind, subject, key, n)
    )
    SELECT CASE WHEN b.before IS NULL THEN 'appeared' WHEN b.after IS NULL THEN 'went' ELSE 'changed' END AS movement,
        program, source_id, kind, subject, arg_max(attribute, last_at) AS attribute, b.before, b.after,
        arg_max(quote, last_at) AS quote, min(first_at) AS first_at, max(last_at) AS last_at, bool_or(now) AS now,
        count(DISTINCT coalesce(p.after, p.before))::INTEGER AS versions, sum(captures)::INTEGER AS captures
    FROM both_sides AS b JOIN pairs AS p USING (pair)
    GROUP BY movement, program, source_id, kind, subject, key, b.before, b.after"""
_OUTCOMES = """
    CREATE OR REPLACE TEMP TABLE moved_outcomes AS
    SELECT program, source_id, outcome_before AS before, outcome AS after, arg_max(reason, started_at) AS quote,
        min(started_at) AS first_at, max(started_at) AS last_at, count(*)::INTEGER AS captures
    FROM read_again WHERE outcome IS NOT NULL AND outcome != outcome_before
    GROUP BY program, source_id, outcome_before, outcome"""


def note_before(con: DuckDBPyConnection) -> None:
    """Keep in temporary tables what held, and what requirements and outcomes the switch is about to move."""
    con.execute(_READ)
    con.execute(_PAIRS)
    con.execute(_SAYS.format(name="said_before", side="before", requirements="FROM requirements"))
    con.execute(_SAYS.format(name="said_after", side="after", requirements=_READ_NOW))
    con.execute(_REQUIREMENTS)
    con.execute(_OUTCOMES)
    con.execute("CREATE OR REPLACE TEMP TABLE changes_before AS FROM changes")
    con.execute("CREATE OR REPLACE TEMP TABLE coverage_before AS FROM coverage")


def write_differences(con: DuckDBPyConnection, rereading: int) -> dict[str, int]:
    """Write down what is other than `note_before` saw it; how many requirements, outcomes, statuses and changes."""
    numbered: dict[str, Any] = {"number": rereading, "most": MOST}
    con.execute(
        "INSERT INTO rereading_differences BY NAME SELECT $number AS rereading, 'requirement' AS what, *"
        " FROM moved_requirements ORDER BY captures DESC, program, source_id, kind, subject LIMIT $most",
        numbered,
    )
    con.execute(
        "INSERT INTO rereading_differences BY NAME SELECT $number AS rereading, 'outcome' AS what,"
        " 'changed' AS movement, * FROM moved_outcomes ORDER BY captures DESC, source_id LIMIT $most",
        numbered,
    )
    con.execute(
        "INSERT INTO rereading_differences BY NAME SELECT $number AS rereading, 'kept' AS what, 'kept' AS movement,"
        " program, source_id, outcome_before AS before, reason AS quote, started_at AS first_at, started_at AS last_at,"
        " 1 AS captures FROM read_again WHERE outcome IS NULL ORDER BY source_id, started_at LIMIT $most",
        numbered,
    )
    statuses = _write_statuses(con, rereading)
    changes = _write_changes(con, numbered)
    con.execute(
        "DELETE FROM rereading_differences WHERE rereading <= $number - $rereadings",
        {"number": rereading, "rereadings": REREADINGS},
    )
    ((requirements, outcomes),) = con.execute(
        "SELECT (SELECT count(*) FROM moved_requirements), (SELECT coalesce(sum(captures), 0) FROM moved_outcomes)"
    ).fetchall()
    return {"requirements": requirements, "outcomes": outcomes, "statuses": statuses, "changes": changes}


def _write_changes(con: DuckDBPyConnection, numbered: dict[str, Any]) -> int:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE moved_changes AS"
        " SELECT 'appeared' AS movement, * FROM changes ANTI JOIN changes_before USING (id)"
        " UNION ALL SELECT 'went', * FROM changes_before ANTI JOIN changes USING (id)"
    )
    con.execute(
        "INSERT INTO rereading_differences BY NAME SELECT $number AS rereading, 'change' AS what, movement, program,"
        " source_id, question, kind, subject, attribute, type, before ->> '$' AS before, after ->> '$' AS after, quote,"
        " captured_at AS first_at, confirmed_at AS last_at, id IN (SELECT change FROM told) AS told"
        " FROM moved_changes ORDER BY captured_at DESC, id LIMIT $most",
        numbered,
    )
    ((count,),) = con.execute("SELECT count(*) FROM moved_changes").fetchall()
    return int(count)


def _write_statuses(con: DuckDBPyConnection, rereading: int) -> int:
    columns = "program, question, facet, status, valid_from, valid_to"
    before, after = (
        [Period(*row) for row in con.execute(f"SELECT {columns} FROM {table}").fetchall()]  # noqa: S608 - ours
        for table in ("coverage_before", "coverage")
    )
    moved = moved_statuses(before, after)
    rows = [
        (
            rereading, "status", "changed", m.program, None, m.question, m.facet, None, None, None, None, m.before,
            m.after, None, m.since, m.until, m.until is None, None, None, None,
        )
        for m in sorted(moved, key=lambda m: (m.until is not None, m.program, m.question, m.facet or "", m.since))
    ]  # fmt: skip
    append(con, "rereading_differences", rows[:MOST])
    return len(rows)
