"""Subjects: names in any of their forms, and what "this designation" and "it" mean within a section."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.knownnames import other_forms
from extractors.requirements import requirements


def subjects(body: str, kind: str) -> list[str]:
    """The subjects of the requirements of a kind on a page with that body."""
    return [r.subject for r in requirements(page(body)) if r.kind == kind]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Certified Grid Planner (CGP)", ["Certified Grid Planner", "CGP"]),
        ("NW-204: Turbine Technician", ["Turbine Technician", "NW-204: Turbine Technicians"]),
        ("Hosting Partners", ["Hosting Partner"]),
        ("Cloud Business", []),
        ("Gold", []),
    ],
)
def test_a_name_is_known_by_other_forms(name: str, forms: list[str]) -> None:
    """A name is known by its code, without its code, and in the other number; a short one only as it is."""
    assert list(other_forms(name)) == forms


def test_a_code_stands_for_its_certification() -> None:
    """A rule that names a certification by its code is one of that certification."""
    body = """<p>Norwind offers the Certified Grid Planner (CGP) and the Certified Grid Operator (CGO).</p>
    <p>CGO is valid for two years.</p>"""
    assert subjects(body, "validity") == ["Certified Grid Operator (CGO)"]


@pytest.mark.parametrize(
    "referring", ["This competency requires", "To earn this competency, a firm needs", "It requires"]
)
def test_this_competency_is_the_last_one_named(referring: str) -> None:
    """Both "this competency" and "it" mean the competency named last before them."""
    body = f"""<p>The Blade Repair competency and the Grid Safety competency exist.</p>
    <h2>Details</h2><p>Firms may hold the Grid Safety competency. {referring} three customer references.</p>"""
    assert subjects(body, "customer_evidence") == ["Grid Safety"]


def test_this_exam_is_that_of_the_last_certification_in_the_section() -> None:
    """With "this exam" is meant that of the certification named last in the same section, not in the one before."""
    body = """<h2>Planner</h2><p>Become a Norwind Certified Planner.</p><p>This exam takes 90 minutes.</p>
    <h2>Operator</h2><p>Become a Norwind Certified Operator.</p><p>This exam takes 60 minutes.</p>"""
    assert subjects(body, "exam") == ["Norwind Certified Planner", "Norwind Certified Operator"]


def test_it_means_nothing_in_another_paragraph() -> None:
    """An "it" does not reach back over a paragraph."""
    body = """<p>The Blade Repair competency and the Grid Safety competency exist.</p>
    <p>It requires three customer references.</p>"""
    assert subjects(body, "customer_evidence") == ["Norwind Partner Program"]
