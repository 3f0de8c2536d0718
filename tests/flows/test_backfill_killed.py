"""A backfill may be killed at any moment: started again it goes on, asks little again, and ends with the same ledger."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from archive_doubles import Archive
from backfill_doubles import day, past, valid
from wayback_machine import machine

from flows.backfill.taking import BATCH

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

    from backfill_doubles import Past

    from flows.vendorsite import Answer, Request

CAPTURES = 50
KILLS = 6
SEED = 20260301


def _take(found: Past) -> None:
    found.take()


def test_killed_and_started_again_it_ends_as_if_undisturbed(tmp_path: Path) -> None:
    """SIGKILL at requests and a moment after them: the ledger is that of an import, few captures are asked for twice."""
    context = multiprocessing.get_context("forkserver")
    chance = random.Random(SEED)
    warc = Archive(tmp_path / "acme.warc.gz")
    with machine() as archive:
        for count in range(CAPTURES):
            body = valid(12 * (1 + count // 17), furniture=str(count % 40))
            warc.response(day(count), body)
            archive.hold(day(count), body)
        taken, loaded = (past(tmp_path / name, archive.settings) for name in ("taken", "loaded"))
        loaded.load(warc.close())
        at = sorted(chance.sample(range(2, CAPTURES), KILLS - 1))
        child: list[ForkServerProcess] = []
        answer, done = archive.answer, 0

        def killing(request: Request) -> Answer:
            nonlocal done
            if done < KILLS and (done == 0 or len(archive.downloads()) >= at[done - 1]):
                pid, done = child[-1].pid, done + 1
                assert pid is not None
                if done % 2:
                    os.kill(pid, signal.SIGKILL)
                else:
                    threading.Timer(chance.uniform(0, 0.3), _kill, [pid]).start()
            return answer(request)

        archive.answer = killing  # type: ignore[method-assign]
        for _ in range(KILLS + 1):
            child.append(context.Process(target=_take, args=(taken,)))
            child[-1].start()
            child[-1].join()
            if child[-1].exitcode == 0 and done == KILLS:
                break

        assert [process.exitcode for process in child].count(-signal.SIGKILL) >= KILLS // 2
        assert child[-1].exitcode == 0
        assert taken.captures() == loaded.captures()
        assert taken.ledger() == loaded.ledger()
        assert len(archive.downloads()) <= CAPTURES + KILLS * BATCH
        assert [plan.done for plan in taken.standing()] == [CAPTURES]
    assert taken.sound()


def _kill(pid: int) -> None:
    """Unless it has ended of itself."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
