"""The monitor from end to end: a real site on loopback, a real warehouse, a real feed."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from watched_site import CATALOGUE, DAY, FEE, Watch, watched

import warehouse
from extractors.records import Outcome
from flows.configuration import UnknownProgramError
from flows.exclusive import RunInProgress
from flows.monitor import Surroundings, monitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extractors.catalogue import Source
    from flows.fetching import Attempt, Validators
    from flows.rounds import FetchSource, Progress


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """One program with one silent page."""
    with watched(tmp_path) as one:
        yield one


def test_a_first_run_remembers_everything_and_tells_a_summary_only(watch: Watch) -> None:
    """The first run of a program fetches, records and tells one summary, whatever its pages hold."""
    watch.site.pages["/acme"] = FEE.format(fee="$2,000")
    report = watch.run()
    assert report.outcomes == {"healthy": 1}
    assert report.changes == ()
    assert [told.title for told in report.deliveries] == [
        "Acme Partners: now watched, 1 of 1 questions documented"
    ]


def test_a_gap_that_closes_is_told_once(watch: Watch) -> None:
    """A requirement that appears closes its gap, is told by the run that saw it, and by no later one."""
    watch.run()
    watch.site.pages["/acme"] = FEE.format(fee="$2,000")
    second, third = watch.run(1), watch.run(2)
    assert {change.type for change in second.changes} == {"gap_closed", "requirement_added"}
    assert len(second.deliveries) == 1
    assert (third.changes, third.deliveries) == ((), ())


def test_what_moves_without_meaning_wakes_nobody(watch: Watch) -> None:
    """Another menu, a token and other words around the same requirement are no change."""
    watch.site.pages["/acme"] = FEE.format(fee="$2,000")
    watch.run()
    other = FEE.format(fee="$2,000").replace(
        "<body>", '<body data-nonce="f00"><nav><a href="/">Home</a></nav>'
    )
    watch.site.pages["/acme"] = other.replace("in every region", "all over the world")
    assert watch.run(1).changes == ()


def test_an_unchanged_page_is_asked_for_with_its_validators(watch: Watch) -> None:
    """The second run sends the entity tag of the last healthy capture, and a 304 counts as seen again."""
    watch.run()
    assert watch.run(1).outcomes == {"unchanged": 1}


def test_a_page_behind_a_redirect_is_asked_for_with_its_validators_too(watch: Watch) -> None:
    """The entity tag goes to the address that gave it, at the end of the redirects, and is answered there."""
    watch.site.pages["/moved"] = watch.site.pages["/acme"]
    watch.site.redirects["/acme"] = "/moved"
    assert [watch.run(day).outcomes for day in range(2)] == [{"healthy": 1}, {"unchanged": 1}]


def test_a_failing_source_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    """A page that is missing is an outcome of its source; every other source is read."""
    with watched(tmp_path, "acme", "bolt", "core") as watch:
        del watch.site.pages["/bolt"]
        assert watch.run().outcomes == {"healthy": 2, "not_found": 1}


def test_a_flaw_of_ours_at_one_source_does_not_stop_the_run(tmp_path: Path) -> None:
    """An exception while one source is fetched becomes its outcome, with a request to report it."""

    def broken_for_bolt(fetch: FetchSource) -> FetchSource:
        async def fetch_or_fail(source: Source, validators: Validators | None) -> Attempt:
            if source.program == "bolt":
                raise RuntimeError("a flaw")
            return await fetch(source, validators)

        return fetch_or_fail

    with watched(tmp_path, "acme", "bolt") as watch:
        report = watch.run(around=Surroundings(fetching=broken_for_bolt))
        assert report.outcomes == {"healthy": 1, "connection_error": 1}
        with closing(warehouse.connect_read_only(watch.warehouse)) as con:
            reasons = con.execute("SELECT reason FROM fetches WHERE program = 'bolt'").fetchall()
    assert "a flaw" in reasons[0][0]
    assert "report this" in reasons[0][0]


def test_only_named_programs_are_fetched(tmp_path: Path) -> None:
    """A run over named programs leaves the others alone; all stay watched."""
    with watched(tmp_path, "acme", "bolt") as watch:
        assert watch.run(program_keys=["bolt"]).outcomes == {"healthy": 1}
        pages = [request.path for request in watch.site.asked if request.path != "/robots.txt"]
    assert pages == ["/bolt"]


def test_an_unknown_program_is_refused_before_anything_is_done(watch: Watch) -> None:
    """A wrong name is an error that names near ones, and no warehouse is made."""
    with pytest.raises(UnknownProgramError, match="acme"):
        watch.run(program_keys=["acmee"])
    assert not watch.warehouse.exists()


def test_a_scheduled_run_leaves_out_what_is_not_due(watch: Watch) -> None:
    """A source that was fetched since its schedule came round last is not fetched by a scheduled run."""
    watch.run()
    report = watch.run(0, scheduled=True)
    assert (report.outcomes, report.not_due) == ({}, 1)
    assert watch.run(1, scheduled=True).not_due == 0


def test_a_second_run_refuses_while_one_is_at_work(watch: Watch) -> None:
    """Runs take turns: one that cannot have its turn in time says so and touches nothing."""
    with FileLock(f"{watch.warehouse}.run"), pytest.raises(RunInProgress, match="another run"):
        watch.run(around=Surroundings(wait_seconds=0))
    assert watch.site.asked == []


def test_overlapping_runs_take_turns(watch: Watch) -> None:
    """Two runs started together both succeed, one after the other."""
    configuration = watch.configuration()

    async def both() -> list[dict[str, int]]:
        runs = (monitor(configuration, now=lambda: DAY, run_id=name) for name in ("one", "two"))
        return [report.outcomes for report in await asyncio.gather(*runs)]

    assert sorted(asyncio.run(both()), key=str) == [{"healthy": 1}, {"unchanged": 1}]


def test_history_is_read_again_when_the_questions_change(watch: Watch) -> None:
    """Other questions are other rules: what was captured is read again, and nobody hears of a vendor's change."""
    watch.site.pages["/acme"] = FEE.format(fee="$2,000")
    watch.run()
    more = CATALOGUE + CATALOGUE.replace('"fees"', '"costs"').replace("What does", "How much does")
    (watch.directory / "questions.toml").write_text(more, encoding="utf-8")
    report = watch.run(1)
    assert report.deliveries == ()
    with closing(warehouse.connect_read_only(watch.warehouse)) as con:
        board = con.execute(
            "SELECT question, status FROM coverage WHERE facet IS NULL AND valid_to IS NULL ORDER BY question"
        ).fetchall()
    assert board == [("costs", "documented"), ("fees", "documented")]


