"""Discovery: new pages of a program are found within its scopes and the budget, enrolled, settled and told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import searched_site as site
from click.testing import CliRunner
from searched_site import DAY, FEES, HUB, START, STORY, TIERS, searched

from extractors.catalogue import Discovered, Program, Scope, Source
from extractors.leads import Lead
from flows.cli import gapwatch
from flows.configuration import configuration
from flows.discovery.enrolled import joined
from flows.discovery.reading import named, news
from flows.discovery.sifting import Sought, fitted, next_to_read, remembered, sifted
from flows.monitor import monitor
from flows.replay import replayed
from flows.rereading import reread
from flows.vendorsite import Answer, Entry, Feed, Growth, Interruption, Moved, Page, serving
from warehouse.archiving import archive_written
from warehouse.discoveries import Candidate
from warehouse.discoveries import Listing as Place
from warehouse.ledger_export import ledger_exported

if TYPE_CHECKING:
    from pathlib import Path

    from searched_site import Searched

NEXT = DAY + timedelta(days=1)
NEW_TIERS = Page("/partners/tiers", NEXT, TIERS)
ENROLLED = "SELECT url, watched FROM sources WHERE discovered_how IS NOT NULL ORDER BY url"


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _cli(place: Searched, *arguments: str) -> Any:
    result = CliRunner().invoke(gapwatch, ["--config", str(place.directory), *arguments])
    assert result.exit_code == 0, result.stderr
    return result


# -- a new page ------------------------------------------------------------------------------------------------------


def test_a_new_page_closes_a_gap_in_the_run_that_finds_it_and_the_alert_says_that_it_is_new(
    tmp_path: Path,
) -> None:
    """A page that appears in the sitemap is enrolled with its first capture, a gap closes, and the letter says where."""
    with searched(tmp_path, Page("/customers/bolt", DAY, STORY), NEW_TIERS) as place:
        place.run(0)
        assert place.discover(0).found[0].enrolled == ()
        report = place.discover(1)
        (source,) = report.found[0].enrolled
        assert _path(source.url) == "/partners/tiers"
        assert source.discovered is not None
        assert (source.discovered.how, _path(source.discovered.where)) == ("sitemap", "/sitemap.xml")
        assert ("gap_closed", "tiers") in {(change.type, change.question) for change in report.changes}
        letter = (tmp_path / "alerts.xml").read_text("utf-8")
        assert "New page:" in letter
        assert "found on 3 March 2026 in the sitemap" in letter
        assert "where it was not on 2 March 2026" in letter
        assert place.run(2).outcomes == {"healthy": 2}
        assert place.discover(2).changes == ()
        assert len(place.rows("SELECT * FROM alerts")) == 2  # the summary and this one
        assert place.rows("SELECT count(*) FROM told") == [(len(report.changes),)]


def test_links_of_watched_pages_and_of_pages_just_enrolled_are_followed_in_one_run(tmp_path: Path) -> None:
    """A page that only a watched page links to is found, and so is the one that only the new page links to."""
    hub = HUB + '<p>See the <a href="/partners/tiers">partner tiers</a>.</p>'
    tiers = TIERS + '<p>See the <a href="/partners/fees">partner program fees</a>.</p>'
    with searched(
        tmp_path,
        Page("/partners", NEXT, hub),
        Page("/partners/tiers", NEXT, tiers, listed=False),
        Page("/partners/fees", NEXT, FEES, listed=False),
    ) as place:
        place.run(0)
        place.discover(0)
        place.run(1)
        enrolled = place.discover(1).found[0].enrolled
        assert {_path(source.url) for source in enrolled} == {"/partners/tiers", "/partners/fees"}
        assert {source.discovered.how for source in enrolled if source.discovered} == {"link"}


def test_a_page_that_a_feed_leads_to_has_the_date_that_the_feed_gives(tmp_path: Path) -> None:
    """Of all that dates a page its feed is trusted most; what the page says of itself stands behind it."""
    tiers = TIERS + "<p>Published on 5 January 2024.</p>"
    with searched(
        tmp_path,
        Feed("/news.xml", DAY, "Acme news"),
        Entry("/news.xml", NEXT, "Partner Program tiers", "<p>Read more.</p>", "/partners/tiers"),
        Page("/partners/tiers", NEXT, tiers, listed=False),
    ) as place:
        place.write(sources=f'[sources.news]\nurl = "{place.address}/news.xml"\nkind = "feed"\n')
        place.run(0)
        (source,) = place.discover(1).found[0].enrolled
        assert source.discovered is not None
        assert (source.discovered.how, source.published) == ("feed", NEXT.isoformat())
        dates = "SELECT published FROM documents JOIN fetches USING (document) WHERE ends_with(url, '/tiers')"
        assert place.rows(dates) == [(NEXT.isoformat(),)]


def test_a_page_that_is_watched_already_is_not_enrolled_at_another_address(tmp_path: Path) -> None:
    """The same document elsewhere, what leads to a watched page, and where one moved enrol nothing."""
    named = "\n".join(f"- [Acme Partner Program {name}](/partners/{name})" for name in ("overview", "tiers"))
    with searched(
        tmp_path,
        Page("/partners", DAY, HUB, form="bare"),
        Page("/partners/overview", DAY, HUB, form="bare"),
        Moved("/partners/tiers", DAY, "/partners"),
        Page("/llms.txt", DAY, f"# Acme\n\n{named}\n", form="text"),
        Moved("/partners", NEXT, "/partners/program"),
        Page("/partners/program", NEXT, HUB.replace("early", "at once")),
    ) as place:
        place.run(0)
        assert place.discover(0).found[0].enrolled == ()
        whys = "; ".join(why for (why,) in place.rows("SELECT why FROM candidates ORDER BY url"))
        assert "says the same as acme/hub" in whys
        assert "leads to acme/hub, which is watched" in whys
        assert place.rows("SELECT count(*) FROM candidates WHERE state = 'enrolled'") == [(0,)]
        place.run(1)
        assert [_path(one.url) for one in place.discover(1).found[0].read] == []


# -- limits ----------------------------------------------------------------------------------------------------------


def test_a_site_that_grows_by_thousands_of_pages_costs_no_more_than_the_budget(tmp_path: Path) -> None:
    """Requests, pages read and candidates kept stay within the limits; robots.txt, redirects and tries count as requests."""
    limits = "requests = 12\npages = 5\ncandidates = 40\n"
    growth = Growth("/partners/certified-partner-{n}", NEXT, 5000, STORY)
    failing = Interruption("/partners/certified-partner-77", NEXT, "bad_gateway")
    with searched(tmp_path, growth, failing, discovery=limits) as place:
        place.run(0)
        place.discover(0)
        place.asked()
        for day in (1, 2):
            search = place.discover(day).found[0].search
            asked = place.asked()
            assert search.requests == len(asked) <= 12
            assert search.pages <= 5
            assert place.rows("SELECT count(*) FROM candidates") == [(40,)]
        assert place.rows("SELECT left_out > 4000 FROM listings WHERE how = 'sitemap'") == [(True,)]


def test_a_host_that_refuses_is_left_alone_until_the_next_search(tmp_path: Path) -> None:
    """One "too many requests", or three bot checks in a row, end the reading of a host's pages for that search."""
    pages = [Page(f"/partners/certification-{n}", DAY, TIERS) for n in range(9)]
    for wall, most in (("rate_limited", 1), ("bot_check", 3)):
        refusing = Interruption("/partners/cert*", DAY, wall, until=NEXT)  # type: ignore[arg-type]
        with searched(tmp_path / wall, *pages, refusing, discovery="pages = 9\n") as place:
            place.run(0)
            place.asked()
            place.discover(0)
            assert sum(path.startswith("/partners/cert") for path in place.asked()) == most
            assert place.discover(1).found[0].search.pages > 1


