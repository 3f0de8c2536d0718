"""Programs and sources as lines of JSON, in the form that `gapwatch import --sources` reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

SOURCES = """
    SELECT s.program, s.name AS page, s.url, s.kind, s.standing, s.language, s.include, s.exclude, s.schedule,
        s.former_urls, s.announcement, s.item, s.published, nullif(s.render, 'when_needed') AS render, s.translation_of,
        s.discovered_from, s.discovered_how, strftime(s.discovered_at, '%Y-%m-%dT%H:%M:%S.%fZ') AS discovered_at,
        s.discovered_why, p.name AS program_name, p.vendor, p.homepage, p.aliases
    FROM sources AS s SEMI JOIN ledger_sources USING (source_id) JOIN programs AS p USING (program)
    ORDER BY s.program, s.name"""
ALWAYS = frozenset(("program", "page", "url", "kind", "standing", "language"))


def declared(con: DuckDBPyConnection) -> Iterator[str]:
    """One line for each source, with what its program is called; without what is empty."""
    rows = con.execute(SOURCES)
    names = [column[0] for column in rows.description or ()]
    for row in rows.fetchall():
        said = {name: value for name, value in zip(names, row, strict=True) if name in ALWAYS or value}
        yield json.dumps(said, ensure_ascii=False) + "\n"
