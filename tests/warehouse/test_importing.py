"""Replay of archives: the same judging, reading and ledger as a run, with the captures' own times."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from archive_doubles import URL, Archive, html, sha1
from warehouse_doubles import POLICY, RULES, days, program, warehouse

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction, Source
from warehouse import connect_read_only, exported, imported, owed, rebuild, snapshots

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from warehouse import Imported

FACET = Facet("period", "validity", True, (Satisfaction("validity"), Satisfaction("renewal")), ("recertif*",))
CATALOGUE = Catalogue((Question("renewal", "Does the credential lapse?", "It matters.", (FACET,)),))
S = Source("acme/page", "acme", "page", URL)
VALID = "Certifications are valid for 24 months."
LATER = "Certifications are valid for 12 months."


def taken(tmp_path: Path, *files: Path, **more: Any) -> tuple[Path, Imported]:
    """A warehouse into which these files were imported, and what came of it."""
    path = warehouse(tmp_path, program(S))
    found = imported(
        path, files, [program(S)], CATALOGUE, replace(POLICY, live=False), RULES, "import", days(99), **more
    )
    return path, found


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    con = connect_read_only(path)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without records."""
    return Archive(tmp_path / "one.warc.gz")


@pytest.mark.parametrize("gzipped", [True, False])
def test_captures_take_their_own_time(tmp_path: Path, gzipped: bool) -> None:  # noqa: FBT001
    """Captures keep the time at which they were archived, and changes between them are dated so and wake nobody."""
    archive = Archive(tmp_path / "one.warc", gzipped=gzipped)
    archive.response(days(1), html())
    archive.response(days(9), html(VALID))
    path, found = taken(tmp_path, archive.close())
    assert (found.files, found.captures, found.outcomes, found.faults) == (1, 2, {"healthy": 2}, ())
    ((at, quote),) = rows(path, "SELECT captured_at, quote FROM changes WHERE type = 'gap_closed'")
    assert at == days(9)
    assert "24 months" in quote
    assert owed(path, ["mail"]) == ()
    assert rows(path, "SELECT DISTINCT archive FROM fetches") == [("one.warc",)]


def test_same_archive_twice(tmp_path: Path, archive: Archive) -> None:
    """An archive that is imported again adds nothing."""
    archive.response(days(1), html(VALID))
    file = archive.close()
    path, _ = taken(tmp_path, file, file)
    assert rows(path, "SELECT count(*) FROM fetches") == [(1,)]


def test_revisit_has_the_bytes_of_what_it_repeats(tmp_path: Path, archive: Archive) -> None:
    """A revisit is a capture of the bytes that its payload digest names."""
    body = html(VALID)
    archive.response(days(1), body)
    archive.revisit(days(2), sha1(body), (URL, days(1)))
    archive.metadata(days(2))
    path, found = taken(tmp_path, archive.close())
    assert found.faults == ()
    assert rows(path, "SELECT outcome, snapshot FROM captures") == [("healthy", snapshots.digest(body))] * 2


def test_revisit_of_an_earlier_import(tmp_path: Path, archive: Archive) -> None:
    """A revisit finds its bytes in the warehouse by the address and time that it refers to."""
    archive.response(days(1), html(VALID))
    path, _ = taken(tmp_path, archive.close())
    second = Archive(tmp_path / "two.warc.gz")
    second.revisit(days(2), "sha1:UNKNOWN", (URL, days(1)))
    found = imported(
        path, [second.close()], [program(S)], CATALOGUE, replace(POLICY, live=False), RULES, "i", days(99)
    )
    assert (found.captures, found.faults) == (1, ())


def test_revisit_of_nothing(tmp_path: Path, archive: Archive) -> None:
    """A revisit whose original is in no archive is reported and skipped."""
    archive.revisit(days(2), "sha1:UNKNOWN", (URL, days(1)))
    _, found = taken(tmp_path, archive.close())
    assert found.captures == 0
    assert (
        "one.warc.gz: https://acme.example/page: revisit of a record that is in no archive" in found.faults[0]
    )


def test_encoded_bodies_are_decoded(tmp_path: Path, archive: Archive) -> None:
    """Bodies that were sent compressed are kept and read decoded."""
    archive.response(days(1), html(VALID), Content_Encoding="gzip")
    path, found = taken(tmp_path, archive.close())
    assert found.outcomes == {"healthy": 1}
    assert rows(path, "SELECT snapshot FROM captures") == [(snapshots.digest(html(VALID)),)]


