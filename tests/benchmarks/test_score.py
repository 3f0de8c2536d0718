"""The score: own pages hold their floors, labels are compared strictly, and floors are lowered only on purpose."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score.corpus import held_out, read
from benchmarks.score.floors import Floors, pin, pinned, rounded
from benchmarks.score.labels import labelled, strictly
from benchmarks.score.tables import put
from benchmarks.score.tally import Counts, together

OWN = Path(__file__).parents[1] / "pages"
FIGURE = st.floats(0, 1, allow_nan=False)
DAY = date(2026, 1, 5)


def label(**changed: Any) -> dict[str, Any]:
    """A label of a tier's demand, with fields changed."""
    given_ = {
        "kind": "tier_requirement",
        "subject": "Summit",
        "value": 8,
        "unit": "people",
        "quote": "8 certified people",
    }
    return {**given_, **changed}


def answer(*requirements: dict[str, Any], text: str = "at least 8 certified people") -> dict[str, Any]:
    """An answer that reads requirements out of a text, each quoting all of it."""
    placed = [{**one, "quote": text, "start": 0, "end": len(text)} for one in requirements]
    return {
        "document": {"text": text},
        "requirements": placed,
        "coverage": {"tiers": "documented", "fees": "partial"},
    }


def hits(tmp_path: Path, due: dict[str, Any], *said: dict[str, Any]) -> tuple[int, int]:
    """How many labels a page with one label gets right, exactly and loosely, for an answer."""
    (tmp_path / "page.html").write_text("<p></p>")
    labels = {"requirements": [due], "coverage": {"tiers": "documented", "fees": "documented"}}
    (tmp_path / "page.labels.json").write_text(json.dumps(labels))
    tally = strictly(labelled(tmp_path)[0], answer(*said))
    return tally.exact.hit, tally.loose.hit


def test_own_pages_are_read_as_well_as_pinned() -> None:
    """What is read of the project's own labelled pages is at or above every floor, and every quote is in its text."""
    pages = labelled(OWN)
    answers = read([page.page for page in pages])
    figures = together(strictly(page, answers[str(page.page)]) for page in pages).figures()
    assert pinned().of("own_pages")
    assert pinned().fallen("own_pages", figures) == []
    assert figures["quotes_grounded"] == 1


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, (1, 1)),
        ({"subject": "summit"}, (1, 1)),
        ({"subject": "Base"}, (0, 1)),
        ({"kind": "experience"}, (0, 0)),
        ({"value": 9}, (0, 0)),
        ({"value": True}, (0, 0)),
        ({"unit": "EUR"}, (0, 0)),
        ({"unit": "consultants"}, (1, 1)),
    ],
)
def test_an_answer_is_right_when_kind_value_unit_and_subject_are(
    tmp_path: Path, changed: dict[str, Any], found: tuple[int, int]
) -> None:
    """Another kind, value or currency is wrong; another subject is wrong exactly and right loosely."""
    assert hits(tmp_path, label(), label(**changed)) == found


def test_evidence_that_lacks_the_labelled_quote_is_no_evidence(tmp_path: Path) -> None:
    """The right value with a quote from elsewhere is right only loosely."""
    assert hits(tmp_path, label(quote="eight engineers"), label()) == (0, 1)


def test_one_answer_serves_one_label(tmp_path: Path) -> None:
    """Two equal answers to one label are one hit and one false answer."""
    assert hits(tmp_path, label(), label(), label()) == (1, 1)


def test_a_label_file_without_its_page_is_named(tmp_path: Path) -> None:
    """The error says which page was expected."""
    (tmp_path / "gone.labels.json").write_text("{}")
    with pytest.raises(ValueError, match=r"expected gone\.html"):
        labelled(tmp_path)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), FIGURE),
    st.dictionaries(st.sampled_from("abcd"), FIGURE),
)
def test_raising_never_lowers_a_floor(pins: dict[str, float], now: dict[str, float]) -> None:
    """After raising, every floor is at least what it was and what was measured, and only what fell before has fallen."""
    before = Floors({"given": {name: rounded(value) for name, value in pins.items()}})
    after = before.raised({"given": now})
    assert all(after.of("given")[name] >= floor for name, floor in before.of("given").items())
    assert all(after.of("given")[name] >= rounded(value) for name, value in now.items())
    assert after.fallen("given", {**pins, **now}) == before.fallen("given", {**pins, **now})


def test_a_floor_is_lowered_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    """Lowering needs a reason; the file tells what was lowered, when and why."""
    floors = Floors({"given": {"exact_f1": 0.6}})
    with pytest.raises(ValueError, match="reason"):
        floors.lower("given.exact_f1", 0.5, DAY, " ")
    with pytest.raises(ValueError, match=r"there are given\.exact_f1"):
        floors.lower("given.other", 0.5, DAY, "why")
    pin(floors.lower("given.exact_f1", 0.5, DAY, 'labels "mended"'), tmp_path / "floors.toml")
    again = pinned(tmp_path / "floors.toml")
    assert again.of("given") == {"exact_f1": 0.5}
    assert [(one.before, one.after, one.on, one.because) for one in again.lowered] == [
        (0.6, 0.5, DAY, 'labels "mended"')
    ]


def test_pages_are_held_out_by_their_names_alone() -> None:
    """About a quarter of all names are held out, always the same ones."""
    names = [f"vendor/page-{number}/20260101T000000Z" for number in range(400)]
    assert 70 < sum(map(held_out, names)) < 130


def test_precision_and_recall_of_nothing_are_zero() -> None:
    """Figures of empty counts are numbers."""
    empty = Counts()
    assert (empty.precision, empty.recall, empty.f1) == (0, 0, 0)


def test_tables_are_put_between_their_marks(tmp_path: Path) -> None:
    """Only what stands between the marks is replaced; a missing mark is an error that names it."""
    document = tmp_path / "extraction.md"
    document.write_text("before\n<!-- kinds -->\nold\n<!-- /kinds -->\nafter\n")
    put(document, {"kinds": "new"})
    assert document.read_text() == "before\n<!-- kinds -->\nnew\n<!-- /kinds -->\nafter\n"
    with pytest.raises(ValueError, match="'pages'"):
        put(document, {"pages": "new"})
