"""Law of late captures: the order in which they become known means nothing to the ledger."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_doubles import (
    CATALOGUE,
    POLICY,
    RULES,
    days,
    moved,
    page,
    people,
    program,
    renewal,
    source,
    speaks_of,
    tier,
    unchanged,
    validity,
    wall,
    warehouse,
)

from extractors.records import Outcome
from warehouse import ledger_exported, record, settle
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from warehouse import Fetch

LINES = [tier("Gold"), people(10), people(25), validity("P1Y"), renewal(), speaks_of("fees", "fee")]
PAGES = st.lists(st.sampled_from(LINES), max_size=3, unique=True).map(tuple)
SOURCES = (source(), source("guide"), source("news", standing="press"), source("feed", kind="feed"))
WALLS = (Outcome.BOT_CHECK, Outcome.NOT_FOUND, Outcome.GONE, Outcome.TIMEOUT)
IMPORTING = replace(POLICY, live=False)


@st.composite
def histories(draw: st.DrawFn, most: int = 16) -> list[Fetch]:
    """Fetches of four sources: pages, redirected pages, 304s and walls, on few instants so that many coincide."""
    found: list[Fetch] = []
    for n in range(draw(st.integers(2, most))):
        of = draw(st.sampled_from(SOURCES))
        at = days(draw(st.integers(0, 24)) / 2)
        what = draw(st.sampled_from(["page", "page", "page", "moved", "unchanged", "confirming", "wall"]))
        if what in ("page", "moved"):
            fetch = page(of, at, *draw(PAGES), furniture=str(draw(st.integers(0, 3))))
            found.append(moved(fetch, f"https://acme.example/{n % 2}") if what == "moved" else fetch)
        elif what == "wall":
            of_a_page = st.sampled_from(
                [None, b"Are you human?", *(f.response.body for f in found if f.response)]
            )
            found.append(wall(of, at, draw(st.sampled_from(WALLS)), draw(of_a_page)))
        else:
            of_it = [fetch for fetch in found if fetch.response and fetch.source_id == of.id]
            since = draw(st.sampled_from(of_it)) if of_it and what == "confirming" else None
            found.append(unchanged(of, at, since))
    return found


def batches(chance: Any, fetches: list[Fetch]) -> list[list[Fetch]]:
    """The fetches in a random order, in random batches."""
    shuffled = list(fetches)
    chance.shuffle(shuffled)
    ends = sorted(chance.sample(range(1, len(shuffled)), chance.randint(0, min(4, len(shuffled) - 1))))
    return [shuffled[a:b] for a, b in zip([0, *ends], [*ends, len(shuffled)], strict=True)]


def ledger_of(directory: Path, parts: list[list[Fetch]], first_day: float) -> dict[str, bytes]:
    """The exported ledger after recording these batches one day after the other, settling after each."""
    path = warehouse(directory, program(*SOURCES))
    with duckdb.connect(path, config=CONFIGURATION):  # opening it again is cheap while it is open here
        for n, part in enumerate(parts):
            record(path, part, RULES, at=days(first_day + n))
            settle(path, CATALOGUE, IMPORTING if n % 2 else POLICY, f"run {n}", days(first_day + n))
    files = ledger_exported(path, directory / "ledger").files
    return {file.name: file.read_bytes() for file in files}


@settings(max_examples=12, deadline=None)
@given(histories(), st.randoms())
def test_any_order_and_any_split(fetches: list[Fetch], chance: Any) -> None:
    """In any order and any split into batches, at any record times, captures give the same ledger to the byte."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        at_once = ledger_of(Path(one), [fetches], 100)
        assert ledger_of(Path(other), batches(chance, fetches), 300) == at_once
