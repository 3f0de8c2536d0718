"""Markdown, plain text, PDF, feeds and sitemaps become the same form; what cannot be read says why."""

from __future__ import annotations

import pytest
from documents_for_tests import SOURCE, canonical_of, read, response, shape

from extractors.canonical import Canonical, canonical
from extractors.documents import document
from extractors.records import Unreadable


def _pdf(*lines: tuple[int, str]) -> bytes:
    """A PDF of one page with those lines, each with its font size."""
    text = "".join(
        f"BT /F1 {size} Tf 72 {760 - 14 * number} Td ({line}) Tj ET\n"
        for number, (size, line) in enumerate(lines)
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}endstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Partner guide) /CreationDate (D:20260615120000Z) >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 7\n0000000000 65535 f \n{table}{trailer}".encode()


def test_pdf_becomes_headings_paragraphs_and_items() -> None:
    """Larger lines are headings, lines of one paragraph are joined, bulleted lines are list items."""
    body = _pdf(
        (24, "Gold tier"),
        (11, "Partners must hold at least ten"),
        (11, "certified individuals each year."),
        (11, "- Audited yearly by us"),
    )
    page = read(body, "application/pdf")
    assert shape(page) == [
        ("heading", "Gold tier"),
        ("paragraph", "Partners must hold at least ten certified individuals each year."),
        ("list_item", "Audited yearly by us"),
    ]
    assert (page.title, page.published) == ("Partner guide", "2026-06-15")


def test_a_pdf_exported_again_has_the_same_digest() -> None:
    """A new creation time alone is no change of a PDF."""
    body = _pdf((11, "Gold tier"))
    again = body.replace(b"D:20260615120000Z", b"D:20270101000000Z")
    assert canonical_of(body, "application/pdf").digest == canonical_of(again, "application/pdf").digest


def test_markdown_reads_like_html() -> None:
    """Headings, lists, tables and front matter of Markdown are those of the page it stands for."""
    page = read(
        "---\ntitle: Guide\ndate: 2026-06-15\n---\n# Tiers\n\n- Gold\n\n| Need | Gold |\n|--|--|\n| People | 10 |\n",
        "text/markdown",
    )
    assert (page.title, page.published) == ("Guide", "2026-06-15")
    assert [block.text for block in page.blocks] == ["Tiers", "Gold", "Need", "Gold", "People", "10"]
    assert page.blocks[-1].column_headers == ("Gold",)


def test_plain_text_has_headings_and_items() -> None:
    """Underlined lines are headings, bulleted lines items, other lines paragraphs."""
    page = read("Tiers\n=====\n\nGold needs\nten people:\n\n- certified\n- employed\n", "text/plain")
    assert shape(page) == [
        ("heading", "Tiers"),
        ("paragraph", "Gold needs ten people:"),
        ("list_item", "certified"),
        ("list_item", "employed"),
    ]
    assert page.blocks[2].intro == "Gold needs ten people:"


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><title>News</title><item><title>Launch &amp;amp; more</title><pubDate>Mon, 15 Jun 2026 10:00:00 GMT</pubDate>"  # noqa: E501, ISC004
        "<description>&lt;p&gt;Ten tiers.&lt;/p&gt;</description></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Launch &amp; more</title>'  # noqa: ISC004
        '<published>2026-06-15T10:00:00Z</published><content type="html">&lt;p&gt;Ten tiers.&lt;/p&gt;</content></entry></feed>',  # noqa: E501
    ],
)
def test_feed_entries_are_headings_with_their_date_and_text(feed: str) -> None:
    """RSS and Atom entries become a heading, the date, and the paragraphs."""
    page = read(feed, "application/xml")
    assert shape(page) == [
        ("heading", "Launch & more"),
        ("paragraph", "Published 2026-06-15"),
        ("paragraph", "Ten tiers."),
    ]
    assert page.title == "News"


def test_sitemaps_are_lists_of_addresses() -> None:
    """The addresses of a sitemap are its items; their order is no change."""
    one = "<urlset><url><loc>https://b.example/</loc></url><url><loc>https://a.example/</loc><lastmod>2026</lastmod></url></urlset>"
    other = (
        "<urlset><url><loc>https://a.example/</loc></url><url><loc>https://b.example/</loc></url></urlset>"
    )
    assert read(one, "text/xml").text == "https://a.example/\nhttps://b.example/"
    assert canonical_of(one, "text/xml").digest == canonical_of(other, "text/xml").digest


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("<p>Größe".encode("utf-16"), "text/html", "Größe"),
        ("<p>Größe".encode("latin-1"), "text/html; charset=ISO-8859-1", "Größe"),
        ('<meta charset="windows-1252"><p>Größe “x”'.encode("cp1252"), "text/html", "Größe “x”"),
        ("<p>認定".encode("shift_jis"), "text/html; charset=Shift_JIS", "認定"),
        (b"\xef\xbb\xbf<p>Gr\xc3\xb6\xc3\x9fe", "text/html; charset=latin-1", "Größe"),
        ("<p>Größe".encode(), 'text/html; charset="bogus"', "Größe"),
        ("<p>Größe".encode(), "text/html; charset=punycode", "Größe"),
    ],
)
def test_charsets_are_found(body: bytes, content_type: str, text: str) -> None:
    """Byte order mark, header and declaration tell the charset, in this order; UTF-8 is the default."""
    assert read(body, content_type).text == text


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "PNG picture"),
        (b"%PDF-1.4 nothing", "application/pdf", "cannot be opened"),
        (_pdf(), "application/pdf", "pictures and no text"),
        (b"\x00\x01\x02\x03" * 100, "", "binary"),
        (b"<div>" * 3000, "text/html", "2,000 deep"),
        (b"anything", "video/mp4", "video/mp4"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, content_type: str, reason: str) -> None:
    """Pictures, broken or scanned PDFs, binaries and bottomless pages are Unreadable with a reason."""
    found: object = canonical(response(body, content_type), SOURCE)
    if isinstance(found, Canonical):
        found = document(found)
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def test_bytes_that_are_no_text_are_unreadable() -> None:
    """Noise under the name of a page is said to be no text; text in UTF-16 is text."""
    noise = bytes(range(256)) * 8
    assert isinstance(canonical(response(noise), SOURCE), Unreadable)
    wide = "<html><body><p>Gold partners have ten certified people.</p></body></html>".encode("utf-16")
    assert not isinstance(canonical(response(wide), SOURCE), Unreadable)
