"""Re-reading step by step: what is staged is kept over any end, and only what is to be read again is."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from archive_doubles import html
from dying import died, stage_and_die
from hypothesis import given
from hypothesis import strategies as st
from test_rebuilding import CATALOGUE, SENTENCES, SOURCES, again, board, contents, damage, fetched, watched
from warehouse_doubles import POLICY, RULES, days, program

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction
from warehouse import (
    WarehouseError,
    begin_rereading,
    connect_read_only,
    finish_rereading,
    known_documents,
    outdated,
    read_again,
    readers,
    record,
    settle,
    verified,
)
from warehouse.connection import CONFIGURATION
from warehouse.examining import examined_anyway
from warehouse.moved import Period, moved_statuses

if TYPE_CHECKING:
    from datetime import datetime

    from extractors.catalogue import Program
    from extractors.reading import Examined
    from warehouse.rereading import Rereading


def story(directory: Path, versions: int = 4) -> Path:
    """A warehouse in which each of two pages has had some versions."""
    path = directory / "gapwatch.duckdb"
    path.write_bytes(_story(versions))
    return path


@cache
def _story(versions: int) -> bytes:
    runs = [
        [
            fetched(SOURCES[0], days(2 * n), html(SENTENCES[n % 4], f"Version {n}.")),
            fetched(SOURCES[1], days(2 * n), html(f"Guide {n}.")),
        ]
        for n in range(versions)
    ]
    with tempfile.TemporaryDirectory() as directory:
        return watched(Path(directory), runs).read_bytes()


def begun(path: Path, rules: str, of: Program | None = None, *, everything: bool = False) -> Rereading:
    """The re-reading that these rules ask for."""
    found = begin_rereading(path, [of or program(*SOURCES)], rules, everything=everything)
    assert found is not None
    return found


def rows(path: Path, query: str) -> list[Any]:
    """The rows of a query."""
    with closing(connect_read_only(path)) as con:
        return con.execute(query).fetchall()


def test_nothing_is_read_again_by_the_same_rules(tmp_path: Path) -> None:
    """No re-reading is opened where these very rules had judged everything."""
    path = story(tmp_path, 2)
    assert begin_rereading(path, [program(*SOURCES)], RULES) is None
    assert (outdated(path, RULES), outdated(path, "rules-2")) == (0, 4)


def test_a_rereading_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is staged is not read again; what is left is, and the end is that of a re-reading nobody stopped."""
    path, calm = story(tmp_path), tmp_path / "calm.duckdb"
    calm.write_bytes(path.read_bytes())
    again(calm, "rules-2")
    before = contents(path)
    heard: list[tuple[int, int]] = []
    read_again(path, begun(path, "rules-2"), CATALOGUE, progress=lambda *at: heard.append(at),
               stopped=lambda: len(heard) > 4)  # fmt: skip
    assert contents(path) == before
    left = begun(path, "rules-2")
    assert (left.captures, left.left) == (8, 4)
    read: list[int] = []

    def counted(*given: Any) -> Examined:
        read.append(1)
        return examined_anyway(*given)

    monkeypatch.setattr(readers, "examined_anyway", counted)
    read_again(path, left, CATALOGUE)
    assert len(read) == 4
    finish_rereading(path, begun(path, "rules-2"), [program(*SOURCES)], CATALOGUE, POLICY)
    assert contents(path) == contents(calm)


def test_killed_while_it_stages(tmp_path: Path) -> None:
    """A re-reading that is killed again and again gets further each time, and ends like one that nobody disturbed."""
    path, calm = story(tmp_path), tmp_path / "calm.duckdb"
    calm.write_bytes(path.read_bytes())
    again(calm, "rules-2")
    before = contents(path)
    for left in (5, 2):
        assert died(stage_and_die, 3, path, [program(*SOURCES)], CATALOGUE, "rules-2")
        assert contents(path) == before
        assert begun(path, "rules-2").left == left
    assert not died(stage_and_die, 9, path, [program(*SOURCES)], CATALOGUE, "rules-2")
    finish_rereading(path, begun(path, "rules-2"), [program(*SOURCES)], CATALOGUE, POLICY)
    assert contents(path) == contents(calm)


