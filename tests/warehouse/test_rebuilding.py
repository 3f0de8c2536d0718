"""Rebuild: all or nothing, equal to what runs derived, and sparing what cannot be read again."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from archive_doubles import html
from dying import CHECKPOINT, COMMIT, IN_THE_SWITCH, died, rebuild_and_die
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_doubles import POLICY, RULES, days, program, source, warehouse

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction
from extractors.reading import examined
from extractors.records import Response
from warehouse import (
    Fetch,
    connect_read_only,
    known_documents,
    outdated,
    rebuild,
    record,
    register,
    settle,
    switching,
)
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from extractors.catalogue import Source
    from warehouse import Rebuilt

PERIOD = Facet(
    "period", "validity", True, (Satisfaction("validity"), Satisfaction("renewal")), ("recertif*",)
)
NAMES = Facet("names", "tier names", True, (Satisfaction("tier"),))
CATALOGUE = Catalogue(
    (
        Question("renewal", "Does the credential lapse?", "It matters.", (PERIOD,)),
        Question("tiers", "What tiers exist?", "To compare.", (NAMES,)),
    )
)
SOURCES = (source(), source("guide"))
SENTENCES = (
    "Certifications are valid for 24 months.",
    "Certifications are valid for 12 months.",
    "There are three tiers: Silver, Gold and Platinum.",
    "We care about recertification.",
)
DERIVED = (
    *("documents", "requirements", "mentions", "document_facets"),
    *("coverage", "requirement_periods", "changes"),
)
TABLES = (*DERIVED, "fetches", "told", "alerts", "programs", "sources")


def fetched(of: Source, at: datetime, body: bytes, status: int = 200) -> Fetch:
    """A fetch of these bytes, judged and read as a run does it."""
    response = Response(of.url, of.url, status, (("content-type", "text/html; charset=utf-8"),), body)
    seen = examined(response, of, CATALOGUE)
    return Fetch(
        of.id, of.url, at, at, 1, "run", seen.judgement.outcome, seen.judgement.reason, response, seen.digest,
        seen.reading,
    )  # fmt: skip


def watched(directory: Path, batches: Sequence[Sequence[Fetch]]) -> Path:
    """A warehouse to which runs brought these fetches, one batch a run."""
    path = warehouse(directory, program(*SOURCES))
    register(path, [program(*SOURCES)], CATALOGUE)
    with duckdb.connect(path, config=CONFIGURATION):  # opening it again is cheap while it is open here
        for n, batch in enumerate(batches):
            record(path, batch, RULES, at=days(n))
            settle(path, CATALOGUE, POLICY, f"run-{n}", days(n))
    return path


def story(directory: Path) -> Path:
    """A warehouse in which a page came to say more."""
    path = directory / "gapwatch.duckdb"
    path.write_bytes(_story())
    return path


@cache
def _story() -> bytes:
    pages = [html(), html(SENTENCES[0]), html(SENTENCES[1]), html(SENTENCES[1], SENTENCES[2])]
    with tempfile.TemporaryDirectory() as directory:
        batches = [[fetched(SOURCES[0], days(2 * n), body)] for n, body in enumerate(pages)]
        return watched(Path(directory), batches).read_bytes()


def again(path: Path, rules: str = RULES) -> Rebuilt:
    """Rebuild this warehouse."""
    return rebuild(path, [program(*SOURCES)], CATALOGUE, POLICY, rules)


def contents(path: Path, tables: Sequence[str] = TABLES) -> dict[str, list[Any]]:
    """The rows of these tables."""
    con = connect_read_only(path)
    try:
        return {table: con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables}
    finally:
        con.close()


def board(path: Path) -> list[Any]:
    """How the questions stand."""
    con = connect_read_only(path)
    try:
        return con.execute("SELECT question, status FROM board ORDER BY ALL").fetchall()
    finally:
        con.close()


def damage(path: Path, at: datetime) -> None:
    """Make the bytes of the capture of that time something else."""
    with duckdb.connect(path) as con:
        for table in ("snapshot_bodies", "snapshot_differences"):
            con.execute(
                f"UPDATE {table} SET bytes = '\\x00'::BLOB WHERE snapshot IN"
                " (SELECT snapshot FROM fetches WHERE started_at = $at)",
                {"at": at},
            )


def test_interrupted_before_settling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebuild that ends before its ledger is derived leaves everything as it was."""
    path = story(tmp_path)
    before = contents(path)

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(switching, "settle_again_within", interrupted)
    with pytest.raises(KeyboardInterrupt):
        again(path, "rules-2")
    assert contents(path) == before


