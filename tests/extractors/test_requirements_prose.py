"""Requirements in running prose: what named firms have, what is not so, who is meant in an answer, what the press tells."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

LEVELS = "<h2>Levels</h2><p>There are three levels: Explorer, Voyager and Navigator.</p>"
FIELDS = "<h1>Specializations</h1><h2>Grid Security</h2><p>For those who guard power lines.</p><ul>{}</ul>"


def stated(body: str, title: str = "Norwind Partner Program") -> list[tuple[str, str, object]]:
    """Kind, subject and value of what a page with that body states."""
    return [(r.kind, r.subject, r.value) for r in requirements(page(body, title))]


@pytest.mark.parametrize(
    ("sentence", "kind", "subject", "value"),
    [
        ("Navigators employ a dozen certified engineers.", "tier_requirement", "Navigator", 12),
        ("Every Voyager holds four certified consultants on staff.", "tier_requirement", "Voyager", 4),
        ("Voyager partners generate $250,000 of revenue a year.", "tier_requirement", "Voyager", 250000),
        ("Navigator firms keep a satisfaction score of 4.5 out of 5.", "tier_requirement", "Navigator", 4.5),
        ("A Voyager has completed six deployments.", "customer_evidence", "Voyager", 6),
    ],
)
def test_what_firms_of_a_named_tier_have_is_demanded_of_it(
    sentence: str, kind: str, subject: str, value: object
) -> None:
    """A number in a plain sentence about a tier's firms and what they have is a demand of that tier."""
    assert (kind, subject, value) in stated(LEVELS + f"<p>{sentence}</p>")


@pytest.mark.parametrize(
    "sentence",
    [
        "Navigators have 25 training seats.",
        "Voyager partners have two named engineers of ours at their side.",
        "Voyagers receive ten consultants' licences.",
        "The Navigator page has three sections for engineers.",
    ],
)
def test_what_firms_of_a_named_tier_are_given_is_no_demand(sentence: str) -> None:
    """What the vendor gives to the firms of a tier, and what is not told of firms at all, is no demand of the tier."""
    assert not [kind for kind, *_ in stated(LEVELS + f"<p>{sentence}</p>") if kind == "tier_requirement"]


def test_people_and_projects_listed_below_a_specialization_are_demands_of_it() -> None:
    """A list that stands under nothing but a specialization's name demands the people and projects that it counts."""
    items = "<li>5 certified engineers</li><li>3 completed grid projects</li>"
    found = stated(
        FIELDS.format(items) + "<h2>Water Security</h2><p>x</p><ul><li>2 certified engineers</li></ul>"
    )
    assert ("specialization_requirement", "Grid Security", 5) in found
    assert ("experience", "Grid Security", 3) in found
    assert ("specialization_requirement", "Water Security", 2) in found


def test_a_list_of_benefits_below_a_name_demands_nothing() -> None:
    """What a list under a name counts is no demand where the list is introduced as one of benefits."""
    body = LEVELS + "<h2>Navigator</h2><p>Benefits:</p><ul><li>3 customer references on our site</li></ul>"
    assert "tier_requirement" not in [kind for kind, *_ in stated(body)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("There are no membership fees.", "fee"),
        ("Referral fees are not paid for customers who were known before.", "neutrality"),
        ("The partnership is not exclusive: others may be sold.", "neutrality"),
    ],
)
def test_a_fact_that_is_denied_is_stated_as_false(sentence: str, kind: str) -> None:
    """A fact whose main clause says that something is not so has the value false."""
    assert [value for k, _, value in stated(f"<h2>Terms</h2><p>{sentence}</p>") if k == kind] == [False]


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not ask resellers for case studies.",
        "Norwind does not insist on case studies of its partners.",
    ],
)
def test_what_is_not_asked_for_is_an_exemption(sentence: str) -> None:
    """That somebody is not asked for something exempts them from it."""
    assert ("customer_evidence", False) in [(kind, value) for kind, _, value in stated(f"<p>{sentence}</p>")]


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("An accreditation lasts 30 months.", "validity", "P30M"),
        ("Authorization is granted for two years.", "validity", "P2Y"),
        ("Each autumn we go through the criteria with every partner.", "renewal", "P1Y"),
        ("Each winter, your account lead goes over the requirements.", "renewal", "P1Y"),
        ("There is a grace period of six weeks.", "renewal", "P6W"),
    ],
)
def test_lengths_and_yearly_reviews_are_read_from_plain_sentences(
    sentence: str, kind: str, value: str
) -> None:
    """How long a standing lasts, when its criteria are gone through, and how long one may be late need no verb of duty."""
    assert (kind, value) in [(k, v) for k, _, v in stated(f"<p>{sentence}</p>")]


PEOPLE = "<p>You can become a Norwind Certified Pilot or a Norwind Certified Mechanic.</p>"


