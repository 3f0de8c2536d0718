"""Retention: what goes says nothing that is not kept, and the ledger never notices."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from archive_doubles import html
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rebuilding import CATALOGUE, SENTENCES, SOURCES, again, contents, fetched
from warehouse_doubles import POLICY, RULES, START, days, program, warehouse

from flows.cli import gapwatch
from warehouse import Retention, compact, connect_read_only, prunable, prune, record, settle, verified
from warehouse.connection import merging, writing
from warehouse.provenance import Step, snapshot
from warehouse.retention import REASONS, pruned_among
from warehouse.snapshots import digest

if TYPE_CHECKING:
    from warehouse import Fetch
    from warehouse.retention import Reason

S, OTHER = SOURCES
LATER = days(1000)
ALL = Retention(raw_days=30, wall_days=30)
LEDGER = (
    *(
        "documents",
        "requirements",
        "mentions",
        "document_facets",
        "coverage",
        "requirement_periods",
        "changes",
    ),
    *("told", "alerts", "revisions"),
)
CAPTURES = "SELECT sequence, source_id, started_at, outcome, reason, document, snapshot, headers FROM fetches ORDER BY ALL"


def body(*said: str, furniture: int = 0) -> bytes:
    """A page that says these sentences, long enough to be packed, with furniture of its own."""
    menu = "".join(f"<li>{random.Random(n).random()}</li>" for n in range(30))
    return html(*said, furniture=f"visit {furniture}").replace(
        b"</body>", f"<nav><ul>{menu}</ul></nav></body>".encode()
    )


def visits(*said: tuple[str, ...]) -> list[Fetch]:
    """A capture a day, each with other furniture; no sentences at all is a wall."""
    return [
        fetched(S, days(n), body(*what, furniture=n))
        if what
        else fetched(S, days(n), f"Wall {n}".encode(), 503)
        for n, what in enumerate(said)
    ]


def kept(path: Path) -> list[int]:
    """The days whose bytes are stored."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT DISTINCT date_diff('day', $start, started_at) FROM fetches JOIN snapshots USING (snapshot) ORDER BY 1",
            {"start": START},
        ).fetchall()
    return [day for (day,) in rows]


def watched(directory: Path, fetches: list[Fetch]) -> Path:
    """A warehouse that recorded these fetches."""
    path = warehouse(directory, program(*SOURCES))
    settled(path, *fetches)
    return path


def settled(path: Path, *fetches: Fetch) -> None:
    """Record these fetches and settle."""
    at = max(fetch.started_at for fetch in fetches)
    record(path, fetches, RULES, at=at)
    settle(path, CATALOGUE, POLICY, "run", at)


GOLD, SILVER = SENTENCES[2], SENTENCES[0]
HISTORY = [(GOLD,)] * 5 + [()] + [(GOLD, SILVER)] * 4


@cache
def _lived() -> bytes:
    path = watched(Path(tempfile.mkdtemp()), visits(*HISTORY))
    with merging(path):
        pass
    found = path.read_bytes()
    shutil.rmtree(path.parent)
    return found


def lived(directory: Path) -> Path:
    """A warehouse that lived through this history."""
    path = directory / "gapwatch.duckdb"
    path.write_bytes(_lived())
    return path


def test_what_is_between_goes(tmp_path: Path) -> None:
    """Between the first and the last capture of a version the bytes go, and a kept capture stands in for each."""
    path = lived(tmp_path)
    done = prune(path, ALL, LATER)
    assert done.going == {"raw_days = 30": 5, "wall_days = 30": 1}
    assert kept(path) == [0, 4, 6, 9]
    first = {n: digest(body(*HISTORY[n], furniture=n)) for n in (0, 6)}
    with closing(connect_read_only(path)) as con:
        gone = {digest(body(*HISTORY[n], furniture=n)): first[0 if n < 5 else 6] for n in (1, 2, 3, 7, 8)}
        assert pruned_among(con, [*gone, digest(b"Wall 5")]) == {**gone, digest(b"Wall 5"): None}
    found = verified(path)
    assert (found.faults, found.snapshots, found.pruned) == ((), 4, 6)


