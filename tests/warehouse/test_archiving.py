"""History as WARC files: another Gapwatch has the very same from them, and so has every tool that reads them."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
import pytest
from archive_doubles import html
from history_doubles import HOST, JSON, PROGRAMS, SLASH, V24, S, answered, ended, history, lived, watched
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warehouse_doubles import RULES, days

from extractors.records import Outcome, Response
from flows.configuration import programs_from_jsonl
from warehouse import archive_written, record
from warehouse.archives import Archived, archived
from warehouse.holdings import Holding
from warehouse.members import Members
from warehouse.warc_records import HTTP, http_head
from warehouse.warc_records import record as written_record

if TYPE_CHECKING:
    from history_doubles import Kept

    from warehouse import Imported
    from warehouse.archiving import Written

VALUES = st.text(
    st.sampled_from("aé\xa0\x85\x1c\x1f\x0b\x0c:, \t")
    | st.characters(codec="latin-1", exclude_characters="\r\n\x00"),
    max_size=6,
).map(lambda value: value.strip(" \t"))
"""Of headers as they come over the wire: without line breaks, NUL, and white space (RFC 9110, section 5.5) around them."""


@dataclass(frozen=True)
class Journey:
    """A history with everything in it, its export, and a warehouse that knows it from the export alone."""

    before: Kept
    written: Written
    out: Path
    after: Kept
    found: Imported

    @property
    def archive(self) -> bytes:
        """The first file of the export."""
        return (self.out / "acme.warc.gz").read_bytes()


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    """Made once: no test changes it."""
    place = tmp_path_factory.mktemp("journey")
    before, after, out = lived(place / "before", history()), watched(place / "after"), place / "out"
    written = archive_written(before.path, out)
    found = after.take(out, programs=programs_from_jsonl(out / "sources.jsonl"))
    return Journey(before, written, out, after, found)


def test_an_import_of_an_export_is_the_same_history(journey: Journey) -> None:
    """Every attempt and the ledger are the same after a journey through WARC files, with nothing else to go by."""
    found, written = journey.found, journey.written
    assert (found.faults, found.unclaimed, found.waiting) == ((), 0, 0)
    assert (found.captures, written.attempts, written.left_out) == (len(history()), len(history()), 0)
    assert journey.after.fetches() == expected(journey.before)
    assert journey.after.ledger() == journey.before.ledger()
    assert [file.name for file in written.files] == ["acme.warc.gz", "other.warc.gz", "sources.jsonl"]


def expected(kept: Kept) -> list[tuple[object, ...]]:
    """Attempts as they come back: reasons in one line."""
    return [
        tuple(" ".join(cell.split()) if isinstance(cell, str) and "\n" in cell else cell for cell in row)
        for row in kept.fetches()
    ]


def test_exports_are_the_same_bytes(journey: Journey, tmp_path: Path) -> None:
    """Exporting twice, and exporting what was imported from an export, gives the same bytes."""
    second = archive_written(journey.before.path, tmp_path / "second").files
    third = archive_written(journey.after.path, tmp_path / "third").files
    for one, two, three in zip(journey.written.files, second, third, strict=True):
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes() == three.read_bytes(), one.name


def test_sources_travel(journey: Journey) -> None:
    """The declaration beside the archives names programs and sources with everything that is said of them."""
    found = programs_from_jsonl(journey.out / "sources.jsonl")
    assert {program.key: program.name for program in found} == {p.key: p.name for p in PROGRAMS}
    assert {source for program in found for source in program.sources} == {
        source for program in PROGRAMS for source in program.sources
    }


def test_large_exports_are_split(tmp_path: Path) -> None:
    """A file that would grow too large is followed by another; what an earlier export had more is removed; all is there."""
    fetches = [answered(S, days(n), html(str(n), furniture=str(n))) for n in range(12)]
    before = lived(tmp_path / "before", fetches)
    small = archive_written(before.path, tmp_path / "out", most_bytes=2_000).files
    assert [file.name for file in small[:3]] == ["acme.warc.gz", "acme.00002.warc.gz", "acme.00003.warc.gz"]
    assert all(file.stat().st_size <= 2_000 for file in small if file.suffix == ".gz")
    after = watched(tmp_path / "after")
    assert after.take(*reversed(small[:-1])).captures == 12
    assert after.ledger() == before.ledger()
    archive_written(before.path, tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["acme.warc.gz", "sources.jsonl"]


def test_what_a_browser_built_stays_marked(journey: Journey) -> None:
    """A rendered capture is one after the journey too, and has no validators, which are of what the server sent."""
    with duckdb.connect(str(journey.after.path), read_only=True) as con:
        found = con.execute("SELECT source_id, etag, outcome FROM fetches WHERE rendered").fetchall()
    assert found == [(SLASH.id, None, "healthy")]
    assert b"Gapwatch-Rendered: true\r\n" in gzip.decompress(journey.archive)


def test_records_are_as_the_format_has_them(journey: Journey) -> None:
    """Each record is a gzip member of its own that the field's library reads, with digests that are right."""
    kinds, digests = [], []
    for one in ArchiveIterator(io.BytesIO(journey.archive), check_digests="raise"):
        one.content_stream().read()
        kinds.append(one.rec_type)
        digests.append(one.rec_headers.get_header("WARC-Payload-Digest") or "sha1:")
        assert one.rec_headers.get_header("WARC-Block-Digest").startswith("sha1:")
    assert kinds[0] == "warcinfo"
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "warcinfo": 1, "response": 17, "revisit": 14, "metadata": 9,
    }  # fmt: skip
    assert all(digest.startswith("sha1:") for digest in digests)