def test_a_rereading_is_not_finished_before_all_is_read(tmp_path: Path) -> None:
    """Results do not take their place while captures wait; what holds is left alone."""
    path = story(tmp_path, 1)
    before = contents(path)
    with pytest.raises(WarehouseError, match=r"2 captures are not read yet.*`gapwatch rebuild`"):
        finish_rereading(path, begun(path, "rules-2"), [program(*SOURCES)], CATALOGUE, POLICY)
    assert contents(path) == before


def test_other_selectors_concern_one_source(tmp_path: Path) -> None:
    """Only the captures of the source that is read in another way wait, and documents of other sources stay as they are."""
    path = story(tmp_path)
    guide = replace(SOURCES[1], exclude=("p",))
    other = begun(path, RULES, program(SOURCES[0], guide))
    assert (other.captures, other.everything) == (4, False)
    read_again(path, other, CATALOGUE)
    assert rows(path, "SELECT count(*) FROM staged_documents") == [(1,)]
    finish_rereading(path, other, [program(SOURCES[0], guide)], CATALOGUE, POLICY)
    assert rows(path, "SELECT count(DISTINCT document) FROM fetches WHERE source_id = 'acme/guide'") == [(1,)]
    assert rows(path, "SELECT count(*), count(DISTINCT document) FROM documents") == [(5, 5)]
    assert outdated(path, RULES) == 0


def test_captures_that_come_meanwhile(tmp_path: Path) -> None:
    """What a run records while a re-reading is open is staged with it, holds when it ends, and is not read twice."""
    path = story(tmp_path, 2)
    one = begun(path, "rules-2")
    read_again(path, one, CATALOGUE)
    new = fetched(SOURCES[0], days(9), html("Something new."))
    record(
        path, [new, fetched(SOURCES[0], days(10), html(SENTENCES[0], "Version 0."))], "rules-2", at=days(10)
    )
    assert rows(path, "SELECT count(*), count(DISTINCT document) FROM staged_documents") == [(5, 5)]
    assert new.digest in known_documents(path, "rules-2")
    assert begun(path, "rules-2").left == 0
    finish_rereading(path, one, [program(*SOURCES)], CATALOGUE, POLICY)
    assert rows(path, "SELECT count(*), min(rules), max(rules) FROM documents") == [(5, "rules-2", "rules-2")]
    assert rows(path, "SELECT captures FROM rereadings") == [(4,)]


def test_newer_rules_take_a_rereading_over(tmp_path: Path) -> None:
    """A re-reading that was not finished goes on by the newest rules; what it had staged by older ones is read again."""
    path = story(tmp_path, 2)
    read_again(path, begun(path, "rules-2"), CATALOGUE)
    newer = begun(path, "rules-3")
    assert (newer.number, newer.left) == (1, 4)
    read_again(path, newer, CATALOGUE)
    finish_rereading(path, newer, [program(*SOURCES)], CATALOGUE, POLICY)
    assert rows(path, "SELECT DISTINCT rules FROM documents") == [("rules-3",)]
    assert rows(path, "SELECT rules_before, rules_after FROM rereadings") == [(RULES, "rules-3")]


def test_causes_name_the_parts_of_the_rules(tmp_path: Path) -> None:
    """Of two versions of the rules whose parts are known, the re-reading says which part is new, gone or another one."""
    path = story(tmp_path, 1)
    digests = {"extractors": "a" * 64, "question fees": "b" * 64}
    begin_rereading(path, [program(*SOURCES)], RULES, {**digests, "library lxml": "5"})
    parts = {"extractors": "c" * 64, "library lxml": "6", "question renewal": "d" * 64}
    begin_rereading(path, [program(*SOURCES)], "rules-2", parts)
    assert rows(path, "SELECT cause FROM rereadings") == [
        (["extractors: another one", "library lxml: 5 to 6", "question fees: gone", "question renewal: new"],)
    ]


def test_what_cannot_be_judged_again_is_no_cause(tmp_path: Path) -> None:
    """A capture that keeps its judgement by older rules, as its bytes are gone, is not why history is read again later."""
    path = story(tmp_path, 2)
    with duckdb.connect(path, config=CONFIGURATION) as con:
        con.execute("UPDATE fetches SET rules = 'kept: rules-0/x' WHERE sequence = 1")
    begun(path, RULES, everything=True)
    assert rows(path, "SELECT rules_before, cause FROM rereadings") == [(RULES, ["it was asked for"])]


