"""Reach, end to end on the vendor site: gaps close by pages that nobody had declared, in whatever form they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reaching import HUB, TIERS, day, reaching

from flows.vendorsite import Entry, Feed, Growth, Listing, Moved, Page, Trap
from flows.vendorsite.events import Maze

if TYPE_CHECKING:
    from pathlib import Path

    from reaching import Reach

    from flows.discovery.looking import DiscoveryReport
    from flows.monitor import RunReport

SITEMAP = Listing("/sitemap.xml", day(0), form="index", per=1000)
SUMMIT = Page("/partners/summit", day(0), "<h1>Summit in Porto</h1><p>Two days of talks for everybody.</p>")
LINKING = HUB + '<p>Read the <a href="/partners/{name}">partner guide: tiers and requirements</a>.</p>'
PUBLISHED = """SELECT DISTINCT CAST(d.published AS VARCHAR) FROM documents AS d JOIN fetches USING (document)
               JOIN sources AS s USING (source_id) WHERE s.item <> ''"""
PROMISE = """<p>The Acme Partner Program will have 5,000 certified consultants by December 31, 2027. Acme is investing
$20 million in its partners.</p>"""


def _closed(report: RunReport | DiscoveryReport) -> set[str | None]:
    return {change.question for change in report.changes if change.type == "gap_closed"}


def _enrolled(reach: Reach) -> list[tuple[str, str]]:
    rows = reach.rows("SELECT url, discovered_how FROM sources WHERE discovered_how IS NOT NULL AND watched")
    return [(url.removeprefix(reach.address), how) for url, how in rows]


def test_a_gap_closes_by_a_new_page_of_the_sitemap(tmp_path: Path) -> None:
    """A page that comes into the sitemap closes a gap in the run that finds it, and the alert says that it is new."""
    with reaching(tmp_path, SITEMAP, SUMMIT, Page("/partners/tiers", day(7), TIERS)) as reach:
        reach.run(0)
        assert {"tiers", "customer_evidence"} <= _closed(reach.discover(7))
        assert _enrolled(reach) == [("/partners/tiers", "sitemap")]
        assert "New page:" in reach.told()
        assert reach.run(8).changes == ()


def test_a_gap_closes_by_a_guide_in_pdf(tmp_path: Path) -> None:
    """A PDF to which a watched page links is found and read, and its quotes say on which page they stand."""
    guide = Page("/partners/guide.pdf", day(7), TIERS, form="pdf", listed=False)
    with reaching(tmp_path, guide, Page("/partners", day(7), LINKING.format(name="guide.pdf"))) as reach:
        reach.run(0)
        assert _closed(reach.run(7)) == set()
        assert "tiers" in _closed(reach.discover(7))
        assert _enrolled(reach) == [("/partners/guide.pdf", "link")]


def test_a_gap_closes_by_a_page_that_a_script_builds(tmp_path: Path) -> None:
    """A shell that is filled by its program is rendered in a real browser, found and read as any page."""
    built = Page("/partners/requirements", day(7), TIERS, form="script")
    with reaching(tmp_path, SITEMAP, built, more="\n[rendering]\nenabled = true\n") as reach:
        reach.run(0)
        assert "tiers" in _closed(reach.discover(7))
        assert reach.rows("SELECT count(*) FROM fetches WHERE rendered") == [(1,)]
        assert reach.run(8).changes == ()


def test_a_gap_closes_by_an_entry_of_the_news_feed(tmp_path: Path) -> None:
    """What the vendor promises in a news entry documents its commitments, dated by the feed; other news is nobody's."""
    told = Entry(
        "/news.xml", day(7), "5,000 consultants for the Acme Partner Program", PROMISE, "/news/promise"
    )
    other = Entry(
        "/news.xml", day(0), "A new office in Lisbon", "<p>120 colleagues work there.</p>", "/news/1"
    )
    source = '[sources.news]\nurl = "{address}/news.xml"\nkind = "feed"\n'
    with reaching(tmp_path, Feed("/news.xml", day(0), "Acme news"), other, told, sources=source) as reach:
        reach.run(0)
        assert "commitments" in _closed(reach.run(7))
        assert reach.rows(PUBLISHED) == [(f"{day(7)}",)]
        assert reach.run(8).changes == ()


def test_a_page_that_moved_alerts_nobody(tmp_path: Path) -> None:
    """A declared page that goes to another address keeps its history: nothing is lost, found or told."""
    moved = (Moved("/partners/tiers", day(7), "/partners/levels"), Page("/partners/levels", day(7), TIERS))
    source = '[sources.tiers]\nurl = "{address}/partners/tiers"\n'
    with reaching(tmp_path, SITEMAP, Page("/partners/tiers", day(0), TIERS), *moved, sources=source) as reach:
        for look in (reach.run(0), reach.run(7), reach.run(14), reach.discover(14)):
            assert look.changes == ()
        assert _enrolled(reach) == []


def test_a_page_found_and_moved_later_alerts_nobody(tmp_path: Path) -> None:
    """A discovered page that moves is not told as lost, and its new address is no second source."""
    moved = (Moved("/partners/tiers", day(14), "/partners/levels"), Page("/partners/levels", day(14), TIERS))
    with reaching(tmp_path, SITEMAP, Page("/partners/tiers", day(7), TIERS), *moved) as reach:
        reach.run(0)
        assert "tiers" in _closed(reach.discover(7))
        for look in (reach.run(14), reach.run(21), reach.discover(21)):
            assert look.changes == ()
        assert len(_enrolled(reach)) == 1


def test_a_site_that_grows_by_5000_pages_costs_no_more_than_its_budget(tmp_path: Path) -> None:
    """Each search sends no more requests than it may, whatever the sitemap lists, and still finds the page that matters."""
    many = Growth(
        "/partners/stories/{n}", day(7), 5000, "<h1>Story {n}</h1><p>A customer tells of a day.</p>"
    )
    more = "\n[discovery]\nrequests = 20\npages = 8\ncandidates = 100\n"
    with reaching(tmp_path, SITEMAP, many, Page("/partners/tiers", day(7), TIERS), more=more) as reach:
        reach.run(0)
        before = len(reach.site.asked)
        assert "tiers" in _closed(reach.discover(7))
        reach.discover(8)
        assert len(reach.site.asked) - before <= 2 * 20
        assert _enrolled(reach) == [("/partners/tiers", "sitemap")]
        assert reach.rows("SELECT count(*) <= 100 FROM candidates") == [(True,)]


def test_nobody_is_led_into_a_maze(tmp_path: Path) -> None:
    """However the pages of mazes praise the program, little more than their entrances is read, and nothing else enrolled."""
    mazes = get_args(Maze)
    ways = "".join(f'<p><a href="/partners/{maze}">Partner certification events</a></p>' for maze in mazes)
    traps = (Trap(f"/partners/{maze}", day(0), maze) for maze in mazes)
    with reaching(tmp_path, *traps, Page("/partners", day(0), HUB + ways)) as reach:
        for _ in (reach.run(0), reach.discover(0), reach.discover(1)):
            assert {path for path, _ in _enrolled(reach)} <= {f"/partners/{maze}" for maze in mazes}
        for maze in mazes:
            assert sum(path.startswith(f"/partners/{maze}") for path in reach.site.paths()) <= 3
