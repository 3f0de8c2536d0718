"""Why history is read again: which parts of the rules are others, and which sources are read in another way."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse.judging import KEPT, OUTDATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from duckdb import DuckDBPyConnection

ASKED_FOR = "it was asked for"
UNNOTED = "captures were read before it was noted by which rules"
_SAID = 100
_DIGEST = 64  # hexadecimal digits: nothing that a person would compare


def note_rules(con: DuckDBPyConnection, rules: str, made_of: Mapping[str, str]) -> None:
    """Keep that these rules were used, and what they are made of, as soon as that is given."""
    row = con.execute("SELECT made_of FROM rule_versions WHERE rules = $rules", {"rules": rules}).fetchone()
    named = {"rules": rules, "made_of": json.dumps(made_of, sort_keys=True)}
    if row is None:
        con.execute(
            "INSERT INTO rule_versions VALUES ($rules, $now, $made_of)", {**named, "now": datetime.now(UTC)}
        )
    elif made_of and not json.loads(row[0]):
        con.execute("UPDATE rule_versions SET made_of = $made_of WHERE rules = $rules", named)


def causes(con: DuckDBPyConnection, rules: str) -> tuple[str | None, list[str]]:
    """By which rules most captures that are to be judged again had been judged, and what is other now, in words.

    No rules where nothing but captures from before that was noted waits. Rests on `warehouse.judging.note_wanted`.
    """
    unnoted = con.execute(
        f"SELECT 1 FROM fetches AS f JOIN judgements_wanted AS w USING (source_id) WHERE {OUTDATED}"  # noqa: S608 - ours
        " AND f.rules IS NULL LIMIT 1"
    ).fetchone()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE before AS SELECT f.source_id,"
        " split_part(f.rules, '/', 1) AS rules, split_part(f.rules, '/', 2) AS manner,"
        " split_part(w.rules, '/', 2) AS manner_now"
        " FROM fetches AS f JOIN judgements_wanted AS w USING (source_id)"
        " WHERE f.snapshot IS NOT NULL AND NOT starts_with(f.rules, $kept)",  # what cannot be judged again is no cause
        {"kept": KEPT},
    )
    ((before,),) = con.execute(
        "SELECT mode(rules) FROM before WHERE rules != $rules", {"rules": rules}
    ).fetchall()
    cause = [*_parts(_made_of(con, before), _made_of(con, rules))] if before is not None else []
    cause += [UNNOTED] if unnoted else []
    cause += [
        f"source {source} is read in another way (kind, language or selectors)"
        for (source,) in con.execute(
            "SELECT DISTINCT source_id FROM before WHERE manner != '' AND manner != manner_now ORDER BY source_id"
        ).fetchall()
    ]
    return before or (None if unnoted else rules), cause[:_SAID] or [ASKED_FOR]


def _made_of(con: DuckDBPyConnection, rules: str | None) -> dict[str, str]:
    row = con.execute("SELECT made_of FROM rule_versions WHERE rules = $rules", {"rules": rules}).fetchone()
    return json.loads(row[0]) if row else {}


def _parts(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    if not (before and after):
        yield "the rules (which part of them was not noted)"
        return
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None:
            yield f"{name}: new"
        elif new is None:
            yield f"{name}: gone"
        elif old != new:
            yield f"{name}: another one" if len(new) == _DIGEST else f"{name}: {old} to {new}"