def test_the_cause_where_no_rules_were_noted(tmp_path: Path) -> None:
    """Captures from before the version of the rules was noted are read again for that reason, and by no earlier rules."""
    path = story(tmp_path, 1)
    with duckdb.connect(path, config=CONFIGURATION) as con:
        con.execute("UPDATE fetches SET rules = NULL")
    begun(path, "rules-2")
    (unnoted,) = rows(path, "SELECT rules_before, cause FROM rereadings")
    assert unnoted == (None, ["captures were read before it was noted by which rules"])


def test_a_rereading_that_is_widened_reads_everything(tmp_path: Path) -> None:
    """One for other selectors that was killed, taken up by a rebuild, reads all captures, those of runs meanwhile too."""
    path = story(tmp_path, 2)
    whole = contents(path, ("requirements",))
    other = program(replace(SOURCES[0], exclude=("nav",)), SOURCES[1])
    read_again(path, begun(path, RULES, other), CATALOGUE)
    record(path, [fetched(SOURCES[1], days(9), html(SENTENCES[0]))], RULES, at=days(9))
    with duckdb.connect(path, config=CONFIGURATION) as con:
        con.execute("DELETE FROM requirements")
    wide = begun(path, RULES, other, everything=True)
    assert (wide.number, wide.captures, wide.left) == (1, 5, 5)
    read_again(path, wide, CATALOGUE)
    finish_rereading(path, wide, [other], CATALOGUE, POLICY)
    found = contents(path, ("requirements",))["requirements"]
    assert [row for row in found if row in whole["requirements"]] == whole["requirements"]
    assert len(found) == len(whole["requirements"]) + 1
    assert verified(path).faults == ()


def test_nothing_is_wrong_while_it_is_under_way(tmp_path: Path) -> None:
    """What runs record while a re-reading is under way or was killed is no fault; a check says that there is one."""
    path = story(tmp_path, 1)
    begun(path, "rules-2")
    record(path, [fetched(SOURCES[0], days(2), html(SENTENCES[1]))], "rules-2", at=days(2))
    found = verified(path)
    assert (found.faults, found.under_way) == ((), 1)
    again(path, "rules-2")
    assert verified(path).under_way is None


def test_a_capture_that_cannot_be_read_is_in_the_report(tmp_path: Path) -> None:
    """A damaged capture keeps what was known of it, is named in the report, and asks for no further one."""
    path = story(tmp_path, 2)
    before = board(path)
    damage(path, days(2))
    again(path, "rules-2")
    assert board(path) == before
    assert rows(
        path, "SELECT what, source_id, before FROM rereading_differences WHERE what = 'kept' ORDER BY ALL"
    ) == [("kept", "acme/guide", "healthy"), ("kept", "acme/page", "healthy")]
    assert begin_rereading(path, [program(*SOURCES)], "rules-2") is None
    assert rows(path, "SELECT count(*) FROM fetches WHERE starts_with(rules, 'kept: ')") == [(2,)]


def test_what_stood_in_a_kept_reading_is_not_told(tmp_path: Path) -> None:
    """What only new rules read, in words that a damaged capture had already, is in the ledger, and not told."""
    path = watched(tmp_path, [[fetched(SOURCES[0], days(0), html(SENTENCES[1], SENTENCES[2]))]])
    with closing(duckdb.connect(path, config=CONFIGURATION)) as con:  # by rules that knew no tiers
        for table, of in (("requirements", "kind = 'tier'"), ("document_facets", "question = 'tiers'")):
            con.execute(f"DELETE FROM {table} WHERE {of}")
    damage(path, days(0))
    again(path, "rules-2")
    record(
        path,
        [fetched(SOURCES[0], days(2), html(SENTENCES[1], SENTENCES[2], "More."))],
        "rules-2",
        at=days(2),
    )
    settle(path, CATALOGUE, POLICY, "run-2", days(2))
    assert ("gap_closed",) in rows(path, "SELECT type FROM changes")
    assert rows(path, "FROM told") == []


def test_what_moves_behind_a_kept_reading_is_told(tmp_path: Path) -> None:
    """What a page says in words that the text of a damaged capture before it has not is told, also by new rules."""
    path = watched(tmp_path, [[fetched(SOURCES[0], days(n), html(SENTENCES[0], f"{n}."))] for n in (0, 2)])
    damage(path, days(2))
    again(path, "rules-2")
    for n in (4, 6):
        moved = html(SENTENCES[1], f"Version {n}.")
        record(path, [fetched(SOURCES[0], days(n), moved)], "rules-2", at=days(n))
        settle(path, CATALOGUE, POLICY, f"run-{n}", days(n))
    told = "SELECT type, captured_at FROM changes JOIN told ON change = id"
    assert rows(path, told) == [("requirement_changed", days(4))]


