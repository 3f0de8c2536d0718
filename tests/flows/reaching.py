"""A vendor's site with a script, and a configuration that watches it and looks for more. A double, not a test."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import duckdb

from flows.configuration import configuration
from flows.discovery.looking import discover
from flows.monitor import monitor
from flows.vendorsite import Page, Script, VendorSite, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.discovery.looking import DiscoveryReport
    from flows.monitor import RunReport
    from flows.vendorsite import Event

START = date(2026, 3, 2)
HUB = """<h1>Acme Partner Program</h1>
<p>The Acme Partner Program brings together firms that plan, build and run projects for customers of Acme.</p>
<p>Partners work with our teams in every region and learn about new products early.</p>"""
TIERS = """<h1>Tiers of the Acme Partner Program</h1>
<p>The Acme Partner Program has two partner tiers, Select and Premier. They ask the following of a partner.</p>
<table><tr><th>Requirement</th><th>Select</th><th>Premier</th></tr>
<tr><td>Certified individuals</td><td>10</td><td>40</td></tr>
<tr><td>Customer references</td><td>2</td><td>6</td></tr></table>"""
QUESTIONS = Path(__file__).parents[2] / "config" / "questions.toml"
SETTINGS = """
warehouse = "gapwatch.duckdb"
interval_hours = 12
confirmations = 2
[fetching]
allow_private_addresses = true
per_host_interval_seconds = 0
per_host_concurrency = 8
contact = "mailto:owner@acme.example"
retries = 0
http2 = false
[alerts]
feed = "alerts.xml"
"""


def day(number: int) -> date:
    """The day of the story with that number; 0 is the first."""
    return START + timedelta(days=number)


@dataclass(slots=True)
class Reach:
    """A site, the configuration's directory, and the simulated instant that both go by."""

    site: VendorSite
    directory: Path
    address: str = ""
    at: list[datetime] = field(default_factory=list)

    def run(self, number: int) -> RunReport:
        """Run the monitor on that day."""
        return asyncio.run(monitor(self._on(number), now=lambda: self.at[0], run_id=f"run-{number}"))

    def discover(self, number: int, **options: Any) -> DiscoveryReport:
        """Look for new pages on that day, two hours after the monitor."""
        configured = self._on(number, hours=2)
        return asyncio.run(
            discover(configured, now=lambda: self.at[0], run_id=f"discovery-{number}", **options)
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the warehouse."""
        with duckdb.connect(self.directory.parent / "gapwatch.duckdb", read_only=True) as con:
            return con.execute(query).fetchall()

    def told(self) -> str:
        """Everything that was told, as the feed has it."""
        feed = self.directory.parent / "alerts.xml"
        return feed.read_text("utf-8") if feed.exists() else ""

    def _on(self, number: int, hours: int = 0) -> Any:
        self.at[0] = datetime.combine(day(number), time(5, tzinfo=UTC)) + timedelta(hours=hours)
        return configuration(self.directory)


@contextmanager
def reaching(root: Path, *events: Event, more: str = "", sources: str = "") -> Iterator[Reach]:
    """Serve Acme's partner page and what the events say besides, and watch it.

    `more` is added to the settings, `sources` (``{address}`` is the site's) to the program.
    """
    at = [datetime.combine(START, time(5, tzinfo=UTC))]
    site = VendorSite(Script("Acme", (Page("/partners", START, HUB), *events)), lambda: at[0])
    directory = root / "config"
    (directory / "programs").mkdir(parents=True)
    shutil.copyfile(QUESTIONS, directory / "questions.toml")
    (directory / "settings.toml").write_text(SETTINGS + more, encoding="utf-8")
    with serving(site.answer) as address:
        (directory / "programs" / "acme.toml").write_text(
            f'key = "acme"\nname = "Acme Partner Program"\nvendor = "Acme"\nhomepage = "{address}/partners"\n'
            f'[[scopes]]\nhost = "{urlsplit(address).hostname}"\npaths = ["/partners"]\n'
            f'[sources.hub]\nurl = "{address}/partners"\n' + sources.replace("{address}", address),
            encoding="utf-8",
        )
        yield Reach(site, directory, address, at)
