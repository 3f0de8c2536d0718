"""Entries of a feed that are about its program: sources of their own, captured whenever their feed is.

They are a function of the feed's captures. So an archive holds the feed alone, and whoever imports it finds the entries.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.announcing import about
from extractors.catalogue import Discovered, Source
from extractors.feeds import entries
from extractors.records import Outcome
from warehouse.examining import examined_anyway

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program
    from extractors.feeds import Entry
    from warehouse.records import Fetch

MOST: Final = 50
"""Entries of one capture that become sources: the newest. A feed that is all about the program is watched, not mirrored."""
_LONGEST: Final = 40


def with_entries(
    fetch: Fetch, source: Source, program: Program | None, catalogue: Catalogue, known: Container[str] = ()
) -> tuple[Fetch, ...]:
    """A fetch, and with a feed that answered one for each of its entries that are about the program. Never raises.

    An entry that is a source already stays one, whatever it says now. `known` are the digests of documents that need no
    second reading.
    """
    if fetch.response is None or fetch.outcome is not Outcome.HEALTHY or program is None:
        return (fetch,)
    if source.kind != "feed" or source.item:
        return (fetch,)
    found = [fetch]
    for item in _chosen(fetch, source, program, catalogue):
        seen = examined_anyway(fetch.response, item, catalogue, known)
        if seen.judgement.outcome is Outcome.HEALTHY:
            said = replace(fetch, reason=seen.judgement.reason, digest=seen.digest, reading=seen.reading)
            found.append(replace(said, source_id=item.id, entry=item))
    return tuple(found)


def _chosen(fetch: Fetch, feed: Source, program: Program, catalogue: Catalogue) -> list[Source]:
    """The entries of a feed that are watched, as sources."""
    response = fetch.response
    assert response is not None
    enrolled = {one.id for one in program.sources if one.item}
    found: list[Source] = []
    for entry in entries(response.body, response.url, response.header("content-type")):
        why = about(entry, program, feed, catalogue)
        item = _source(feed, entry, Discovered(response.url, "feed", fetch.finished_at, why))
        if (why or item.id in enrolled) and len(found) < MOST:
            found.append(item)
    return found


def _source(feed: Source, entry: Entry, discovered: Discovered) -> Source:
    """An entry as a source: named for its id within its feed, at the address of what it announces."""
    words = entry.id.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    slug = re.sub(r"[^a-z0-9]+", "-", words)[:_LONGEST].strip("-") or "entry"
    name = f"{feed.name}.{slug}-{hashlib.sha256(entry.id.encode('utf-8', 'replace')).hexdigest()[:6]}"
    return Source(
        f"{feed.program}/{name}",
        feed.program,
        name,
        entry.url if entry.url.startswith(("https://", "http://")) else feed.url,
        kind="feed",
        standing=feed.standing,
        language=feed.language,
        announcement=True,
        item=entry.id,
        discovered=discovered,
    )


def new_entries(con: DuckDBPyConnection, fetches: Sequence[Fetch], at: datetime) -> list[Source]:
    """The sources of these fetches that are entries and not known yet, each once, as enrolled at a record time."""
    found = {fetch.entry.id: fetch.entry for fetch in fetches if fetch.entry is not None}
    if not found:
        return []
    rows = con.execute(
        "SELECT source_id FROM sources WHERE source_id IN (SELECT unnest($ids))", {"ids": list(found)}
    ).fetchall()
    for (known,) in rows:
        del found[known]
    return [
        replace(one, discovered=replace(one.discovered, at=at) if one.discovered else None)
        for one in found.values()
    ]