def test_a_wall_without_bytes_asks_for_no_rereading(tmp_path: Path) -> None:
    """A wall whose bytes the retention policy let go keeps its judgement, and no run reads history again for it."""
    path = watched(tmp_path, [[fetched(SOURCES[0], days(0), b"<html>No.</html>", 404)]])
    assert outdated(path, "rules-2") == 1
    with duckdb.connect(path, config=CONFIGURATION) as con:
        con.execute(
            "INSERT INTO pruned_snapshots SELECT snapshot, 'acme/page', length, NULL, 'raw_days = 1', now() FROM snapshots"
        )
        con.execute("DELETE FROM snapshots")
    assert outdated(path, "rules-2") == 0
    assert begin_rereading(path, [program(*SOURCES)], "rules-2") is None


def test_one_requirement_in_many_versions_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that is read otherwise in every version of a page is one line, with how many versions and since when."""
    pages = [html(SENTENCES[0], f"Version {n}.") for n in range(5)]
    path = watched(tmp_path, [[fetched(SOURCES[0], days(n), body)] for n, body in enumerate(pages)])

    def read_otherwise(*given: Any) -> Examined:
        seen = examined_anyway(*given)
        assert seen.reading is not None
        (stated,) = seen.reading.requirements
        return replace(seen, reading=replace(seen.reading, requirements=(replace(stated, value="P2Y"),)))

    monkeypatch.setattr(readers, "examined_anyway", read_otherwise)
    again(path, "rules-2")
    (line,) = rows(
        path,
        "SELECT movement, kind, before, after, first_at, last_at, versions, captures, now"
        " FROM rereading_differences WHERE what = 'requirement'",
    )
    assert line[:4] == ("changed", "validity", "= P24M", "= P2Y")
    assert line[4:] == (days(0), days(4), 5, 5, True)
    assert rows(path, "SELECT differing, requirements FROM rereadings") == [(5, 1)]


def test_a_change_that_goes_is_named_and_whether_it_was_told(tmp_path: Path) -> None:
    """Changes that the ledger had and has no more are in the report, with whether people were told of them."""
    runs = [
        [fetched(SOURCES[0], days(n), html(said))]
        for n, said in enumerate(("Nothing.", "Nothing more.", SENTENCES[0]))
    ]
    path = watched(tmp_path, runs)
    never = Facet("period", "validity", True, (Satisfaction("fee"),))
    catalogue = Catalogue((Question("renewal", "?", "!", (never,)), CATALOGUE.questions[1]))
    one = begun(path, "rules-2")
    read_again(path, one, catalogue)
    finish_rereading(path, one, [program(*SOURCES)], catalogue, POLICY)
    assert rows(
        path,
        "SELECT movement, type, before, after, told FROM rereading_differences WHERE what = 'change' ORDER BY ALL",
    ) == [("went", "gap_closed", "undocumented", "documented", True)]


@st.composite
def courses(draw: st.DrawFn) -> list[Period]:
    """Statuses of one question, one after the other from some day on; the last one holds."""
    cuts = sorted(draw(st.sets(st.integers(0, 6), min_size=1)))
    ends = [*cuts[1:], None]
    return [
        Period(
            "acme",
            "fees",
            None,
            draw(st.sampled_from("abc")),
            days(since),
            None if end is None else days(end),
        )
        for since, end in zip(cuts, ends, strict=True)
    ]


def at(periods: list[Period], instant: datetime) -> str | None:
    """The status at an instant."""
    for period in periods:
        if period.since <= instant and (period.until is None or instant < period.until):
            return period.status
    return None


@given(courses(), courses())
def test_moved_statuses_are_where_two_courses_differ(before: list[Period], after: list[Period]) -> None:
    """At every instant the moved statuses tell both sides where they differ, and nothing where they do not."""
    moved = moved_statuses(before, after)
    for instant in map(days, (-1, 0, 0.5, 1, 1.5, 2, 3, 3.5, 4, 5, 5.5, 6, 7, 99)):
        there = [m for m in moved if m.since <= instant and (m.until is None or instant < m.until)]
        differing = (at(before, instant), at(after, instant))
        assert [(m.before, m.after) for m in there] == ([differing] if len(set(differing)) > 1 else [])
    assert moved_statuses(before, before) == []
