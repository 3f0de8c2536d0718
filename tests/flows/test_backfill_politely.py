"""Within an archive's limits: so many questions a minute, and silence when it asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import html
from backfill_doubles import PAGE, day
from loopback import Clock
from wayback_machine import CALENDAR, machine

from flows.backfill.asking import MOST_RESTS, Asker
from flows.backfill.errors import ArchiveFails, ArchiveRests
from flows.settings import Archive, FetchSettings
from flows.vendorsite import Answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from wayback_machine import Machine


@pytest.fixture
def archive() -> Iterator[Machine]:
    """An archive with one capture."""
    with machine() as made:
        made.hold(day(0), html())
        made.hold(day(1), b"slow down", status=429, headers=(("Retry-After", "3600"),))
        yield made


def asked(time: Clock, work: Callable[[Asker], Awaitable[Any]], **limits: Any) -> Any:
    """Ask with the limits of the Internet Archive, and time that passes only where somebody waits."""
    settings = Archive(allow_private_addresses=True, **limits)

    async def do() -> Any:
        asker = Asker(
            settings, FetchSettings(), time.now, sleep=time.sleep, clock=time.clock, chance=lambda: 0.5
        )
        async with asker as ask:
            return await work(ask)

    return asyncio.run(do())


def index(archive: Machine) -> str:
    """The address of a question."""
    return f"{archive.root}/cdx/search/cdx?url={PAGE}"


def test_the_index_is_asked_24_times_a_minute(archive: Machine) -> None:
    """Thirteen questions take at least half a minute, and captures have a pace of their own."""
    time = Clock()

    async def work(ask: Asker) -> None:
        for _ in range(13):
            await ask.index(index(archive))
            await ask.capture(f"{archive.root}/web/20250101000000id_/{PAGE}", lambda _: None)

    asked(time, work)
    assert time.seconds == pytest.approx(30)


@pytest.mark.parametrize(("headers", "seconds"), [((("Retry-After", "77"),), 77), ((), 60)])
def test_told_to_slow_down_it_waits(
    archive: Machine, headers: tuple[tuple[str, str], ...], seconds: float
) -> None:
    """After a 429 nothing is asked, neither index nor captures, for the time it names, or a minute."""
    time = Clock()
    archive.troubles["/cdx"] = [Answer(CALENDAR, 429, headers)]

    async def work(ask: Asker) -> None:
        await ask.index(index(archive))
        await ask.capture(f"{archive.root}/web/20250101000000id_/{PAGE}", lambda _: None)

    asked(time, work)
    assert time.seconds >= seconds
    assert len(archive.questions()) == 2


def test_it_waits_longer_each_time_and_then_no_more(archive: Machine) -> None:
    """Told so again without a time it waits twice as long, and ends when that is longer than it may wait in all."""
    time = Clock()
    archive.troubles["/cdx"] = [Answer(CALENDAR, 429)] * 9
    with pytest.raises(
        ArchiveRests, match="internet-archive asks to be left alone; everything taken so far is kept"
    ):
        asked(time, lambda ask: ask.index(index(archive)), longest_wait_seconds=500)
    assert time.slept == [60, 120, 240]


@pytest.mark.parametrize("seconds", ["0", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_told_to_wait_for_no_time_it_does_not_ask_for_ever(archive: Machine, seconds: str) -> None:
    """A 429 that names no time or one that is over waits like one without a time, a few times for one answer."""
    time = Clock()
    archive.troubles["/cdx"] = [Answer(CALENDAR, 429, (("Retry-After", seconds),))] * 99
    with pytest.raises(ArchiveRests, match="internet-archive asks to be left alone"):
        asked(time, lambda ask: ask.index(index(archive)), longest_wait_seconds=1e6)
    assert time.slept == [60, 120, 240, 480]
    assert len(archive.questions()) == MOST_RESTS + 1


def test_how_long_it_waits_in_all_is_counted_over_good_answers(archive: Machine) -> None:
    """Answers in between do not make it wait for longer in all than the settings say."""
    time = Clock()
    archive.troubles["/web/"] = [Answer(CALENDAR, 429)] * 3

    async def work(ask: Asker) -> None:
        for _ in range(9):
            await ask.capture(f"{archive.root}/web/20250101000000id_/{PAGE}", lambda _: None)
            archive.troubles["/cdx"] = [Answer(CALENDAR, 429)]
            await ask.index(index(archive))

    with pytest.raises(ArchiveRests):
        asked(time, work, longest_wait_seconds=450)
    assert sum(one for one in time.slept if one >= 60) <= 450


def test_an_archived_refusal_waits_for_nothing(archive: Machine) -> None:
    """A 429 that is a capture is the vendor's of that day."""
    time = Clock()
    answer = asked(
        time, lambda ask: ask.capture(f"{archive.root}/web/20250102000000id_/{PAGE}", lambda _: None)
    )
    assert (answer.status, time.slept) == (429, [])


def test_a_trouble_that_stays_ends_the_question(archive: Machine) -> None:
    """An index that fails at every try is said to."""
    time = Clock()
    archive.troubles["/cdx"] = [Answer(CALENDAR, 502)] * 9
    with pytest.raises(ArchiveFails, match="internet-archive answered with status 502"):
        asked(time, lambda ask: ask.index(index(archive)), tries=3)
    assert len(archive.questions()) == 3
