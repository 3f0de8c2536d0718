"""A search may be killed at any moment: started again it ends where an undisturbed one would have ended.

A fresh process looks for new pages for an instant and is SIGKILLed at a request that it makes, or while it writes the
warehouse; it is started again for the same instant, killed at its next request, and so on, until it is let finish.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from searched_site import DAY, FEES, STORY, TIERS, search_on, searched

from flows.vendorsite import Page

if TYPE_CHECKING:
    from pathlib import Path

    from searched_site import Searched

    from flows.vendorsite import Answer, Request

NEXT = DAY + timedelta(days=1)
EVENTS = (
    Page("/partners/tiers", NEXT, TIERS + '<p>What it costs: <a href="/partners/fees">program fees</a>.</p>'),
    Page("/partners/fees", NEXT, FEES, listed=False),
    Page("/partners/certification-story", NEXT, STORY),
    Page("/partners/certified", NEXT, STORY.replace("Bolt", "Nut")),
)
LIMITS = "pages = 3\n"
STATE = {
    "sources": "SELECT * EXCLUDE (discovered_at) FROM sources ORDER BY ALL",
    "candidates": "SELECT * FROM candidates ORDER BY ALL",
    "listings": "SELECT * FROM listings ORDER BY ALL",
    "captures": "SELECT DISTINCT source_id, started_at, snapshot, document FROM fetches ORDER BY ALL",
    "coverage": "SELECT * EXCLUDE (recorded_at) FROM coverage ORDER BY ALL",
    "changes": "SELECT * EXCLUDE (recorded_at) FROM changes ORDER BY ALL",
    "alerts": "SELECT id, type, run_id FROM alerts ORDER BY ALL",
    "told": "SELECT * FROM told ORDER BY ALL",
    "searches": "SELECT program, pages, enrolled, ended, finished_at FROM discovery_runs ORDER BY ALL",
}
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.flows.preloaded_for_runs"])


def _state(place: Searched) -> dict[str, list[tuple[Any, ...]]]:
    return {name: place.rows(query) for name, query in STATE.items()}


def _until_killed(place: Searched, directory: Path, requests: int, writes: int) -> bool:
    """Start a search and kill it at a request, or when it has written so often; whether it was killed."""
    left = requests
    process = FORKS.Process(target=search_on, args=(directory, 1))

    def trapped(request: Request) -> Answer:
        nonlocal left
        left -= 1
        if left == 0 and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        return place.site.answer(request)

    place.answer = trapped
    process.start()
    seen, log = 0, directory.parent / "gapwatch.duckdb.wal"
    before = 0
    while process.is_alive():
        size = log.stat().st_size if log.exists() else 0
        seen, before = seen + (size != before), size
        if writes and seen >= writes:
            process.kill()
        time.sleep(0.001)
    process.join(60)
    place.answer = place.site.answer
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_searches_that_are_killed_and_started_again_end_like_undisturbed_ones(tmp_path: Path) -> None:
    """After kills at requests and in the middle of writing, all is as without them, within the same budget, told once."""
    with searched(tmp_path / "one", *EVENTS, discovery=LIMITS) as place:
        place.run(0)
        place.discover(0)
        other = replace(place, directory=tmp_path / "two" / "config")
        other.write(discovery=LIMITS)
        other.run(0)
        other.discover(0)
        place.day = 1
        ways = ((1, 0), (0, 2), (2, 0), (0, 3), (3, 0), (0, 4), (2, 0), (0, 0))
        kills = list(takewhile(bool, (_until_killed(place, other.directory, *way) for way in ways)))
        assert len(kills) >= 4, kills
        place.discover(1)
        assert _state(other) == _state(place)
        assert place.rows(
            "SELECT pages, enrolled, ended FROM discovery_runs ORDER BY started_at DESC LIMIT 1"
        ) == [(3, 1, "3 pages were read")]