def test_times_have_as_many_digits_as_they_need(journey: Journey) -> None:
    """Instants are written to the microsecond where they have any, and to the second else."""
    text = gzip.decompress(journey.archive).decode("latin-1")
    assert "WARC-Date: 2026-01-01T05:17:00.000001Z\r\n" in text
    assert "WARC-Date: 2026-01-02T05:17:00Z\r\n" in text


def test_payloads_are_decoded_and_their_headers_say_so(tmp_path: Path) -> None:
    """Headers that are not true of the payload as it is kept are renamed as web archives do, and back at an import."""
    packed = (("content-type", "text/html"), ("content-encoding", "gzip"), ("content-length", "1234"))
    before = lived(tmp_path / "before", [answered(S, days(0), V24, headers=packed)])
    file = archive_written(before.path, tmp_path / "out").files[0]
    response = next(r for r in ArchiveIterator(io.BytesIO(file.read_bytes())) if r.rec_type == "response")
    assert response.http_headers.headers == [
        ("content-type", "text/html"),
        ("x-archive-orig-content-encoding", "gzip"),
        ("x-archive-orig-content-length", "1234"),
        ("content-length", str(len(V24))),
    ]
    assert response.content_stream().read() == V24


@given(st.lists(VALUES, min_size=1, max_size=8))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_header_values_travel_byte_by_byte(values: list[str]) -> None:
    """A header comes back as it came, whichever bytes of latin-1 it has and whatever Unicode takes them for."""
    headers = tuple((f"x-{n}", value) for n, value in enumerate(values))
    head = http_head(200, headers)
    assert all(f"x-{n}: {value}\r\n".encode("latin-1") in head for n, value in enumerate(values))
    with TemporaryDirectory() as directory:
        file = Path(directory) / "one.warc.gz"
        file.write_bytes(written_record("response", days(0), 1, HTTP, head, [("WARC-Target-URI", S.url)]))
        (found,) = archived(Holding(file), days(1), Members())
    assert isinstance(found, Archived)
    assert found.headers == headers


def test_large_pages_are_written_a_few_at_a_time(tmp_path: Path) -> None:
    """However many megabytes its pages have, an export has few of them in memory at once."""
    megabyte = 1024 * 1024
    pages = [b"%07d-" % n * (4 * megabyte // 8) for n in range(20)]
    fetches = [
        replace(
            ended(S, days(n), Outcome.BOT_CHECK, "a wall"), response=Response(S.url, S.url, 403, JSON, body)
        )
        for n, body in enumerate(pages)
    ]
    kept = watched(tmp_path / "kept")
    record(kept.path, fetches, RULES, at=days(90))
    del pages, fetches
    tracemalloc.start()
    try:
        written = archive_written(kept.path, tmp_path / "out")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert written.attempts == 20
    assert peak < 60 * megabyte


def test_a_file_says_what_in_it_is_made_up(journey: Journey) -> None:
    """The first record of a file says that records of redirects on the way were made up from their addresses."""
    first = next(iter(ArchiveIterator(io.BytesIO(journey.archive))))
    assert first.rec_type == "warcinfo"
    assert b"records marked Gapwatch-Hop are made up" in first.content_stream().read()


def test_a_lost_source_stays_lost(tmp_path: Path) -> None:
    """Attempts that brought nothing are counted by who imports them too."""
    before = lived(
        tmp_path / "before",
        [answered(S, days(0), V24), *(ended(S, days(n), Outcome.TIMEOUT, "silent") for n in range(1, 9))],
    )
    archive_written(before.path, tmp_path / "out")
    after = watched(tmp_path / "after")
    after.take(tmp_path / "out")
    assert b"source_lost" in after.ledger()["changes.jsonl"]
    assert after.ledger() == before.ledger()


def test_an_export_read_by_who_watches_other_sources(tmp_path: Path) -> None:
    """Where the named source is not known, records count by their addresses, as those of any archive."""
    moved = answered(S, days(1), V24, final_url=f"{HOST}/new", redirects=(S.url,), permanent=True)
    archive_written(lived(tmp_path / "before", [moved]).path, tmp_path / "out")
    lines = '{"program": "elsewhere", "page": "new", "url": "https://acme.example/new"}\n'
    lines += '{"program": "elsewhere", "page": "old", "url": "https://acme.example/page"}\n'
    (tmp_path / "mine.jsonl").write_text(lines)
    mine = programs_from_jsonl(tmp_path / "mine.jsonl")
    after = watched(tmp_path / "after", *mine)
    after.take(tmp_path / "out", programs=mine)
    assert [(row[0], row[3] == days(1), row[11]) for row in after.fetches()] == [
        ("elsewhere/new", True, []),
        ("elsewhere/old", True, [S.url]),
    ]


@pytest.mark.parametrize(
    ("harm", "faults"),
    [
        (
            "DELETE FROM snapshots WHERE snapshot = (SELECT min(snapshot) FROM snapshots WHERE base IS NOT NULL)",
            0,
        ),
        ("UPDATE snapshot_bodies SET bytes = 'harm'::BLOB", 1),
    ],
    ids=["let go", "damaged"],
)
def test_bytes_that_are_not_to_be_had_are_left_out(tmp_path: Path, harm: str, faults: int) -> None:
    """A capture whose bytes retention let go, or that are damaged, is left out, which is said; all others are written."""
    filler = [f"Partner {k} builds things of kind {k * k}." for k in range(40)]
    fetches = [answered(S, days(n), html(str(n % 3), *filler)) for n in range(6)]
    kept = lived(tmp_path / "kept", fetches)
    con = duckdb.connect(str(kept.path))
    con.execute(harm)
    con.close()
    written = archive_written(kept.path, tmp_path / "out")
    assert written.left_out >= 2
    assert written.attempts == 6 - written.left_out
    assert bool(written.faults) is bool(faults)
    assert all("restore the file from a backup" in fault for fault in written.faults)
