"""Laws of telling: however runs and imports interleave, people hear of the present, once, and never of the past."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_ledger_laws import SOURCES, said
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    days,
    digest_of,
    people,
    renewal,
    speaks_of,
    tier,
    validity,
)

from extractors.coverage import question_status
from extractors.records import Outcome
from warehouse.events import Event, History, Watched, in_order
from warehouse.ledger import ledger
from warehouse.telling import to_tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warehouse import Change
    from warehouse.events import Said

LINES = [tier("Gold"), people(10), people(25), validity("P1Y"), renewal(), speaks_of("fees", "fee")]
PAGES = [
    lines
    for n in range(2 ** len(LINES))
    if len(lines := tuple(line for place, line in enumerate(LINES) if n >> place & 1)) < 4
]
FEW = [(), (LINES[0],), (LINES[1],), (LINES[0], LINES[1])]
SAID = {digest_of(lines): said(lines) for lines in PAGES}
OTHERWISE = {digest_of(lines): said(tuple(line for line in lines if line.kind != "tier")) for lines in PAGES}
"""What rules read that know no tiers."""
WATCHED = {
    s.id: Watched(s.id, s.url, s.standing == "official", s.kind == "feed", s.kind == "feed") for s in SOURCES
}
OUTCOMES = [
    *[Outcome.HEALTHY] * 6, Outcome.UNCHANGED, Outcome.BOT_CHECK, Outcome.NOT_FOUND, Outcome.GONE, Outcome.TIMEOUT,
]  # fmt: skip


@st.composite
def captures(draw: st.DrawFn) -> Event:
    """What one look at one of four sources found."""
    of = draw(st.sampled_from([SOURCES[0], *SOURCES]))
    outcome = draw(st.sampled_from(OUTCOMES))
    at = days(draw(st.integers(0, 40)) / 2)
    document = digest_of(draw(st.sampled_from(PAGES))) if outcome is Outcome.HEALTHY else None
    moved_to = draw(st.sampled_from([None, None, None, "https://acme.example/"])) if document else None
    snapshot = f"{outcome.value} {document}" if document or outcome is Outcome.BOT_CHECK else None
    return Event(of.id, at, at, outcome, snapshot, document, moved_to)


@dataclass
class Watch:
    """A warehouse in memory: what is known, what was told, and how far."""

    events: list[Event]
    told: list[Change]
    told_to: int = 0
    introduced: bool = False
    rules: dict[str, Said] = field(default_factory=lambda: SAID)
    known: list[set[str]] = field(default_factory=list)  # after each run of ours
    told_by: list[set[str]] = field(default_factory=list)  # up to each run of ours
    telling: list[tuple[Change, ...]] = field(default_factory=list)  # of each run of ours, told before or not

    def take(self, found: Iterable[Event], *, archived: bool) -> None:
        """Record and settle, as a run of ours or as an import does."""
        known = {(e.source_id, e.captured_at, e.snapshot, e.outcome) for e in self.events}
        for event in found:
            if (event.source_id, event.captured_at, event.snapshot, event.outcome) not in known:
                self.events.append(replace(event, sequence=len(self.events) + 1, archived=archived))
        if archived or not self.events:
            return
        past = History("acme", WATCHED, self.events, self.rules, CATALOGUE, POLICY)
        derived = ledger(past, question_status)
        telling: tuple[Change, ...] = ()
        if self.introduced:
            had = {change.id for change in self.told}
            telling = to_tell(past, derived, self.told_to, question_status)
            self.told += [change for change in telling if change.id not in had]
        self.telling.append(telling)
        self.known.append({change.id for change in derived.changes} - derived.untold)
        self.told_by.append({change.id for change in self.told})
        self.introduced, self.told_to = True, len(self.events)


def watched(own: Iterable[Event], imports: Iterable[tuple[int, Event]], switch: int = 0) -> Watch:
    """Our own looks in their order, each a run; each import after so many runs of ours; so many read by other rules."""
    watch = Watch([], [])
    late = list(imports)
    runs = in_order(own)
    for n in range(len(runs) + 1):
        watch.rules = OTHERWISE if n < switch else SAID
        watch.take((event for after, event in late if after % (len(runs) + 1) == n), archived=True)
        if n < len(runs):
            watch.take([runs[n]], archived=False)
    return watch


@st.composite
def narrow(draw: st.DrawFn) -> Event:
    """What one look found at a source that says little and often the same."""
    outcome = draw(st.sampled_from([*[Outcome.HEALTHY] * 7, Outcome.TIMEOUT]))
    at = days(draw(st.integers(0, 20)))
    document = digest_of(draw(st.sampled_from(FEW))) if outcome is Outcome.HEALTHY else None
    return Event(SOURCES[0].id, at, at, outcome, document, document)


def lists_of(looks: st.SearchStrategy[Event]) -> st.SearchStrategy[list[Event]]:
    """Looks of our own, none at the instant of another."""
    return st.lists(looks, min_size=1, max_size=10).map(
        lambda found: [
            replace(e, captured_at=e.captured_at + timedelta(seconds=n)) for n, e in enumerate(found)
        ]
    )


def imports_of(looks: st.SearchStrategy[Event]) -> st.SearchStrategy[list[tuple[int, Event]]]:
    """Captures of an archive, each after so many runs, none at the instant of a look of ours."""
    return st.lists(st.tuples(st.integers(0, 10), looks), max_size=10).map(
        lambda late: [
            (after, replace(e, captured_at=e.captured_at + timedelta(milliseconds=500))) for after, e in late
        ]
    )


LOOKS, IMPORTS = lists_of(captures()), imports_of(captures())


@settings(max_examples=60, deadline=None)
@given(LOOKS, IMPORTS)
def test_the_past_is_never_told(own: list[Event], imports: list[tuple[int, Event]]) -> None:
    """No alert tells of a day before our first look at the program."""
    found = watched(own, imports)
    first = min(event.captured_at for event in own)
    assert all(change.captured_at > first for change in found.told)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(lists_of(narrow()), imports_of(narrow()))
def test_nothing_is_told_twice(own: list[Event], imports: list[tuple[int, Event]]) -> None:
    """Whatever imports of the past date otherwise, a thing that moved is told alike only after another move of it."""
    last: dict[Any, Any] = {}
    runs = in_order(own)
    places = [(after % (len(runs) + 1), event) for after, event in imports]
    known = [(n, event) for n, event in places if n and event.captured_at < runs[n - 1].captured_at]
    for change in watched(own, known).told:
        of_source = None if change.question else (change.source_id, change.type.startswith("source"))
        about = of_source, change.question, change.kind, change.subject, change.attribute
        led_to = change.type, change.before, change.after
        assert last.get(about) != led_to
        last[about] = led_to


@settings(max_examples=100, deadline=None)
@given(lists_of(narrow()), imports_of(narrow()))
def test_other_rules_tell_nothing(own: list[Event], imports: list[tuple[int, Event]]) -> None:
    """After other rules a run that brings no page tells nothing of what pages say."""
    watch = watched(own, imports, switch=len(own) + 1)
    newest = max(event.captured_at for event in watch.events)
    failed = replace(own[0], outcome=Outcome.TIMEOUT, snapshot=None, document=None)
    nothing = [replace(failed, captured_at=newest + timedelta(days=n)) for n in (1, 2)]
    watch.take([nothing[0]], archived=False)
    told = len(watch.told)
    watch.rules = SAID
    watch.take([nothing[1]], archived=False)
    assert [change for change in watch.told[told:] if not change.type.startswith("source")] == []


@settings(max_examples=50, deadline=None)
@given(lists_of(narrow()), imports_of(narrow()), st.integers(1, 10))
def test_after_other_rules_the_present_is_told(
    own: list[Event], imports: list[tuple[int, Event]], switch: int
) -> None:
    """From the second run of other rules on, each tells what it would have told had they always been so."""
    changed, always = watched(own, imports, switch=switch), watched(own, imports)
    assert changed.telling[switch:] == always.telling[switch:]


@settings(max_examples=80, deadline=None)
@given(LOOKS, st.lists(st.integers(0, 10), min_size=10, max_size=10))
def test_an_archive_that_saw_the_same(own: list[Event], after: list[int]) -> None:
    """An archive that found what our looks found, an instant later, makes us tell neither more nor less, nor otherwise."""
    # Failed looks and a source's own word (410, moved for good) are counted: the archive's would count twice.
    once = [replace(event, moved_to=None) for event in own if event.outcome.healthy]
    copies = [replace(event, captured_at=event.captured_at + timedelta(milliseconds=1)) for event in once]
    alone, again = watched(once, []), watched(once, zip(after, copies, strict=False))
    assert [_named(change) for change in again.told] == [_named(change) for change in alone.told]


@settings(max_examples=60, deadline=None)
@given(LOOKS, IMPORTS)
def test_nothing_present_is_lost(own: list[Event], imports: list[tuple[int, Event]]) -> None:
    """What our own looks tell alone is told by the same run, if all captures known then show it."""
    alone, found = watched(own, []), watched(own, imports)
    before: set[str] = set()
    for by_us, known, told in zip(alone.told_by, found.known, found.told_by, strict=True):
        assert (by_us - before) & known <= told
        before = by_us


@settings(max_examples=60, deadline=None)
@given(LOOKS, st.lists(captures(), max_size=10))
def test_history_from_before_we_looked(own: list[Event], past: list[Event]) -> None:
    """Years of history from before our first look tell nothing, whenever they are imported; they may date what we saw."""
    before = [replace(event, captured_at=event.captured_at - timedelta(days=400)) for event in past]
    alone = watched(own, [])
    again = watched(own, [(n, event) for n, event in enumerate(before)])
    # The date is that of all captures: an old report by the press stands from the very fall that our looks showed.
    assert {_named(change)[1:] for change in again.told} <= {_named(change)[1:] for change in alone.told}


def _named(change: Change) -> tuple[str, str, str]:
    about = change.question or f"{change.source_id} {change.kind} {change.subject}"
    return f"{change.captured_at:%m-%d %H:%M:%S}", about, str(change.after)
