"""Entries of feeds from end to end: found, read, told, exported, imported and rebuilt; a real feed on loopback."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from watched_site import Watch, watched

import warehouse
from flows.configuration import merged, programs_from_jsonl, rules_version
from flows.rereading import policy_of, reread
from warehouse.ledger_export import ledger_exported
from warehouse.verifying import verified

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTIONS = """
[[questions]]
key = "commitments"
wording = "What has the vendor promised in numbers?"
why = "Somebody has to ask later."
[[questions.facets]]
key = "targets"
wording = "targets with a date"
required = true
satisfied_by = [{ kind = "target" }]
topic = ["by the end of 20*"]
"""
PROMISE = "Acme Partners will have 300,000 certified consultants by December 31, 2026."
OTHER = "<item><title>Acme opens an office</title><guid>office</guid><description>With partners.</description></item>"


def entry(name: str, *sentences: str) -> str:
    """An entry that says these sentences."""
    said = "".join(f"&lt;p&gt;{sentence}&lt;/p&gt;" for sentence in sentences)
    return (
        f"<item><title>{name.title()} of Acme Partners</title><guid>https://acme.example/news/{name}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>{said}</description></item>"
    )


def feed(*entries: str) -> str:
    """A feed of these entries."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Acme news</title>{"".join(entries)}</channel></rss>'


@contextmanager
def watching(root: Path) -> Iterator[Watch]:
    """A program with a silent page, and a feed that has nothing about it yet."""
    with watched(root) as one:
        (one.directory / "questions.toml").write_text(QUESTIONS, encoding="utf-8")
        file = one.directory / "programs" / "acme.toml"
        file.write_text(f'{file.read_text()}[sources.news]\nurl = "{one.site.address}/feed"\nkind = "feed"\n')
        one.site.pages["/feed"] = feed(OTHER)
        yield one


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """The program before its first run."""
    with watching(tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A history: an entry comes, is edited, and falls out of the feed."""
    with watching(tmp_path_factory.mktemp("lived")) as one:
        one.run()
        listed = [[entry("launch", PROMISE)], [entry("launch"), OTHER], [entry("launch")], []]
        for day, entries in enumerate(listed, 1):
            one.site.pages["/feed"] = feed(*entries, OTHER.replace("office", f"office {day}"))
            one.run(day)
        yield one


def rows(watch: Watch, query: str) -> list[Any]:
    """What a query gives."""
    with closing(duckdb.connect(str(watch.warehouse), read_only=True)) as con:
        return con.execute(query).fetchall()


def test_an_entry_closes_a_gap_in_the_run_that_sees_it(watch: Watch) -> None:
    """An entry that promises a number by a date becomes a source, closes the gap and is told, once."""
    watch.run()
    watch.site.pages["/feed"] = feed(entry("launch", PROMISE), OTHER)
    report, later = watch.run(1), watch.run(2)
    assert [(one.type, one.quote) for one in report.changes] == [("gap_closed", PROMISE)]
    assert (report.outcomes, len(report.deliveries), later.changes) == ({"healthy": 1, "unchanged": 1}, 1, ())
    ((id_, url, how, why, published),) = rows(
        watch,
        "SELECT source_id, s.url, discovered_how, discovered_why, d.published FROM sources s"
        " JOIN fetches USING (source_id) JOIN documents d USING (document) WHERE item <> '' GROUP BY ALL",
    )
    assert (url, how, published) == ("https://acme.example/news/launch", "feed", "2026-03-02")
    assert id_.startswith("acme/news.launch-")
    assert why == 'names "Acme Partners"'


def test_what_is_not_about_the_program_is_no_source(lived: Watch) -> None:
    """Of a vendor's other news nothing but the title is read."""
    assert rows(lived, "SELECT DISTINCT item FROM sources WHERE item <> ''") == [
        ("https://acme.example/news/launch",)
    ]
    first = rows(
        lived,
        "SELECT first(d.text ORDER BY started_at) FROM documents d JOIN fetches USING (document)"
        " WHERE source_id = 'acme/news'",
    )
    assert first == [("Acme opens an office",)]


def test_an_entry_falls_out_of_its_feed(watch: Watch) -> None:
    """When newer entries push one out, all that it said stands, and nobody hears of it."""
    watch.site.pages["/feed"] = feed(entry("launch", PROMISE))
    watch.run()
    watch.site.pages["/feed"] = feed(OTHER)
    reports = [watch.run(day) for day in (1, 2)]
    assert [(report.changes, report.deliveries) for report in reports] == [((), ())] * 2
    assert rows(watch, "SELECT status FROM board") == [("documented",)]


def test_a_number_that_is_edited_is_told(watch: Watch) -> None:
    """A promise that changes in its entry is a changed requirement."""
    watch.site.pages["/feed"] = feed(entry("launch", PROMISE))
    watch.run()
    watch.site.pages["/feed"] = feed(entry("launch", PROMISE.replace("300,000", "200,000")), OTHER)
    changes = watch.run(1).changes
    assert [(one.type, one.before, one.after) for one in changes] == [
        ("requirement_changed", 300_000, 200_000)
    ]


def ledger_of(path: Path, out: Path) -> dict[str, bytes]:
    """The ledger by capture time alone, file by file."""
    return {file.name: file.read_bytes() for file in ledger_exported(path, out).files}


def test_entries_are_found_again_in_an_archive_of_the_feed(lived: Watch, tmp_path: Path) -> None:
    """An export holds the feed; who imports it has the same entries, the same ledger, and a warehouse that verifies."""
    out, other = tmp_path / "out", tmp_path / "other.duckdb"
    written = warehouse.archive_written(lived.warehouse, out)
    assert written.attempts == 10
    configuration = lived.configuration()
    programs = merged(configuration.programs, programs_from_jsonl(out / "sources.jsonl"))
    warehouse.prepare(other)
    found = warehouse.imported(
        other, written.files[:1], programs, configuration.catalogue, policy_of(configuration.settings, live=False),
        rules_version(configuration), "import", written_at(lived),
    )  # fmt: skip
    assert (found.captures, found.faults) == (10, ())
    assert ledger_of(other, tmp_path / "b") == ledger_of(lived.warehouse, tmp_path / "a")
    assert verified(other).faults == ()


def written_at(watch: Watch) -> Any:
    """When the newest capture was recorded."""
    return rows(watch, "SELECT max(finished_at) FROM fetches")[0][0]


def test_rebuilding_gives_the_same(lived: Watch, tmp_path: Path) -> None:
    """Reading all captures again gives the ledger that the runs gave, and everything verifies."""
    before = ledger_of(lived.warehouse, tmp_path / "before")
    rebuilt = reread(lived.configuration())
    assert rebuilt.damaged == ()
    assert ledger_of(lived.warehouse, tmp_path / "after") == before
    assert verified(lived.warehouse).faults == ()
