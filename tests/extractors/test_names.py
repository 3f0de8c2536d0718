"""Names: certifications, specializations and types of partners, from lists, tables, headings and sentences."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.classnouns import without_noun
from extractors.naming import names


def certifications(body: str, title: str = "Norwind") -> list[str]:
    """The names of certifications on a page with that body."""
    return [named.name for named in names(page(body, title)).certifications]


def specializations(body: str, title: str = "Norwind") -> list[str]:
    """The names of specializations on a page with that body."""
    return [named.name for named in names(page(body, title)).specializations]


@pytest.mark.parametrize(
    "intro",
    [
        "Available certifications:",
        "Norwind offers three certifications. The following certifications are available:",
        "Our program has three certifications for people in sales:",
        "These credentials are offered:",
        "Verfügbare Zertifizierungen:",
        "Les certificats suivants sont disponibles :",
        "Certificaciones disponibles:",
        "提供している認定資格:",
    ],
)
def test_an_announced_list_gives_its_items(intro: str) -> None:
    """The items of a list are certifications when the sentence before it announces several, in any language known."""
    assert certifications(f"<p>{intro}</p><ul><li>Grid Planner</li><li>Grid Operator</li></ul>") == [
        "Grid Planner",
        "Grid Operator",
    ]


@pytest.mark.parametrize(
    "intro",
    [
        "More about our certifications stands on these pages:",
        "We award certifications through a badge service. Please follow these links:",
        "The Orchard track is for invited firms. We provide:",
        "Tell us the following so that we can follow your case:",
        "To hold this designation you need one of:",
        "Benefits of our certifications:",
    ],
)
def test_a_list_about_something_else_gives_no_names(intro: str) -> None:
    """A list that a sentence about certifications introduces for something else gives no names."""
    body = f"<p>{intro}</p><ul><li>Support Page</li><li>Priority Help Desk</li></ul>"
    assert certifications(body) == []
    assert specializations(body) == []


def test_a_heading_announces_only_the_list_right_below_it() -> None:
    """A heading announces the list right below it, and not one further down in its section."""
    items = "<ul><li>Data Migration</li><li>Cloud Security</li></ul>"
    assert specializations(f"<h2>Our specializations</h2>{items}") == ["Data Migration", "Cloud Security"]
    assert specializations(f"<h2>Our specializations</h2><p>Partners get more.</p>{items}") == []


def test_items_lose_what_joins_them() -> None:
    """An item that ends with "or" is named without it, and one that begins with an exam code keeps the code."""
    body = """<p>The following certifications are accepted:</p><ul><li>Norwind Grid Analyst or</li>
    <li>NW-204: Turbine Technician</li></ul>"""
    assert certifications(body) == ["Norwind Grid Analyst", "NW-204: Turbine Technician"]


@pytest.mark.parametrize(
    ("header", "cell", "name"),
    [
        ("Competency", "Data Analytics competency", "Data Analytics"),
        ("Kompetenz", "Data Analytics-Kompetenz", "Data Analytics"),
        ("コンピテンシー", "Data Analytics コンピテンシー", "Data Analytics"),
        ("Spécialisation", "Sécurité du cloud", "Sécurité du cloud"),
        ("Compétences", "Compétence Centre de données", "Centre de données"),
    ],
)
def test_a_column_of_specializations_gives_its_cells(header: str, cell: str, name: str) -> None:
    """The first column of a table gives names when its header is the noun, which is no part of them."""
    body = f"<table><tr><th>{header}</th><th>Technik</th></tr><tr><td>{cell}</td><td>SQL</td></tr></table>"
    assert specializations(body) == [name]


def test_a_noun_alone_stays() -> None:
    """What is nothing but the noun, or only ends like it, is left as it is."""
    assert [without_noun(name) for name in ("Competency", "Fasttrack", "Soundtrack")] == [
        "Competency",
        "Fasttrack",
        "Soundtrack",
    ]


def test_a_name_has_one_form_wherever_the_page_puts_it() -> None:
    """A name is given in its fullest form, with its code, whichever form stands first."""
    short, full = "<p>The Certified Grid Planner exam.</p>", "<p>Certified Grid Planner (CGP) holders.</p>"
    assert certifications(short + full) == certifications(full + short) == ["Certified Grid Planner (CGP)"]


def test_shorter_forms_are_no_names_of_their_own() -> None:
    """A shorter form ("Certified Trainers") beside the whole name ("Norwind Certified Trainer") is the same one."""
    body = "<p>Become a Norwind Certified Trainer.</p><p>Certified Trainers teach.</p>"
    assert certifications(body) == ["Norwind Certified Trainer"]


@pytest.mark.parametrize(
    "text",
    [
        "Prepare for every Norwind Grid certification.",
        "See the Norwind Foundation’s Grid certification page.",
        "Norwind Grid Service Achieves Turbine Certification",
        "Read the Norwind Turbine certification scheme.",
        "Observability, Security &amp; Conformance",
        "Get Involved In Defining Turbine Conformance",
        "Interested in becoming Certified Turbine?",
    ],
)
def test_what_only_sounds_like_a_name_is_none(text: str) -> None:
    """A class of certifications, a headline, a scheme, and a joint topic name nothing."""
    assert certifications(f"<p>{text}</p>") == []
    assert specializations(f"<p>{text}</p>") == []


def test_what_is_done_with_a_name_is_no_part_of_it() -> None:
    """A number, "Completion of" and what only goes with a certification are left out of its name."""
    body = "<ul><li>3) Completion of the Norwind Grid Engineer certification</li></ul><p>Norwind Certified Planner Fee</p>"
    assert certifications(body) == ["Norwind Grid Engineer", "Norwind Certified Planner"]


def test_the_vendor_with_the_noun_is_no_name() -> None:
    """The vendor with nothing but the noun ("Norwind Certification") is said of all of them."""
    body = "<p>Link your Norwind Certification. The Norwind Turbine Operator Certification is new.</p>"
    assert certifications(body, "Norwind Partner Program") == ["Norwind Turbine Operator Certification"]


def test_what_is_certified_decides_the_sort() -> None:
    """A certification of components or services is a specialization, one of an engineer a certification."""
    body = "<p>The Turbine Component Certification and the Turbine Service Engineer Certification differ.</p>"
    assert specializations(body) == ["Turbine Component Certification"]
    assert certifications(body) == ["Turbine Service Engineer Certification"]


def test_two_names_in_one_breath_are_two() -> None:
    """Names that share a sentence are told apart at the noun, and their joint form is none."""
    body = """<p>Turbine Component Certification and Blade Component Certification are open.
    Turbine and Blade Component Certification take a day.</p>"""
    assert specializations(body) == ["Turbine Component Certification", "Blade Component Certification"]


def test_types_of_partners_come_in_sets() -> None:
    """Types of partners are read where two stand side by side or one is defined, not from any heading about partners."""
    side = "<h2>Hosting Partners</h2><p>Run it.</p><h2>Referral Partners</h2><p>Send leads.</p>"
    assert specializations(side) == ["Hosting Partners", "Referral Partners"]
    assert specializations("<p>Hosting Partners are firms that run our grid.</p>") == ["Hosting Partners"]
    assert specializations("<p>Hosting Partners are expected to answer.</p>") == []
    assert specializations("<h2>Hosting Partners</h2><p>Run it.</p><h2>Contact</h2><p>Write.</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norwind’s hopes for its newly launched Partner Network are bold. Norwind leads Eastbay Partner Program.",
        "The Norwind Partner Network grows. Norwind says so. The Eastbay Partner Network, the Eastbay Partner Network.",
    ],
)
def test_the_program_is_that_of_the_vendor_a_page_is_about(text: str) -> None:
    """Of several vendors' programs the page's own is that of the vendor it speaks of most, though named without it."""
    filler = "<p>Norwind hires. Norwind sells. Norwind trains.</p>"
    assert (
        names(page(f"<p>{'News of today. ' * 30}</p><p>{text}</p>{filler}", "News")).program
        == "Norwind Partner Network"
    )


def test_an_enumeration_in_a_sentence_gives_names() -> None:
    """Names that a sentence enumerates behind the noun are read each by itself."""
    text = "<p>Certifications: Grid Associate, Grid Operator and Grid Expert.</p>"
    assert certifications(text) == ["Grid Associate", "Grid Operator", "Grid Expert"]
    text = "<p>Firms earn specializations in Data Migration, Cloud Security, and Grid Design.</p>"
    assert specializations(text) == ["Data Migration", "Cloud Security", "Grid Design"]


def test_exams_with_codes_name_certifications() -> None:
    """A code with the title of a role is a certification wherever it stands; a code with anything else is none."""
    body = "<ul><li>Exam NW-104: Norwind Data Analyst</li><li>NW-300: Terms</li></ul>"
    assert certifications(body) == ["NW-104: Norwind Data Analyst"]


def test_headings_below_the_noun_give_names() -> None:
    """Headings right below "Specializations" are names, those below "Certifications" when one says a role."""
    assert specializations(
        "<h2>Specializations</h2><h3>Data Migration</h3><p>A.</p><h3>Cloud Security</h3><p>B.</p>"
    ) == [
        "Data Migration",
        "Cloud Security",
    ]
    assert (
        certifications("<h2>Certifications</h2><h3>Safety</h3><p>A.</p><h3>Grid Theory</h3><p>B.</p>") == []
    )
    assert (
        specializations("<h2>Specializations</h2><h3>Benefits</h3><p>A.</p><h3>How to apply</h3><p>B.</p>")
        == []
    )
