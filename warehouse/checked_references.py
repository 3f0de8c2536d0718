"""Whether everything that is named is there: snapshots, documents, requirements, alerts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.checked import REBUILD, RESTORE, Checked
from warehouse.naming import CAPTURE, CAPTURES, CHANGE, COVERAGE, EVIDENCE, PERIOD, REVISION, Naming

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What the retention policy let go is known: the kept snapshot that stands in for it says the same document.
_KNOWN = "SELECT snapshot AS key FROM snapshots UNION SELECT snapshot FROM pruned_snapshots"
_KEPT = "SELECT snapshot AS key FROM snapshots"
_BROUGHT = "SELECT snapshot AS key FROM fetches UNION SELECT snapshot FROM archived_records"
_READ = (
    "SELECT document AS key FROM documents UNION SELECT document FROM staged_documents"
    " WHERE EXISTS (SELECT 1 FROM rereadings WHERE finished_at IS NULL)"
)
"""What runs record while a re-reading is under way, or after it was killed, is staged with it and holds with its end."""
_RULES = "SELECT rules AS key FROM rule_versions"
_CAPTURED = "SELECT DISTINCT snapshot || ' ' || document AS key FROM fetches WHERE snapshot IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Reference:
    """That what `names` gives in rows of `table` must be among `known` (all SQL). `named` says what it is."""

    table: str
    names: str
    where: str
    named: str
    known: str
    do: str


def _of(naming: Naming, known: str, named: str, do: str) -> Reference:
    return Reference(naming.table, naming.names, naming.where, f"{naming.column} names {named}", known, do)


REFERENCES = (
    *(_of(n, _KNOWN, "snapshot", RESTORE) for n in CAPTURES),
    *(_of(n, _KEPT if n.quoted else _KNOWN, "snapshot", REBUILD) for n in EVIDENCE if n.table != "alerts"),
    Reference("snapshots", "snapshot", "'snapshots'", "snapshot", _BROUGHT, RESTORE),
    Reference("snapshot_bases", "snapshot", "'base of ' || source_id", "it is snapshot", _KEPT, RESTORE),
    Reference("pruned_snapshots", "stand_in", "'pruned snapshot ' || snapshot", "its stand-in is snapshot", _KEPT, RESTORE),
    Reference(
        "pruned_snapshots", "source_id || ' ' || stand_in", "'pruned snapshot ' || snapshot", "its source and stand-in are",
        "SELECT source_id || ' ' || snapshot AS key FROM fetches", RESTORE,
    ),
    Reference(
        "fetches", "CASE WHEN outcome = 'healthy' THEN document END", CAPTURE, "it says document",
        _READ, REBUILD,
    ),
    Reference(
        "fetches", "CASE WHEN outcome = 'healthy' AND document IS NULL THEN 'none' END", CAPTURE, "it says document",
        _READ, REBUILD,
    ),
    *(
        Reference(table, "document", f"'{table}'", "it is of document", "SELECT document AS key FROM documents", REBUILD)
        for table in ("requirements", "mentions", "document_facets")
    ),
    Reference(
        "requirement_periods", "document || ' requirement ' || ordinal", PERIOD, "it is of document",
        "SELECT document || ' requirement ' || ordinal AS key FROM requirements", REBUILD,
    ),
    Reference(
        "requirement_periods", "snapshot || ' ' || document", PERIOD, "it was stated by snapshot and document",
        _CAPTURED, REBUILD,
    ),
    Reference(
        "coverage", "snapshot || ' ' || document", COVERAGE, "its evidence is snapshot and document", _CAPTURED, REBUILD
    ),
    Reference("fetches", "run_id", CAPTURE, "its run is", "SELECT run_id AS key FROM runs", RESTORE),
    Reference("fetches", "nullif(split_part(replace(rules, 'kept: ', ''), '/', 1), '')", CAPTURE, "it was judged by rules",
              _RULES, RESTORE),
    Reference("documents", "replace(rules, 'kept: ', '')", "'document ' || document", "it was read by rules", _RULES,
              RESTORE),
    Reference("runs", "rules", "'run ' || run_id", "its rules are", _RULES, RESTORE),
    Reference("reading_digests", "document", "'digest of a reading'", "it is of document",
              "SELECT document AS key FROM documents", REBUILD),
    *(
        Reference(table, "program", where, "its program is", "SELECT program AS key FROM programs", RESTORE)
        for table, where in (("fetches", CAPTURE), ("sources", "'source ' || source_id"), ("coverage", COVERAGE),
                             ("changes", CHANGE), ("requirement_periods", PERIOD))
    ),
    Reference("coverage", "source_id", COVERAGE, "its source is", "SELECT source_id AS key FROM sources", RESTORE),
    Reference("changes", "source_id", CHANGE, "its source is", "SELECT source_id AS key FROM sources", RESTORE),
    Reference("fetches", "source_id", CAPTURE, "its source is", "SELECT source_id AS key FROM sources", RESTORE),
    Reference("told", "alert", "'told change ' || change", "it went into alert", "SELECT id AS key FROM alerts", RESTORE),
    Reference("introductions", "alert", "'introduction of ' || program", "it went into alert",
              "SELECT id AS key FROM alerts", RESTORE),
    Reference("deliveries", "alert", "'delivery to ' || channel", "it is of alert", "SELECT id AS key FROM alerts", RESTORE),
    Reference("revisions", "alert", REVISION, "it was told by alert", "SELECT id AS key FROM alerts", RESTORE),
    Reference(
        "settlements", "sequence", "'settlement of ' || program", "it goes to capture",
        "SELECT sequence AS key FROM fetches UNION SELECT 0", RESTORE,
    ),
)  # fmt: skip


def checked_references(con: DuckDBPyConnection) -> Checked:
    """Follow every reference; a line for each row that names what is not there."""
    count = unmade = 0
    faults: list[str] = []
    for one in REFERENCES:
        try:
            followed, lines = _followed(con, one)
        except duckdb.Error:
            unmade += 1
        else:
            count += followed
            faults += lines
    return Checked(count, tuple(faults), unmade)


def _followed(con: DuckDBPyConnection, one: Reference) -> tuple[int, list[str]]:
    rows = f"(SELECT {one.names} AS named, {one.where} AS place FROM {one.table})"  # noqa: S608 - from this module
    named = f"FROM {rows} WHERE named IS NOT NULL"
    ((count,),) = con.execute(f"SELECT count(*) {named}").fetchall()
    missing = con.execute(
        f"SELECT DISTINCT place, named {named} AND named NOT IN (FROM ({one.known}) WHERE key IS NOT NULL) ORDER BY ALL"
    ).fetchall()
    return count, [
        f"{place}: {one.named} {name}, which is not there; expected it to be; {one.do}"
        for place, name in missing
    ]