def test_a_new_page_finds_a_place_where_all_are_taken_by_pages_that_were_judged(tmp_path: Path) -> None:
    """Irrelevant pages of higher promise do not keep out what is new."""
    old = Growth("/partners/partner-program-tiers-{n}", DAY, 30, STORY)
    with searched(tmp_path, old, discovery="candidates = 10\npages = 10\n") as place:
        place.run(0)
        place.discover(0)
        place.site.add(Page("/partners/what-it-costs", NEXT, FEES))
        assert [_path(one.url) for one in place.discover(1).found[0].enrolled] == ["/partners/what-it-costs"]


def test_requests_end_hard_where_the_allowance_ends(tmp_path: Path) -> None:
    """With three requests a run asks three times, says so, and goes on with what waits in the next run."""
    with searched(tmp_path, Page("/partners/tiers", DAY, TIERS), discovery="requests = 3\n") as place:
        place.run(0)
        place.asked()
        first = place.discover(0).found[0]
        assert (len(place.asked()), first.search.ended, first.enrolled) == (3, "3 requests were sent", ())
        assert len(place.discover(1).found[0].enrolled) == 1


def test_what_waits_is_forgotten_when_the_scopes_leave_it_out(tmp_path: Path) -> None:
    """A candidate found within scopes that were narrowed since is neither asked for nor listed any more."""
    inner = Page("/partners/internal/fees", DAY, FEES)
    with searched(tmp_path, Page("/partners/tiers", DAY, TIERS), inner, discovery="requests = 3\n") as place:
        place.run(0)
        place.discover(0)
        assert place.rows("SELECT count(*) FROM candidates WHERE state = 'waiting'") == [(2,)]
        place.write(scope='exclude = ["/partners/internal"]')
        place.asked()
        assert [_path(one.url) for one in place.discover(1).found[0].enrolled] == ["/partners/tiers"]
        assert "/partners/internal/fees" not in place.asked()
        assert place.rows("SELECT count(*) FROM candidates") == [(1,)]


