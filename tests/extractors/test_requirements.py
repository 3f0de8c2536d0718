"""Requirements: what pages state, from prose, lists, definition lists, headings, FAQ and tables."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from readings_for_tests import CATALOGUE, PAGES, page

from extractors.coverage import facets, question_status
from extractors.kinds import KINDS
from extractors.mentions import mentions
from extractors.requirements import requirements

if TYPE_CHECKING:
    from extractors.records import Requirement

CASES = sorted(PAGES.glob("*.html"))


def stated(body: str, title: str = "Norwind Partner Program") -> list[tuple[str, str, object]]:
    """Kind, subject and value of what a page with that body states."""
    return [(r.kind, r.subject, r.value) for r in requirements(page(body, title))]


def one(body: str, kind: str) -> Requirement:
    """The only requirement of that kind that a page with that body states."""
    (found,) = [r for r in requirements(page(body)) if r.kind == kind]
    return found


def read(name: str) -> dict[str, object]:
    """What is read from a golden page, as its pair records it."""
    body = (PAGES / f"{name}.html").read_text("utf-8")
    whole = page(body.split("<main>")[1].split("</main>")[0], body.split("<title>")[1].split("</title>")[0])
    found = requirements(whole)
    statuses = facets(found, mentions(whole, CATALOGUE, found), CATALOGUE)
    return {
        "requirements": [
            [
                r.kind,
                r.subject,
                r.attribute,
                r.comparator,
                r.value,
                r.value_max,
                r.unit,
                r.per,
                r.due,
                r.quote,
            ]
            for r in found
        ],
        "coverage": {
            question.key: question_status(
                question, {s.facet: s.status for s in statuses if s.question == question.key}
            )
            for question in CATALOGUE.questions
        },
    }


def test_there_are_golden_pairs() -> None:
    """At least six golden pages stand beside their readings."""
    assert len(CASES) >= 6


@pytest.mark.parametrize("case", [case.stem for case in CASES])
def test_golden_pages_are_read_as_recorded(case: str) -> None:
    """A golden page gives exactly the requirements and the coverage recorded beside it (UPDATE_GOLDEN=1 records anew)."""
    recorded = PAGES / f"{case}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        recorded.write_text(json.dumps(read(case), indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert read(case) == json.loads(recorded.read_text("utf-8"))


def test_tiers_as_columns_are_subjects() -> None:
    """Where tiers head the columns, each cell is a requirement of its tier, and a dash is none."""
    body = """<table><tr><th>Requirement</th><th>Silver</th><th>Gold</th></tr>
    <tr><th>Certified individuals</th><td>4</td><td>10</td></tr>
    <tr><th>Customer references</th><td>–</td><td>3</td></tr></table>"""
    found = stated(body)
    assert ("tier_requirement", "Silver", 4) in found
    assert ("tier_requirement", "Gold", 10) in found
    assert ("customer_evidence", "Gold", 3) in found
    assert not [each for each in found if each[0] == "customer_evidence" and each[1] == "Silver"]


def test_tiers_as_rows_are_subjects() -> None:
    """Where tiers head the rows, each cell is a requirement of its tier, whatever the order of the columns."""
    body = """<table><tr><th>Level</th><th>Annual fee</th><th>Certified engineers</th></tr>
    <tr><td>Registered</td><td>$500</td><td>1</td></tr><tr><td>Premier</td><td>$2,500</td><td>8</td></tr></table>"""
    found = stated(body)
    assert {("fee", "Registered", 500), ("fee", "Premier", 2500), ("tier_requirement", "Premier", 8)} <= set(
        found
    )


def test_tiers_are_ranked_from_the_lowest() -> None:
    """A page that lists its highest tier first still has the lowest tier at rank 1."""
    found = stated("<p>The program has three tiers: Platinum, Gold, and Silver.</p>")
    assert [(subject, value) for kind, subject, value in found if kind == "tier"] == [
        ("Platinum", 3),
        ("Gold", 2),
        ("Silver", 1),
    ]


def test_rows_that_cost_the_same_are_two_fees() -> None:
    """An amount of money that a page repeats in prose is one fee; in two rows of a table it is two."""
    table = """<h2>Membership fees</h2><table><tr><th>Staff</th><th>Annual fee</th></tr>
    <tr><td>1-50</td><td>$400</td></tr><tr><td>51-90</td><td>$400</td></tr></table>"""
    prose = (
        "<p>The annual fee is $700.</p><p>To repeat: the annual membership fee of $700 is due in March.</p>"
    )
    assert [value for kind, _, value in stated(table) if kind == "fee"] == [400, 400]
    assert [value for kind, _, value in stated(prose) if kind == "fee"] == [700]


def test_a_mapping_table_names_each_row_and_what_it_needs() -> None:
    """A table headed "Specialization" and "designations required" gives a name and a prerequisite for each row."""
    body = """<table><tr><th>Specialization</th><th>Solution designations required</th></tr>
    <tr><td>Edge Analytics</td><td>Data or Security</td></tr></table>"""
    found = stated(body)
    assert ("specialization", "Edge Analytics", "Edge Analytics") in found
    assert ("prerequisite", "Edge Analytics", "Data or Security") in found


def test_the_heading_is_the_subject_of_what_stands_below_it() -> None:
    """A statement that names nothing applies to the nearest heading that does."""
    body = "<h2>Requirements for the Harbor Data competency</h2><ul><li>At least four certified architects</li></ul>"
    assert [(s, v) for k, s, v in stated(body) if k == "specialization_requirement"] == [("Harbor Data", 4)]


def test_a_duty_without_a_number_is_true_and_an_exemption_false() -> None:
    """A duty is true; what a page says is not needed is false."""
    assert one("<p>Partners must sign the partner agreement.</p>", "tier_requirement").value is True
    assert (
        one("<p>Partners don't need to renew the agreement annually by hand.</p>", "renewal").value is False
    )


def test_a_prohibition_is_false() -> None:
    """What is prohibited is a duty with the value False, named by what is prohibited."""
    found = one("<p>Candidates must not use notes during the exam.</p>", "exam")
    assert (found.value, found.attribute) == (False, "use notes during the exam")
    passive = one("<p>Notes and phones are not permitted during the exam.</p>", "exam")
    assert (passive.value, passive.attribute) == (False, "Notes and phones")


def test_one_sentence_can_state_several_values() -> None:
    """Each value of a sentence is a requirement of its own, all with the same quote."""
    found = requirements(
        page(
            "<p>Partners must resolve critical issues within 48 hours and all other issues within 5 business days.</p>"
        )
    )
    assert [(r.kind, r.value) for r in found] == [("support", "PT48H"), ("support", "P5D")]


def test_a_price_of_an_exam_belongs_to_the_exam() -> None:
    """The price of a person's exam is of kind exam, that of membership of kind fee."""
    assert one("<p>The exam fee is USD 150.</p>", "exam").value == 150
    assert one("<p>The annual membership fee is USD 900.</p>", "fee").value == 900


