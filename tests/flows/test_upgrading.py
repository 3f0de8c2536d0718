"""A warehouse that an older version made: every command reads it, brings it up to date, or says what to do."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb
import pytest
from archive_doubles import html
from click.testing import CliRunner, Result
from filelock import FileLock
from watched_site import DAY, Watch, watched

from flows.cli import gapwatch
from warehouse import connect_read_only, prepare
from warehouse.connection import CONFIGURATION
from warehouse.frames import frame
from warehouse.migrations import HERE
from warehouse.snapshots import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = html("The annual membership fee is $2,000.")
UP_TO_DATE = "bringing its tables and views to those of this one"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A configuration, and beside it a warehouse of one capture with tables and a view of an older version."""
    root = tmp_path_factory.mktemp("old")
    (schema := root / "schema").mkdir()
    (views := root / "views").mkdir()
    for file in HERE.glob("schema/00[1-5]_*.sql"):
        shutil.copy(file, schema)
    (views / "002_board.sql").write_text("CREATE VIEW board AS SELECT program AS of_old FROM programs")
    with watched(root) as watch:
        prepare(watch.warehouse, schema, views)
        _fill(watch)
        yield watch


def _fill(watch: Watch) -> None:
    """One capture of the page, as a run of that version left it."""
    url, snapshot = f"{watch.site.address}/acme", digest(BODY)
    with duckdb.connect(watch.warehouse, config=CONFIGURATION) as con:
        con.execute("INSERT INTO programs VALUES ('acme', 'Acme', 'Acme', 'https://acme.example', [], true)")
        con.execute(
            "INSERT INTO sources BY NAME SELECT 'acme/page' AS source_id, 'acme' AS program, 'page' AS name, $url AS url,"
            " 'page' AS kind, 'official' AS standing, 'en' AS language, [] AS include, [] AS exclude, true AS watched",
            {"url": url},
        )
        con.execute(
            "INSERT INTO fetches BY NAME SELECT 1 AS sequence, 'acme/page' AS source_id, 'acme' AS program, $url AS url,"
            " $at AS started_at, $at AS finished_at, 1 AS tries, 'healthy' AS outcome, '' AS reason, 200 AS status,"
            " $url AS final_url, false AS permanent, [] AS redirects, false AS truncated,"
            """ '[["content-type", "text/html"]]' AS headers, $snapshot AS snapshot, 'none' AS document,"""
            " $at AS recorded_at, 'run' AS run_id",
            {"url": url, "at": DAY, "snapshot": snapshot},
        )
        content = frame(BODY)
        con.execute("INSERT INTO snapshots VALUES (?, ?, ?, NULL)", [snapshot, len(BODY), len(content)])
        con.execute("INSERT INTO snapshot_bodies VALUES (?, ?)", [snapshot, content])


def called(old: Watch, path: Path, *arguments: str) -> Result:
    """What a command prints and how it ends."""
    return CliRunner().invoke(
        gapwatch, ["--config", str(old.directory), "--warehouse", str(path), *arguments]
    )


@pytest.fixture
def copy(old: Watch, tmp_path: Path) -> Path:
    """That warehouse, to change."""
    path = tmp_path / "copy.duckdb"
    shutil.copy(old.warehouse, path)
    if (log := old.warehouse.with_name(old.warehouse.name + ".wal")).exists():
        shutil.copy(log, f"{path}.wal")
    return path


def test_rebuild_reads_what_an_older_version_stored(old: Watch, copy: Path) -> None:
    """A rebuild is enough after an upgrade: it brings the tables up to date and reads all captures, without a backup."""
    answer = called(old, copy, "rebuild")
    assert answer.exit_code == 0, answer.stderr
    assert "1 captures and 1 documents read again" in answer.stderr
    assert "before it was noted by which rules" in called(old, copy, "rebuild", "--report").stderr
    with closing(connect_read_only(copy)) as con:
        assert con.execute("SELECT kind FROM requirements").fetchall() == [("fee",)]


def test_reading_brings_an_older_warehouse_up_to_date(old: Watch, copy: Path, tmp_path: Path) -> None:
    """The first command that reads says that it brings the tables up to date; all work then, and say it no more."""
    commands = [
        *(["board"], ["show", "acme"], ["sources"], ["changes"], ["timeline", "acme"], ["rebuild", "--report"]),
        *(["deliver", "--list"], ["export", str(tmp_path / "out")], ["export", "--ledger", str(tmp_path / "out")]),
        ["sql", "FROM rereadings"],
    ]  # fmt: skip
    answers = [called(old, copy, *command) for command in commands]
    assert [(a.exit_code, a.stderr) for a in answers if a.exit_code] == []
    assert [UP_TO_DATE in answer.stderr for answer in answers] == [True] + [False] * (len(commands) - 1)


@pytest.mark.parametrize("command", ["export", "deliver"])
def test_commands_that_look_first(old: Watch, copy: Path, tmp_path: Path, command: str) -> None:
    """Commands that open the file in several places bring it up to date before the first."""
    more = {"export": [str(tmp_path / "out")], "deliver": ["--list"]}
    answer = called(old, copy, command, *more[command])
    assert (answer.exit_code, UP_TO_DATE in answer.stderr) == (0, True)


def test_a_run_at_work_is_not_disturbed(old: Watch, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a run is at work, perhaps one of the older version, the tables stay as they are, and reading says to wait."""
    monkeypatch.setattr("flows.place.READER_WAIT_SECONDS", 0.1)
    before = copy.read_bytes()
    with FileLock(f"{copy}.run"):
        answer = called(old, copy, "board")
    assert answer.exit_code == 1
    assert (
        "another version of gapwatch, and a run is at work on it; expected no run; try again" in answer.stderr
    )
    assert copy.read_bytes() == before


def test_a_warehouse_that_cannot_be_written(old: Watch, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file is held by a reader, what to do is said, and that is not to restore a backup."""
    monkeypatch.setattr("flows.place.READER_WAIT_SECONDS", 0.1)
    with closing(connect_read_only(copy)):
        answer = called(old, copy, "board")
    assert answer.exit_code == 1
    assert "cannot be brought to this one" in answer.stderr
    assert "run `gapwatch run` or `gapwatch rebuild` as its owner" in answer.stderr
    assert "last good copy" not in answer.stderr


def test_another_database_is_left_alone(old: Watch, tmp_path: Path) -> None:
    """A database that is no warehouse is named as such, and no tables are made in it."""
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE theirs (a INTEGER)")
    before = path.read_bytes()
    answer = called(old, path, "board")
    assert answer.exit_code == 1
    assert "a database without the tables of gapwatch; expected a warehouse" in answer.stderr
    assert path.read_bytes() == before


def test_a_newer_warehouse(old: Watch, copy: Path) -> None:
    """A warehouse of a newer version is not touched; the message asks for that version."""
    with duckdb.connect(copy, config=CONFIGURATION) as con:
        con.execute("INSERT INTO schema_files VALUES ('schema/999_more.sql', 'x', now())")
    answer = called(old, copy, "board")
    assert answer.exit_code == 1
    assert "schema/999_more.sql was applied to it but is missing here" in answer.stderr
    assert "use a newer gapwatch" in answer.stderr
