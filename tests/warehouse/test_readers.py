"""Reading in several processes: the same answers as in one, whatever a page does to its reader."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from archive_doubles import html
from warehouse_doubles import CATALOGUE, RULES, source

from extractors.records import Response
from warehouse import readers
from warehouse.readers import Asked, Manner, judged_here, judged_in_parallel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from warehouse.readers import Judged, Lot

SOURCE = source()
MANNER = Manner(CATALOGUE, RULES, frozenset())
ORPHANS = """
from test_readers import MANNER, lots
from warehouse.readers import judged_in_parallel
if __name__ == "__main__":
    import time
    next(judged_in_parallel(lots(2), MANNER, 2))
    answers = judged_in_parallel(lots(2), MANNER, 2)
    next(answers)
    print("reading", flush=True)
    time.sleep(60)
"""


class Deadly(Response):
    """A response at which its reader dies, as at a fault in a parser's library."""

    __slots__ = ()

    def header(self, name: str) -> str | None:
        """Kill whoever asks."""
        os.kill(os.getpid(), signal.SIGKILL)
        return None


class Endless(Response):
    """A response that is never read to its end."""

    __slots__ = ()

    def header(self, name: str) -> str | None:
        """Take longer than anybody waits."""
        time.sleep(60)
        return None


def asked(sequence: int, *said: str, of: type[Response] = Response) -> Asked:
    """A capture of a page that says this."""
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Asked(sequence, of(SOURCE.url, SOURCE.url, 200, headers, html(*said)), SOURCE)


def lots(count: int) -> list[Lot]:
    """Lots of three captures each; every second page says the same."""
    return [[asked(3 * n + k, f"Text of page {(3 * n + k) // 2}.") for k in range(3)] for n in range(count)]


def judgements(found: Iterable[Judged]) -> list[Judged]:
    """What was judged, in order, without the readings: of one document some may come twice."""
    return sorted((replace(judged, reading=None) for judged in found), key=lambda judged: judged.sequence)


def test_several_processes_say_what_one_says() -> None:
    """Judgements, and the reading of each document, are the same in any number of processes."""
    here = list(judged_here(lots(6), MANNER))
    there = list(judged_in_parallel(lots(6), MANNER, 2))
    assert judgements(there) == judgements(here)
    assert {j.document: j.reading for j in there if j.reading} == {
        j.document: j.reading for j in here if j.reading
    }


def test_lots_are_taken_as_readers_are_free() -> None:
    """No more lots are in memory than there are readers, however many wait."""
    taken = 0

    def counted() -> Iterator[Lot]:
        nonlocal taken
        for lot in lots(10):
            taken += 1
            yield lot

    for n, _ in enumerate(judged_in_parallel(counted(), MANNER, 2)):
        assert taken <= n // 3 + 3
    assert taken == 10


def test_a_known_document_is_judged_and_not_read() -> None:
    """Documents that need no reading get none, nor do those that the same reader has read."""
    (first,) = judged_here([[asked(1, "A text.")]], MANNER)
    known = Manner(CATALOGUE, RULES, frozenset({first.document or ""}))
    found = list(judged_in_parallel([[asked(1, "A text."), asked(2, "More."), asked(3, "More.")]], known, 1))
    assert [(j.outcome, j.reading is None) for j in found] == [
        ("healthy", True),
        ("healthy", False),
        ("healthy", True),
    ]


def test_a_page_that_ends_its_reader(caplog: pytest.LogCaptureFixture) -> None:
    """The capture at which readers die twice is answered without an outcome and named; all others are read."""
    lot = [asked(1, "One."), asked(2, "Two.", of=Deadly), asked(3, "Three.")]
    found = judgements(judged_in_parallel([lot, *lots(2)], MANNER, 2))
    assert {j.sequence for j in found if j.outcome is None} == {2}
    (lost,) = [j for j in found if j.outcome is None]
    assert lost.reason == "the process that read it ended twice (exit code -9); please report this"
    assert "acme/page: fetch 2: the process that read it ended twice" in caplog.text
    assert len(found) == 9


def test_a_page_that_is_never_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A reader that does not come back is ended, and its capture answered without an outcome."""
    monkeypatch.setattr(readers, "SECONDS", 2.0)
    found = judgements(judged_in_parallel([[asked(1, "One.", of=Endless), asked(2, "Two.")]], MANNER, 1))
    assert [j.outcome for j in found] == [None, "healthy"]
    assert "fetch 1" in caplog.text


def test_readers_end_with_who_started_them() -> None:
    """No reader is left when its parent is killed, nor when nobody wants more answers."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen([sys.executable, "-c", ORPHANS], env=environment, stdout=subprocess.PIPE)
    with run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"reading\n"
        children = psutil.Process(run.pid).children(recursive=True)
        assert children
        run.send_signal(signal.SIGKILL)
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert (len(gone), alive) == (len(children), [])


def unimportable(*_: Any) -> None:
    """A reader that never gets to its first capture."""
    raise SystemExit(3)


def test_readers_that_do_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no process can read at all, that is said, and no capture is blamed."""
    monkeypatch.setattr(readers, "_read", unimportable)
    with pytest.raises(RuntimeError, match=r"ended at its start \(exit code 3\)"):
        list(judged_in_parallel(lots(1), MANNER, 1))
