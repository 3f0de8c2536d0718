"""History from an archive that speaks the Internet Archive's dialect, in good days and bad."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from archive_doubles import Archive, html
from backfill_doubles import HOST, NOW, PAGE, PROGRAM, Past, day, past, valid
from filelock import FileLock
from wayback_machine import CALENDAR, machine

from flows.backfill import planned, taking
from flows.backfill.asking import MOST_AWAY
from flows.backfill.errors import ArchiveRests
from flows.exclusive import RunInProgress
from flows.vendorsite import Answer
from warehouse import backfills, owed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from wayback_machine import Machine

    from warehouse.backfills import Known

OLD = f"{HOST}/old"


@pytest.fixture
def archive() -> Iterator[Machine]:
    """An archive without captures."""
    with machine() as made:
        yield made


def test_a_plan_says_what_is_to_be_done_and_writes_nothing(tmp_path: Path, archive: Machine) -> None:
    """A plan counts captures, downloads of new bytes, their bytes and minutes by the limits, and makes no warehouse."""
    archive.hold(day(0), html())
    archive.hold(day(1), valid(24))
    archive.hold(day(2), html())
    archive.hold(day(3), html(), revisit=True)
    found = past(tmp_path, f"{archive.settings}\n")
    order = found.order()

    (plan,) = found.plan()

    assert (plan.source, plan.captures, plan.downloads) == ("acme/page", 4, 2)
    assert (plan.first, plan.last) == (day(0), day(3))
    assert plan.bytes == len(html()) // 4 + len(valid(24)) // 4
    assert plan.minutes == pytest.approx(0.1)
    assert archive.downloads() == []
    assert not found.configuration.settings.warehouse.exists()
    assert order.archive.name == "loopback"


def test_bytes_that_are_known_are_recorded_at_their_time_and_not_downloaded(
    tmp_path: Path, archive: Machine
) -> None:
    """The same digest and status again is a capture of those bytes at its own time: it confirms absences."""
    archive.hold(day(0), html(), headers=(("ETag", '"a"'),))
    archive.hold(day(1), html())
    archive.hold(day(2), html(), revisit=True)
    archive.hold(day(3), html(), status=404)
    found = past(tmp_path, archive.settings)

    report = found.take()

    assert report.states == {"repeated": 2, "taken": 2}
    assert [path[:8] for path in archive.downloads()] == ["20250101", "20250104"]
    assert found.rows(
        "SELECT started_at, status, etag, count(*) OVER (PARTITION BY snapshot) FROM fetches ORDER BY 1"
    ) == [
        (day(0), 200, '"a"', 4),
        (day(1), 200, None, 4),
        (day(2), 200, None, 4),
        (day(3), 404, None, 4),
    ]


def test_bytes_that_were_imported_before_are_not_downloaded(tmp_path: Path, archive: Machine) -> None:
    """What stands in the warehouse from elsewhere is known by its digest too."""
    warc = Archive(tmp_path / "one.warc.gz")
    warc.response(day(0), html())
    archive.hold(day(1), html())
    found = past(tmp_path, archive.settings)
    found.load(warc.close())

    assert [plan.downloads for plan in found.plan()] == [0]
    found.take()

    assert archive.downloads() == []
    assert [at for at, _, _ in found.captures()] == [day(0), day(1)]


def test_where_a_capture_came_from_is_kept(tmp_path: Path, archive: Machine) -> None:
    """Each capture names its archive's host and the memento's address, and has the vendor's headers alone."""
    archive.hold(day(0), html(), headers=(("ETag", '"v"'), ("Retry-After", "9")))
    found = past(tmp_path, archive.settings)
    found.take()
    ((host, memento, etag, headers),) = found.rows("SELECT archive, memento, etag, headers FROM fetches")
    assert (host, memento) == ("127.0.0.1", f"{archive.root}/web/20250101000000id_/{PAGE}")
    assert etag == '"v"'
    assert '["server", "vendor"]' in headers
    assert "memento" not in headers
    assert '"archive"' not in headers


@pytest.mark.parametrize(("keys", "lines"), [(True, False), (False, False), (False, True)])
def test_long_indexes_are_read_page_by_page(tmp_path: Path, keys: bool, lines: bool) -> None:  # noqa: FBT001
    """All lines of an index are found by its keys, and without keys by asking from the last instant on."""
    with machine(keys=keys, lines=lines) as archive:
        for count in range(7):
            archive.hold(day(count), html())
        for count in range(4):  # more within one second than a page holds
            archive.hold(
                day(8),
                html(str(count)),
                url=f"http{'s' * (count % 2)}://{'www.' * (count // 2)}acme.example/page",
            )
        found = past(tmp_path, f"{archive.settings}\npage = 3")
        (plan,) = found.plan()
        assert plan.captures == 11
        assert any("resumeKey" in question for question in archive.questions()) == keys


