"""The switch: what a re-reading staged becomes what holds, in one transaction. Readers see the old state until then."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import merging
from warehouse.differences import note_before, write_differences
from warehouse.errors import WarehouseError
from warehouse.judging import KEPT, note_wanted
from warehouse.readings import READINGS, STAGED
from warehouse.records import Rebuilt
from warehouse.registering import declare_within
from warehouse.rereading import drop_staged, left
from warehouse.settling import settle_again_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program
    from warehouse.records import Policy
    from warehouse.rereading import Rereading

LEDGER = ("coverage", "requirement_periods", "changes")
_CONTENT = """
    SELECT document, sum(content) AS content FROM (
        SELECT document, hash(title, language, published, modified, text, blocks)::HUGEINT AS content FROM {0}documents
        UNION ALL SELECT document, hash(r)::HUGEINT FROM {0}requirements AS r
        UNION ALL SELECT document, hash(m)::HUGEINT FROM {0}mentions AS m
        UNION ALL SELECT document, hash(f)::HUGEINT FROM {0}document_facets AS f
    ) GROUP BY document"""


def finish_rereading(
    path: Path | str,
    rereading: Rereading,
    programs: Sequence[Program],
    catalogue: Catalogue,
    policy: Policy,
) -> Rebuilt:
    """Make the results of this re-reading hold, derive the ledger of what was settled again, and write down what moved.

    Nobody is told. Captures that could not be judged again keep their judgement and reading, and are named in the result.
    Raises WarehouseError when captures are left that it has not judged.
    """
    with merging(path) as con:
        declare_within(con, programs, catalogue)
        note_wanted(con, rereading.rules)
        if waiting := left(con, rereading.number):
            raise WarehouseError(
                Path(path),
                f"re-reading {rereading.number}: {len(waiting)} captures are not read yet; expected none; "
                "run `gapwatch rebuild`, which goes on where it was",
            )
        note_before(con)
        damaged = _put_judgements(con)
        documents, differing = _put_readings(con, rereading.rules)
        _drop_what_no_capture_has(con)
        _mark_kept(con, rereading.rules)
        for table in LEDGER if rereading.everything else ():
            con.execute(f"DELETE FROM {table}")  # noqa: S608 - names from this module
        settle_again_within(con, catalogue, policy, _programs(con, everything=rereading.everything))
        moved = write_differences(con, rereading.number)
        ((captures, kept),) = con.execute(
            "SELECT count(outcome), count(*) - count(outcome) FROM staged_judgements"
        ).fetchall()
        con.execute(
            "UPDATE rereadings SET finished_at = $now, captures = $captures, kept = $kept, documents = $documents,"
            " differing = $differing, outcomes = $outcomes, requirements = $requirements, statuses = $statuses,"
            " changes = $changes WHERE rereading = $number",
            {
                "now": datetime.now(UTC), "captures": captures, "kept": kept, "documents": documents,
                "differing": differing, **moved, "number": rereading.number,
            },
        )  # fmt: skip
        drop_staged(con)
        ((stored, changes),) = con.execute(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM changes)"
        ).fetchall()
    return Rebuilt(captures, stored, changes, damaged, rereading.number)


def _programs(con: DuckDBPyConnection, *, everything: bool) -> set[str]:
    """Programs to settle again: of everything also those of which nothing could be read, for their ledger went too."""
    rows = con.execute(
        "SELECT DISTINCT program FROM fetches LEFT JOIN staged_judgements AS j USING (sequence)"
        " WHERE $everything OR j.sequence IS NOT NULL",
        {"everything": everything},
    ).fetchall()
    return {program for (program,) in rows}


def _put_judgements(con: DuckDBPyConnection) -> tuple[str, ...]:
    """Bring outcome, reason and document of fetches up to date; why captures could not be judged, for people."""
    con.execute(
        "UPDATE fetches SET outcome = j.outcome, reason = j.reason, document = j.document, rules = j.rules"
        " FROM staged_judgements AS j WHERE fetches.sequence = j.sequence AND j.outcome IS NOT NULL"
        " AND (fetches.outcome, fetches.reason, fetches.document, fetches.rules)"
        " IS DISTINCT FROM (j.outcome, j.reason, j.document, j.rules)"
    )
    con.execute(
        "UPDATE fetches SET rules = $mark || coalesce(fetches.rules, '') FROM staged_judgements AS j"
        " WHERE fetches.sequence = j.sequence AND j.outcome IS NULL AND fetches.rules IS DISTINCT FROM j.rules"
        " AND NOT starts_with(coalesce(fetches.rules, ''), $mark)",
        {"mark": KEPT},
    )
    rows = con.execute(
        "SELECT DISTINCT reason FROM staged_judgements WHERE outcome IS NULL ORDER BY reason"
    ).fetchall()
    return tuple(reason for (reason,) in rows)


def _put_readings(con: DuckDBPyConnection, rules: str) -> tuple[int, int]:
    """Put the staged readings in their place, touching only what differs; how many there are, and how many differ."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE put AS SELECT s.document, m.document IS NOT NULL AS stored,"  # noqa: S608
        " s.content IS DISTINCT FROM m.content AS differs"
        f" FROM ({_CONTENT.format(STAGED)}) AS s LEFT JOIN ({_CONTENT.format('')}) AS m USING (document)"
    )
    for table in READINGS:
        con.execute(
            f"DELETE FROM {table} WHERE document IN (SELECT document FROM put WHERE stored AND differs)"  # noqa: S608
        )
        con.execute(
            f"INSERT INTO {table} FROM {STAGED}{table} WHERE document IN (SELECT document FROM put WHERE differs)"  # noqa: S608
        )
    # Of readings that an older version wrote and that were found to be as they should be.
    con.execute(
        "INSERT INTO reading_digests FROM staged_reading_digests"
        " WHERE document NOT IN (SELECT document FROM reading_digests)"
    )
    con.execute(
        "UPDATE documents SET rules = $rules WHERE rules != $rules AND document IN (SELECT document FROM put)",
        {"rules": rules},
    )
    ((count, differing),) = con.execute(
        "SELECT count(*), count(*) FILTER (stored AND differs) FROM put"
    ).fetchall()
    return count, differing


def _drop_what_no_capture_has(con: DuckDBPyConnection) -> None:
    for table in READINGS:
        con.execute(
            f"DELETE FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM fetches AS f WHERE f.document = t.document)"  # noqa: S608
        )


def _mark_kept(con: DuckDBPyConnection, rules: str) -> None:
    """Mark the readings that stay because no bytes are there to read them from again."""
    con.execute(
        "UPDATE documents SET rules = $mark || rules WHERE rules != $rules AND NOT starts_with(rules, $mark)",
        {"mark": KEPT, "rules": rules},
    )
