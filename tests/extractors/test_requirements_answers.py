"""Requirements of FAQ pages: the question is context for its answer, in whatever markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

if TYPE_CHECKING:
    from extractors.records import Requirement

TITLE = "Orbwell Certified Operator"


def read(body: str) -> list[Requirement]:
    """What a page about one certification with that body states, its name apart."""
    found = requirements(page(f"<h1>{TITLE}</h1>{body}", TITLE))
    return [r for r in found if r.kind not in ("certification", "specialization", "tier")]


def values(body: str) -> list[tuple[str, object]]:
    """Kind and value of what a page with that body states."""
    return [(r.kind, r.value) for r in read(body)]


@pytest.mark.parametrize(
    "body",
    [
        "<h3>How long is it valid?</h3><p>Twelve months.</p>",
        "<dl><dt>How long is it valid?</dt><dd>Twelve months.</dd></dl>",
        "<details><summary>How long is it valid?</summary><p>Twelve months.</p></details>",
        "<p><b>How long is it valid?</b></p><p>Twelve months.</p>",
        "<p><strong>How long is it valid?</strong><br>Twelve months.</p>",
        "<p>Q: How long is it valid?</p><p>A: Twelve months.</p>",
        "<p>Q. How long is it valid?</p><p>A. Twelve months.</p>",
        "<p>How long is it valid? Twelve months.</p>",
        "<h4>4. How long is it valid?</h4><p>Twelve months.</p>",
    ],
)
def test_a_question_gives_its_answer_kind_and_evidence(body: str) -> None:
    """An answer without a verb is of its question's kind, and both are quoted, however the page marks the question."""
    (found,) = read(body)
    assert (found.kind, found.value, found.attribute) == ("validity", "P12M", "validity")
    assert "How long is it valid?" in found.quote
    assert found.quote.endswith("Twelve months.")


@pytest.mark.parametrize(
    ("question", "answer", "kind", "value"),
    [
        ("How long is the exam?", "90 minutes.", "exam", "PT90M"),
        ("How many questions does the test have?", "75.", "exam", 75),
        ("What score do I need to pass?", "72%.", "exam", 72),
        ("How much is the exam?", "$250 USD.", "exam", 250),
        ("How long do I have to wait before I can retake the exam?", "14 days.", "exam", "P14D"),
        ("In which languages is the exam offered?", "English and Korean.", "exam", "English and Korean"),
        ("How long is the certification valid?", "24 months from the date of the exam.", "validity", "P24M"),
        ("When does my certification expire?", "Three years after you pass.", "validity", "P3Y"),
        ("Is there a grace period?", "Yes, you have 30 days after expiration to renew.", "renewal", "P30D"),
        ("How often must I recertify?", "Every two years.", "renewal", "P2Y"),
        ("How do I renew?", "Retake the current exam.", "renewal", "Retake the current exam"),
        ("How much is the membership fee?", "$1,500 per year.", "fee", 1500),
        ("How fast do you answer support tickets?", "Within 4 hours.", "support", "PT4H"),
        (
            "Where are partners listed?",
            "In the Orbwell Partner Finder.",
            "directory",
            "In the Orbwell Partner Finder",
        ),
        (
            "Which models can be certified?",
            "You can certify the latest model and the three models before it.",
            "specialization_requirement",
            "You can certify the latest model and the three models before it",
        ),
        (
            "What products can we validate?",
            "Gateways from version 2.8 on can be validated.",
            "specialization_requirement",
            "Gateways from version 2.8 on can be validated",
        ),
        (
            "Can we certify an in-house system?",
            "You can, though it requires membership in the Orbwell Circle.",
            "prerequisite",
            True,
        ),
    ],
)
def test_answers_of_every_kind(question: str, answer: str, kind: str, value: object) -> None:
    """Questions on exams, validity, renewal, fees, support and listings give their answers' kinds and values."""
    assert values(f"<h3>{question}</h3><p>{answer}</p>") == [(kind, value)]


@pytest.mark.parametrize(
    ("question", "answer", "stated"),
    [
        ("Is there an annual maintenance fee?", "No.", ("fee", 0)),
        ("Does it cost anything to join?", "No.", ("fee", 0)),
        ("Does the certification expire?", "No.", ("validity", False)),
        ("Is there a fee?", "Yes.", None),
        ("Can I share my badge?", "Yes.", None),
        ("Does the certification expire?", "Yes.", None),
    ],
)
def test_yes_and_no(question: str, answer: str, stated: tuple[str, object] | None) -> None:
    """A no denies the fee or the expiry asked for; a yes that says no more is no requirement."""
    assert values(f"<h3>{question}</h3><p>{answer}</p>") == ([stated] if stated else [])


def test_what_follows_yes_still_answers() -> None:
    """The sentence behind a bare yes answers the question."""
    assert values("<h3>Does it expire?</h3><p>Yes. After two years.</p>") == [("validity", "P2Y")]


def test_a_question_ends_with_its_answer() -> None:
    """A question asked in a paragraph does not reach past the paragraphs that answer it."""
    body = "<p>How long is it valid?</p><p>Twelve months.</p><p>Thanks.</p><p>Our office is open.</p><p>Six weeks.</p>"
    assert values(body) == [("validity", "P12M")]
