"""HTML becomes ordered blocks under their headings."""

from __future__ import annotations

import pytest
from documents_for_tests import canonical_of, read, response, shape

from extractors.canonical import canonical
from extractors.catalogue import Source
from extractors.records import Unreadable


def test_blocks_are_ordered_and_know_their_headings() -> None:
    """Each block carries the path of headings above it, and a heading ends the sections of its rank."""
    page = read("<main><h1>Program</h1><h2>Tiers</h2><p>Gold first.</p><h2>Fees</h2><p>None.</p></main>")
    assert [(block.text, block.section) for block in page.blocks] == [
        ("Program", ()),
        ("Tiers", ("Program",)),
        ("Gold first.", ("Program", "Tiers")),
        ("Fees", ("Program",)),
        ("None.", ("Program", "Fees")),
    ]
    assert page.text == "Program\nTiers\nGold first.\nFees\nNone."


def test_list_items_know_their_depth_and_what_introduces_them() -> None:
    """A list item has its depth and the text that introduces its list."""
    page = read(
        "<main><p>You need:</p><ul><li>People<ol><li>ten certified</li></ol></li><li>Projects</li></ul></main>"
    )
    assert [(block.kind, block.text, block.level, block.intro) for block in page.blocks] == [
        ("paragraph", "You need:", 0, ""),
        ("list_item", "People", 1, "You need:"),
        ("list_item", "ten certified", 2, "People"),
        ("list_item", "Projects", 1, "You need:"),
    ]


def test_definitions_stand_under_their_term() -> None:
    """A definition has its term as intro and as innermost heading."""
    page = read(
        "<main><h1>FAQ</h1><dl><dt>Validity</dt><dd>Two years.</dd><dt>Fee</dt><dd><p>None.</p></dd></dl></main>"
    )
    assert [(block.kind, block.text, block.intro, block.section) for block in page.blocks[1:]] == [
        ("term", "Validity", "", ("FAQ",)),
        ("definition", "Two years.", "Validity", ("FAQ", "Validity")),
        ("term", "Fee", "", ("FAQ",)),
        ("definition", "None.", "Fee", ("FAQ", "Fee")),
    ]


@pytest.mark.parametrize(
    "accordion",
    [
        "<details><summary>How long?</summary><p>Two years.</p></details>",
        '<div><button aria-expanded="false" aria-controls="a">How long?</button><div id="a" hidden><p>Two years.</p></div></div>',  # noqa: E501
        '<div><h3><button aria-expanded="false" aria-controls="a">How long?</button></h3><div id="a" aria-hidden="true">Two years.</div></div>',  # noqa: E501
        '<div role="heading" aria-level="3">How long?</div><p>Two years.</p>',
        "<div><p><strong>How long?</strong></p><p>Two years.</p></div>",
        '<div><div role="tab" aria-controls="t">How long?</div><div role="tabpanel" id="t" style="display: none">Two years.</div></div>',  # noqa: E501
    ],
)
def test_a_question_that_unfolds_is_the_heading_of_its_answer(accordion: str) -> None:
    """Accordions, disclosures, tabs and bold lines give a heading and keep their folded text."""
    page = read(f"<main><h1>FAQ</h1><h2>Rules</h2><p>Read on.</p>{accordion}</main>")
    answer = next(block for block in page.blocks if block.text == "Two years.")
    assert answer.section == ("FAQ", "Rules", "How long?")


def test_an_unfolded_answer_ends_with_its_box() -> None:
    """What follows an accordion does not stand under its last question."""
    page = read("<main><h1>FAQ</h1><details><summary>Why?</summary><p>So.</p></details><p>After.</p></main>")
    assert page.blocks[-1].section == ("FAQ",)


