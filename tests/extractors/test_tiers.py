"""Tiers: their names from enumerations, headings, badges and tables, and their order."""

from __future__ import annotations

import pytest
from readings_for_tests import page

from extractors.naming import names
from extractors.ranks import direction, ordered


def tiers(body: str) -> dict[str, int]:
    """The tiers of a page with that body, and their ranks."""
    return {named.name: named.rank for named in names(page(body)).tiers}


@pytest.mark.parametrize(
    "text",
    [
        "Norwind has three tiers: Silver, Gold, and Platinum.",
        "There are three levels of partners: Platinum, Gold, and Silver.",
        "Silver, Gold and Platinum partners get a manager.",
        "Silver, Gold, and Platinum Marketplace Partners get a manager.",
        "The program knows tiers such as Silver, Gold and Platinum.",
        "Unsere Stufen: Silver, Gold und Platinum",
        "Les niveaux : Silver, Gold et Platinum",
        "Silver, Gold および Platinum メンバー",
    ],
)
def test_an_enumeration_names_tiers(text: str) -> None:
    """An enumeration beside "tiers", "levels" or "partners" names tiers, from the lowest, without what else stands there."""
    assert tiers(f"<p>{text}</p>") == {"Silver": 1, "Gold": 2, "Platinum": 3}


def test_the_vendor_is_no_part_of_a_tier() -> None:
    """What "Norwind Silver and Gold partners" have are the tiers Silver and Gold."""
    assert tiers("<p>Norwind Silver and Gold partners get a manager.</p>") == {"Silver": 1, "Gold": 2}


@pytest.mark.parametrize(
    "text",
    [
        "Partner or Premier Partner",
        "Learn more about Business and Partner members",
        "A Gold partner opened an office.",
        "Support levels: Learn More",
    ],
)
def test_what_only_sounds_like_tiers_names_none(text: str) -> None:
    """One tier alone, or the bare word "partner" beside one, is no order of tiers; nor is a link."""
    assert tiers(f"<p>{text}</p>") == {}


def test_headings_name_tiers() -> None:
    """Headings name tiers by usual names, and by any name before "tier"; "Each tier" names none."""
    assert tiers("<h2>Breeze tier</h2><p>A.</p><h2>Storm tier</h2><p>B.</p><h2>Each tier</h2>") == {
        "Breeze": 1,
        "Storm": 2,
    }
    assert tiers("<h2>Gold Partner</h2><p>A.</p><h2>Silver Partner</h2><p>B.</p>") == {"Gold": 2, "Silver": 1}


@pytest.mark.parametrize(
    "body",
    [
        "<p>Levels of partnership</p><ul><li>Select</li><li>Advanced</li><li>Elite</li></ul>",
        "<h2>Partner tiers</h2><ul><li>Select: to begin</li><li>Advanced: to grow</li><li>Elite: to lead</li></ul>",
        "<h2>Our partner levels</h2><h3>Select</h3><p>A.</p><h3>Advanced</h3><p>B.</p><h3>Elite</h3><p>C.</p>",
        """<table><tr><th>Tier</th><th>Fee</th></tr><tr><td>Select</td><td>$1</td></tr>
        <tr><td>Advanced</td><td>$2</td></tr><tr><td>Elite</td><td>$3</td></tr></table>""",
        """<table><tr><th></th><th>Select tier</th><th>Advanced tier</th><th>Elite tier</th></tr>
        <tr><td>Certified people</td><td>1</td><td>2</td><td>3</td></tr></table>""",
    ],
)
def test_announced_tiers_are_read(body: str) -> None:
    """Tiers are read from the list, the headings, the rows and the columns that the page announces as tiers."""
    assert tiers(body) == {"Select": 1, "Advanced": 2, "Elite": 3}


def test_numbered_levels_are_tiers_of_a_table() -> None:
    """Header cells such as "Level 1" are tiers in the order of the table."""
    body = """<table><tr><th>Requirement</th><th>Level 1</th><th>Level 2</th></tr>
    <tr><td>People</td><td>1</td><td>2</td></tr></table>"""
    assert tiers(body) == {"Level 1": 1, "Level 2": 2}


def test_below_tiers_stands_more_than_tiers() -> None:
    """Headings below "Partner tiers" that no tier is called by, and lists about something else, name none."""
    assert tiers("<h2>Partner tiers</h2><h3>Benefits</h3><p>A.</p><h3>How to apply</h3><p>B.</p>") == {}
    assert tiers("<p>Our levels of support</p><ul><li>Standard</li><li>Premier</li></ul>") == {}


def test_badges_side_by_side_name_tiers() -> None:
    """Pictures of badges in one section name tiers; a directory with one beside each partner names none."""
    side = '<h2>Badges</h2><img alt="Norwind Elite Partner badge"><img alt="Norwind Premier Partner badge">'
    assert tiers(f"{side}<p>Show them.</p>") == {"Elite": 2, "Premier": 1}
    assert (
        tiers("<p>Ada</p><p>Gold Partner</p><p>Bob</p><p>Silver Partner</p><p>Cy</p><p>Gold Partner</p>")
        == {}
    )
    assert tiers("<h3>Ada Ltd</h3><p>Gold Partner</p><h3>Bob Ltd</h3><p>Silver Partner</p>") == {}


def test_an_authorized_partner_of_a_tier_is_in_that_tier() -> None:
    """The name "Authorized Select" beside "Select" is no tier of its own."""
    assert tiers("<p>Authorized Select or Premier partners</p><p>Select and Premier partners</p>") == {
        "Select": 1,
        "Premier": 2,
    }


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        ("Our tiers, from lowest to highest: Elite, Core, and Summit.", "Elite"),
        ("Our tiers, from highest to lowest: Elite, Core, and Summit.", "Summit"),
        ("Three tiers in descending order: Core, Ridge, and Elite.", "Elite"),
    ],
)
def test_a_stated_order_outweighs_usual_names(text: str, lowest: str) -> None:
    """Where the page says in which direction it lists its tiers, that is their order."""
    assert tiers(f"<p>{text}</p>")[lowest] == 1


def test_order_without_words_about_it() -> None:
    """Names of known standing sort by it, equal ones in the direction of the page; unknown names keep the page's order."""
    assert ordered(["Platinum", "Gold", "Registered", "Member"]) == (
        "Member",
        "Registered",
        "Gold",
        "Platinum",
    )
    assert ordered(["Base", "Ridge", "Crest"]) == ("Base", "Ridge", "Crest")
    assert ordered(["Elite", "Crest", "Base"]) == ("Base", "Crest", "Elite")
    assert ordered(["Gold", "Silver"], ["Gold", "Silver"]) == ("Gold", "Silver")


def test_direction_is_heard_only_where_said() -> None:
    """A text without such words has no direction."""
    assert [direction(text) for text in ("starting with Core", "highest first", "three tiers")] == [1, -1, 0]
