"""Tiers with names of their own, and the certification that a page is about."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.naming import names


def tiers(body: str) -> list[str]:
    """The tiers read of a page, in the order of their ranks."""
    found = names(page(body)).tiers
    return [tier.name for tier in sorted(found, key=lambda tier: tier.rank)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>Studios enter at the Sprout level and move up to Sapling and then Oak.</p>",
            ["Sprout", "Sapling", "Oak"],
        ),
        (
            "<p>Here is what it takes to become a Member or Guardian Member.</p>",
            ["Member", "Guardian Member"],
        ),
        (
            "<p>Firms are in one of four ranks, called Pawn, Knight, Rook and Queen.</p>",
            ["Pawn", "Knight", "Rook", "Queen"],
        ),
        (
            (
                "<p>New agencies start as an Explorer.</p><p>Explorers can become Pioneers once they have two projects. "
                "A Pioneer keeps the status for a year.</p>"
            ),
            ["Explorer", "Pioneer"],
        ),
        (
            (
                "<table><tr><th></th><th colspan=2>Partner level</th></tr><tr><th></th><th>Harbour</th><th>Ocean</th></tr>"
                "<tr><td>Certified people</td><td>2</td><td>8</td></tr></table>"
            ),
            ["Harbour", "Ocean"],
        ),
        (
            (
                "<table><tr><th>Membership class</th><th>Dues</th></tr><tr><th>Friend</th><td>100</td></tr>"
                "<tr><th>Guardian</th><td>900</td></tr></table>"
            ),
            ["Friend", "Guardian"],
        ),
    ],
)
def test_tiers_are_known_by_what_is_said_of_them(body: str, expected: list[str]) -> None:
    """Entering, climbing, "called", and headers that say level name tiers whose names nobody knows beforehand."""
    assert tiers(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<p>Move up to Version 4 and become a Hero of your data.</p>",
        "<p>Start as a Beginner. Then read on.</p>",
        (
            "<table><tr><th>Support level</th><th>Answer</th></tr><tr><th>Basic</th><td>2 days</td></tr>"
            "<tr><th>Urgent</th><td>2 hours</td></tr></table>"
        ),
        "<p>Firms at the Next level can become a Partner.</p>",
        "<p>Our speakers reach the Berlin level. Attendees begin as Guests and advance to Speakers.</p>",
    ],
)
def test_levels_of_other_things_are_no_tiers(body: str) -> None:
    """One name alone, levels of support, and words that are no names make no tiers."""
    assert tiers(body) == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Exam guide: Norwind Stream Operator – Advanced (NSO-310)", "Norwind Stream Operator – Advanced"),
        ("Certification: Norwind Data Steward", "Norwind Data Steward"),
        ("ND-204: Norwind Data Developer", "ND-204: Norwind Data Developer"),
        ("Norwind Platform Administrator certification exam", "Norwind Platform Administrator"),
        ("Norwind Cloud Architect Certification", "Norwind Cloud Architect"),
    ],
)
def test_a_heading_says_which_certification_a_page_is_about(heading: str, name: str) -> None:
    """The name stands before or behind the kind of page or the code of the exam."""
    found = names(page(f"<h1>{heading}</h1><p>Candidates have 90 minutes.</p>")).certifications
    assert [one.name for one in found] == [name]


@pytest.mark.parametrize(
    "heading",
    ["Certification", "Why certification matters", "Exam guide: how to prepare", "The certification exam"],
)
def test_a_heading_that_names_nothing_is_no_certification(heading: str) -> None:
    """Kinds of pages and talk about them are not names."""
    assert names(page(f"<h1>{heading}</h1><p>Candidates have 90 minutes.</p>")).certifications == ()


def test_headings_below_one_on_designations_are_designations() -> None:
    """Each heading below "Our three designations" is one, when there are several; other headings are not."""
    body = (
        "<h1>Handbook</h1><h2>Our two specialisms</h2><h3>Wind Parks</h3><p>For those who build them.</p>"
        "<h3>Tidal Plants</h3><p>For the others.</p><h2>Next steps</h2><h3>Contact us</h3><p>Write.</p>"
    )
    found = names(page(body)).specializations
    assert [one.name for one in found] == ["Wind Parks", "Tidal Plants"]
