"""Steps in a portal, the roles of its users, and the work of the vendor's staff are no duties of a program."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.modality import force
from extractors.portals import explaining, operating, staff
from extractors.requirements import requirements


def told_as_step(text: str, heading: str = "Overview") -> bool:
    """Whether a sentence under a heading is taken for a step in a portal."""
    return operating(text, force(text).verb_end, (heading,))


@pytest.mark.parametrize(
    "text",
    [
        "If nobody is listed, you need to create a new user.",
        "Each consultant must log in to the learning hub with a work address.",
        "Partners have to click Save before they leave.",
        "The reseller belongs in the Partner field of the deal.",
        "You must be the global administrator of your tenant.",
        "To see this list, you need to have the editor role.",
        "The end date should fall in the chosen date range.",
        "Members must complete the linking within the hub.",
    ],
)
def test_a_step_in_a_portal_is_no_duty(text: str) -> None:
    """What is done on a screen, and the role that the screen asks for, is the portal's and not the program's."""
    assert told_as_step(text)


@pytest.mark.parametrize(
    "text",
    [
        "Partners must select a specialization within a year.",
        "Candidates must complete the application form and sign the code of conduct.",
        "You must hold the Northgate Administrator certification.",
        "Only the billing administrator must accept the partner agreement.",
        "Members must add the badge to their web site.",
        "Consultants are required to complete the course.",
        "Firms must delete customer records at the end of a project.",
    ],
)
def test_a_duty_that_a_program_lays_on_its_partners_is_kept(text: str) -> None:
    """The same verbs with an object that is none of a portal's state a duty."""
    assert not told_as_step(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Redeem your launch benefits",
        "How to update your contact details",
        "3. Upload proof of a bank transfer",
        "User role to manage the workspace",
    ],
)
def test_a_heading_that_explains_a_portal_announces_steps(heading: str) -> None:
    """A heading that begins with what is done in a portal leads to steps."""
    assert explaining(heading)
    assert told_as_step("You must send the slip.", heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Renew your Gold status",
        "How to become a partner",
        "Update your certification",
        "Access to training",
        "Export controls",
        "Post-deployment support",
        "Find a partner",
        "Cancel or reschedule",
        "Adding specializations",
    ],
)
def test_a_heading_about_the_program_announces_rules(heading: str) -> None:
    """What is done with a tier, a credential or an exam, and what only names a matter, leads to the program's own rules."""
    assert not explaining(heading)


@pytest.mark.parametrize(
    "text",
    [
        "Brightsea should publish the results in spring.",
        "CAMs and SAs should agree before a license is sent.",
        "The sales rep must tell the distributor.",
        "If the review board finds a fault, it shall set a date.",
        "For such firms we should ask the lead.",
    ],
)
def test_what_the_vendors_side_has_to_do_is_no_duty_of_its_partners(text: str) -> None:
    """The vendor, its sellers and its boards run the program: what they must do is demanded of nobody who takes part."""
    assert staff(text, force(text).verb_start, "Brightsea Partner Network")


@pytest.mark.parametrize(
    "text",
    [
        "Brightsea partners must sign the agreement.",
        "Brightsea requires a signed agreement.",
        "We require two references.",
        "Partners that sell Brightsea must keep a log.",
        "ISVs must pass the review.",
        "If the partner fails the audit, it shall set a date.",
    ],
)
def test_what_the_vendor_demands_of_others_is_their_duty(text: str) -> None:
    """A vendor that requires something lays a duty on others; so does its name as a part of another."""
    assert not staff(text, force(text).verb_start, "Brightsea Partner Network")


def test_a_page_that_explains_a_portal_states_no_duties() -> None:
    """Of steps and a rule on one page only the rule is read."""
    document = page(
        "<h1>Northgate Partner Program</h1><h2>Activate your benefits</h2><p>You must assign a marketing lead first.</p>"
        "<h2>Requirements</h2><p>Partners must sign the partner agreement.</p>"
        "<p>Partners need to click on Add contact.</p>"
    )
    assert [found.quote for found in requirements(document)] == ["Partners must sign the partner agreement."]


@pytest.mark.parametrize(
    "text",
    [
        "Further papers may be required of the applicant.",
        "You must not miss out on this!",
        'The module must be signed." level: MUST notes: "" evidence: []',
        "Where it is needed, the customer must grant the reseller access.",
        "Partners must set the environment variable before they start.",
        "The foregoing caps of liability shall apply to each partner.",
    ],
)
def test_what_binds_no_partner_is_no_duty(text: str) -> None:
    """What is only possible, called out, recorded, set in a product, a customer's, or law of every contract is no duty."""
    assert not requirements(page(f"<h1>Northgate Partner Program</h1><p>{text}</p>"))


def test_a_sentence_under_a_heading_of_what_counts_may_explain_it() -> None:
    """Under a heading of what counts, bare items and amounts are demands, and whole sentences that only explain are none."""
    found = requirements(
        page(
            "<h1>Northgate Partner Program</h1><h2>Qualifying offers</h2>"
            "<p>An offer is shown on the map of offers for some time.</p>"
            "<p>An offer is sold to at least three firms.</p>"
        )
    )
    assert [one.value for one in found] == [3]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two people must complete the Zero Touch Rollout Training.", [2]),
        ("Partners must keep a 20% Phase 1 to Phase 2 ratio.", [20]),
        ("Partners must hold two certifications with a 12-digit number.", [2]),
    ],
)
def test_numbers_within_names_are_no_amounts(text: str, values: list[int]) -> None:
    """A number that belongs to a name ("Zero Touch", "Phase 2") or tells how something is written counts nothing."""
    document = page(f"<h1>Northgate Partner Program</h1><h2>Requirements</h2><p>{text}</p>")
    assert [found.value for found in requirements(document)] == values


@pytest.mark.parametrize(
    "text",
    [
        "Earn an exclusive Northgate badge.",
        "Members get exclusive marketing resources.",
        "Northgate modules are actively maintained by their authors.",
        "Customers need support for backups and updates.",
    ],
)
def test_praise_needs_and_software_state_no_terms(text: str) -> None:
    """An exclusive badge is no exclusivity, a customer's need no support, and a module of software no course."""
    found = requirements(page(f"<h1>Northgate Partner Program</h1><p>{text}</p>"))
    assert not {one.kind for one in found} & {"neutrality", "support", "curriculum"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Members no longer need to file a yearly report.", [False]),
        ("We give the tools our partners need to grow.", []),
        ("This article describes how a partner that must pay is enrolled in the program.", []),
    ],
)
def test_what_fell_away_or_only_serves_is_no_duty(text: str, values: list[bool]) -> None:
    """What is no longer needed is an exemption; what something is for, and what an article is about, bind nobody."""
    document = page(f"<h1>Northgate Partner Program</h1><p>{text}</p>")
    assert [found.value for found in requirements(document)] == values
