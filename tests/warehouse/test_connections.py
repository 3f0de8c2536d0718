"""Readers and writers of one file, in several processes, and writers that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from warehouse_doubles import CATALOGUE, POLICY, days, page, program, settled, source, warehouse

from warehouse import WarehouseBusy, WarehouseDamaged, WarehouseMissing, connect_read_only, owed, settle
from warehouse.connection import writing

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, time, duckdb
con = duckdb.connect(sys.argv[1], read_only=sys.argv[3] == "True")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""
RUN = """
import sys
from pathlib import Path
from warehouse import record, settle
from warehouse_doubles import *
path, s = Path(sys.argv[1]), source()
print("ready", flush=True)
for n in range(1, 6):
    record(path, [page(s, days(n), *[tier(f"Tier {k}") for k in range(n)], furniture=str(n))], RULES, at=days(n))
    print("recorded", flush=True)
    settle(path, CATALOGUE, POLICY, "run", days(n))
    print("settled", flush=True)
"""


def test_reader_waits_for_a_writer(tmp_path: Path) -> None:
    """A reader that comes while a run is writing gets its answer when the run is done."""
    path = warehouse(tmp_path, program(source()))
    with _holder(path, 0.5):
        con = connect_read_only(path, wait_seconds=20)
        assert con.execute("SELECT count(*) FROM sources").fetchall() == [(1,)]
        con.close()


def test_reader_does_not_wait_for_ever(tmp_path: Path) -> None:
    """A reader that waited long enough is told what to do."""
    path = warehouse(tmp_path, program(source()))
    with _holder(path, 30) as holder:
        with pytest.raises(WarehouseBusy, match=r"another process is writing.*try again, or read an export"):
            connect_read_only(path, wait_seconds=0.1)
        holder.kill()


def test_no_warehouse_yet(tmp_path: Path) -> None:
    """A file that is not there is said to be missing, and not made."""
    with pytest.raises(WarehouseMissing, match="run `gapwatch run` first"):
        connect_read_only(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Runs killed at any moment leave what the next run makes the same of as an undisturbed one; no change is told twice."""
    calm = warehouse(tmp_path, program(source()))
    settled(calm, page(source(), days(0)))
    disturbed = tmp_path / "disturbed.duckdb"
    disturbed.write_bytes(calm.read_bytes())
    for n in range(3):
        _killed_run(disturbed, after=["ready", "recorded", "settled"][: n + 1], seconds=0.03 * n)
    for path in (calm, disturbed):
        subprocess.run(
            [sys.executable, "-c", RUN, str(path)], check=True, env=_environment(), stdout=subprocess.PIPE
        )
        settle(path, CATALOGUE, POLICY, "last", days(6))
    assert _state(disturbed) == _state(calm)
    told = _rows(disturbed, "SELECT change FROM told")
    assert len(told) == len(set(told)) == len(_rows(calm, "SELECT change FROM told"))
    assert len({alert.id for alert in owed(disturbed, ["mail"])}) == len(owed(disturbed, ["mail"]))
    assert _rows(calm, "SELECT count(*) > 4 FROM told") == [(True,)]


def _killed_run(path: Path, after: list[str], seconds: float) -> None:
    """Kill a run a moment after it said all this."""
    command = [sys.executable, "-c", RUN, str(path)]
    with subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert [run.stdout.readline().strip() for _ in after] == after
        time.sleep(seconds)
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL


def _state(path: Path) -> list[list[tuple[object, ...]]]:
    tables = ("coverage", "changes", "requirement_periods", "snapshots")
    return [_rows(path, f"FROM {table} ORDER BY ALL") for table in tables]


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    con = connect_read_only(path)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


def _holder(path: Path, seconds: float, *, read_only: bool = False) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HOLD, str(path), str(seconds), str(read_only)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    return holder


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_file_that_is_no_database_is_not_taken_for_a_busy_one(tmp_path: Path) -> None:
    """What stands in the warehouse's place and is none is named with what to do, at once, whatever it is called."""
    path = tmp_path / "lockfile.duckdb"
    path.write_text("Could not set lock on file", encoding="utf-8")
    started = time.monotonic()
    with pytest.raises(
        WarehouseDamaged, match=r"lockfile\.duckdb: cannot be opened.*expected.*last good copy"
    ):
        connect_read_only(path, wait_seconds=20)
    with pytest.raises(WarehouseDamaged, match="cannot be opened"), writing(path):
        pass
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("page", [0, 1, 2, 3])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path, page: int) -> None:
    """A file whose headers or first block are overwritten is said to be damaged."""
    path = warehouse(tmp_path, program(source()))
    good = path.read_bytes()
    path.write_bytes(good[: page * 4096] + b"\xa5" * 4096 + good[page * 4096 + 4096 :])
    if page in {1, 2}:  # DuckDB keeps two headers of which the older may be lost
        path.write_bytes(good[:4096] + b"\xa5" * 8192 + good[3 * 4096 :])
    with pytest.raises(WarehouseDamaged, match="cannot be opened"):
        connect_read_only(path).close()


def test_a_writer_waits_for_a_reader_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A run that meets an open reader says what it waits for, and goes on when that has closed the file."""
    monkeypatch.setattr("warehouse.connection.SILENT_SECONDS", 0.1)
    path = warehouse(tmp_path, program(source()))
    with _holder(path, 1.0, read_only=True), writing(path) as con:
        con.execute("DELETE FROM deliveries")
    assert caplog.text.count(f"waiting for a reader of {path}") == 1


def test_a_writer_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waited long enough says that somebody uses the file."""
    monkeypatch.setattr("warehouse.connection.WRITER_WAIT_SECONDS", 0.2)
    path = warehouse(tmp_path, program(source()))
    with _holder(path, 30, read_only=True) as holder:
        with pytest.raises(WarehouseBusy, match="another process is using it"), writing(path):
            pass
        holder.kill()
