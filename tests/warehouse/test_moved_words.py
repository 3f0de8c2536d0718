"""Pages that move, are split or merged: what still stands on another official page was not taken back."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ledger_laws import SOURCES, derived, event, said
from warehouse_doubles import (
    Line,
    days,
    digest_of,
    moved,
    page,
    people,
    program,
    renewal,
    settled,
    source,
    speaks_of,
    tier,
    told,
    validity,
    wall,
    warehouse,
)

from extractors.records import Outcome
from warehouse import connect_read_only

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.catalogue import Source

ONE, OTHER = source("one"), source("other")
YEAR = validity("P1Y", "Every certification stays valid for one year")
LINES = (tier("Gold"), people(10), YEAR, renewal())
FEE = Line("fee", 500, "the program", "fee", "fee", "Taking part costs 500 dollars a year")


def alerts(path: Path) -> list[dict[str, Any]]:
    """The digests that are owed."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute("SELECT payload FROM alerts WHERE type = 'digest' ORDER BY created_at").fetchall()
    return [json.loads(payload) for (payload,) in rows]


def two(tmp_path: Path, first: tuple[Line, ...], second: tuple[Line, ...], other: Source = OTHER) -> Path:
    """A warehouse whose two pages said these lines on day 0."""
    path = warehouse(tmp_path, program(ONE, other))
    settled(path, page(ONE, days(0), *first), page(other, days(0.001), *second))
    return path


def test_a_page_split_in_two(tmp_path: Path) -> None:
    """What goes from one page to a new one is neither removed nor added, and nobody is told."""
    path = two(tmp_path, LINES, ())
    for day in (1, 2, 3):
        changes = settled(path, page(ONE, days(day), *LINES[:2]), page(OTHER, days(day + 0.001), *LINES[2:]))
        assert changes == ()
    assert alerts(path) == []
    with closing(connect_read_only(path)) as con:
        query = "SELECT quote, source_id, left_at, other_source_id, other_since FROM moved_statements ORDER BY quote"
        went = [(line.quote, ONE.id, days(1), OTHER.id, days(1.001)) for line in LINES[2:]]
        assert con.execute(query).fetchall() == sorted(went)


def test_pages_merged_into_one(tmp_path: Path) -> None:
    """A page whose words all stand on another one now is not lost when it is taken down, nor are its words added there."""
    path = two(tmp_path, LINES[:2], LINES[2:])
    for day in (1, 2, 3):
        gone = wall(ONE, days(day), Outcome.NOT_FOUND)
        assert settled(path, gone, page(OTHER, days(day + 0.001), *LINES)) == ()
    back = settled(path, page(ONE, days(4), *LINES[:2]), page(OTHER, days(4.001), *LINES))
    assert back == ()


def test_a_page_that_redirects_to_another_source(tmp_path: Path) -> None:
    """A page that leads to another source for good shows that one's words, which are no news."""
    path = two(tmp_path, LINES[:2], LINES)
    for day in (1, 2, 3):
        led = moved(page(ONE, days(day), *LINES), OTHER.url)
        assert settled(path, led, page(OTHER, days(day + 0.001), *LINES)) == ()


def test_the_same_page_at_another_source_is_not_lost(tmp_path: Path) -> None:
    """A page without any requirement that another source shows is had at its new address; else its loss is told."""
    path = two(tmp_path, (speaks_of("fees", "fee"),), (speaks_of("fees", "fee"),))
    found = [c for n in range(1, 4) for c in settled(path, wall(ONE, days(n), Outcome.NOT_FOUND))]
    assert found == []
    found = [c for n in range(4, 7) for c in settled(path, wall(OTHER, days(n), Outcome.NOT_FOUND))]
    assert [change.type for change in found] == ["source_lost"]


@pytest.mark.parametrize(
    "other",
    [
        source("other", standing="press"),
        source("other", kind="feed"),
        source("other", announcement=True),
        source("other", language="de", translation_of=ONE.id),
    ],
    ids=["press", "feed", "announcement", "translation"],
)
def test_only_official_pages_count(tmp_path: Path, other: Source) -> None:
    """Words that stand in the press, in a feed, in old news or in another language only are gone."""
    path = two(tmp_path, (tier("Gold"), YEAR), (YEAR,), other)
    found = [c for n in (1, 2, 3) for c in settled(path, page(ONE, days(n), tier("Gold")))]
    assert ("requirement_removed", "validity", "P1Y", None) in told(tuple(found))


