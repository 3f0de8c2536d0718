"""Laws of the ledger, for any history."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    Line,
    days,
    digest_of,
    people,
    reading,
    renewal,
    source,
    speaks_of,
    tier,
    validity,
)

from extractors.coverage import question_status
from extractors.records import Outcome, Status
from warehouse.events import Event, History, Said, Saying, Watched
from warehouse.identity import difference, matching
from warehouse.ledger import ledger

if TYPE_CHECKING:
    from warehouse.derived import Ledger

LINES = [tier("Gold"), tier("Silver"), people(10), people(25), validity("P1Y"), validity("P2Y"), renewal()]
PAGES = st.lists(st.sampled_from([*LINES, speaks_of("fees", "fee")]), max_size=4, unique=True).map(tuple)
SOURCES = (source(), source("guide"), source("news", standing="press"), source("feed", kind="feed"))
WALLS = (Outcome.BOT_CHECK, Outcome.NOT_FOUND, Outcome.GONE, Outcome.TIMEOUT)


def said(lines: tuple[Line, ...]) -> Said:
    """What a page of these lines says, as the ledger takes it."""
    read = reading(*lines)
    facets = {}
    for facet in read.facets:
        if facet.status is Status.DOCUMENTED:
            quote = read.requirements[facet.evidence[0]].quote
        elif facet.status is Status.MENTIONED:
            quote = read.mentions[facet.evidence[0]].quote
        else:
            continue
        facets[facet.question, facet.facet] = Saying(facet.status, quote, digest_of(lines))
    return Said(read.requirements, facets)


def derived(events: list[Event], pages: dict[str, Said], **policy: Any) -> Ledger:
    """The ledger of these events."""
    watched = {
        s.id: Watched(s.id, s.url, s.standing == "official", s.kind == "feed", s.kind == "feed")
        for s in SOURCES
    }
    return ledger(
        History("acme", watched, events, pages, CATALOGUE, replace(POLICY, **policy)), question_status
    )


def event(of: int, at: float, lines: tuple[Line, ...]) -> Event:
    """A healthy capture of a page of these lines."""
    return Event(SOURCES[of].id, days(at), days(at), Outcome.HEALTHY, f"snapshot-{of}-{at}", digest_of(lines))


@given(st.lists(st.sampled_from(LINES), unique=True))
def test_a_page_compared_with_itself(lines: list[Line]) -> None:
    """No page differs from itself, whatever it says."""
    same = reading(*lines).requirements
    found = matching(same, same)
    assert (found.added, found.missing) == ((), ())
    assert all(difference(same[i], same[j]) is None for i, j in found.pairs)


@given(st.permutations(LINES), st.lists(st.sampled_from(LINES), unique=True))
def test_order_on_a_page_means_nothing(shuffled: list[Line], kept: list[Line]) -> None:
    """A page whose lines were re-ordered says the same, line for line."""
    old = reading(*kept).requirements
    new = reading(*(line for line in shuffled if line in kept)).requirements
    found = matching(old, new)
    assert (found.added, found.missing) == ((), ())
    assert all(old[i].value == new[j].value for i, j in found.pairs)


@given(PAGES, st.integers(2, 12))
def test_the_same_page_again_and_again(lines: tuple[Line, ...], times: int) -> None:
    """However often a page is captured, there is no change while it says the same."""
    pages = {digest_of(lines): said(lines)}
    found = derived([event(0, n, lines) for n in range(times)], pages)
    assert found.changes == ()
    assert all(period.valid_to is None for period in found.coverage if period.valid_from > days(0))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), PAGES), min_size=1, max_size=12), st.randoms())
def test_any_order_of_events(steps: list[tuple[int, tuple[Line, ...]]], chance: Any) -> None:
    """The ledger is a function of the events, not of the order in which they are given."""
    events = [event(of, n / 2, lines) for n, (of, lines) in enumerate(steps)]
    pages = {digest_of(lines): said(lines) for _, lines in steps}
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert derived(shuffled, pages) == derived(events, pages)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 3), PAGES), min_size=1, max_size=14), st.integers(1, 3))
def test_periods_join_without_gap_or_overlap(
    steps: list[tuple[int, tuple[Line, ...]]], confirmations: int
) -> None:
    """Periods of one question or facet follow each other without a gap, differ in status, and the last has no end."""
    events = [event(of, n / 2, lines) for n, (of, lines) in enumerate(steps)]
    pages = {digest_of(lines): said(lines) for _, lines in steps}
    found = derived(events, pages, confirmations=confirmations)
    rows: dict[tuple[str, str | None], list[Any]] = {}
    for period in found.coverage:
        rows.setdefault((period.question, period.facet), []).append(period)
    for periods in rows.values():
        assert periods[-1].valid_to is None
        for before, after in pairwise(periods):
            assert before.valid_to == after.valid_from
            assert before.valid_from < before.valid_to


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 1), PAGES), min_size=1, max_size=12))
def test_every_claim_has_its_evidence(steps: list[tuple[int, tuple[Line, ...]]]) -> None:
    """What is documented has a quote, what is not has proof, and a change that quotes names where the quote stands."""
    events = [event(of, n, lines) for n, (of, lines) in enumerate(steps)]
    pages = {digest_of(lines): said(lines) for _, lines in steps}
    found = derived(events, pages)
    lines_of = {
        e.snapshot: {line.quote for line in lines} for e, (_, lines) in zip(events, steps, strict=True)
    }
    for period in found.coverage:
        if period.facet is not None and period.status is Status.DOCUMENTED:
            assert period.quote in lines_of[period.snapshot]
        if period.status is Status.UNDOCUMENTED:
            assert period.proof
    for change in found.changes:
        assert change.quote is None or change.quote in lines_of[change.quoted_from]
        assert len({c.id for c in found.changes}) == len(found.changes)


def test_thousands_of_captures() -> None:
    """Five thousand captures of a program, mostly unchanged, are stepped over in well under a second."""
    pages = [tuple(LINES[:n]) for n in (3, 4, 5)]
    events = [event(n % 2, n / 8, pages[n // 2000]) for n in range(5000)]
    started = process_time()
    found = derived(events, {digest_of(lines): said(lines) for lines in pages})
    assert process_time() - started < 1.0
    assert found.changes


def test_thousands_of_failed_attempts() -> None:
    """A page that is gone for good and asked for twenty thousand times more costs no more for each attempt."""
    here = event(0, 0, tuple(LINES))
    gone = [
        Event(SOURCES[0].id, days(1 + n / 8), days(1), Outcome.GONE, f"gone {n}", sequence=n)
        for n in range(20_000)
    ]
    started = process_time()
    found = derived([here, *gone], {digest_of(tuple(LINES)): said(tuple(LINES))})
    assert process_time() - started < 2.0
    assert [change.type for change in found.changes].count("source_lost") == 1
