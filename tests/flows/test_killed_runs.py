"""A run may be killed at any moment: the next run ends where an undisturbed one would have ended.

What is proven here, on the demo's story (its real pages over loopback, and a real webhook receiver): a fresh
process runs the monitor for an instant and is SIGKILLed, at a random moment of its life, at a request that it
makes, while it writes the warehouse's file, or while it hands over an alert; it is run again for the same
instant, killed again, and so on, until it is let finish; then the story goes on. After at least 50 kills

- captures, what was read, coverage and changes are those of a course of runs that nobody disturbed (times of
  recording aside), and so are the alerts and the changes that each of them tells;
- every alert reached the receiver, stands in the feed once, and is remembered as delivered on both channels;
- what the receiver heard again carries the id of what it repeats; with that dropped no change was told twice.

Processes are forked from a server process that has imported the code and opened nothing, so that a run starts
within milliseconds; everything that a run does happens after the fork.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import duckdb
import pytest

from flows.alerts.feed import ATOM as ATOM_NAME
from flows.alerts.feed import entry_id
from flows.demo.declared import declared
from flows.demo.site import RECEIVER, Receiver, Site
from flows.demo.stage import Clock, looked
from flows.demo.story import story
from flows.vendorsite import Answer, Request, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

KILLS = 50
SEED = 20260105
DAYS = (
    "01-05",
    "01-12",
    "01-26",
    "03-09",
    "03-23",
    "04-06",
    "04-20",
    "04-27",
    "05-04",
    "05-25",
    "06-01",
    "06-08",
)
LOOKS = tuple(at for at in story().looks if f"{at:%m-%d}" in DAYS)
ALERT_ID = re.compile(r"Alert (\S+)")
FORKS = multiprocessing.get_context("forkserver")
# Found from the project's directory, where pytest is started; elsewhere runs only start more slowly.
FORKS.set_forkserver_preload(["tests.flows.preloaded_for_runs"])

ATOM = f"{{{ATOM_NAME}}}"
LEDGER = {
    "captures": """SELECT DISTINCT source_id, started_at, snapshot, document FROM fetches
                   WHERE outcome = 'healthy' ORDER BY ALL""",
    "documents": "SELECT * FROM documents ORDER BY ALL",
    "requirements": "SELECT * FROM requirements ORDER BY ALL",
    "periods": "SELECT * FROM requirement_periods ORDER BY ALL",
    "coverage": "SELECT * EXCLUDE (recorded_at) FROM coverage ORDER BY ALL",
    "changes": "SELECT * EXCLUDE (recorded_at) FROM changes ORDER BY ALL",
    "alerts": "SELECT id, type, run_id FROM alerts ORDER BY ALL",
    "told": "SELECT * FROM told ORDER BY ALL",
}


@dataclass(slots=True)
class Trap:
    """The site as a run meets it; may kill the run at a request, before it is answered."""

    site: Site
    springs: Callable[[Request], bool] | None = None
    prey: ForkServerProcess | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Answer:
        """The site's answer, which a killed run does not get."""
        with self.lock:
            if self.springs and self.prey and self.springs(request):
                self.springs = None
                _kill(self.prey)
        return self.site.answer(request)


@dataclass(frozen=True, slots=True)
class Theatre:
    """The story's site with a trap in it, and a directory for each course of events."""

    trap: Trap
    clock: Clock
    receiver: Receiver
    address: str

    def start(self, directory: Path, at: datetime) -> ForkServerProcess:
        """Start a run for an instant in a process of its own."""
        self.clock.at = at
        channel = f"{self.address.replace('http', 'json', 1)}{RECEIVER}"
        process = FORKS.Process(target=looked, args=(directory, channel, at))
        with self.trap.lock:
            process.start()
            self.trap.prey = process
        return process

    def finish(self, directory: Path, at: datetime) -> float:
        """Run for an instant without disturbance; how many seconds that took."""
        begun = time.monotonic()
        process = self.start(directory, at)
        process.join(60)
        assert process.exitcode == 0
        return time.monotonic() - begun


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    """The story's site, whose pages are the same bytes at each request for the same instant."""
    told = story()
    clock, receiver = Clock(told.looks[0]), Receiver()
    trap = Trap(Site(told, clock, receiver, steady=True))
    with serving(trap.answer) as address:
        yield Theatre(trap, clock, receiver, address)


def _kill(process: ForkServerProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)


