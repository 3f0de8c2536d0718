"""What a capture was judged by: the version of the rules, and how its source is read.

Both stand in `fetches.rules`, so that another selector for one source asks for its captures alone to be judged again.
Documents carry the version of the rules only: a reading is a function of the canonical form (docs/decisions/0002).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from warehouse.connection import append
from warehouse.source_rows import COLUMNS, source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Source

KEPT = "kept: "
"""Before the rules of a judgement or reading that cannot be made again, because the bytes are damaged."""
_DIGITS = 12


def judged_by(rules: str, source: Source) -> str:
    """The version of the rules, a stroke, and a digest of how the source is read.

    That is by its kind, language and selectors, of a feed's entry by its id, by the date that a feed gives, and by whether
    only what a browser builds is its page.
    """
    besides = (source.item, source.published, *(["rendered"] if source.render == "always" else []))
    selectors = (source.include, source.exclude)
    reading = repr((source.kind, source.language, *selectors, *(besides if any(besides) else ())))
    return f"{rules}/{hashlib.sha256(reading.encode()).hexdigest()[:_DIGITS]}"


def known_sources(con: DuckDBPyConnection, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """The sources as registered last, all of them or those of these ids."""
    rows = con.execute(
        f"SELECT {COLUMNS} FROM sources WHERE $every OR source_id IN (SELECT unnest($ids))",  # noqa: S608 - ours
        {"every": ids is None, "ids": list(ids or ())},
    ).fetchall()
    return {one.id: one for one in map(source, rows)}


def note_wanted(con: DuckDBPyConnection, rules: str) -> None:
    """Make the temporary table `judgements_wanted`: for each source what its captures are to be judged by today."""
    con.execute("CREATE OR REPLACE TEMP TABLE judgements_wanted (source_id VARCHAR, rules VARCHAR)")
    append(
        con,
        "judgements_wanted",
        [(id_, judged_by(rules, source)) for id_, source in known_sources(con).items()],
    )


OUTDATED = """f.snapshot IS NOT NULL AND f.rules IS DISTINCT FROM w.rules AND NOT EXISTS (
    SELECT 1 FROM pruned_snapshots AS p WHERE p.snapshot = f.snapshot AND p.stand_in IS NULL
    AND p.snapshot NOT IN (SELECT snapshot FROM snapshots))"""
"""Of a fetch `f` and what of `judgements_wanted` is wanted of its source, `w`: whether the capture is to be judged again.
A wall whose bytes the retention policy let go is not: nothing is left to judge it by."""
