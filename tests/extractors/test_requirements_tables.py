"""What is read from tables, in the many forms that vendors give them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from readings_for_tests import page

from extractors.requirements import requirements

if TYPE_CHECKING:
    from extractors.records import Requirement

Said = tuple[str, str, object]


def table(*rows: str, caption: str = "") -> str:
    """A table with a line for each row and a bar between cells; the first row is a header, "-" stands for an empty cell."""
    lines = [[cell.strip() for cell in row.split("|")] for row in rows]
    cells = [
        "".join(f"<{tag}>{'' if cell == '-' else cell}</{tag}>" for cell in line)
        for tag, line in zip(["th", *["td"] * len(lines)], lines, strict=False)
    ]
    return f"<table><caption>{caption}</caption>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"


def read(body: str, title: str = "Norwind Partner Program") -> list[Requirement]:
    """The requirements of a page with that body."""
    return list(requirements(page(body, title)))


def said(body: str, title: str = "Norwind Partner Program") -> set[Said]:
    """Kind, subject and value of each of them, names apart."""
    names = ("tier", "certification", "specialization")
    return {(r.kind, r.subject, r.value) for r in read(body, title) if r.kind not in names}


def test_columns_under_names_that_nobody_knows_are_subjects_too() -> None:
    """Where rows are demands and cells of a row are alike, each column's header is to whom its cells apply."""
    body = "<h2>Program requirements</h2>" + table(
        "Requirement | Explorer | Navigator | Captain",
        "Certified engineers | 1 | 3 | 9",
        "Signed agreement | ✓ | ✓ | ✓",
    )
    assert {("tier_requirement", "Explorer", 1), ("tier_requirement", "Captain", 9)} <= said(body)
    assert ("tier_requirement", "Navigator", True) in said(body)


def test_numbered_levels_are_subjects() -> None:
    """Columns headed "Level 1" to "Level 3" are subjects, and a cell "1" under "Level 1" is no repetition of it."""
    body = "<h2>Levels</h2>" + table("Criteria | Level 1 | Level 2", "Certified professionals | 1 | 5")
    assert said(body) == {("tier_requirement", "Level 1", 1), ("tier_requirement", "Level 2", 5)}


def test_columns_of_times_and_measures_are_no_subjects() -> None:
    """Headers that say when or how something is measured are part of what is measured; a date in one is when it is due."""
    body = "<h2>Requirements</h2>" + table(
        "Requirement | Current | From January 15, 2027",
        "Certified staff | 5 | 8",
        "Customer references | 2 | 3",
    )
    found = {(r.attribute, r.value, r.due) for r in read(body) if r.kind == "tier_requirement"}
    assert found == {
        ("Certified staff / Current", 5, None),
        ("Certified staff / From January 15, 2027", 8, "2027-01-15"),
    }


def test_what_was_so_before_is_no_requirement() -> None:
    """Of an old and a new column only the new one is read."""
    body = "<h2>Requirements</h2>" + table("Requirement | Old | New", "Certified staff | 5 | 8")
    assert {value for _, _, value in said(body)} == {8}


def test_columns_that_classify_join_the_label() -> None:
    """A second column of words before figures says what the row is; a cell over several rows names all of them."""
    body = """<h2>Score for the Harbor Data competency</h2><table>
    <tr><th>Category</th><th>Metric</th><th>Max points</th></tr>
    <tr><td rowspan=2>Performance</td><td>Net new customers</td><td>30</td></tr><tr><td>Growth</td><td>10</td></tr>
    <tr><td>Skilling</td><td>Certified people</td><td>0</td></tr></table>"""
    found = {(r.attribute, r.value, r.unit) for r in read(body) if r.value != "Harbor Data"}
    assert found == {
        ("Performance / Net new customers / Max points", 30, "points"),
        ("Performance / Growth / Max points", 10, "points"),
        ("Skilling / Certified people / Max points", 0, "points"),
    }


