"""Laws of reading: grounded, deterministic, total, and local."""

from __future__ import annotations

import sys
from collections.abc import Callable  # noqa: TC003 - hypothesis reads the annotations
from pathlib import Path  # noqa: TC003
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings_for_tests import CATALOGUE, PAGES, page

from extractors.reading import reading
from extractors.records import Block, BlockKind, Document, Mention, Requirement
from extractors.requirements import requirements

WORDS = st.sampled_from(
    [
        "Partners",
        "must",
        "hold",
        "at",
        "least",
        "10",
        "certified",
        "people",
        "by",
        "December",
        "31,",
        "2026",
        ".",
        "The",
        "exam",
        "fee",
        "is",
        "$150",
        "and",
        "25",
        "%",
        ":",
        "Gold",
        "Silver",
        "tiers",
        "within",
        "30",
        "days",
        "(",
        "minimum",
        "2",
        ")",
        ";",
        "valid",
        "for",
        "two",
        "years",
        ",",
        "renew",
        "annually",
        "—",
        "Certified",
        "Data",
        "Engineer",
        "specialization",
        "requirements",
        "Name",
        "60",
        "score",
        "of",
        "70",
        "points",
        "?",
        "No.",
        "“quoted”",
        "audits",
        "review",
        "every",
        "quarter;",
        "€3.5M",
        "free",
        "–",
        "n/a",
        "✓",
        "|",
        "§",
        "İ",
        "ß",
        "日本",
        "directory",
        "support",
        "references",
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)
KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(
    ["heading", "paragraph", "list_item", "table_cell", "term", "definition"]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document whose blocks are in its text, with headings, lists and tables in any order."""
    blocks: list[Block] = []
    text = ""
    section: tuple[str, ...] = ()
    for number in range(draw(st.integers(0, 9))):
        kind, part = draw(KINDS), draw(TEXTS).replace("\n", " ").strip() or "x"
        start = len(text)
        cell: dict[str, Any] = (
            {"table": 0, "row": number // 3, "column": number % 3, "header": number < 3}
            if kind == "table_cell"
            else {}
        )
        intro = draw(TEXTS) if kind in ("list_item", "definition") else ""
        blocks.append(
            Block(kind, part, start, start + len(part), section, int(kind == "heading"), intro, **cell)
        )
        section = (part,) if kind == "heading" else section
        text += part + "\n"
    return Document(draw(TEXTS), "en", None, None, text, tuple(blocks))


@settings(max_examples=120, deadline=None)
@given(documents())
def test_every_quote_slices_back_and_reading_never_raises(document: Document) -> None:
    """Any document gives a reading, and every quote in it is the document's text at its offsets."""
    found = reading(document, CATALOGUE)
    every: tuple[Requirement | Mention, ...] = (*found.requirements, *found.mentions)
    for evidence in every:
        assert document.text[evidence.start : evidence.end] == evidence.quote


@settings(max_examples=60, deadline=None)
@given(documents())
def test_reading_is_deterministic_and_unique(document: Document) -> None:
    """The same document gives the same requirements, ordered by place, each kind, subject, key and value once."""
    found = requirements(document)
    assert found == requirements(document)
    assert [r.start for r in found] == sorted(r.start for r in found)
    identities = [(r.kind, r.subject, r.key, type(r.value).__name__, r.value, r.value_max) for r in found]
    assert len(identities) == len(set(identities))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3), st.sampled_from(sorted(PAGES.glob("*.html"))))
def test_unrelated_prose_changes_no_other_requirement(times: int, case: Path) -> None:
    """Paragraphs of prose at the end of a page leave what else it states as it was."""
    body = case.read_text("utf-8").split("<main>")[1].split("</main>")[0]
    prose = "<p>The harbour was quiet that morning, and the gulls slept on the roofs.</p>" * times
    before, after = requirements(page(body)), requirements(page(body + prose))
    assert [(r.kind, r.subject, r.key, r.value, r.quote) for r in before] == [
        (r.kind, r.subject, r.key, r.value, r.quote) for r in after
    ]


def _table(head: str, row: str) -> Callable[[range], str]:
    """Pages with a table of that many rows."""
    return lambda numbers: f"<table>{head}{''.join(row.format(n=n) for n in numbers)}</table>"


def _wide(numbers: range) -> str:
    names = ("".join(chr(ord("a") + int(digit)) for digit in str(n)).title() for n in numbers)
    heads = "".join(f"<th>{name} Birch</th>" for name in names)
    cells = "".join(f"<td>{n}</td>" for n in numbers)
    return f"<table><tr><th>Requirement</th>{heads}</tr><tr><td>Certified people</td>{cells}</tr></table>"


def _repeated(piece: str, around: str = "{}") -> Callable[[range], str]:
    """Pages with that many of a piece."""
    return lambda numbers: around.format("".join(piece.format(n=n) for n in numbers))


LONG = {
    "rows": _table(
        "<tr><th>Requirement</th><th>Silver</th><th>Gold</th></tr>",
        "<tr><td>Certified people {n}</td><td>{n}</td><td>{n}</td></tr>",
    ),
    "rows of names": _table(
        "<tr><th>Certification</th><th>Fee</th></tr>",
        "<tr><td>Certified Engineer {n}</td><td>${n}</td></tr>",
    ),
    "columns": _wide,
    "notes": _table(
        "<tr><th>Requirement</th><th>Silver</th></tr>",
        "<tr><td>People<sup>{n}</sup></td><td>{n}</td></tr><tr><td colspan=2><sup>{n}</sup> Within {n} days.</td></tr>",
    ),
    "items": _repeated("<li>Complete {n} projects every year</li>", "<p>Partners must:</p><ul>{}</ul>"),
    "headings": _repeated("<h2>Rule {n}</h2><p>Partners must hold {n} certified people.</p>"),
    "terms": _repeated("<dt>Fee {n}</dt><dd>${n} per year</dd>", "<dl>{}</dl>"),
    "questions": _repeated("<h3>How long is badge {n} valid?</h3><p>It is valid for {n} months.</p>"),
    "clauses": _repeated("partners must hold {n} certified people and ", "<p>{}</p>"),
    "tables": _repeated(
        "<table><tr><th>Fee</th><th>Plan {n}</th></tr><tr><td>Annual</td><td>${n}</td></tr></table>"
    ),
}
"""Pages that are long in one way each, by what there is many of."""


def _calls(document: Document) -> int:
    """How many calls it takes to read a document: its work, whatever the machine does besides."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reading(document, CATALOGUE)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("many", LONG)
def test_work_grows_no_faster_than_the_page(many: str) -> None:
    """Twice the rows, columns, items, headings, terms or questions take hardly more than twice the calls."""
    reading(page(LONG[many](range(10, 20))), CATALOGUE)  # what is made once
    once, twice = page(LONG[many](range(1000, 1100))), page(LONG[many](range(2000, 2200)))
    assert _calls(twice) < 2.5 * _calls(once)
