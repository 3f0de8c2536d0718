"""Whether every reading holds what it held when it was written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from warehouse.checked import REBUILD, Checked
from warehouse.readings import reading_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from warehouse.connection import Row

AT_ONCE = 500
_PARTS = (
    ("requirements", "document, ordinal"),
    ("mentions", "document, ordinal"),
    ("document_facets", "document, question, facet"),
)


def checked_readings(con: DuckDBPyConnection) -> Checked:
    """Compare every reading with the digest that was written with it; a line for each that is another now."""
    written: dict[str, str] = dict(con.execute("SELECT document, digest FROM reading_digests").fetchall())
    rows = con.execute("SELECT document FROM documents ORDER BY document").fetchall()
    names = [name for (name,) in rows]
    lacking = sum(1 for name in names if name not in written)
    faults: list[str] = []
    for start in range(0, len(names), AT_ONCE):
        faults += _edited(con, [name for name in names[start : start + AT_ONCE] if name in written], written)
    unlike = (
        (f"{lacking} readings that an older version wrote: `gapwatch rebuild` reads them again",)
        if lacking
        else ()
    )
    return Checked(len(names) - lacking, tuple(faults), unlike=unlike)


def _edited(con: DuckDBPyConnection, names: Sequence[str], written: dict[str, str]) -> list[str]:
    parts = [_by_document(con, table, order, names) for table, order in _PARTS]
    heads = con.execute(
        "FROM documents WHERE document IN (SELECT unnest($names)) ORDER BY ALL", {"names": names}
    ).fetchall()
    faults = []
    for head in heads:
        now = reading_digest(head, *(part.get(head[0], []) for part in parts))
        if now != written[head[0]]:
            what = "its text, requirements, mentions or facets are not what was written"
            faults.append(
                f"document {head[0]}: {what}; expected a reading of digest {written[head[0]]}; {REBUILD}"
            )
    return faults


def _by_document(
    con: DuckDBPyConnection, table: str, order: str, names: Sequence[str]
) -> dict[str, list[Row]]:
    rows = con.execute(
        f"FROM {table} WHERE document IN (SELECT unnest($names)) ORDER BY {order}",
        {"names": names},
    ).fetchall()
    return {name: list(found) for name, found in groupby(rows, key=lambda row: row[0])}
