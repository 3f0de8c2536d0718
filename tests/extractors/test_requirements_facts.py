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
            "The certification is valid for two years; it must be revalidated every other year.",
            [("renewal", "P2Y"), ("validity", "P2Y")],
        ),
        ("Your certification is current for three years.", [("validity", "P3Y")]),
        ("The designation lasts 24 months.", [("validity", "P24M")]),
        ("Certifications earned before 2024 are valid for life.", [("validity", False)]),
        ("The certificate has no expiration date.", [("validity", False)]),
        ("The approval is not for ever; the approval period is three years.", [("validity", "P3Y")]),
        (
            "Certified engineers must earn 60 CPE credits every three years.",
            [("renewal", 60)],
        ),
        ("Submit the renewal form two months before your certification expires.", [("renewal", "P2M")]),
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


def test_dues_and_renewals_in_one_sentence() -> None:
    """What a first year costs is a fee, and what renewing costs, behind a semicolon, is of renewal."""
    body = "<p>First-year membership dues are $5,000; renewals are $3,500 per year.</p>"
    assert values(body) == [("fee", 5000), ("renewal", 3500)]


def test_a_promise_is_quoted_where_it_is_told_in_full() -> None:
    """Of a headline and a sentence with the same amount, the sentence is the evidence, with its time as `due`."""
    body = """<h1>Corvane commits $75 million to partners</h1>
    <p>Corvane will invest $75 million over three years in its partners.</p>
    <p>Corvane plans to certify 40,000 engineers by the end of 2029.</p>"""
    found = {r.kind: r for r in requirements(page(body, "Corvane Partner Network"))}
    assert (found["investment"].value, found["investment"].per, found["investment"].due) == (
        75_000_000,
        None,
        "P3Y",
    )
    assert found["investment"].quote.startswith("Corvane will invest")
    assert (found["target"].value, found["target"].due) == (40_000, "2029-12-31")


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


@pytest.mark.parametrize(
    "sentence",
    ["Your certification does not expire.", "Badges never expire.", "The designation isn’t limited in time."],
)
def test_what_never_lapses_is_said_so(sentence: str) -> None:
    """A credential that does not expire has a validity that denies it, and one that will, has none by that."""
    assert values(f"<p>{sentence}</p>") == [("validity", False)]
    assert values("<p>Your certification will expire if you miss the date.</p>") == []


def test_each_amount_has_for_whom_it_is() -> None:
    """Amounts that name whom they are for are theirs, and share the period of the first."""
    body = "<p>The annual program fee is $2,500 for Gold and $5,000 for Platinum partners.</p>"
    found = [(r.subject, r.value, r.per) for r in requirements(page(body, TITLE)) if r.kind == "fee"]
    assert found == [("Gold", 2500, "P1Y"), ("Platinum", 5000, "P1Y")]


def test_the_old_rule_has_not_the_date_of_the_new_one() -> None:
    """Of an old and a new rule in one sentence only the new one is bound to its date."""
    body = (
        "<p>Effective January 1, 2026, partners must renew every 12 months; until then, every 24 months.</p>"
    )
    found = [(r.value, r.due) for r in requirements(page(body, TITLE)) if r.kind == "renewal"]
    assert found == [("P12M", "2026-01-01"), ("P24M", None)]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Severity 1 incidents must be acknowledged within 30 minutes.", "PT30M"),
        ("Support tickets are answered within four business hours.", "PT4H"),
        ("Partners must maintain the integration for at least 12 months after a major release.", "P12M"),
    ],
)
def test_support_terms(sentence: str, value: str) -> None:
    """Times in which support answers, and for which something is maintained, are support terms."""
    assert values(f"<p>{sentence}</p>") == [("support", value)]


def test_a_public_registry_verifies() -> None:
    """That anybody can check a credential in a public place is a directory."""
    assert values("<p>Customers can verify a consultant's certification in the registry.</p>") == [
        ("directory", True)
    ]


def test_a_document_is_the_subject_of_its_own_validity() -> None:
    """A checklist, guide or policy that names itself at its top is the subject of how long its version holds."""
    body = """<p>Fielded Service Review Checklist</p><p>Validity period: March 2026 - August 2026</p>
    <p>Partners may use this checklist version until November 2026.</p>
    <p>The Fielded Services competency stays valid for three years.</p>"""
    found = [(r.subject, r.value) for r in requirements(page(body, TITLE)) if r.kind == "validity"]
    assert found[:2] == [
        ("Fielded Service Review Checklist", "2026-03"),
        ("Fielded Service Review Checklist", "2026-11"),
    ]
    assert found[2][0] != "Fielded Service Review Checklist"


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("The firewall blocks basic attacks at no extra cost.", []),
        ("There is no charge for the certification.", [("fee", 0)]),
        ("Membership is free of charge.", [("fee", 0)]),
        ("Gold memberships are retired as of March 12, 2028.", [("validity", "2028-03-12")]),
        ("It takes up to 6 days for results of an exam to appear.", []),
        ("We acknowledge audit requests within 4 business days.", [("support", "P4D")]),
        ("Critical bugs are fixed within 10 business days.", [("support", "P10D")]),
        ("We expect to onboard 500 new partners soon.", []),
    ],
)
def test_what_is_of_the_program(sentence: str, stated: list[tuple[str, object]]) -> None:
    """What products cost and how long pages take to show something is nothing of the program's; an end is no renewal."""
    assert [fact for fact in values(f"<p>{sentence}</p>") if not isinstance(fact[1], bool)] == stated
