"""Whether the ledger is what captures and readings give: derived again on the terms it was settled on, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.coverage import question_status
from warehouse.checked import REBUILD, Checked
from warehouse.connection import append
from warehouse.ledger import ledger
from warehouse.ledger_rows import ledger_rows
from warehouse.naming import COVERAGE, PERIOD
from warehouse.program_history import history
from warehouse.terms import known_terms, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from duckdb import DuckDBPyConnection

    from warehouse.connection import Row
    from warehouse.derived import Ledger
    from warehouse.terms import Terms

LONGEST = 80
SHOWN = 5
"""Rows of one table and program that are named; of the others is said how many they are."""

_PLACES = {
    "coverage": COVERAGE,
    "requirement_periods": PERIOD,
    "changes": "'change ' || id || ' (' || type || ' of ' || source_id || ')'",
}
"""Names of rows by their keys: a date that was moved makes no other row of a change."""
_SETTLED = """
    SELECT p.program, s.sequence, f.newest FROM (
        SELECT program FROM settlements UNION SELECT program FROM coverage UNION SELECT program FROM changes
        UNION SELECT program FROM requirement_periods UNION SELECT program FROM fetches
    ) AS p LEFT JOIN settlements AS s USING (program)
    LEFT JOIN (SELECT program, max(sequence) AS newest FROM fetches GROUP BY program) AS f USING (program)
    ORDER BY p.program"""


def checked_ledger(con: DuckDBPyConnection) -> Checked:
    """Derive the ledger of every program that is settled; a line for each row that differs, and what was not compared."""
    terms, around = known_terms(con), surroundings(con)
    faults: list[str] = []
    count, unlike = 0, {"waiting": 0, "unknown": 0, "other": 0}
    for program, sequence, newest in con.execute(_SETTLED).fetchall():
        on = terms.get(program)
        if sequence is None and on is not None:
            faults.append(
                f"program {program}: no row of settlements says how far it is settled; expected one; {REBUILD}"
            )
        elif sequence is None or newest is None or sequence < newest:
            unlike["waiting"] += 1
        elif on is None:
            unlike["unknown"] += 1
        elif on.surroundings != around.get(program, ""):
            unlike["other"] += 1
        else:
            found, lines = _compared(con, program, on, sequence)
            count += found
            faults += lines
    return Checked(count, tuple(faults), unlike=tuple(_unlike(unlike)))


def _compared(con: DuckDBPyConnection, program: str, on: Terms, sequence: int) -> tuple[int, list[str]]:
    """How many rows were derived again, and a line for each that differs."""
    try:
        derived = ledger(history(con, program, on.catalogue, on.policy, sequence), question_status)
    except (LookupError, TypeError, ValueError) as error:  # of rows that do not fit together
        what = f"its ledger cannot be derived from what is stored ({type(error).__name__}: {error})"
        return 0, [f"program {program}: {what}; expected captures and readings that fit together; {REBUILD}"]
    return len(derived.coverage) + len(derived.periods) + len(derived.changes), list(_differing(con, derived))


def _unlike(programs: Mapping[str, int]) -> Iterator[str]:
    why = {
        "waiting": "whose captures wait to be settled: `gapwatch run` does it",
        "unknown": "settled by an older version, or never: `gapwatch rebuild` derives it again",
        "other": "whose sources or rules are others since: `gapwatch run` derives it again",
    }
    for reason, number in programs.items():
        if number:
            yield f"the ledger of {number} programs {why[reason]}"


def _differing(con: DuckDBPyConnection, derived: Ledger) -> Iterator[str]:
    for table, rows in ledger_rows(derived).items():
        stored, wanted = _unlike_rows(con, table, derived.program, rows)
        lines = [_line(place, stored.get(place), wanted.get(place)) for place in sorted(stored | wanted)]
        yield from lines[:SHOWN]
        if len(lines) > SHOWN:
            yield f"{table} of {derived.program}: {len(lines) - SHOWN} more rows differ; expected none; {REBUILD}"


def _unlike_rows(
    con: DuckDBPyConnection, table: str, program: str, rows: list[Row]
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What is stored and not derived, and what is derived and not stored: by place, column by column as text."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE derived_anew AS FROM main.{table} LIMIT 0")
    append(con, "derived_anew", rows)
    stored = f"(FROM main.{table} WHERE program = $program)"
    found = []
    for one, other in ((stored, "(FROM derived_anew)"), ("(FROM derived_anew)", stored)):
        query = f"SELECT {_PLACES[table]} AS place, COLUMNS(*)::VARCHAR FROM ({one} EXCEPT ALL {other})"  # noqa: S608
        result = con.execute(query, {"program": program})
        names = [column[0] for column in result.description or ()][1:]
        found.append({place: dict(zip(names, row, strict=True)) for place, *row in result.fetchall()})
    con.execute("DROP TABLE derived_anew")
    return found[0], found[1]


def _line(place: str, stored: dict[str, str] | None, wanted: dict[str, str] | None) -> str:
    if wanted is None:
        return f"{place}: captures and readings do not give it, or not twice; expected no such row; {REBUILD}"
    if stored is None:
        return f"{place}: captures and readings give it, and it is not there; expected the row; {REBUILD}"
    column = next((name for name in wanted if wanted[name] != stored[name]), "it")
    return (
        f"{place}: {column} is {_short(stored.get(column))}; expected {_short(wanted.get(column))}, as captures and"
        f" readings give it; {REBUILD}"
    )


def _short(text: str | None) -> str:
    return "nothing" if text is None else text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
