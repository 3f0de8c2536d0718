"""Mentions: that a page speaks of a topic without saying what can be checked."""

from __future__ import annotations

import pytest
from readings_for_tests import CATALOGUE, page

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction
from extractors.mentions import mentions
from extractors.requirements import requirements


def asked(*topic: str, against: tuple[str, ...] = ()) -> Catalogue:
    """A catalogue of one question with one facet on renewal."""
    facet = Facet(
        "period",
        "period",
        required=True,
        satisfied_by=(Satisfaction("renewal"),),
        topic=topic,
        not_topic=against,
    )
    return Catalogue((Question("renewal", "Does it lapse?", "It matters.", (facet,)),))


def spoken(body: str, catalogue: Catalogue) -> list[str]:
    """The quotes of the mentions in a page with that body."""
    whole = page(body)
    return [mention.quote for mention in mentions(whole, catalogue, requirements(whole))]


def test_a_sentence_on_the_topic_is_a_mention() -> None:
    """The sentence that holds a topic phrase is quoted, and only that sentence."""
    body = "<p>Partners grow with us. Our partners recertify on a regular basis. More soon.</p>"
    assert spoken(body, asked("recertif*")) == ["Our partners recertify on a regular basis."]


def test_a_star_ends_a_stem_and_other_words_stand_whole() -> None:
    """A phrase without a star matches whole words only, case ignored, over any white space."""
    body = "<p>We speak of re-renewals and of a Grace \n Period in this text.</p>"
    assert spoken(body, asked("renew")) == []
    assert len(spoken(body, asked("grace period"))) == 1


def test_words_that_speak_against_it_silence_a_topic() -> None:
    """A sentence with one of the facet's contrary phrases is no mention."""
    assert (
        spoken(
            "<p>Renewal of your browser's password is up to you.</p>", asked("renewal", against=("password",))
        )
        == []
    )


def test_words_that_speak_against_it_may_stand_in_a_list() -> None:
    """A contrary phrase is found over commas too."""
    body = "<p>Candidates show the skills, knowledge, and competency that a cloud team needs.</p>"
    assert spoken(body, asked("competency", against=("knowledge and competency",))) == []


@pytest.mark.parametrize("tag", ["h2", "p"])
def test_a_short_label_counts_when_it_heads_a_text(tag: str) -> None:
    """A label speaks of its topic when a paragraph stands under it, and not when only another label does."""
    label = f"<{tag}>Renewal terms</{tag}>"
    under = "<p>All that you need to know about the years after your first one with us.</p>"
    assert spoken(label + under, asked("renewal")) == ["Renewal terms"]
    assert spoken(label + "<p>Contact</p>" + under, asked("renewal")) == []


def test_a_link_to_somewhere_else_is_no_mention() -> None:
    """What leads back or onward says nothing of what it is called after."""
    assert spoken("<p>Back to the renewal guide of the program</p>", asked("renewal")) == []


def test_a_kind_that_is_spoken_of_is_a_mention() -> None:
    """A requirement of a kind in spoken_by speaks of the facet when it does not answer it."""
    facet = Facet(
        "ties",
        "ties",
        required=True,
        satisfied_by=(Satisfaction("neutrality"),),
        spoken_by=("investment",),
    )
    catalogue = Catalogue((Question("neutrality", "Are ties stated?", "They matter.", (facet,)),))
    sentence = "We invest $40 million in the partner ecosystem."
    assert spoken(f"<p>{sentence}</p>", catalogue) == [sentence]


def test_a_requirement_is_not_also_a_mention() -> None:
    """Where a requirement answers the facet, its sentence is evidence and no mention."""
    assert spoken("<p>Partners must renew their agreement every 12 months.</p>", asked("renew")) == []


def test_few_mentions_of_a_facet_are_kept() -> None:
    """At most three mentions of one facet are kept, the first ones."""
    body = "".join(f"<p>Sentence number {number} speaks of recertification here.</p>" for number in range(9))
    assert len(spoken(body, asked("recertif*"))) == 3


def test_the_real_catalogue_speaks_of_nothing_on_a_page_about_something_else() -> None:
    """A page about the weather mentions no topic of the catalogue."""
    assert (
        spoken(
            "<p>The rain stopped at noon, and the streets were dry by three in the afternoon.</p>", CATALOGUE
        )
        == []
    )
