"""The vendor site: small honest parts, and a script of dated events that says what stands when."""

from __future__ import annotations

import gzip
import json
import re
import socket
import time
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

import httpx
import pytest

from extractors.canonical import canonical
from extractors.catalogue import Source
from extractors.documents import document
from extractors.judgement import judgement
from extractors.records import Outcome, Response, Unreadable
from flows.vendorsite import (
    Answer,
    Entry,
    Feed,
    Gone,
    Growth,
    Interruption,
    Listing,
    Moved,
    Page,
    Request,
    Script,
    ScriptError,
    Trap,
    VendorSite,
    scripted,
    serving,
)
from flows.vendorsite.events import Form, Obstacle
from flows.vendorsite.script import KINDS
from flows.vendorsite.shells import asked_for
from flows.vendorsite.validators import dated, tagged

if TYPE_CHECKING:
    from flows.vendorsite import Event

DAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)
SOURCE = Source("acme/page", "acme", "page", "https://acme.example/partners")
TIERS = """<h1>Partner tiers</h1><p>The tiers of the program differ in what they ask of a firm that delivers projects.</p>
<table><tr><th>Requirement</th><th>Select</th><th>Premier</th></tr>
<tr><th>Certified individuals</th><td>At least 10</td><td>At least 40</td></tr></table>
<p>Questions? Talk to your partner manager, who answers within a few days and knows the program by heart.</p>"""


def _site(*events: Event, day: date = DAY) -> VendorSite:
    at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    return VendorSite(Script("Acme", events), lambda: at, steady=True)


def _got(site: VendorSite, path: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.answer(Request("GET", path, {"host": "acme.example", **named}))


def _header(answer: Answer, name: str) -> str:
    return dict(answer.headers).get(name, "")


def _response(answer: Answer) -> Response:
    headers = tuple((name.lower(), value) for name, value in answer.headers)
    return Response(SOURCE.url, SOURCE.url, answer.status, headers, answer.body)


def _judged(answer: Answer) -> Outcome:
    response = _response(answer)
    return judgement(response, SOURCE, canonical(response, SOURCE)).outcome


def test_what_happens_on_a_day_stands_from_that_day_on() -> None:
    """A page appears on its day, says something else from another day on, and is gone on a third."""
    script = Script(
        "Acme",
        (
            Page("/p", DAY, "<h1>Old</h1>"),
            Page("/p", LATER, "<h1>New</h1>"),
            Gone("/p", date(2026, 3, 16), 410),
        ),
    )
    clock = [datetime(2026, 3, 1, tzinfo=UTC)]
    site = VendorSite(script, lambda: clock[0])
    seen = []
    for _ in range(4):
        answer = _got(site, "/p")
        seen.append((answer.status, b"<h1>New" in answer.body))
        clock[0] += timedelta(days=7)
    assert seen == [(404, False), (200, False), (200, True), (410, False)]
    assert site.paths() == ["/p"] * 4


def test_a_script_is_read_from_toml() -> None:
    """Each kind of event is a table of arrays with the fields of its record."""
    script = scripted(
        f"""
        vendor = "Acme"
        [[listing]]
        path = "/sitemap.xml"
        on = {DAY}
        [[page]]
        path = "/partners"
        on = {DAY}
        html = "<h1>Partners</h1>"
        alternates = {{ de = "/de/partner" }}
        [[moved]]
        path = "/partners"
        on = {LATER}
        to = "/alliance"
        """
    )
    assert script == Script(
        "Acme",
        (
            Listing("/sitemap.xml", DAY),
            Page("/partners", DAY, "<h1>Partners</h1>", alternates=(("de", "/de/partner"),)),
            Moved("/partners", LATER, "/alliance"),
        ),
    )
    assert {kind.__name__.lower() for kind in KINDS.values()} == KINDS.keys()
    assert all({"on"} <= {part.name for part in fields(kind)} for kind in KINDS.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[pages]]\n", "unknown event pages; expected one of entry, feed, .*; rename it"),
        (
            '[[gone]]\npath = "/p"\n',
            r"gone on None: .*missing.*'on'; its fields are path, on, status; mend it",
        ),
    ],
)
def test_a_broken_script_says_what_is_wrong(text: str, message: str) -> None:
    """An unknown kind and a missing field are told with what is known."""
    with pytest.raises(ScriptError, match=message):
        scripted(text)


def test_sitemaps_list_what_stands_with_the_day_it_changed() -> None:
    """An index leads to compressed parts, robots.txt to the index; what is gone, moved or unlisted is in none."""
    site = _site(
        Listing("/sitemap.xml", DAY, form="index", per=2),
        Listing("/pages.txt", DAY, form="text", announced=False, under="/b"),
        *(Page(path, DAY, "<h1>P</h1>") for path in ("/a", "/b&c", "/d", "/gone", "/old")),
        Page("/hidden", DAY, "<h1>P</h1>", listed=False),
        Page("/d", LATER, "<h1>D</h1>"),
        Gone("/gone", LATER),
        Moved("/old", LATER, "/a"),
        day=LATER,
    )
    assert b"Sitemap: http://acme.example/sitemap.xml\n" in _got(site, "/robots.txt").body
    index = _got(site, "/sitemap.xml").body.decode()
    parts = re.findall("<loc>http://acme.example([^<]*)</loc>", index)
    texts = [gzip.decompress(_got(site, part).body).decode() for part in parts]
    rows = [re.findall("<loc>([^<]*)</loc><lastmod>([^<]*)<", text) for text in texts]
    assert rows == [
        [("http://acme.example/a", "2026-03-02"), ("http://acme.example/b&amp;c", "2026-03-02")],
        [("http://acme.example/d", "2026-03-09")],
    ]
    assert _got(site, "/pages.txt").body == b"http://acme.example/b&c\n"
    assert _got(site, "/sitemap-3.xml.gz").status == 404


