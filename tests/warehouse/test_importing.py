"""Replay of archives: the same judging, reading and ledger as a run, with the captures' own times."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from archive_doubles import URL, Archive, html, sha1
from backports import zstd
from warehouse_doubles import POLICY, RULES, days, program, warehouse

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction, Source
from extractors.reading import examined
from warehouse import connect_read_only, exported, imported, owed, rebuild, record, snapshots, taking
from warehouse.archived_bodies import MAX_BYTES
from warehouse.archives import Archived, archived
from warehouse.errors import ProgramKeyUnfit
from warehouse.holdings import Holding
from warehouse.members import Members

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from extractors.catalogue import Program
    from extractors.records import Response
    from warehouse import Fetch, Imported

FACET = Facet("period", "validity", True, (Satisfaction("validity"), Satisfaction("renewal")), ("recertif*",))
CATALOGUE = Catalogue((Question("renewal", "Does the credential lapse?", "It matters.", (FACET,)),))
HOST = "https://acme.example"
S = Source("acme/page", "acme", "page", URL)
VALID = "Certifications are valid for 24 months."
LATER = "Certifications are valid for 12 months."


def replayed(
    tmp_path: Path,
    *files: Path,
    programs: Sequence[Program] = (program(S),),
    before: Sequence[Program] = (),
    **more: Any,
) -> tuple[Path, Imported]:
    """A warehouse into which these files were imported, and what came of it."""
    path = warehouse(tmp_path, *before or programs)
    found = imported(
        path, files, programs, CATALOGUE, replace(POLICY, live=False), RULES, "import", days(99), **more
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
    path, found = replayed(tmp_path, archive.close())
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
    path, _ = replayed(tmp_path, file, file)
    assert rows(path, "SELECT count(*) FROM fetches") == [(1,)]


def test_revisit_has_the_bytes_of_what_it_repeats(tmp_path: Path, archive: Archive) -> None:
    """A revisit is a capture of the bytes that its payload digest names."""
    body = html(VALID)
    archive.response(days(1), body)
    archive.revisit(days(2), sha1(body), (URL, days(1)))
    archive.metadata(days(2))
    path, found = replayed(tmp_path, archive.close())
    assert found.faults == ()
    assert rows(path, "SELECT outcome, snapshot FROM captures") == [("healthy", snapshots.digest(body))] * 2


def test_revisit_of_an_earlier_import(tmp_path: Path, archive: Archive) -> None:
    """A revisit finds its bytes in the warehouse by the address and time that it refers to."""
    archive.response(days(1), html(VALID))
    path, _ = replayed(tmp_path, archive.close())
    second = Archive(tmp_path / "two.warc.gz")
    second.revisit(days(2), "sha1:UNKNOWN", (URL, days(1)))
    found = imported(
        path, [second.close()], [program(S)], CATALOGUE, replace(POLICY, live=False), RULES, "i", days(99)
    )
    assert (found.captures, found.faults) == (1, ())


def test_revisit_of_nothing(tmp_path: Path, archive: Archive) -> None:
    """A revisit whose original is in no archive waits for one, which is no fault."""
    archive.revisit(days(2), sha1(b"elsewhere"), (URL, days(1)))
    _, found = replayed(tmp_path, archive.close())
    assert (found.captures, found.faults, found.waiting) == (0, (), 1)


def test_encoded_bodies_are_decoded(tmp_path: Path, archive: Archive) -> None:
    """Bodies that were sent compressed are kept and read decoded."""
    archive.response(days(1), html(VALID), Content_Encoding="gzip")
    path, found = replayed(tmp_path, archive.close())
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
    path, found = replayed(tmp_path, file)
    assert [at for (at,) in rows(path, "SELECT captured_at FROM captures ORDER BY 1")] == [days(1), days(3)]
    assert f"{file}: offset {first}" in found.faults[0]


def test_archive_that_ends_too_soon(tmp_path: Path, archive: Archive) -> None:
    """A file that was cut off gives what is whole in it."""
    archive.response(days(1), html(VALID))
    archive.response(days(2), html(LATER))
    file = archive.close()
    file.write_bytes(file.read_bytes()[:-300])
    _, found = replayed(tmp_path, file)
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
    _, found = replayed(tmp_path, tmp_path / "x.warc.gz")
    assert found.captures == 0
    assert bool(found.faults) is bool(content)


def test_addresses_are_compared_without_what_means_nothing(tmp_path: Path, archive: Archive) -> None:
    """A closing slash and a fragment make no other address."""
    archive.response(days(1), html(VALID), url=URL + "/#top")
    _, found = replayed(tmp_path, archive.close())
    assert (found.captures, found.unclaimed) == (1, 0)


def test_what_nobody_claims(tmp_path: Path, archive: Archive) -> None:
    """Addresses of no known source are counted, or put under the program that takes them."""
    archive.response(days(1), html(VALID), url="https://other.example/guide/renewal")
    file = archive.close()
    _, found = replayed(tmp_path, file)
    assert (found.captures, found.unclaimed) == (0, 1)
    path, found = replayed(tmp_path, file, unclaimed_program="other")
    assert (found.captures, found.unclaimed) == (1, 0)
    assert rows(path, "SELECT status FROM board WHERE program = 'other'") == [("documented",)]


def test_redirects_lead_to_the_page(tmp_path: Path, archive: Archive) -> None:
    """A redirect of a source is followed to the record of its target in the same archive."""
    archive.response(days(1), b"", status="301 Moved Permanently", Location="/new")
    archive.response(days(1), html(VALID), url="https://acme.example/new")
    path, _ = replayed(tmp_path, archive.close())
    found = rows(path, "SELECT source_id, final_url, permanent, redirects FROM captures")
    assert found == [("acme/page", "https://acme.example/new", True, [URL])]


def test_redirects_of_two_sources_to_one_page(tmp_path: Path, archive: Archive) -> None:
    """Every source that redirects to a page has its capture, and so has the source whose page it is."""
    other, third = (
        replace(S, id="acme/old", url=URL + "/old"),
        replace(S, id="acme/older", url=URL + "/older"),
    )
    archive.response(days(1), b"", url=other.url, status="301 Moved Permanently", Location=URL)
    archive.response(days(1), b"", url=third.url, status="302 Found", Location=URL)
    archive.response(days(1), html(VALID))
    path, found = replayed(tmp_path, archive.close(), programs=[program(S, other, third)])
    assert (found.captures, found.faults) == (3, ())
    assert rows(path, "SELECT source_id, final_url, permanent FROM captures ORDER BY 1") == [
        ("acme/old", URL, True),
        ("acme/older", URL, False),
        ("acme/page", URL, False),
    ]


def test_order_of_redirects_and_pages_means_nothing(tmp_path: Path, archive: Archive) -> None:
    """A page that was archived before the redirects that lead to it is taken, each by the redirect nearest in time."""
    new, newer = "https://acme.example/new", "https://acme.example/newer"
    archive.response(days(1), html(), url=new)
    archive.response(days(9), html(VALID), url=newer)
    archive.response(days(9), b"", url=new, status="301 Moved Permanently", Location=newer)
    archive.response(days(9), b"", status="302 Found", Location=new)
    archive.response(days(1), b"", status="302 Found", Location=new)
    path, found = replayed(tmp_path, archive.close())
    assert (found.captures, found.unclaimed, found.faults) == (2, 0, ())
    assert rows(path, "SELECT captured_at, redirects, final_url FROM captures ORDER BY 1") == [
        (days(1), [URL], new),
        (days(9), [URL, new], newer),
    ]


@pytest.mark.parametrize(
    "redirects",
    [[(URL, "/new")], [(URL, "/a"), (f"{HOST}/a", "/b"), (f"{HOST}/b", "/a")]],
    ids=["nowhere", "circle"],
)
def test_redirects_to_nowhere(tmp_path: Path, archive: Archive, redirects: list[tuple[str, str]]) -> None:
    """A redirect that leads to no page waits for one, and what else there is is taken."""
    archive.response(days(1), html())
    for url, location in redirects:
        archive.response(days(2), b"", url=url, status="302 Found", Location=location)
    archive.response(days(3), html(VALID))
    _, found = replayed(tmp_path, archive.close())
    assert (found.captures, found.waiting, found.faults) == (2, 1, ())


def test_redirect_to_an_odd_address(tmp_path: Path, archive: Archive) -> None:
    """A redirect to what is no address is reported with its file and offset, and what else there is is taken."""
    archive.response(days(1), html())
    place = len(archive.content)
    archive.response(days(2), b"", status="302 Found", Location="http://[::1/")
    file = archive.close()
    _, found = replayed(tmp_path, file)
    assert (found.captures, found.waiting) == (1, 0)
    (line,) = found.faults
    assert line == f'{file}: offset {place}: record skipped, "http://[::1/" is no address (Invalid IPv6 URL)'


def test_odd_address(tmp_path: Path, archive: Archive) -> None:
    """A record whose address is none is reported with its file and offset, and what else there is is kept."""
    archive.response(days(1), html())
    place = len(archive.content)
    archive.response(days(2), html(), url="http://[bad/page")
    archive.response(days(3), html(VALID))
    file = archive.close()
    _, found = replayed(tmp_path, file)
    assert found.captures == 2
    assert found.faults == (
        f'{file}: offset {place}: record skipped, "http://[bad/page" is no address (Invalid IPv6 URL)',
    )


@pytest.mark.parametrize(
    "at", [datetime(9999, 12, 31, 23, 59, tzinfo=UTC), days(101), datetime(1989, 3, 12, tzinfo=UTC)]
)
def test_dates_that_cannot_be(tmp_path: Path, archive: Archive, at: datetime) -> None:
    """A record of the future, or from before the web, is reported and not kept; a day's difference of clocks is none."""
    archive.response(at, html())
    archive.response(days(99.9), html(VALID))
    path, found = replayed(tmp_path, archive.close())
    assert rows(path, "SELECT captured_at FROM captures") == [(days(99.9),)]
    assert f"one.warc.gz: offset 0: {URL}: record skipped, its date {at:%Y-%m-%d}" in found.faults[0]


