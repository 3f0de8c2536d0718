"""Tiers that a page describes one under another, whatever they are called."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.requirements import requirements


def tiers(body: str) -> list[str]:
    """The tiers that a page with that body names, from the lowest."""
    found = [r for r in requirements(page(f"<h1>Join the guild</h1>{body}")) if r.kind == "tier"]
    return [r.subject for r in sorted(found, key=lambda r: int(str(r.value)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Our grower tier of membership is for farmers of grain.",
            "Shop membership is for sellers of bread.",
        ),
        ("This level gives a seat on the board.", "This level includes two seats on the board."),
        ("The grower level is open to any farm.", "The shop level is reserved for traders."),
        (
            "Grower members are mainly for small farms.",
            "This class of membership entitles shops to a listing.",
        ),
        (
            "For farms. This tier offers a seat at all events.",
            "For shops. This tier provides a yearly review.",
        ),
    ],
)
def test_headings_over_descriptions_of_tiers(one: str, other: str) -> None:
    """Two headings of one level name tiers where the text below each says for whom that tier is, or what it gives."""
    assert tiers(f"<h2>Growers</h2><p>{one}</p><h2>Shops</h2><p>{other}</p>") == ["Growers", "Shops"]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Growers</h2><p>Our grower tier of membership is for farmers of grain.</p><h2>News</h2><p>Spring is here.</p>",
        "<h2>Who may join?</h2><p>Membership is for farms.</p><h2>Who may not?</h2><p>Membership is open to farms.</p>",
        "<h2>Why join</h2><p>Members are glad.</p><h2>Events</h2><p>These are for members.</p>",
    ],
)
def test_one_description_or_a_question_names_no_tier(body: str) -> None:
    """A single description, headings that ask, and praise name no tiers."""
    assert tiers(body) == []
