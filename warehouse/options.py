"""What can honestly be done about a source that stays behind a wall: other ways to the vendor's words, none around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Option(TypedDict):
    """One thing to do: `what` kind of thing, and the address or the source that it is about."""

    what: Literal["feed", "sitemap", "pdf", "address", "render", "ask", "archive"]
    where: str


NOT_WALLS = ("healthy", "unchanged", "not_found", "gone", "soft_404", "redirect_home")
"""Outcomes that say that the page is there, or that it is not."""
_BESIDE = """
    SELECT s.kind, min(s.url ORDER BY s.source_id) FROM sources AS s JOIN source_health AS h USING (source_id)
    WHERE s.program = split_part($source, '/', 1) AND s.source_id <> $source AND s.watched AND s.item = ''
        AND s.kind IN ('feed', 'sitemap', 'pdf') AND h.health = 'healthy' GROUP BY s.kind ORDER BY s.kind"""
_ADDRESSES = """
    SELECT DISTINCT address FROM source_addresses WHERE source_id = $source AND role <> 'watched'
        AND rtrim(address, '/') <> (SELECT rtrim(url, '/') FROM sources WHERE source_id = $source)
    ORDER BY address LIMIT 3"""


def options(con: DuckDBPyConnection, source_id: str, outcome: str) -> tuple[Option, ...]:
    """The options for a source whose last attempt ended so; none where no wall stands.

    A feed, a sitemap or a PDF of the program that can be had; other addresses of the page; a browser for a page that scripts
    build; the vendor, where robots.txt or a bot check keeps out; and an archive's captures.
    """
    if outcome in NOT_WALLS:
        return ()
    named = {"source": source_id}
    found: list[Option] = [
        {"what": kind, "where": url} for kind, url in con.execute(_BESIDE, named).fetchall()
    ]
    found += [{"what": "address", "where": url} for (url,) in con.execute(_ADDRESSES, named).fetchall()]
    if outcome == "empty_shell":
        found.append({"what": "render", "where": source_id})
    if outcome in {"robots_disallowed", "bot_check", "rate_limited", "region_block"}:
        found.append({"what": "ask", "where": source_id.partition("/")[0]})
    return (*found, {"what": "archive", "where": source_id})
