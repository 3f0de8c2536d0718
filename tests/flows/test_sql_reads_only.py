"""``gapwatch sql`` reads: whatever is asked, the warehouse's file keeps every byte, and no other file appears."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import warehouse
from flows.cli import gapwatch

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITES = (
    "COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "COPY (SELECT 'ruined') TO '{file}' (FORMAT csv)",
    "COPY (SELECT 'ruined') TO '{file}.wal' (FORMAT csv, USE_TMP_FILE false)",
    "COPY programs TO '{beside}'",
    "EXPLAIN ANALYZE COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "EXPLAIN (ANALYZE) COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "EXPLAIN ANALYZE /* */ COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "SELECT 1; COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false); SELECT 2",
    "COPY (PIVOT programs ON vendor USING count(*)) TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "EXPORT DATABASE '{beside}'",
    "ATTACH '{file}' AS again",
    "ATTACH '{beside}' AS other",
    "DETACH other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "CREATE TABLE mine (a INTEGER)",
    "CREATE TEMP TABLE mine AS SELECT 1",
    "DELETE FROM fetches",
    "WITH gone AS (DELETE FROM fetches RETURNING *) SELECT * FROM gone",
    "DROP TABLE fetches",
    "PRAGMA force_checkpoint",
    "CHECKPOINT",
    "CALL force_checkpoint()",
    "PREPARE late AS COPY (SELECT 'ruined') TO '{file}' (FORMAT csv, USE_TMP_FILE false)",
    "SELECT * FROM read_text('{outside}')",
    "SELEC 1",
)
READS = (
    "SELECT 1 AS n",
    "FROM programs",
    "WITH one AS (SELECT 1) SELECT * FROM one",
    "SHOW TABLES",
    "DESCRIBE board",
    "SUMMARIZE programs",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE SELECT 1",
    "SELECT 1; SELECT 2",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty warehouse in a directory of its own."""
    (tmp_path / "kept").mkdir()
    path = tmp_path / "kept" / "a.duckdb"
    warehouse.prepare(path)
    return path


def asked(file: Path, query: str) -> Result:
    """What the command answers."""
    return CliRunner().invoke(gapwatch, ["--warehouse", str(file), "sql", query])


def kept(directory: Path) -> Mapping[str, bytes]:
    """Every file and its bytes."""
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.parametrize("statement", WRITES)
def test_nothing_but_questions_is_taken(file: Path, statement: str) -> None:
    """A statement that writes, attaches, installs or sets is refused in a line, and no byte changes."""
    before = kept(file.parent)
    answer = asked(
        file, statement.format(file=file, beside=file.parent / "out", outside=Path(__file__).resolve())
    )
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith("Error: SQL: ")
    assert kept(file.parent) == before


@pytest.mark.parametrize("question", READS)
def test_questions_are_answered(file: Path, question: str) -> None:
    """Everything that DuckDB takes for a question is answered."""
    assert asked(file, question).exit_code == 0