def test_promises_are_about_the_program() -> None:
    """A number promised by a date is a target of the program, and money committed an investment."""
    found = stated(
        "<p>We are investing $150 million to support partners. "
        "We aim to train 300,000 certified consultants by the end of 2026.</p>"
    )
    assert found == [
        ("investment", "Norwind Partner Program", 150_000_000),
        ("target", "Norwind Partner Program", 300_000),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Our industry-leading training helps partners win more customers than ever.</p>",
        "<p>More than 800 million people use our products each week.</p>",
        "<p>“We cut our costs by 80% with Norwind,” said Ann Example.</p>",
        "<p>For example, a partner with ten certified people must wait.</p>",
        "<ol><li>Sign in to the portal and select Membership.</li><li>Click Save.</li></ol>",
        "<h2>Next steps</h2><ul><li>Apply for a designation</li><li>Read the requirements</li></ul>",
    ],
)
def test_praise_steps_and_examples_state_nothing(body: str) -> None:
    """Marketing, quotations, examples, user interface steps and links onward give no requirement."""
    assert stated(body) == []


def test_former_values_are_not_requirements() -> None:
    """What a value was before is no requirement."""
    found = stated("<p>The exam fee is 125 USD, increased from 99 USD on June 30, 2026.</p>")
    assert [value for kind, _, value in found if kind == "exam"] == [125]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Certifications are valid for two years.", "Each certification stays valid for 24 months."),
        (
            "Partners must employ at least ten certified individuals.",
            "A minimum of 10 certified individuals is required of partners.",
        ),
        ("The passing score is 720 points.", "To pass, you need a score of 720 points."),
        (
            "The annual membership fee is $5,000.",
            "Membership costs USD 5,000 per year; the fee is due in May.",
        ),
    ],
)
def test_a_reworded_statement_keeps_what_versions_are_compared_by(before: str, after: str) -> None:
    """Kind, subject and key of a statement with a value outlive its re-wording."""
    assert {(r.kind, r.subject, r.key) for r in requirements(page(f"<p>{before}</p>"))} & {
        (r.kind, r.subject, r.key) for r in requirements(page(f"<p>{after}</p>"))
    }


def test_every_kind_is_a_known_one() -> None:
    """Requirements are only of the kinds of the design."""
    assert {r.kind for case in CASES for r in requirements(page(case.read_text("utf-8")))} <= set(KINDS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Firms can get their tools and services added to our partner page by sending the request form.",
        "Approved firms are added to the public registry within a week.",
    ],
)
def test_how_to_get_onto_a_list_is_a_directory(sentence: str) -> None:
    """A page that says how those who take part are added to a public list has one."""
    assert [r.kind for r in requirements(page(f"<p>{sentence}</p>"))] == ["directory"]
