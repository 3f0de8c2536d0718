"""What a backfill has to do: how many captures, requests and bytes, and how long the archive's limits make it take."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.backfills import REDIRECTS, sha1

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from flows.settings import Archive
    from warehouse.backfills import Entry, Known, Listed


_EMPTY = sha1(b"")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an archive holds of one source, and what is left to do.

    `captures` are all that it lists and that belong to the source; of them `done` are here, `missing` could not be had, and
    of the rest `downloads` have to be asked for (`bytes`: as the index says, compressed); the others bring bytes that are
    known. `minutes` is how long the archive's limits make the downloads take, `lost` says of each missing one what it is
    and why.
    """

    source: str
    archive: str
    captures: int
    first: datetime | None
    last: datetime | None
    done: int
    missing: int
    downloads: int
    bytes: int
    minutes: float
    lost: tuple[str, ...] = ()


def plan(
    source: str, archive: Archive, entries: Sequence[Entry], known: Mapping[str, Sequence[Known]]
) -> Plan:
    """Give the plan for the entries that belong to a source; `known` are the bytes that are here, by digest."""
    states = Counter(entry.state for entry in entries)
    seen: set[tuple[str, int | None]] = set()
    downloads, size = 0, 0
    for entry in entries:
        one = entry.listed
        if entry.state != "planned" or repeated(one, known.get(one.digest, ())) is not None:
            continue
        if one.digest not in ("", _EMPTY) and one.status not in REDIRECTS and _seen(one, seen):
            continue
        seen.add((one.digest, one.status))
        downloads += 1
        size += one.length or 0
    lost = [entry for entry in entries if entry.state == "missing"]
    times = [entry.listed.captured_at for entry in entries]
    return Plan(
        source=source,
        archive=archive.name,
        captures=len(entries),
        first=min(times, default=None),
        last=max(times, default=None),
        done=states["taken"] + states["repeated"] + states["passed"],
        missing=states["missing"],
        downloads=downloads,
        bytes=size,
        minutes=math.ceil(10 * downloads / archive.mementos_per_minute) / 10,
        lost=tuple(
            f"{one.listed.url} at {one.listed.captured_at:%Y-%m-%d %H:%M:%S}: {one.reason}" for one in lost
        ),
    )


def repeated(listed: Listed, known: Collection[Known]) -> Known | None:
    """Give the known bytes that a listed capture brings again: same digest, same status (a revisit names none).

    Empty bytes are none, nor is a redirect: it may lead elsewhere each time.
    """
    if listed.digest in ("", _EMPTY) or listed.status in REDIRECTS:
        return None
    return next(
        (one for one in known if one.status not in REDIRECTS and listed.status in (None, one.status)), None
    )


def _seen(one: Listed, seen: set[tuple[str, int | None]]) -> bool:
    if one.status is None:
        return any(digest == one.digest and status not in REDIRECTS for digest, status in seen)
    return (one.digest, one.status) in seen
