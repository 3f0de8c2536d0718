"""A firm's profile in a directory of partners."""

from __future__ import annotations

from readings_for_tests import page

from extractors.requirements import requirements

FIRM = "<h1>Harbour &amp; Sons</h1><p>Harbour &amp; Sons builds terminals.</p><p>Premier Partner</p><p>Sector Ports</p>"


def badges(body: str) -> list[tuple[str, object]]:
    """Subject and value of the badges that a page shows."""
    return [(one.subject, one.value) for one in requirements(page(body)) if one.attribute == "tier badge"]


def test_a_profile_shows_the_tier_of_its_firm() -> None:
    """A line that is nothing but a badge, on a page that leads back to the directory, is what the directory shows."""
    assert badges(f"<p>Back to the Partner Finder</p>{FIRM}") == [("Harbour & Sons", "Premier Partner")]


def test_a_page_that_is_no_profile_shows_no_badge() -> None:
    """The same line elsewhere says nothing of a directory."""
    assert badges(FIRM) == []