def test_other_selectors_are_no_change_of_the_vendors(watch: Watch) -> None:
    """A source that is now read in another way has its history read again; what that adds is told to nobody."""
    hidden = (
        FEE.format(fee="$2,000")
        .replace("<h2>Fees", '<div class="more"><h2>Fees')
        .replace("</main>", "</div></main>")
    )
    watch.site.pages["/acme"] = hidden
    program = watch.directory / "programs" / "acme.toml"
    program.write_text(program.read_text("utf-8") + 'exclude = [".more"]\n', encoding="utf-8")
    watch.run()
    program.write_text(program.read_text("utf-8").replace('exclude = [".more"]\n', ""), encoding="utf-8")
    report = watch.run(1)
    assert report.deliveries == ()
    with closing(warehouse.connect_read_only(watch.warehouse)) as con:
        statuses = con.execute(
            "SELECT status FROM coverage WHERE facet IS NULL AND valid_to IS NULL"
        ).fetchall()
    assert statuses == [("documented",)]


def test_progress_hears_of_every_source(tmp_path: Path) -> None:
    """Whoever started the run hears of each fetch once it is recorded."""
    heard: list[Progress] = []
    with watched(tmp_path, "acme", "bolt") as watch:
        watch.run(around=Surroundings(progress=heard.append))
    assert [(at.done, at.total, at.fetch.outcome) for at in heard] == [
        (1, 2, Outcome.HEALTHY),
        (2, 2, Outcome.HEALTHY),
    ]


def test_a_warehouse_that_cannot_be_written_stops_the_run(watch: Watch) -> None:
    """What was done wrong here is no outcome of a source: the run ends with an error."""
    configuration = watch.configuration()
    watch.warehouse.write_bytes(b"no database at all, but a text of some length")
    with pytest.raises(Exception, match=r"gapwatch\.duckdb"):
        asyncio.run(monitor(replace(configuration), now=lambda: DAY))
