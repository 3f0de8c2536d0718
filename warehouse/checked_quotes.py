"""Whether every quote stands where it is said to stand: in documents at its offsets, in evidence, and in what was told."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from warehouse import snapshots
from warehouse.checked import REBUILD, Checked
from warehouse.naming import CHANGE, COVERAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

READINGS = ("requirements", "mentions")
_TAG = re.compile(r"<[^>]*>")
_NO_WORD = re.compile(r"[\W_]+")


def checked_quotes(con: DuckDBPyConnection, path: Path) -> Checked:
    """Find every quote of requirements, mentions, coverage, changes and alerts."""
    count, faults = 0, []
    for table in READINGS:
        count += _count(con, f"SELECT count(*) FROM {table}")  # noqa: S608 - names from this module
        faults += _ungrounded(con, table)
    count += _count(con, "SELECT count(quote) FROM coverage") + _count(
        con, "SELECT count(quote) FROM changes"
    )
    faults += [*_unsaid_coverage(con), *_unsaid_changes(con)]
    told = list(_told(con))
    faults += _untrue(con, path, told)
    return Checked(count + len(told), tuple(faults))


def _count(con: DuckDBPyConnection, statement: str) -> int:
    ((count,),) = con.execute(statement).fetchall()
    return int(count)


def _ungrounded(con: DuckDBPyConnection, table: str) -> list[str]:
    rows = con.execute(
        "SELECT q.document, q.ordinal, q.quote, q.start_offset, q.end_offset,"  # noqa: S608 - a name from this module
        " substring(d.text, q.start_offset + 1, q.end_offset - q.start_offset) AS stands"
        f" FROM {table} AS q JOIN documents AS d USING (document) WHERE stands IS DISTINCT FROM q.quote"
        " ORDER BY q.document, q.ordinal"
    ).fetchall()
    return [
        f'document {document}: {table} {ordinal}: "{quote}" does not stand at {start} to {end}; '
        f'expected it there, found "{stands}"; {REBUILD}'
        for document, ordinal, quote, start, end, stands in rows
    ]


def _unsaid_coverage(con: DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        f"SELECT {COVERAGE}, c.quote, c.document FROM coverage AS c LEFT JOIN documents AS d USING (document)"  # noqa: S608
        " WHERE c.quote IS NOT NULL AND NOT coalesce(contains(d.text, c.quote), false) ORDER BY ALL"
    ).fetchall()
    return [
        f'{where}: "{quote}" does not stand in document {document}; expected it there; {REBUILD}'
        for where, quote, document in rows
    ]


def _unsaid_changes(con: DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        f"SELECT {CHANGE}, c.quote, c.quoted_from FROM changes AS c"  # noqa: S608 - words from naming
        " WHERE c.quote IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fetches AS f JOIN documents AS d USING (document)"
        " WHERE f.snapshot = c.quoted_from AND contains(d.text, c.quote)) ORDER BY ALL"
    ).fetchall()
    return [
        f'{where}: "{quote}" does not stand in what snapshot {snapshot} says; expected it there; {REBUILD}'
        for where, quote, snapshot in rows
    ]


# -- what was told -------------------------------------------------------------------------------------------------


def _told(con: DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    """Alert, quote and snapshot of every quote in a payload that says from where it is."""
    for alert, payload in con.execute("SELECT id, payload FROM alerts ORDER BY id").fetchall():
        for quote, snapshot in _quotes(json.loads(payload)):
            yield alert, quote, snapshot


def _quotes(part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        for one in part:
            yield from _quotes(one)
    elif isinstance(part, dict):
        snapshot = part.get("quoted_from") or part.get("snapshot")
        if part.get("quote") and snapshot:
            yield part["quote"], snapshot
        for one in part.values():
            yield from _quotes(one)


def _untrue(con: DuckDBPyConnection, path: Path, told: list[tuple[str, str, str]]) -> list[str]:
    """What was told stays as it was told, so a quote may be of older rules' text: then its words stand in the bytes."""
    faults = []
    for alert, quote, snapshot in dict.fromkeys(told):
        said = con.execute(
            "SELECT 1 FROM fetches JOIN documents USING (document) WHERE snapshot = $snapshot AND contains(text, $quote)"
            " LIMIT 1",
            {"snapshot": snapshot, "quote": quote},
        ).fetchall()
        if not said and not _in_bytes(con, path, quote, snapshot):
            what = f'"{quote}" stands neither in what snapshot {snapshot} says nor in its bytes; expected what was told'
            faults.append(f"alert {alert}: {what}; look at it (`gapwatch sql`): it is not made again")
    return faults


def _in_bytes(con: DuckDBPyConnection, path: Path, quote: str, snapshot: str) -> bool:
    """Whether the words stand in the page without its markup; of bytes that are no text nothing can be said."""
    body = snapshots.read(con, path, [snapshot]).bodies.get(snapshot)
    if body is None:
        return False
    if body.startswith(b"%PDF-"):
        return True
    page = html.unescape(_TAG.sub(" ", body.decode("utf-8", "replace")))
    return _words(quote) in _words(page)


def _words(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
