"""What an archive gives of other pages never becomes a capture of a source."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from archive_doubles import html
from backfill_doubles import HOST, PAGE, day, digest, past, valid
from wayback_machine import NAMES, machine

from flows.vendorsite import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wayback_machine import Machine

OTHER = f"{HOST}/elsewhere"


@pytest.fixture
def archive() -> Iterator[Machine]:
    """An archive without captures."""
    with machine() as made:
        yield made


@pytest.fixture
def east_of_greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is not UTC."""
    monkeypatch.setenv("TZ", "UTC-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def listing(*urls: str) -> Answer:
    """An index of one capture at each of these addresses."""
    rows = [["", "20250101000000", url, "text/html", "200", digest(valid(7)), "500"] for url in urls]
    return Answer(json.dumps([list(NAMES), *rows]).encode(), headers=(("Content-Type", "application/json"),))


@pytest.mark.parametrize("same", [(), (PAGE,)])
def test_lines_of_other_pages_are_left_out(tmp_path: Path, archive: Machine, same: tuple[str, ...]) -> None:
    """An index that lists another page for the one asked for: its lines are counted as odd, the others taken."""
    archive.troubles["/cdx"] = [listing(OTHER, *same)]
    archive.hold(day(0), valid(7), url=OTHER)
    archive.hold(day(0), valid(7))
    found = past(tmp_path, archive.settings)
    report = found.take()
    assert report.faults == ("acme/page: 1 lines of the index were no captures of its page; left out",)
    assert found.rows("SELECT url FROM backfill_captures") == [(one,) for one in same]
    assert report.states == ({"taken": 1} if same else {})


@pytest.mark.parametrize(
    "url",
    ["http://www2.acme.example:80/Page/", "http://ACME.example/page", "https://www.acme.example/page#top"],
)
def test_other_writings_of_the_address_are_the_same_page(tmp_path: Path, archive: Machine, url: str) -> None:
    """Scheme, www, case, standard port and closing slash make no other page."""
    archive.troubles["/cdx"] = [listing(url)]
    archive.troubles["/web/"] = [
        Answer(valid(7), headers=(("Memento-Datetime", "Wed, 01 Jan 2025 00:00:00 GMT"),))
    ]
    assert past(tmp_path, archive.settings).take().states == {"taken": 1}


def test_where_the_archive_leads_to_another_page_the_capture_is_missing(
    tmp_path: Path, archive: Machine
) -> None:
    """The archive's own redirect to another address, at the very same instant, brings nothing of the vendor's page."""
    archive.hold(day(0), valid(24))
    archive.hold(day(0), html("Another page."), url=OTHER)
    place = f"{archive.root}/web/20250101000000id_/{OTHER}"
    archive.troubles["/web/"] = [Answer(status=302, headers=(("Location", place),))]
    found = past(tmp_path, archive.settings)
    assert found.take().states == {"missing": 1}
    assert found.captures() == []
    assert found.states()[0][2] == f"loopback leads to {place} instead, which is another page"


@pytest.mark.usefixtures("east_of_greenwich")
def test_an_instant_without_a_zone_is_utc(tmp_path: Path, archive: Machine) -> None:
    """A Memento-Datetime that ends with -0000 is the instant asked for, wherever the machine stands."""
    archive.hold(day(0), html())
    archive.troubles["/web/"] = [
        Answer(html(), headers=(("Memento-Datetime", "Wed, 01 Jan 2025 00:00:00 -0000"),))
    ]
    assert past(tmp_path, archive.settings).take().states == {"taken": 1}
