"""Who names snapshots: what evidence rests on, and what a check of the whole warehouse has to find again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """A column that names snapshots. `names` gives one for each row, `where` says in words which row it is (both SQL).

    What is `quoted` shows a quote: its own bytes are there. Elsewhere bytes that the retention policy let go are as good as
    there, for what stands in for them says the same document; a wall that went keeps its judgement.
    """

    table: str
    column: str
    names: str
    where: str
    quoted: bool = False


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
    Naming("changes", "quoted_from", "quoted_from", CHANGE, quoted=True),
    Naming("changes", "proof", "unnest(proof)", CHANGE),
    Naming("coverage", "snapshot", "snapshot", COVERAGE, quoted=True),
    Naming("coverage", "proof", "unnest(json_extract_string(proof, '$[*].snapshot'))", COVERAGE),
    Naming("requirement_periods", "snapshot", "snapshot", PERIOD, quoted=True),
    Naming("revisions", "snapshot_before", "snapshot_before", REVISION),
    Naming("revisions", "snapshot_after", "snapshot_after", REVISION),
    Naming(
        "alerts", "payload", "unnest(regexp_extract_all(payload::VARCHAR, '\"([0-9a-f]{64})\"', 1))", ALERT
    ),
)
"""What shows people something: bytes named here are never let go. In alerts, digests of other things match nothing.

When the catalogue grows after pruning, a new question may find its proof (captures that do not say it) among what went."""


NO_EVIDENCE = frozenset(
    {
        *(("archived_records", "snapshot"), ("archived_ways", "snapshot"), ("backfill_captures", "snapshot")),
        *(("listings", "snapshot"), ("page_addresses", "snapshot")),
    }
)
"""Columns that name snapshots for bookkeeping: nothing is shown by them, and nothing is wrong when the bytes are gone."""


def evidence() -> str:
    """A query for every snapshot that evidence names, each once."""
    return " UNION ".join(f"SELECT {naming.names} AS snapshot FROM {naming.table}" for naming in EVIDENCE)  # noqa: S608
