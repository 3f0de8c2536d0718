"""The ledger as files that can be compared: what is true by capture time, and nothing of how it became known here.

Left out are record times, runs, rules, archives and sequence numbers, so that two warehouses which hold the same captures
give the same bytes, in whichever order and from wherever the captures came.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.connection import connect_read_only
from warehouse.records import Exported

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WAIT_SECONDS = 30
TABLES = {
    "coverage": """
        SELECT program, question, facet, status, valid_from, valid_to, source_id, snapshot, document, quote, proof
        FROM coverage ORDER BY program, question, facet NULLS FIRST, valid_from""",
    "requirement_periods": """
        SELECT p.program, p.source_id, p.identity, p.valid_from, p.valid_to, r.kind, r.subject, r.attribute, r.key,
            r.comparator, r.value, r.value_max, r.unit, r.per, r.due, r.condition, r.quote, r.start_offset, r.end_offset,
            r.section, p.snapshot, p.document
        FROM requirement_periods AS p LEFT JOIN requirements AS r USING (document, ordinal)
        ORDER BY p.program, p.source_id, p.identity, p.valid_from, p.valid_to NULLS LAST""",
    "changes": """
        SELECT program, captured_at, confirmed_at, type, id, source_id, source_url, question, kind, subject, attribute,
            before, after, unit, quote, snapshot, quoted_from, proof
        FROM changes ORDER BY program, captured_at, id""",
}
"""Each file with what it holds; every order is total, since identities, ids and beginnings of periods are unique."""
JSON_COLUMNS = ("proof", "value", "value_max", "before", "after")


def ledger_exported(path: Path | str, directory: Path | str) -> Exported:
    """Write coverage.jsonl, requirement_periods.jsonl and changes.jsonl into `directory` (made when missing).

    One JSON object a line (UTF-8, keys sorted, no white space), rows in a fixed order, instants in UTC as ISO 8601 with a
    `Z`. Raises WarehouseMissing, and WarehouseBusy while a run is writing.
    """
    target = Path(directory)
    con = connect_read_only(path, wait_seconds=WAIT_SECONDS)
    try:
        target.mkdir(parents=True, exist_ok=True)
        return Exported(
            tuple(_written(con, query, target / f"{name}.jsonl") for name, query in TABLES.items())
        )
    finally:
        con.close()


def _written(con: DuckDBPyConnection, query: str, file: Path) -> Path:
    rows = con.execute(query)
    names = [column[0] for column in rows.description or ()]
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        while chunk := rows.fetchmany(10_000):
            stream.writelines(_line(dict(zip(names, row, strict=True))) for row in chunk)
    return file


def _line(row: dict[str, Any]) -> str:
    said = {name: _canonical(name, value) for name, value in row.items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _canonical(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if name in JSON_COLUMNS and isinstance(value, str):
        return json.loads(value)
    return value
