"""Whether the file can be read at all: DuckDB keeps a checksum of each block, and this reads every block that is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from warehouse.checked import RESTORE, Checked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def checked_tables(con: DuckDBPyConnection) -> Checked:
    """Read every column of every table; a line for each that cannot be read."""
    rows = con.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() JOIN duckdb_tables()"
        " USING (database_name, table_name) WHERE NOT duckdb_tables.internal AND NOT temporary GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    faults = []
    for table, columns in rows:
        if _unreadable(con, table, "*COLUMNS(*)") is None:
            continue
        faults += [
            f"table {table}, column {column}: a part of the file cannot be read ({error}); expected it as it was written;"
            f" {RESTORE}"
            for column in columns
            if (error := _unreadable(con, table, f'"{column}"')) is not None
        ]
    return Checked(len(rows), tuple(faults))


def _unreadable(con: DuckDBPyConnection, table: str, columns: str) -> str | None:
    """Why these columns cannot be read, or None."""
    try:
        con.execute(f'SELECT max(hash({columns})) FROM "{table}"').fetchall()  # noqa: S608 - names of our own tables
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return None
