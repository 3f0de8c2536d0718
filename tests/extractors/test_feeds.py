"""Feeds of every form give the same entries; what a source reads of one is its listing, one entry, or all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.canonical import Canonical, canonical
from extractors.catalogue import Source
from extractors.documents import document
from extractors.feeds import Entry, entries
from extractors.records import Document, Response

URL = "https://acme.example/news/feed"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Acme news</title><link>https://acme.example/</link><language>en-US</language>
<item><title>Ten &amp;amp; more</title><link>/news/ten</link><guid isPermaLink="false">n-10</guid>
<pubDate>Mon, 15 Jun 2026 10:00:00 GMT</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>Ten tiers.</p>]]></content:encoded></item>
<item><title>Old</title><guid>https://acme.example/news/old</guid><description>It was.</description></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Acme news</title><dc:language>en-us</dc:language></channel>
<item rdf:about="n-10"><title>Ten &amp; more</title><link>https://acme.example/news/ten</link><dc:date>2026-06-15</dc:date>
<description>&lt;p&gt;Ten tiers.&lt;/p&gt;</description></item>
<item rdf:about="https://acme.example/news/old"><title>Old</title><description>It was.</description></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us" xml:base="https://acme.example/news/">
<title>Acme news</title><entry><id>n-10</id><title type="html">Ten &amp;amp; &lt;b>more&lt;/b></title>
<link rel="edit" href="/edit"/><link href="ten"/>
<published>2026-06-15T10:00:00Z</published><updated>2026-06-20T10:00:00Z</updated><summary>Teaser.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ten tiers.</p></div></content></entry>
<entry><id>https://acme.example/news/old</id><title>Old</title><content type="text">It was.</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Acme news",
        "language": "en-US",
        "items": [
            {
                "id": "n-10",
                "url": "ten",
                "title": "Ten & more",
                "content_html": "<p>Ten tiers.</p>",
                "date_published": "2026-06-15T10:00:00Z",
            },
            {"id": "https://acme.example/news/old", "title": "Old", "content_text": "It was."},
        ],
    }
)
FORMS = pytest.mark.parametrize(
    "text", [RSS, RDF, ATOM, JSON.replace('"ten"', '"/news/ten"')], ids=["rss", "rdf", "atom", "json"]
)


def read(text: str, **source: object) -> Document:
    """What a source reads of a feed."""
    watched = Source("acme/news", "acme", "news", URL, **source)  # type: ignore[arg-type]
    form = canonical(Response(URL, URL, 200, (), text.encode()), watched)
    assert isinstance(form, Canonical)
    found = document(form)
    assert isinstance(found, Document)
    return found


@FORMS
def test_every_form_gives_the_same_entries(text: str) -> None:
    """RSS, RSS 1.0, Atom and JSON Feed list ids, absolute addresses, titles, dates and languages alike."""
    ten, old = entries(text.encode(), URL)
    assert (ten.id, ten.url, ten.title) == ("n-10", "https://acme.example/news/ten", "Ten & more")
    assert (ten.published, ten.language) == ("2026-06-15", "en-us")
    assert "<p>Ten tiers.</p>" in ten.html
    assert (old.id, old.title, old.published) == ("https://acme.example/news/old", "Old", None)


@FORMS
def test_an_entry_is_a_document_of_its_own(text: str) -> None:
    """An entry's document has its title, its date and its text, and nothing of its neighbours."""
    found = read(text, kind="feed", item="n-10")
    assert (found.title, found.published, found.language) == ("Ten & more", "2026-06-15", "en-us")
    assert found.text == "Ten & more\nTen tiers."


def test_a_watched_feed_is_read_as_its_listing() -> None:
    """A watched feed's document holds titles and dates only; the same bytes as a file hold all."""
    listing, whole = read(RSS, kind="feed"), read(RSS)
    assert listing.text == "Ten & more\nPublished 2026-06-15\nOld"
    assert whole.text == "Ten & more\nPublished 2026-06-15\nTen tiers.\nOld\nIt was."


def test_an_entry_that_fell_out_is_no_page() -> None:
    """Of an entry that the feed does not list any more nothing is read, and the reason says so."""
    source = Source("acme/news", "acme", "news", URL, kind="feed", item="n-9")
    form = canonical(Response(URL, URL, 200, (), RSS.encode()), source)
    assert getattr(form, "reason", "") == 'the feed does not hold the entry "n-9"'


def test_the_first_of_entries_with_one_id_counts() -> None:
    """An id that a feed lists twice is one entry: the upper one, which feeds have first because it is newer."""
    twice = RSS.replace("https://acme.example/news/old", "n-10")
    assert [entry.title for entry in entries(twice.encode(), URL)] == ["Ten & more"]


def test_without_id_and_address_the_text_tells_entries_apart() -> None:
    """Entries that have neither id nor address are told apart by title and text."""
    bare = "<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>"
    one, other = entries(bare.encode())
    assert one.id != other.id
    assert one == Entry(one.id, "", "A", None, None, "", None)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_letters_stand_as_the_feed_s_encoding_has_them(encoding: str) -> None:
    """A feed may be written in any encoding that its declaration names."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><title>Café</title></item></channel></rss>'
    assert [entry.title for entry in entries(text.encode(encoding), URL)] == ["Café"]


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (RSS[:300] + text).encode()))
)
@settings(max_examples=60)
def test_any_bytes_give_entries(body: bytes) -> None:
    """Whatever the bytes are, entries are given and none twice; nothing is raised."""
    found = entries(body, URL)
    assert len({entry.id for entry in found}) == len(found)


TRUSTED = [
    ("", "2026-06-01"),
    ('<meta property="article:published_time" content="2026-06-02">', "2026-06-02"),
    (
        '<script type="application/ld+json">{"uploadDate":"2020-01-01","datePublished":"2026-06-03"}</script>',
        "2026-06-03",
    ),
    ("<p>Published on June 4, 2026</p>", "2026-06-04"),
]
"""What dates a page, the most trusted first: a feed, then metadata, then JSON-LD, then its text."""


@pytest.mark.parametrize("first", range(len(TRUSTED)))
def test_what_dates_a_page_is_trusted_in_order(first: int) -> None:
    """Of all that dates a page the most trusted there is counts."""
    head, text = "".join(said for said, _ in TRUSTED[first:3]), TRUSTED[3][0]
    body = f"<html lang='en'><head><title>News</title>{head}</head><body><main><h1>News</h1>{text}</main></body></html>"
    source = Source("acme/news", "acme", "news", URL, published=TRUSTED[0][1] if first == 0 else "")
    form = canonical(Response(URL, URL, 200, (("content-type", "text/html"),), body.encode()), source)
    assert isinstance(form, Canonical)
    found = document(form)
    assert isinstance(found, Document)
    assert found.published == TRUSTED[first][1]
