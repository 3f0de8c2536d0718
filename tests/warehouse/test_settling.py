"""What settling tells, from fetches to changes and alerts, on a real DuckDB file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    Line,
    days,
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
    unchanged,
    validity,
    wall,
    warehouse,
)

from extractors.records import Outcome
from warehouse import connect_read_only, delivered, owed, record, settle

if TYPE_CHECKING:
    from pathlib import Path

S = source()


def test_first_capture_is_the_baseline(tmp_path: Path) -> None:
    """The first healthy capture of a program is told as one summary and no change."""
    path = warehouse(tmp_path, program(S))
    assert settled(path, page(S, days(0), tier("Gold"))) == ()
    (alert,) = owed(path, ["mail"])
    assert alert.type == "summary"
    (introduced,) = json.loads(alert.payload)["programs"]
    statuses = {q["question"]: q["status"] for q in introduced["questions"]}
    assert statuses == {"tiers": "documented", "renewal": "undocumented", "fees": "undocumented"}


def test_gap_closes_at_once(tmp_path: Path) -> None:
    """An answer that appears closes its gap at the first capture that shows it."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    (added, closed) = sorted(
        settled(path, page(S, days(1), tier("Gold"))), key=lambda c: c.type, reverse=True
    )
    assert (added.type, added.after, added.quote) == ("requirement_added", "Gold", "Gold tier Gold")
    assert (closed.type, closed.before, closed.after) == ("gap_closed", "undocumented", "documented")
    assert (closed.quote, closed.captured_at, closed.source_url) == ("Gold tier Gold", days(1), S.url)


def test_gap_narrows_step_by_step(tmp_path: Path) -> None:
    """A gap narrows when it is spoken of, again when it is answered in part, and closes when answered in full."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    spoken = settled(path, page(S, days(1), speaks_of("renewal", "period")))
    part = settled(path, page(S, days(2), validity("P1Y")))
    full = settled(path, page(S, days(3), validity("P1Y"), renewal()))
    gaps = [c for c in told((*spoken, *part, *full)) if c[0].startswith("gap")]
    assert gaps == [
        ("gap_narrowed", "renewal", "undocumented", "mentioned"),
        ("gap_narrowed", "renewal", "mentioned", "partial"),
        ("gap_closed", "renewal", "partial", "documented"),
    ]


def test_fall_needs_confirmation_and_is_dated_by_the_first(tmp_path: Path) -> None:
    """An answer that disappears is told after the second capture without it, dated by the first, with its last words."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold"), furniture="a"))
    settled(path, page(S, days(1), tier("Gold"), furniture="b"))
    assert settled(path, page(S, days(2))) == ()
    removed, reopened = sorted(
        settled(path, page(S, days(3), furniture="x")), key=lambda c: c.type, reverse=True
    )
    assert told((removed, reopened)) == [
        ("requirement_removed", "tier", "Gold", None),
        ("gap_reopened", "tiers", "documented", "undocumented"),
    ]
    assert {c.captured_at for c in (removed, reopened)} == {days(2)}
    assert {c.confirmed_at for c in (removed, reopened)} == {days(3)}
    assert {c.quote for c in (removed, reopened)} == {"Gold tier Gold"}
    assert len(reopened.proof) == 2


def test_answer_that_comes_back_was_never_gone(tmp_path: Path) -> None:
    """One capture without an answer, between two with it, is told to nobody."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    settled(path, page(S, days(1)))
    assert settled(path, page(S, days(2), tier("Gold"), furniture="back")) == ()


def test_versions_within_minutes_date_a_removal_by_the_first_that_lacks_it(tmp_path: Path) -> None:
    """However quickly versions follow each other, a removal is dated by the first that lacks it."""
    path = warehouse(tmp_path, program(S))
    minutes = [days(1 + n / 1440) for n in range(4)]
    settled(path, page(S, days(0), tier("Gold"), people(10)))
    settled(path, page(S, minutes[0], tier("Gold"), people(10), furniture="last with it"))
    for n, furniture in enumerate(("first", "second", "third")):
        assert settled(path, page(S, minutes[n + 1], tier("Gold"), furniture=furniture)) == ()
    (removed,) = settled(path, page(S, days(3), tier("Gold"), furniture="much later"))
    assert (removed.type, removed.captured_at, removed.confirmed_at) == (
        "requirement_removed",
        minutes[1],
        days(3),
    )
    assert len(removed.proof) == 4


def test_one_of_two_kinds_of_a_name_goes(tmp_path: Path) -> None:
    """A name that the page used as two kinds and now uses as one has not gone."""
    path = warehouse(tmp_path, program(S))
    twice = Line("certification", "Gold", "Gold", "certification")
    settled(path, page(S, days(0), tier("Gold"), twice))
    later = [page(S, days(n), tier("Gold"), furniture=str(n)) for n in (1, 2, 3)]
    assert not [c for c in settled(path, *later) if c.type.startswith("requirement")]
    again = page(S, days(4), tier("Gold"), twice, furniture="again")
    assert not [c for c in settled(path, again) if c.type.startswith("requirement")]


def test_two_looks_within_an_hour_confirm_nothing(tmp_path: Path) -> None:
    """Captures closer than an interval confirm no fall, however many."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    assert settled(path, *(page(S, days(1 + n / 24), furniture=str(n)) for n in range(5))) == ()


