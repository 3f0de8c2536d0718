"""Where the pages of sources are, were and went, so that a page is one page wherever it stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from extractors.own_address import own_address, same_place
from extractors.records import Outcome
from warehouse.addresses import OddAddress, address
from warehouse.connection import append, connect_read_only

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.records import Fetch

_OTHERS = """
    SELECT source_id, address FROM source_addresses WHERE program = $program
    ORDER BY role <> 'watched', role <> 'moved to', source_id, address"""
_DOCUMENTS = """
    SELECT arg_max(document, started_at), source_id FROM fetches
    WHERE program = $program AND outcome = 'healthy' AND document IS NOT NULL GROUP BY source_id ORDER BY source_id DESC"""


def addresses_of(path: Path | str, program: str) -> dict[str, str]:
    """Every address (as `warehouse.addresses.address` writes it) at which a source of a program is, was or went: its id.

    What names itself by such an address, or stands at one, is no new page. An address that several sources share belongs
    to the one that is watched there.
    """
    with closing(connect_read_only(path)) as con:
        rows = con.execute(_OTHERS, {"program": program}).fetchall()
    found: dict[str, str] = {}
    for source, at in rows:
        try:
            found.setdefault(address(at), source)
        except OddAddress:
            continue
    return found


def documents_of(path: Path | str, program: str) -> dict[str, str]:
    """The document (its digest) that each source of a program showed last: the id of the source."""
    with closing(connect_read_only(path)) as con:
        return dict(con.execute(_DOCUMENTS, {"program": program}).fetchall())


def note_own_addresses(con: DuckDBPyConnection, numbered: Sequence[tuple[int, Fetch, str | None]]) -> None:
    """Keep which pages among these attempts name another address as their own."""
    named = {
        (fetch.source_id, snapshot, at)
        for _, fetch, snapshot in numbered
        if fetch.outcome is Outcome.HEALTHY and fetch.response and snapshot
        if (at := own_address(fetch.response)) and not same_place(at, fetch.response.final_url)
    }
    if not named:
        return
    known = con.execute(
        "FROM page_addresses WHERE source_id IN (SELECT unnest($ids))", {"ids": [row[0] for row in named]}
    ).fetchall()
    append(con, "page_addresses", sorted(named - set(known)))
