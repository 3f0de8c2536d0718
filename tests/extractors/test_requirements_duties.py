"""Duties: whom they fall on, which clause states them, and by what they are compared."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.duties import agent, duty_key, may_owe, subordinate
from extractors.modality import force
from extractors.requirements import requirements


def compared(sentence: str) -> str:
    """The key of the duty that a sentence states."""
    strength = force(sentence)
    return duty_key(sentence, strength.verb_start, strength.verb_end)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Partners must sign the partner agreement.", "Each partner is required to sign an agreement."),
        ("Partners must sign the agreement every year.", "The agreement must be signed by all partners."),
        ("You need to submit a customer reference.", "Applicants have to submit one written reference."),
        ("Members shall attend the yearly briefing.", "All 40 members are obliged to attend our briefing."),
        ("A partner must renew its badge.", "Starting in May, partners must also renew their badge."),
    ],
)
def test_a_reworded_duty_keeps_its_key(before: str, after: str) -> None:
    """Verb and object make a duty's key: voice, agent, number, adjectives and time may change."""
    assert compared(before) == compared(after) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Partners must sign the agreement.", "Partners must sign the addendum."),
        ("Partners must sign the agreement.", "Partners must renew the agreement."),
    ],
)
def test_different_duties_have_different_keys(one: str, other: str) -> None:
    """Another object or another verb is another duty."""
    assert compared(one) != compared(other)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your banner can't be painted like our banner.",
        "Your banner can’t repeat ours.",
        "Partners cannot lend a banner to others.",
    ],
)
def test_what_cannot_be_is_a_negated_duty(sentence: str) -> None:
    """What those who take part cannot do is a duty whose attribute says so, contracted or not."""
    (found,) = [r for r in requirements(page(f"<p>{sentence}</p>")) if r.value is True]
    assert found.attribute.startswith("not ")


@pytest.mark.parametrize(
    "sentence",
    [
        "The guide describes the tests that must be passed in a lab.",
        "Your profile shows what information needs to be updated.",
        "Our team will call you if further help is required.",
        "The review board must answer within its own rules.",
        "Channel managers should update the notes of the account.",
        "To extend the deal, partners click the button in the portal.",
        "Partners must meet the requirements.",
    ],
)
def test_what_falls_on_nobody_who_takes_part_is_no_demand(sentence: str) -> None:
    """Descriptions, conditions, duties of those who run a program, and demands stated elsewhere demand nothing."""
    assert [r for r in requirements(page(f"<p>{sentence}</p>")) if r.value is True] == []


def test_a_clause_that_only_describes_is_told_from_the_main_clause() -> None:
    """A verb after "that", "what" or "if" is subordinate; the verb of the sentence itself is not."""
    text = "Partners that want to sell must sign the forms that must be used."
    assert not subordinate(text, text.index("must"))
    assert subordinate(text, text.rindex("must"))


def test_the_agent_is_the_head_of_what_stands_before_the_verb() -> None:
    """What follows the head, and what stands in brackets, does not hide it."""
    text = "From May on, each product (of any kind) from your company must pass."
    assert agent(text, text.index("must")) == "product"
    assert may_owe(text, text.index("must"))


def test_the_scale_of_a_score_is_no_passing_score() -> None:
    """Beside a score, the scale on which it is measured is a fact of its own, and not what must be reached."""
    found = requirements(page("<p>The passing score of the exam is 700 on a scale of 100 to 1,000.</p>"))
    assert [(r.attribute, r.value) for r in found if r.kind == "exam"] == [
        ("passing score", 700),
        ("scaled score", 100),
    ]


def test_a_headline_is_not_the_subject_of_what_the_press_tells() -> None:
    """The subject is what the sentence names, not the sentence above the article."""
    headline = "Norwind Labs courts consultants with a partner network"
    body = f"<h1>{headline}</h1><p>Update: Norwind certifications are valid for 18 months, partners say.</p>"
    assert [(r.kind, r.subject) for r in requirements(page(body, headline))] == [
        ("validity", "Norwind certifications")
    ]


