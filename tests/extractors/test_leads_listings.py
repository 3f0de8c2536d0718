"""Leads in sitemaps, robots.txt, llms.txt and pages."""

from __future__ import annotations

import gzip
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.leads import Lead, links, llms, robots_sitemaps, sitemap, sitemaps
from extractors.records import Response

WHERE = "https://norwind.example/sitemap.xml"
SET = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc> https://norwind.example/partners/tiers#top </loc><lastmod>2026-06-15T09:00:00+00:00</lastmod></url>"
    b"<url><loc>/partners/directory</loc><lastmod>soon</lastmod></url><url><loc>mailto:x</loc></url>"
    b"<url><loc>https://norwind.example/partners/tiers</loc></url></urlset>"
)


def page(
    body: str, head: str = "", content_type: str = "text/html; charset=utf-8", path: str = "/partners/"
) -> Response:
    """A response with an HTML page of that head and body."""
    url = f"https://norwind.example{path}"
    html = (
        f"<html lang='en'><head>{head}</head><body>{body}</body></html>" if "html" in content_type else body
    )
    return Response(url, url, 200, (("content-type", content_type),), html.encode())


def test_a_sitemap_lists_pages_with_the_day_they_changed() -> None:
    """Each page once, relative ones taken from the sitemap; a date that is none and an address that is none are left out."""
    assert sitemap(SET, WHERE).pages == (
        Lead("https://norwind.example/partners/tiers", "sitemap", WHERE, lastmod="2026-06-15T09:00:00+00:00"),
        Lead("https://norwind.example/partners/directory", "sitemap", WHERE),
    )


def test_a_packed_sitemap_says_the_same() -> None:
    """Gzip makes no difference."""
    assert sitemap(gzip.compress(SET), WHERE) == sitemap(SET, WHERE)


def test_an_index_lists_sitemaps() -> None:
    """The entries of an index are sitemaps with their days, and no pages."""
    found = sitemap(
        b"<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026-06-01</lastmod></sitemap></sitemapindex>",
        WHERE,
    )
    assert found.sitemaps == (
        Lead("https://norwind.example/a.xml.gz", "sitemap", WHERE, lastmod="2026-06-01"),
    )
    assert found.pages == ()


def test_a_list_of_addresses_is_a_sitemap() -> None:
    """A text file with one address a line is read as well."""
    found = sitemap(b"https://norwind.example/a\n\nhttps://norwind.example/b\nno address\n", WHERE)
    assert [lead.url for lead in found.pages] == ["https://norwind.example/a", "https://norwind.example/b"]


def test_what_is_no_sitemap_says_why() -> None:
    """An error page, broken gzip and nothing at all are faults in words, not pages."""
    said = [
        sitemap(body, WHERE)
        for body in (b"<html><body>Not found</body></html>", b"\x1f\x8bbroken", b"", b"plain words")
    ]
    assert [found.pages for found in said] == [()] * 4
    assert all("expected" in found.fault for found in said)


def test_a_sitemap_that_breaks_off_keeps_what_came_before() -> None:
    """Half a sitemap gives the pages that it had."""
    assert [lead.url for lead in sitemap(SET[:250], WHERE).pages] == [
        "https://norwind.example/partners/tiers"
    ]
    assert "ends early" in sitemap(gzip.compress(SET * 40)[:-20], WHERE).fault


def test_limits_hold_against_sitemaps_without_end() -> None:
    """No more entries are read than a sitemap may have, and a packed one grows no further than it may."""
    crowd = b"<urlset>" + b"".join(
        b"<url><loc>/%d</loc></url>" % number for number in range(sitemaps.MAX_ENTRIES + 5)
    )
    found = sitemap(crowd, WHERE)
    assert (len(found.pages), "50,000 entries" in found.fault) == (sitemaps.MAX_ENTRIES, True)
    bomb = gzip.compress(
        b"https://norwind.example/a\n" + b"\n" * (sitemaps.MAX_BYTES + 1_000), compresslevel=1
    )
    assert "bytes" in sitemap(bomb, WHERE).fault


