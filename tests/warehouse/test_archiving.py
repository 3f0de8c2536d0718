"""History as WARC files: another Gapwatch has the very same from them, and so has every tool that reads them."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import duckdb
import pytest
from archive_doubles import html
from history_doubles import HOST, PROGRAMS, V24, S, answered, ended, history, lived, watched
from warcio.archiveiterator import ArchiveIterator
from warehouse_doubles import days

from extractors.records import Outcome
from flows.configuration import programs_from_jsonl
from warehouse import archive_written

if TYPE_CHECKING:
    from pathlib import Path

    from history_doubles import Kept


def test_an_import_of_an_export_is_the_same_history(tmp_path: Path) -> None:
    """Every attempt and the ledger are the same after a journey through WARC files, with nothing else to go by."""
    before = lived(tmp_path / "before", history())
    written = archive_written(before.path, tmp_path / "out")
    after = watched(tmp_path / "after")

    found = after.take(tmp_path / "out", programs=programs_from_jsonl(tmp_path / "out" / "sources.jsonl"))

    assert (found.faults, found.unclaimed, found.waiting) == ((), 0, 0)
    assert (found.captures, written.attempts, written.left_out) == (len(history()), len(history()), 0)
    assert after.fetches() == expected(before)
    assert after.ledger() == before.ledger()
    assert [file.name for file in written.files] == ["acme.warc.gz", "other.warc.gz", "sources.jsonl"]


def expected(kept: Kept) -> list[tuple[object, ...]]:
    """Attempts as they come back: reasons in one line."""
    return [
        tuple(" ".join(cell.split()) if isinstance(cell, str) and "\n" in cell else cell for cell in row)
        for row in kept.fetches()
    ]


def test_exports_are_the_same_bytes(tmp_path: Path) -> None:
    """Exporting twice, and exporting what was imported from an export, gives the same bytes."""
    before = lived(tmp_path / "before", history())
    first = archive_written(before.path, tmp_path / "first").files
    second = archive_written(before.path, tmp_path / "second").files
    after = watched(tmp_path / "after")
    after.take(tmp_path / "first")
    third = archive_written(after.path, tmp_path / "third").files
    for one, two, three in zip(first, second, third, strict=True):
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes() == three.read_bytes(), one.name


def test_sources_travel(tmp_path: Path) -> None:
    """The declaration beside the archives names programs and sources with everything that is said of them."""
    archive_written(lived(tmp_path / "kept", history()).path, tmp_path / "out")
    found = programs_from_jsonl(tmp_path / "out" / "sources.jsonl")
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


def test_records_are_as_the_format_has_them(tmp_path: Path) -> None:
    """Each record is a gzip member of its own that the field's library reads, with digests that are right."""
    file = archive_written(lived(tmp_path / "kept", history()).path, tmp_path / "out").files[0]
    kinds, digests = [], []
    for record in ArchiveIterator(io.BytesIO(file.read_bytes()), check_digests="raise"):
        record.content_stream().read()
        kinds.append(record.rec_type)
        digests.append(record.rec_headers.get_header("WARC-Payload-Digest") or "sha1:")
        assert record.rec_headers.get_header("WARC-Block-Digest").startswith("sha1:")
    assert kinds[0] == "warcinfo"
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "warcinfo": 1, "response": 17, "revisit": 13, "metadata": 9,
    }  # fmt: skip
    assert all(digest.startswith("sha1:") for digest in digests)


def test_times_have_as_many_digits_as_they_need(tmp_path: Path) -> None:
    """Instants are written to the microsecond where they have any, and to the second else."""
    file = archive_written(lived(tmp_path / "kept", history()).path, tmp_path / "out").files[0]
    text = gzip.decompress(file.read_bytes()).decode("latin-1")
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
