"""Captures of earlier days that become known late: both dates are kept, and what people are told stays right."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    days,
    page,
    people,
    program,
    settled,
    source,
    tier,
    told,
    unchanged,
    wall,
    warehouse,
)

from extractors.records import Outcome
from flows.cli import gapwatch
from warehouse import connect_read_only, owed, rebuild, record, settle

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse import Change, Fetch

S = source()
IMPORTING = replace(POLICY, live=False)


def imported(path: Path, *fetches: Fetch, at: float = 100) -> tuple[Change, ...]:
    """Take these as from an archive, some day."""
    archived = [replace(fetch, archive="old.warc.gz", memento=str(n)) for n, fetch in enumerate(fetches)]
    record(path, archived, RULES, at=days(at))
    return settle(path, CATALOGUE, IMPORTING, "import", days(at))


def asked(path: Path, query: str) -> list[Any]:
    """The rows that answer a query."""
    with connect_read_only(path) as con:
        return con.execute(query).fetchall()


def alerted(path: Path) -> list[tuple[Any, ...]]:
    """Type, day and what it led to, of every change in every digest."""
    return [
        (change["type"], change["captured_at"][:10], change["after"] or change["before"])
        for alert in owed(path, ["mail"])
        if alert.type == "digest"
        for change in json.loads(alert.payload)["changes"]
    ]


def day(count: float) -> str:
    """That day, as alerts have it."""
    return days(count).isoformat()[:10]


# -- both dates ----------------------------------------------------------------------------------------------------


def test_an_older_capture_has_the_answer_already(tmp_path: Path) -> None:
    """A gap that closed earlier than we thought takes its true date; the date before stays known, with its alert."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(20), tier("Gold")))
    imported(path, page(S, days(5), tier("Gold"), furniture="old"))
    assert asked(path, "SELECT captured_at FROM changes WHERE type = 'gap_closed'") == [(days(5),)]
    (row,) = asked(
        path,
        "SELECT dated_before, dated_after, recorded_at, run_id, alert = (SELECT id FROM alerts WHERE type = 'digest')"
        " FROM revisions WHERE type = 'gap_closed'",
    )
    assert row == (days(20), days(5), days(100), "import", True)
    assert asked(path, "SELECT captured_at, dated_before FROM redated_changes WHERE alert IS NOT NULL") == [
        (days(5), days(20)),
        (days(5), days(20)),
    ]
    since = "SELECT valid_from, dated_before, dated_so_until FROM redated_statuses WHERE question = 'tiers'"
    assert asked(path, f"{since} AND facet IS NULL AND status = 'documented'") == [
        (days(5), days(20), days(100))
    ]
    assert asked(path, "FROM withdrawn") == []


def test_what_was_told_stays_as_it_was_told(tmp_path: Path) -> None:
    """An alert keeps the date that it told, and the true date wakes nobody."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(20), tier("Gold")))
    before = owed(path, ["mail"])
    imported(path, page(S, days(5), tier("Gold"), furniture="old"))
    settled(path, page(S, days(21), tier("Gold"), furniture="next"))
    assert owed(path, ["mail"]) == before


def test_it_was_so_before_we_looked(tmp_path: Path) -> None:
    """An answer that an archive has from before our first look was never missing: its closing is withdrawn."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(10)))
    settled(path, page(S, days(20), tier("Gold")))
    imported(path, page(S, days(5), tier("Gold"), furniture="old"))
    assert asked(path, "SELECT type FROM changes") == []
    gone = "SELECT type, dated_before, dated_after FROM revisions WHERE revised = 'change' ORDER BY type"
    assert asked(path, gone) == [("gap_closed", days(20), None), ("requirement_added", days(20), None)]
    since = "SELECT valid_from, dated_before FROM redated_statuses WHERE question = 'tiers' AND facet IS NULL"
    assert asked(path, since) == [(days(5), days(20))]
    assert len(asked(path, "FROM withdrawn")) == 2


