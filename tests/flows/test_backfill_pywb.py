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
    assert report.states == {"repeated": 2, "taken": 7}
    assert taken.captures() == loaded.captures()
    assert taken.ledger() == loaded.ledger()
    assert taken.rows("SELECT redirects, permanent, final_url FROM fetches WHERE len(redirects) > 0") == [
        ([PAGE], True, f"{HOST}/new")
    ]
    assert taken.sound()
