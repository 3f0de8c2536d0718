"""Where pages moved, as captures show it: which addresses the vendor's permanent redirects led over, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Led:
    """A permanent redirect of a source's: the addresses from the first to where it led, and when (UTC) that was seen."""

    source_id: str
    way: tuple[str, ...]
    seen: tuple[datetime, ...]


def led(con: DuckDBPyConnection | None) -> tuple[Led, ...]:
    """All permanent redirects of all sources that led to a page.

    Of one that was taken from an archive's index the instant is that of the redirect, which is not that of the page.
    """
    if con is None:
        return ()
    rows = con.execute(
        "SELECT f.source_id, list_append(f.redirects, f.final_url) AS way,"
        " list(DISTINCT epoch(coalesce(c.captured_at, f.started_at)))"
        " FROM fetches AS f LEFT JOIN backfill_captures AS c ON c.source_id = f.source_id AND c.snapshot = f.snapshot"
        " AND c.url = f.redirects[1] AND c.status IN (301, 308) AND c.state = 'taken'"
        " AND abs(epoch(c.captured_at) - epoch(f.started_at)) < 366 * 86400"
        " WHERE f.permanent AND len(f.redirects) > 0 AND f.outcome IN ('healthy', 'unchanged')"
        " GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return tuple(Led(source, tuple(way), _instants(seen)) for source, way, seen in rows)


def at_home(
    con: DuckDBPyConnection | None, source_ids: Collection[str]
) -> dict[str, dict[str, tuple[datetime, ...]]]:
    """When (UTC) a page was seen to stand at an address itself, for each of these sources and address."""
    if con is None:
        return {}
    rows = con.execute(
        "SELECT source_id, url, list(DISTINCT epoch(started_at)) FROM fetches"
        " WHERE source_id IN (SELECT unnest($ids)) AND outcome IN ('healthy', 'unchanged')"
        " AND NOT (permanent AND len(redirects) > 0) GROUP BY ALL",
        {"ids": list(source_ids)},
    ).fetchall()
    found: dict[str, dict[str, tuple[datetime, ...]]] = {}
    for source, url, seen in rows:
        found.setdefault(source, {})[url] = _instants(seen)
    return found


def here(con: DuckDBPyConnection | None, source_id: str) -> frozenset[tuple[str, datetime]]:
    """What there is of a source: the address that each capture came from in the end, and its instant to the second (UTC)."""
    if con is None:
        return frozenset()
    rows = con.execute(
        "SELECT DISTINCT final_url, floor(epoch(started_at)) FROM fetches"
        " WHERE source_id = $source AND snapshot IS NOT NULL",
        {"source": source_id},
    ).fetchall()
    return frozenset((url, datetime.fromtimestamp(at, UTC)) for url, at in rows)


def _instants(seen: list[float]) -> tuple[datetime, ...]:
    return tuple(sorted(datetime.fromtimestamp(at, UTC) for at in seen))
