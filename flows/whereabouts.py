"""Where sources' pages went, which stand behind walls, what other languages say: for several commands. Only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.answers import Row, rows

if TYPE_CHECKING:
    from datetime import datetime

    from duckdb import DuckDBPyConnection

STAYS = 2
"""After so many attempts in a row a wall is said to stay."""


def moves(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> list[Row]:
    """Sources (of a program) whose page stands at another address now or at an instant, how that is known, since when."""
    return rows(
        con,
        "FROM moved_sources_as_of($at) WHERE $program IS NULL OR program = $program",
        {"program": program, "at": at or "infinity"},
    )


def parted(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> list[Row]:
    """Pages of which sentences went over to another page: from which to which, how many statements, since when.

    A name alone that stands on another page too says nothing.
    """
    return rows(
        con,
        "SELECT program, source_id, other_source_id, count(*) AS statements, min(left_at) AS since"
        " FROM moved_statements_as_of($at) WHERE $program IS NULL OR program = $program GROUP BY ALL"
        " HAVING count(*) FILTER (kind NOT IN ('tier', 'specialization', 'certification')) > 0 ORDER BY ALL",
        {"program": program, "at": at or "infinity"},
    )


def walled(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> list[Row]:
    """Watched sources that stay behind a wall: since when, which, when the page was had last, and what can be done now."""
    from warehouse.options import NOT_WALLS, options  # noqa: PLC0415 - the database takes its time to load

    found = rows(
        con,
        "SELECT source_id, program, url, standing, last_outcome AS outcome, last_reason AS reason, failing_since AS since,"
        " last_healthy, failures FROM source_health_as_of($at) WHERE watched AND failures >= $stays"
        " AND NOT list_contains($not_walls, last_outcome) AND ($program IS NULL OR program = $program) ORDER BY source_id",
        {"program": program, "at": at or "infinity", "stays": STAYS, "not_walls": list(NOT_WALLS)},
    )
    return [{**row, "options": list(options(con, row["source_id"], row["outcome"]))} for row in found]


def blind(con: DuckDBPyConnection, at: datetime | None = None) -> list[Row]:
    """Programs of which no official page can be had: since when none was, and what came in place of each."""
    return rows(
        con,
        "SELECT p.name, max(h.last_healthy) AS last_healthy, min(h.failing_since) AS since,"
        " list(DISTINCT h.last_outcome ORDER BY h.last_outcome) AS outcomes"
        " FROM source_health_as_of($at) AS h JOIN sources AS s USING (source_id) JOIN programs AS p ON p.program = h.program"
        " WHERE h.watched AND h.standing = 'official' AND s.translation_of = '' AND h.attempts > 0"
        " GROUP BY p.name HAVING bool_and(h.health = 'never healthy' OR h.failures >= $stays) ORDER BY p.name",
        {"at": at or "infinity", "stays": STAYS},
    )


def languages(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> list[Row]:
    """Where pages in other languages state other values than in the declared one."""
    return rows(
        con,
        "FROM translation_differences_as_of($at) WHERE $program IS NULL OR program = $program",
        {"program": program, "at": at or "infinity"},
    )