def test_walls_prove_nothing(tmp_path: Path) -> None:
    """Walls between captures neither open a gap nor count towards a fall."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    settled(path, page(S, days(1)))
    assert settled(path, wall(S, days(2)), wall(S, days(3))) == ()
    assert settled(path, page(S, days(4), tier("Gold"), furniture="b")) == ()


def test_gone_twice_falls_without_waiting(tmp_path: Path) -> None:
    """A page whose server says 410 twice loses its answers at once, dated by the first, and counts as lost."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    changes = settled(path, *(wall(S, days(1 + n / 24), Outcome.GONE, b"") for n in range(2)))
    assert sorted(told(changes)) == [
        ("gap_reopened", "tiers", "documented", "undocumented"),
        ("source_lost", None, None, None),
    ]
    assert {c.captured_at for c in changes} == {days(1)}


def test_new_permanent_redirect_twice_falls_without_waiting(tmp_path: Path) -> None:
    """Two captures behind a new permanent redirect confirm a fall without an interval between them."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    changes = settled(
        path, *(moved(page(S, days(1 + n / 24), furniture=str(n)), "https://acme.example/") for n in (0, 1))
    )
    assert ("gap_reopened", "tiers", "documented", "undocumented") in told(changes)


def test_value_moves(tmp_path: Path) -> None:
    """A threshold that moves is told at once, with both values."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), people(10)))
    (change,) = settled(path, page(S, days(1), people(25)))
    assert (change.type, change.before, change.after, change.unit) == (
        "requirement_changed",
        10,
        25,
        "people",
    )
    assert change.attribute == "certified individuals"


def test_rewording_wakes_nobody(tmp_path: Path) -> None:
    """A sentence that is re-worded or moved with the same requirement is no change."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), people(10, text="At least ten certified individuals"), tier("Gold")))
    later = page(S, days(1), tier("Gold"), people(10, text="Gold partners have 10 or more people certified"))
    assert settled(path, later) == ()


def test_new_source_of_a_watched_program(tmp_path: Path) -> None:
    """A source that is added later brings no flood of requirements, but the gaps it closes are told."""
    other = source("guide")
    path = warehouse(tmp_path, program(S, other))
    settled(path, page(S, days(0)))
    changes = settled(path, page(other, days(9), tier("Gold"), people(5)))
    assert told(changes) == [("gap_closed", "tiers", "undocumented", "documented")]


def test_first_run_reads_one_page_after_the_other(tmp_path: Path) -> None:
    """What other sources add within half an interval of the first capture is baseline."""
    other = source("guide")
    path = warehouse(tmp_path, program(S, other))
    assert settled(path, page(S, days(0)), page(other, days(0.01), tier("Gold"))) == ()


def test_answer_moves_between_sources(tmp_path: Path) -> None:
    """An answer that one page drops and another takes over opens no gap."""
    other = source("guide")
    path = warehouse(tmp_path, program(S, other))
    settled(path, page(S, days(0), tier("Gold")), page(other, days(0.01)))
    for n in (1, 2, 3):
        changes = settled(path, page(S, days(n), furniture=str(n)), page(other, days(n + 0.01), tier("Gold")))
        assert not [c for c in changes if c.type.startswith("gap")]


def test_sources_captured_at_one_instant(tmp_path: Path) -> None:
    """Two sources captured at one instant move a question together: one change."""
    other = source("guide")
    path = warehouse(tmp_path, program(S, other))
    settled(path, page(S, days(0)), page(other, days(0)))
    changes = settled(path, page(S, days(2), validity("P1Y")), page(other, days(2), renewal()))
    gaps = [c for c in told(changes) if c[0].startswith("gap")]
    assert gaps == [("gap_closed", "renewal", "undocumented", "documented")]


def test_press_only_reports(tmp_path: Path) -> None:
    """A press page that states a fact makes the question reported, and only the vendor closes the gap."""
    press = source("news", standing="press")
    path = warehouse(tmp_path, program(S, press))
    settled(path, page(S, days(0)))
    reported = settled(path, page(press, days(2), tier("Gold")))
    closed = settled(path, page(S, days(3), tier("Gold"), furniture="x"))
    assert told(reported) == [("gap_narrowed", "tiers", "undocumented", "reported")]
    assert ("gap_closed", "tiers", "reported", "documented") in told(closed)


def test_items_leave_a_feed(tmp_path: Path) -> None:
    """What leaves a feed was not taken back."""
    feed = source("feed", kind="feed")
    path = warehouse(tmp_path, program(feed))
    settled(path, page(feed, days(0), tier("Gold")))
    assert settled(path, *(page(feed, days(n), furniture=str(n)) for n in (1, 2, 3))) == ()


def test_source_is_lost_once_and_back_once(tmp_path: Path) -> None:
    """A page that is not found is told once after confirmation, dated by the first, and once when it is back."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    lost = settled(path, *(wall(S, days(n), Outcome.NOT_FOUND) for n in (1, 2, 3, 4)))
    again = settled(path, wall(S, days(5), Outcome.NOT_FOUND))
    back = settled(
        path, page(S, days(6), tier("Gold"), furniture="x"), page(S, days(7), tier("Gold"), furniture="y")
    )
    assert [(c.type, c.captured_at) for c in (*lost, *again, *back)] == [
        ("source_lost", days(1)),
        ("source_back", days(6)),
    ]