def test_what_is_no_entry_of_a_sitemap_takes_no_room() -> None:
    """Elements that are no entry, and lines without end, are not kept until the protocol's limit of bytes is reached."""
    for body in (b"<urlset>" + b"<a/>" * 100_000, b"<urlset><url>" + b"<a/>" * 100_000):
        assert "elements that are no entry" in sitemap(body + b"<url><loc>/late</loc></url>", WHERE).fault
        assert sitemap(body, WHERE).pages == ()
    rows = "http://norwind.example/a\r" * (sitemaps.MAX_ENTRIES + 5)
    assert "50,000 entries" in sitemap(rows.encode(), WHERE).fault
    assert sitemap(b"<urlset><url><loc>/" + b"a" * 5_000_000 + b"</loc></url></urlset>", WHERE).pages == ()


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    """A sitemap cannot read files or swell through entities."""
    evil = b'<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>/x&a;</loc></url></urlset>'
    assert [lead.url for lead in sitemap(evil, WHERE).pages] == ["https://norwind.example/x"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\x1f\x8b", b"<urlset><url>", SET[:150]]))
def test_any_bytes_give_leads_or_a_fault(body: bytes, before: bytes) -> None:
    """Nothing that a server sends raises."""
    found = sitemap(before + body, WHERE)
    assert found.pages or found.sitemaps or found.fault
    links(page(body.decode("latin-1")))
    llms(body.decode("latin-1"), WHERE)


def test_robots_name_sitemaps() -> None:
    """Each once, in any case, absolute ones only."""
    text = (
        "User-agent: *\nSITEMAP: https://norwind.example/a.xml\nsitemap:https://norwind.example/a.xml # one\n"
    )
    text += "Sitemap: /b.xml\n"
    assert robots_sitemaps(text) == ("https://norwind.example/a.xml",)


def test_llms_txt_lists_pages_with_titles_and_notes() -> None:
    """Title and note stand with the address; what leads nowhere is left out."""
    text = "# Norwind\n## Partners\n- [Tiers](/partners/tiers): what each needs\n- [Mail](mailto:a@b.example)\n- [Guide](https://norwind.example/g_(1).pdf)\n"
    text += "Exam guide: https://norwind.example/exam. Again: https://norwind.example/partners/tiers\n"
    where = "https://norwind.example/llms.txt"
    assert llms(text, where) == (
        Lead("https://norwind.example/partners/tiers", "llms", where, "Tiers what each needs"),
        Lead("https://norwind.example/g_(1).pdf", "llms", where, "Guide"),
        Lead("https://norwind.example/exam", "llms", where, "Exam guide"),
    )


def test_a_page_points_to_others_with_words() -> None:
    """The text of a link, or of its picture or its heading where the text says nothing."""
    found = links(
        page(
            '<base href="/en/"><a href="tiers">Partner <b>tiers</b></a><a href="#top">Top</a><a href="/partners/">Here</a>'
            '<a href="logo"><img alt="Partner badge"></a><div><h3>Exam guide</h3><p><a href="/exam">Learn more</a></p></div>'
            '<a href="/ad" rel="sponsored">Ad</a><a href="tel:1">Call</a>'
        )
    )
    assert [(lead.url.removeprefix("https://norwind.example"), lead.words) for lead in found] == [
        ("/en/tiers", "Partner tiers"),
        ("/en/logo", "Partner badge"),
        ("/exam", "Exam guide Learn more"),
    ]


def test_links_cost_time_in_proportion_to_the_page() -> None:
    """Thousands of links without words, and no heading anywhere, are read in seconds: twice as many take no four times."""
    body = "<p></p>" * 20_000 + '<a href="/x">more</a>' * 20_000
    begun = process_time()
    assert [lead.url for lead in links(page(body))] == ["https://norwind.example/x"]
    assert process_time() - begun < 5  # it was minutes when each link looked through the whole page


def test_a_page_tells_its_address_its_languages_and_its_feeds() -> None:
    """Canonical, alternate and feed links of the head are leads of their own kinds."""
    head = (
        '<link rel="canonical" href="/partners/overview"><link rel="alternate" hreflang="de-DE" href="/de/partner">'
        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">'
        '<link rel="stylesheet" href="/a.css">'
    )
    assert [
        (lead.how, lead.url.removeprefix("https://norwind.example"), lead.language)
        for lead in links(page("", head))
    ] == [
        ("canonical", "/partners/overview", ""),
        ("alternate", "/de/partner", "de-de"),
        ("feed", "/feed.xml", ""),
    ]


def test_a_page_that_asks_not_to_be_followed_is_not() -> None:
    """Its canonical address still counts, its links do not."""
    head = '<meta name="Robots" content="noindex, NOFOLLOW"><link rel="canonical" href="/x">'
    assert [lead.how for lead in links(page('<a href="/y">Y</a>', head))] == ["canonical"]


def test_markdown_has_links_and_a_pdf_has_none() -> None:
    """Links of Markdown are read as those of HTML; of bytes that are no text nothing is read."""
    markdown = page("# Tiers\n\n[Guide](guide.md)\n", content_type="text/markdown", path="/docs/tiers.md")
    assert [lead.url for lead in links(markdown)] == ["https://norwind.example/docs/guide.md"]
    assert links(page("%PDF-1.7", content_type="application/pdf")) == ()
