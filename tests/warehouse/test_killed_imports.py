"""An import may be killed at any moment: run again, it ends where an undisturbed one would have ended.

Imports in processes of their own are SIGKILLed while the warehouse's file changes, again and again, and then let finish.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from archive_doubles import Archive, html, sha1
from history_doubles import HOST, MOVED, Kept, S, noted, watched
from warehouse_doubles import days

from warehouse import taking

if TYPE_CHECKING:
    from pathlib import Path

KILLS = 5
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.warehouse.preloaded_for_imports"])


def written(directory: Path) -> list[Path]:
    """Three archives that need each other: pages, revisits, and redirects that lead from one to the other."""
    archives = [Archive(directory / f"{n}.warc.gz") for n in range(3)]
    bodies = [html(f"Certifications are valid for {6 * n} months.") for n in range(1, 5)]
    for n, body in enumerate(bodies):
        archives[n % 3].response(days(n), body, url=S.url)
        archives[(n + 1) % 3].revisit(days(n + 0.5), sha1(body), (S.url, days(n)), url=S.url)
        archives[(n + 2) % 3].response(days(n), b"", url=MOVED.url, status="302 Found", Location=f"/new-{n}")
        archives[n % 3].response(days(n + 0.1), body, url=f"{HOST}/new-{n}")
        archives[n % 3].unchanged(days(n + 0.7), sha1(body), url=S.url)
    return [archive.close() for archive in archives]


def importing(path: Path, file: Path) -> None:
    """One import in a process of its own, which writes down a few captures at a time."""
    taking.BATCH = 4
    Kept(path).take(file)


def killed(kept: Kept, file: Path, changes: int) -> bool:
    """Start an import and kill it when the warehouse's files have changed so often; whether there was anything to kill."""
    process = FORKS.Process(target=importing, args=(kept.path, file))
    process.start()
    before = _state(kept.path)
    while process.is_alive() and changes:
        now = _state(kept.path)
        changes -= now != before
        before = now
        time.sleep(0.0005)
    if not changes and process.is_alive():
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def _state(path: Path) -> list[tuple[int, int]]:
    found = []
    for file in (path, path.with_name(f"{path.name}.wal")):
        with suppress(FileNotFoundError):
            status = file.stat()
            found.append((status.st_size, status.st_mtime_ns))
    return found


def test_killed_imports_end_like_undisturbed_ones(tmp_path: Path) -> None:
    """After kills at every stage captures, ledger and what is noted of archives are those of an undisturbed course."""
    files = written(tmp_path)
    reference, kept = watched(tmp_path / "reference"), watched(tmp_path / "kept")
    for file in files:
        reference.take(file)
    dice, kills = random.Random(20260105), 0
    for file, times in zip(files, (2, 2, 1), strict=True):
        for _ in range(times):
            changes = dice.randint(2, 10)
            kills += killed(kept, file, changes) or killed(kept, file, changes // 2) or killed(kept, file, 1)
        kept.take(file)
    assert kills == KILLS
    assert kept.fetches() == reference.fetches()
    assert len(kept.fetches()) == 4 * (3 * 3 + 1)
    assert kept.ledger() == reference.ledger()
    assert noted(kept) == noted(reference)
