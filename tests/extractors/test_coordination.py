"""Coordination: one sentence that states several duties, one after another."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.coordination import conjuncts
from extractors.modality import force
from extractors.requirements import requirements


def duties(sentence: str) -> list[str]:
    """The parts of a sentence that state one duty each."""
    return [sentence[a:b] for a, b in conjuncts(sentence, max(force(sentence, "Requirements").verb_end, 0))]


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        (
            "Members must apply for entry, agree to the charter and finish.",
            "agree to the charter and finish.",
        ),
        (
            "Each applicant is required to hold a seat, and must notify us of moves.",
            "must notify us of moves.",
        ),
        ("You need to appoint a lead, train two people and pay the fee.", "train two people"),
        ("Firms are required to adhere to the code and to maintain a contract.", "to maintain a contract."),
        ("The demo should include presenting the use, explaining the design.", "explaining the design."),
        ("Apply for the badge, sign the form, and pass the audit.", "sign the form"),
    ],
)
def test_verbs_in_a_row_are_duties_of_their_own(sentence: str, second: str) -> None:
    """Verbs that depend on one "must", or on none in an imperative, are read each with what follows it."""
    assert duties(sentence)[1] == second


@pytest.mark.parametrize(
    "sentence",
    [
        "Members shall submit a plan or present a case.",
        "Resellers must provide support, documentation and review reports.",
        "Firms must ensure that engineers sign the code and renew it.",
        "Partners must report and mend all faults.",
        "To stay listed, members must pass the test, to keep the badge.",
        "Firms must keep records (name, sign and submit the form).",
    ],
)
def test_alternatives_nouns_and_inner_clauses_stay_together(sentence: str) -> None:
    """What is joined by "or", what are nouns, aims, and what depends on an inner clause, is no further duty."""
    assert duties(sentence) == [sentence]


def test_each_duty_of_a_sentence_is_a_requirement_of_its_subject() -> None:
    """The parts share the subject of the sentence, and each has its own words as its evidence."""
    text = "Norwind Gold partners must sign the charter, appoint a lead engineer, and submit a roadmap."
    found = requirements(page(f"<h2>Tiers</h2><ul><li>Gold</li><li>Silver</li></ul><p>{text}</p>"))
    said = [(r.subject, r.quote) for r in found if r.value is True]
    assert len({subject for subject, _ in said}) == 1
    assert [quote for _, quote in said] == [
        "Norwind Gold partners must sign the charter",
        "appoint a lead engineer",
        "submit a roadmap.",
    ]


def test_a_number_in_one_duty_does_not_hide_the_other() -> None:
    """Of two duties, the one with a number is read as a number, the other as a duty."""
    found = requirements(
        page("<p>Partners must employ at least 4 certified people and sign the partner agreement.</p>")
    )
    assert {r.value for r in found} == {4, True}


def test_two_imperatives_are_one_step() -> None:
    """An item that asks for two things at once is one duty."""
    found = requirements(
        page("<h2>Requirements</h2><ul><li>Schedule the review and pass the review</li></ul>")
    )
    assert [r.quote for r in found] == ["Schedule the review and pass the review"]


def test_conditions_of_those_who_alone_may_are_duties_each() -> None:
    """Of a restriction to those who meet two conditions, each condition is a requirement; what they may is none."""
    text = "Only firms that have signed the charter and are in good standing are able to place bids and see leads."
    assert [r.quote for r in requirements(page(f"<p>{text}</p>"))] == [
        "Only firms that have signed the charter",
        "are in good standing are able to place bids and see leads.",
    ]


def test_duties_before_one_that_leads_to_a_list_are_kept() -> None:
    """Of a sentence whose last duty introduces a list, the duties before it are read."""
    text = "Gold partners must name a sponsor, sign the charter, and complete these courses:"
    found = requirements(page(f"<p>{text}</p><ul><li>Sales Basics</li></ul>"))
    assert [r.quote for r in found if r.value is True][:2] == [
        "Gold partners must name a sponsor",
        "sign the charter",
    ]


def test_alternatives_in_a_list_are_one_requirement() -> None:
    """What satisfies one demand, one of several, is one text."""
    body = "<p>Plugins of partners must carry one of the following licenses:</p><ul><li>MIT</li><li>Apache 2.0</li></ul>"
    assert [r.value for r in requirements(page(body))] == ["MIT; Apache 2.0"]