def test_rows_of_one_tier_keep_it_over_the_cells_that_it_spans() -> None:
    """A tier that spans rows is the subject of each of them."""
    body = """<h2>Requirements</h2><table><tr><th>Tier</th><th>Area</th><th>Requirement</th></tr>
    <tr><td rowspan=2>Silver</td><td>Sales</td><td>2 certified sellers</td></tr>
    <tr><td>Technical</td><td>3 certified engineers</td></tr>
    <tr><td rowspan=2>Gold</td><td>Sales</td><td>5 certified sellers</td></tr>
    <tr><td>Technical</td><td>8 certified engineers</td></tr></table>"""
    assert said(body) == {
        ("tier_requirement", tier, value)
        for tier, value in (("Silver", 2), ("Silver", 3), ("Gold", 5), ("Gold", 8))
    }


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("Exam price (USD)", "300", 300, "USD"),
        ("Exam fee in EUR", "1,250", 1250, "EUR"),
        ("Duration (minutes)", "90", "PT90M", None),
        ("Exam time in hours", "2", "PT2H", None),
        ("Number of questions", "60", 60, "questions"),
        ("Passing score (%)", "70", 70, "percent"),
        ("Passing score", "700", 700, "points"),
        ("Validity (years)", "3", "P3Y", None),
        ("Years of experience", "5", "P5Y", None),
    ],
)
def test_units_stand_in_headers(header: str, cell: str, value: object, unit: str | None) -> None:
    """A bare number has the unit of its header: money, a time, a share, points, or what it counts."""
    body = table(
        f"Certification | {header}", f"Norwind Certified Architect | {cell}", "Norwind Certified Seller | N/A"
    )
    (found,) = [r for r in read(body) if r.kind != "certification"]
    assert (found.subject, found.value, found.unit) == ("Norwind Certified Architect", value, unit)


def test_money_in_thousands() -> None:
    """A header that counts in thousands or millions does so for its cells."""
    body = table("Tier | Revenue (USD, thousands)", "Silver | 50", "Gold | 500")
    assert {("tier_requirement", "Silver", 50_000), ("tier_requirement", "Gold", 500_000)} == said(body)


def test_not_applicable_is_not_zero() -> None:
    """A dash, "n/a" or "optional" states nothing; a zero does, and so does a fee that is waived."""
    body = "<h2>Requirements</h2>" + table(
        "Requirement | Bronze | Silver | Gold",
        "Certified staff | n/a | 0 | 4",
        "Annual fee | None | Waived | $500",
    )
    assert said(body) == {
        ("tier_requirement", "Silver", 0),
        ("tier_requirement", "Gold", 4),
        ("fee", "Bronze", 0),
        ("fee", "Silver", 0),
        ("fee", "Gold", 500),
    }


def test_a_number_with_its_qualification_is_one_requirement() -> None:
    """Numbers in the brackets behind a number are its condition, and the row's label gives the unit."""
    body = "<h2>Requirements</h2>" + table(
        "- | Silver | Gold", "Certified individuals | 4 Required (minimum 2 technical) | 10+"
    )
    silver, gold = (r for r in read(body) if r.kind == "tier_requirement")
    assert (silver.value, silver.comparator, silver.unit, silver.condition) == (
        4,
        ">=",
        "people",
        "minimum 2 technical",
    )
    assert (gold.value, gold.comparator) == (10, ">=")


def test_facts_of_an_exam_in_two_columns() -> None:
    """A table of labels and facts on a certification's page is about its exam, whatever its first row."""
    body = "<h1>Norwind Certified Administrator</h1>" + table(
        "Language | English, Japanese",
        "Questions | 60",
        "Cost | USD 200",
        "Prerequisites | None",
        "Valid for | 2 years",
    ).replace("th>", "td>")
    name = "Norwind Certified Administrator"
    assert said(body, name) == {
        ("exam", name, "English, Japanese"),
        ("exam", name, 60),
        ("exam", name, 200),
        ("prerequisite", name, "None"),
        ("validity", name, "P2Y"),
    }