def test_running_heads_and_forms_are_no_part_of_a_name() -> None:
    """A name ends where its class does; numbers, headings and papers around it are not in it."""
    body = (
        "<p>4.2 Renewal of Harbor Certified Engineer Handbook</p><p>The Harbor Badge Premier Harbor Badge.</p>"
        "<p>Criteria Harbor Badge</p>"
    )
    names = {r.subject for r in requirements(page(body)) if r.kind in ("certification", "specialization")}
    assert names <= {"Harbor Certified Engineer", "Harbor Badge", "Premier Harbor Badge"}
    assert "Harbor Certified Engineer" in names


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Partners must not sell the badge.", False),
        ("Resale apps are not eligible for the badge.", False),
        ("Before the first approval, no audit must be started by partners.", False),
        ("There is no sales requirement for partners.", False),
        ("While not mandatory, partners may sign a confidentiality agreement.", False),
        ("Partners cannot transfer the badge to others.", True),
    ],
)
def test_prohibitions_and_exemptions_are_false(sentence: str, value: bool) -> None:  # noqa: FBT001
    """What must not be, or need not be, is a duty with the value False; what cannot be has "not" in its attribute."""
    found = requirements(page(f"<p>{sentence}</p>"))
    assert [(r.value, r.attribute.startswith("not ")) for r in found] == [(value, value)]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("An Authorized Test Centre shall keep its records for inspection.", "Authorized Test Centre"),
        ("The skills of staff must be shown by the Authorized Test Centre.", "Authorized Test Centre"),
        ("The Norwind Review Board shall answer partners in writing.", "Norwind Labs Partner Program"),
    ],
)
def test_who_has_a_duty_by_name_is_its_subject(sentence: str, subject: str) -> None:
    """A named party before or after the verb is the subject, unless it is who runs the program."""
    found = requirements(page(f"<h1>Norwind Labs Partner Program</h1><p>{sentence}</p>"))
    assert {r.subject for r in found} <= {subject}


def test_a_page_about_one_party_speaks_of_it_throughout() -> None:
    """Where one named party has most of the duties, it is the subject of those that name nobody."""
    duties = "".join(
        f"<p>A Licensed Test Centre shall keep its {what}.</p>"
        for what in ("records", "seal", "staff", "logs")
    )
    found = requirements(page(f"{duties}<p>The yearly report must be filed by May.</p>"))
    assert found[-1].subject == "Licensed Test Centre"


def test_items_owe_what_the_introduction_of_their_list_demands() -> None:
    """Where an introduction says of the listed names what they need, each name is the subject of that duty."""
    body = (
        "<p>Competencies that require an audit by an assessor include:</p><ul><li>Data Mesh</li><li>Edge Security</li></ul>"
        "<p>The following competencies must provide customer references:</p><ul><li>Retail Search</li></ul>"
        "<p>Competencies that do not require an audit include:</p><ul><li>Campus Networks</li></ul>"
        "<p>A written report is required for the following competencies:</p><ul><li>Core Banking</li></ul>"
    )
    found = [r for r in requirements(page(body)) if r.kind != "specialization"]
    assert [(r.kind, r.subject, r.value) for r in found] == [
        ("specialization_requirement", "Data Mesh", True),
        ("specialization_requirement", "Edge Security", True),
        ("customer_evidence", "Retail Search", True),
        ("specialization_requirement", "Campus Networks", False),
        ("specialization_requirement", "Core Banking", True),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("An active Norwind Cloud account is required.", "prerequisite"),
        ("Applicants must have a seller account and a publisher role.", "prerequisite"),
        ("Partners must be in good standing as a member.", "prerequisite"),
        (
            "Partners that complete the lab review receive a Norwind Storage Ready badge.",
            "specialization_requirement",
        ),
        (
            "Products will be issued the Storage badge once the integration is verified.",
            "specialization_requirement",
        ),
        ("Applicants undergo a technical audit of their product.", "specialization_requirement"),
        ("Partners must submit 3 relevant references.", "customer_evidence"),
        ("Trainers must have experience teaching the course.", "experience"),
        ("Integrations without upkeep will no longer be listed.", "monitoring"),
    ],
)
def test_the_object_of_a_duty_tells_its_kind(sentence: str, kind: str) -> None:
    """What must be held is a prerequisite, what is shown of customers evidence, what earns a badge that badge's demand."""
    found = requirements(page(f"<p>{sentence}</p>"))
    assert [r.kind for r in found if r.kind != "specialization"] == [kind]


def test_a_status_named_in_a_heading_is_the_subject_below_it() -> None:
    """A heading "Requirements for referral-ready status" names the subject of its demands, whatever its letters."""
    body = "<h2>Requirements for referral-ready status</h2><ul><li>Publish an offer on the marketplace.</li></ul>"
    assert [(r.kind, r.subject) for r in requirements(page(body))] == [
        ("specialization_requirement", "referral-ready status")
    ]