@pytest.mark.parametrize(("day", "said"), [(1, "stands in for it"), (5, "nothing stands in for it")])
def test_bytes_that_went_are_told(tmp_path: Path, day: int, said: str) -> None:
    """Asked for bytes that were let go, `provenance` says when, by which policy and what stands in for them."""
    path = lived(tmp_path)
    prune(path, ALL, LATER)
    gone = digest(body(*HISTORY[day], furniture=day) if HISTORY[day] else b"Wall 5")
    asked = ["--warehouse", str(path), "provenance", gone, "--bytes", str(tmp_path / "page.html")]
    answer = CliRunner().invoke(gapwatch, asked)
    assert answer.exit_code == 1
    policy = "raw_days = 30" if HISTORY[day] else "wall_days = 30"
    assert re.search(
        rf"{gone}: its bytes were let go on \d{{4}}-\d\d-\d\d by the policy {policy};", answer.stderr
    )
    assert said in answer.stderr
    assert digest(body(*HISTORY[0], furniture=0)) in answer.stderr or not HISTORY[day]


def test_nothing_goes_by_default(tmp_path: Path) -> None:
    """Without settings nothing goes."""
    path = lived(tmp_path)
    before = path.read_bytes()
    assert prune(path, Retention(), LATER).going == {}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("retention", "now", "days_kept"),
    [
        (Retention(raw_days=30), LATER, [0, 4, 5, 6, 9]),
        (Retention(wall_days=30), LATER, [0, 1, 2, 3, 4, 6, 7, 8, 9]),
        (ALL, days(33), [0, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_only_what_is_allowed(tmp_path: Path, retention: Retention, now: Any, days_kept: list[int]) -> None:
    """Each setting lets its own kind go, and only what is old enough."""
    path = lived(tmp_path)
    prune(path, retention, now)
    assert kept(path) == days_kept


def test_a_dry_run_says_the_same(tmp_path: Path) -> None:
    """What would go is told with the reasons for the rest, changes nothing, and is what goes then."""
    path = lived(tmp_path)
    told = prunable(path, ALL, LATER)
    assert told.staying == {"evidence": 2, "edge": 2}
    assert kept(path) == list(range(10))
    assert prune(path, ALL, LATER).going == told.going


def test_once_is_enough(tmp_path: Path) -> None:
    """Pruning again finds nothing, also after compacting."""
    path = lived(tmp_path)
    prune(path, ALL, LATER)
    rows = contents(path, ("pruned_snapshots", "snapshots"))
    assert prune(path, ALL, LATER).going == {}
    compact(path)
    assert prune(path, ALL, LATER).going == {}
    assert contents(path, ("pruned_snapshots",))["pruned_snapshots"] == rows["pruned_snapshots"]
    assert verified(path).faults == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET proof = [$s] WHERE id = (SELECT min(id) FROM changes)",
        "UPDATE changes SET quoted_from = $s WHERE id = (SELECT min(id) FROM changes)",
        "UPDATE coverage SET proof = json_array(json_object('snapshot', $s)) WHERE facet IS NULL",
        "UPDATE requirement_periods SET snapshot = $s",
        "INSERT INTO alerts VALUES ('told', 'digest', now(), 'run', json_object('changes', [{'snapshot': $s}]))",
    ],
)
@pytest.mark.parametrize("day", [2, 5])
def test_evidence_never_goes(tmp_path: Path, statement: str, day: int) -> None:
    """What a change, coverage, a requirement or an alert names stays, page or wall, whatever the settings say."""
    visited = visits(*HISTORY)
    path = lived(tmp_path)
    response = visited[day].response
    assert response is not None
    with writing(path) as con:
        con.execute(statement, {"s": digest(response.body)})
    prune(path, ALL, LATER)
    assert day in kept(path)


def test_pages_of_two_sources_stay(tmp_path: Path) -> None:
    """Bytes that two sources captured stay: what stands in for them at the one may not say the same at the other."""
    same = visits((GOLD,), (GOLD,), (GOLD,))
    also = [replace(fetch, source_id=OTHER.id, url=OTHER.url) for fetch in same]
    path = watched(tmp_path, [*same, *also])
    assert prunable(path, ALL, LATER).staying["shared"] == 1
    prune(path, ALL, LATER)
    assert kept(path) == [0, 1, 2]


def test_stand_ins_stay(tmp_path: Path) -> None:
    """What stands in for others stays, also when an older capture of the version arrives later."""
    path = watched(tmp_path, visits((GOLD,), (GOLD,), (GOLD,)))
    prune(path, ALL, LATER)
    settled(path, *(fetched(S, days(day), body(GOLD, furniture=day)) for day in (-3, -2)))
    with writing(path) as con:
        con.execute("DELETE FROM alerts")
        con.execute("DELETE FROM revisions")
    assert prune(path, ALL, LATER).staying["stand_in"] == 1
    assert kept(path) == [-3, 0, 2]


def test_bytes_that_come_again_are_stored_again(tmp_path: Path) -> None:
    """When a page comes again as it was, its bytes are stored again and the note of their going does no harm."""
    path = watched(tmp_path, visits((GOLD,), (GOLD,), (GOLD,)))
    prune(path, ALL, LATER)
    settled(path, fetched(S, days(9), body(GOLD, furniture=1)))
    assert 1 in kept(path)
    assert verified(path).faults == ()


def test_what_a_new_question_finds_among_what_went(tmp_path: Path) -> None:
    """When the catalogue grows after pruning, proof may have gone: its stand-in is walked to."""
    question = CATALOGUE.questions[0]
    fewer = replace(CATALOGUE, questions=(question,))
    path = warehouse(tmp_path, program(*SOURCES))
    fetches = [
        fetch
        for n in range(10)
        for fetch in (
            fetched(S, days(n), body(*((GOLD,) if n < 4 else ()), furniture=n)),
            fetched(OTHER, days(n) + timedelta(hours=2), body("Guide.", furniture=100 + n)),
        )
    ]
    record(path, fetches, RULES, at=days(11))
    settle(path, fewer, POLICY, "run", days(11))
    prune(path, ALL, LATER)
    again(path, "rules-2")
    assert verified(path).faults == ()
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT DISTINCT s FROM (SELECT unnest(json_extract_string(proof, '$[*].snapshot')) AS s FROM coverage)"
            " WHERE s NOT IN (SELECT snapshot FROM snapshots)"
        ).fetchall()
        assert rows
        for (gone,) in rows:
            (step,) = snapshot(con, gone)
            document = con.execute("SELECT document FROM fetches WHERE snapshot = $s", {"s": gone}).fetchall()
            (let_go,) = [one for one in walked(step) if one.what == "bytes" and "stand_in" in one.facts]
            (bytes_,) = let_go.rests_on
            assert bytes_.facts["sha256"] == let_go.facts["stand_in"]
            assert bytes_.facts["length"] > 0
            stands = con.execute(
                "SELECT document FROM fetches WHERE snapshot = $s", {"s": bytes_.facts["sha256"]}
            ).fetchall()
            assert stands == document


