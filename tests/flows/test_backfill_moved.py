"""The history of pages that moved: which addresses it is looked for at, and what of them belongs to it."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archive_doubles import html
from backfill_doubles import HOST, NOW, PAGE, PROGRAM, day, past, valid
from hypothesis import HealthCheck, example, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from wayback_machine import Machine, machine

from flows.backfill import backfilled, taking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backfill_doubles import Past

    from flows.backfill import Step

NEW, NEWER, OLD, MIDDLE = (f"{HOST}/{name}" for name in ("new", "newer", "old", "middle"))
KINDS = ("page", "moved", "onward", "moved on", "newest")
MOMENTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2)), min_size=3, max_size=5)


class Killed(Exception):  # noqa: N818 - as a kill, it is no error of anybody's
    """The backfill ends here."""


@pytest.fixture
def archive() -> Iterator[Machine]:
    """An archive without captures."""
    with machine() as made:
        yield made


def leads(archive: Machine, at: float, url: str, to: str) -> None:
    """Hold a permanent redirect."""
    archive.hold(day(at), status=301, url=url, headers=(("Location", to),))


def test_a_page_that_moved_goes_on_at_its_new_address(tmp_path: Path, archive: Machine) -> None:
    """What stood at the new address before is another page's; what stands there from then on is taken, all at once."""
    archive.hold(day(-3000), valid(1), url=NEW)
    archive.hold(day(-1000), valid(24))
    leads(archive, -500, PAGE, "/new")
    archive.hold(day(-499), valid(12), url=NEW)
    archive.hold(day(-100), valid(36), url=NEW)
    found = past(tmp_path, archive.settings)

    found.take()

    assert [at for at, _, _ in found.captures()] == [day(-1000), day(-499), day(-100)]
    assert found.rows("SELECT before, after FROM changes WHERE type = 'requirement_changed' ORDER BY 1") == [
        ('"P12M"', '"P36M"'),
        ('"P24M"', '"P12M"'),
    ]
    assert found.take().states == {}


def test_a_page_that_came_back_has_its_history_at_home(tmp_path: Path, archive: Machine) -> None:
    """Once the page stands at its own address again, the address it was moved to may say anything."""
    leads(archive, 0, PAGE, "/new")
    archive.hold(day(0), valid(12), url=NEW)
    archive.hold(day(5), valid(24))
    archive.hold(day(9), valid(36), url=NEW)
    found = past(tmp_path, archive.settings)
    found.take()
    assert [at for at, _, _ in found.captures()] == [day(0), day(5)]


def test_a_page_that_moves_on_and_on_is_followed(tmp_path: Path, archive: Machine) -> None:
    """A move that is only seen at the new address is followed within the same backfill."""
    leads(archive, 0, PAGE, "/new")
    archive.hold(day(0), valid(12), url=NEW)
    leads(archive, 50, NEW, "/newer")
    archive.hold(day(51), valid(24), url=NEWER)
    archive.hold(day(90), valid(36), url=NEWER)
    archive.hold(day(-90), valid(1), url=NEWER)
    found = past(tmp_path, archive.settings)
    found.take()
    assert [at for at, _, _ in found.captures()] == [day(0), day(51), day(90)]


def test_an_address_on_the_way_to_the_page_has_what_is_older(tmp_path: Path, archive: Machine) -> None:
    """Where a former address led over another one to the page's, that one's older captures count and its later do not."""
    archive.hold(day(-9), valid(1), url=MIDDLE)
    leads(archive, 0, OLD, "/middle")
    leads(archive, 0, MIDDLE, "/page")
    archive.hold(day(0.5), valid(12))
    archive.hold(day(9), html("Another page by then."), url=MIDDLE)
    found = past(tmp_path, archive.settings, f'{PROGRAM}former_urls = ["{OLD}"]\n')
    found.take()
    assert [at for at, _, _ in found.captures()] == [day(-9), day(0.5), day(0.5)]


def held(moments: Sequence[tuple[str, int]], archive: Machine) -> None:
    """Put these moments, a day apart, into an archive; the new addresses had other pages before."""
    archive.hold(day(-400), valid(1), url=NEW)
    archive.hold(day(-400), valid(1), url=NEWER)
    for count, (kind, which) in enumerate(moments):
        if kind == "moved":
            leads(archive, count, PAGE, "/new")
        elif kind == "moved on":
            leads(archive, count, NEW, "/newer")
        else:
            archive.hold(
                day(count),
                valid(12 * (which + 1)),
                url={"page": PAGE, "onward": NEW, "newest": NEWER}[kind],
            )


def killed_at(found: Past, step: int) -> bool:
    """Take the history until so many steps were made; whether that ended it."""
    left = step

    def progress(_: Step) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    try:
        asyncio.run(backfilled(found.configuration, found.order(), lambda: NOW, progress))
    except Killed:
        return True
    return False


@effort(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moments=MOMENTS, steps=st.lists(st.integers(1, 6), min_size=1, max_size=2))
@example(
    moments=[
        ("page", 0),
        ("moved", 0),
        ("onward", 1),
        ("moved on", 0),
        ("newest", 2),
        ("onward", 0),
        ("moved", 0),
    ],
    steps=[3, 2],
)
@example(moments=[("page", 0), ("page", 0), ("moved", 0)], steps=[1])
def test_a_killed_backfill_of_a_page_that_moved_ends_as_an_undisturbed_one(
    moments: list[tuple[str, int]], steps: list[int]
) -> None:
    """Wherever it is killed, the captures and the ledger are those of a backfill in one go."""
    with (
        tempfile.TemporaryDirectory() as directory,
        machine() as archive,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(taking, "BATCH", 1)
        held(moments, archive)
        whole, parts = (past(Path(directory) / name, archive.settings) for name in ("whole", "parts"))
        whole.take()
        for step in steps:
            killed_at(parts, step)
        parts.take()

        assert parts.captures() == whole.captures()
        assert parts.ledger() == whole.ledger()
        taken_once = whole.captures()
        assert whole.take().states.keys() <= {"missing"}  # what the archive does not hold is asked for again
        assert whole.captures() == taken_once
