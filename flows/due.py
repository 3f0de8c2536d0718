"""Which sources a scheduled run has to fetch: those whose schedule has come round since their last fetch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cronsim import CronSim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractors.catalogue import Source
    from flows.settings import Settings

_JITTER = timedelta(seconds=30)


def due(
    sources: Iterable[Source], fetched_at: Mapping[str, datetime], settings: Settings, now: datetime
) -> tuple[Source, ...]:
    """Those of `sources` that are due at `now`: never fetched, or their cron fired since.

    A source without a schedule of its own follows the monitor's. Cron is read in the configured time zone.
    """
    return tuple(
        source
        for source in sources
        if source.id not in fetched_at
        or next_firing(source.schedule or settings.schedule, settings.timezone, fetched_at[source.id])
        <= now + _JITTER
    )


def next_firing(expression: str, zone: str, after: datetime) -> datetime:
    """When a cron expression fires next after an instant, in UTC."""
    return next(CronSim(expression, after.astimezone(ZoneInfo(zone)))).astimezone(UTC)


def interleaved(sources: Iterable[Source]) -> tuple[Source, ...]:
    """`sources` with the hosts taking turns, so that a slow host does not stand before all others."""
    turns: dict[str, int] = {}
    placed = []
    for place, source in enumerate(sources):
        host = urlsplit(source.url).netloc
        turns[host] = turns.get(host, 0) + 1
        placed.append((turns[host], place, source))
    return tuple(source for _, _, source in sorted(placed, key=lambda turn: turn[:2]))


def schedules(settings: Settings, sources: Sequence[Source]) -> tuple[str, ...]:
    """Every cron expression by which something is due, the monitor's own first, each once."""
    own = (source.schedule for source in sources if source.schedule)
    return tuple(dict.fromkeys([settings.schedule, *own]))