def test_a_server_that_gives_the_same_page_again_is_not_asked_for_ever(tmp_path: Path) -> None:
    """An index that repeats itself is a fault of that source; what it did list is taken."""
    with machine(stuck=True) as archive:
        for count in range(4):
            archive.hold(day(count), valid(count + 1))
        found = past(tmp_path, f"{archive.settings}\npage = 2\ntries = 1")
        report = found.take()
        assert report.unlisted == 1
        assert "gives the same page of its index again and again" in report.faults[0]
        assert report.states == {"taken": 2}


def test_what_is_no_index_is_a_fault_and_other_sources_go_on(tmp_path: Path, archive: Machine) -> None:
    """An error page in place of an index, with status 200, is told and stops no other source."""
    archive.troubles["/cdx"] = [Answer(CALENDAR)]
    archive.hold(day(0), html(), url=f"{HOST}/tiers")
    two = f'{PROGRAM}\n[sources.tiers]\nurl = "{HOST}/tiers"\n'
    found = past(tmp_path, f"{archive.settings}\ntries = 1", two)

    report = found.take()

    assert report.faults[0].startswith(
        "acme/page: loopback: what its index answered is no list of captures: Wayback"
    )
    assert (report.unlisted, report.states) == (1, {"taken": 1})


def test_a_passing_trouble_of_the_index_is_asked_again(tmp_path: Path, archive: Machine) -> None:
    """After a 504 the index is asked once more."""
    archive.troubles["/cdx"] = [Answer(CALENDAR, 504)]
    archive.hold(day(0), html())
    assert past(tmp_path, archive.settings).take().states == {"taken": 1}


@pytest.mark.parametrize("status", [200, 404, 503, 504])
def test_the_archives_own_answers_never_become_captures(
    tmp_path: Path, archive: Machine, status: int
) -> None:
    """An answer without a capture's instant is the archive speaking: tried again or missing, never recorded."""
    archive.troubles["/web/20250101"] = [Answer(CALENDAR, status)]
    archive.troubles["/web/20250102"] = [Answer(CALENDAR, status)] * 2
    archive.hold(day(0), html())
    archive.hold(day(1), valid(24))
    found = past(tmp_path, f"{archive.settings}\ntries = 2")

    report = found.take()

    bodies = {snapshot for (snapshot,) in found.rows("SELECT snapshot FROM fetches")}
    wanted = 0 if status == 404 else 1
    assert len(bodies) == wanted
    assert report.states.get("missing", 0) == 2 - wanted
    assert all(
        "and no capture" in reason or f"status {status}" in reason
        for _, state, reason in found.states()
        if state == "missing"
    )


def test_archived_refusals_are_the_vendors(tmp_path: Path, archive: Machine) -> None:
    """An archived 429, 403 or 503 is a capture like any other: nothing waits, nothing is tried again."""
    for count, status in enumerate((429, 403, 503)):
        archive.hold(day(count), b"not you", status=status, headers=(("Retry-After", "3600"),))
    found = past(tmp_path, archive.settings)
    report = found.take()
    assert report.states == {"taken": 3}
    assert [status for _, status, _ in found.captures()] == [429, 403, 503]


def test_another_instant_is_not_what_was_asked_for(tmp_path: Path, archive: Machine) -> None:
    """Where the archive leads to the nearest other capture, the one asked for is missing."""
    archive.hold(day(0), html(), lost=True)
    archive.hold(day(1), valid(24))
    found = past(tmp_path, archive.settings)
    found.take()
    assert [at for at, _, _ in found.captures()] == [day(1)]
    assert found.states()[0][1:] == ("missing", "loopback gives the capture of 2025-01-02 00:00:00 instead")


def test_missing_captures_are_tried_again_but_not_for_ever(tmp_path: Path, archive: Machine) -> None:
    """What was missing is tried once by each later backfill, twice the tries in all, and then when asked."""
    archive.troubles["/web/2025"] = [Answer(CALENDAR, 404)] * 4
    archive.hold(day(0), html())
    found = past(tmp_path, f"{archive.settings}\ntries = 2")
    taken = [found.take() for _ in range(5)]
    assert [report.states for report in taken] == [{"missing": 1}] * 4 + [{}]
    assert [report.lost for report in taken] == [1, 0, 0, 0, 0]
    assert [plan.missing for plan in found.standing()] == [1]
    assert found.take(again=True).states == {"taken": 1}