def test_what_goes_from_both_pages_is_told_when_it_does(tmp_path: Path) -> None:
    """Words kept on another page are told as gone when that page loses them too, dated then."""
    path = two(tmp_path, (YEAR,), (tier("Gold"), YEAR))
    for day in (1, 2):
        assert settled(path, page(ONE, days(day), tier("Gold"))) == ()
    found = [c for n in (3, 4) for c in settled(path, page(OTHER, days(n), tier("Gold")))]
    assert ("requirement_removed", "validity", "P1Y", None) in told(tuple(found))
    assert {change.captured_at for change in found} == {days(3)}


def test_words_that_are_read_as_no_answer_elsewhere(tmp_path: Path) -> None:
    """While the very words of an answer stand on another page that is not read as answering, the question does not fall."""
    spoken = Line("", mention=("tiers", "names"), text=YEAR.quote)
    path = two(tmp_path, (YEAR, renewal()), (spoken, FEE))
    for day in (1, 2, 3):
        assert (
            settled(path, page(ONE, days(day), renewal()), page(OTHER, days(day + 0.001), spoken, FEE)) == ()
        )
    assert settled(path, page(OTHER, days(4), FEE), page(ONE, days(4.001), renewal())) == ()
    found = settled(path, page(OTHER, days(5), FEE), page(ONE, days(5.001), renewal()))
    assert ("gap_reopened", "renewal", "documented", "partial") in told(found)
    assert {change.captured_at for change in found if change.question == "renewal"} == {days(4.001)}


def test_cells_and_few_words_mean_nothing_elsewhere(tmp_path: Path) -> None:
    """A row of a table, or a few words, on a page that states nothing by them keeps nothing from being removed."""
    row = Line("validity", "P1Y", "Gold", "validity", "validity", "Gold | one year | ten people")
    few = Line("renewal", "P12M", "certification", "renewal", "renewal", "renewed each year")
    spoken = [Line("", mention=("fees", "fee"), text=line.quote) for line in (row, few)]
    path = two(tmp_path, (row, few, tier("Gold")), (*spoken,))
    found = [c for n in (1, 2) for c in settled(path, page(ONE, days(n), tier("Gold")))]
    assert {c.kind for c in found if c.type == "requirement_removed"} == {"validity", "renewal"}


def test_what_two_pages_begin_to_say_in_one_round_is_told_of_both(tmp_path: Path) -> None:
    """News that appears on two pages at once is told as each page has it; what one repeats later is no news."""
    path = two(tmp_path, LINES[:1], LINES[:1])
    found = settled(path, page(ONE, days(1), *LINES[:1], YEAR), page(OTHER, days(1.001), *LINES[:1], YEAR))
    assert [c.source_id for c in found if c.type == "requirement_added"] == [ONE.id, OTHER.id]
    settled(path, page(ONE, days(2), *LINES[:1], YEAR, FEE), page(OTHER, days(2.001), *LINES[:1], YEAR))
    assert settled(path, page(OTHER, days(3), *LINES[:1], YEAR, FEE)) == ()


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), min_size=2, max_size=4),
    st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_words_may_go_from_page_to_page(where: list[list[int]], swapped: list[bool]) -> None:
    """However the words of a program are spread over its pages from round to round, nothing of them changes."""
    lines = (*LINES, FEE)
    events, pages = [], {}
    for round_, places in enumerate(twice for each in where for twice in (each, each)):
        for of in (0, 1):
            here = tuple(line for line, place in zip(lines, places, strict=True) if place == of)
            pages[digest_of(here)] = said(here)
            late = 0.01 if (of == 1) is not swapped[round_] else 0
            events.append(event(of, round_ + late, here))
    assert derived(events, pages).changes == ()
    assert SOURCES[0].standing == SOURCES[1].standing == "official"
