"""History from a real pywb on loopback, over WARC files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from archive_doubles import Archive, html, sha1
from backfill_doubles import HOST, PAGE, PROGRAM, day, past, valid

if TYPE_CHECKING:
    from pathlib import Path

    from archive_server import Collection, Wayback
    from backfill_doubles import Past


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive without records."""
    return Archive(tmp_path / "acme.warc.gz")


def served(wayback: Wayback, archive: Archive, more: str = "tries = 1") -> tuple[Collection, str]:
    """The archive as a collection, and the keys of its table in the settings."""
    collection = wayback.collection(archive.path.parent.name, [archive.close()])
    return collection, f'cdx = "{collection.cdx}"\nmemento = "{collection.memento}"\n{more}'


def both(tmp_path: Path, wayback: Wayback, archive: Archive, program: str = PROGRAM) -> tuple[Past, Past]:
    """The same captures twice: to be taken from pywb, and imported from the file."""
    _, keys = served(wayback, archive)
    taken, loaded = past(tmp_path / "taken", keys, program), past(tmp_path / "loaded", keys, program)
    loaded.load(archive.path)
    return taken, loaded


def test_a_backfill_gives_the_ledger_of_an_import(tmp_path: Path, wayback: Wayback, archive: Archive) -> None:
    """Pages, walls, errors, codings, revisits and redirects give the captures and the ledger of an import of the file."""
    archive.response(day(0), html())
    archive.response(day(1), valid(24), Content_Encoding="gzip")
    archive.response(
        day(2), html("Checking your browser."), status="503 Service Unavailable", Retry_After="120"
    )
    archive.response(day(3), b"slow down", status="429 Too Many Requests")
    archive.response(day(4), valid(24, "menu"), Content_Encoding="zstd", ETag='"a"')
    archive.revisit(day(5), sha1(html()), (PAGE, day(0)))
    archive.revisit(day(6), sha1(html()), (PAGE, day(0)))
    archive.response(day(7), b"", status="301 Moved Permanently", Location="/new")
    archive.response(day(7.1), valid(12), url=f"{HOST}/new")
    archive.response(day(8), b"<html>no such page</html>", status="404 Not Found")
    taken, loaded = both(tmp_path, wayback, archive)

    report = taken.take()

    assert report.faults == ()
    assert report.states == {"passed": 1, "repeated": 2, "taken": 7}
    assert taken.captures() == loaded.captures()
    assert taken.ledger() == loaded.ledger()
    assert taken.rows("SELECT redirects, permanent, final_url FROM fetches WHERE len(redirects) > 0") == [
        ([PAGE], True, f"{HOST}/new")
    ]
    assert taken.sound()


def test_what_the_archive_lost_is_missing(tmp_path: Path, wayback: Wayback, archive: Archive) -> None:
    """Captures whose records are gone or broken are listed as missing, and nothing is taken in their place."""
    archive.response(day(0), html())
    kept = len(archive.content)
    archive.response(day(1), valid(24))
    archive.response(day(2), valid(12))
    collection, keys = served(wayback, archive)
    file = collection.warc(archive.path)
    file.write_bytes(file.read_bytes()[: kept + 200])
    found = past(tmp_path / "taken", keys)

    report = found.take()

    assert report.states == {"missing": 2, "taken": 1}
    assert [at for at, _, _ in found.captures()] == [day(0)]
    assert [(at, state) for at, state, _ in found.states()][1:] == [(day(1), "missing"), (day(2), "missing")]


def test_a_missing_archive_file_is_no_vendors_outage(
    tmp_path: Path, wayback: Wayback, archive: Archive
) -> None:
    """The archive's own 503 for a file it has not any more never becomes a capture of a vendor in trouble."""
    archive.response(day(0), html())
    collection, keys = served(wayback, archive)
    collection.warc(archive.path).unlink()
    found = past(tmp_path / "taken", keys)
    assert found.take().states == {"missing": 1}
    assert found.captures() == []
    assert "503" in found.states()[0][2]


def test_pages_in_other_encodings_and_under_other_addresses(
    tmp_path: Path, wayback: Wayback, archive: Archive
) -> None:
    """Bytes keep the encoding that the vendor declared; http, www and a closing slash are the same page."""
    latin = html("Das Zertifikat gilt für 24 Monate.").decode().encode("latin-1")
    archive.response(day(0), latin, Content_Type="text/html; charset=iso-8859-1")
    archive.response(day(1), valid(24), url="http://www.acme.example/page/")
    _, keys = served(wayback, archive)
    found = past(tmp_path / "taken", keys)

    assert found.take().states == {"taken": 2}

    assert found.rows("SELECT url FROM fetches ORDER BY started_at") == [
        (PAGE,),
        ("http://www.acme.example/page/",),
    ]
    assert found.rows("SELECT count(*) FROM documents WHERE text LIKE '%für 24%'") == [(1,)]
