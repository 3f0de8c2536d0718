"""What leads promise and what their pages turn out to be, for a vendor that nobody knows."""

from __future__ import annotations

import dataclasses

import pytest
from readings_for_tests import CATALOGUE

from extractors.catalogue import Program, Scope, Source
from extractors.leads import Lead, Verdict, address, kind_of, language_of, promise, verdict
from extractors.reading import Examined, examined
from extractors.records import Judgement, Outcome, Response

HOME = "https://www.norwind.example"
PROGRAM = Program(
    "norwind",
    "Norwind Partner Network",
    "Norwind",
    f"{HOME}/partners/",
    ("NPN",),
    (),
    (Scope("www.norwind.example"),),
)
SOURCE = Source("norwind/found", "norwind", "found", HOME)


def seen(path: str, title: str, body: str, status: int = 200) -> Examined:
    """A page of the vendor's, judged and read."""
    html = f'<html lang="en"><head><title>{title}</title></head><body><main>{body}</main></body></html>'
    headers = (("content-type", "text/html; charset=utf-8"),)
    return examined(Response(HOME + path, HOME + path, status, headers, html.encode()), SOURCE, CATALOGUE)


def judged(path: str, title: str, body: str, program: Program = PROGRAM) -> Verdict:
    """The verdict over a page that a sitemap led to."""
    return verdict(
        Lead(HOME + path, "sitemap", f"{HOME}/sitemap.xml"), seen(path, title, body), program, CATALOGUE
    )


def pages(text: str) -> list[tuple[str, str, str]]:
    """Address, title and body of each page of a text: its first line, and the lines after it."""
    found = []
    for one in text.strip().split("\n\n"):
        head, *lines = one.splitlines()
        path, title = head.split(" | ")
        found.append((path, title, f"<h1>{title}</h1>" + " ".join(lines)))
    return found


OURS = pages("""
/partners/brightline | Brightline
<p>Brightline is a consulting partner that deploys Norwind.</p><h2>Partner type</h2>
<p>Services partner</p><p>Contact this partner</p>

/partners/find | Find a partner
<p>Search 120 partners by region and certification.</p>

/learn/certification/renewal | Renew your certification
<p>A Norwind certification is valid for two years. To renew it, pass the renewal assessment.</p>

/partner-tiers | Tiers of the Norwind Partner Network
<table><tr><th>Requirement</th><th>Silver</th><th>Gold</th></tr>
<tr><td>Certified individuals</td><td>5</td><td>25</td></tr></table>

/news/partner-network-update | What is new in the Norwind Partner Network
<p>From January 2027 Gold partners need 25 certified individuals.</p>

/legal/partner-agreement | Norwind Partner Agreement
<p>Partner must keep two certified individuals. The program fee of 2,500 dollars is due annually.</p>

/help/exam-policies | Exam policies
<p>The passing score is 720. You may retake the exam after 14 days. Exams are proctored.
A certification exam costs 150 dollars.</p>
""")
NEIGHBOURS = pages("""
/customers/arkwright | Arkwright halves its support time with Norwind
<p>With its implementation partner Brightline, Arkwright rolled out Norwind. The partner trained 400 staff.</p>
<p>Arkwright will have 40 certified engineers by the end of 2027.</p>

/news/norwind-and-meridian-partnership | Norwind and Meridian announce a strategic partnership
<p>Under the partnership, Meridian's journalism appears in Norwind.</p>
<p>“This partnership is a milestone,” its chief executive says.</p>

/careers/partner-manager | Partner Manager, EMEA
<p>Grow the Norwind Partner Network. You run business reviews and partner certification.</p>
<ul><li>8+ years of experience in partner management</li></ul>

/index/partner-lead | Partner Lead
<p>In this role you grow the Norwind Partner Network. 8 years of experience are required. Norwind is an equal
opportunity employer.</p>

/partners/team | The partnerships team
<p>Meet the people who look after our partners and partnerships.</p>

/partners/success/arkwright | Arkwright and its partner Brightline
<p>Brightline, a Gold partner, deployed Norwind at Arkwright. The partner is certified.</p>

/legal/privacy-notice-partner-portal | Privacy notice: partner portal
<p>Data of partners is kept for 24 months.</p>

/legal/terms-of-service | Terms of service
<p>Fees are due within 30 days. Norwind may suspend access.</p>

/events/partner-summit-2026 | Norwind Partner Summit 2026
<p>Join 2,000 partners. Certification exams on site.</p>

/docs/certificates/renew | Renew TLS certificates
<p>Certificates are valid for 12 months. Certificates must be signed.</p>

/academy/prompting | Prompting fundamentals
<h2>What you will learn</h2><ul><li>Be specific</li><li>Give context</li></ul>

/form/researcher-access | Researcher Access Program
<p>Apply for up to 1,000 dollars of credits. Credits are valid for 12 months.</p>

/partner-center/add-payment-method | Add a payment method
<p>Sign in to Partner Center and select Membership. Select Add credit card.</p>

/partner-center/delegated-access | Introduction to delegated access
<p>Delegated access lets partners manage customers. Partners ask for it in Partner Center;
customers assess what partners may do. With it partners no longer have the role of an administrator.</p>

/partner-list?page=3 | Certified partners
<p>Brightline, a certified partner. Alpine, a certified partner.</p>

/security | Security and compliance
<p>Norwind is certified to ISO 27001 and SOC 2. Our certifications are renewed annually by an independent auditor.</p>

/certified/laptops | Certified laptops
<p>These laptops are certified. Certified devices are tested for 500 functions.</p>

/blog/partner-awards | Partner of the Year award winners
<p>Global partner of the year: Brightline. Services partner of the year: Alpine.</p>

/news/data-centers-with-infrastructure-partners | Five data centers with our infrastructure partners
<p>With our partners we build 10 gigawatts by the end of 2027, an investment of 400 billion dollars.</p>

/pricing | Plans and pricing
<p>25 dollars per user. Billed annually; plans renew automatically.</p>
""")


