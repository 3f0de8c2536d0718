"""Whether the rows of captures and readings fit together, as far as SQL can say it of the rows alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from warehouse.checked import REBUILD, RESTORE, Checked
from warehouse.naming import CAPTURE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RULES = (
    (
        (
            f"SELECT {CAPTURE}, 'it has ' || CASE WHEN headers IS NULL THEN 'a status and no headers' ELSE"  # noqa: S608
            " 'headers and no status' END || '; expected both or neither' FROM fetches"
            " WHERE (status IS NULL) <> (headers IS NULL)"
        ),
        RESTORE,
    ),
    (
        (
            f"SELECT min({CAPTURE}), count(*) || ' rows of fetches have its sequence; expected one' FROM fetches"  # noqa: S608
            " GROUP BY sequence HAVING count(*) > 1"
        ),
        RESTORE,
    ),
    (
        (
            "SELECT 'document ' || document, count(*) || ' rows of documents name it; expected one' FROM documents"
            " GROUP BY document HAVING count(*) > 1"
        ),
        REBUILD,
    ),
    (
        (
            "SELECT 'document ' || document || ': requirement ' || ordinal, 'its value ' || value || ' is not what the"
            " column of its type holds; expected the same in both' FROM requirements WHERE CASE value_type"
            " WHEN 'number' THEN value_number IS DISTINCT FROM TRY_CAST(value AS DOUBLE)"
            " WHEN 'boolean' THEN value_boolean IS DISTINCT FROM TRY_CAST(value AS BOOLEAN)"
            " ELSE value <> 'null' AND value_text IS DISTINCT FROM value->>'$' END"
        ),
        REBUILD,
    ),
)
"""What may not be: queries that give place and fault, and what to do about it."""


def checked_captures(con: DuckDBPyConnection) -> Checked:
    """A line for each row that breaks a rule."""
    faults: list[str] = []
    unmade = 0
    for rule, do in _RULES:
        try:
            found = con.execute(f"{rule} ORDER BY ALL").fetchall()
        except duckdb.Error:
            unmade += 1
        else:
            faults += [f"{where}: {what}; {do}" for where, what in found]
    return Checked(len(_RULES), tuple(faults), unmade)
