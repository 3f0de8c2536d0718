"""Sentences that speak of several names at once, and names that are said in short."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

TIERS = "<p>Studios enter at the Sprout level and move up to Sapling and then Oak.</p>"
PEOPLE = "<ul><li>Norwind Certified Gardener</li><li>Norwind Certified Forester</li></ul>"


def said(body: str, kind: str) -> set[tuple[str, object]]:
    """Subjects and values of one kind that a page states."""
    return {(one.subject, one.value) for one in requirements(page(body)) if one.kind == kind}


def test_each_value_goes_to_the_name_before_it() -> None:
    """An enumeration of names with their own amounts is one requirement for each name."""
    body = TIERS + "<p>Saplings pay an annual fee of $200, and Oaks an annual fee of $900.</p>"
    assert {("Sapling", 200), ("Oak", 900)} <= said(body, "fee")


def test_each_value_goes_to_the_name_behind_it() -> None:
    """Where names follow their values, each belongs to the one before it."""
    body = (
        PEOPLE
        + "<p>The credential is valid for two years for Norwind Certified Gardener and three years for Norwind "
        "Certified Forester.</p>"
    )
    assert said(body, "validity") == {
        ("Norwind Certified Gardener", "P2Y"),
        ("Norwind Certified Forester", "P3Y"),
    }


@pytest.mark.parametrize("short", ["Forester", "The Forester exam", "For Forester, the exam"])
def test_a_certification_is_known_by_the_word_that_tells_it_apart(short: str) -> None:
    """The word "Forester" is enough on a page with "Norwind Certified Forester" and "Norwind Certified Gardener"."""
    body = (
        f"{PEOPLE}<p>{short} takes 90 minutes.</p>"
        if "exam" in short
        else f"{PEOPLE}<p>{short} is valid for three years.</p>"
    )
    found = said(body, "exam") | said(body, "validity")
    assert {subject for subject, _ in found} == {"Norwind Certified Forester"}


@pytest.mark.parametrize(
    "text",
    [
        "Gold partners must keep a customer satisfaction score of 80%.",
        "Partners need a minimum health score of 80% in every account.",
    ],
)
def test_scores_of_firms_are_no_passing_scores(text: str) -> None:
    """What customers or systems score of a firm is a demand on the firm, not a fact of an exam."""
    assert {
        one.kind
        for one in requirements(page(f"<h1>Norwind Partner Program</h1><p>{text}</p>"))
        if one.value == 80
    } == {"tier_requirement"}
