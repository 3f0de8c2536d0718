"""Pages that move, are split or merged: what still stands on another official page was not taken back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ledger_laws import said
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    Line,
    days,
    digest_of,
    page,
    people,
    program,
    reading,
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

from extractors.coverage import question_status
from extractors.records import Outcome
from flows.whereabouts import parted
from warehouse import connect_read_only
from warehouse.events import Event, History, Watched
from warehouse.ledger import ledger

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse import Change

ONE, OTHER = "acme/one", "acme/other"
YEAR = validity("P1Y", "Every certification stays valid for one year")
LINES = (tier("Gold"), people(10), YEAR, renewal())
FEE = Line("fee", 500, "the program", "fee", "fee", "Taking part costs 500 dollars a year")
GONE = None
Pages = tuple[tuple[Line, ...] | None, tuple[Line, ...] | None]


def changes(
    *rounds: Pages, other: Watched | None = None, led: bool = False, swapped: bool = False
) -> list[Change]:
    """What is told when two pages say these lines, a round a day; None is a 404. `led`: the first leads to the second."""
    events, documents = [], {}
    for day, round_ in enumerate(rounds):
        for of, lines in enumerate(round_):
            at, id_ = days(day + (0.01 if bool(of) is not swapped else 0)), (ONE, OTHER)[of]
            if lines is None:
                events.append(Event(id_, at, at, Outcome.NOT_FOUND, f"gone-{at}"))
                continue
            documents[digest_of(lines)] = replace(said(lines), text=reading(*lines).document.text)
            to = "https://acme.example/other" if led and day and of == 0 else None
            events.append(Event(id_, at, at, Outcome.HEALTHY, f"{id_}-{at}", digest_of(lines), to))
    watched = Watched(ONE, "https://acme.example/one", official=True, feed=False)
    second = other or replace(watched, id=OTHER, url="https://acme.example/other")
    history = History("acme", {ONE: watched, OTHER: second}, events, documents, CATALOGUE, POLICY)
    found = ledger(history, question_status)
    return [change for change in found.changes if change.id not in found.untold]


def test_a_page_split_in_two(tmp_path: Path) -> None:
    """What goes from one page to a new one is shown as gone from the one page, and nobody is told."""
    one, other = source("one"), source("other")
    path = warehouse(tmp_path, program(one, other))
    settled(path, page(one, days(0), *LINES), page(other, days(0.001)))
    found = [
        change
        for day in (1, 2)
        for change in settled(
            path, page(one, days(day), *LINES[:2]), page(other, days(day + 0.001), *LINES[2:])
        )
    ]
    assert {(c.type, c.source_id) for c in found} == {
        ("requirement_added", OTHER),
        ("requirement_removed", ONE),
    }
    with closing(connect_read_only(path)) as con:
        assert con.execute("FROM alerts WHERE type = 'digest'").fetchall() == []
        assert con.execute("SELECT DISTINCT status FROM coverage WHERE question = 'renewal'").fetchall() == [
            ("documented",)
        ]
        query = "SELECT quote, source_id, left_at, other_source_id, other_since FROM moved_statements ORDER BY quote"
        went = [(line.quote, ONE, days(1), OTHER, days(1.001)) for line in LINES[2:]]
        assert con.execute(query).fetchall() == sorted(went)
        assert [(row["source_id"], row["other_source_id"], row["statements"]) for row in parted(con)] == [
            (ONE, OTHER, 2)
        ]


def test_a_page_that_leads_to_another_source() -> None:
    """A page that redirects to another source for good shows that one's words, which are no news."""
    assert changes((LINES[:2], LINES), *[(LINES, LINES)] * 3, led=True) == []


def test_pages_merged_into_one() -> None:
    """A page whose words all stand on another one is not lost when it is taken down, nor are its words added there."""
    merged = [(GONE, LINES)] * 3
    assert changes((LINES[:2], LINES[2:]), *merged, (LINES[:2], LINES)) == []
    assert [c.type for c in changes((LINES[:2], LINES[2:]), *[(GONE, LINES[2:])] * 3)] == ["source_lost"]


def test_the_same_page_at_another_source_is_not_lost() -> None:
    """A page without any requirement that another source shows is had at its new address; the last one's loss is told."""
    spoken = (speaks_of("fees", "fee"),)
    assert changes((spoken, spoken), *[(GONE, spoken)] * 3) == []
    assert [
        (c.type, c.source_id) for c in changes((spoken, spoken), *[(GONE, spoken)] * 3, *[(GONE, GONE)] * 3)
    ] == [("source_lost", OTHER)]


@pytest.mark.parametrize(
    "other",
    [
        Watched(OTHER, "", official=False, feed=False),
        Watched(OTHER, "", official=True, feed=True),
        Watched(OTHER, "", official=True, feed=False, announcement=True),
    ],
    ids=["press", "feed", "announcement"],
)
def test_only_official_pages_count(other: Watched) -> None:
    """Words that stand in the press, in a feed or in old news only are gone."""
    found = changes(((tier("Gold"), YEAR), (YEAR,)), *[((tier("Gold"),), (YEAR,))] * 2, other=other)
    assert ("requirement_removed", "validity", "P1Y", None) in told(tuple(found))


