"""What holds for documents whatever the bytes are."""

from __future__ import annotations

import unicodedata

from documents_for_tests import SOURCE, canonical_of, response
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.canonical import Canonical, canonical
from extractors.documents import document
from extractors.records import Document, Unreadable

_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h2",
        "b",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "a",
        "span",
        "br",
        "img",
        "main",
        "nav",
        "section",
        "svg",
        "sup",
        "button",
    ]
)
_ATTRIBUTES = st.sampled_from(
    [
        "",
        ' class="nav"',
        " colspan=3",
        " rowspan=0",
        ' alt="Gold | tier"',
        " hidden",
        ' role="heading"',
        ' role="presentation"',
        ' aria-label="x<y"',
    ]
)
_PIECES = st.one_of(
    st.builds("<{}{}>".format, _TAGS, _ATTRIBUTES),
    st.builds("</{}>".format, _TAGS),
    st.text(max_size=20),
    st.just("&lt;b&gt; 1 < 2"),
)
_TYPES = st.sampled_from(
    ["text/html", "text/markdown", "text/plain", "application/pdf", "application/xml", "", "a/b; charset=x"]
)
_PREFIXES = st.sampled_from([b"", b"%PDF-1.7\n", b"<rss>", b"<urlset>", b"\xff\xfe", b"<html>", b"# a\n"])


def _check(body: bytes, content_type: str) -> None:
    found = canonical(response(body, content_type), SOURCE)
    assert isinstance(found, Canonical | Unreadable)
    if isinstance(found, Unreadable):
        assert found.reason
        return
    read = document(found)
    if isinstance(read, Document):
        for block in read.blocks:
            assert block.text
            assert read.text[block.start : block.end] == block.text
            assert "\n" not in block.text
        assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in read.text)
        assert unicodedata.is_normalized("NFC", read.text)
    assert document(found) == read


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), _PREFIXES, _TYPES)
def test_any_bytes_give_a_document_or_a_reason(body: bytes, prefix: bytes, content_type: str) -> None:
    """Whatever the bytes and the type: a document whose offsets hold, or Unreadable with a reason.

    Never an exception.
    """
    _check(prefix + body, content_type)


@settings(max_examples=250, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_any_soup_of_tags_gives_blocks_whose_offsets_hold(pieces: list[str]) -> None:
    """Tags in any order give a document in which each block is where it says."""
    _check("".join(pieces).encode("utf-8", "replace"), "text/html; charset=utf-8")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["# a\n", "- b\n", "|a|b|\n|-|-|\n", "> ", "```\n", "[x](y)", "<div>", "**", "\n", "1. "]
        ),
        max_size=40,
    )
)
def test_any_markdown_gives_a_document(pieces: list[str]) -> None:
    """Marks of Markdown in any order give a document."""
    _check("".join(pieces).encode(), "text/markdown")


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60))
def test_a_page_of_one_sentence_holds_it(sentence: str) -> None:
    """Words in the main part reach the document's text."""
    escaped = sentence.replace("&", "&amp;").replace("<", "&lt;")
    found = canonical_of(f"<main><h1>T</h1><p>We say that {escaped} holds</p></main>")
    read = document(found)
    assert isinstance(read, Document)
    assert unicodedata.normalize("NFC", "We say that") in read.text
    assert " ".join(found.text.split()) == " ".join(read.text.split())