def test_killed_at_every_step_of_the_switch(tmp_path: Path) -> None:
    """A rebuild that is killed is done or not begun, and the next one ends like one that nobody disturbed."""
    path = story(tmp_path)
    calm = tmp_path / "calm.duckdb"
    calm.write_bytes(path.read_bytes())
    again(calm, "rules-2")
    before, after = contents(path), contents(calm)
    assert before != after
    told = (path, [program(*SOURCES)], CATALOGUE, POLICY, "rules-2")
    for point in (*IN_THE_SWITCH, COMMIT):
        assert died(rebuild_and_die, point, *told)
        assert contents(path) == before
    assert died(rebuild_and_die, CHECKPOINT, *told)
    assert contents(path) == after
    again(path, "rules-2")
    assert contents(path) == after


def test_damaged_capture_keeps_what_it_said(tmp_path: Path) -> None:
    """A capture whose bytes are damaged is named, and keeps its judgement and its reading under any rules."""
    path = story(tmp_path)
    before = contents(path, ("coverage", "changes", "requirement_periods")), board(path)
    damage(path, days(6))
    found = again(path, "rules-2")
    assert (found.captures, len(found.damaged)) == (3, 1)
    assert (contents(path, ("coverage", "changes", "requirement_periods")), board(path)) == before
    assert outdated(path, "rules-2") == 0
    assert len(known_documents(path, "rules-2")) == 3
    once = contents(path)
    again(path, "rules-2")
    assert contents(path) == once


def test_kept_reading_is_made_again_when_the_page_comes_again(tmp_path: Path) -> None:
    """The kept reading of a damaged capture is replaced as soon as the same page is read by today's rules."""
    path = story(tmp_path)
    damage(path, days(6))
    again(path, "rules-2")
    record(path, [fetched(SOURCES[0], days(8), html(SENTENCES[1], SENTENCES[2]))], "rules-2", at=days(8))
    assert len(known_documents(path, "rules-2")) == 4


def test_readings_that_no_capture_has_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read from captures that today's rules judge otherwise is gone, with its requirements."""
    path = story(tmp_path)
    monkeypatch.setattr("warehouse.examining.examined", _failing)
    again(path)
    rows = contents(path, ("documents", "requirements", "mentions", "document_facets"))
    assert all(found == [] for found in rows.values())


def test_a_flaw_of_ours_at_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at which our reading fails is unreadable with the reason; the others are read."""
    path = story(tmp_path)

    def flawed(response: Response, *rest: Any) -> Any:
        return _failing() if b"Platinum" in response.body else examined(response, *rest)

    monkeypatch.setattr("warehouse.examining.examined", flawed)
    assert again(path).captures == 4
    con = connect_read_only(path)
    found = con.execute("SELECT outcome, reason FROM fetches ORDER BY started_at").fetchall()
    con.close()
    assert [outcome for outcome, _ in found] == ["healthy", "healthy", "healthy", "unreadable"]
    assert found[-1][1] == (
        "gapwatch could not read it (RecursionError: maximum recursion depth exceeded); please report this"
    )


def _failing(*_: Any) -> Any:
    raise RecursionError("maximum recursion depth exceeded")


@st.composite
def histories(draw: st.DrawFn) -> list[list[Fetch]]:
    """Runs that met pages that say some sentences, and walls, at any time."""
    runs: list[list[Fetch]] = []
    for n in range(draw(st.integers(1, 5))):
        run = []
        for of in draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True)):
            at = days(draw(st.integers(0, 24)) / 2 + n / 1000)
            said = draw(st.lists(st.sampled_from(SENTENCES), max_size=3, unique=True))
            status = draw(st.sampled_from([200, 200, 200, 404]))
            run.append(fetched(of, at, html(*said, furniture=str(n)), status))
        runs.append(run)
    return runs


@settings(max_examples=10, deadline=None)
@given(histories())
def test_rebuild_equals_incremental(runs: list[list[Fetch]]) -> None:
    """Whatever runs met, everything derived again from snapshots is what the runs had derived, run by run."""
    with tempfile.TemporaryDirectory() as directory:
        path = watched(Path(directory), runs)
        before = contents(path)
        again(path)
        assert contents(path) == before