def test_lists_of_pages_on_hosts_that_no_scope_has_are_left_alone(tmp_path: Path) -> None:
    """A sitemap that robots.txt names on somebody else's host is not asked for, neither is its robots.txt."""
    with searched(tmp_path) as place, serving(place.site.answer) as other:
        elsewhere = other.replace("127.0.0.1", "localhost")
        robots = Answer(
            f"Sitemap: {elsewhere}/away.xml\n".encode(), headers=(("Content-Type", "text/plain"),)
        )
        answer = place.answer
        place.answer = lambda request: robots if request.path == "/robots.txt" else answer(request)
        place.run(0)
        place.asked()
        place.discover(0)
        assert "/away.xml" not in place.asked()


def test_a_page_that_two_addresses_lead_to_is_asked_for_once(tmp_path: Path) -> None:
    """What was enrolled where another address led is not read again under its own."""
    listed = "- [Acme Partner Program tier requirements](/partners/old)\n- [x](/partners/tiers)\n"
    with searched(
        tmp_path,
        Page("/partners/tiers", DAY, TIERS),
        Moved("/partners/old", DAY, "/partners/tiers"),
        Page("/llms.txt", DAY, listed, form="text"),
    ) as place:
        place.run(0)
        place.asked()
        assert len(place.discover(0).found[0].enrolled) == 1
        assert place.asked().count("/partners/tiers") == 1


def test_a_dry_run_keeps_nothing_and_what_stood_at_the_first_look_is_told_as_maybe_older(
    tmp_path: Path,
) -> None:
    """`discover --dry-run` lists what would be read and leaves all as it is; the alert of an old page says so."""
    with searched(tmp_path, Page("/partners/tiers", DAY, TIERS)) as place:
        place.run(0)
        place.asked()
        before = place.warehouse.read_bytes()
        listed = _cli(place, "discover", "acme", "--dry-run", "--format", "jsonl").stdout.splitlines()
        assert [_path(json.loads(line)["url"]) for line in listed] == ["/partners/tiers"]
        assert "/partners/tiers" not in place.asked()
        assert place.warehouse.read_bytes() == before
        assert place.discover(0).changes
        assert "at the first look there, so that it may be older" in (tmp_path / "alerts.xml").read_text(
            "utf-8"
        )


# -- the operator ----------------------------------------------------------------------------------------------------


def test_what_is_rejected_never_comes_back_and_counts_nowhere(tmp_path: Path) -> None:
    """A rejected source is not watched, leaves the ledger, and is not enrolled again; `reconsider` takes that back."""
    with searched(tmp_path, NEW_TIERS) as place:
        place.run(0)
        place.discover(0)
        place.discover(1)
        (before,) = place.rows(ENROLLED)
        assert "candidates" not in _cli(place, "sources", "reject", before[0]).stderr
        place.site.add(
            Page("/partners/tiers", NEXT + timedelta(days=1), TIERS + "<p>More to come for partners.</p>")
        )
        assert place.run(2).outcomes == {"healthy": 1}
        assert place.discover(3).found[0].read == ()
        assert place.rows(ENROLLED) == [(before[0], False)]
        assert place.rows("SELECT count(*) FROM coverage WHERE status = 'documented'") == [(0,)]
        shown = _cli(place, "sources", "--candidates", "--format", "jsonl").stdout
        assert json.loads(shown)["state"] == "rejected"
        _cli(place, "sources", "reconsider", before[0])
        assert len(place.discover(4).found[0].enrolled) == 1
        assert place.rows(ENROLLED) == [(before[0], True)]