def test_an_outage_makes_nothing_missing(tmp_path: Path, archive: Machine) -> None:
    """Where the archive is in trouble several times in a row the backfill ends, and what it did not get stays planned."""
    for count in range(8):
        archive.hold(day(count), valid(count + 1))
    found = past(tmp_path, archive.settings)
    for _ in range(3):
        archive.asked.clear()
        archive.troubles["/web/"] = [Answer(CALENDAR, 503)] * MOST_AWAY
        report = found.take()
        assert len(archive.downloads()) == MOST_AWAY
        assert report.stopped is not None
        assert f"loopback gave no answer {MOST_AWAY} times in a row (status 503)" in report.stopped
        assert (report.states, report.lost) == ({}, 0)
    assert found.take().states == {"taken": 8}


def test_half_a_page_is_no_capture(tmp_path: Path, archive: Machine) -> None:
    """Bytes of another digest than the index's would look as if the vendor had taken the rest away: they are missing."""
    archive.hold(day(0), html()[:300], listed_as="A" * 32)
    found = past(tmp_path, f"{archive.settings}\ntries = 1")
    assert found.take().states == {"missing": 1}
    assert found.captures() == []
    assert found.states()[0][2] == f"its bytes are not those of the index's digest {'A' * 32}"


def test_bytes_behind_another_coding_cannot_be_compared(tmp_path: Path, archive: Machine) -> None:
    """Where the vendor sent a coding that the archive undid, the digest is of other bytes: it is taken, and said so."""
    archive.hold(day(0), html(), listed_as="A" * 32, headers=(("Content-Encoding", "br"),))
    found = past(tmp_path, archive.settings)
    assert found.take().states == {"taken": 1}
    assert "could not be compared" in found.states()[0][2]


def test_redirects_are_followed_to_what_is_nearest_in_time(tmp_path: Path, archive: Machine) -> None:
    """An archived redirect is followed within the archive to the nearest capture of its target, at that capture's time."""
    archive.hold(day(5), status=302, headers=(("Location", "/new"),))
    archive.hold(day(4), valid(36), url=f"{HOST}/new")
    archive.hold(day(5.5), valid(24), url=f"{HOST}/new")
    found = past(tmp_path, archive.settings)
    found.take()
    assert found.rows("SELECT started_at, url, redirects, final_url, permanent FROM fetches") == [
        (day(5.5), PAGE, [PAGE], f"{HOST}/new", False)
    ]


def test_a_redirect_to_another_season_is_missing(tmp_path: Path, archive: Machine) -> None:
    """What its target said long before or after says nothing of the instant of the redirect."""
    archive.hold(day(0), status=301, headers=(("Location", "/new"),))
    archive.hold(day(40), valid(24), url=f"{HOST}/new")
    found = past(tmp_path, archive.settings)
    assert found.take().states == {"missing": 1}
    assert found.captures() == []


def test_redirects_in_a_circle_end(tmp_path: Path, archive: Machine) -> None:
    """Two addresses that lead to one another are missing, with the reason."""
    archive.hold(day(0), status=302, headers=(("Location", "/b"),))
    archive.hold(day(0), status=302, headers=(("Location", "/page"),), url=f"{HOST}/b")
    found = past(tmp_path, archive.settings)
    found.take()
    assert found.states()[0][1:] == ("missing", "redirects lead in a circle")


def test_a_redirect_to_the_same_page_is_passed(tmp_path: Path, archive: Machine) -> None:
    """From http to https or to www the page is the same: its other captures stand for themselves."""
    archive.hold(day(0), status=301, url=PAGE.replace("https", "http"), headers=(("Location", PAGE),))
    archive.hold(day(1), valid(24), url="https://www.acme.example/page/")
    found = past(tmp_path, archive.settings)
    assert found.take().states == {"passed": 1, "taken": 1}
    assert [at for at, _, _ in found.captures()] == [day(1)]