def test_damaged_record_is_skipped(tmp_path: Path, archive: Archive) -> None:
    """A damaged record is reported with its file and offset; the records before and after it are kept."""
    archive.response(days(1), html())
    first = len(archive.content)
    archive.response(days(2), html("Nothing to see."))
    second = len(archive.content)
    archive.response(days(3), html(VALID))
    file = archive.close()
    whole = bytearray(file.read_bytes())
    whole[first + 40 : second - 40] = bytes(second - first - 80)
    file.write_bytes(whole)
    path, found = taken(tmp_path, file)
    assert [at for (at,) in rows(path, "SELECT captured_at FROM captures ORDER BY 1")] == [days(1), days(3)]
    assert f"{file}: offset {first}" in found.faults[0]


def test_archive_that_ends_too_soon(tmp_path: Path, archive: Archive) -> None:
    """A file that was cut off gives what is whole in it."""
    archive.response(days(1), html(VALID))
    archive.response(days(2), html(LATER))
    file = archive.close()
    file.write_bytes(file.read_bytes()[:-300])
    _, found = taken(tmp_path, file)
    assert found.captures == 1
    assert found.faults


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive at all", gzip.compress(b"nor is this", mtime=0)],
    ids=["empty", "text", "gzip"],
)
def test_no_archive(tmp_path: Path, content: bytes) -> None:
    """A file that is no archive is reported, or empty, and raises nothing."""
    (tmp_path / "x.warc.gz").write_bytes(content)
    _, found = taken(tmp_path, tmp_path / "x.warc.gz")
    assert found.captures == 0
    assert bool(found.faults) is bool(content)


def test_addresses_are_compared_without_what_means_nothing(tmp_path: Path, archive: Archive) -> None:
    """A closing slash and a fragment make no other address."""
    archive.response(days(1), html(VALID), url=URL + "/#top")
    _, found = taken(tmp_path, archive.close())
    assert (found.captures, found.unclaimed) == (1, 0)


def test_what_nobody_claims(tmp_path: Path, archive: Archive) -> None:
    """Addresses of no known source are counted, or put under the program that takes them."""
    archive.response(days(1), html(VALID), url="https://other.example/guide/renewal")
    file = archive.close()
    _, found = taken(tmp_path, file)
    assert (found.captures, found.unclaimed) == (0, 1)
    path, found = taken(tmp_path, file, unclaimed_program="other")
    assert (found.captures, found.unclaimed) == (1, 0)
    assert rows(path, "SELECT status FROM board WHERE program = 'other'") == [("documented",)]


def test_redirects_lead_to_the_page(tmp_path: Path, archive: Archive) -> None:
    """A redirect of a source is followed to the record of its target in the same archive."""
    archive.response(days(1), b"", status="301 Moved Permanently", Location="/new")
    archive.response(days(1), html(VALID), url="https://acme.example/new")
    path, _ = taken(tmp_path, archive.close())
    found = rows(path, "SELECT source_id, final_url, permanent, redirects FROM captures")
    assert found == [("acme/page", "https://acme.example/new", True, [URL])]


def test_rebuild_equals_incremental(tmp_path: Path, archive: Archive) -> None:
    """Everything derived, dropped and derived again from snapshots, is the same to the byte."""
    pages = [
        html(),
        html(VALID),
        html(LATER, "There are three tiers: Silver, Gold and Platinum."),
        html(),
        html(),
    ]
    for n, body in enumerate(pages):
        archive.response(days(n * 2), body.replace(b"<nav>", b"<nav>%d" % n))
    archive.response(days(20), b"<html><body>Not found</body></html>", status="404 Not Found")
    path, _ = taken(tmp_path, archive.close())
    exported(path, tmp_path / "before", "csv")
    again = rebuild(path, [program(S)], CATALOGUE, POLICY, RULES)
    exported(path, tmp_path / "after", "csv")
    assert (again.captures, again.damaged) == (6, ())
    files = sorted(file.name for file in (tmp_path / "before").iterdir())
    assert len(files) > 15
    for name in files:
        assert (tmp_path / "after" / name).read_bytes() == (tmp_path / "before" / name).read_bytes(), name
    assert owed(path, ["mail"]) == ()


def test_rebuild_by_other_rules_tells_nobody(tmp_path: Path, archive: Archive) -> None:
    """Rules that read more than those of before change history, and alert nobody."""
    archive.response(days(1), html(VALID))
    path, _ = taken(tmp_path, archive.close())
    fees = Question(
        "fees", "What does it cost?", "Money.", (Facet("fee", "fee", True, (Satisfaction("fee"),)),)
    )
    rebuild(path, [program(S)], Catalogue((*CATALOGUE.questions, fees)), POLICY, "rules-2")
    assert {q for (q,) in rows(path, "SELECT DISTINCT question FROM coverage")} == {"renewal", "fees"}
    assert rows(path, "SELECT DISTINCT rules FROM documents") == [("rules-2",)]
    assert owed(path, ["mail"]) == ()
