"""Which entries of a feed are about a program."""

from __future__ import annotations

import time

import pytest

from extractors.announcing import about
from extractors.catalogue import Catalogue, Facet, Program, Question, Source
from extractors.feeds import Entry

ASKED = Catalogue(
    (
        Question("tiers", "?", "?", (Facet("names", "names", True, (), ("partner tier*", "tiers")),)),
        Question(
            "curriculum", "?", "?", (Facet("content", "?", True, (), ("training",), ("training data",)),)
        ),
    )
)
PROGRAM = Program(
    "acme-cloud", "Acme Cloud Partner Program", "Acme", "https://acme.example", ("ACPP", "Acme")
)


def why(title: str, text: str = "", standing: str = "official", language: str | None = "en-gb") -> str:
    """Why an entry is about the program."""
    source = Source("acme-cloud/news", "acme-cloud", "news", "https://acme.example/feed", standing=standing)  # type: ignore[arg-type]
    return about(Entry("1", "", title, None, None, text, language), PROGRAM, source, ASKED)


@pytest.mark.parametrize("standing", ["official", "press"])
@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("What the Acme Cloud Partner Program asks", "", 'names "Acme Cloud Partner Program"'),
        (
            "News",
            "<p>The <b>Acme&nbsp;Cloud</b> partner program grows.</p>",
            'names "Acme Cloud Partner Program"',
        ),
        ("Acme changes the ACPP", "", 'names "ACPP"'),
        ("How animals use acpp", "", ""),
        ("Another firm's ACPP", "", ""),
        ("Acme earns more", "<p>Profit rose.</p>", ""),
        ("Acme earns more", "<script>Acme Cloud Partner Program</script>", ""),
    ],
)
def test_names_and_aliases_tell(title: str, text: str, expected: str, standing: str) -> None:
    """The program's name or alias anywhere tells; a short alias needs the vendor beside it, whose own name says nothing."""
    assert why(title, text, standing) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("A new partner program", "", 'says "partner program"'),
        ("News", "<p>Training for our partners begins.</p>", 'speaks of "our partners" and of curriculum'),
        ("News", "<p>Training begins.</p><p>We thank our partners.</p>", ""),
        ("News", "<p>Our partners share training data.</p>", ""),
        ("A partner in research", "<p>Training a model together.</p>", ""),
    ],
)
def test_the_vendors_own_feed_needs_no_name(title: str, text: str, expected: str) -> None:
    """In the vendor's feed its program goes by fewer words, or partners and a question's topic stand in one sentence."""
    assert why(title, text) == expected
    assert not why(title, text, "press")


def test_an_entry_in_another_language_is_left_alone() -> None:
    """An entry that says to be in another language than its feed's source is not read."""
    assert not why("Acme Cloud Partner Program", language="de")
    assert why("Acme Cloud Partner Program", language=None)


@pytest.mark.parametrize("piece", ["<script", "<style ", "<!--", "<", "<p ", "partner ", ". A"])
def test_hostile_markup_costs_little(piece: str) -> None:
    """An entry whose markup is made to be expensive is looked through in a moment: a feed has a thousand of them."""
    begun = time.monotonic()
    why("News", piece * (40_000 // len(piece)))
    assert time.monotonic() - begun < 0.5


def test_what_a_script_or_a_comment_hides_to_the_end_is_not_said() -> None:
    """A script or a comment that nobody closes hides all that follows, as in a browser."""
    assert not why("News", "<p>Acme earns more.</p><script>Acme Cloud Partner Program")
    assert not why("News", "<p>Acme earns more.</p><!-- Acme Cloud Partner Program")
    assert why("News", "<script>x</script><!-- y -->Acme Cloud Partner Program")
