"""Compacting: a smaller file with the same rows, and never less than one whole file."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pytest
from test_packing import A, B, captured, check, text
from warehouse_doubles import RULES, program, warehouse

from warehouse import NoRoom, compact, connect_read_only, record
from warehouse.compacting import BESIDE

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, sys
from pathlib import Path
from warehouse import compacting
put = compacting._put
def killed(beside, path):
    if sys.argv[2] == "after":
        put(beside, path)
    os._exit(9)
compacting._put = killed
compacting.compact(sys.argv[1])
"""


def filled(tmp_path: Path) -> Path:
    """A warehouse with some history, in a file with large blocks as DuckDB makes them of itself."""
    small = warehouse(tmp_path, program(A, B))
    path = tmp_path / "large.duckdb"
    with closing(duckdb.connect()) as con:
        con.execute(f"ATTACH '{small}' AS small")
        con.execute(f"ATTACH '{path}' AS large (BLOCK_SIZE 262144)")
        con.execute("COPY FROM DATABASE small TO large")
    record(
        path, [captured(of, n, text(family, n)) for family, of in enumerate((A, B)) for n in range(20)], RULES
    )
    return path


KNOWN = {text(family, n) for family in range(2) for n in range(20)}


def everything(path: Path) -> dict[str, Any]:
    """All rows of what does not say how snapshots are stored, and all that the database says of itself."""
    with closing(connect_read_only(path)) as con:
        tables = con.execute("SELECT table_name, comment FROM duckdb_tables() ORDER BY ALL").fetchall()
        found: dict[str, Any] = {
            name: con.execute(f'FROM "{name}"').fetchall() for name, _ in tables if "snapshot" not in name
        }
        found[""] = [tables, *(
            con.execute(f"SELECT * EXCLUDE (database_oid) FROM {of} WHERE NOT internal ORDER BY ALL").fetchall()
            for of in ("duckdb_columns()", "duckdb_views()")
        )]  # fmt: skip
        found["snapshots"] = con.execute("SELECT snapshot, length FROM snapshots ORDER BY ALL").fetchall()
    found[""] = [[row[2:] for row in rows] for rows in found[""][1:]]
    return found


def test_the_file_gets_smaller(tmp_path: Path) -> None:
    """A compacted file is smaller, holds the same, keeps its mode, and is not written anew for nothing."""
    path = filled(tmp_path)
    path.chmod(0o640)
    before = everything(path)
    done = compact(path)
    assert done.packing.versions == 40
    assert done.after == path.stat().st_size < done.before / 2
    assert path.stat().st_mode & 0o777 == 0o640
    assert everything(path) == before
    check(path, KNOWN)
    inode = path.stat().st_ino
    assert compact(path).packing.versions == 0
    assert path.stat().st_ino == inode


def test_links_stay_links(tmp_path: Path) -> None:
    """A warehouse behind a symbolic link is compacted where it is; what stood in the link's log is kept."""
    path = filled(tmp_path)
    (tmp_path / "else").mkdir()
    link = tmp_path / "else" / "link.duckdb"
    link.symlink_to(path)
    record(link, [captured(A, 99, text(7, 99))], RULES)
    compact(link)
    assert link.is_symlink()
    check(path, KNOWN | {text(7, 99)})


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_the_rename(tmp_path: Path, moment: str) -> None:
    """Killed just before or after the new file takes its place, everything is there, and compacting again ends well."""
    path = filled(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path), moment], check=False)
    assert killed.returncode == 9
    assert path.with_name(path.name + BESIDE).exists() == (moment == "before")
    path.with_name(f"{path.name}{BESIDE}.wal").write_bytes(b"of one that was killed while it copied")
    check(path, KNOWN)
    compact(path)
    check(path, KNOWN)
    assert [file.name for file in tmp_path.iterdir() if BESIDE in file.name] == []


def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without room for a second file nothing is written anew, and the error says how much is missing."""
    path = filled(tmp_path)

    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(1_000_000))
    with pytest.raises(
        NoRoom, match=r"large.duckdb: its directory has 1 MB free; expected \d+ MB, .*make room"
    ):
        compact(path)
    check(path, KNOWN)
    assert not path.with_name(path.name + BESIDE).exists()