def test_what_goes_from_both_pages_is_told_when_it_does() -> None:
    """Words kept on another page are told as gone when that page loses them too, dated then."""
    gold = (tier("Gold"),)
    first = (((*gold, YEAR), (*gold, YEAR)), (gold, (*gold, YEAR)), (gold, (*gold, YEAR)))
    assert changes(*first) == []
    found = changes(*first, (gold, gold), (gold, gold))
    assert ("requirement_removed", "validity", "P1Y", None) in told(tuple(found))
    assert {change.captured_at for change in found} == {days(3.01)}


def test_words_that_are_read_as_no_answer_elsewhere() -> None:
    """While the very words of an answer stand on another page that is not read as answering, the question does not fall."""
    spoken = Line("", mention=("tiers", "names"), text=YEAR.quote)
    kept = [((renewal(),), (spoken, FEE))] * 3
    assert changes(((YEAR, renewal()), (spoken, FEE)), *kept) == []
    gone = [((renewal(),), (FEE,))] * 3
    found = changes(((YEAR, renewal()), (spoken, FEE)), *kept, *gone)
    assert ("gap_reopened", "renewal", "documented", "partial") in told(tuple(found))
    # The first page is asked first: its capture of day 4 still had the words of day 3 beside it.
    assert {change.captured_at for change in found if change.question == "renewal"} == {days(5)}


def test_names_go_with_sentences() -> None:
    """A name that stands on another page too is told as gone, unless sentences went the same way with it."""
    gold, silver = tier("Gold"), tier("Silver")
    found = changes(((gold, silver, YEAR), (gold, silver)), *[((gold, YEAR), (gold, silver))] * 2)
    assert [(c.type, c.source_id, c.subject) for c in found] == [("requirement_removed", ONE, "Silver")]
    assert changes(((gold, silver, YEAR), (gold,)), *[((gold,), (gold, silver, YEAR))] * 2) == []


def test_cells_and_few_words_mean_nothing_elsewhere() -> None:
    """A row of a table, or a few words, on a page that states nothing by them keeps nothing from being removed."""
    row = Line("validity", "P1Y", "Gold", "validity", "validity", "Gold | one year | ten people")
    few = Line("renewal", "P12M", "certification", "renewal", "renewal", "renewed each year")
    spoken = tuple(Line("", mention=("fees", "fee"), text=line.quote) for line in (row, few))
    found = changes(((row, few, tier("Gold")), spoken), *[((tier("Gold"),), spoken)] * 2)
    assert {c.kind for c in found if c.type == "requirement_removed"} == {"validity", "renewal"}


def test_what_two_pages_begin_to_say_in_one_round_is_told_of_both() -> None:
    """News that appears on two pages at once is told as each page has it; what one repeats later is no news."""
    gold = (tier("Gold"),)
    found = changes((gold, gold), ((*gold, YEAR), (*gold, YEAR)))
    assert {c.source_id for c in found if c.type == "requirement_added"} == {ONE, OTHER}
    later = changes((gold, gold), ((*gold, FEE), gold), ((*gold, FEE), gold), ((*gold, FEE), (*gold, FEE)))
    assert {c.source_id for c in later} == {ONE}


def test_a_page_that_never_was_had() -> None:
    """A wall that stays from the beginning is told once, and so is its end; a page that never was there is not."""
    here = wall(source(), days(0))
    walls = [Event(ONE, days(n), days(n), here.outcome, "wall", sequence=n) for n in range(1, 9)]
    opened = Event(ONE, days(9), days(9), Outcome.HEALTHY, "page", digest_of(LINES), sequence=9)
    watched = {ONE: Watched(ONE, "", official=True, feed=False)}
    pages = {digest_of(LINES): said(LINES)}
    found = ledger(History("acme", watched, [*walls, opened], pages, CATALOGUE, POLICY), question_status)
    assert [(c.type, c.captured_at) for c in found.changes] == [
        ("source_lost", days(1)),
        ("source_back", days(9)),
    ]
    missing = [replace(one, outcome=Outcome.NOT_FOUND) for one in walls]
    found = ledger(History("acme", watched, [*missing, opened], pages, CATALOGUE, POLICY), question_status)
    assert not [change for change in found.changes if change.type.startswith("source")]


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=2, max_size=4), st.booleans())
def test_words_may_go_from_page_to_page(where: list[list[int]], swapped: bool) -> None:  # noqa: FBT001
    """However the sentences of a program are spread over its pages from round to round, nobody is told."""
    lines = (*LINES[1:], FEE)
    rounds = [
        tuple(tuple(line for line, at in zip(lines, places, strict=True) if at == of) for of in (0, 1))
        for places in where
        for _ in (0, 1)
    ]
    assert changes(*((one, other) for one, other in rounds), swapped=swapped) == []