class Killer:
    """Runs the story's looks and kills them in all ways, one after the other; counts its kills by way."""

    def __init__(self, theatre: Theatre, root: Path, lengths: dict[datetime, float]) -> None:
        self.theatre, self.root, self.lengths = theatre, root, lengths
        self.directory = declared(story(), root, theatre.address)
        self.dice = random.Random(SEED)
        self.kills = dict.fromkeys(("moment", "request", "writing", "telling"), 0)

    def moment(self, at: datetime) -> None:
        """Kill at a random moment of a run's usual length."""
        process = self.theatre.start(self.directory, at)
        process.join(self.dice.uniform(0, self.lengths[at]))
        self._end(process, "moment", kill=True)

    def request(self, at: datetime) -> None:
        """Kill at a random request for a page."""
        countdown = self.dice.randint(1, len(story().sources))

        def springs(_: Request) -> bool:
            nonlocal countdown
            countdown -= 1
            return countdown == 0

        self._trapped(at, "request", springs)

    def telling(self, at: datetime) -> None:
        """Kill when an alert is at the receiver and the run has not heard that it was taken."""
        self._trapped(at, "telling", lambda request: request.path == RECEIVER)

    def writing(self, at: datetime) -> None:
        """Kill when the warehouse's file or its log changes for a random time."""
        process = self.theatre.start(self.directory, at)
        left, before = self.dice.randint(1, 6), self._written()
        while process.is_alive():
            now = self._written()
            if now != before:
                before, left = now, left - 1
            if left == 0:
                break
            time.sleep(0.0005)
        self._end(process, "writing", kill=left == 0)

    def _written(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for name in ("gapwatch.duckdb", "gapwatch.duckdb.wal"):
            try:
                status = (self.root / name).stat()
            except FileNotFoundError:
                continue
            found.append((name, status.st_size, status.st_mtime_ns))
        return tuple(found)

    def _trapped(self, at: datetime, way: str, springs: Callable[[Request], bool]) -> None:
        self.theatre.trap.springs = springs
        process = self.theatre.start(self.directory, at)
        self._end(process, way, kill=False)
        self.theatre.trap.springs = None

    def _end(self, process: ForkServerProcess, way: str, *, kill: bool) -> None:
        if kill and process.is_alive():
            _kill(process)
        process.join(60)
        assert process.exitcode in (0, -signal.SIGKILL)
        self.kills[way] += process.exitcode == -signal.SIGKILL


def _ledger(path: Path) -> dict[str, list[Any]]:
    with duckdb.connect(path, read_only=True) as con:
        return {name: con.execute(query).fetchall() for name, query in LEDGER.items()}


def _rows(path: Path, query: str) -> list[Any]:
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def undisturbed(
    theatre: Theatre, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[datetime, float]]:
    """The warehouse of a course that nobody disturbed, and how long each of its runs took."""
    root = tmp_path_factory.mktemp("undisturbed")
    directory = declared(story(), root, theatre.address)
    lengths = {at: theatre.finish(directory, at) for at in LOOKS}
    theatre.receiver.taken()
    return root / "gapwatch.duckdb", lengths


def test_runs_that_are_killed_and_run_again_end_like_undisturbed_ones(
    theatre: Theatre, undisturbed: tuple[Path, dict[datetime, float]], tmp_path: Path
) -> None:
    """After 50 kills in all ways, the ledger is that of an undisturbed course, and nothing is told twice."""
    reference, lengths = undisturbed
    killer = Killer(theatre, tmp_path, lengths)
    for at in LOOKS:
        for kill in (killer.moment, killer.writing, killer.request, killer.telling, killer.moment):
            kill(at)
        while at == LOOKS[-1] and sum(killer.kills.values()) < KILLS:
            killer.moment(at)
        theatre.finish(killer.directory, at)

    assert sum(killer.kills.values()) >= KILLS
    assert all(killer.kills.values()), killer.kills
    path = tmp_path / "gapwatch.duckdb"
    assert _ledger(path) == _ledger(reference)

    alerts = {alert for (alert,) in _rows(path, "SELECT id FROM alerts")}
    heard = [
        found[1] for message in theatre.receiver.taken() if (found := ALERT_ID.search(message["message"]))
    ]
    assert set(heard) == alerts
    delivered = _rows(path, "SELECT DISTINCT alert, channel FROM deliveries WHERE error IS NULL")
    assert set(delivered) == {(alert, channel) for alert in alerts for channel in ("feed", "receiver")}
    entries = ET.parse(tmp_path / "alerts.xml").findall(f"{ATOM}entry/{ATOM}id")
    assert sorted(entry.text or "" for entry in entries) == sorted(map(entry_id, alerts))
    told = _rows(path, "SELECT change FROM told")
    assert len(told) == len(set(told))
    live = _rows(path, "SELECT id FROM changes WHERE id IN (SELECT change FROM told)")
    assert len(live) == len(told)
