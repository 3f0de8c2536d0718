"""Readers and writers of one file, in several processes, and writers that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warehouse_doubles import CATALOGUE, POLICY, days, page, program, settled, source, warehouse

from warehouse import WarehouseBusy, WarehouseMissing, connect_read_only, owed, settle

HERE = Path(__file__).parent
HOLD = """
import sys, time, duckdb
con = duckdb.connect(sys.argv[1])
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
    settle(path, CATALOGUE, POLICY, "run", days(n))
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
        _killed_run(disturbed, after=0.05 + 0.15 * n)
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


def _killed_run(path: Path, after: float) -> None:
    run = subprocess.Popen([sys.executable, "-c", RUN, str(path)], env=_environment(), stdout=subprocess.PIPE)
    with run:
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(after)
        run.send_signal(signal.SIGKILL)


def _state(path: Path) -> list[list[tuple[object, ...]]]:
    tables = ("coverage", "changes", "requirement_periods", "snapshots")
    return [_rows(path, f"FROM {table} ORDER BY ALL") for table in tables]


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    con = connect_read_only(path)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


def _holder(path: Path, seconds: float) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    return holder


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parent.parent}"}
