"""A configuration that takes history from an archive on loopback, and what it took. Doubles, not tests."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from archive_doubles import html

from flows.backfill import Order, backfilled, planned, standing
from flows.backfill.listing import Span
from flows.configuration import configuration
from flows.replay import replayed
from warehouse import connect_read_only, prepare, verified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.backfill import Plan, Report
    from flows.configuration import Configuration

HOST = "https://acme.example"
PAGE = f"{HOST}/page"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATALOGUE = """
[[questions]]
key = "renewal"
wording = "Does the credential lapse?"
why = "It matters."
[[questions.facets]]
key = "period"
wording = "validity or renewal period"
satisfied_by = [{ kind = "validity" }]
topic = ["recertif*"]
"""
PROGRAM = f"""
key = "acme"
name = "Acme Partner Program"
vendor = "Acme"
homepage = "{HOST}/"
[sources.page]
url = "{PAGE}"
"""
LEDGER = ("coverage", "requirement_periods", "changes")
QUIET = "(recorded_at, confirmed_at, sequence)"


def valid(months: int, furniture: str = "") -> bytes:
    """A page that states a validity."""
    return html(f"Certifications are valid for {months} months.", furniture=furniture)


def day(count: float) -> datetime:
    """An instant of the past, to the second."""
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=count)


def digest(body: bytes) -> str:
    """SHA-1 as an index writes it."""
    return base64.b32encode(hashlib.sha1(body).digest()).decode()


@dataclass(frozen=True)
class Past:
    """A watched program whose past stands in an archive."""

    configuration: Configuration

    def order(self, **more: Any) -> Order:
        """What to take: everything, unless said otherwise."""
        programs = self.configuration.programs
        sources = [source for program in programs for source in program.sources]
        span = Span(more.pop("since", ""), more.pop("until", ""), more.pop("thinned", ""))
        return replace(Order(self.configuration.settings.archives[0], programs, sources, span), **more)

    def take(self, later: int = 0, **more: Any) -> Report:
        """Take the history, so many days later. A new warehouse is a copy: making one takes half a second."""
        path = self.configuration.settings.warehouse
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_prepared())
        return asyncio.run(
            backfilled(self.configuration, self.order(**more), lambda: NOW + timedelta(days=later))
        )

    def plan(self, **more: Any) -> tuple[Plan, ...]:
        """Ask the index alone."""
        plans, faults = asyncio.run(
            planned(self.configuration, self.order(**more), lambda: NOW, lambda _: None)
        )
        assert faults == ()
        return plans

    def standing(self, **more: Any) -> tuple[Plan, ...]:
        """How far it is."""
        return standing(self.configuration, self.order(**more))

    def load(self, *files: Path) -> Sequence[str]:
        """Import WARC files instead, and give the faults."""
        return replayed(self.configuration, files).faults

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        con = connect_read_only(self.configuration.settings.warehouse)
        try:
            return con.execute(query).fetchall()
        finally:
            con.close()

    def captures(self) -> list[tuple[Any, ...]]:
        """Time, status, outcome and text of every capture."""
        return self.rows("SELECT started_at, status, outcome FROM fetches ORDER BY started_at, source_id")

    def states(self) -> list[tuple[Any, ...]]:
        """What became of each line of the index."""
        return self.rows("SELECT captured_at, state, reason FROM backfill_captures ORDER BY captured_at, url")

    def ledger(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the ledger says, without when it became known here."""
        found = {}
        for table in LEDGER:
            columns = "* EXCLUDE (recorded_at)" if table != "requirement_periods" else "*"
            found[table] = sorted(self.rows(f"SELECT {columns} FROM {table}"), key=repr)
        return found

    def sound(self) -> bool:
        """Whether every byte and quote is as it should be."""
        return verified(self.configuration.settings.warehouse).faults == ()


@cache
def _prepared() -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "gapwatch.duckdb"
        prepare(path)
        with duckdb.connect(str(path)) as con:
            con.execute("CHECKPOINT")
        return path.read_bytes()


def past(root: Path, archive: str, program: str = PROGRAM) -> Past:
    """A configuration below `root` that takes history from this archive (the keys of its table)."""
    directory = root / "config"
    (directory / "programs").mkdir(parents=True)
    (directory / "settings.toml").write_text(
        f"[archives.loopback]\n{archive}\ncdx_per_minute = 100000\nmementos_per_minute = 100000\n"
        "allow_private_addresses = true\n",
        encoding="utf-8",
    )
    (directory / "questions.toml").write_text(CATALOGUE, encoding="utf-8")
    (directory / "programs" / "acme.toml").write_text(program, encoding="utf-8")
    return Past(configuration(directory))
