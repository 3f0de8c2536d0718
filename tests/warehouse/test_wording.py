"""What a page says in the words that it had before is no news, however it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouse_doubles import Line, days, page, program, reading, settled, source, tier, told, warehouse

from warehouse.wording import Wording, only_read_otherwise

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.records import Requirement

S = source()
DESK = Line("support", True, "Gold", "help desk", text="Help desk with priority.")
PROSE = Line("", text="Gold partners enjoy: help desk with priority. Much more.", mention=("fees", "fee"))


def read(line: Line) -> Requirement:
    """The requirement that a line states."""
    (found,) = reading(line).requirements
    return found


def named(name: str) -> Requirement:
    """The requirement that says that a certification of that name exists."""
    return read(Line("certification", name, name, "certification", text=name))


@pytest.mark.parametrize(
    ("line", "with_it", "without", "silent"),
    [
        pytest.param(DESK, DESK.quote, PROSE.text, True, id="the same words in a longer sentence"),
        pytest.param(DESK, DESK.quote, "Help desk with **priority**", True, id="other marks"),
        pytest.param(DESK, DESK.quote, "Help desk.", False, id="fewer words"),
        pytest.param(DESK, f"{DESK.quote} {DESK.quote}", PROSE.text, False, id="said once more"),
        pytest.param(
            Line("fee", 5, text="Gold | $5"), "Gold | $5", "Gold | $5", False, id="a row means what heads it"
        ),
        pytest.param(
            Line("support", True, text="Hotline"), "Hotline", "A hotline", False, id="a word stands anywhere"
        ),
    ],
)
def test_words_that_stood_there(line: Line, *, with_it: str, without: str, silent: bool) -> None:
    """A sentence whose words stand on either page, as often on the other, was only read otherwise."""
    assert only_read_otherwise(read(line), Wording(with_it), Wording(without)) is silent


@pytest.mark.parametrize(
    ("without", "silent"),
    [
        ("Ask an Acme Certified Fitter about it.", True),
        ("Everybody is an acme certified fitter.", False),
        ("Our team is certified.", False),
    ],
)
def test_names_that_stood_there(without: str, *, silent: bool) -> None:
    """A name that the other page uses in its own capitals is no news, however often it stands there."""
    name, twice = named("Acme Certified Fitter"), "Acme Certified Fitter. Become an Acme Certified Fitter."
    assert only_read_otherwise(name, Wording(twice), Wording(without)) is silent


@given(st.text(), st.text())
def test_what_is_on_neither_page_is_not_silenced(one: str, other: str) -> None:
    """Only words that both pages hold can silence a difference; reading any text never raises."""
    line = read(Line("support", True, text="help desk with priority"))
    assert not only_read_otherwise(line, Wording(one.replace("priority", "")), Wording(other))


def test_a_list_made_of_a_sentence_wakes_nobody(tmp_path: Path) -> None:
    """What is read for the first time from words that stood there already is told neither when it comes nor when it goes."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold"), PROSE))
    came = settled(path, page(S, days(2), tier("Gold"), DESK))
    gone = settled(path, page(S, days(4), tier("Gold"), PROSE), page(S, days(6), tier("Gold"), PROSE))
    assert [change for change in told((*came, *gone)) if change[0].startswith("requirement")] == []
    (back,) = settled(
        path, page(S, days(8), tier("Gold"), DESK, Line("fee", 5, "Gold", "fee", text="Fee of $5"))
    )[:1]
    assert (back.type, back.after) in {("requirement_added", 5), ("gap_closed", "documented")}
