"""Pages nobody knows: whose a page is, what it defines, in which currency its figures are, who is meant by half a name."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.naming import names
from extractors.requirements import requirements
from extractors.titles import owner


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("News about recertification | Tarnwell Academy", "Tarnwell Academy"),
        ("Dues and classes :: Guild of Open Looms", "Guild of Open Looms"),
        ("How certification works — Brackmoor University", "Brackmoor University"),
        ("Frequently asked questions", ""),
        ("What it costs | prices and dates", ""),
    ],
)
def test_the_last_part_of_a_title_says_whose_page_it_is(title: str, whose: str) -> None:
    """Behind the last bar, dash or colons, a name of its own is the owner's; words are not."""
    assert owner(title) == whose


def test_a_page_that_names_nothing_is_about_its_owner() -> None:
    """Where the first heading is no name, what applies to everybody applies to the owner of the page."""
    found = requirements(
        page(
            "<h1>Changes to how you renew</h1><p>Credentials are valid for 18 months.</p>",
            "Changes | Tarnwell Academy",
        )
    )
    assert [(r.subject, r.value) for r in found] == [("Tarnwell Academy", "P18M")]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("“Installer” means a company that Tarnwell has approved to fit its meters.", "Installer"),
        ("“Service Centre” means any firm authorised by us to repair pumps.", "Service Centre"),
        ("Tarnwell Assured is the badge for third-party meters and gateways systems.", "Tarnwell Assured"),
        (
            "Courses are held by authorised training centres (ATCs) near you.",
            "authorised training centres (ATCs)",
        ),
        ("Products may carry the Tarnwell Compatible logo.", "Tarnwell Compatible"),
    ],
)
def test_a_definition_names_a_type_of_firm_or_a_mark(sentence: str, name: str) -> None:
    """A term in quotes, a mark with its bearers, and chosen firms with their abbreviation are specializations."""
    assert [named.name for named in names(page(f"<p>{sentence}</p>")).specializations] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Affiliate” means a company that controls a party.",
        "“Confidential Information” means any data that a firm discloses.",
        "Tarnwell Cloud is the platform for meters.",
        "We follow the Payment Card Industry standard (PCI).",
    ],
)
def test_other_definitions_name_no_specialization(sentence: str) -> None:
    """Terms of contracts, products and standards are nothing that a partner can be."""
    assert names(page(f"<p>{sentence}</p>")).specializations == ()


def test_half_a_name_means_the_certification_that_alone_has_it() -> None:
    """Beside "Tarnwell Certified Planner" and "Tarnwell Certified Fitter", "Fitter" is the second."""
    found = requirements(
        page(
            "<p>Become a Tarnwell Certified Planner or a Tarnwell Certified Fitter.</p>"
            "<p>Fitter is valid for three years.</p><p>Planner is valid for two years.</p>"
        )
    )
    assert [(r.subject, r.value) for r in found if r.kind == "validity"] == [
        ("Tarnwell Certified Fitter", "P3Y"),
        ("Tarnwell Certified Planner", "P2Y"),
    ]


@pytest.mark.parametrize(
    ("above", "unit", "per"),
    [
        ("<p>All prices in euros.</p>", "EUR", None),
        ("<p>Annual dues, in US dollars</p>", "USD", "P1Y"),
        ("<h2>Fees (CHF, without VAT)</h2>", "CHF", None),
        ("<h2>Costs in £ per month</h2>", "GBP", "P1M"),
    ],
)
def test_the_line_above_a_table_gives_its_figures_their_currency(
    above: str, unit: str, per: str | None
) -> None:
    """Bare figures are amounts of the currency that a heading or a line above names; small counts beside them are not."""
    table = (
        "<table><tr><th>Item</th><th>Small firms</th><th>Large firms</th><th>Votes</th></tr>"
        "<tr><td>Enrolment</td><td>400</td><td>1,250</td><td>2</td></tr>"
        "<tr><td>Inspection</td><td>90</td><td>310</td><td>1</td></tr></table>"
    )
    found = requirements(page(f"<h1>Costs of the Tarnwell Register</h1>{above}{table}"))
    assert [(r.value, r.unit, r.per) for r in found if r.kind == "fee"] == [
        (value, unit, per) for value in (400, 1250, 90, 310)
    ]


def test_a_table_without_a_currency_above_has_no_amounts() -> None:
    """A heading about fees alone says nothing of the figures."""
    table = "<table><tr><th>Item</th><th>Count</th></tr><tr><td>Sites</td><td>400</td></tr></table>"
    assert not [r for r in requirements(page(f"<h2>Fees</h2>{table}")) if r.unit]


