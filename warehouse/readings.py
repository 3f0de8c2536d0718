"""Readings as rows: documents, requirements, mentions and facets."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.pages import page_starts
from extractors.records import Status
from warehouse.connection import append
from warehouse.values import value_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from extractors.records import Block, Reading, Requirement
    from warehouse.connection import Row


READINGS = ("documents", "requirements", "mentions", "document_facets", "reading_digests")
STAGED = "staged_"
"""Before the names of the tables where a re-reading under way keeps its readings."""


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """One reading as the rows of `READINGS`, in their order."""

    document: str
    rows: tuple[list[Row], list[Row], list[Row], list[Row], list[Row]]


def reading_rows(name: str, reading: Reading, rules: str) -> ReadingRows:
    """The rows of the reading of the document of that digest, by these rules."""
    requirements = [_requirement_row(name, n, r) for n, r in enumerate(reading.requirements)]
    mentions: list[Row] = [
        (name, n, m.question, m.facet, m.quote, m.start, m.end) for n, m in enumerate(reading.mentions)
    ]
    facets: list[Row] = [
        (name, f.question, f.facet, f.status.value, list(f.evidence))
        for f in reading.facets
        if f.status in (Status.DOCUMENTED, Status.MENTIONED)
    ]
    head = _document_row(name, reading, rules)
    digest = reading_digest(head, requirements, mentions, facets)
    return ReadingRows(name, ([head], requirements, mentions, facets, [(name, digest)]))


def reading_digest(
    head: Row, requirements: Sequence[Row], mentions: Sequence[Row], facets: Sequence[Row]
) -> str:
    """SHA-256 over the rows of one reading, as they are written and as they are found again.

    `head` is the row of `documents`, of which the version of the rules does not count: it moves on when other rules read
    the same. Requirements and mentions are in their order.
    """
    name, _, *rest = head
    if rest[-1] is None:  # no pages: as it was written before there were any
        rest.pop()
    parts = [name, rest, requirements, mentions, sorted(facets, key=lambda row: row[1:3])]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def drop_readings(con: DuckDBPyConnection, documents: Iterable[str]) -> None:
    """Forget the readings of these documents."""
    names = list(documents)
    for table in READINGS if names else ():
        con.execute(f"DELETE FROM {table} WHERE document IN (SELECT unnest($names))", {"names": names})  # noqa: S608


def store_readings(con: DuckDBPyConnection, new: Iterable[ReadingRows], prefix: str = "") -> None:
    """Append readings of documents that are not stored, or with the prefix `STAGED` not staged."""
    wanted = list(new)
    for place, table in enumerate(READINGS):
        append(con, f"{prefix}{table}", [row for reading in wanted for row in reading.rows[place]])


def _document_row(name: str, reading: Reading, rules: str) -> Row:
    d = reading.document
    blocks = json.dumps([_block(b) for b in d.blocks], ensure_ascii=False, separators=(",", ":"))
    return (name, rules, d.title, d.language, d.published, d.modified, d.text, blocks, page_starts(d))


def _block(block: Block) -> dict[str, Any]:
    """The block without its text and without what is empty."""
    fields = {
        "kind": block.kind,
        "start": block.start,
        "end": block.end,
        "section": block.section,
        "level": block.level,
        "intro": block.intro,
        "table": block.table,
        "row": block.row,
        "column": block.column,
        "row_headers": block.row_headers,
        "column_headers": block.column_headers,
        "header": block.header,
        "page": block.page,
    }
    always = ("kind", "start", "end")
    return {
        key: value for key, value in fields.items() if key in always or (value not in ("", (), None, False))
    }


def _requirement_row(document: str, ordinal: int, r: Requirement) -> Row:
    of = value_type(r.value)
    return (
        document,
        ordinal,
        r.kind,
        r.subject,
        r.attribute,
        r.key,
        r.comparator,
        of,
        json.dumps(r.value, ensure_ascii=False),
        float(r.value) if of == "number" and isinstance(r.value, (int, float)) else None,
        r.value if isinstance(r.value, str) else None,
        r.value if isinstance(r.value, bool) else None,
        json.dumps(r.value_max, ensure_ascii=False),
        r.unit,
        r.per,
        r.due,
        r.condition,
        r.quote,
        r.start,
        r.end,
        list(r.section),
    )
