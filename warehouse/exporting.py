"""Handing out: every table and view for people as Parquet or CSV, with a list of what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import connect_read_only
from warehouse.errors import ExportError
from warehouse.records import Exported
from warehouse.stood import stood

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from duckdb import DuckDBPyConnection

FORMATS = {"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER true"}
BYTES = ("snapshot_bodies", "snapshot_differences", "snapshot_packs", "snapshot_bases")
"""Frames that only this warehouse can expand; `snapshots` says what there is."""
BOOKKEEPING = ("archived_records", "archived_ways", "schema_files", "settlements")
UNDER_WAY = "staged_"
"""Begins the names of tables that hold what a re-reading has read so far."""
FORMULA = r"^[=+\-@\t\r]"
"""Texts that spreadsheets take for formulas: no page that we quote may have one reckoned (OWASP, CSV injection)."""


def exported(
    path: Path | str,
    directory: Path | str,
    format: str = "parquet",  # noqa: A002 - the user's word
    at: datetime | None = None,
) -> Exported:
    """Write one file for each table and view into `directory` (made when missing), in a fixed order of rows.

    Parquet is exact. In CSV, texts that a spreadsheet would take for formulas begin with an apostrophe. `format` is
    `parquet` or `csv`. With an instant `at`, tables and views are as they stood then by capture time, and those of record
    time alone (runs, alerts) are left out: see `warehouse.stood`. `columns` among the files explains every column.
    Raises ExportError for another format, WarehouseBusy while a run is writing.
    """
    place, target = Path(path), Path(directory)
    if format not in FORMATS:
        raise ExportError(place, f'export format "{format}": expected {" or ".join(sorted(FORMATS))}')
    target.mkdir(parents=True, exist_ok=True)
    con = connect_read_only(place, wait_seconds=30)
    try:
        queries = stood(at) if at else {name: f'FROM "{name}"' for name in names(con)}
        files = tuple(
            _written(con, query, target / f"{name}.{format}", FORMATS[format])
            for name, query in sorted(queries.items())
        )
        columns = target / f"columns.{format}"
        _copy(con, _columns(con, queries), columns, FORMATS[format])
    finally:
        con.close()
    return Exported((*files, columns))


def names(con: DuckDBPyConnection) -> list[str]:
    """The tables and views that are handed out, sorted."""
    rows = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary"
    ).fetchall()
    return sorted(
        name for (name,) in rows if name not in (*BYTES, *BOOKKEEPING) and not name.startswith(UNDER_WAY)
    )


def _columns(con: DuckDBPyConnection, queries: Mapping[str, str]) -> str:
    """The query for what the columns that are handed out mean."""
    of = ", ".join(
        f"('{name}', '{column}')"
        for name, query in sorted(queries.items())
        for column, *_ in con.execute(f"DESCRIBE {query}").fetchall()
    )
    return (
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"  # noqa: S608 - our own names
        f" WHERE NOT internal AND (table_name, column_name) IN ({of}) ORDER BY table_oid, column_index"
    )


def _written(con: DuckDBPyConnection, query: str, file: Path, form: str) -> Path:
    _copy(con, f"FROM ({query}) ORDER BY ALL", file, form)
    return file


def _copy(con: DuckDBPyConnection, query: str, file: Path, form: str) -> None:
    """COPY takes no parameters for its target, so quotes in the path are doubled."""
    target = str(file).replace("'", "''")
    rows = _guarded(con, query) if form == FORMATS["csv"] else query
    con.execute(f"COPY ({rows}) TO '{target}' ({form})")


def _guarded(con: DuckDBPyConnection, query: str) -> str:
    """The same rows in the same order, each text that looks like a formula with an apostrophe before it."""
    columns = con.execute(f"DESCRIBE {query}").fetchall()
    cells = [_cell(name.replace('"', '""')) for name, of, *_ in columns if of == "VARCHAR"]
    return f"SELECT * REPLACE ({', '.join(cells)}) FROM ({query})" if cells else query  # noqa: S608 - our own columns


def _cell(name: str) -> str:
    return f"""CASE WHEN regexp_matches("{name}", '{FORMULA}') THEN chr(39) || "{name}" ELSE "{name}" END AS "{name}" """