def test_rows_that_a_letter_and_a_figure_count_are_told_by_what_stands_beside() -> None:
    """Under "No.", "A1" only counts its row; the next label says what is measured."""
    table = (
        "<table><tr><th>Ref.</th><th>Requirement</th><th>Minimum</th></tr>"
        "<tr><td>SEC-1</td><td>Certified engineers</td><td>4</td></tr>"
        "<tr><td>SEC-2</td><td>Customer references</td><td>2</td></tr></table>"
    )
    found = requirements(page(table))
    assert [(r.attribute, r.value) for r in found if r.unit] == [
        ("Certified engineers", 4),
        ("Customer references", 2),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "If standards slip, the licence is withdrawn.",
        "A provider whose survey results stay poor loses its accreditation.",
        "After a further warning the firm is struck off the register.",
        "Repeated complaints lead to exclusion from the network.",
        "A reseller that misses its numbers moves down one level.",
        "We also audit a random sample of projects.",
        "The membership is suspended until the dues are paid.",
    ],
)
def test_what_is_lost_or_looked_into_is_monitoring(sentence: str) -> None:
    """A standing that is taken away, a step down, exclusion, and samples are how partners are watched, without a number."""
    found = requirements(page(f"<p>{sentence}</p>"))
    assert [(r.kind, r.value) for r in found] == [("monitoring", True)]


def test_the_time_to_make_something_good_is_monitoring() -> None:
    """How long a firm has to close a gap is a term of its supervision, whatever the gap is in."""
    found = requirements(
        page("<p>A partner that falls short has 45 days to close the gap.</p>"),
    )
    assert [(r.kind, r.value) for r in found] == [("monitoring", "P45D")]


@pytest.mark.parametrize(
    "sentence",
    [
        "All approved installers are entered in the public register.",
        "Our fitters can be found in the Tarnwell Directory, with the date of their exam.",
        "Certified systems appear with their version in our online catalogue.",
        "Credentials are shown, if you agree, on the academy's website.",
    ],
)
def test_where_names_are_shown_is_a_directory(sentence: str) -> None:
    """Whatever stands between, being shown or found in a register, catalogue or website is a directory."""
    assert [r.kind for r in requirements(page(f"<p>{sentence}</p>"))] == ["directory"]


@pytest.mark.parametrize(
    "sentence", ["The steps are listed in the manual.", "Prices are shown on the invoice."]
)
def test_other_places_are_no_directory(sentence: str) -> None:
    """A manual or an invoice shows nobody."""
    assert not [r for r in requirements(page(f"<p>{sentence}</p>")) if r.kind == "directory"]


def test_money_put_into_a_program_is_an_investment() -> None:
    """Putting millions into or behind something is investing."""
    found = requirements(page("<p>Tarnwell puts $25 million into its partner program.</p>"))
    assert [(r.kind, r.value, r.unit) for r in found] == [("investment", 25_000_000, "USD")]


def test_what_others_expect_of_the_market_is_no_target() -> None:
    """A forecast of analysts is no promise of the vendor."""
    found = requirements(page("<p>Analysts expect the market for meters to reach $8 billion by 2031.</p>"))
    assert not [r for r in found if r.kind == "target"]


def test_rows_of_a_table_about_renewal_are_renewal_or_what_renewal_costs() -> None:
    """Window, grace period and way of renewal are renewal; its price is a fee."""
    table = (
        "<table><tr><th></th><th>Rule</th></tr><tr><td>Grace period after expiry</td><td>60 days</td></tr>"
        "<tr><td>Renewal window before expiry</td><td>3 months</td></tr>"
        "<tr><td>Price of renewal</td><td>$45</td></tr></table>"
    )
    found = requirements(page(f"<h2>Recertification</h2>{table}"))
    assert [(r.kind, r.value) for r in found] == [("renewal", "P60D"), ("renewal", "P3M"), ("fee", 45)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The enrolment fee is not refundable.",
        "Charities do not pay the yearly dues.",
        "Schools join without paying dues.",
        "Founding members pay no fee.",
    ],
)
def test_a_fee_that_nobody_pays_or_gets_back_is_denied(sentence: str) -> None:
    """What is not paid, and what is not paid back, is a fee with the value false or nothing."""
    found = requirements(page(f"<p>{sentence}</p>"))
    assert [r.kind for r in found] == ["fee"]
    assert not found[0].value


def test_a_wish_with_a_date_in_front_is_a_target() -> None:
    """What a vendor hopes to reach by a date is promised by it, without a comma behind the date."""
    found = requirements(page("<p>By the end of 2029 we hope to see 8,000 engineers certified.</p>"))
    assert [(r.kind, r.value, r.due) for r in found] == [("target", 8000, "2029-12-31")]
