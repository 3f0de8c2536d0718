"""Everything claimed can be walked back to bytes and headers of a capture, its archive, its rules and its run."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import Archive, html
from click.testing import CliRunner
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    days,
    moved,
    page,
    people,
    program,
    renewal,
    settled,
    source,
    speaks_of,
    tier,
    unchanged,
    validity,
    wall,
    warehouse,
)

from extractors.records import Outcome
from flows.cli import gapwatch
from warehouse import connect_read_only, imported, owed, snapshots
from warehouse import provenance as walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

S, GUIDE, NEWS = source(), source("guide"), source("news", standing="press")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with captures of every origin: own fetches, a 304, a redirect, press, walls, an import, a WARC file."""
    directory = tmp_path_factory.mktemp("full")
    path = warehouse(directory, program(S, GUIDE, NEWS))
    first = page(S, days(10), tier("Gold"), people(10), speaks_of("fees", "fee"))
    settled(path, first, page(GUIDE, days(10), speaks_of("renewal", "period")))
    settled(path, page(NEWS, days(11), renewal()), unchanged(S, days(12), first))
    settled(
        path, moved(page(GUIDE, days(13), validity("P1Y")), "https://acme.example/moved"), wall(S, days(13))
    )
    settled(path, page(S, days(14), people(25), furniture="a"), page(NEWS, days(14), tier("Silver")))
    settled(
        path,
        page(S, days(16), people(25), furniture="b"),
        *(wall(GUIDE, days(n), Outcome.GONE) for n in (15, 16)),
    )
    late = replace(
        page(S, days(5), people(10), furniture="old"),
        archive="archive.example",
        memento="https://archive.example/5",
    )
    settled(path, late, policy=replace(POLICY, live=False))
    archive = Archive(directory / "old.warc.gz")
    archive.response(
        days(3), html("A certification is valid for 12 months.", "Gold partners need 10 certified people.")
    )
    archive.response(days(4), html("Nothing of the kind is stated on this page any more."))
    imported(path, [archive.close()], [program(S)], CATALOGUE, POLICY, RULES, "import", days(100))
    return path


def rows(path: Path, query: str) -> Iterator[dict[str, Any]]:
    """The rows of a query, by name of column."""
    with connect_read_only(path) as con:
        found = con.execute(query)
        names = [column[0] for column in found.description or ()]
        yield from (dict(zip(names, row, strict=True)) for row in found.fetchall())


@pytest.mark.parametrize("view", ["requirement_provenance", "coverage_provenance", "change_provenance"])
def test_every_row_can_be_walked(full: Path, view: str) -> None:
    """Every requirement, status and change leads to a capture with its run and rules, whose bytes have that digest."""
    walked = [row for row in rows(full, f"FROM {view}") if row["snapshot"] or row["quote"]]
    assert {bool(row["archive"]) for row in walked} == {True, False}
    with connect_read_only(full) as con:
        for row in walked:
            body = snapshots.body(con, full, row["snapshot"])
            assert (hashlib.sha256(body).hexdigest(), len(body)) == (row["snapshot"], row["length"])
            assert row["seen_at"] is not None
            assert (row["run_id"] is None, row["judged_by"] is None) == (False, False)


@pytest.mark.parametrize("view", ["requirement_provenance", "coverage_provenance", "change_provenance"])
def test_every_quote_stands_in_the_document_of_its_capture(full: Path, view: str) -> None:
    """A quote stands in the text of the document that the capture of those bytes says."""
    texts = {row["document"]: row["text"] for row in rows(full, "FROM documents")}
    quoted = [row for row in rows(full, f"FROM {view}") if row["quote"]]
    assert len(quoted) > 3
    assert all(row["quote"] in texts[row["document"]] for row in quoted)
    said = {
        (row["snapshot"], row["document"]) for row in rows(full, "FROM fetches WHERE document IS NOT NULL")
    }
    assert {(row["snapshot"], row["document"]) for row in quoted} <= said


def test_the_steps_lead_down_to_the_bytes(full: Path) -> None:
    """An alert leads to its changes, these to the document with the quote, to the capture, the bytes and the run."""
    digest = owed(full, ["mail"])[-1]
    with connect_read_only(full) as con:
        step = walk.alert(con, digest.id)
    assert step is not None
    way = [step.what]
    while step.rests_on:
        step = step.rests_on[0]
        way.append(step.what)
    assert way[1:] == ["change", "document", "capture", "bytes"]


def test_what_came_from_an_archive_names_it(full: Path) -> None:
    """A requirement that an archive showed first names the archive, where in it, and the import that took it."""
    with connect_read_only(full) as con:
        (step,) = walk.requirements(con, "acme", "validity", None, days(3))
    (capture,) = [below for below in step.rests_on[0].rests_on if below.what == "capture"]
    origin = {below.what: below.facts for below in capture.rests_on}
    assert (origin["archive"]["archive"], origin["run"]["run_id"]) == ("old.warc.gz", "import")
    assert origin["archive"]["memento"] is not None