@pytest.mark.parametrize(("path", "title", "body"), OURS)
def test_a_page_of_the_program_is_enrolled(path: str, title: str, body: str) -> None:
    """Tiers, directory, profiles of firms, certifications, agreements and announcements, by heading, words and answers."""
    found = judged(path, title, body)
    assert found.state == "enrolled", found.why


@pytest.mark.parametrize(("path", "title", "body"), NEIGHBOURS)
def test_a_neighbour_is_not_enrolled(path: str, title: str, body: str) -> None:
    """Stories, jobs, notices, events, devices, products, courses and portals' steps are none, whatever words they use."""
    found = judged(path, title, body)
    assert found.state != "enrolled", found.why


@pytest.mark.parametrize(("path", "title", "body"), OURS)
def test_a_page_of_the_program_promises_something(path: str, title: str, body: str) -> None:
    """Its address alone, or with the words of a link, is worth a request."""
    del body
    assert promise(Lead(HOME + path, "link", HOME, title), PROGRAM, CATALOGUE).score > 0


def test_the_reason_can_be_checked_by_a_person() -> None:
    """It says which questions the page answers and which words speak for it, and none of our own names of things."""
    assert judged(*OURS[2]).why == (
        'states something on renewal, speaks of assessment; its heading speaks of "certification"; '
        'its address says "certification"'
    )


def test_what_speaks_against_a_page_is_said_as_well() -> None:
    """The words that show another kind of page stand in the reason."""
    assert 'looks like a job ("careers")' in judged(*NEIGHBOURS[2]).why


def test_the_best_promise_comes_first() -> None:
    """A page named for the program goes before one that only says partner, and both before pages that promise nothing."""
    paths = [
        "/careers/partner-lead",
        "/about",
        "/blog/our-partners",
        "/partners/norwind-partner-network-tiers",
        "/de-de/partners/tiers",
    ]
    scores = {path: promise(Lead(HOME + path, "sitemap", HOME), PROGRAM, CATALOGUE).score for path in paths}
    ahead = sorted(paths, key=lambda path: -scores[path])
    assert ahead[:3] == ["/partners/norwind-partner-network-tiers", "/blog/our-partners", "/about"]
    assert max(scores[path] for path in ahead[2:]) <= 0


def test_a_lead_in_another_language_promises_nothing() -> None:
    """Neither by the language that a page declares of its other address, nor by the address."""
    lead = Lead(f"{HOME}/partners/tiers", "alternate", HOME, "", "", "de-de")
    assert (
        promise(lead, PROGRAM, CATALOGUE).score
        < 0
        < promise(dataclasses.replace(lead, language="en"), PROGRAM, CATALOGUE).score
    )


@pytest.mark.parametrize(
    "path", ["/fr/partners/tiers", "/sites/de-de/partners", "/_sitemaps/partner-center_ja-jp_1.xml"]
)
def test_an_address_may_name_its_language(path: str) -> None:
    """A path that names another language promises nothing, and one that names the program's does."""
    other = promise(Lead(HOME + path, "sitemap", HOME), PROGRAM, CATALOGUE)
    own = promise(
        Lead(
            HOME + path.replace("ja-jp", "en-us").replace("de-de", "en-gb").replace("/fr/", "/en/"),
            "sitemap",
            HOME,
        ),
        PROGRAM,
        CATALOGUE,
    )
    assert other.score < 0 < own.score
    assert "another language" in other.words


def test_a_page_in_another_language_is_irrelevant() -> None:
    """The program's pages are looked for in its own language."""
    text = (
        "<h1>Stufen</h1><p>"
        + "Der Partner muss für die Stufe Gold mindestens fünf zertifizierte Personen haben. " * 5
        + "</p>"
    )
    assert judged("/partners/stufen", "Partnerstufen", text).state == "irrelevant"


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.NOT_FOUND, "irrelevant"),
        (Outcome.SOFT_404, "irrelevant"),
        (Outcome.LOGIN, "doubtful"),
        (Outcome.BOT_CHECK, "doubtful"),
    ],
)
def test_a_wall_proves_nothing(outcome: Outcome, state: str) -> None:
    """A page that is not there is none; one behind a wall is left to the operator."""
    walled = Examined(Judgement(outcome, "the reason"))
    found = verdict(Lead(f"{HOME}/partners/tiers", "sitemap", HOME), walled, PROGRAM, CATALOGUE)
    assert (found.state, "the reason" in found.why) == (state, True)


def test_somebody_elses_page_is_irrelevant() -> None:
    """A page of a host that is none of the vendor's needs the program's name in its heading."""
    elsewhere = Program("alder", "Alder Partner Network", "Alder", "https://alder.example/partners/")
    assert judged(*OURS[3], program=elsewhere) == Verdict(
        "irrelevant", "nothing shows that Alder speaks there"
    )


def test_a_program_is_looked_for_in_the_language_of_most_of_its_sources() -> None:
    """Official ones count, and English is meant where none is declared."""
    sources = tuple(
        Source(f"p/{n}", "p", str(n), HOME, language=tag) for n, tag in enumerate(("de", "en", "de"))
    )
    assert language_of(dataclasses.replace(PROGRAM, sources=sources)) == "de"
    assert language_of(PROGRAM) == "en"


def test_a_guide_is_known_by_its_ending() -> None:
    """What ends like a PDF is asked for as one."""
    assert (kind_of(address(f"{HOME}/Guide.PDF?v=2")), kind_of(f"{HOME}/guide")) == ("pdf", "page")
