"""Where the pages of sources are, were and went, so that a page is one page wherever it stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from extractors.own_address import own_address, same_place
from extractors.records import Outcome
from warehouse.connection import append, connect_read_only

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from warehouse.records import Fetch

_PLACES = """
    SELECT place, source_id FROM (
        SELECT moved_to AS place, source_id, false AS watched FROM moved_sources
        WHERE program = $program AND how = 'moved to'
        UNION ALL SELECT url, source_id, true FROM sources
        WHERE program = $program AND watched AND item = '' AND translation_of = ''
    ) ORDER BY watched, source_id"""


def addresses_of(path: Path | str, program: str) -> dict[str, str]:
    """Each address at which a source of a program is watched, or to which one leads for good, and the id of that source.

    What stands there is no new page. An address that is watched belongs to the source that is watched there.
    """
    with closing(connect_read_only(path)) as con:
        return dict(con.execute(_PLACES, {"program": program}).fetchall())


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