def test_a_page_that_moved_has_its_history_at_its_former_address(tmp_path: Path, archive: Machine) -> None:
    """Captures of a declared former address count until the page stands at its own; later ones say nothing of it."""
    archive.hold(day(0), valid(24), url=OLD)
    archive.hold(day(2), valid(12))
    archive.hold(day(4), html("Something else."), url=OLD)
    found = past(tmp_path, archive.settings, f'{PROGRAM}former_urls = ["{OLD}"]\n')
    found.take()
    assert found.rows("SELECT started_at, url FROM fetches ORDER BY 1") == [(day(0), OLD), (day(2), PAGE)]
    assert found.rows("SELECT before, after FROM changes WHERE type = 'requirement_changed'") == [
        ('"P24M"', '"P12M"')
    ]


def test_permanent_redirects_show_former_addresses(tmp_path: Path, archive: Machine) -> None:
    """Where the source's address was once seen to lead for good, its later history is looked for as well, at once."""
    archive.hold(day(0), status=301, headers=(("Location", "/new"),))
    archive.hold(day(0), valid(24), url=f"{HOST}/new")
    found = past(tmp_path, archive.settings)
    assert found.take().states == {"passed": 1, "taken": 1}
    archive.hold(day(9), valid(12), url=f"{HOST}/new")
    assert found.take(later=2).states == {"taken": 1}
    assert [question["url"] for question in archive.questions()] == [PAGE, f"{HOST}/new"] * 2


def test_a_second_backfill_asks_only_for_what_is_newer(tmp_path: Path, archive: Machine) -> None:
    """After a day the index is asked from the last instant it listed; nothing is downloaded again."""
    archive.hold(day(0), html())
    found = past(tmp_path, archive.settings)
    found.take()
    archive.hold(day(1), valid(24))
    archive.asked.clear()
    assert found.take().states == {}
    assert archive.asked == []
    assert found.take(later=2).states == {"taken": 1}
    assert [question["from"] for question in archive.questions()] == ["20250101000000"]
    assert [path[:8] for path in archive.downloads()] == ["20250102"]


def test_a_span_that_is_over_is_asked_for_once(tmp_path: Path, archive: Machine) -> None:
    """Only captures within the span are taken, and a closed span that was listed is not asked for again."""
    for count in (0, 5, 9):
        archive.hold(day(count), valid(count + 1))
    found = past(tmp_path, archive.settings)
    found.take(since="20250103000000", until="20250108235959")
    assert [at for at, _, _ in found.captures()] == [day(5)]
    found.take(later=9, since="20250103000000", until="20250108235959")
    assert len(archive.questions()) == 1


def test_very_long_histories_can_be_thinned_out(tmp_path: Path, archive: Machine) -> None:
    """The archive is asked to leave out captures of the same day."""
    for count in range(4):
        archive.hold(day(count / 2), valid(count + 1))
    found = past(tmp_path, archive.settings)
    assert [plan.captures for plan in found.plan(thinned="timestamp:8")] == [2]
    assert archive.questions()[0]["collapse"] == "timestamp:8"


def test_when_the_archive_says_stop_the_backfill_ends_and_goes_on_later(
    tmp_path: Path, archive: Machine
) -> None:
    """Told to wait for longer than the settings allow, it keeps what it has, says when to go on, and then does."""
    archive.troubles["/web/20250102"] = [Answer(CALENDAR, 429, (("Retry-After", "3600"),))]
    archive.hold(day(0), html())
    archive.hold(day(1), valid(24))
    found = past(tmp_path, f"{archive.settings}\nlongest_wait_seconds = 60")
    report = found.take()
    assert report.stopped is not None
    assert "asks to be left alone" in report.stopped
    assert f"go on after {NOW:%Y-%m-%d} 13:00:00 UTC" in report.stopped
    assert report.states == {"taken": 1}

    archive.asked.clear()
    again = found.take()

    assert archive.asked == []
    assert again.stopped == report.stopped
    with pytest.raises(ArchiveRests, match=f"go on after {NOW:%Y-%m-%d} 13:00:00 UTC"):
        found.plan()
    assert archive.asked == []
    assert found.take(later=1).states == {"taken": 1}


def test_a_rest_holds_where_nothing_was_written(tmp_path: Path, archive: Machine) -> None:
    """A plan that the archive did not answer makes no warehouse, and yet the next command leaves the archive alone."""
    archive.troubles["/cdx"] = [Answer(CALENDAR, 429, (("Retry-After", "3600"),))]
    found = past(tmp_path, archive.settings)
    for _ in range(2):
        with pytest.raises(ArchiveRests, match="loopback asks to be left alone"):
            found.plan()
    assert len(archive.asked) == 1
    assert not found.configuration.settings.warehouse.exists()