def walked(step: Step) -> list[Step]:
    """A step and all that it rests on."""
    return [step, *(one for below in step.rests_on for one in walked(below))]


def test_dates_after_another_selector_are_at_the_latest(tmp_path: Path) -> None:
    """What stood where a selector did not look is dated by the bytes that are left; whom this may concern is said."""
    narrow = replace(S, exclude=("div.aside",))
    path = warehouse(tmp_path, program(narrow, OTHER))
    pages = [
        body("We care.", furniture=n).replace(
            b"</body>", f'<div class="aside"><p>{GOLD if n >= 4 else "Nothing."}</p></div></body>'.encode()
        )
        for n in range(10)
    ]
    settled(path, *(fetched(narrow, days(n), page) for n, page in enumerate(pages)))
    told = prune(path, ALL, LATER)
    assert told.selected == {S.id}
    assert told.going == {"raw_days = 30": 8}
    rebuilt = again(path, "rules-2")
    assert rebuilt.damaged == ()
    with closing(connect_read_only(path)) as con:
        dates = con.execute(
            "SELECT DISTINCT captured_at FROM changes WHERE type = 'requirement_added'"
        ).fetchall()
    assert dates == [(days(9),)]
    assert verified(path).faults == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET quoted_from = $s WHERE quote IS NOT NULL AND id = (SELECT min(id) FROM changes)",
        "UPDATE requirement_periods SET snapshot = $s",
        "UPDATE coverage SET snapshot = $s WHERE quote IS NOT NULL",
    ],
)
def test_quotes_need_their_own_bytes(tmp_path: Path, statement: str) -> None:
    """Where a quote was shown, bytes that were let go are a fault, whatever stands in for them."""
    visited = visits((GOLD,), (GOLD,), (GOLD,), (GOLD, SILVER))
    path = watched(tmp_path, visited)
    prune(path, ALL, LATER)
    response = visited[1].response
    assert response is not None
    with writing(path) as con:
        con.execute(statement, {"s": digest(response.body)})
    lacking = [
        fault
        for fault in verified(path).faults
        if f"names snapshot {digest(response.body)}, which is not" in fault
    ]
    assert lacking


