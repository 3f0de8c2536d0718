"""A loopback site of pages that a test may change, with a configuration that watches them. A double, not a test."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from flows.configuration import configuration
from flows.monitor import monitor
from flows.vendorsite import Answer, serving, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flows.configuration import Configuration
    from flows.monitor import RunReport
    from flows.vendorsite import Request

DAY = datetime(2026, 3, 2, 5, 17, tzinfo=UTC)
SILENT = """<html lang="en"><head><title>Acme Partner Program</title></head><body><main>
<h1>Acme Partner Program</h1>
<p>The Acme Partner Program brings together firms that plan, build and run projects for customers of Acme.</p>
<p>Partners work with our teams in every region, learn about new products early and meet other firms at events.</p>
</main></body></html>"""
FEE = SILENT.replace("</main>", "<h2>Fees</h2><p>The annual membership fee is {fee}.</p></main>")
CATALOGUE = """
[[questions]]
key = "fees"
wording = "What does taking part cost?"
why = "A fee tells who is welcome."
[[questions.facets]]
key = "fee"
wording = "program fee or exam fee"
required = true
satisfied_by = [{ kind = "fee" }]
topic = ["membership fee", "program fee"]
"""
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
"""


@dataclass(slots=True)
class Site:
    """Pages by path, and paths that lead to others; a path that is not there answers 404."""

    address: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        """What the page holds now, with an entity tag."""
        self.asked.append(request)
        if request.path in self.redirects:
            return Answer(status=302, headers=(("location", self.redirects[request.path]),))
        page = self.pages.get(request.path)
        return Answer(status=404) if page is None else tagged(request, Answer(page.encode()))


@dataclass(frozen=True, slots=True)
class Watch:
    """A site and the directory of a configuration that watches it."""

    site: Site
    directory: Path

    @property
    def warehouse(self) -> Path:
        """The warehouse's file."""
        return self.directory.parent / "gapwatch.duckdb"

    def configuration(self) -> Configuration:
        """The configuration as it is written now."""
        return configuration(self.directory)

    def run(self, day: int = 0, **options: object) -> RunReport:
        """Run the monitor on a day of the story."""
        at = DAY + timedelta(days=day)
        run_id = f"run-{day}"
        return asyncio.run(monitor(self.configuration(), now=lambda: at, run_id=run_id, **options))  # type: ignore[arg-type]


@contextmanager
def watched(root: Path, *programs: str, alerts: str = 'feed = "alerts.xml"\n') -> Iterator[Watch]:
    """Serve a site with one page for each program (all silent) and write the configuration under `root`."""
    site = Site()
    directory = root / "config"
    (directory / "programs").mkdir(parents=True)
    (directory / "questions.toml").write_text(CATALOGUE, encoding="utf-8")
    (directory / "settings.toml").write_text(SETTINGS + alerts, encoding="utf-8")
    with serving(site.answer) as address:
        site.address = address
        for program in programs or ("acme",):
            site.pages[f"/{program}"] = SILENT.replace("Acme", program.capitalize())
            (directory / "programs" / f"{program}.toml").write_text(
                f'key = "{program}"\nname = "{program.capitalize()} Partners"\nvendor = "{program.capitalize()}"\n'
                f'homepage = "https://{program}.example"\n[sources.page]\nurl = "{address}/{program}"\n',
                encoding="utf-8",
            )
        yield Watch(site, directory)
