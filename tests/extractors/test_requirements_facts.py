"""Requirements of validity, renewal, fees, promises, support and listings: facts told in passing, each of its kind."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

TITLE = "Tarnfield Partner Network"
NAMES = frozenset({"tier", "certification", "specialization"})


def values(body: str, title: str = TITLE) -> list[tuple[str, object]]:
    """Kind and value of what a page with that body states, names apart."""
    return [(r.kind, r.value) for r in requirements(page(body, title)) if r.kind not in NAMES]


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        (
            "The certification is valid for two years and must be revalidated every other year.",
            [("renewal", "P2Y"), ("validity", "P2Y")],
        ),
        ("The approval is limited in time; the approval period is three years.", [("validity", "P3Y")]),
        (
            "Certified engineers must earn 60 CPE credits every three years.",
            [("renewal", 60)],
        ),
        ("Submit the renewal form two months before the expiry of your certification.", [("renewal", "P2M")]),
        ("You have a grace period of 90 days after your certification expires.", [("renewal", "P90D")]),
        (
            "Applications under the previous edition (March 2025) are valid until May 31, 2026.",
            [("validity", "2026-05-31")],
        ),
    ],
)
def test_validity_and_renewal(sentence: str, stated: list[tuple[str, object]]) -> None:
    """How long something lasts is validity; what is done again, when, and how late, is renewal."""
    assert sorted(values(f"<p>{sentence}</p>"), key=str) == stated


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("There is no annual fee.", [("fee", 0)]),
        ("Membership costs €1,200 per year.", [("fee", 1200)]),
        ("Partners must purchase the Gold membership in the portal.", [("fee", True)]),
        ("Partners must keep pricing pages up to date.", []),
        ("Partners must close $100,000 in annual gross sales.", []),
    ],
)
def test_fees_are_what_taking_part_costs(sentence: str, stated: list[tuple[str, object]]) -> None:
    """Money that a partner pays, or need not pay, is a fee; money that it earns and duties about prices are not."""
    assert [fact for fact in values(f"<p>{sentence}</p>") if fact[0] == "fee"] == stated


def test_what_a_tier_gets_for_nothing_or_for_less_is_an_incentive() -> None:
    """In a table by tier, discounts and free products are incentives, while the price of the membership is a fee."""
    body = """<h2>Pricing and tiers</h2><table><tr><th>Price</th><th>Silver</th><th>Gold</th></tr>
    <tr><td>Membership fee</td><td>$500</td><td>$900</td></tr>
    <tr><td>Discount on plans</td><td>10%</td><td>18%</td></tr></table>"""
    assert values(body) == [("fee", 500), ("fee", 900), ("neutrality", 10), ("neutrality", 18)]


def test_a_promise_is_quoted_where_it_is_told_in_full() -> None:
    """Of a headline and a sentence with the same amount, the sentence is the evidence, with its time as `due`."""
    body = """<h1>Corvane commits $75 million to partners</h1>
    <p>Corvane will invest $75 million over three years in its partners.</p>
    <p>Corvane plans to certify 50,000 engineers by the end of 2027.</p>"""
    found = {r.kind: r for r in requirements(page(body, "Corvane Partner Network"))}
    assert (found["investment"].value, found["investment"].per, found["investment"].due) == (
        75_000_000,
        None,
        "P3Y",
    )
    assert found["investment"].quote.startswith("Corvane will invest")
    assert (found["target"].value, found["target"].due) == (50_000, "2027-12-31")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Builder certification will be available in June 2026.", True),
        ("Later this year, we will introduce two new tiers.", True),
        ("The exam opens in Q3 2026.", True),
        ("The course will be available to all members.", False),
        ("Visit the academy to explore the courses.", False),
    ],
)
def test_launches_have_a_time(sentence: str, told: bool) -> None:  # noqa: FBT001
    """What a vendor promises to open is a target when it says when."""
    assert any(kind == "target" for kind, _ in values(f"<p>{sentence}</p>")) is told


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("Access to a dedicated solutions architect", "support"),
        ("Custom integration assistance", "support"),
        ("Priority listing in the partner locator", "directory"),
        ("Badges on your marketplace listing", "directory"),
        ("Free lunch", ""),
    ],
)
def test_benefits_of_support_and_listing(item: str, kind: str) -> None:
    """In a list of benefits, help by people is support and being shown is a listing."""
    found = values(f"<h2>Partner benefits</h2><ul><li>{item}</li></ul>")
    assert [stated for stated, _ in found] == ([kind] if kind else [])


def test_competence_is_no_competition() -> None:
    """A word about skill says nothing about competitors."""
    assert [
        k for k, _ in values("<p>Partners must prove the competence of their staff.</p>") if k == "neutrality"
    ] == []
