"""What discovery remembers: the places that list pages, the candidates found there, and how far each search is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from warehouse.connection import append, connect_read_only, writing
from warehouse.recording import record_within
from warehouse.source_rows import source_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Found, Source
    from warehouse.records import Fetch

State: TypeAlias = Literal["waiting", "enrolled", "doubtful", "irrelevant", "unreadable", "rejected"]
STATES: tuple[State, ...] = get_args(State)
UNFINISHED = "finished_at IS NULL"


@dataclass(frozen=True, slots=True)
class Listing:
    """A place that lists pages, as it was read last; the fields are the columns of `listings`."""

    program: str
    url: str
    how: Found
    basis: str = ""
    etag: str | None = None
    last_modified: str | None = None
    final_url: str | None = None
    snapshot: str | None = None
    lastmod: str = ""
    tried_at: datetime | None = None
    read_at: datetime | None = None
    outcome: str = ""
    reason: str = ""
    entries: int = 0
    left_out: int = 0
    known: bytes = b""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a page of a program; the fields are the columns of `candidates`."""

    program: str
    url: str
    state: State
    why: str
    score: float
    promise: str
    how: Found
    found_in: str
    words: str
    language: str
    lastmod: str
    found_at: datetime
    absent_at: datetime | None = None
    tried_at: datetime | None = None
    tries: int = 0
    source_id: str | None = None
    decided_at: datetime | None = None
    published: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """One search for new pages of a program, and what it spent; the fields are the columns of `discovery_runs`."""

    program: str
    started_at: datetime
    finished_at: datetime | None = None
    requests: int = 0
    listings: int = 0
    pages: int = 0
    enrolled: int = 0
    ended: str = ""


_LISTING = ", ".join(field.name for field in fields(Listing))
_CANDIDATE = ", ".join(field.name for field in fields(Candidate))
_SEARCH = ", ".join(field.name for field in fields(Search))


# -- what is known -------------------------------------------------------------------------------------------------


def listings(path: Path | str, program: str) -> dict[str, Listing]:
    """The places that are known for a program, by address."""
    with closing(connect_read_only(path)) as con:
        rows = con.execute(
            f"SELECT {_LISTING} FROM listings WHERE program = $program ORDER BY url",  # noqa: S608 - ours
            {"program": program},
        ).fetchall()
    return {row[1]: Listing(*row) for row in rows}


def candidates(path: Path | str, program: str) -> dict[str, Candidate]:
    """The candidates of a program, by address."""
    with closing(connect_read_only(path)) as con:
        return {one.url: one for one in candidates_within(con, program)}


def candidates_within(con: DuckDBPyConnection, program: str | None = None) -> tuple[Candidate, ...]:
    """The candidates of one program, or of all, best promise first."""
    rows = con.execute(
        f"SELECT {_CANDIDATE} FROM candidates WHERE $every OR program = $program"  # noqa: S608 - ours
        " ORDER BY program, score DESC, url",
        {"every": program is None, "program": program},
    ).fetchall()
    return tuple(Candidate(*row) for row in rows)


# -- a search ------------------------------------------------------------------------------------------------------


def begin_search(path: Path | str, program: str, now: datetime, again_after: datetime) -> Search:
    """Begin a search, or go on with one that was killed, when that one began after `again_after`."""
    with writing(path) as con:
        rows = con.execute(
            f"SELECT {_SEARCH} FROM discovery_runs WHERE program = $program AND {UNFINISHED}"  # noqa: S608 - ours
            " AND started_at > $after ORDER BY started_at DESC",
            {"program": program, "after": again_after},
        ).fetchall()
        con.execute(
            f"DELETE FROM discovery_runs WHERE program = $program AND {UNFINISHED}",  # noqa: S608 - ours
            {"program": program},
        )
        search = Search(*rows[0]) if rows else Search(program, now)
        append(con, "discovery_runs", [astuple(search)])
    return search


def end_searches(path: Path | str, programs: Collection[str], now: datetime) -> None:
    """The searches of these programs are over and settled."""
    with writing(path) as con:
        con.execute(
            f"UPDATE discovery_runs SET finished_at = $now WHERE {UNFINISHED}"  # noqa: S608 - ours
            " AND program IN (SELECT unnest($programs))",
            {"now": now, "programs": list(programs)},
        )


def note(
    path: Path | str,
    search: Search,
    listed: Sequence[Listing] = (),
    found: Sequence[Candidate] = (),
    dropped: Collection[str] = (),
) -> None:
    """Keep what a search did, in one transaction: places as read, candidates as they are now, those without a place."""
    with writing(path) as con:
        _note(con, search, listed, found, dropped)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A candidate that becomes a source, with its first capture."""

    candidate: Candidate
    source: Source
    fetch: Fetch


def enrol(path: Path | str, search: Search, found: Enrolment, rules: str) -> None:
    """Make a candidate a source with its first capture, in one transaction."""
    with writing(path) as con:
        _declare(con, [found.source])
        record_within(con, path, [found.fetch], rules)
        _note(con, search, (), [found.candidate], ())


def _note(
    con: DuckDBPyConnection,
    search: Search,
    listed: Sequence[Listing],
    found: Sequence[Candidate],
    dropped: Collection[str],
) -> None:
    named = {"program": search.program}
    con.execute("DELETE FROM discovery_runs WHERE program = $program AND finished_at IS NULL", named)
    append(con, "discovery_runs", [astuple(search)])
    if listed:
        urls = {"urls": [one.url for one in listed]}
        con.execute(
            "DELETE FROM listings WHERE program = $program AND url IN (SELECT unnest($urls))", named | urls
        )
        append(con, "listings", [astuple(one) for one in listed])
    gone = {"urls": [*dropped, *(one.url for one in found)]}
    if gone["urls"]:
        con.execute(
            "DELETE FROM candidates WHERE program = $program AND url IN (SELECT unnest($urls))", named | gone
        )
        append(con, "candidates", [astuple(one) for one in found])


def _declare(con: DuckDBPyConnection, sources: Iterable[Source]) -> None:
    rows = [source_row(one) for one in sources]
    con.execute(
        "DELETE FROM sources WHERE source_id IN (SELECT unnest($ids))", {"ids": [row[0] for row in rows]}
    )
    append(con, "sources", rows)


# -- the operator decides ------------------------------------------------------------------------------------------


def decide(path: Path | str, decided: Sequence[Candidate], enrolled: Sequence[Source] = ()) -> None:
    """Keep what the operator made of candidates; `enrolled` are the sources to be watched from now on."""
    with writing(path) as con:
        for one in decided:
            con.execute(
                "DELETE FROM candidates WHERE program = $program AND url = $url",
                {"program": one.program, "url": one.url},
            )
        append(con, "candidates", [astuple(one) for one in decided])
        left = [one.source_id for one in decided if one.state != "enrolled" and one.source_id]
        con.execute(
            "UPDATE sources SET watched = false WHERE discovered_how IS NOT NULL AND source_id IN (SELECT unnest($ids))",
            {"ids": left},
        )
        if enrolled:
            _declare(con, enrolled)
