"""On what terms a ledger was derived: what was asked, when a difference counted, and what stood around the captures.

Kept with every settlement, so that the ledger can be derived again and compared, whatever the configuration is by then.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from extractors.catalogue import Catalogue, Facet, Question
from warehouse.connection import append
from warehouse.records import Policy

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Terms:
    """The questions and facets as far as the ledger needs them, and the policy; `surroundings` is a digest of the rest."""

    catalogue: Catalogue
    policy: Policy
    surroundings: str


def note_terms(
    con: DuckDBPyConnection, programs: Collection[str], catalogue: Catalogue, policy: Policy
) -> None:
    """Keep on what terms the ledgers of these programs were derived just now."""
    if not programs:
        return
    named = {"programs": sorted(programs)}
    con.execute("DELETE FROM ledger_terms WHERE program IN (SELECT unnest($programs))", named)
    around = surroundings(con)
    asked = json.dumps([[q.key, [[f.key, f.required] for f in q.facets]] for q in catalogue.questions])
    rest = (policy.confirmations, policy.interval.total_seconds(), policy.lost_after)
    append(
        con,
        "ledger_terms",
        [(program, around.get(program, ""), asked, *rest) for program in sorted(programs)],
    )


def known_terms(con: DuckDBPyConnection) -> dict[str, Terms]:
    """The terms of each program that was settled since they are kept."""
    rows = con.execute(
        "SELECT program, surroundings, questions, confirmations, interval_seconds, lost_after FROM ledger_terms"
    ).fetchall()
    return {
        program: Terms(
            Catalogue(tuple(_question(*one) for one in json.loads(questions))),
            Policy(confirmations, timedelta(seconds=seconds), lost_after, live=False),
            around,
        )
        for program, around, questions, confirmations, seconds, lost_after in rows
    }


def surroundings(con: DuckDBPyConnection) -> dict[str, str]:
    """For each program a digest of its sources and of the versions of the rules that read the documents."""
    rules = con.execute("SELECT DISTINCT rules FROM documents ORDER BY rules").fetchall()
    rows = con.execute(
        "SELECT program, list((source_id, url, kind, standing, announcement, item, translation_of,"
        " discovered_how IS NOT NULL) ORDER BY source_id)::VARCHAR"
        " FROM sources SEMI JOIN ledger_sources USING (source_id) GROUP BY program"
    ).fetchall()
    return {program: hashlib.sha256(f"{rules}{text}".encode()).hexdigest() for program, text in rows}


def _question(key: str, facets: list[tuple[str, bool]]) -> Question:
    return Question(key, "", "", tuple(Facet(facet, "", required, ()) for facet, required in facets))
