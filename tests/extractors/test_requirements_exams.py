"""Requirements of exam guides: facts of the exam, its rules, and what it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

if TYPE_CHECKING:
    from extractors.records import Requirement

TITLE = "Halvex Certified Analyst"


def read(body: str) -> list[Requirement]:
    """What a page about one exam with that body states, its name apart."""
    found = requirements(page(f"<h1>{TITLE}</h1>{body}", TITLE))
    return [r for r in found if r.kind not in ("certification", "specialization", "tier")]


@pytest.mark.parametrize(
    ("text", "attribute", "value", "unit"),
    [
        ("Number of questions: 60", "questions", 60, "questions"),
        ("Questions: 55", "questions", 55, "questions"),
        ("Duration: 120 minutes", "duration", "PT120M", None),
        ("Price: $300", "price", 300, "USD"),
        ("Languages: English, German", "language", "English, German", None),
        ("Exam format: Multiple choice", "format", "Multiple choice", None),
        ("Delivery method: online with a proctor", "delivery", "online with a proctor", None),
        ("You can attempt the exam up to four times a year.", "attempts", 4, "times"),
        ("The passing standard is 300.", "passing score", 300, "points"),
        ("There are 17 performance-based tasks.", "questions", 17, "tasks"),
        ("You have 180 minutes to complete the tasks.", "duration", "PT180M", None),
        ("The test takes up to 90 minutes.", "duration", "PT90M", None),
        ("Exam results are available within 24 hours.", "results", "PT24H", None),
        (
            "You can reschedule the exam at no cost until 36 hours before it.",
            "reschedule or cancel",
            "PT36H",
            None,
        ),
        ("Registration fee: USD 200, plus taxes", "price", 200, "USD"),
        ("If you fail, you must wait 14 days before retaking it.", "retake waiting period", "P14D", None),
        ("You must wait 15 calendar days between attempts.", "retake waiting period", "P15D", None),
        ("Candidates must present two forms of identification.", "identification", 2, "forms"),
    ],
)
def test_exam_facts(text: str, attribute: str, value: object, unit: str | None) -> None:
    """Facts of an exam have their attribute, typed value and unit, in sentences and in labelled lines."""
    (found,) = read(f"<h2>Exam details</h2><ul><li>{text}</li></ul>")
    assert (found.kind, found.attribute, found.value, found.unit) == ("exam", attribute, value, unit)


def test_the_scale_is_a_fact_beside_the_score() -> None:
    """A passing score and the scale on which it is measured are two statements."""
    found = read("<h2>Exam</h2><p>Passing score: 700 (on a scale of 100–1000)</p>")
    assert [(r.attribute, r.value, r.value_max) for r in found] == [
        ("passing score", 700, None),
        ("scaled score", 100, 1000),
    ]


def test_attempts_are_measured_over_their_period() -> None:
    """How often an exam may be taken has its period as `per`, and the period is no statement of its own."""
    (found,) = read("<p>A candidate may not take the exam more than five times in a 12-month period.</p>")
    assert (found.value, found.unit, found.per) == (5, "times", "P12M")
    (found,) = read("<p>You can take the exam up to three times within a year.</p>")
    assert (found.value, found.unit, found.per) == (3, "times", "P1Y")


def test_conduct_on_exam_day_is_of_the_exam() -> None:
    """What people must do under a heading on exam day belongs to the exam."""
    (found,) = read("<h2>Exam day rules</h2><p>You may not leave the room.</p>")
    assert found.kind == "exam"


@pytest.mark.parametrize(
    ("text", "name", "share"),
    [
        ("Domain 1: Design (25%)", "Design", (25, None)),
        ("Deployment – 30%", "Deployment", (30, None)),
        ("Security: 15%", "Security", (15, None)),
        ("10% Billing", "Billing", (10, None)),
        ("Manage identities (20–25%)", "Manage identities", (20, 25)),
        ("Section 2: Governing data (~18% of the exam)", "Governing data", (18, None)),
    ],
)
def test_shares_of_an_exam_are_curriculum(text: str, name: str, share: tuple[int, int | None]) -> None:
    """A domain with its share of the exam is curriculum: the domain is measured, the share is the value."""
    (found,) = read(f"<h2>Exam topics</h2><ul><li>{text}</li></ul>")
    assert (found.kind, found.attribute, found.subject) == ("curriculum", name, TITLE)
    assert (found.value, found.value_max) == share
    assert found.unit == "percent"


def test_a_share_told_twice_is_one() -> None:
    """A domain in a table of weights and again as a heading is one requirement."""
    body = """<h2>Exam content</h2><table><tr><th>Domain</th><th>Weight</th></tr><tr><td>Design</td><td>40%</td></tr>
    <tr><td>Storage</td><td>60%</td></tr></table><h3>Domain 1: Design (40%)</h3><p>Shapes.</p>"""
    assert [(r.kind, r.value) for r in read(body)] == [("curriculum", 40), ("curriculum", 60)]


@pytest.mark.parametrize(
    "lead",
    [
        "<h2>What you will learn</h2>",
        "<h2>Exam topics</h2>",
        "<p>The course covers:</p>",
        "<h3>Learning objectives</h3>",
        "<p>The exam measures the following skills:</p>",
    ],
)
def test_lists_of_topics_are_curriculum(lead: str) -> None:
    """The items of a list that is announced as what is taught or examined are topics."""
    found = read(f"{lead}<ul><li>Modelling a warehouse</li><li>Tuning slow queries</li></ul>")
    assert [(r.kind, r.attribute, r.value) for r in found] == [
        ("curriculum", "topic", "Modelling a warehouse"),
        ("curriculum", "topic", "Tuning slow queries"),
    ]


def test_topics_enumerated_in_a_sentence() -> None:
    """A sentence that enumerates what a course covers states one topic for each member."""
    found = read("<p>The course covers data modelling, query planning, and the tuning of indexes.</p>")
    assert [r.value for r in found] == ["data modelling", "query planning", "tuning of indexes"]


def test_other_lists_are_no_topics() -> None:
    """A list under another heading, or of certifications, gives no topics."""
    body = """<h2>Related links</h2><ul><li>Blog posts</li><li>Release notes</li></ul>
    <h2>Curriculum</h2><ul><li>Halvex Data Associate (HDA)</li></ul>"""
    assert [r for r in read(body) if r.kind == "curriculum"] == []


def test_every_fact_of_a_sentence_about_an_exam() -> None:
    """What a sentence is about holds for all of its clauses, and a clause about something else is of its own kind."""
    body = "<p>The exam has 60 questions, lasts 90 minutes and costs $200; the credential is valid for 2 years.</p>"
    assert sorted((r.kind, str(r.value)) for r in read(body)) == [
        ("exam", "200"),
        ("exam", "60"),
        ("exam", "PT90M"),
        ("validity", "P2Y"),
    ]


def test_a_fact_before_a_prohibition_holds() -> None:
    """A sentence that states a fact and then forbids something is true of the fact."""
    (found,) = read("<p>The exam is closed book, and notes are not permitted.</p>")
    assert (found.kind, found.value) == ("exam", True)


def test_the_price_of_a_certification_in_a_table_is_that_of_its_exam() -> None:
    """In a table of certifications a bare fee is the exam's, and a course's price is a fee."""
    body = """<table><tr><th>Certification</th><th>Fee</th><th>Course price</th></tr>
    <tr><td>Halvex Certified Analyst</td><td>$99</td><td>$400</td></tr>
    <tr><td>Halvex Certified Architect</td><td>$150</td><td>$600</td></tr></table>"""
    assert [(r.kind, r.value) for r in read(body)] == [
        ("exam", 99),
        ("fee", 400),
        ("exam", 150),
        ("fee", 600),
    ]
