"""The schema: what the file says about itself, and how it moves forward."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from warehouse_doubles import days, page, people, program, settled, source, tier, warehouse

import warehouse as surface
from warehouse import SchemaError, connect_read_only, prepare
from warehouse.migrations import HERE


def test_everything_explains_itself(tmp_path: Path) -> None:
    """Every table, view, macro and column carries a comment."""
    prepare(tmp_path / "w.duckdb")
    con = connect_read_only(tmp_path / "w.duckdb")
    silent = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        " UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        " UNION ALL SELECT function_name FROM duckdb_functions() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    con.close()
    assert silent == []


def test_preparing_again_changes_nothing(tmp_path: Path) -> None:
    """A warehouse that is up to date is left as it is."""
    prepare(tmp_path / "w.duckdb")
    before = _schema_files(tmp_path / "w.duckdb")
    prepare(tmp_path / "w.duckdb")
    assert _schema_files(tmp_path / "w.duckdb") == before


def test_new_schema_file_is_applied(tmp_path: Path) -> None:
    """A numbered file that was not there before is applied to a warehouse that is in use."""
    schema = _copy(tmp_path)
    prepare(tmp_path / "w.duckdb", schema)
    (schema / "900_more.sql").write_text("CREATE TABLE more (a INTEGER);")
    prepare(tmp_path / "w.duckdb", schema)
    assert "schema/900_more.sql" in _schema_files(tmp_path / "w.duckdb")


def test_broken_schema_file_leaves_nothing_behind(tmp_path: Path) -> None:
    """A schema file that fails half-way is not applied at all."""
    schema = _copy(tmp_path)
    prepare(tmp_path / "w.duckdb", schema)
    (schema / "900_more.sql").write_text("CREATE TABLE more (a INTEGER); SELECT nonsense;")
    with pytest.raises(Exception, match="nonsense"):
        prepare(tmp_path / "w.duckdb", schema)
    con = connect_read_only(tmp_path / "w.duckdb")
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'more'").fetchall() == [(0,)]
    con.close()


def test_edited_schema_file_is_an_error(tmp_path: Path) -> None:
    """A schema file that was edited after it was applied is named, with what to do."""
    schema = _copy(tmp_path)
    prepare(tmp_path / "w.duckdb", schema)
    (schema / "001_catalogue.sql").write_text("-- edited")
    with pytest.raises(
        SchemaError, match=r"schema/001_catalogue\.sql was edited after it was applied.*restore it"
    ):
        prepare(tmp_path / "w.duckdb", schema)


def test_missing_schema_file_is_an_error(tmp_path: Path) -> None:
    """A schema file that was applied and is gone means that the code is older than the file."""
    schema = _copy(tmp_path)
    prepare(tmp_path / "w.duckdb", schema)
    (schema / "004_ledger.sql").unlink()
    with pytest.raises(SchemaError, match=r"schema/004_ledger\.sql.*missing here.*newer gapwatch"):
        prepare(tmp_path / "w.duckdb", schema)


def test_edited_view_is_made_again(tmp_path: Path) -> None:
    """Views follow their files."""
    views = tmp_path / "views"
    views.mkdir()
    (views / "001_one.sql").write_text("CREATE OR REPLACE VIEW one AS SELECT 1 AS n;")
    prepare(tmp_path / "w.duckdb", views=views)
    (views / "001_one.sql").write_text("CREATE OR REPLACE VIEW one AS SELECT 2 AS n;")
    prepare(tmp_path / "w.duckdb", views=views)
    con = connect_read_only(tmp_path / "w.duckdb")
    assert con.execute("FROM one").fetchall() == [(2,)]
    con.close()


def test_views_answer(tmp_path: Path) -> None:
    """The board, the board of an earlier day, histories, changes, health and comparison tell one story."""
    s = source()
    path = warehouse(tmp_path, program(s))
    settled(path, page(s, days(0), people(10)))
    settled(path, page(s, days(1), people(25), tier("Gold")))
    con = connect_read_only(path)
    board = dict(con.execute("SELECT question, status FROM board").fetchall())
    assert board == {"tiers": "documented", "renewal": "undocumented", "fees": "undocumented"}
    before = dict(con.execute("SELECT question, status FROM board_as_of($at)", {"at": days(0.5)}).fetchall())
    assert before["tiers"] == "undocumented"
    assert (
        dict(con.execute("SELECT question, status FROM board_as_of('2020-01-01')").fetchall())["tiers"]
        == "unknown"
    )
    held = con.execute(
        "SELECT value_number, valid_to - valid_from FROM requirement_history WHERE kind = 'tier_requirement'"
    ).fetchall()
    assert [value for value, _ in held] == [10, 25]
    gaps = con.execute("SELECT status, gap FROM gap_history WHERE question = 'tiers'").fetchall()
    assert gaps == [("undocumented", True), ("documented", False)]
    told = con.execute(
        "SELECT type FROM changes_with_evidence WHERE alert IS NOT NULL ORDER BY type"
    ).fetchall()
    assert told == [("gap_closed",), ("requirement_added",), ("requirement_changed",)]
    assert con.execute("SELECT health, versions FROM source_health").fetchall() == [("healthy", 2)]
    assert con.execute("SELECT quote FROM comparison WHERE question = 'tiers'").fetchall() == [
        ("Gold tier Gold",)
    ]
    assert con.execute(
        "SELECT count(*) FROM absences WHERE question = 'fees' AND facet IS NULL"
    ).fetchall() == [(2,)]
    con.close()


def test_surface_is_sorted() -> None:
    """The package states its surface in order, and all of it is there."""
    assert surface.__all__ == sorted(surface.__all__)
    assert all(hasattr(surface, name) for name in surface.__all__)


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "schema", tmp_path / "schema"))


def _schema_files(path: Path) -> list[str]:
    con = connect_read_only(path)
    rows = con.execute("SELECT name FROM schema_files ORDER BY name").fetchall()
    con.close()
    return [name for (name,) in rows]