def test_noun_phrases_under_a_heading_of_demands_are_demands() -> None:
    """The items of a list under "Technical requirements" need no verb; under another heading they are none."""
    items = "<ul><li>Basic knowledge of network design</li><li>Two signed declarations of staff</li></ul>"
    assert len(requirements(page(f"<h2>Technical requirements</h2>{items}"))) == 2
    assert requirements(page(f"<h2>Topics of the day</h2>{items}")) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Requirement 2: Reach the revenue threshold.",
        "If an assessor leaves the company for good.",
    ],
)
def test_counting_lines_and_bare_conditions_demand_nothing(sentence: str) -> None:
    """A line that counts the demands below it, and a condition without a consequence, state nothing in a list of demands."""
    body = f"<p>Partners must meet these requirements:</p><ul><li>{sentence}</li></ul>"
    assert [r for r in requirements(page(body)) if r.value is True] == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The track is available only for universities.", "prerequisite"),
        ("Customers who order the trainer option can request a seat.", "prerequisite"),
        ("The partner is requested to return the partner agreement.", "tier_requirement"),
        ("Trainers must deliver the course to a customer.", "experience"),
    ],
)
def test_who_may_take_part_and_what_was_practised(sentence: str, kind: str) -> None:
    """Who alone may take part is a prerequisite, delivering to customers an experience."""
    assert [r.kind for r in requirements(page(f"<p>{sentence}</p>"))] == [kind]


def test_a_class_of_partners_is_defined_by_who_belongs_to_it() -> None:
    """A sentence like "Build Partners are firms that ..." is a demand on who wants to be one."""
    body = (
        "<h2>Partner types</h2><ul><li>Build Partner</li><li>Advise Partner</li></ul>"
        "<h2>Build Partner</h2><p>Build Partners are software firms that make extensions of the platform.</p>"
    )
    found = [r for r in requirements(page(body)) if r.value is True]
    assert [r.kind for r in found] == ["specialization_requirement"]


@pytest.mark.parametrize(
    "item",
    [
        "The assessment is watched by the program office to keep it fair.",
        "Official Wording; Later Versions. It is kept with the office.",
        "The sections on liability shall survive the end of this agreement.",
    ],
)
def test_explanations_titles_and_boilerplate_are_no_demands(item: str) -> None:
    """Among demands, what only tells how something is, the title of an item, and clauses of any contract are none."""
    body = f"<p>Partners must meet these requirements:</p><ul><li>{item}</li></ul>"
    assert [r for r in requirements(page(body)) if r.value is True] == []


def test_wanting_a_partner_is_no_demand() -> None:
    """Praise that says whom a customer needs demands nothing of a partner."""
    assert requirements(page("<p>To grow, you need a partner who knows your industry.</p>")) == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("The offer cannot be shown until partners complete the form.", "tier_requirement", True),
        ("Partners must name a contact, so that we can act on non-compliance.", "tier_requirement", True),
    ],
)
def test_the_main_clause_tells_what_is_demanded(sentence: str, kind: str, value: bool) -> None:  # noqa: FBT001
    """What must be done first is the duty; the reason for which it is asked does not tell its kind."""
    assert [(r.kind, r.value) for r in requirements(page(f"<p>{sentence}</p>"))] == [(kind, value)]


def test_an_aim_before_the_verb_is_not_the_duty() -> None:
    """The key of a duty is what the sentence's own verb demands, whatever aim stands before it."""
    assert compared("In order to qualify, partners must sign the charter.") == compared(
        "Partners must sign the charter."
    )


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Partners must register each deal registration within the portal.", "tier_requirement"),
        ("Partners must not represent competitors of Norwind.", "neutrality"),
        ("Random compliance audits of all partners take place every year.", "monitoring"),
    ],
)
def test_a_duty_around_incentives_is_a_demand(sentence: str, kind: str) -> None:
    """What must be done for an incentive is a demand; exclusivity and conflicts of interest are neutrality."""
    assert [r.kind for r in requirements(page(f"<p>{sentence}</p>"))] == [kind]


def test_who_approves_is_not_whose_duty_it_is() -> None:
    """A named party that approves is no subject: "must be approved by a Norwind Channel Lead"."""
    found = requirements(page("<p>The offer of a partner must be approved by a Norwind Channel Person.</p>"))
    assert "Norwind Channel Person" not in {r.subject for r in found}


def test_what_helps_to_qualify_is_no_demand() -> None:
    """An aim demands something only where it opens its clause."""
    sentence = "The courses of partners help their teams to qualify for the badge program."
    assert not force(sentence).binds
    assert force("To qualify, partners hand in a plan.").binds
