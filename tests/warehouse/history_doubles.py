"""A warehouse with everything in it that a history can hold, and what of it has to survive a journey through archives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from archive_doubles import html
from warehouse_doubles import POLICY, RULES, days, program, warehouse

from extractors.catalogue import Catalogue, Facet, Question, Satisfaction, Source
from extractors.records import Outcome, Response
from warehouse import Fetch, connect_read_only, imported, ledger_exported, record, settle
from warehouse.examining import examined_anyway
from warehouse.snapshots import digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Program
    from warehouse import Imported

FACET = Facet("period", "validity", True, (Satisfaction("validity"), Satisfaction("renewal")), ("recertif*",))
CATALOGUE = Catalogue((Question("renewal", "Does the credential lapse?", "It matters.", (FACET,)),))
HOST = "https://acme.example"
S = Source("acme/page", "acme", "page", f"{HOST}/page")
SLASH = Source("acme/slash", "acme", "slash", f"{HOST}/page/", exclude=("nav",), schedule="17 5 * * 1")
MOVED = Source("acme/moved", "acme", "moved", f"{HOST}/moved")
PRESS = Source(
    "acme/press", "acme", "press", "https://press.example/%C3%BCber?q=%C3%A9", standing="press", language="de"
)
PDF = Source("acme/guide", "acme", "guide", f"{HOST}/guide.pdf", kind="pdf")
SAME = Source("other/page", "other", "page", f"{HOST}/page", include=("main",))
PROGRAMS = (program(S, SLASH, MOVED, PRESS, PDF), program(SAME, key="other"))
V24, V12 = html("Certifications are valid for 24 months."), html("Certifications are valid for 12 months.")
JSON = (("content-type", "text/html; charset=utf-8"),)
FETCHES = """
    SELECT * EXCLUDE (sequence, recorded_at, run_id, archive, memento, rules) FROM fetches
    ORDER BY started_at, source_id, outcome, snapshot"""
"""Everything of an attempt but how it became known here."""


def answered(of: Source, at: datetime, body: bytes, status: int = 200, **more: Any) -> Fetch:
    """An attempt that a server answered, judged and read as a run does."""
    response = Response(
        of.url, more.pop("final_url", of.url), status, more.pop("headers", JSON), body, **more
    )
    seen = examined_anyway(response, of, CATALOGUE)
    return Fetch(
        of.id, of.url, at, at + timedelta(milliseconds=1234), 2, "run", seen.judgement.outcome,
        seen.judgement.reason, response, seen.digest, seen.reading,
    )  # fmt: skip


def ended(of: Source, at: datetime, outcome: Outcome, reason: str, confirms: bytes | None = None) -> Fetch:
    """An attempt that brought nothing."""
    confirmed = digest(confirms) if confirms else None
    return Fetch(of.id, of.url, at, at, 3, "run", outcome, reason, None, confirms=confirmed)


def history() -> list[Fetch]:
    """Of every kind of attempt one or some, with what makes archives stumble."""
    tick = timedelta(microseconds=1)
    odd = (
        *JSON,
        ("x-odd", "caf\xe9 \xc3\xa9 \x80"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("x-empty", ""),
    )
    packed = (
        *JSON, ("content-encoding", "gzip"), ("transfer-encoding", "chunked"), ("etag", '"v1"'),
    )  # fmt: skip
    long = (*JSON, ("content-length", "99999"), ("x-archive-orig-content-length", "7"))
    return [
        answered(S, days(0) + tick, V24, headers=packed),
        answered(SAME, days(0) + tick, V24, headers=odd),
        answered(S, days(1), V24, headers=odd),
        ended(S, days(2) + 3 * tick, Outcome.UNCHANGED, "status 304: not modified", confirms=V24),
        ended(SLASH, days(2), Outcome.UNCHANGED, "status 304: of something forgotten"),
        answered(SLASH, days(3), V24),
        answered(SLASH, days(3.5), V12, headers=long),
        answered(SLASH, days(3.7), V12, headers=(*JSON, ("etag", '"shell"')), rendered=True),
        answered(S, days(4), b"<html><title>Attention</title>Are you human? Checking your browser.</html>", 403),
        answered(S, days(5), V12, truncated=True),
        answered(S, days(6), b"<html>no</html>", 404),
        answered(S, days(7), b"<html>no</html>", 404),
        answered(S, days(8), b"", 503),
        answered(S, days(9), b"", 204),
        answered(S, days(10), b"", 299, headers=()),
        answered(S, days(11), b"denied", 999),
        *(ended(S, days(12 + n), Outcome.TIMEOUT, "not done\nwithin 30 s") for n in range(7)),
        ended(S, days(20), Outcome.CONNECTION_ERROR, "no route"),
        answered(S, days(21), V12),
        answered(MOVED, days(0), V24),
        answered(MOVED, days(1), V24, final_url=f"{HOST}/new", redirects=(MOVED.url,), permanent=True),
        answered(
            MOVED, days(2), V12, final_url=S.url, redirects=(MOVED.url, f"{HOST}/a b/é?x=[1]"), permanent=False
        ),
        answered(MOVED, days(3), V12, final_url=MOVED.url, redirects=(MOVED.url,), permanent=False),
        answered(MOVED, days(4), html(), final_url=f"{HOST}/", redirects=(MOVED.url,), permanent=True),
        answered(MOVED, days(5), html(), final_url=f"{HOST}/", redirects=(MOVED.url,), permanent=True),
        answered(MOVED, days(9), b"gone", 410),
        answered(PRESS, days(1), V24),
        ended(PRESS, days(2), Outcome.TOO_LARGE, "the body is larger than 10 bytes"),
        answered(PDF, days(1), b"%PDF-1.4 nothing in it", headers=(("content-type", "application/pdf"),)),
    ]  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A warehouse, and what it holds as it can be compared."""

    path: Path

    def fetches(self) -> list[tuple[Any, ...]]:
        """Every attempt."""
        con = connect_read_only(self.path)
        try:
            return con.execute(FETCHES).fetchall()
        finally:
            con.close()

    def ledger(self) -> dict[str, bytes]:
        """The exported ledger, file by file."""
        files = ledger_exported(self.path, self.path.with_suffix(".ledger")).files
        return {file.name: file.read_bytes() for file in files}

    def take(self, *files: Path, programs: Sequence[Program] = PROGRAMS, **more: Any) -> Imported:
        """Import these files."""
        policy = replace(POLICY, live=False)
        return imported(
            self.path, files, programs, CATALOGUE, policy, RULES, f"import-{files}", days(99), **more
        )


def watched(directory: Path, *programs: Program) -> Kept:
    """An empty warehouse."""
    directory.mkdir(parents=True, exist_ok=True)
    return Kept(warehouse(directory, *(programs or PROGRAMS)))


def lived(directory: Path, fetches: Sequence[Fetch]) -> Kept:
    """A warehouse into which these attempts were recorded as they were made."""
    kept = watched(directory)
    record(kept.path, fetches, RULES, at=days(90))
    settle(kept.path, CATALOGUE, replace(POLICY, live=False), "run", days(90))
    return kept


def noted(kept: Kept) -> list[tuple[Any, ...]]:
    """What is noted of archives."""
    con = connect_read_only(kept.path)
    try:
        return (
            con.execute("SELECT record, kind, snapshot, taken FROM archived_records ORDER BY ALL").fetchall()
            + con.execute("FROM archived_ways ORDER BY ALL").fetchall()
        )
    finally:
        con.close()
