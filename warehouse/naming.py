"""Who names snapshots: what evidence rests on, and what a check of the whole warehouse has to find again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """A column that names snapshots. `names` gives one for each row, `where` says in words which row it is (both SQL)."""

    table: str
    column: str
    names: str
    where: str


def _at(column: str) -> str:
    return f"strftime({column}, '%Y-%m-%dT%H:%M:%SZ')"


CAPTURE = f"'capture ' || sequence || ' of ' || source_id || ' at ' || {_at('started_at')}"
CHANGE = f"'change ' || id || ' (' || type || ' of ' || source_id || ' at ' || {_at('captured_at')} || ')'"
COVERAGE = (
    "'coverage of ' || program || ' on ' || question || coalesce('.' || facet, '') || ' from ' || "
    + _at("valid_from")
)
PERIOD = f"'period of requirement ' || identity || ' of ' || source_id || ' from ' || {_at('valid_from')}"
REVISION = f"'revision of ' || revised || ' of ' || program || ' at ' || {_at('recorded_at')}"
ALERT = "'alert ' || id"

CAPTURES = (
    Naming("fetches", "snapshot", "snapshot", CAPTURE),
    Naming("fetches", "confirms", "confirms", CAPTURE),
)
"""Captures name what they brought; retention may let the bytes go all the same."""

EVIDENCE = (
    Naming("changes", "snapshot", "snapshot", CHANGE),
    Naming("changes", "quoted_from", "quoted_from", CHANGE),
    Naming("changes", "proof", "unnest(proof)", CHANGE),
    Naming("coverage", "snapshot", "snapshot", COVERAGE),
    Naming("coverage", "proof", "unnest(json_extract_string(proof, '$[*].snapshot'))", COVERAGE),
    Naming("requirement_periods", "snapshot", "snapshot", PERIOD),
    Naming("revisions", "snapshot_before", "snapshot_before", REVISION),
    Naming("revisions", "snapshot_after", "snapshot_after", REVISION),
    Naming(
        "alerts", "payload", "unnest(regexp_extract_all(payload::VARCHAR, '\"([0-9a-f]{64})\"', 1))", ALERT
    ),
)
"""What shows people something: bytes named here are never let go. In alerts, digests of other things match nothing."""


NO_EVIDENCE = frozenset(
    {("archived_records", "snapshot"), ("archived_ways", "snapshot"), ("backfill_captures", "snapshot")}
)
"""Columns that name snapshots for bookkeeping: nothing is shown by them, and nothing is wrong when the bytes are gone."""


def evidence() -> str:
    """A query for every snapshot that evidence names, each once."""
    return " UNION ".join(f"SELECT {naming.names} AS snapshot FROM {naming.table}" for naming in EVIDENCE)  # noqa: S608