def test_many_walls_lose_a_source(tmp_path: Path) -> None:
    """Five failed attempts of any kind in a row, an interval apart, lose a source."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    assert settled(path, *(wall(S, days(n)) for n in (1, 2, 3, 4))) == ()
    assert told(settled(path, wall(S, days(5)))) == [("source_lost", None, None, None)]


def test_source_never_healthy_is_not_lost(tmp_path: Path) -> None:
    """A source that never worked cannot be lost, nor be back."""
    path = warehouse(tmp_path, program(S))
    assert settled(path, *(wall(S, days(n), Outcome.NOT_FOUND) for n in range(9))) == ()
    assert settled(path, page(S, days(10), tier("Gold"))) == ()


def test_not_modified_confirms(tmp_path: Path) -> None:
    """A 304 says the same as the capture before, and so confirms a fall."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    settled(path, page(S, days(1)))
    assert ("gap_reopened", "tiers", "documented", "undocumented") in told(
        settled(path, unchanged(S, days(2)))
    )


def test_killed_before_settling(tmp_path: Path) -> None:
    """What a killed run recorded is settled by the next, and told once."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    killed = page(S, days(1), tier("Gold"))
    record(path, [killed], RULES)
    record(path, [killed], RULES)
    first = settle(path, CATALOGUE, POLICY, "next", days(1.1))
    second = settle(path, CATALOGUE, POLICY, "next", days(1.2))
    assert (len(first), len(second)) == (2, 0)
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary", "digest"]


def test_import_does_not_swallow_what_a_killed_run_found(tmp_path: Path) -> None:
    """Changes that our own captures decided are told by the next live settling, even when an import settled before it."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(1), tier("Gold")), policy=replace(POLICY, live=False))
    assert len(owed(path, ["mail"])) == 1
    settle(path, CATALOGUE, POLICY, "next", days(1.1))
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary", "digest"]


def test_imported_history_is_never_told(tmp_path: Path) -> None:
    """Captures from an archive make changes, but no alert, not even a later one."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(10), tier("Gold")))
    old = page(S, days(5), archive="old.warc.gz"), page(S, days(6), furniture="x", archive="old.warc.gz")
    changes = settled(path, *old, policy=replace(POLICY, live=False))
    assert ("gap_closed", "tiers", "undocumented", "documented") in told(changes)
    settled(path, page(S, days(11), tier("Gold"), furniture="b"))
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary"]


def test_alert_is_owed_until_delivered(tmp_path: Path) -> None:
    """An alert is owed to each channel until a delivery there ended without error."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    (alert,) = owed(path, ["mail", "slack"])
    delivered(path, alert.id, "mail", days(0), None)
    delivered(path, alert.id, "slack", days(0), "connection refused")
    (still,) = owed(path, ["mail", "slack"])
    assert still.owed_to == ("slack",)
    delivered(path, alert.id, "slack", days(0), None)
    assert owed(path, ["mail", "slack"]) == ()


