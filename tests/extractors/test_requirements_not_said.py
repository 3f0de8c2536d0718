"""Sentences with a value or a duty that the program does not state: ended, of others, of a product, denied."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.requirements import requirements


def stated(sentence: str, heading: str = "Orbwell Partner Program") -> list[tuple[str, object]]:
    """Kind and value of what a page with that sentence states."""
    return [(r.kind, r.value) for r in requirements(page(f"<h1>{heading}</h1><p>{sentence}</p>", heading))]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Partners are no longer required to submit 3 references.", "customer_evidence"),
        ("Partners no longer need to pay an annual fee of $500.", "fee"),
    ],
)
def test_what_is_no_longer_required_is_an_exemption(sentence: str, kind: str) -> None:
    """A duty that no longer holds is stated as False, and its number is no demand."""
    assert stated(sentence) == [(kind, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The annual fee of $500 has been abolished.",
        "The annual fee of $500 was waived in 2024.",
        "The Gold tier used to require 10 certified individuals.",
        "Gold partners were previously required to hold 10 certifications.",
        "Until 2023, Gold partners needed to hold 10 certifications.",
        "Formerly, partners paid an annual fee of $900.",
        "The two-year validity was discontinued in 2023.",
    ],
)
def test_what_ended_states_nothing(sentence: str) -> None:
    """What was required, charged or valid and is not any more is no requirement."""
    assert stated(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Registration used to cost $900, but now partners pay an annual fee of $500.", 500),
        ("The annual fee of $500 is waived for nonprofits.", 500),
    ],
)
def test_what_holds_beside_what_ended_is_read(sentence: str, value: int) -> None:
    """Only the clause about the past is passed over, and a waiver for some leaves the fee for the others."""
    assert stated(sentence) == [("fee", value)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Unlike other programs that require an annual fee of $3,000, ours is simple.", []),
        ("Other programs require an annual fee of $3,000.", []),
        (
            "Compared with other programs, which charge $3,000 per year, ours costs $500 per year.",
            [("fee", 500)],
        ),
    ],
)
def test_rules_of_others_are_not_the_programs(sentence: str, expected: list[tuple[str, object]]) -> None:
    """A value in a clause about other programs is theirs; the clause about the own one is read."""
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Our product costs $99 per month and is valid for 30 days.", []),
        ("The trial is valid for 30 days.", []),
        ("The annual program fee is $500.", [("fee", 500)]),
        ("Membership costs $99 per month and is valid for 12 months.", [("fee", 99), ("validity", "P12M")]),
    ],
)
def test_prices_of_products_are_no_fees(sentence: str, expected: list[tuple[str, object]]) -> None:
    """What a product costs and how long a trial lasts is nothing of the program's; its membership is."""
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "comparator", "value"),
    [
        ("Partners may not resell more than 10 licenses.", "<=", 10),
        ("Partners must not have more than 3 open complaints.", "<=", 3),
        ("Partners must not charge customers an annual fee.", "=", False),
        ("Gold partners need 5 certified engineers.", "=", 5),
        ("Gold partners need between 5 and 10 certified engineers.", "between", 5),
    ],
)
def test_a_ban_turns_a_limit_and_holds_no_other_value(sentence: str, comparator: str, value: object) -> None:
    """What must not be more than a number is at most that; another ban is False; "need" with a number demands it."""
    found = requirements(page(f"<h1>Orbwell Partner Program</h1><p>{sentence}</p>"))
    assert (comparator, value) in [(r.comparator, r.value) for r in found]
    assert "P1Y" not in [r.value for r in found]


def test_a_remark_beside_a_duty_takes_nothing_from_it() -> None:
    """What is only a remark or a clause of contracts counts for its own clause; the demand beside it stays."""
    assert ("tier_requirement", 5) in stated(
        "Partners must have 5 certified engineers; these terms are subject to change."
    )
    assert stated("These terms are subject to change.") == []