@pytest.mark.parametrize("form", ["atom", "rss", "rdf", "json"])
def test_feeds_give_the_newest_entries_first(form: str) -> None:
    """In every form, the newest entries come first, at most so many, with their titles and addresses."""
    feed = Feed("/news", DAY, "News & views", form=form, most=2)  # type: ignore[arg-type]
    entries = [Entry("/news", DAY, f"Title {n}", f"<p>Text & {n}</p>", f"/news/{n}") for n in range(3)]
    text = _got(_site(feed, *entries), "/news").body.decode()
    shown = re.findall(r"Title (\d)", text)
    assert (shown, "http://acme.example/news/2" in text) == (["2", "1"], True)


@pytest.mark.parametrize("form", get_args(Form))
def test_one_text_in_every_form(form: Form) -> None:
    """The same text is read from a page and from a PDF; a shell shows nothing, and a scan cannot be read."""
    answer = _got(_site(Page("/p", DAY, TIERS, form=form, published="2026-03-01")), "/p")
    expected = {"script": Outcome.EMPTY_SHELL, "state": Outcome.EMPTY_SHELL, "scan": Outcome.UNREADABLE}
    if form in ("page", "pdf", "bare"):
        form_read = canonical(_response(answer), SOURCE)
        assert not isinstance(form_read, Unreadable)
        read = document(form_read)
        assert not isinstance(read, Unreadable)
        cell = next(block for block in read.blocks if block.text == "At least 40")
        assert (cell.row_headers, cell.column_headers) == (("Certified individuals",), ("Premier",))
    if form != "state":  # a reader may come to take the text from the framework's state
        assert _judged(answer) is expected.get(form, Outcome.HEALTHY)


def test_a_long_table_of_a_guide_goes_over_pages_with_its_header() -> None:
    """A PDF breaks a table between rows, repeats its first row on each page, and numbers its pages."""
    rows = "".join(f"<tr><td>Duty {n}</td><td>{n} people</td></tr>" for n in range(1, 61))
    html = f"<h1>Guide (draft) \\ 1</h1><table><tr><th>Duty</th><th>People</th></tr>{rows}</table>"
    body = _got(_site(Page("/guide.pdf", DAY, html, form="pdf")), "/guide.pdf").body
    assert body.count(b"(Duty) Tj") == body.count(b"/Type /Page ") == 2
    assert b"(Acme  |  Page 2) Tj" in body
    assert b"(Guide \\(draft\\) \\\\ 1) Tj" in body


def test_the_program_of_a_shell_gets_the_text_in_parts() -> None:
    """What a shell's program asks for is the text's outline, and then each of its parts."""
    site = _site(Page("/p", DAY, TIERS, form="script"))
    outline = json.loads(_got(site, asked_for("/p")).body)
    parts = [json.loads(_got(site, asked_for("/p", str(n))).body)["html"] for n in range(outline["parts"])]
    assert outline["title"] == "Partner tiers"
    assert "".join(parts).count("At least 40") == 1
    assert _got(site, asked_for("/p", "9")).status == _got(site, asked_for("/q")).status == 404
    assert b"fetch(" in _got(site, "/assets/app.js").body


@pytest.mark.parametrize("kind", get_args(Obstacle))
def test_an_obstacle_holds_until_its_day(kind: Obstacle) -> None:
    """From its day on an obstacle stands before what is under it, as itself, and until its day only."""
    events = (Page("/p/1", DAY, TIERS), Page("/q", DAY, TIERS), Interruption("/p*", DAY, kind, LATER))
    answer = _got(_site(*events), "/p/1")
    outcomes = {**{str(one): one for one in Outcome}, "bad_gateway": Outcome.SERVER_ERROR}
    if kind in outcomes:
        assert _judged(answer) is outcomes[kind]
    else:
        assert answer.wait or answer.drip or answer.cut is not None or len(answer.body) > 5_000_000
    assert _judged(_got(_site(*events), "/q")) is Outcome.HEALTHY
    assert _judged(_got(_site(*events, day=LATER), "/p/1")) is Outcome.HEALTHY


def test_languages_are_negotiated() -> None:
    """The language that is wanted most is given, the first one to who wants none of them, and caches are told."""
    site = _site(Page("/p", DAY, "<h1>Hello</h1>"), Page("/p", DAY, "<h1>Guten Tag</h1>", language="de"))
    asked = ("", "de", "de-AT, de;q=0.9", "en;q=0.2, de;q=0.8", "ja", "de;q=x, en")
    given = [_header(_got(site, "/p", accept_language=one), "Content-Language") for one in asked]
    assert given == ["en", "de", "de", "de", "en", "en"]
    assert _header(_got(site, "/p"), "Vary") == "Accept-Language"


