"""Coverage of one document: facets from requirements and mentions, questions from facets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings_for_tests import CATALOGUE, page

from extractors.catalogue import Facet, Question, Satisfaction
from extractors.coverage import question_status
from extractors.kinds import KINDS
from extractors.reading import reading
from extractors.records import Requirement, Status, Value
from extractors.satisfying import beside, satisfies, value_type

NAMES = Facet("names", "names", required=True, satisfied_by=(Satisfaction("tier"),))
NEEDS = Facet("needs", "needs", required=True, satisfied_by=(Satisfaction("tier_requirement"),))
EXTRA = Facet("extra", "extra", required=False, satisfied_by=(Satisfaction("fee"),))
QUESTION = Question("tiers", "What tiers?", "It matters.", (NAMES, NEEDS, EXTRA))
D, M, R, U, N = Status.DOCUMENTED, Status.MENTIONED, Status.REPORTED, Status.UNDOCUMENTED, Status.UNKNOWN


def requirement(
    value: Value, unit: str | None = None, attribute: str = "certified individuals"
) -> Requirement:
    """A tier requirement with that value."""
    return Requirement(
        kind="tier_requirement",
        subject="Gold",
        attribute=attribute,
        key="k",
        value=value,
        unit=unit,
        quote="q",
        start=0,
        end=1,
        section=(),
    )


@pytest.mark.parametrize(
    ("names", "needs", "extra", "status"),
    [
        (D, D, U, D),
        (D, U, U, Status.PARTIAL),
        (U, D, D, Status.PARTIAL),
        (M, U, U, M),
        (U, U, D, M),
        (U, U, M, M),
        (R, U, U, R),
        (U, U, U, U),
        (U, N, N, U),
        (N, N, N, N),
    ],
)
def test_a_question_takes_its_status_from_its_facets(
    names: Status, needs: Status, extra: Status, status: Status
) -> None:
    """Documented needs all required facets, partial some of them, and else the best status of any facet counts."""
    assert question_status(QUESTION, {"names": names, "needs": needs, "extra": extra}) is status


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "boolean"),
        (3, "number"),
        (6.6, "number"),
        ("P12M", "duration"),
        ("PT90M", "duration"),
        ("P2Y6M", "duration"),
        ("2026", "date"),
        ("2026-06-15", "date"),
        ("2026-Q4", "date"),
        ("Data or Security", "text"),
        ("P", "text"),
        (None, "text"),
    ],
)
def test_values_have_types(value: Value, kind: str) -> None:
    """The type of a value is read from the value itself."""
    assert value_type(value) == kind


def test_a_satisfaction_narrows_by_type_unit_and_attribute() -> None:
    """A requirement satisfies a facet only when it agrees with everything that the satisfaction states."""
    wanted = Satisfaction("tier_requirement", ("number",), ("people",), "certified", "trained")
    facet = Facet("needs", "needs", required=True, satisfied_by=(wanted,))
    assert satisfies(requirement(10, "people"), facet)
    assert not satisfies(requirement(True, "people"), facet)
    assert not satisfies(requirement(10, "points"), facet)
    assert not satisfies(requirement(10, "people", "revenue"), facet)
    assert not satisfies(requirement(10, "people", "trained and certified"), facet)


@pytest.mark.parametrize(
    ("subject", "answers"),
    [
        ("Summit", True),
        ("Summit Partners", True),
        ("the Summit tier", True),
        ("Norwind Partner Program", False),
        ("Summer School", False),
    ],
)
def test_a_satisfaction_may_want_a_subject_that_the_page_names(subject: str, *, answers: bool) -> None:
    """A duty of everybody in a program is none of a tier: the subject must be one that a tier of the page is called."""
    wanted = Satisfaction("tier_requirement", named_by="tier")
    facet = Facet("needs", "needs", required=True, satisfied_by=(wanted,))
    demand = replace(requirement(10, "people"), subject=subject)
    tier = replace(requirement(1, None), kind="tier", subject="Summit Partner")
    assert satisfies(demand, facet, beside((tier, demand))) is answers
    assert not satisfies(demand, facet, beside((demand,)))


def test_a_satisfaction_may_want_words_in_the_subject() -> None:
    """The words of the subject can be asked for, case ignored."""
    wanted = Satisfaction("tier_requirement", subject=r"\bgold\b")
    facet = Facet("needs", "needs", required=True, satisfied_by=(wanted,))
    assert satisfies(replace(requirement(10, "people"), subject="Gold partner"), facet)
    assert not satisfies(replace(requirement(10, "people"), subject="Partner"), facet)


STATED = [
    ("<p>Partners earn a rebate of 5% on every renewal.</p>", "neutrality", Status.DOCUMENTED),
    (
        "<p>Enjoy incentives that reward your success in the partner program.</p>",
        "neutrality",
        Status.MENTIONED,
    ),
    ("<p>Growth depends on aligned incentives across the whole firm.</p>", "neutrality", Status.MENTIONED),
    ("<p>We invest $20 million in the partner ecosystem this year.</p>", "neutrality", Status.MENTIONED),
    ("<p>Partners must accept the code of conduct of the program.</p>", "tiers", Status.UNDOCUMENTED),
    ("<p>Today we are introducing three new courses on our platform.</p>", "curriculum", Status.UNDOCUMENTED),
    ("<p>Our price list is published on the website of the program.</p>", "directory", Status.UNDOCUMENTED),
    (
        "<p>With more than 20 years of experience, Fjordsoft builds databases.</p>",
        "experience",
        Status.MENTIONED,
    ),
    (
        "<p>The certificate is valid for three years and can be renewed by an exam.</p>",
        "renewal",
        Status.DOCUMENTED,
    ),
    ("<p>There is no program fee.</p>", "fees", Status.DOCUMENTED),
    ("<p>Partners provide first-level support to their customers.</p>", "support", Status.DOCUMENTED),
    ("<p>Members have access to our technical support team.</p>", "support", Status.MENTIONED),
    ("<p>No references are required.</p>", "customer_evidence", Status.DOCUMENTED),
    (
        "<p>We review scorecards every quarter. Partners that miss the targets are moved to a lower tier.</p>",
        "monitoring",
        Status.DOCUMENTED,
    ),
    (
        "<p>Partners must provide two customer references that show their ability to deploy the product.</p>",
        "experience",
        Status.DOCUMENTED,
    ),
    ("<p>Firms hold a badge that is exclusive to the region.</p>", "neutrality", Status.UNDOCUMENTED),
    ("<p>Sign in with the credentials of your work account first.</p>", "assessment", Status.UNDOCUMENTED),
    ("<p>The toolkit helps your clients to reduce the cost of storage.</p>", "fees", Status.UNDOCUMENTED),
]


def test_a_satisfaction_may_want_words_in_the_quote() -> None:
    """The quote can be searched where the attribute is only the beginning of a sentence."""
    facet = Facet(
        "needs", "needs", required=True, satisfied_by=(Satisfaction("tier_requirement", quote="listed"),)
    )
    assert satisfies(replace(requirement(True), quote="Firms that lapse are no longer listed."), facet)
    assert not satisfies(replace(requirement(True, attribute="listed"), quote="Firms lapse."), facet)


@pytest.mark.parametrize(("body", "question", "status"), STATED)
def test_a_sentence_is_judged_by_what_it_states(body: str, question: str, status: Status) -> None:
    """A checkable term documents, praise and money without terms only speak of it, and words in passing do not even that."""
    asked = CATALOGUE.question(question)
    found = reading(page(body), CATALOGUE).facets
    statuses = {facet.facet: facet.status for facet in found if facet.question == question}
    assert question_status(asked, statuses) is status


def test_the_catalogue_asks_what_the_design_asks() -> None:
    """The fourteen questions stand in the order of the design, each with a wording, a reason and a required facet."""
    keys = "tiers tracks curriculum experience assessment renewal specialization monitoring customer_evidence directory"
    assert [question.key for question in CATALOGUE.questions] == [
        *keys.split(),
        "support",
        "neutrality",
        "commitments",
        "fees",
    ]
    assert all(question.wording.endswith("?") and question.why for question in CATALOGUE.questions)
    assert all(any(facet.required for facet in question.facets) for question in CATALOGUE.questions)


def test_the_catalogue_names_only_known_kinds() -> None:
    """Every kind that the catalogue waits for is one that can be read."""
    wanted = {
        each.kind
        for question in CATALOGUE.questions
        for facet in question.facets
        for each in facet.satisfied_by
    }
    assert wanted <= set(KINDS)
