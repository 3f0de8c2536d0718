"""Time travel, for any history: what held at an instant is what was captured by then, seen with today's knowledge."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from test_order_laws import SOURCES, histories
from warehouse_doubles import (
    CATALOGUE,
    DAY,
    POLICY,
    RULES,
    START,
    days,
    page,
    program,
    settled,
    source,
    speaks_of,
    validity,
    warehouse,
)

from extractors.records import Status
from warehouse import connect_read_only, record, settle
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from warehouse import Fetch

RANK = {status.value: place for place, status in enumerate(Status)}
OF_AN_INSTANT = (
    *(
        "absences",
        "board",
        "captures",
        "changes",
        "changes_with_evidence",
        "coverage",
        "fetches",
        "gap_history",
    ),
    *("requirement_history", "requirement_periods", "requirements", "source_health"),
)
MACROS = (
    *(f"{name}_as_of($at)" for name in OF_AN_INSTANT),
    "compare_as_of(NULL, $at)",
    "show_as_of('acme', $at)",
    "evidence_as_of('acme', $at)",
)
OF_NO_INSTANT = {"days", "recorded_at", "finished_at"}
"""Columns that may differ: ages, and when something became known here."""


class Told:
    """A warehouse with these fetches, asked as of an instant."""

    def __init__(self, fetches: Sequence[Fetch], **policy: Any) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = warehouse(Path(self.folder.name), program(*SOURCES))
        with duckdb.connect(path, config=CONFIGURATION):  # opening it again is cheap while it is open here
            record(path, fetches, RULES, at=days(100))
            settle(path, CATALOGUE, replace(POLICY, **policy), "run", days(100))
        self.con = connect_read_only(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.con.close()
        self.folder.cleanup()

    def rows(self, macro: str, at: datetime | str) -> list[dict[str, Any]]:
        """What a macro says as of an instant."""
        return asked(self.con, macro, at)


def asked(con: DuckDBPyConnection, macro: str, at: datetime | str) -> list[dict[str, Any]]:
    """The rows of a macro, without what may differ, and proofs as Python reads them."""
    answer = con.execute(f"FROM {macro}", {"at": at})
    names = [column[0] for column in answer.description or ()]
    found = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    for row in found:
        if isinstance(row.get("proof"), str):
            row["proof"] = json.loads(row["proof"])
    return [{name: value for name, value in row.items() if name not in OF_NO_INSTANT} for row in found]


def ordered(rows: list[dict[str, Any]]) -> list[str]:
    """Rows in an order that does not depend on how they were stored."""
    return sorted(map(repr, rows))


@settings(max_examples=8, deadline=None)
@given(histories(), st.integers(0, 80))
def test_where_one_capture_is_believed_the_past_is_what_was_known_then(
    fetches: list[Fetch], quarter: int
) -> None:
    """Without confirmations, as of T every macro says what it says now of a warehouse that ends at T."""
    at = days(quarter / 4)
    by_then = [fetch for fetch in fetches if fetch.started_at <= at]
    with (
        Told(fetches, confirmations=1, lost_after=1) as full,
        Told(by_then, confirmations=1, lost_after=1) as short,
    ):
        for macro in MACROS:
            if "fetches" in macro:
                continue  # their order of recording is another one
            assert ordered(full.rows(macro, at)) == ordered(short.rows(macro, "infinity")), macro


@settings(max_examples=10, deadline=None)
@given(histories(), st.integers(0, 80))
def test_hindsight_only_dates_falls(fetches: list[Fetch], quarter: int) -> None:
    """With confirmations, as of T differs from what was known at T only where a fall of before T was confirmed later.

    What was decided by T is the same: every change, and the whole row of each question without such a fall. Where there is
    one, the past is told lower than it was known then, never higher; requirements are missing, never added.
    """
    at = days(quarter / 4)
    with Told(fetches) as full, Told([fetch for fetch in fetches if fetch.started_at <= at]) as short:
        changes = full.rows("changes_as_of($at)", at)
        decided = [row for row in changes if row["confirmed_at"] is not None]
        assert ordered(decided) == ordered(short.rows("changes_as_of($at)", "infinity"))
        open_falls = {row["question"] for row in changes if row["confirmed_at"] is None}
        then, known = full.rows("board_as_of($at)", at), short.rows("board_as_of($at)", "infinity")
        for seen, was in zip(then, known, strict=True):
            assert seen == was or seen["question"] in open_falls
            assert RANK[seen["status"]] >= RANK[was["status"]]
        facets = full.rows("show_as_of('acme', $at)", at), short.rows("show_as_of('acme', $at)", "infinity")
        assert all(RANK[seen["status"]] >= RANK[was["status"]] for seen, was in zip(*facets, strict=True))
        stated = ordered(full.rows("requirements_as_of($at)", at))
        assert set(stated) <= set(ordered(short.rows("requirements_as_of($at)", "infinity")))


@settings(max_examples=10, deadline=None)
@given(histories(), st.integers(0, 80))
def test_nothing_later_leaks(fetches: list[Fetch], quarter: int) -> None:
    """No macro as of T names an instant, a snapshot or the words of a page that was captured after T."""
    at = days(quarter / 4)
    captured = {fetch.response.body for fetch in fetches if fetch.response and fetch.started_at <= at}
    with Told(fetches) as full:
        known = {row["snapshot"] for row in full.rows("fetches_as_of($at)", at)}
        for macro in MACROS:
            for row in full.rows(macro, at):
                assert all(value <= at for value in row.values() if isinstance(value, datetime)), (macro, row)
                proof = row.get("proof") or []
                named = {row.get("snapshot"), row.get("quoted_from")} - {None}
                named |= {read["snapshot"] if isinstance(read, dict) else read for read in proof} - {None}
                assert named <= known, (macro, row)
                quote = (row.get("quote") or "").encode()
                assert any(quote in body for body in captured) or not quote, (macro, row)


def test_a_fall_is_seen_from_its_first_capture_on(tmp_path: Path) -> None:
    """A fall confirmed on day 3 is in the board as of day 2, which showed it first; its change is not confirmed there."""
    s = source()
    path = warehouse(tmp_path, program(s))
    settled(path, page(s, days(0), validity("P1Y")), page(s, days(2)), page(s, days(3)))
    with closing(connect_read_only(path)) as con:
        board = {row["question"]: row for row in asked(con, "board_as_of($at)", days(2))}
        assert (board["renewal"]["status"], board["renewal"]["since"]) == ("undocumented", days(2))
        assert {row["confirmed_at"] for row in asked(con, "changes_as_of($at)", days(2))} == {None}
        assert {row["confirmed_at"] for row in asked(con, "changes_as_of($at)", days(3))} == {days(3)}


def test_words_of_a_later_capture_are_left_out(tmp_path: Path) -> None:
    """A fall that began in silence and ended in a mere mention quotes the mention only from when it was captured."""
    s = source()
    path = warehouse(tmp_path, program(s))
    spoken = speaks_of("renewal", "period")
    settled(path, page(s, days(0), validity("P1Y")), page(s, days(1)), page(s, days(2), spoken))
    with closing(connect_read_only(path)) as con:
        quotes = [
            {row["quote"] for row in asked(con, "show_as_of('acme', $at)", at) if row["facet"] == "period"}
            for at in (days(1), days(2))
        ]
    assert quotes == [{None}, {spoken.quote}]


def test_ages_are_counted_up_to_the_instant(tmp_path: Path) -> None:
    """A gap of the first of January is nine days old as of the tenth, however long ago that is."""
    s = source()
    path = warehouse(tmp_path, program(s))
    settled(path, page(s, START))
    with closing(connect_read_only(path)) as con:
        ages = "SELECT DISTINCT days FROM {}($at) WHERE question = 'fees'"
        for macro in ("board_as_of", "gap_history_as_of"):
            assert con.execute(ages.format(macro), {"at": START + DAY * 9}).fetchall() == [(9,)]


def test_views_are_their_macros_without_an_end(tmp_path: Path) -> None:
    """Each view of how things stand says what its macro says as of infinity."""
    s = source()
    path = warehouse(tmp_path, program(s))
    settled(path, page(s, days(0), validity("P1Y")), page(s, days(2)))
    pairs = {name: f"{name}_as_of($at)" for name in ("board", "gap_history", "absences", "source_health")}
    pairs |= {"current_requirements": "requirements_as_of($at)", "comparison": "compare_as_of(NULL, $at)"}
    with closing(connect_read_only(path)) as con:
        for view, macro in pairs.items():
            assert (
                con.execute(f"FROM {view}").fetchall()
                == con.execute(f"FROM {macro}", {"at": "infinity"}).fetchall()
            )