def test_odd_status(tmp_path: Path, archive: Archive) -> None:
    """A record whose status no server answers is reported and not kept."""
    archive.response(days(1), html(), status="99999999999 OK")
    archive.response(days(2), html(), status="fine OK")
    archive.response(days(3), html(VALID))
    _, found = replayed(tmp_path, archive.close())
    assert (found.captures, len(found.faults)) == (1, 2)
    assert 'its status "99999999999" is none that a server answers' in found.faults[0]


def test_a_flaw_of_ours_at_one_page(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page at which our reading fails is unreadable with the reason; the others are read."""

    def flawed(response: Response, *rest: Any) -> Any:
        if b"12 months" in response.body:
            raise RecursionError("maximum recursion depth exceeded")
        return examined(response, *rest)

    monkeypatch.setattr("warehouse.examining.examined", flawed)
    for n, said in enumerate([VALID, LATER, VALID]):
        archive.response(days(n), html(said, furniture=str(n)))
    path, found = replayed(tmp_path, archive.close())
    assert found.outcomes == {"healthy": 2, "unreadable": 1}
    ((reason,),) = rows(path, "SELECT reason FROM fetches WHERE outcome = 'unreadable'")
    assert reason.startswith("gapwatch could not read it (RecursionError: ")


@pytest.mark.parametrize("key", ["Acme/EU", "acme--eu", "", "a" * 65])
def test_program_for_what_nobody_claims_has_a_key(tmp_path: Path, archive: Archive, key: str) -> None:
    """What can be no program's key is refused before anything is stored."""
    archive.response(days(1), html(VALID))
    with pytest.raises(ProgramKeyUnfit, match=r"expected kebab-case .*; nothing was imported; name another"):
        replayed(tmp_path, archive.close(), unclaimed_program=key)
    assert rows(tmp_path / "gapwatch.duckdb", "SELECT count(*) FROM fetches") == [(0,)]


def test_known_program_takes_what_nobody_claims(tmp_path: Path, archive: Archive) -> None:
    """A program that is known gets the sources, and keeps its name and vendor, given with the import or from before."""
    archive.response(days(1), html(VALID), url="https://other.example/guide")
    file = archive.close()
    query = "SELECT program, name, vendor, watched FROM programs"
    for given in ([program(S)], []):
        path, found = replayed(tmp_path, file, programs=given, before=[program(S)], unclaimed_program="acme")
        assert (found.captures, found.unclaimed) == (1, 0)
        assert rows(path, query) == [("acme", "Acme Partners", "Acme", True)]
        assert rows(path, "SELECT DISTINCT program FROM sources") == [("acme",)]


def test_zstd_bodies_are_decoded(tmp_path: Path, archive: Archive) -> None:
    """Bodies that were sent as zstd are decoded, also those that the crawler had decoded already."""
    archive.response(days(1), html(VALID), Content_Encoding="zstd")
    archive.response(days(2), html(LATER), Content_Encoding="ZSTD")
    path, found = replayed(tmp_path, archive.close())
    assert found.outcomes == {"healthy": 2}
    assert {s for (s,) in rows(path, "SELECT snapshot FROM captures")} == {
        snapshots.digest(html(VALID)),
        snapshots.digest(html(LATER)),
    }


def test_zstd_bombs_are_cut_off(tmp_path: Path, archive: Archive) -> None:
    """Of a body that expands to more than the limit, the beginning is taken, and no more is ever in memory."""
    archive.response(days(1), b"<p>" + bytes(200 * 1024 * 1024), Content_Encoding="zstd")
    found = next(archived(Holding(archive.close()), days(2), Members()))
    assert isinstance(found, Archived)
    assert (len(found.body), found.truncated) == (MAX_BYTES, True)


def test_damaged_zstd_body(tmp_path: Path, archive: Archive) -> None:
    """A zstd body that is damaged or cut off is reported; the records around it are kept."""
    archive.response(days(1), html())
    archive.response(days(2), zstd.compress(html(VALID))[:-9], Content_Encoding="ZSTD")
    archive.response(days(3), html(VALID))
    _, found = replayed(tmp_path, archive.close())
    assert found.captures == 2
    assert "record skipped, its zstd body is damaged (it ends within a frame)" in found.faults[0]


@pytest.mark.parametrize("coding", ["br", "gzip, br"])
def test_codings_that_are_not_decoded(tmp_path: Path, archive: Archive, coding: str) -> None:
    """A body in a coding that nothing here decodes is reported by the coding's name, when it is a source's."""
    archive.response(days(1), b"\x0b\x02\x80", Content_Encoding=coding)
    archive.response(days(1), b"\x0b\x02\x80", Content_Encoding=coding, url=URL + "/style")
    archive.response(days(2), html(VALID))
    file = archive.close()
    _, found = replayed(tmp_path, file)
    assert (found.captures, found.unclaimed) == (1, 1)
    (line,) = found.faults
    assert line.startswith(
        f'{file}: offset 0: {URL}: record skipped, its content coding is "{coding}"; expected gzip'
    )


def test_large_bodies_are_written_down_soon(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However large bodies are, no more of them than some megabytes and one body wait in memory."""
    waited: list[int] = []

    def noting(path: Path, fetches: list[Fetch], *rest: Any, **more: Any) -> None:
        waited.append(sum(len(fetch.response.body) for fetch in fetches if fetch.response))
        record(path, fetches, *rest, **more)

    monkeypatch.setattr(taking, "record", noting)
    monkeypatch.setattr(taking, "BATCH_BYTES", 100_000)
    for n in range(20):
        archive.response(days(n), html(VALID) + b"<p>%d</p>" % n + b" " * 40_000)
    _, found = replayed(tmp_path, archive.close())
    assert found.captures == 20
    assert max(waited) < 150_000


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
    path, _ = replayed(tmp_path, archive.close())
    exported(path, tmp_path / "before", "csv")
    again = rebuild(path, [program(S)], CATALOGUE, POLICY, RULES)
    exported(path, tmp_path / "after", "csv")
    assert (again.captures, again.damaged) == (6, ())
    files = sorted(f.name for f in (tmp_path / "before").iterdir() if f.name != "rereadings.csv")
    assert len(files) > 15
    for name in files:
        assert (tmp_path / "after" / name).read_bytes() == (tmp_path / "before" / name).read_bytes(), name
    assert owed(path, ["mail"]) == ()


def test_rebuild_by_other_rules_tells_nobody(tmp_path: Path, archive: Archive) -> None:
    """Rules that read more than those of before change history, and alert nobody."""
    archive.response(days(1), html(VALID))
    path, _ = replayed(tmp_path, archive.close())
    fees = Question(
        "fees", "What does it cost?", "Money.", (Facet("fee", "fee", True, (Satisfaction("fee"),)),)
    )
    rebuild(path, [program(S)], Catalogue((*CATALOGUE.questions, fees)), POLICY, "rules-2")
    assert {q for (q,) in rows(path, "SELECT DISTINCT question FROM coverage")} == {"renewal", "fees"}
    assert rows(path, "SELECT DISTINCT rules FROM documents") == [("rules-2",)]
    assert owed(path, ["mail"]) == ()
