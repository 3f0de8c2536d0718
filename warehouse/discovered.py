"""Sources that were discovered: which are watched, and which the ledger rests on.

A discovered source is declared by its row in `sources`, as others are by the configuration: rebuilding keeps it, and the
ledger is a function of it as of them. What the operator rejected is neither watched nor in the ledger.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.connection import connect_read_only
from warehouse.errors import WarehouseError
from warehouse.source_rows import COLUMNS, source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Source


def discovered_sources(path: Path | str, wait_seconds: float = 5.0) -> tuple[Source, ...]:
    """The discovered sources that are to be watched; none where there is no warehouse of this version that can be read."""
    if not Path(path).exists():
        return ()
    try:
        with closing(connect_read_only(path, wait_seconds)) as con:
            return kept_sources(con)
    except (WarehouseError, duckdb.Error):
        return ()  # an older schema, or somebody is writing: a run looks again when it is alone


def kept_sources(con: DuckDBPyConnection) -> tuple[Source, ...]:
    """The same from an open warehouse. Those given up only with their program are among them: it may come back."""
    rows = con.execute(
        f"SELECT {COLUMNS} FROM sources SEMI JOIN ledger_sources USING (source_id) WHERE discovered_how IS NOT NULL"  # noqa: S608 - ours
        " AND (watched OR program IN (SELECT program FROM programs WHERE NOT watched)) ORDER BY source_id"
    ).fetchall()
    return tuple(source(row) for row in rows)