def test_since_when_it_holds(tmp_path: Path) -> None:
    """What our first look found dates from that look until an archive shows it earlier; requirements as well as statuses."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(10), people(10)))
    imported(path, page(S, days(1), people(10), furniture="old"))
    rows = asked(
        path, "SELECT kind, value, dated_before, dated_after FROM revisions WHERE revised = 'requirement'"
    )
    assert rows == [("tier_requirement", '[null, 10, null, "people", null, null]', days(10), days(1))]


def test_a_date_corrected_twice(tmp_path: Path) -> None:
    """Each import may know better than the one before; every date given is kept, and the change is found by any."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(20), tier("Gold")))
    imported(path, page(S, days(9), tier("Gold"), furniture="older"), at=100)
    imported(path, page(S, days(5), tier("Gold"), furniture="oldest"), at=200)
    (closed,) = [row for row in asked(path, "FROM changes") if "gap_closed" in row]
    rows = asked(path, f"SELECT dated_before, dated_so_until FROM redated_changes WHERE id = '{closed[0]}'")
    assert rows == [(days(20), days(100)), (days(9), days(200))]
    assert asked(path, "FROM withdrawn") == []


def test_a_wall_in_between_revises_nothing(tmp_path: Path) -> None:
    """A wall that an archive met between our captures proves nothing and changes no date."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(20), tier("Gold")))
    assert imported(path, wall(S, days(5)), wall(S, days(6), Outcome.NOT_FOUND)) == ()
    assert asked(path, "FROM revisions") == []


def test_captures_in_their_order_revise_nothing(tmp_path: Path) -> None:
    """While captures come in the order of their times no date is taken back, also where a fall is dated by its first."""
    path = warehouse(tmp_path, program(S))
    for n, lines in enumerate(
        [(), (tier("Gold"), people(10)), (people(10),), (people(25),), (tier("Gold"),), ()]
    ):
        settled(path, page(S, days(n), *lines, furniture=str(n)))
    assert asked(path, "SELECT count(*) > 6 FROM changes") == [(True,)]
    assert asked(path, "FROM revisions") == []


def test_a_rebuild_revises_nothing(tmp_path: Path) -> None:
    """What other rules read in old captures is a re-reading and no revision."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)), page(S, days(5), tier("Gold"), furniture="x"))
    rebuild(path, [program(S)], CATALOGUE, POLICY, "rules-2")
    assert asked(path, "FROM revisions") == []


# -- who is told ---------------------------------------------------------------------------------------------------


def test_a_removal_that_an_archive_confirms_is_told_once(tmp_path: Path) -> None:
    """What our newest capture does not say and an archive did not find either is told by the next run, once, truly dated."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    settled(path, page(S, days(10)))
    imported(path, page(S, days(5), furniture="between"))
    assert alerted(path) == []
    settled(path, wall(S, days(10.5)))
    expected = [("requirement_removed", day(5), "Gold"), ("gap_reopened", day(5), "undocumented")]
    assert sorted(alerted(path)) == sorted(expected)
    settled(path, page(S, days(12), furniture="still"))
    assert sorted(alerted(path)) == sorted(expected)


def test_a_date_corrected_after_it_was_told(tmp_path: Path) -> None:
    """A removal told on an archive's word is not told again when an import dates it earlier and our next look sees it."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    imported(path, page(S, days(6), furniture="archived"))
    settled(path, page(S, days(10), furniture="own"))
    once = alerted(path)
    assert sorted(once) == [("gap_reopened", day(6), "undocumented"), ("requirement_removed", day(6), "Gold")]
    imported(path, page(S, days(3), furniture="earlier"))
    settled(path, page(S, days(20), furniture="still"))
    assert alerted(path) == once