def test_certifications_as_columns() -> None:
    """Where one column is headed by a certification, the columns beside it are read as others."""
    body = "<h2>Exams</h2>" + table(
        "- | Certified Associate | Certified Professional",
        "Exam fee | $100 | $200",
        "Valid for | 2 years | 3 years",
    )
    assert said(body) == {
        ("exam", "Certified Associate", 100),
        ("exam", "Certified Professional", 200),
        ("validity", "Certified Associate", "P2Y"),
        ("validity", "Certified Professional", "P3Y"),
    }


def test_benefits_are_no_requirements() -> None:
    """What partners get, in a table of its own or under a row that says so, is no demand; margins are incentives."""
    body = "<h2>Program overview</h2>" + table(
        "- | Silver | Gold",
        "Requirements",
        "Certified people | 2 | 5",
        "Benefits",
        "Margin | 15% | 25%",
        "Licenses | 5 | 20",
    ).replace("<td>Requirements</td>", "<td colspan=3>Requirements</td>").replace(
        "<td>Benefits</td>", "<td colspan=3>Benefits</td>"
    )
    assert said(body) == {
        ("tier_requirement", "Silver", 2),
        ("tier_requirement", "Gold", 5),
        ("neutrality", "Silver", 15),
        ("neutrality", "Gold", 25),
    }
    discounts = table("Discount | Silver | Gold", "Developer plan | – | Free", "Business plan | 10% | 20%")
    assert {kind for kind, _, _ in said(discounts)} == {"neutrality"}


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Task | Partner | Norwind",
            "Audit planning | R, A | C",
            "Billing and fees | I | A",
            "Certification | R | I",
        ),
        ("SKU | Description | USD", "NW-100 | Cloud connector | $100", "NW-200 | Data connector | $250"),
        ("Partner | Level | Country", "Premier Systems | Gold | France", "Elite Consulting | Silver | Spain"),
        (
            "Version | Date | Changes",
            "1.7 | October 2021 | Updated certification fees",
            "1.0 | 2019 | First version",
        ),
        ("Term | Definition", "Tier | The level of a partner", "Fee | What a certification costs"),
        ("Document | Link", "Exam guide | PDF", "Exam policy for certification | PDF"),
        ("Company | E-mail", "Harbor Training | fees@example.com", "Exam Masters | 5 exams"),
    ],
)
def test_tables_about_other_things_state_nothing(rows: tuple[str, ...]) -> None:
    """Who does what, prices of goods, lists of firms, histories, glossaries, files and contacts state no requirement."""
    assert said(table(*rows)) == set()


def test_a_table_of_courses_names_each() -> None:
    """Each row of a table of courses is a course, with its length and price but without its description."""
    body = "<h1>Norwind Certified Architect</h1>" + table(
        "Course | Covers | Duration | Price",
        "Norwind Basics | Core features | 2 days | $1,200",
        "Harbor Lab | Hands-on | 16 hours | Free",
    )
    found = {(kind, value) for kind, _, value in said(body, "Norwind Certified Architect")}
    assert found == {
        ("curriculum", "Norwind Basics"),
        ("curriculum", "P2D"),
        ("fee", 1200),
        ("curriculum", "Harbor Lab"),
        ("curriculum", "PT16H"),
        ("fee", 0),
    }


def test_totals_are_no_weights() -> None:
    """The total row of weights states nothing."""
    body = "<h2>Exam domains</h2>" + table(
        "Domain | % of exam", "Domain 1: Design | 60%", "Domain 2: Security | 40%", "Total | 100%"
    )
    assert {(kind, value) for kind, _, value in said(body, "Norwind Certified Architect")} == {
        ("curriculum", 60),
        ("curriculum", 40),
    }


