"""Measure everything and write RESULTS.md: ``python -m benchmarks.round [--rounds 20] [--no-engine]``."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from benchmarks.round.measured import Ran, ran
from benchmarks.round.pages import COUNT, changes_of, made, path
from benchmarks.round.served import SCENARIOS
from benchmarks.round.setting import CHANNEL, written
from benchmarks.round.told import results
from benchmarks.round.yardsticks import MEANS

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
FIRST = datetime(2026, 1, 5, 5, 17, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One round: its cost, the bytes on disk after it, and how many changes it told falsely or missed."""

    round: int
    ran: Ran
    disk: int
    told: int
    false: int
    missed: int
    letters: int  # messages that the receiver got


@contextmanager
def site() -> Iterator[str]:
    """Serve the pages in a process of their own; gives the address."""
    command = [sys.executable, "-m", "benchmarks.round.served"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def expected(round_number: int, address: str) -> set[tuple[str, str, float, float]]:
    """The changes that a round of the third scenario has to tell: where, what, before and after."""
    moved = (n for n in range(COUNT) if changes_of(n, round_number) > changes_of(n, round_number - 1))
    found = set()
    for number in moved:
        after = made(number).threshold + 5 * changes_of(number, round_number)
        found.add((address + path(number), "requirement_changed", float(after - 5), float(after)))
    return found


def measured_rounds(scenario: str, address: str, rounds: int, root: Path) -> list[Measured]:
    """Run the first look and `rounds` rounds of a scenario over a fresh warehouse."""
    directory = written(root, address)
    found = []
    for number in range(rounds + 1):
        httpx.get(f"{address}/control", params={"scenario": scenario, "round": number}).raise_for_status()
        one = ran("benchmarks.round.one", str(directory), (FIRST + number * DAY).isoformat())
        found.append(_judged(scenario, number, one, address, root))
        _say(scenario, found[-1])
    return found


def _judged(scenario: str, number: int, one: Ran, address: str, root: Path) -> Measured:
    if one.said["outcomes"].keys() - {"healthy", "unchanged"}:
        raise ValueError(
            f"{scenario}, round {number}: {one.said['outcomes']}; expected healthy pages; nothing counts"
        )
    wanted = expected(number, address) if scenario == "changes" and number else set()
    told = {(url, kind, *_numbers(before, after)) for url, kind, before, after in one.said["changes"]}
    letters = httpx.get(f"{address}/received").raise_for_status().json()
    disk = sum(file.stat().st_size for file in root.glob("gapwatch.duckdb*"))
    return Measured(number, one, disk, len(told), len(told - wanted), len(wanted - told), len(letters))


def _numbers(*values: object) -> tuple[object, ...]:
    return tuple(float(value) if isinstance(value, int | float) else value for value in values)


def _say(scenario: str, one: Measured) -> None:
    print(
        f"{scenario:10} round {one.round:2}: {one.ran.wall:5.2f} s wall, {one.ran.cpu:5.2f} s CPU, "
        f"peak {one.ran.peak:4.0f} MB, disk {one.disk / 1e6:6.1f} MB, told {one.told}, "
        f"false {one.false}, missed {one.missed}, letters {one.letters}, {one.ran.said['outcomes']}",
        flush=True,
    )


def engine_round(address: str, root: Path) -> tuple[Ran, Ran]:
    """Run one unchanged round plainly and one through Prefect with a running local server."""
    directory = written(root, address)
    httpx.get(f"{address}/control", params={"scenario": "furniture", "round": 0}).raise_for_status()
    ran("benchmarks.round.one", str(directory), FIRST.isoformat())
    plain = ran("benchmarks.round.one", str(directory), (FIRST + DAY).isoformat())
    with prefect_server(root / "prefect") as api:
        os.environ["PREFECT_API_URL"] = api
        through = ran("benchmarks.round.one", str(directory), (FIRST + 2 * DAY).isoformat(), "engine")
        del os.environ["PREFECT_API_URL"]
    return plain, through


@contextmanager
def prefect_server(home: Path, port: int = 4267) -> Iterator[str]:
    """Run a Prefect server on loopback until the block ends; gives the address of its API."""
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_UI_ENABLED": "false",
    }
    command = [str(Path(sys.executable).with_name("prefect")), "server", "start", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        api = f"http://127.0.0.1:{port}/api"
        try:
            _wait_for(f"{api}/health")
            os.environ["PREFECT_HOME"] = str(home)
            yield api
        finally:
            server.terminate()


def _wait_for(url: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise TimeoutError(
        f"{url}: no answer within {seconds:g} seconds; expected a Prefect server; start it by hand"
    )


def main() -> None:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.round")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-engine", action="store_true", help="leave out the round through Prefect")
    wanted = parser.parse_args()
    os.environ |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    scratch = Path(tempfile.mkdtemp(prefix="gapwatch-round-"))
    try:
        with site() as address:
            os.environ[CHANNEL] = f"{address.replace('http', 'json', 1)}/receiver"
            httpx.get(f"{address}/control", params={"scenario": "furniture", "round": 0}).raise_for_status()
            yardsticks = {means: ran("benchmarks.round.yardsticks", means, address) for means in MEANS}
            rounds = {
                name: measured_rounds(name, address, wanted.rounds, scratch / name) for name in SCENARIOS
            }
            engine = None if wanted.no_engine else engine_round(address, scratch / "engine")
    finally:
        shutil.rmtree(scratch)
    machine = (
        f"{os.cpu_count()} cores, CPython {platform.python_version()}, load average {os.getloadavg()[2]:.1f}"
    )
    text = results(yardsticks, rounds, engine, machine)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