def test_validators_answer_304_to_who_has_the_page() -> None:
    """Strong and weak tags and dates are known again; a tag goes before a date; another tag gets the page."""
    page, request = Answer(b"text"), Request("GET", "/")
    strong, weak = tagged(request, page), tagged(request, page, weak=True)
    assert _header(weak, "ETag") == f"W/{_header(strong, 'ETag')}"
    for tag in (_header(strong, "ETag"), f'"x", {_header(weak, "ETag")}'):
        again = tagged(Request("GET", "/", {"if-none-match": tag}), page)
        assert (again.status, again.body) == (304, b"")
    assert tagged(Request("GET", "/", {"if-none-match": '"other"'}), page).status == 200
    since = {"if-modified-since": "Mon, 02 Mar 2026 00:00:00 GMT"}
    assert _header(dated(request, page, DAY), "Last-Modified") == since["if-modified-since"]
    assert dated(Request("GET", "/", since), page, DAY).status == 304
    assert dated(Request("GET", "/", since), page, LATER).status == 200
    assert dated(Request("GET", "/", {**since, "if-none-match": '"x"'}), page, DAY).status == 200
    assert dated(Request("GET", "/", {"if-modified-since": "yesterday"}), page, DAY).status == 200


@pytest.mark.parametrize(
    ("validators", "again"), [("none", 200), ("strong", 304), ("weak", 304), ("both", 304)]
)
def test_a_page_with_validators_is_the_same_at_each_visit(validators: str, again: int) -> None:
    """A page's own tag gives 304 where it has validators, and its furniture stands still then."""
    page = Page("/p", DAY, TIERS, validators=validators)  # type: ignore[arg-type]
    at = [datetime(2026, 3, 2, tzinfo=UTC)]
    site = VendorSite(Script("Acme", (page,)), lambda: at[0])
    tag = _header(_got(site, "/p"), "ETag")
    at[0] += timedelta(days=1)
    assert _got(site, "/p", if_none_match=tag or '"none"').status == again


def test_a_page_says_what_it_is_in_its_head() -> None:
    """Canonical address, other languages and the day of publication stand in the head."""
    page = Page("/p", DAY, TIERS, canonical="/q", alternates=(("de", "/de"),), published="2026-03-01")
    text = _got(_site(page), "/p").body.decode()
    head = text[: text.index("<body")]
    assert '<link rel="canonical" href="http://acme.example/q">' in head
    assert '<link rel="alternate" hreflang="de" href="http://acme.example/de">' in head
    assert '<meta property="article:published_time" content="2026-03-01">' in head


def test_a_site_grows_by_thousands_of_pages() -> None:
    """A growth is so many pages of their own, and its sitemap lists each."""
    site = _site(Listing("/sitemap.xml", DAY), Growth("/blog/{n}", DAY, 5000, "<h1>Post {n}</h1>"))
    assert b"<h1>Post 4711</h1>" in _got(site, "/blog/4711").body
    assert _got(site, "/blog/5001").status == 404
    assert _got(site, "/sitemap.xml").body.count(b"<loc>") == 5000


@pytest.mark.parametrize("maze", ["calendar", "facets", "sessions", "pagination"])
def test_a_maze_has_no_end(maze: str) -> None:
    """Wherever one goes in a maze there are ways to places where one has not been."""
    site = _site(Trap("/events", DAY, maze))  # type: ignore[arg-type]
    seen, path = set(), "/events"
    for _ in range(6 if maze != "facets" else 3):
        seen.add(path)
        ways = re.findall('href="([^"]*)"', _got(site, path).body.decode().replace("&amp;", "&"))
        path = next(way for way in reversed(ways) if way not in seen)
        assert path.startswith("/events")


def test_answers_come_late_in_drops_or_not_to_their_end() -> None:
    """A slow answer comes after its time, a dripping one in drops, and a broken one ends before its length."""
    manners = {
        "/late": Answer(b"x", wait=0.1),
        "/drip": Answer(b"x" * 200, drip=0.05),
        "/cut": Answer(b"x" * 200, cut=100),
        "/reset": Answer(b"x", cut=0),
    }
    with (
        serving(lambda request: manners[request.path]) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        for path in ("/late", "/drip"):
            began = time.monotonic()
            assert client.get(path).content == manners[path].body
            assert time.monotonic() - began >= 0.1
        for path in ("/cut", "/reset"):
            with pytest.raises(httpx.TransportError):
                client.get(path)


@pytest.mark.parametrize("sent", [b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n"])
def test_what_is_no_request_is_answered_with_400(sent: bytes) -> None:
    """Bytes that are no request get 400, and the server goes on serving others."""
    with serving(lambda _: Answer(b"fine")) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port), timeout=5) as connection:
            connection.sendall(sent)
            assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
        assert httpx.get(address, trust_env=False).content == b"fine"