def test_a_header_in_the_middle_heads_what_is_below_it() -> None:
    """A row of headers below others replaces them; a row that only repeats them is no row of values."""
    body = """<h2>Fees</h2><table><tr><th>Exam</th><th>Exam fee</th></tr>
    <tr><td>Norwind Certified Architect</td><td>$100</td></tr><tr><th>Membership</th><th>Annual fee</th></tr>
    <tr><td>Silver</td><td>$500</td></tr><tr><td>Gold</td><td>$900</td></tr></table>"""
    assert {(r.kind, r.attribute, r.value) for r in read(body) if r.kind in ("fee", "exam")} == {
        ("exam", "Exam fee", 100),
        ("fee", "Annual fee", 500),
        ("fee", "Annual fee", 900),
    }


def test_the_quote_of_a_cell_is_its_row_and_its_attribute_names_the_rest() -> None:
    """Evidence of a short row is the row; rows of one name in two groups have attributes that tell them apart."""
    body = """<h2>Requirements</h2><table><tr><th>Requirement</th><th>Silver</th><th>Gold</th></tr>
    <tr><td colspan=3>Sales</td></tr><tr><td>Certified people</td><td>1</td><td>2</td></tr>
    <tr><td colspan=3>Technical</td></tr><tr><td>Certified people</td><td>3</td><td>4</td></tr></table>"""
    found = [r for r in read(body) if r.kind == "tier_requirement"]
    assert [(r.subject, r.attribute, r.value) for r in found] == [
        ("Silver", "Sales / Certified people", 1),
        ("Gold", "Sales / Certified people", 2),
        ("Silver", "Technical / Certified people", 3),
        ("Gold", "Technical / Certified people", 4),
    ]
    assert found[0].quote == "Certified people | 1 | 2"
    assert all(one.key != other.key for one, other in pairwise(found[1:3]))


@pytest.mark.parametrize(
    ("sign", "under"), [("*", "*"), ("†", "†"), ("<sup>1</sup>", "<sup>1</sup>"), ("<sup>1</sup>", "1.")]
)
def test_a_note_reaches_all_that_points_to_it(sign: str, under: str) -> None:
    """A note under a table is a condition of each requirement whose label has its sign, and a requirement itself."""
    body = "<h2>Requirements</h2>" + table(
        "Requirement | Silver | Gold", f"Certified people{sign} | 2 | 5", "References | 1 | 3"
    )
    found = read(f"{body}<p>{under} Certifications must be refreshed every 12 months.</p>")
    note = "Certifications must be refreshed every 12 months."
    assert [(r.value, r.attribute, r.condition) for r in found if r.kind == "tier_requirement"] == [
        (2, "Certified people", note),
        (5, "Certified people", note),
    ]
    assert [(r.value, r.quote) for r in found if r.kind == "renewal"] == [("P12M", note)]
    assert {r.condition for r in found if r.kind == "customer_evidence"} == {None}


def test_a_note_may_be_the_last_row_of_its_table() -> None:
    """A row over all columns that begins with a sign heads nothing."""
    note = "* Certifications must be renewed every 2 years."
    body = "<h2>Requirements</h2>" + table(
        "Requirement | Silver | Gold", "Certified people* | 2 | 5", note
    ).replace(f"<td>{note}", f"<td colspan=3>{note}")
    assert ("renewal", "P2Y") in {(kind, value) for kind, _, value in said(body)}


def test_a_column_of_weights_does_not_hide_levels_beside_it() -> None:
    """Columns are compared without those that only say how something is measured."""
    body = "<h2>Levels</h2>" + table("Metric | Unit | Level 1 | Level 2", "New customers | number | 5 | 10")
    assert said(body) == {("tier_requirement", "Level 1", 5), ("tier_requirement", "Level 2", 10)}


def test_amounts_below_a_heading_on_prices_are_fees() -> None:
    """In a price list the rows say for whom an amount is and the columns when; an abbreviated "Req." asks for a count."""
    prices = table("Staff | New member | Later years | Certified staff req.", "1-50 | $900 | $400 | 2")
    assert said(f"<h2>Membership pricing</h2>{prices}") == {
        ("fee", "Norwind Partner Program", 900),
        ("fee", "Norwind Partner Program", 400),
        ("tier_requirement", "Norwind Partner Program", 2),
    }
    assert not {kind for kind, _, _ in said(f"<h2>Our growth in figures</h2>{prices}")} & {"fee"}


