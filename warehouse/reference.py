"""The reference of tables and views, from their comments: ``python -m warehouse.reference > docs/warehouse.md``."""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import connect_read_only
from warehouse.migrations import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

_HEAD = """\
# Tables and views

Written by `python -m warehouse.reference > docs/warehouse.md` from the warehouse's own comments (`COMMENT ON`); a test
compares. Ask with `gapwatch sql "..."`, with plain `duckdb`, or with pandas; the README shows how. Instants are in UTC.

Views are for people and stay; tables are how it is stored and may change with a numbered schema file.
"""
_TABLES = "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main' ORDER BY table_oid"
_VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY view_oid"
_MACROS = """
    SELECT DISTINCT function_name, array_to_string(parameters, ', '), comment FROM duckdb_functions()
    WHERE NOT internal AND function_type = 'table_macro' AND schema_name = 'main' ORDER BY function_name"""
_COLUMNS = """
    SELECT column_name, data_type, comment FROM duckdb_columns()
    WHERE NOT internal AND schema_name = 'main' AND table_name = $name ORDER BY column_index"""


def reference() -> str:
    """The whole page, from a new and empty warehouse."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        prepare(path)
        with closing(connect_read_only(path)) as con:
            return "\n".join(_page(con))


def _page(con: DuckDBPyConnection) -> Iterator[str]:
    yield _HEAD
    yield "## Macros\n"
    for name, parameters, comment in con.execute(_MACROS).fetchall():
        yield f"### {name}({parameters})\n\n{comment}.\n"
    for title, query in (("Views", _VIEWS), ("Tables", _TABLES)):
        yield f"## {title}\n"
        for name, comment in con.execute(query).fetchall():
            yield from _relation(con, name, comment)


def _relation(con: DuckDBPyConnection, name: str, comment: str) -> Iterator[str]:
    yield f"### {name}\n\n{comment}.\n"
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for column, kind, meaning in con.execute(_COLUMNS, {"name": name}).fetchall():
        yield f"| `{column}` | {kind} | {str(meaning).replace('|', chr(92) + '|')} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(reference())