def test_an_absence_shows_what_was_read(full: Path) -> None:
    """A question that nothing answers rests on the captures that were read and do not say it."""
    with connect_read_only(full) as con:
        step = walk.status(con, "acme", "fees", None, days(4.5))
    assert step is not None
    assert step.facts["status"] == "undocumented"
    assert [capture["snapshot"] is not None for capture in step.captures()] == [True]


def test_an_instant_knows_no_later_end(full: Path) -> None:
    """As of a day on which a status and a requirement held, both are open, whatever ended them later."""
    ended = next(rows(full, "FROM coverage WHERE facet IS NULL AND valid_to IS NOT NULL ORDER BY ALL"))
    stated = next(rows(full, "FROM requirement_periods WHERE valid_to IS NOT NULL ORDER BY ALL"))
    with connect_read_only(full) as con:
        status = walk.status(con, "acme", ended["question"], None, ended["valid_from"])
        found = walk.requirements(con, "acme", stated["identity"], None, stated["valid_from"])
    assert status is not None
    assert [step.facts["valid_to"] for step in (status, *found)] == [None] * (1 + len(found))
    assert stated["valid_from"] in [step.facts["valid_from"] for step in found]


@pytest.mark.parametrize("option", ["--bytes", "--headers"])
def test_what_cannot_be_written_is_said(full: Path, tmp_path: Path, option: str) -> None:
    """A place that cannot be written is refused in a sentence that names it."""
    nowhere = str(tmp_path / "missing" / "x")
    asked = ["--warehouse", str(full), "provenance", "acme", "tier_requirement", "Gold", option, nowhere]
    answer = CliRunner().invoke(gapwatch, asked)
    assert answer.exit_code == 1
    assert f"{nowhere}: it cannot be written (No such file or directory)" in answer.stderr


def test_the_command_writes_bytes_and_headers(full: Path, tmp_path: Path) -> None:
    """`gapwatch provenance` prints the way and writes bytes and headers, so that anybody can check the digest."""
    body, head = tmp_path / "page.html", tmp_path / "headers.txt"
    asked = ["--warehouse", str(full), "provenance", "acme", "tier_requirement", "Gold", "--format", "json"]
    answer = CliRunner().invoke(gapwatch, [*asked, "--bytes", str(body), "--headers", str(head)])
    assert answer.exit_code == 0, answer.output
    (said,) = json.loads(answer.stdout)
    capture = said["rests_on"][0]["rests_on"][0]
    assert said["rests_on"][0]["quote"] == said["quote"]
    assert capture["rests_on"][0]["sha256"] == hashlib.sha256(body.read_bytes()).hexdigest()
    assert head.read_text("utf-8") == 'HTTP 200 https://acme.example/page\netag: "a"\n'


def test_the_command_finds_by_the_first_digits(full: Path) -> None:
    """The first digits of a change, a snapshot or a document name it; what names nothing is said with what would."""
    for table, column in (
        ("changes", "id"),
        ("snapshots", "snapshot"),
        ("documents", "document"),
        ("alerts", "id"),
    ):
        (name, *_) = [row[column] for row in rows(full, f"SELECT {column} FROM {table}")]
        answer = CliRunner().invoke(gapwatch, ["--warehouse", str(full), "provenance", name[:12]])
        assert (answer.exit_code, "sha256" in answer.stdout or table == "alerts") == (0, True), answer.output
    answer = CliRunner().invoke(gapwatch, ["--warehouse", str(full), "provenance", "0123456789ab"])
    assert answer.exit_code == 1
    assert "nothing of that name is known; expected the first 6 digits" in answer.stderr
    queries = re.findall(r'gapwatch sql "([^"]+)"', answer.stderr)
    assert [len(list(rows(full, query))) > 0 for query in queries] == [True] * 3


def test_all_that_match_are_listed(tmp_path: Path) -> None:
    """Several requirements of a kind are all walked and listed; one file is refused when they rest on different bytes."""
    path, file = warehouse(tmp_path, program(S, GUIDE)), tmp_path / "page.html"
    settled(path, page(S, days(1), tier("Gold")), page(GUIDE, days(1), tier("Silver")))
    asked = ["--warehouse", str(path), "provenance", "acme", "tier", "--format", "json"]
    answer = CliRunner().invoke(gapwatch, asked)
    subjects = {step["subject"] for step in json.loads(answer.stdout)}
    assert (answer.exit_code, subjects) == (0, {"Gold", "Silver"})
    assert "acme tier: 2 requirements match, each is walked below: tier|" in answer.stderr
    refused = CliRunner().invoke(gapwatch, [*asked, "--bytes", str(file)])
    assert (refused.exit_code, file.exists()) == (1, False)
    assert "acme tier: 2 requirements match, from different bytes (tier|" in refused.stderr
