"""A vendor's site of dated events, and a program that looks for new pages on it. A double, not a test."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from flows.configuration import configuration
from flows.discovery.enrolled import with_discovered
from flows.discovery.looking import discover
from flows.monitor import monitor
from flows.vendorsite import Listing, Page, Script, VendorSite, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flows.configuration import Configuration
    from flows.discovery.looking import DiscoveryReport
    from flows.monitor import RunReport
    from flows.vendorsite import Answer, Event, Request

START = datetime(2026, 3, 2, 5, 17, tzinfo=UTC)
DAY = START.date()
QUESTIONS = Path(__file__).parents[2] / "config" / "questions.toml"
HUB = """<h1>Acme Partner Program</h1><p>The Acme Partner Program brings together firms that plan, build and run
projects for customers of Acme. Partners work with our teams in every region and learn about new products early.</p>"""
TIERS = """<h1>Acme Partner Program tiers</h1><p>The tiers of the Acme Partner Program differ in what they ask of a firm that
delivers projects.</p><table><tr><th>Requirement</th><th>Select</th><th>Premier</th></tr>
<tr><th>Certified individuals</th><td>At least 10</td><td>At least 40</td></tr>
<tr><th>Customer references</th><td>At least 2</td><td>At least 6</td></tr></table>"""
FEES = """<h1>Acme Partner Program fees</h1><p>Taking part in the Acme Partner Program costs an annual membership fee.</p>
<p>The annual membership fee of the Acme Partner Program is USD 4,500.</p>"""
STORY = """<h1>How Bolt Freight cut its costs</h1><p>Bolt Freight moved its planning to Acme and saved a third of its costs
within a year. The drivers like the new screens.</p>"""
SETTINGS = """
warehouse = "gapwatch.duckdb"
interval_hours = 12
[fetching]
allow_private_addresses = true
per_host_interval_seconds = 0
per_host_concurrency = 8
contact = "mailto:owner@acme.example"
retries = 0
[alerts]
feed = "alerts.xml"
[discovery]
"""


@dataclass(slots=True)
class Searched:
    """The site, the directory of the configuration, and the day that it is."""

    site: VendorSite
    directory: Path
    address: str = ""
    day: int = 0
    programs: tuple[str, ...] = ("acme",)
    answer: Callable[[Request], Answer] = field(init=False)

    def __post_init__(self) -> None:
        self.answer = self.site.answer

    @property
    def warehouse(self) -> Path:
        """The warehouse's file."""
        return self.directory.parent / "gapwatch.duckdb"

    def now(self) -> datetime:
        """The instant that it is."""
        return START + timedelta(days=self.day)

    def configuration(self) -> Configuration:
        """The configuration as it is written now, with what was discovered."""
        return with_discovered(configuration(self.directory))

    def run(self, day: int) -> RunReport:
        """Run the monitor on a day."""
        self.day = day
        return asyncio.run(monitor(self.configuration(), now=self.now, run_id=f"run-{day}"))

    def discover(self, day: int, **options: Any) -> DiscoveryReport:
        """Look for new pages on a day."""
        self.day = day
        return asyncio.run(discover(self.configuration(), now=self.now, run_id=f"search-{day}", **options))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the warehouse."""
        with duckdb.connect(str(self.warehouse), read_only=True) as con:
            return con.execute(query).fetchall()

    def asked(self) -> list[str]:
        """The paths asked for since this was called last."""
        paths = self.site.paths()
        self.site.asked.clear()
        return paths

    def write(self, sources: str = "", scope: str = "", discovery: str = "") -> None:
        """Write the configuration: the hub as source, and what else is given."""
        (self.directory / "programs").mkdir(parents=True, exist_ok=True)
        (self.directory / "questions.toml").write_text(QUESTIONS.read_text("utf-8"), "utf-8")
        (self.directory / "settings.toml").write_text(SETTINGS + discovery, "utf-8")
        for program in self.programs:
            (self.directory / "programs" / f"{program}.toml").write_text(
                f'key = "{program}"\nname = "Acme Partner Program"\nvendor = "Acme"\n'
                f'homepage = "{self.address}/partners"\n[[scopes]]\nhost = "127.0.0.1"\n{scope}\n'
                f'[sources.hub]\nurl = "{self.address}/partners"\n{sources}',
                "utf-8",
            )


@contextmanager
def searched(root: Path, *events: Event, **written: str) -> Iterator[Searched]:
    """Serve a site with the program's hub and a sitemap, and what `events` add; write the configuration under `root`."""
    place = Searched(
        VendorSite(Script("Acme", ()), lambda: START + timedelta(days=place.day), steady=True),
        root / "config",
    )
    place.site.add(Page("/partners", DAY, HUB), Listing("/sitemap.xml", DAY), *events)
    with serving(lambda request: place.answer(request)) as address:  # noqa: PLW0108 - what it is may change
        place.address = address
        place.write(**written)
        yield place


def search_on(directory: Path, day: int) -> None:
    """Look for new pages on a day: what a process of its own does that may be killed."""
    at = START + timedelta(days=day)
    asyncio.run(discover(with_discovered(configuration(directory)), now=lambda: at, run_id=f"search-{day}"))