def test_every_reason_has_words() -> None:
    """Each reason for staying is said in words."""
    reasons: tuple[Reason, ...] = ("evidence", "edge", "base", "stand_in", "shared", "young", "kind")
    assert tuple(REASONS) == reasons


def test_new_rules_read_what_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under new rules a page that was let go is judged as what stands in for it; a wall keeps its judgement."""
    path = lived(tmp_path)
    prune(path, ALL, LATER)
    read: list[bytes] = []
    plain = fetched.__globals__["examined"]

    def heard(response: Any, *rest: Any) -> Any:
        read.append(response.body)
        return plain(response, *rest)

    monkeypatch.setattr("warehouse.examining.examined", heard)
    rebuilt = again(path, "rules-2")
    assert (rebuilt.captures, rebuilt.damaged) == (9, ())
    stand_in = [body(*HISTORY[n], furniture=n) for n in (0, 6)]
    assert [read.count(content) for content in stand_in] == [4, 3]
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT outcome, starts_with(rules, 'kept: ') FROM fetches ORDER BY started_at"
        ).fetchall()
    assert rows == [*[("healthy", False)] * 5, ("server_error", True), *[("healthy", False)] * 4]
    assert verified(path).faults == ()


visit = st.tuples(
    st.sampled_from(SOURCES),
    st.integers(0, 30),
    st.none() | st.sets(st.sampled_from(SENTENCES[:2]), max_size=1),
)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.lists(visit, min_size=1, max_size=10), min_size=1, max_size=3))
def test_the_ledger_never_notices(story: list[list[tuple[Any, int, set[str] | None]]]) -> None:
    """In any history, pruned at any moments, the ledger and all captures are those of one that was never pruned."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        whole, less = (warehouse(Path(place), program(*SOURCES)) for place in (one, two))
        for n, batch in enumerate(story):
            fetches = [
                fetched(of, days(day) + timedelta(seconds=n), body(*said, furniture=40 * n + day))
                if said is not None
                else fetched(of, days(day) + timedelta(seconds=n), b"Wall", 503)
                for of, day, said in batch
            ]
            settled(whole, *fetches)
            settled(less, *fetches)
            prune(less, Retention(1, 1), days(40))
        assert seen(less) == seen(whole)
        for path in (whole, less):
            again(path)
        assert seen(less) == seen(whole)
        assert verified(less).faults == ()


def seen(path: Path) -> tuple[dict[str, list[Any]], list[Any]]:
    """The ledger, all that was told, and every capture as it was judged."""
    with closing(connect_read_only(path)) as con:
        captures = con.execute(CAPTURES).fetchall()
    return contents(path, LEDGER), captures