def test_what_is_rejected_is_not_enrolled_by_another_way_either(tmp_path: Path) -> None:
    """A redirect to a rejected page, a page that names it as its own address, and its words elsewhere enrol nothing."""
    ways = ("levels", "named", "copied")
    listed = "".join(f"- [Acme Partner Program {way}](/partners/{way})\n" for way in ways)
    with searched(tmp_path, Page("/partners/tiers", DAY, TIERS, form="bare")) as place:
        place.run(0)
        place.discover(0)
        ((url, _),) = place.rows(ENROLLED)
        _cli(place, "sources", "reject", url)
        place.site.add(
            Moved("/partners/levels", NEXT, "/partners/tiers"),
            Page("/partners/named", NEXT, TIERS + "<p>And more.</p>", canonical=url),
            Page("/partners/copied", NEXT, TIERS, form="bare"),
            Page("/llms.txt", NEXT, listed, form="text"),
        )
        found = place.discover(8).found[0]
        assert found.enrolled == ()
        whys = {_path(one.url).rpartition("/")[2]: one.why for one in found.read}
        assert "which the operator rejected" in whys["levels"]
        assert "which the operator rejected" in whys["named"]
        assert "says the same as acme/partners-tiers" in whys["copied"]
        assert place.rows(ENROLLED) == [(url, False)]


def test_a_rejected_entry_of_a_feed_counts_nowhere_until_it_is_taken_back(tmp_path: Path) -> None:
    """An entry can be rejected by its address, though nobody searched for it: the feed may bring it again."""
    told = "<p>The Acme Partner Program will have 5,000 certified consultants by December 31, 2027.</p>"
    entry = Entry("/news.xml", DAY, "5,000 consultants for the Acme Partner Program", told, "/news/promise")
    documented = "SELECT count(*) FROM board WHERE question = 'commitments' AND status <> 'undocumented'"
    with searched(tmp_path, Feed("/news.xml", DAY, "Acme news"), entry) as place:
        place.write(sources=f'[sources.news]\nurl = "{place.address}/news.xml"\nkind = "feed"\n')
        place.run(0)
        assert place.rows(documented) == [(1,)]
        _cli(place, "sources", "reject", f"{place.address}/news/promise")
        place.run(1)
        assert place.rows(documented) == [(0,)]
        _cli(place, "sources", "reconsider", f"{place.address}/news/promise")
        place.run(2)
        assert place.rows(documented) == [(1,)]


def test_an_accepted_candidate_is_watched_from_the_next_run_on(tmp_path: Path) -> None:
    """`sources accept` makes a source of a page that discovery would not enrol, and of nothing that was not found."""
    with searched(tmp_path, Page("/partners/certification", DAY, STORY)) as place:
        place.run(0)
        place.discover(0)
        ((url, state),) = place.rows("SELECT url, state FROM candidates")
        assert state in ("doubtful", "irrelevant")
        assert "accepted as acme/" in _cli(place, "sources", "accept", url).stderr
        assert place.run(1).outcomes == {"healthy": 2}
        unknown = ["--config", str(place.directory), "sources", "accept", "https://acme.example/x"]
        result = CliRunner().invoke(gapwatch, unknown)
        assert result.exit_code == 1
        assert "https://acme.example/x: no such candidate; expected" in result.stderr


def test_to_decide_on_a_declared_source_is_refused_with_its_name(tmp_path: Path) -> None:
    """A page that a program's file declares is no candidate, and the message says where it is taken out."""
    with searched(tmp_path) as place:
        place.run(0)
        ((url, name),) = place.rows("SELECT url, source_id FROM sources")
        for named in (url, name):
            told = CliRunner().invoke(
                gapwatch, ["--config", str(place.directory), "sources", "reject", named]
            )
            assert told.exit_code == 1
            assert f"{named}: this is the declared source {name}; expected" in told.stderr
            assert "take it out of its program's file" in told.stderr