def test_digest_holds_all_that_a_reader_needs(tmp_path: Path) -> None:
    """The payload names the program, the question in words, before, after, since when, the quote, and other programs."""
    theirs = source(program="other")
    path = warehouse(tmp_path, program(S), program(theirs, key="other"))
    settled(path, page(S, days(0)), page(theirs, days(0), tier("Silver")))
    settled(path, page(S, days(1), tier("Gold")))
    payload = json.loads(owed(path, ["mail"])[-1].payload)
    (gap,) = [c for c in payload["changes"] if c["type"] == "gap_closed"]
    assert gap["program_name"] == "Acme Partners"
    assert gap["question_wording"] == "What tiers exist?"
    assert (gap["before"], gap["after"], gap["before_since"]) == (
        "undocumented",
        "documented",
        days(0).isoformat(),
    )
    assert (gap["quote"], gap["source_url"]) == ("Gold tier Gold", S.url)
    answers = {a["program"]: (a["status"], a["quote"]) for a in payload["answers"]["tiers"]}
    assert answers == {
        "acme": ("documented", "Gold tier Gold"),
        "other": ("documented", "Silver tier Silver"),
    }


def test_not_modified_confirms_the_page_whose_validators_were_sent(tmp_path: Path) -> None:
    """A 304 says that its own page still stands, whatever an archive knows of the time between."""
    path = warehouse(tmp_path, program(S))
    first = page(S, days(0), tier("Gold"))
    settled(path, first, unchanged(S, days(2), first), unchanged(S, days(4), first))
    between = page(S, days(1), furniture="between", archive="old.warc.gz")
    assert settled(path, between, policy=replace(POLICY, live=False)) == ()
    assert settled(path, unchanged(S, days(6), first)) == ()


def test_not_modified_is_no_better_than_the_page_that_it_confirms(tmp_path: Path) -> None:
    """When what was taken for the page turns out to be a wall, the 304s after it were walls too."""
    path = warehouse(tmp_path, program(S))
    first = page(S, days(0), tier("Gold"))
    later = wall(S, days(1), body=b"a wall with an entity tag")
    found = settled(path, first, later, *(unchanged(S, days(n), later) for n in range(2, 8)))
    assert [change.type for change in found] == ["source_lost"]


def test_what_was_told_is_undone_by_a_change_of_its_own(tmp_path: Path) -> None:
    """A gap that closed while another answer was on its way out has opened again: both are said."""
    guide = source("guide")
    path = warehouse(tmp_path, program(S, guide))
    settled(path, page(S, days(0), validity("P1Y")), page(guide, days(0)))
    settled(path, page(S, days(1)))
    closed = settled(path, page(guide, days(1.5), renewal(), furniture="b"))
    assert ("gap_closed", "renewal", "partial", "documented") in told(closed)
    reopened = settled(path, page(S, days(2.5), furniture="c"))
    assert ("gap_reopened", "renewal", "documented", "partial") in told(reopened)
    with connect_read_only(path) as con:
        kept = con.execute(
            "SELECT type FROM changes WHERE question = 'renewal' ORDER BY confirmed_at"
        ).fetchall()
    assert kept == [("gap_closed",), ("gap_reopened",)]


def test_a_page_seen_for_the_first_time_is_no_news(tmp_path: Path) -> None:
    """A source that is new here, or stood behind a wall, moves the board; nobody is told that the vendor moved."""
    guide = source("guide")
    path = warehouse(tmp_path, program(S, guide))
    settled(path, page(S, days(0)), wall(guide, days(0)))
    found = settled(path, page(guide, days(1), tier("Gold")))
    assert ("gap_closed", "tiers", "undocumented", "documented") in told(found)
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary"]


def test_a_page_that_was_absent_and_appears_is_news(tmp_path: Path) -> None:
    """A page that answered 404 and then documents something closes the gap, and people are told."""
    guide = source("guide")
    path = warehouse(tmp_path, program(S, guide))
    settled(path, page(S, days(0)), wall(guide, days(0), Outcome.NOT_FOUND))
    settled(path, page(guide, days(1), tier("Gold")))
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary", "digest"]


def test_a_page_that_changes_at_once_is_a_change(tmp_path: Path) -> None:
    """Minutes after the first look a page that says more closes its gap like on any other day."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    found = settled(path, page(S, days(0.01), tier("Gold")))
    assert ("gap_closed", "tiers", "undocumented", "documented") in told(found)
    assert [alert.type for alert in owed(path, ["mail"])] == ["summary", "digest"]
