"""A page printed as a PDF says what it says as a page: text, tables, notes, and on which page they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from documents_for_tests import SOURCE, canonical_of, read, response
from printing import Layout, picture_of, printed

from extractors import pdf
from extractors.canonical import canonical
from extractors.records import Document, Requirement, Unreadable
from extractors.requirements import requirements

PAGES = Path(__file__).parent.parent / "pages"
PDF = "application/pdf"
GUIDE = (PAGES / "guides" / "lanternfield.html").read_text()
LAYOUTS = {
    "ruled": Layout(),
    "rules between rows": Layout("lines"),
    "rules around the head": Layout("heads"),
    "every other row shaded": Layout("shaded"),
    "no rules": Layout("none"),
    "no rules and no space between rows": Layout("none", padding=0),
    "over several pages": Layout(height=0.4, running=True),
    "over several pages, heads once": Layout(height=0.4, repeated=False),
    "over several pages without rules": Layout("none", height=0.4, running=True),
    "pages on their side": Layout("lines", turned=True),
}


def stated(document: Document) -> Counter[tuple[object, ...]]:
    """What is read of a document, without where it stands."""
    return Counter(map(_without_place, requirements(document)))


def _without_place(one: Requirement) -> tuple[object, ...]:
    return (
        one.kind,
        one.subject,
        one.key,
        one.comparator,
        one.value,
        one.value_max,
        one.unit,
        one.per,
        one.due,
    )


WANTED = stated(read(GUIDE))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_guide_says_the_same_printed(layout: Layout) -> None:
    """However a guide is printed, its PDF gives the requirements that its page gives."""
    assert WANTED.total() > 30
    assert stated(read(printed(GUIDE, layout), PDF)) == WANTED


@pytest.mark.parametrize(
    ("page", "layout"),
    [
        ("tiers-in-columns", "no rules"),
        ("tiers-in-rows", "every other row shaded"),
        ("labelled/levels-in-columns", "over several pages"),
        ("labelled/membership-fees", "ruled"),
        ("labelled/renewal-policy", "over several pages without rules"),
        ("labelled/specializations-listed", "over several pages"),
        ("labelled/training-provider", "over several pages, heads once"),
    ],
)
def test_pages_say_the_same_printed(page: str, layout: str) -> None:
    """Pages of many kinds give the same requirements as PDFs: spans, groups of rows, ticks, lists, notes."""
    html = str(canonical_of((PAGES / f"{page}.html").read_text()).content)
    assert stated(read(printed(html, LAYOUTS[layout]), PDF)) == stated(read(html))


def test_columns_are_read_one_after_the_other() -> None:
    """Text in two columns is read down the first and then down the second."""
    html = str(canonical_of((PAGES / "labelled" / "levels-in-prose.html").read_text()).content)
    assert stated(read(printed(html, Layout(columns=2, running=True)), PDF)) == stated(read(html))


def test_every_block_has_its_page() -> None:
    """Blocks, and cells of a table that goes over pages, know the page on which they stand, counted from 1."""
    found = read(printed(GUIDE, Layout(height=0.4)), PDF)
    pages = [block.page or 0 for block in found.blocks]
    assert pages == sorted(pages)
    assert pages[0] == 1
    cells = {block.text: block.page for block in found.blocks if block.table == 0}
    assert cells["Requirement"] == 1
    assert cells["Joint business plan, agreed every year with the partner manager"] == 2
    assert all(block.page is None for block in read(GUIDE).blocks)


def test_what_stands_on_every_page_is_left_out() -> None:
    """Running heads, feet and page numbers are no text, and the head of a table stands there once."""
    found = read(printed(GUIDE, Layout(height=0.4, running=True)), PDF)
    assert "Effective June" not in found.text
    assert "Subject to change" not in found.text
    assert "Page 2" not in found.text
    assert [block.text for block in found.blocks].count("Requirement") == 1


def test_a_sentence_over_two_pages_is_whole() -> None:
    """A paragraph that the end of a page breaks is one block."""
    words = (
        "Partners " + ", ".join(f"renew their Certificate {number} every year" for number in range(60)) + "."
    )
    found = read(printed(f"<html><body><p>{words}</p></body></html>", Layout(height=0.3)), PDF)
    assert [block.text for block in found.blocks] == [words]


def test_signs_are_what_they_show() -> None:
    """Ticks of a font of pictures are ticks, a raised figure does not grow together with the number before it."""
    cells = "<tr><th>Staff</th><th>Gold</th></tr><tr><td>Engineers</td><td>12<sup>1</sup></td></tr>"
    ticks = "<tr><td>Agreement</td><td>✓</td></tr><tr><td>Audit</td><td>✗</td></tr>"
    found = read(printed(f"<html><body><table>{cells}{ticks}</table></body></html>"), PDF)
    assert [block.text for block in found.blocks if block.column == 1] == ["Gold", "12¹", "✓", "✗"]


def drawn(*pieces: str) -> bytes:
    """A PDF of one page with these operators of its drawing language, by hand."""
    content = "\n".join(pieces)
    fonts = "/F 5 0 R/B 6 0 R/W 7 0 R"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream\n",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Wingdings/FontDescriptor<</FontName/Wingdings/FontBBox[0 0 9 9]>>>>",
    ]
    numbered = "\n".join(f"{number} 0 obj{one}endobj" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{numbered}\ntrailer<</Root 1 0 R>>\n%%EOF".encode("latin-1")


def at(x: float, y: float, words: str, font: str = "F", size: float = 10) -> str:
    """Words at a place, counted from the lower left corner."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET"


