"""Figures that the vendor gives of how far a promise is."""

from __future__ import annotations

import pytest
from documents_for_tests import read

from extractors.requirements import requirements


def figures(sentence: str) -> list[tuple[str, object, str | None, str | None]]:
    """The figures of progress in a sentence of a program's page."""
    page = read(f"<main><h1>Acme Partner Network: half a year on</h1><p>{sentence}</p></main>")
    found = requirements(page)
    assert all(page.text[one.start : one.end] == one.quote for one in found)
    return [
        (one.attribute, one.value, one.comparator, one.condition)
        for one in found
        if one.attribute.startswith("progress")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("So far, 120,000 consultants have been certified.", ("progress: consultants", 120_000, "=", None)),
        ("To date, Acme has certified 120,000 consultants.", ("progress: consultants", 120_000, "=", None)),
        (
            "We have already certified more than 1.2 million people.",
            ("progress: people", 1_200_000, ">", None),
        ),
        ("80,000 engineers have earned the certification.", ("progress: engineers", 80_000, "=", None)),
        (
            "As of September 2026, there are now 95,000 certified consultants worldwide.",
            ("progress: consultants", 95_000, "=", "As of September 2026"),
        ),
        (
            "We have certified over 130,000 consultants toward our goal of 300,000 by the end of 2026.",
            ("progress: consultants", 130_000, ">", None),
        ),
    ],
)
def test_what_was_reached_is_read(sentence: str, expected: tuple[object, ...]) -> None:
    """A figure of people trained or certified so far is a target's progress, with how it is bounded and dated."""
    assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "We aim to certify 300,000 consultants by the end of 2026.",
        "Partners must show that 500 engineers have been certified.",
        "At least 10 engineers have been certified.",
        "Initech has trained 30,000 professionals.",
        "Once 1,000 people have been certified, the tier opens.",
    ],
)
def test_what_is_promised_asked_or_another_firms_is_not(sentence: str) -> None:
    """A promise, a demand, and what a partner did are no figures of the vendor's progress."""
    assert figures(sentence) == []
