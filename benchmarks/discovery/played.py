"""Discovery as it runs: on each day the monitor looks and discovery searches, while the corpus goes by as the web."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import duckdb

from benchmarks.discovery.captures import days_of_change, pages
from benchmarks.discovery.served import Web, neighbours, wire
from benchmarks.discovery.setting import declared
from benchmarks.discovery.tally import Tally, tally
from extractors.leads import address
from flows.discovery.looking import discover
from flows.monitor import monitor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from flows.configuration import Configuration
    from flows.discovery.looking import DiscoveryReport

DIRECTORY = (
    """SELECT valid_from::DATE, status FROM gap_history WHERE question = 'directory' ORDER BY valid_from"""
)
ENROLLED = "SELECT url, discovered_at::DATE FROM sources WHERE discovered_how IS NOT NULL AND coalesce(item, '') = ''"


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it: the tally at the end, the most requests of a run, and for each source the day it was there and found.

    `directory` are the days on which that question moved, with its new status; `doubtful` waits for the operator.
    """

    tally: Tally
    runs: int
    most_requests: int
    found: tuple[tuple[str, date | None, date], ...]
    directory: tuple[tuple[date, str], ...]
    doubtful: tuple[str, ...]


def played(corpus: Path, key: str, days: Sequence[datetime]) -> Played:
    """Play those days for one program, each with a look of the monitor and a search; of one day, to the corpus's end."""
    with tempfile.TemporaryDirectory() as scratch:
        configuration = declared(key, Path(scratch))
        (program,) = configuration.programs
        stood = pages(corpus, key)
        web = Web(program, stood, neighbours(program), days[0])
        days = days if len(days) > 1 else days_of_change(stood, days[0])
        with patch("flows.fetching.client.Wire", wire(web)):
            reports = [_day(web, configuration, day) for day in days]
        path = Path(scratch) / "gapwatch.duckdb"
        with duckdb.connect(str(path), read_only=True) as con:
            enrolled = con.execute(ENROLLED).fetchall()
            directory = con.execute(DIRECTORY).fetchall()
    first = {address(page.url): page.versions[0].at.date() for page in stood}
    read = (one for report in reports for found in report.found for one in found.read)
    return Played(
        tally(web, program, {url for url, _ in enrolled}),
        len(reports),
        max(found.search.requests for report in reports for found in report.found),
        tuple((url, first.get(url), day) for url, day in sorted(enrolled, key=lambda row: (row[1], row[0]))),
        tuple(directory),
        tuple(one.url for one in read if one.state == "doubtful"),
    )


def _day(web: Web, configuration: Configuration, day: datetime) -> DiscoveryReport:
    web.now = day
    later = day + timedelta(hours=1)
    asyncio.run(monitor(configuration, now=lambda: day, run_id=f"run {day}"))
    return asyncio.run(discover(configuration, now=lambda: later, run_id=f"search {day}"))