def test_an_answer_names_whom_each_price_is_for() -> None:
    """Where the question asks for the price and the answer names certifications, each price is of its exam."""
    body = PEOPLE + "<h3>How much does it cost?</h3><p>Pilot is €120 and Mechanic €240, plus tax.</p>"
    found = stated(body, "Norwind certification")
    assert ("exam", "Norwind Certified Pilot", 120) in found
    assert ("exam", "Norwind Certified Mechanic", 240) in found


def test_a_certification_by_its_short_name_never_expires() -> None:
    """That a certification never expires is read also where it is called by the last word of its name."""
    found = stated(
        PEOPLE + "<h3>For how long is it valid?</h3><p>Mechanic never expires.</p>", "Norwind certification"
    )
    assert ("validity", "Norwind Certified Mechanic", False) in found


def test_vouchers_that_never_expire_say_nothing_of_a_credential() -> None:
    """What never expires is no credential where it is a voucher."""
    assert not [kind for kind, *_ in stated("<p>Vouchers never expire.</p>") if kind == "validity"]


def test_indirect_speech_of_the_press_is_read() -> None:
    """What a company said that it would do is read like what it does; what is quoted as somebody's words is not."""
    said = "<p>Norwind said on Friday that it would invest $40 million in partners and train 9,000 engineers by 2027.</p>"
    found = stated(said)
    assert ("investment", 40000000) in [(kind, value) for kind, _, value in found]
    assert ("target", 9000) in [(kind, value) for kind, _, value in found]
    assert not stated("<p>“We invest $40 million in our partners,” said Ann Lund.</p>")


def test_a_count_is_carried_on_to_the_next_name() -> None:
    """A bare number behind a second name counts what the first name's number counts."""
    body = (
        LEVELS
        + "<p>Navigator firms must employ 90 certified consultants; Voyager firms need 15 and $100,000.</p>"
    )
    found = [(r.subject, r.value, r.unit) for r in requirements(page(body))]
    assert ("Navigator", 90, "people") in found
    assert ("Voyager", 15, "people") in found


def test_a_share_of_revenue_that_partners_receive_is_an_incentive() -> None:
    """A percentage of sales or revenue that partners receive is money that ties them to the vendor."""
    found = stated("<p>Resellers earn 15% of subscription revenue in the first year.</p>")
    assert ("neutrality", 15) in [(kind, value) for kind, _, value in found]


def test_only_if_alone_is_no_demand() -> None:
    """An answer that is only a condition states no duty."""
    assert not stated("<h3>Will my name be shown?</h3><p>Only if you like.</p>")


def test_items_that_somebody_has_to_show_are_demands() -> None:
    """A list introduced by what somebody has to show demands its items of the tier in its heading."""
    body = LEVELS + "<h2>Voyager</h2><p>To move up, an explorer has to prove the following:</p>"
    found = stated(
        body + "<ul><li>three certified engineers;</li><li>liability insurance of €500,000</li></ul>"
    )
    assert ("tier_requirement", "Voyager", 3) in found
    assert ("tier_requirement", "Voyager", 500000) in found


def test_the_period_over_which_a_named_firm_counts_is_no_value_of_its_own() -> None:
    """A length of time in which a tier's projects are counted is their period, and states nothing else."""
    body = LEVELS + "<p>Navigators have completed ten deployments in the last 18 months.</p>"
    (found,) = [r for r in requirements(page(body)) if r.kind == "customer_evidence"]
    assert (found.value, found.per) == (10, "P18M")


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("Nobody may retake an exam on the same day.", "exam", False),
        ("Exam vouchers cannot be transferred.", "exam", False),
        ("The agreement forbids partners to sell competing products.", "neutrality", False),
        ("When the people are gone, the competency is put on hold.", "monitoring", True),
        ("Customers are asked to complete a short survey after each project.", "monitoring", True),
        ("Partners must answer outages within two hours.", "support", "PT2H"),
        ("Partners must reply to a report from a customer within one business day.", "support", "P1D"),
    ],
)
def test_bans_consequences_and_surveys_are_read_from_plain_sentences(
    sentence: str, kind: str, value: object
) -> None:
    """What nobody may do, what is forbidden, what is put on hold, who is asked, and how soon to answer is each stated."""
    assert (kind, value) in [(k, v) for k, _, v in stated(f"<p>{sentence}</p>")]


def test_a_fee_that_is_not_charged_stays_denied_beside_an_exemption() -> None:
    """A sentence that denies a fee and another demand does not state the fee."""
    found = stated("<p>There is no joining fee, and there is no minimum order either.</p>")
    assert ("fee", True) not in [(kind, value) for kind, _, value in found]


def test_the_press_tells_of_a_new_program_by_its_name_alone() -> None:
    """A program that a page only calls a company's new program is what the company's promises are about."""
    told = (
        "<p>The company's new Lattice program has ranks. Norwind plans to train 8,000 engineers by 2027.</p>"
    )
    assert ("target", "Lattice", 8000) in stated(told, "Wind Gazette")