def test_the_address_of_a_candidate_can_be_copied_from_a_narrow_terminal(tmp_path: Path) -> None:
    """Whatever the width, a candidate's address stands whole on a line of its own, and the search says what is doubtful."""
    with searched(tmp_path, Page("/partners/a-certification-whose-address-is-long", DAY, STORY)) as place:
        place.run(0)
        called = ["--config", str(place.directory), "discover"]
        told = CliRunner(env={"COLUMNS": "30"}).invoke(gapwatch, called)
        ((url, state),) = place.rows("SELECT url, state FROM candidates")
        assert ("for you to decide on (gapwatch sources --candidates)" in told.stderr) == (
            state == "doubtful"
        )
        called = ["--config", str(place.directory), "sources", "--candidates"]
        for shown in (told, CliRunner(env={"COLUMNS": "30"}).invoke(gapwatch, called)):
            assert f"  {url}" in [line.rstrip() for line in shown.stdout.splitlines()]


# -- discovered sources in all that registers ------------------------------------------------------------------------


def test_whoever_registers_leaves_a_discovered_source_watched_and_a_declared_one_keeps_its_history(
    tmp_path: Path,
) -> None:
    """A run that waited through an enrolment fetches the new source; declared later, it keeps its id and captures."""
    with searched(tmp_path, NEW_TIERS) as place:
        place.run(0)
        stale = configuration(place.directory)
        (source,) = place.discover(1).found[0].enrolled
        place.day = 2
        report = asyncio.run(
            monitor(stale, now=place.now, run_id="late")
        )  # it waited while the page was enrolled
        assert report.outcomes == {"healthy": 2}
        assert [watched for _, watched in place.rows(ENROLLED)] == [True]
        declared = f'[sources.tiers]\nurl = "{source.url}"\nschedule = "1 1 * * 1"\n'
        place.write(sources=declared)
        assert place.run(3).outcomes == {"healthy": 2}
        rows = place.rows("SELECT source_id, schedule, watched FROM sources WHERE discovered_how IS NOT NULL")
        assert rows == [(source.id, "1 1 * * 1", True)]
        assert place.rows("SELECT count(DISTINCT source_id) FROM fetches") == [(2,)]
        place.write()
        assert place.run(4).outcomes == {"healthy": 2}


def test_a_rebuild_and_an_import_of_the_export_give_the_same_ledger_and_the_same_sources(
    tmp_path: Path,
) -> None:
    """What was discovered outlives a rebuild, and travels with `export --warc` into another warehouse."""
    with searched(tmp_path / "one", NEW_TIERS) as place:
        place.run(0)
        place.discover(0)
        place.discover(1)
        place.run(2)
        before = place.rows("SELECT * EXCLUDE (recorded_at) FROM changes ORDER BY ALL")
        reread(place.configuration())
        assert place.rows("SELECT * EXCLUDE (recorded_at) FROM changes ORDER BY ALL") == before
        archive_written(place.warehouse, tmp_path / "warc")
        other = replace(place, directory=tmp_path / "two" / "config")
        other.write()
        replayed(other.configuration(), [tmp_path / "warc"], tmp_path / "warc" / "sources.jsonl")
        ours, theirs = tmp_path / "ours", tmp_path / "theirs"
        ledger_exported(place.warehouse, ours)
        ledger_exported(other.warehouse, theirs)
        assert {p.name: p.read_bytes() for p in ours.iterdir()} == {
            p.name: p.read_bytes() for p in theirs.iterdir()
        }
        assert other.run(3).outcomes == {"healthy": 2}
        assert other.rows("SELECT discovered_how, watched FROM sources WHERE discovered_how IS NOT NULL") == [
            ("sitemap", True)
        ]


# -- what is pure ----------------------------------------------------------------------------------------------------

PROGRAM = Program(
    "acme", "Acme Partner Program", "Acme", "https://acme.example/", (), (), (Scope("acme.example"),)
)


def _candidate(url: str, score: float, **values: Any) -> Candidate:
    return Candidate("acme", url, "waiting", "", score, "", "sitemap", "s", "", "", "", START, **values)


def test_the_least_promising_lose_their_place_and_what_was_decided_never_does() -> None:
    """Of more candidates than are kept the lowest go; enrolled ones and the operator's decisions stay."""
    kept = replace(_candidate("https://acme.example/kept", 0.1), state="rejected", decided_at=START)
    rest = [_candidate(f"https://acme.example/{n}", float(n)) for n in range(1, 6)]
    dropped = fitted({one.url: one for one in [kept, *rest]}, 3)
    assert [one.score for one in dropped] == [1.0, 2.0]


