"""Which programs have news: captures that their stored ledger does not cover, or another basis to derive it from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.connection import append
from warehouse.program_history import calm

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue
    from warehouse.connection import Row
    from warehouse.records import Policy


@dataclass(frozen=True, slots=True)
class Settlement:
    """How far a program was settled before."""

    sequence: int
    told_to: int
    basis: str
    digest: str
    quiet: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class News:
    """A program to derive again: what was settled before, what its ledger rests on now, its newest fetch."""

    before: Settlement | None
    basis: str
    sequence: int


def with_news(con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy) -> dict[str, News]:
    """Programs to derive again. One whose new captures say what its sources, at rest, said before is only noted."""
    stored = _settlements(con)
    newest = con.execute(
        "SELECT program, max(sequence) FROM fetches GROUP BY program ORDER BY program"
    ).fetchall()
    introduced = {p for (p,) in con.execute("SELECT program FROM introductions").fetchall()}
    bases = _bases(con, catalogue, policy)
    news: dict[str, News] = {}
    unmoved: list[Row] = []
    for program, sequence in newest:
        before, basis = stored.get(program), bases.get(program, "")
        if before is None or before.basis != basis or (policy.live and program not in introduced):
            news[program] = News(before, basis, sequence)
        elif (
            sequence > before.sequence
            and before.told_to == before.sequence
            and calm(con, program, before.sequence, before.quiet)
        ):
            told_to = sequence if policy.live else before.told_to
            unmoved.append(
                (program, sequence, told_to, before.basis, before.digest, json.dumps(before.quiet))
            )
        elif sequence > (before.told_to if policy.live else before.sequence):
            news[program] = News(before, basis, sequence)
    replace_settlements(con, unmoved)
    return news


def settled_otherwise(
    con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy, programs: Collection[str]
) -> dict[str, News]:
    """These programs, and those whose ledger has another basis now, each up to the capture to which it was settled."""
    bases = _bases(con, catalogue, policy)
    return {
        program: News(before, bases.get(program, ""), before.sequence)
        for program, before in sorted(_settlements(con).items())
        if program in programs or before.basis != bases.get(program, "")
    }


def _settlements(con: DuckDBPyConnection) -> dict[str, Settlement]:
    rows = con.execute("SELECT program, sequence, told_to, basis, digest, quiet FROM settlements").fetchall()
    return {
        p: Settlement(n, told, basis, digest, json.loads(quiet)) for p, n, told, basis, digest, quiet in rows
    }


def _bases(con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy) -> dict[str, str]:
    """For each program a digest of everything but captures that its ledger depends on."""
    rules = con.execute("SELECT DISTINCT rules FROM documents ORDER BY rules").fetchall()
    common = repr((catalogue, policy.confirmations, policy.interval, policy.lost_after, rules))
    sources = con.execute(
        "SELECT program, list((source_id, url, kind, standing, announcement, item, translation_of,"
        " discovered_how IS NOT NULL) ORDER BY source_id)::VARCHAR"
        " FROM sources SEMI JOIN ledger_sources USING (source_id) GROUP BY program"
    ).fetchall()
    return {program: hashlib.sha256(f"{common}{text}".encode()).hexdigest() for program, text in sources}


def replace_settlements(con: DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Note how far programs are settled now."""
    if rows:
        con.execute(
            "DELETE FROM settlements WHERE program IN (SELECT unnest($programs))",
            {"programs": [r[0] for r in rows]},
        )
        append(con, "settlements", rows)
