"""Contradictions: two official sources of one program that state different values of the same thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from warehouse_doubles import Line, days, page, people, program, settled, source, tier, warehouse

from warehouse import connect_read_only

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = source("guide"), source("questions")
YEARLY = Line(
    "validity", "P12M", "Practitioner", "validity", "valid", "The badge is valid for twelve months."
)
LONGER = replace(YEARLY, value="P24M", text="Each badge is valid for two years.")


def asked(path: Path, query: str, **parameters: object) -> list[tuple[object, ...]]:
    """What a warehouse answers."""
    con = connect_read_only(path)
    rows = con.execute(query, parameters).fetchall()
    con.close()
    return rows


def told(tmp_path: Path, one: Line, two: Line, *more: Line) -> Path:
    """A warehouse in which one page says one line, and a day later another the other and more."""
    path = warehouse(tmp_path, program(ONE, TWO))
    settled(path, page(ONE, days(0), one))
    settled(path, page(TWO, days(1), two, *more))
    return path


def test_two_pages_that_disagree_are_shown_with_both_quotes(tmp_path: Path) -> None:
    """Both values, both quotes and both addresses are given, since the later of the two began to hold."""
    path = told(tmp_path, YEARLY, LONGER)
    assert asked(path, "SELECT value, other_value FROM contradictions") == [('"P12M"', '"P24M"')]
    assert asked(path, "SELECT quote, other_quote, url, other_url, since FROM contradictions") == [
        (YEARLY.quote, LONGER.quote, ONE.url, TWO.url, days(1))
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (YEARLY, replace(YEARLY, text="Every badge is valid for twelve months.")),
        (YEARLY, replace(YEARLY, value="P1Y", text="A badge is valid for one year.")),
        (YEARLY, replace(YEARLY, value="P365D", text="A badge is valid for 365 days.")),
        (YEARLY, replace(LONGER, subject="Expert")),
        (YEARLY, replace(LONGER, due="2027-01-01")),
        (YEARLY, replace(LONGER, text="After that time, registrations lapse.")),
        (people(10), people(25, "Silver")),
        (tier("Gold"), replace(tier("Gold"), value=2)),
        (
            Line("fee", "in January", "Gold", "price list", text="The price list of Gold comes in January."),
            Line("fee", "in March", "Gold", "price list", text="The price list of Gold comes in March."),
        ),
        (
            Line("validity", "2026-03", "Guide", "released", text="The guide was released in March 2026."),
            Line(
                "validity", "2026-03-04", "Guide", "released", text="The guide was released on March 4, 2026."
            ),
        ),
    ],
    ids=[
        "same",
        "year",
        "days",
        "other subject",
        "later rule",
        "other words",
        "other tier",
        "rank",
        "texts",
        "less precise",
    ],
)
def test_what_is_said_of_different_things_is_no_contradiction(tmp_path: Path, one: Line, two: Line) -> None:
    """Equal lengths, other subjects, rules of another day, other words, ranks and texts contradict nothing."""
    assert asked(told(tmp_path, one, two), "FROM contradictions") == []


def test_a_page_that_states_several_values_contradicts_nothing(tmp_path: Path) -> None:
    """Where one page states two values of a thing, they are of two cases: neither is held against another page."""
    path = told(tmp_path, YEARLY, LONGER, replace(YEARLY, value="P36M"))
    assert asked(path, "FROM contradictions") == []


def test_a_tier_is_one_however_a_page_calls_it(tmp_path: Path) -> None:
    """Gold, Gold partners and the Gold tier are one subject."""
    path = told(tmp_path, people(10), people(25, "the Gold tier", "Gold tier certified individuals 25"))
    assert asked(path, "SELECT value, other_value FROM contradictions") == [("10", "25")]


DUTY = Line("customer_evidence", True, "Gold", "references", text="References of customers are required.")
EXEMPT = replace(DUTY, value=False, text="References of customers are not required.")


@pytest.mark.parametrize(
    ("one", "values"),
    [(DUTY, [("true",)]), (replace(DUTY, text="References of customers aren’t required."), [])],
    ids=["duty and exemption", "both deny"],
)
def test_a_duty_and_an_exemption_contradict(tmp_path: Path, one: Line, values: list[tuple[str]]) -> None:
    """What is required on one page and not on another is disputed, unless the words of both deny it."""
    assert asked(told(tmp_path, one, EXEMPT), "SELECT value FROM contradictions") == values


def test_a_contradiction_has_its_time(tmp_path: Path) -> None:
    """As of a day before the second page there was none."""
    path = told(tmp_path, people(10), people(25))
    query = "SELECT count(*) FROM contradictions_as_of($at)"
    assert asked(path, query, at=days(0.5)) == [(0,)]
    assert asked(path, query, at=days(1)) == [(1,)]


def test_press_contradicts_nobody(tmp_path: Path) -> None:
    """Only the vendor's own sources are held against each other."""
    press = source("news", standing="press")
    path = warehouse(tmp_path, program(ONE, press))
    settled(path, page(ONE, days(0), YEARLY))
    settled(path, page(press, days(1), LONGER))
    assert asked(path, "FROM contradictions") == []
