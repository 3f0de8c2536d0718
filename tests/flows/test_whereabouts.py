"""Moves, walls and languages in whole runs over a vendor's site."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from watched_site import SETTINGS

from flows.cli import gapwatch
from flows.configuration import configuration
from flows.discovery.enrolled import with_discovered
from flows.discovery.looking import discover
from flows.monitor import monitor
from flows.vendorsite import Gone, Interruption, Listing, Moved, Page, Script, VendorSite, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse import Change

ROOT = Path(__file__).parents[2]
DAY = datetime(2026, 3, 2, 5, 17, tzinfo=UTC)
FIRST = DAY.date()
LAST = 3
TALK = """<p>The program brings together firms that plan, build and run projects for our customers in every region.</p>
<p>Partners work with our teams, learn about new products early and meet other firms at the events of the year.</p>"""
SPRACHE = """<p>Das Programm verbindet Firmen, die für unsere Kunden in jeder Region Projekte planen und betreiben.</p>
<p>Die Partner arbeiten mit unseren Teams und lernen die neuen Produkte früh kennen, und sie treffen sich jedes Jahr.</p>"""
FEES = f"<h1>Fees</h1>{TALK}<p>The annual membership fee is $2,000.</p>"
GEBUEHR = f"<h1>Gebühren</h1>{SPRACHE}<p>Die jährliche Mitgliedsgebühr beträgt 3.000 USD.</p>"
PATIENCE = f'{SETTINGS}feed = "alerts.xml"\n'.replace(
    "interval_hours = 12", "interval_hours = 12\nlost_after = 3"
)
PROGRAM = """
key = "{key}"
name = "{key} partners"
vendor = "{key}"
homepage = "https://{key}.example"
"""
SOURCES = """
[sources.fees]
url = "{site}/fees"
[sources.fees.translations]
de = "{site}/fees"
[sources.guide]
url = "{site}/old-guide"
[sources.news]
url = "{site}/walled"
"""


def day(number: int) -> date:
    """A day of the story."""
    return FIRST + timedelta(days=number)


EVENTS = (
    Page("/fees", FIRST, FEES),
    Page("/fees", FIRST, GEBUEHR, language="de"),
    Page("/old-guide", FIRST, f"<h1>Guide</h1>{TALK}"),
    Page("/new-guide", FIRST, f"<h1>Guide</h1>{TALK}", canonical="/new-guide"),
    Moved("/old-guide", day(2), "/new-guide"),
    Page("/walled", FIRST, f"<h1>News</h1>{TALK}"),
    Interruption("/walled", FIRST, "bot_check", day(LAST)),
    Interruption("/all-walled", FIRST, "login"),
)


@dataclass(frozen=True)
class Story:
    """What the runs of the story left."""

    site: VendorSite
    directory: Path
    address: str

    def said(self, *arguments: str) -> str:
        """What a command prints for people."""
        answer = CliRunner(env={"COLUMNS": "300"}).invoke(
            gapwatch, ["--config", str(self.directory), *arguments]
        )
        assert answer.exit_code == 0, answer.stderr
        return answer.stdout

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints as JSON lines."""
        return [json.loads(line) for line in self.said(*arguments, "--format", "jsonl").splitlines()]

    def told(self) -> list[dict[str, Any]]:
        """Every change that people were told, in order."""
        query = "SELECT payload FROM alerts WHERE type = 'digest' ORDER BY created_at"
        return [change for row in self.rows("sql", query) for change in json.loads(row["payload"])["changes"]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Some days of a vendor's site, watched once a day."""
    directory = tmp_path_factory.mktemp("whereabouts") / "config"
    (directory / "programs").mkdir(parents=True)
    (directory / "languages").mkdir()
    shutil.copy(ROOT / "config" / "languages" / "de.toml", directory / "languages")
    shutil.copy(ROOT / "config" / "questions.toml", directory)
    (directory / "settings.toml").write_text(PATIENCE, "utf-8")
    today = [DAY]
    site = VendorSite(Script("Acme", EVENTS), lambda: today[0], steady=True)
    with serving(site.answer) as address:
        for key, sources in (("acme", SOURCES), ("bolt", '[sources.page]\nurl = "{site}/all-walled"\n')):
            text = PROGRAM.format(key=key) + sources.format(site=address)
            (directory / "programs" / f"{key}.toml").write_text(text, "utf-8")
        for number in range(LAST + 1):
            today[0] = DAY + timedelta(days=number)
            asyncio.run(monitor(configuration(directory), now=lambda: today[0], run_id=f"run {number}"))
        yield Story(site, directory, address)


def test_a_moved_page_alerts_nobody_and_is_known_to_have_moved(story: Story) -> None:
    """A page that leads elsewhere for good is no change; sources, history and provenance say where it went."""
    assert not [change for change in story.told() if change["source_id"] == "acme/guide"]
    moved = {row["source"]: row["moved_to"] for row in story.rows("sources")}
    assert moved["acme/guide"] == f"{story.address}/new-guide"
    assert moved["acme/fees"] is None
    for command in (("sources",), ("history", "acme")):
        assert f"acme/guide: {story.address}/new-guide since 2026-03-04" in story.said(*command)
    for path in ("/old-guide", "/new-guide"):
        (step,) = story.rows("provenance", f"{story.address}{path}")
        assert (step["source_id"], step["rests_on"][0]["what"]) == ("acme/guide", "document")
        assert {one["role"] for one in step["addresses"]} == {"watched", "moved to"}


def test_a_source_that_stays_walled_is_told_once_with_its_options(story: Story) -> None:
    """A wall that stays is told once, with what can be done, and so is that it opened."""
    told = [change for change in story.told() if change["source_id"] == "acme/news"]
    assert [change["type"] for change in told] == ["source_lost", "source_back"]
    assert told[0]["last_healthy"] is None
    assert [option["what"] for option in told[0]["options"]] == ["ask", "archive"]
    letters = (story.directory.parent / "alerts.xml").read_text("utf-8")
    assert "Source out of reach" in letters
    assert "the page could never be had (bot check" in letters
    assert "`gapwatch backfill acme/news`" in letters
    assert len([change for change in story.told() if change["source_id"] == "bolt/page"]) == 1


def test_the_board_says_unknown_and_since_when(story: Story) -> None:
    """A program with nothing but walls is unknown from the first attempt on, and show names the wall."""
    found = {(row["status"], row["since"][:10]) for row in story.rows("board") if row["program"] == "bolt"}
    assert found == {("unknown", "2026-03-02")}
    assert "bolt partners: unknown; no official page could be read since 2026-03-02 (login)" in story.said(
        "board"
    )
    shown = story.said("show", "bolt", "fees")
    assert "No healthy official capture has been read yet." in shown
    assert "bolt/page: login since 2026-03-02 (never had)" in shown
    for facet in story.rows("show", "bolt", "fees"):
        assert [wall["source_id"] for wall in facet["walled"]] == ["bolt/page"]


def test_each_language_is_asked_for_and_the_declared_one_decides(story: Story) -> None:
    """A page that answers in the language asked for is two sources; where they differ, the declared one decides."""
    asked = {request.headers["accept-language"] for request in story.site.asked if request.path == "/fees"}
    assert asked == {"en", "de"}
    captured = (
        "SELECT DISTINCT source_id, outcome, d.language FROM fetches JOIN documents AS d USING (document)"
    )
    found = {(row["source_id"], row["outcome"], row["language"]) for row in story.rows("sql", captured)}
    assert {("acme/fees", "healthy", "en"), ("acme/fees.de", "healthy", "de")} <= found
    assert len(story.rows("show", "acme", "fees")[0]["evidence"]) == 1
    for command in (("sources",), ("show", "acme"), ("show", "acme", "fees")):
        said = story.said(*command)
        assert "acme/fees.de (de) and acme/fees state other values (fee USD):" in said
        assert "3.000 USD" in said
    assert not [change for change in story.told() if change["source_id"].startswith("acme/fees")]


def test_a_page_that_answers_in_another_language_is_a_wall(tmp_path: Path, story: Story) -> None:
    """Where only another language is left at an address, the declared one stands before a wall and loses nothing."""
    later = DAY + timedelta(days=LAST + 1)
    only = (*(one for one in EVENTS if not isinstance(one, Page) or one.path != "/fees"), EVENTS[1])
    site = VendorSite(Script("Acme", only), lambda: later, steady=True)
    copied = tmp_path / "config"
    shutil.copytree(story.directory, copied)
    shutil.copy(story.directory.parent / "gapwatch.duckdb", tmp_path / "gapwatch.duckdb")
    with serving(site.answer) as address:
        file = copied / "programs" / "acme.toml"
        file.write_text(file.read_text("utf-8").replace(story.address, address), "utf-8")
        report = asyncio.run(monitor(configuration(copied), ["acme"], now=lambda: later, run_id="later"))
    assert report.outcomes["wrong_language"] == 1
    assert not [change for change in report.changes if change.source_id.startswith("acme/fees")]


def test_a_page_that_moves_without_a_word_is_found_again_and_not_lost(tmp_path: Path) -> None:
    """A page that is gone, and stands in the sitemap at another address, is had there: nobody is told of a loss."""
    guide = f"<h1>Partner fees</h1>{TALK}<p>The annual membership fee is $2,000.</p>"
    events = (
        Listing("/sitemap.xml", FIRST),
        Page("/partners/fees", FIRST, guide, validators="strong"),
        Page("/partners/program/fees", day(1), guide, validators="strong"),
        Gone("/partners/fees", day(2)),
    )
    directory = tmp_path / "config"
    (directory / "programs").mkdir(parents=True)
    shutil.copy(ROOT / "config" / "questions.toml", directory)
    (directory / "settings.toml").write_text(PATIENCE, "utf-8")
    today = [DAY]
    site = VendorSite(Script("Acme", events), lambda: today[0], steady=True)
    changes: list[Change] = []
    enrolled: list[tuple[int, str]] = []
    with serving(site.answer) as address:
        sources = f'[sources.fees]\nurl = "{address}/partners/fees"\n[[scopes]]\nhost = "127.0.0.1"\n'
        (directory / "programs" / "acme.toml").write_text(PROGRAM.format(key="acme") + sources, "utf-8")
        for number, look in ((0, False), (1, True), (2, False), (2, True), (3, False)):
            today[0] = DAY + timedelta(days=number, hours=look)
            found = configuration(directory)
            if look:
                looked = asyncio.run(discover(found, now=lambda: today[0]))
                changes += looked.changes
                enrolled += [(number, source.url) for one in looked.found for source in one.enrolled]
            else:
                changes += asyncio.run(monitor(with_discovered(found), now=lambda: today[0])).changes
    assert enrolled == [(2, f"{address}/partners/program/fees")]
    assert changes == []
    answer = CliRunner(env={"COLUMNS": "300"}).invoke(gapwatch, ["--config", str(directory), "sources"])
    assert (
        f"acme/fees: {address}/partners/program/fees since 2026-03-04 (another source shows" in answer.stdout
    )