def test_what_is_new_at_its_place_is_read_before_what_was_there_as_promising() -> None:
    """A page known to be new counts half as much again, and one that was tried in this search waits for the next."""
    old, new = (
        _candidate("https://acme.example/a", 3.0),
        _candidate("https://acme.example/b", 3.0, absent_at=START),
    )
    assert next_to_read([old, new], START) == new
    assert next_to_read([replace(new, tried_at=START)], START) is None


def test_only_leads_within_the_scopes_that_are_no_traps_and_promise_something_become_candidates() -> None:
    """What lies outside, is watched, is one of a crowd without end or promises nothing is left out."""
    urls = ("https://acme.example/partners/tiers", "https://else.example/partners/tiers", "https://acme.example/lunch",
            "https://acme.example/partners/tiers?sort=name&filter=eu", "https://acme.example/partners")  # fmt: skip
    leads = [Lead(url, "sitemap", "https://acme.example/sitemap.xml") for url in urls]
    sought = Sought(
        PROGRAM, configuration(site.QUESTIONS.parent).catalogue, {"https://acme.example/partners"}
    )
    found = sifted(leads, Place("acme", "https://acme.example/sitemap.xml", "sitemap"), sought, {}, START)
    assert [one.url for one in found.found] == ["https://acme.example/partners/tiers"]
    again = sifted(leads, Place("acme", "s", "sitemap", read_at=START, known=found.known), sought, {}, START)
    assert [one.absent_at for one in again.found] == [None]


def test_names_of_addresses_have_a_limit_and_without_them_nothing_counts_as_new() -> None:
    """Of a place with more addresses than there is room for none is remembered, and none is called new later."""
    lead = Lead("https://acme.example/partners/tiers", "sitemap", "s")
    sought = Sought(PROGRAM, configuration(site.QUESTIONS.parent).catalogue, {})
    place = Place("acme", "s", "sitemap", read_at=START)
    full = replace(place, url="t", known=b"12345678" * 3)
    assert remembered(b"abcdefgh", [full], most=4) == b"abcdefgh"
    crowded = replace(place, known=remembered(b"abcdefgh", [full], most=3))
    assert [one.absent_at for one in sifted([lead], crowded, sought, {}, START).found] == [None]
    assert [one.absent_at for one in sifted([lead], place, sought, {}, START).found] == [START]


def test_names_of_sources_are_theirs_alone() -> None:
    """Two addresses that end alike have different names, which a configuration could have too."""
    names = {
        named(f"https://acme.example/{path}") for path in ("a/tiers", "b/tiers", "tiers.html", "ティア", "")
    }
    assert len(names) == 5
    assert all(name.replace("-", "").isalnum() and name == name.lower() for name in names)


@pytest.mark.parametrize(
    ("url", "announces"),
    [
        ("https://acme.example/news/partner-tiers", True),
        ("https://blog.acme.example/2026/partner-tiers", True),
        ("https://acme.example/partners/news", False),
        ("https://acme.example/partners/tiers", False),
    ],
)
def test_a_page_below_a_vendors_news_announces(url: str, announces: bool) -> None:  # noqa: FBT001
    """What stands among the news can document promises alone; an overview of news, and all other pages, are pages."""
    assert news(url) is announces


def test_joining_twice_is_joining_once() -> None:
    """A program that has its discovered sources is not changed by them, and loses those that were rejected since."""
    found = Discovered("https://acme.example/", "link", START, "why")
    source = Source("acme/x", "acme", "x", "https://acme.example/x", discovered=found)
    once = joined(PROGRAM, [source])
    assert once.sources == (source,)
    assert joined(once, [source]) == once
    assert joined(once, []) == PROGRAM


def test_a_listing_that_is_gone_is_left_alone_for_a_week(tmp_path: Path) -> None:
    """An llms.txt that is not there is not asked for every day, and a sitemap that has not changed is not read again."""
    with searched(tmp_path) as place:
        place.run(0)
        place.discover(0)
        place.asked()
        place.discover(1)
        assert place.asked() == ["/robots.txt", "/sitemap.xml"]
        assert place.rows("SELECT outcome FROM listings WHERE how = 'sitemap'") == [("unchanged",)]
        place.discover(8)
        assert "/llms.txt" in place.asked()
