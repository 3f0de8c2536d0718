"""Neither the order of records, files and imports matters, nor how captures are spread over them."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import Archive, html, sha1
from history_doubles import HOST, Kept, noted, watched
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warehouse_doubles import days, program

from extractors.catalogue import Source
from warehouse import compact, verified

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE, OLD, NEWER = f"{HOST}/page", f"{HOST}/old", f"{HOST}/newer"
SOURCES = program(
    Source("acme/page", "acme", "page", PAGE),
    Source("acme/old", "acme", "old", OLD),
)
BODIES = [html(f"Certifications are valid for {n} months.") for n in (12, 24, 36)]
ADDRESSES = [PAGE, OLD, NEWER, f"{HOST}/elsewhere"]

Record = tuple[str, int, int, int]


def write(archive: Archive, record: Record, number: int) -> None:
    """One record, at a time of its own."""
    kind, where, to, body = record
    at, url = days(number), ADDRESSES[where]
    if kind == "page":
        archive.response(at, BODIES[body], url=url)
    elif kind == "gone":
        archive.response(at, b"<html>gone</html>", url=url, status="410 Gone")
    elif kind == "redirect":
        status = "301 Moved Permanently" if body else "302 Found"
        archive.response(at, b"", url=url, status=status, Location=ADDRESSES[to])
    elif kind == "revisit":
        archive.revisit(at, sha1(BODIES[body]), (ADDRESSES[to], days(body)), url=url)
    elif kind == "revisit by date":
        archive.revisit(at, "", (ADDRESSES[to], days(body)), url=url)
    else:
        archive.unchanged(at, sha1(BODIES[body]), url=url)


def records() -> st.SearchStrategy[list[Record]]:
    """Histories of four addresses, two of which are watched."""
    kinds = st.sampled_from(
        ["page", "page", "gone", "redirect", "redirect", "revisit", "revisit by date", "304"]
    )
    return st.lists(
        st.tuples(kinds, st.integers(0, 3), st.integers(0, 3), st.integers(0, 2)), min_size=2, max_size=10
    )


def what_is_known(kept: Kept) -> tuple[Any, ...]:
    """All captures and the ledger."""
    return kept.fetches(), kept.ledger()


@given(records(), st.integers(0, 2**32))
@settings(
    max_examples=int(os.environ.get("ORDER_EXAMPLES", "5")),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_split_and_order_gives_the_same(
    fresh: Callable[[], Path], history: list[Record], seed: int
) -> None:
    """One file in order, and several files in any order over several imports, give the same captures and ledger."""
    chance = random.Random(seed)
    directory = fresh()
    whole = Archive(directory / "whole.warc.gz")
    parts = [Archive(directory / f"{name}.warc.gz") for name in "abc"]
    numbered = list(enumerate(history))
    for number, record in numbered:
        write(whole, record, number)
    for number, record in chance.sample(numbered, len(numbered)):
        write(chance.choice(parts), record, number)
    one, other = watched(directory / "one", SOURCES), watched(directory / "other", SOURCES)
    left = one.take(whole.close(), programs=[SOURCES])

    files = [part.close() for part in chance.sample(parts, len(parts))]
    cut = chance.randrange(len(files) + 1)
    for group in (files[:cut], files[cut:]):
        found = other.take(*group, programs=[SOURCES])

    assert what_is_known(other) == what_is_known(one)
    assert found.waiting == left.waiting


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Path]:
    """Makes a directory for each example."""
    made = iter(range(10_000))

    def directory() -> Path:
        place = tmp_path / str(next(made))
        place.mkdir()
        return place

    return directory


def test_a_nearer_page_takes_the_place_of_another(tmp_path: Path) -> None:
    """A redirect led to the page that was nearest in time; when a later import brings a nearer one, it leads there."""
    kept = watched(tmp_path, SOURCES)
    first, second = Archive(tmp_path / "first.warc.gz"), Archive(tmp_path / "second.warc.gz")
    first.response(days(1), b"", url=OLD, status="301 Moved Permanently", Location=NEWER)
    first.response(days(9), BODIES[0], url=NEWER)
    second.response(days(2), BODIES[1], url=NEWER)
    led = []
    for archive in (first, second):
        found = kept.take(archive.close(), programs=[SOURCES])
        assert (found.waiting, found.unclaimed) == (0, 0)
        led.append([(row[0], row[3]) for row in kept.fetches()])
    assert led == [[("acme/old", days(9))], [("acme/old", days(2))]]
    assert b"24" in kept.ledger()["coverage.jsonl"]
    assert b"12 months" not in kept.ledger()["coverage.jsonl"]
    assert verified(kept.path).faults == ()
    compact(kept.path)
    assert verified(kept.path).faults == ()


def test_a_redirect_that_leads_to_nothing_any_more(tmp_path: Path) -> None:
    """What a redirect led to is taken back when a nearer redirect leads on to what no archive holds, with its ledger."""
    kept = watched(tmp_path, SOURCES)
    first, second = Archive(tmp_path / "first.warc.gz"), Archive(tmp_path / "second.warc.gz")
    first.response(days(1), b"", url=OLD, status="301 Moved Permanently", Location=NEWER)
    first.response(days(9), BODIES[0], url=NEWER)
    second.response(days(2), b"", url=NEWER, status="302 Found", Location=f"{HOST}/nowhere")
    kept.take(first.close(), programs=[SOURCES])
    assert kept.fetches()
    found = kept.take(second.close(), programs=[SOURCES])
    assert (kept.fetches(), found.waiting) == ([], 1)
    assert set(kept.ledger().values()) == {b""}
    assert verified(kept.path).faults == ()


def test_each_part_may_come_in_an_import_of_its_own(tmp_path: Path) -> None:
    """A revisit and a redirect wait over imports, also for pages that nobody watches, and are taken at their own times."""
    kept = watched(tmp_path, SOURCES)
    waiting = []
    for number in range(4):
        archive = Archive(tmp_path / f"{number}.warc.gz")
        match number:
            case 0:
                archive.revisit(days(5), sha1(BODIES[2]), (f"{HOST}/elsewhere", days(3)), url=PAGE)
            case 1:
                archive.response(days(4), b"", url=OLD, status="302 Found", Location="/newer")
            case 2:
                archive.response(days(3), BODIES[2], url=f"{HOST}/elsewhere")
            case _:
                archive.response(days(6), BODIES[1], url=NEWER)
        waiting.append(kept.take(archive.close(), programs=[SOURCES]).waiting)
    assert waiting == [1, 2, 1, 0]
    assert [(row[0], row[3], row[11]) for row in kept.fetches()] == [
        ("acme/page", days(5), []),
        ("acme/old", days(6), [OLD]),
    ]


def test_a_page_taken_for_another_source_is_enough(tmp_path: Path) -> None:
    """What a redirect leads to is had from the warehouse when the file that held it is gone."""
    kept = watched(tmp_path, SOURCES)
    first, second = Archive(tmp_path / "first.warc.gz"), Archive(tmp_path / "second.warc.gz")
    first.response(days(1), BODIES[0], url=PAGE)
    second.response(days(2), b"", url=OLD, status="302 Found", Location=PAGE)
    file = first.close()
    kept.take(file, programs=[SOURCES])
    file.unlink()
    assert kept.take(second.close(), programs=[SOURCES]).waiting == 0
    assert [row[0] for row in kept.fetches()] == ["acme/old", "acme/page"]


def test_a_page_of_nobody_whose_file_is_gone(tmp_path: Path) -> None:
    """What a redirect leads to waits when the file that held it is gone, until that is imported again."""
    kept = watched(tmp_path, SOURCES)
    first, second = Archive(tmp_path / "first.warc.gz"), Archive(tmp_path / "second.warc.gz")
    first.response(days(1), BODIES[0], url=NEWER)
    second.response(days(2), b"", url=OLD, status="302 Found", Location=NEWER)
    file = first.close()
    kept.take(file, programs=[SOURCES])
    moved = file.rename(tmp_path / "moved.warc.gz")
    assert kept.take(second.close(), programs=[SOURCES]).waiting == 1
    assert kept.take(moved, programs=[SOURCES]).waiting == 0
    assert [row[0] for row in kept.fetches()] == ["acme/old"]


def test_importing_again_adds_nothing(tmp_path: Path) -> None:
    """The same archive again, under another name, adds nothing to captures, ledger or what waits."""
    kept = watched(tmp_path, SOURCES)
    archive = Archive(tmp_path / "first.warc.gz")
    for number, record in enumerate([("page", 0, 0, 1), ("redirect", 1, 2, 1), ("page", 2, 0, 0), ("revisit", 0, 0, 1),
                                     ("304", 0, 0, 1), ("revisit", 0, 0, 2)]):  # fmt: skip
        write(archive, record, number)
    first = kept.take(archive.close(), programs=[SOURCES])
    before = what_is_known(kept), noted(kept)
    again = kept.take(archive.path.rename(tmp_path / "again.warc.gz"), programs=[SOURCES])
    assert (what_is_known(kept), noted(kept)) == before
    assert (first.waiting, again.waiting) == (1, 1)


def test_a_304_that_a_redirect_led_to_is_taken_back_too(tmp_path: Path) -> None:
    """A redirect that led to a 304 leads to a page when a later import brings one that is nearer."""
    kept = watched(tmp_path, SOURCES)
    first, second = Archive(tmp_path / "first.warc.gz"), Archive(tmp_path / "second.warc.gz")
    first.response(days(1), b"", url=OLD, status="302 Found", Location=NEWER)
    first.unchanged(days(9), sha1(BODIES[0]), url=NEWER)
    first.response(days(0), BODIES[0], url=f"{HOST}/elsewhere")
    second.response(days(2), BODIES[0], url=NEWER)
    kept.take(first.close(), programs=[SOURCES])
    assert [row[3] for row in kept.fetches()] == [days(9)]
    kept.take(second.close(), programs=[SOURCES])
    assert [row[3] for row in kept.fetches()] == [days(2)]
