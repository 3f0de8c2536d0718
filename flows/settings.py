"""What an operator may set, as records with their defaults; ``flows.configuration`` reads them from TOML."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How sources are fetched. Times are seconds, sizes bytes (after content decoding).

    `contact` is an address or URL at which a site's owner reaches the operator; it becomes part of the user
    agent. `retries` are further tries after the first one. `allow_private_addresses` is for loopback sites
    and inner networks: leave it off for vendors' pages.
    """

    user_agent: str = "gapwatch/0.1"
    contact: str = ""
    concurrency: int = 8
    per_host_concurrency: int = 2
    per_host_interval_seconds: float = 1.0
    connect_timeout_seconds: float = 10.0
    read_timeout_seconds: float = 20.0
    total_timeout_seconds: float = 90.0
    max_bytes: int = 10_000_000
    max_redirects: int = 8
    retries: int = 2
    allow_private_addresses: bool = False
    http2: bool = True


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to people.

    Exactly one is set: `url_env`, the name of an environment variable that holds an apprise address, or
    `prefect_block`, the name of a Prefect block that does.
    """

    name: str
    url_env: str | None = None
    prefect_block: str | None = None


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Where alerts go: an Atom file (None: none is written) and channels, in order of their names."""

    feed: Path | None = None
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator sets for the whole monitor.

    `schedule` is a cron expression in `timezone` (IANA name). `confirmations` is in how many healthy captures
    an absence has to be seen before a status falls, and `interval` how far apart these have to be at least.
    `lost_after` is after how many failed fetches in a row a source counts as lost.
    """

    timezone: str = "UTC"
    schedule: str = "17 5 * * *"
    warehouse: Path = Path("var/gapwatch.duckdb")
    confirmations: int = 2
    interval: timedelta = timedelta(hours=21, minutes=36)
    lost_after: int = 5
    fetching: FetchSettings = field(default_factory=FetchSettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