def test_bullets_that_are_drawn_are_bullets() -> None:
    """A small filled shape before a line makes it an item of the list that the line above introduces."""
    body = drawn(
        at(50, 700, "To renew, do one of these:"),
        "60 683 3 3 re f",
        at(70, 680, "pass the exam"),
        "60 668 3 3 re f",
        at(70, 665, "take a course"),
    )
    assert [(block.kind, block.text, block.intro) for block in read(body, PDF).blocks] == [
        ("paragraph", "To renew, do one of these:", ""),
        ("list_item", "pass the exam", "To renew, do one of these:"),
        ("list_item", "take a course", "To renew, do one of these:"),
    ]


def test_terms_are_told_from_text() -> None:
    """Short lines, each with a line set in below it, are terms and their definitions."""
    facts = (("Price", "$150"), ("Duration", "90 minutes"), ("Passing score", "70%"))
    lines = [(at(50, 700 - 26 * n, term), at(80, 687 - 26 * n, said)) for n, (term, said) in enumerate(facts)]
    above = at(
        50, 720, "These are the facts of the exam that everybody takes at the end of the course, as of today."
    )
    found = read(drawn(above, *(piece for pair in lines for piece in pair)), PDF)
    assert [(block.intro, block.text) for block in found.blocks if block.kind == "definition"] == list(facts)


def test_text_that_runs_upwards_is_read() -> None:
    """A page whose words run sideways is read as if it lay straight; a watermark across it is left out."""
    words = ("Gold partners pay $500 a year.", "They renew every 12 months.")
    upwards = [f"BT /F 10 Tf 0 1 -1 0 {100 + 40 * n} 50 Tm ({text}) Tj ET" for n, text in enumerate(words)]
    slanting = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT) Tj ET"
    assert [block.text for block in read(drawn(*upwards, slanting), PDF).blocks] == list(words)


def test_wingdings_are_ticks() -> None:
    """In a font of pictures the letters for a tick and a cross are a tick and a cross."""
    heads = [at(50, 700, "Benefit", "B"), at(200, 700, "Silver", "B"), at(300, 700, "Gold", "B")]
    marks = [at(50, 680, "Support"), at(200, 680, "\\373", "W"), at(300, 680, "\\374", "W")]
    more = [at(50, 660, "Training"), at(200, 660, "\\374", "W"), at(300, 660, "\\374", "W")]
    found = read(drawn(*heads, *marks, *more), PDF)
    assert {(*block.row_headers, *block.column_headers, block.text) for block in found.blocks if block.column} == {
        ("Silver", ), ("Gold", ), ("Support", "Silver", "✗"), ("Support", "Gold", "✓"),
        ("Training", "Silver", "✓"), ("Training", "Gold", "✓"),
    }  # fmt: skip


def test_what_cannot_be_read_is_not_taken_for_empty() -> None:
    """A scanned PDF, one with a password and one that is too long are unreadable, and say why."""
    for body, reason in (
        (picture_of(3), "the PDF's 3 pages hold pictures and no text"),
        (printed(GUIDE, password="secret"), "encrypted and asks for a password"),
        (picture_of(pdf.MAX_PAGES + 1), "has 401 pages; at most 400 are read"),
    ):
        found: object = canonical(response(body, PDF), SOURCE)
        assert isinstance(found, Unreadable)
        assert reason in found.reason
