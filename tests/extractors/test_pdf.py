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


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_guide_says_the_same_printed(layout: Layout) -> None:
    """However a guide is printed, its PDF gives the requirements that its page gives."""
    wanted = stated(read(GUIDE))
    assert wanted.total() > 30
    assert stated(read(printed(GUIDE, layout), PDF)) == wanted


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
