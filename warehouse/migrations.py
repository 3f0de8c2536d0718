"""The schema: numbered files, forward only, each applied in one transaction with its checksum kept.

Views and macros come from files too, and are made again when a file differs from what was made last.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import merging, writing
from warehouse.errors import SchemaError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HERE = Path(__file__).parent
BOOKKEEPING = """
CREATE TABLE IF NOT EXISTS schema_files (name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL);
COMMENT ON TABLE schema_files IS 'The numbered schema files and the view files that this warehouse was made with';
COMMENT ON COLUMN schema_files.name IS 'File, below schema/ or views/';
COMMENT ON COLUMN schema_files.checksum IS 'SHA-256 of the file as applied';
COMMENT ON COLUMN schema_files.applied_at IS 'When it was applied last';
"""


def prepare(
    path: Path | str,
    schema: Path = HERE / "schema",
    views: Path = HERE / "views",
    *,
    wait_seconds: float | None = None,
) -> None:
    """Create the warehouse or bring it to this version's schema, and re-create views whose files changed.

    Raises SchemaError when a schema file that was applied is missing or was edited since. Cheap when there is nothing to
    do (one connection). Readers are waited for up to `wait_seconds`, as long as any writer waits without it.
    """
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    with writing(place, wait_seconds) as con:
        applied = _applied(con)
        pending = _pending(place, applied, schema)
    for file in pending:
        with writing(place, wait_seconds) as con:
            if f"schema/{file.name}" in _applied(con):
                continue  # another process was faster
            con.execute(file.read_text(encoding="utf-8"))
            _note(con, f"schema/{file.name}", _checksum(file))
    changed = [
        file for file in sorted(views.glob("*.sql")) if applied.get(f"views/{file.name}") != _checksum(file)
    ]
    if changed:
        with merging(place, wait_seconds) as con:
            _make_views(con, sorted(views.glob("*.sql")))


def is_current(
    con: DuckDBPyConnection, path: Path, schema: Path = HERE / "schema", views: Path = HERE / "views"
) -> bool:
    """Whether the warehouse of this connection has the tables and views of this version.

    Raises SchemaError for a database that `prepare` never saw.
    """
    if not _kept(con):
        raise SchemaError(
            path,
            "it is a database without the tables of gapwatch; expected a warehouse; name the right file (--warehouse, or "
            "`warehouse` in settings.toml), or fill this one with `gapwatch run`",
        )
    applied = _applied(con)
    own = {f"{file.parent.name}/{file.name}": file for at in (schema, views) for file in at.glob("*.sql")}
    newer = any(name.startswith("schema/") and name not in own for name in applied)
    return not newer and all(applied.get(name) == _checksum(file) for name, file in own.items())


def check_tables(con: DuckDBPyConnection, path: Path) -> None:
    """For what reads all tables and must not write: raises SchemaError where those of this version are not there."""
    found = con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger_terms'").fetchall()
    if not found:
        what = "it was made by an older version of gapwatch; expected the tables of this one"
        raise SchemaError(
            path, f"{what}; run `gapwatch compact`, which brings it up to date, or `gapwatch run`"
        )


def _kept(con: DuckDBPyConnection) -> bool:
    found = con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_files'").fetchall()
    return bool(found)


def _applied(con: DuckDBPyConnection) -> dict[str, str]:
    if not _kept(con):
        con.execute(BOOKKEEPING)
        return {}
    return dict(con.execute("SELECT name, checksum FROM schema_files").fetchall())


def _pending(place: Path, applied: dict[str, str], schema: Path) -> list[Path]:
    files = {f"schema/{file.name}": file for file in sorted(schema.glob("*.sql"))}
    for name, checksum in sorted(applied.items()):
        if not name.startswith("schema/"):
            continue
        if name not in files:
            message = f"{name} was applied to it but is missing here; expected every applied file; use a newer gapwatch"
            raise SchemaError(place, message)
        if _checksum(files[name]) != checksum:
            message = (
                f"{name} was edited after it was applied; expected the file as applied; "
                "restore it and put the difference into a new numbered file"
            )
            raise SchemaError(place, message)
    return [file for name, file in files.items() if name not in applied]


def _make_views(con: DuckDBPyConnection, files: list[Path]) -> None:
    """All of them in order of their names: a view may rest on another one."""
    for file in files:
        con.execute(file.read_text(encoding="utf-8"))
        con.execute("DELETE FROM schema_files WHERE name = $name", {"name": f"views/{file.name}"})
        _note(con, f"views/{file.name}", _checksum(file))


def _note(con: DuckDBPyConnection, name: str, checksum: str) -> None:
    con.execute(
        "INSERT INTO schema_files VALUES ($name, $checksum, now())", {"name": name, "checksum": checksum}
    )


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
