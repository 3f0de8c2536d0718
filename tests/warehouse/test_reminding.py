"""People are reminded of promises whose day comes near or has passed without a figure: once for each stage."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from warehouse_doubles import CATALOGUE, DAY, POLICY, RULES, Line, days, page, program, source, warehouse

from flows.alerts.letters import letter
from warehouse import owed, record, settle

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse import Alert, Fetch, Policy

HUB = source()
REMINDING = replace(POLICY, commitment_days=(30, 7, 0))
PROMISE = Line(
    "target",
    300_000,
    "the program",
    "certified consultants",
    unit="people",
    due="2026-03-31",
    text="We promise 300,000.",
)
"""Due on day 89 of the story, which begins with the year."""


def figure(count: int) -> Line:
    """How many there are so far."""
    return Line(
        "target", count, "the program", "progress: consultants", unit="people", text=f"So far {count}."
    )


def looked(
    path: Path, day: float, *lines: Line, policy: Policy = REMINDING, **more: Any
) -> list[tuple[int, int]]:
    """Look at the page on a day, settle, and give stage and days left of every promise that this reminds of."""
    before = {alert.id for alert in alerts(path)}
    fetch: Fetch = page(HUB, days(day), *lines, furniture=str(day), **more)
    record(path, [fetch], RULES, at=fetch.finished_at)
    settle(path, CATALOGUE, policy, f"run-{day}", days(day) + DAY / 24)
    return [
        (one["stage"], one["days_left"])
        for alert in alerts(path)
        if alert.id not in before
        for one in json.loads(alert.payload)["commitments"]
    ]


def alerts(path: Path) -> list[Alert]:
    """The reminders that are owed."""
    return [alert for alert in owed(path, ["feed"]) if alert.type == "reminder"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A warehouse that watches the program."""
    return warehouse(tmp_path, program(HUB))


def test_each_stage_is_told_once(path: Path) -> None:
    """A month before, a week before and when the day has passed people hear of it, each once, late looks the newest only."""
    told = {day: looked(path, day, PROMISE) for day in (0, 58, 59, 60, 83, 89, 90, 91)}
    assert {day: stages for day, stages in told.items() if stages} == {
        59: [(30, 30)],
        83: [(7, 6)],
        90: [(0, -1)],
    }


def test_a_figure_ends_the_reminders_until_the_day(path: Path) -> None:
    """With a figure nobody is reminded, until the day has passed and the figure is short of the promise."""
    looked(path, 0, PROMISE)
    assert [looked(path, day, PROMISE, figure(120_000)) for day in (60, 85)] == [[], []]
    assert looked(path, 95, PROMISE, figure(120_000)) == [(0, -6)]


def test_a_promise_that_is_kept_reminds_nobody(path: Path) -> None:
    """A figure that reaches the promise is the end of it."""
    looked(path, 0, PROMISE)
    assert looked(path, 95, PROMISE, figure(310_000)) == []


def test_what_was_due_before_it_was_known_is_told_nobody(path: Path) -> None:
    """A stage that was reached when the promise became known is not told, the ones after it are."""
    assert [looked(path, day, PROMISE) for day in (65, 66, 81, 82)] == [[], [], [], [(7, 7)]]


def test_imported_history_reminds_nobody(path: Path) -> None:
    """A promise that comes with old captures from an archive long after its day is told to nobody, now or later."""
    looked(path, 200)
    looked(path, 10, PROMISE, policy=replace(REMINDING, live=False), archive="old.warc.gz")
    assert looked(path, 201) == []
    looked(path, 20, PROMISE, policy=replace(REMINDING, live=False), archive="old.warc.gz")
    assert [looked(path, day, PROMISE) for day in (202, 203)] == [[], []]


def test_nobody_is_reminded_who_does_not_want_it(path: Path) -> None:
    """Without stages nothing is told."""
    assert [looked(path, day, PROMISE, policy=POLICY) for day in (0, 60, 95)] == [[], [], []]


def test_the_letter_says_what_was_promised_and_what_is_known(path: Path) -> None:
    """The letter has the promise with its day, what is missing, the quote and where it stands."""
    looked(path, 0, PROMISE)
    looked(path, 60, PROMISE)
    looked(path, 95, PROMISE, figure(120_000))
    first, last = (letter(alert) for alert in alerts(path))
    assert first.title == "Acme Partners: 300,000 people due in 29 days, no figure published"
    assert last.title == "Acme Partners: 300,000 people due 6 days ago, last figure 40% of it"
    for said in (
        "300,000 people by 31 March 2026: certified consultants",
        "“We promise 300,000.”",
        "1 January 2026",
    ):
        assert said in first.text
    assert "120,000 people on 6 April 2026: “So far 120000.”" in last.text