@pytest.mark.parametrize(
    ("icon", "text"),
    [
        ('<img src="g.svg" alt="Advanced Partner">', "Advanced Partner"),
        ('<img src="c.png" alt="check mark icon">', "✓"),
        ('<i class="fa fa-check"></i>', "✓"),
        ('<i class="fa fa-times"></i>', "✗"),
        ('<svg class="icon"><use href="#icon-check"></use></svg>', "✓"),
        ('<svg><title>Included</title><path d="M0 0"></path></svg>', "✓"),
        ('<span role="img" aria-label="Premier tier"></span>', "Premier tier"),
        ("✔️", "✓"),
        ('<input type="checkbox" checked disabled>', "✓"),
    ],
)
def test_pictures_say_what_they_mean(icon: str, text: str) -> None:
    """Badges and ticks in table cells count as the words or the mark they stand for."""
    page = read(
        f"<main><table><tr><th>What</th><th>Gold</th></tr><tr><td>Badge</td><td>{icon}</td></tr></table></main>"
    )
    assert page.blocks[-1].text == text


@pytest.mark.parametrize("name", ["photo.jpg", "IMG_2041", "icon", "", "   "])
def test_pictures_that_say_nothing_add_nothing(name: str) -> None:
    """Alternative text that is a file name or "icon" adds no words."""
    assert read(f'<main><p>Text</p><img src="a" alt="{name}"></main>').text == "Text"


def test_footnote_numbers_do_not_grow_into_numbers() -> None:
    """A raised footnote number stays apart from the number before it."""
    assert read("<main><p>25<sup>1</sup> people</p></main>").text == "25¹ people"


def test_forced_breaks_part_lines_but_not_sentences() -> None:
    """A br begins a paragraph unless the sentence goes on."""
    page = read("<main><p>Fee: $500<br>Term: one year<br>from enrolment</p></main>")
    assert shape(page) == [("paragraph", "Fee: $500"), ("paragraph", "Term: one year from enrolment")]


def test_text_is_tidy() -> None:
    """White space is collapsed, invisible and control characters are dropped, text is in NFC."""
    page = read("<main><p>a\u00a0\u200b b\u00ad&#x1;c\u2028d e\u0301</p></main>")
    assert page.text.replace("\ufffd", "") == "a bc d é"


@pytest.mark.parametrize(
    ("page", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2026-06-15T10:00:00Z">', "2026-06-15", None),
        (
            '<script type="application/ld+json">{"datePublished":"2026-06","dateModified":"2026-07-01"}</script>',
            "2026-06",
            "2026-07-01",
        ),
        ('<body><main><time datetime="2026-05-04">May 4</time>', "2026-05-04", None),
        (
            "<body><main><p>Published on June 15, 2026</p><p>Last updated: 31.12.2026</p>",
            "2026-06-15",
            "2026-12-31",
        ),
        ("<body><main><p>Updated 05/06/2026</p>", None, None),
    ],
)
def test_dates_come_from_what_the_page_declares(
    page: str, published: str | None, modified: str | None
) -> None:
    """Meta tags, JSON-LD, time elements and visible lines date a page; what could be two dates is none."""
    dated = read(page)
    assert (dated.published, dated.modified) == (published, modified)


def test_title_and_language_are_the_page_s_own() -> None:
    """The title element names the page, its lang attribute (lower case) the language."""
    page = read(
        '<html lang="de-DE"><head><title> Stufen \n Übersicht</title></head><body><h1>Stufen</h1></body></html>'
    )
    assert (page.title, page.language) == ("Stufen Übersicht", "de-de")


def test_selectors_of_the_source_choose_what_is_read() -> None:
    """Include reads only what matches, exclude leaves out, and an invalid selector matches nothing."""
    body = '<div id="a" class="x y"><p>One</p><p class="n">Note</p></div><div><p>Two</p></div>'
    source = Source(
        "acme/t",
        "acme",
        "t",
        "https://acme.example/",
        include=("div.y#a",),
        exclude=("p.n", "p:::", "p:nth-child(9)"),
    )
    assert read(body, source=source).text == "One"


def test_include_that_matches_nothing_is_stated() -> None:
    """A page where no include selector matches is unreadable, not empty."""
    source = Source("acme/t", "acme", "t", "https://acme.example/", include=("#gone",))
    found = canonical(response("<p>Text</p>"), source)
    assert isinstance(found, Unreadable)
    assert "#gone matches nothing" in found.reason


def test_an_empty_page_is_an_empty_document() -> None:
    """No bytes at all are a page that says nothing."""
    assert canonical_of(b"").text == ""
    assert read(b"").blocks == ()
