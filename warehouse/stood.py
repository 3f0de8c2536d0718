"""What an export as of an instant holds: each table and view as it stood by capture time, with nothing captured later."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

TIMELESS = ("facets", "programs", "questions", "sources")
"""What is watched and asked: of this only the present is known."""
OF_AN_INSTANT = (
    *(
        "absences",
        "board",
        "captures",
        "changes",
        "changes_with_evidence",
        "contradictions",
        "coverage",
        "fetches",
    ),
    *("gap_history", "moved_sources", "moved_statements", "requirement_history", "requirement_periods"),
    *("source_addresses", "source_health", "translation_differences"),
)
OF_DOCUMENTS = ("document_facets", "documents", "mentions", "requirements")


def stood(at: datetime) -> dict[str, str]:
    """For each table and view that is handed out as of an instant, the query that gives its rows.

    What Gapwatch itself did (runs, alerts, deliveries, backfills, re-readings) is of record time and not among them:
    neither its tables nor, in `changes_with_evidence`, the alert that told of a change.
    """
    instant = f"TIMESTAMPTZ '{at.isoformat()}'"
    fetched = f"fetches_as_of({instant})"
    snapshots = f"SELECT snapshot FROM {fetched}"  # noqa: S608 - an instant and names of our own
    documents = f"SELECT document FROM {fetched}"  # noqa: S608
    return {
        **{name: f'FROM "{name}"' for name in TIMELESS},
        **{name: f"FROM {name}_as_of({instant})" for name in OF_AN_INSTANT},
        "changes_with_evidence": f"SELECT * EXCLUDE (alert) FROM changes_with_evidence_as_of({instant})",  # noqa: S608
        **{name: f'FROM "{name}" WHERE document IN ({documents})' for name in OF_DOCUMENTS},
        "comparison": f"FROM compare_as_of(NULL, {instant})",
        "current_requirements": f"FROM requirements_as_of({instant})",
        "snapshots": f"SELECT * REPLACE (CASE WHEN base IN ({snapshots}) THEN base END AS base)"  # noqa: S608
        f" FROM snapshots WHERE snapshot IN ({snapshots})",
    }