def test_an_archive_that_cannot_be_reached_makes_nothing_missing(tmp_path: Path) -> None:
    """When the archive goes away in the middle, the backfill ends after a few captures, which stay planned."""
    with machine(away=True) as archive:
        for count in range(8):
            archive.hold(day(count), valid(count + 1))
        found = past(tmp_path, archive.settings)
        report = found.take()
        assert len(archive.downloads()) == MOST_AWAY
        assert report.stopped is not None
        assert f"loopback gave no answer {MOST_AWAY} times in a row" in report.stopped
        assert report.states == {}
        archive.away = False
        assert found.take().states == {"taken": 8}


def test_a_source_without_an_answer_has_no_plan(tmp_path: Path, archive: Machine) -> None:
    """A plan of zeros would say that the archive has nothing, so what its index did not answer is said instead."""
    archive.troubles["/cdx"] = [Answer(CALENDAR, 400)] * 9
    found = past(tmp_path, archive.settings)
    plans, faults = asyncio.run(planned(found.configuration, found.order(), lambda: NOW, lambda _: None))
    assert plans == ()
    assert "acme/page" in faults[0]


def test_nobody_is_alerted_of_the_past_and_runs_are_not_kept_waiting(
    tmp_path: Path, archive: Machine
) -> None:
    """Changes found in the past are recorded and not owed; between two batches the run lock is free."""
    archive.hold(day(0), html())
    archive.hold(day(1), valid(24))
    found = past(tmp_path, archive.settings)
    lock = FileLock(found.configuration.settings.warehouse.with_name("gapwatch.duckdb.run"))
    free: list[bool] = []
    answer = archive.answer

    def watching(request: object) -> Answer:
        with lock.acquire(timeout=5):
            free.append(True)
        return answer(request)  # type: ignore[arg-type]

    archive.answer = watching  # type: ignore[method-assign]
    report = found.take()
    assert len(free) == 3
    assert report.changes > 0
    assert owed(found.configuration.settings.warehouse, ["mail"]) == ()
    assert found.rows("FROM alerts") == []


@pytest.mark.parametrize("command", [Past.take, Past.plan])
def test_one_backfill_at_a_time(tmp_path: Path, archive: Machine, command: Callable[[Past], object]) -> None:
    """Two that ask, if only for a plan, would ask an archive twice as often as it allows: the second is told so."""
    found = past(tmp_path, archive.settings)
    path = found.configuration.settings.warehouse
    path.parent.mkdir(parents=True)
    with (
        FileLock(path.with_name(path.name + ".backfill")),
        pytest.raises(RunInProgress, match="another backfill is at work; one at a time keeps within"),
    ):
        command(found)
    assert archive.asked == []


def test_a_large_page_is_taken_like_an_imported_one(tmp_path: Path, archive: Machine) -> None:
    """What an import takes is not too large for a backfill."""
    archive.hold(day(0), valid(24).replace(b"</body>", b"<!--" + b"x" * 12_000_000 + b"--></body>"))
    assert past(tmp_path, archive.settings).take().states == {"taken": 1}


def test_known_bytes_are_in_memory_only_so_many_at_a_time(
    tmp_path: Path, archive: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Captures of known bytes are recorded in batches of so many bytes, a longer one by itself."""
    for count in range(9):
        archive.hold(day(count), valid(count % 3 + 1))
    found = past(tmp_path, archive.settings)
    batches: list[int] = []
    read = backfills.read

    def watched(path: Path, known: Sequence[Known]) -> dict[str, bytes]:
        bodies = read(path, known)
        batches.append(sum(len(body) for body in bodies.values()))
        return bodies

    monkeypatch.setattr(backfills, "read", watched)
    monkeypatch.setattr(taking, "BATCH_BYTES", 2 * len(valid(1)) + 1)
    assert found.take().states == {"repeated": 6, "taken": 3}
    assert batches
    assert max(batches) <= 2 * len(valid(1)) + 1


def test_going_on_reads_nothing_again_by_another_declaration(tmp_path: Path, archive: Machine) -> None:
    """Sources declared for a backfill count from its start, so that one that goes on leaves what it had read as it was."""
    found = past(tmp_path, archive.settings)
    configured = found.order().programs[0]
    source = replace(configured.sources[0], exclude=("nav",))
    ordered = {"programs": [replace(configured, sources=(source,))], "sources": [source]}
    for count in range(2):
        archive.hold(day(count), valid(count + 1))
        assert found.take(later=2 * count, **ordered).states == {"taken": 1}
    assert found.rows("SELECT count(*) FROM rereadings") == [(0,)]