def test_what_was_told_on_an_archives_word_is_taken_back(tmp_path: Path) -> None:
    """What we missed once and an archive missed too is told as removed; found again by our next look, it is told as back."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), tier("Gold")))
    imported(path, page(S, days(6), furniture="archived"))
    settled(path, page(S, days(10), furniture="own"))
    gone = alerted(path)
    settled(path, page(S, days(20), tier("Gold"), furniture="back"))
    back = [("requirement_added", day(20), "Gold"), ("gap_closed", day(20), "documented")]
    assert sorted(alerted(path)) == sorted([*gone, *back])
    settled(path, page(S, days(30), tier("Gold"), furniture="still"))
    assert len(alerted(path)) == len(gone) + len(back)


def test_what_an_archive_saw_first_is_told_when_we_see_it(tmp_path: Path) -> None:
    """A value that moved since our last look, and that an import knew before our next one, is told by that one, once."""
    path = warehouse(tmp_path, program(S), program(source(program="other"), key="other"))
    settled(path, page(S, days(0), people(10)))
    imported(path, page(S, days(12), people(25), furniture="archived"), at=12)
    settled(path, page(source(program="other"), days(12.5)))
    assert alerted(path) == []
    for n in (13, 14):
        settled(path, page(S, days(n), people(25), furniture=str(n)))
        assert alerted(path) == [("requirement_changed", day(12), 25)]


def test_years_before_our_first_look(tmp_path: Path) -> None:
    """However a program moved before we looked, its history tells nothing, and no summary changes or comes again."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(1000)))
    before = owed(path, ["mail"])
    past = [
        page(S, days(n), *(tier("Gold"),) * (n % 2), people(n), furniture=str(n)) for n in range(1, 900, 99)
    ]
    assert len(imported(path, *past)) > 9
    for n in (1001, 1002, 1003):
        settled(path, page(S, days(n), furniture=str(n)))
    assert owed(path, ["mail"]) == before


def test_only_an_archive_saw_it(tmp_path: Path) -> None:
    """What came and went between two looks of ours is history."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0), people(10)))
    imported(path, page(S, days(3), people(25)), page(S, days(5), people(10), furniture="back"), at=6)
    settled(path, page(S, days(7), people(10), furniture="own"))
    assert alerted(path) == []
    assert len(asked(path, "FROM changes WHERE type = 'requirement_changed'")) == 2


def test_a_redirect_of_the_same_bytes_is_another_answer(tmp_path: Path) -> None:
    """The same bytes at one instant with another status are both kept, and count once, whichever came first."""
    healthy = page(S, days(3), tier("Gold"))
    assert healthy.response is not None
    refused = replace(
        healthy,
        outcome=Outcome.BOT_CHECK,
        response=replace(healthy.response, status=403),
        digest=None,
        reading=None,
    )
    found = []
    for n, order in enumerate(([healthy, refused], [refused, healthy])):
        (tmp_path / str(n)).mkdir()
        path = warehouse(tmp_path / str(n), program(S))
        settled(path, page(S, days(0)))
        changes = [change for fetch in order for change in imported(path, fetch)]
        found.append(sorted(told(tuple(changes))))
        assert asked(path, "SELECT count(*) FROM fetches") == [(3,)]
    assert found[0] == found[1] != []


def test_not_modified_is_judged_by_what_came_before_it(tmp_path: Path) -> None:
    """A 304 repeats the newest capture before it with those bytes, whatever an archive got under them later."""
    first = page(S, days(0), tier("Gold"))
    assert first.response is not None
    later = replace(
        first, started_at=days(9), outcome=Outcome.NOT_FOUND, response=replace(first.response, status=404),
        digest=None, reading=None,
    )  # fmt: skip
    path = warehouse(tmp_path, program(S))
    settled(path, first, *(unchanged(S, days(n), first) for n in range(1, 8)))
    assert imported(path, later) == ()


def test_people_see_both_dates(tmp_path: Path) -> None:
    """`gapwatch history` and `gapwatch changes` show the true date, and until when another was given."""
    path = warehouse(tmp_path, program(S))
    settled(path, page(S, days(0)))
    settled(path, page(S, days(20), tier("Gold")))
    imported(path, page(S, days(5), tier("Gold"), furniture="old"))
    both = [day(5), f"({day(20)} until {day(100)})"]
    for command in (["history", "acme", "tiers"], ["changes"]):
        shown = CliRunner().invoke(gapwatch, ["--warehouse", str(path), *command], env={"COLUMNS": "240"})
        assert shown.exit_code == 0, shown.output
        assert [text in shown.stdout for text in both] == [True, True]
    as_json = CliRunner().invoke(gapwatch, ["--warehouse", str(path), "history", "acme", "--format", "json"])
    kept = [row["dated_before"] for row in json.loads(as_json.stdout) if row["status"] == "documented"]
    assert [before[0]["dated_before"][:10] for before in kept] == [day(20)]