FACTS = {
    "Duration": "90 minutes",
    "Questions": "60",
    "Price": "$150",
    "Prerequisites": "Norwind Certified Associate",
}


@pytest.mark.parametrize(
    "body",
    [
        "<dl>" + "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in FACTS.items()) + "</dl>",
        "<ul>" + "".join(f"<li><b>{label}:</b> {text}</li>" for label, text in FACTS.items()) + "</ul>",
        "<p>" + "<br>".join(f"<b>{label}:</b> {text}" for label, text in FACTS.items()) + "</p>",
        "<table>"
        + "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in FACTS.items())
        + "</table>",
        "<table>"
        + "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in FACTS.items())
        + "</table>",
    ],
)
def test_facts_are_the_same_in_whatever_list_they_stand(body: str) -> None:
    """Terms with definitions, items and lines with labels, and tables of two columns state the same facts."""
    name = "Norwind Certified Administrator"
    assert said(f"<h1>{name}</h1><h2>Exam</h2>{body}", name) == {
        ("exam", name, "PT90M"),
        ("exam", name, 60),
        ("exam", name, 150),
        ("prerequisite", name, "Norwind Certified Associate"),
    }


def test_levels_of_any_name_are_compared_below_a_heading_on_levels() -> None:
    """Where all cells are figures, a heading on tiers makes the columns what is compared."""
    body = "<h2>Partner tiers</h2>" + table(
        "Harbor score | Dune | Ridge | Crest", "Minimum points | 0 | 40 | 80"
    )
    assert {("tier_requirement", "Dune", 0), ("tier_requirement", "Crest", 80)} <= said(body)


def test_a_discount_in_a_table_of_demands_is_an_incentive() -> None:
    """A column of discounts beside columns of demands states what partners get."""
    body = "<h2>Tiers</h2>" + table(
        "Tier | Deals closed | Discount", "Silver | 6–20 | 15%", "Gold | 20+ | 25%"
    )
    found = {(r.kind, r.subject, r.value, r.value_max) for r in read(body) if r.kind != "tier"}
    assert found == {
        ("tier_requirement", "Silver", 6, 20),
        ("neutrality", "Silver", 15, None),
        ("tier_requirement", "Gold", 20, None),
        ("neutrality", "Gold", 25, None),
    }


def test_codes_are_words() -> None:
    """The digits of an exam's code count nothing."""
    body = "<h1>Norwind Certified Architect</h1>" + table("Exam number | NW0-101", "Questions | 60").replace(
        "th>", "td>"
    )
    assert {value for kind, _, value in said(body, "Norwind Certified Architect") if kind == "exam"} == {
        "NW0-101",
        60,
    }


def test_a_maximum_is_no_minimum() -> None:
    """A number under "Maximum" is at most, one under "Minimum" at least that."""
    body = "<h2>Eligibility for the Harbor Data competency</h2>" + table(
        "Metric | Minimum | Maximum", "Certified people | 2 | 20"
    )
    assert {(r.comparator, r.value) for r in read(body) if r.unit == "people"} == {(">=", 2), ("<=", 20)}


def test_labels_in_stars_are_labels() -> None:
    """Bold that a page forgot to render is no mark of a note."""
    body = "<h2>Requirements</h2>" + table(
        "**Requirement** | **Silver** | **Gold**", "**Certified people** | 2 | 5"
    )
    assert {
        (r.attribute.split(" / ")[0], r.value, r.condition)
        for r in read(body)
        if r.kind == "tier_requirement"
    } == {
        ("Certified people", 2, None),
        ("Certified people", 5, None),
    }


def test_sentences_in_a_first_column_state_something_themselves() -> None:
    """A first cell that is a sentence names no row, and is read like the cells beside it."""
    body = table(
        "Partner | Norwind",
        "Partners must submit the annual plan for review by the program office. | The office reads all plans.",
    )
    (found,) = read(body)
    assert found.quote == "Partners must submit the annual plan for review by the program office."
