"""What an operator may set, as records with their defaults; ``flows.configuration`` reads them from TOML."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How sources are fetched. Times are seconds, sizes bytes (after content decoding).

    `contact` is an address or URL at which a site's owner reaches the operator; it becomes part of the user
    agent. `pdf_seconds` is how long reading one PDF may take. `retries` are further tries after the first one.
    `allow_private_addresses` is for loopback sites and inner networks: leave it off for vendors' pages.
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
    pdf_seconds: float = 120.0
    max_redirects: int = 8
    retries: int = 2
    allow_private_addresses: bool = False
    http2: bool = True


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """Whether and how pages that scripts fill are built by a browser.

    `executable` is a Chromium (empty: the first one found). `seconds` are for one page, `pages` for one run, `parts` are
    requests for one page and `max_bytes` what they bring in all. `interval_seconds` lie between two requests of one page to
    one host. `hosts` are others than the page's own site that it may have parts from. `sandbox` is Chromium's own.
    """

    enabled: bool = True
    executable: str = ""
    seconds: float = 45.0
    pages: int = 30
    parts: int = 150
    max_bytes: int = 20_000_000
    interval_seconds: float = 0.2
    hosts: tuple[str, ...] = ()
    sandbox: bool = True


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
    """Where alerts go: an Atom file (None: none is written) and channels, in order of their names.

    `commitment_days` are how many days before a promised date people are reminded of it, 0 when it has passed.
    """

    feed: Path | None = None
    channels: tuple[Channel, ...] = ()
    commitment_days: tuple[int, ...] = (30, 7, 0)


@dataclass(frozen=True, slots=True)
class Archive:
    """A web archive that history is taken from, and how politely.

    `cdx` is the address of its index (CDX server), `memento` the template of a capture's address with ``{timestamp}`` (14
    digits) and ``{url}``, with the identity modifier ``id_``: the bytes as archived. The defaults are the Internet
    Archive's; it answers 24 questions to the index a minute and shuts out, for hours, who goes on after a 429.
    `tries` are in all for one capture, `page` lines of the index for one question, `redirect_days` how far in time the
    target of an archived redirect may be from it, `longest_wait_seconds` how long in all a backfill waits where the
    archive asks for it before it ends (to be started again).
    """

    name: str = "internet-archive"
    cdx: str = "https://web.archive.org/cdx/search/cdx"
    memento: str = "https://web.archive.org/web/{timestamp}id_/{url}"
    cdx_per_minute: float = 24.0
    mementos_per_minute: float = 60.0
    concurrency: int = 1
    page: int = 5000
    tries: int = 3
    timeout_seconds: float = 120.0
    longest_wait_seconds: float = 900.0
    redirect_days: int = 30
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """After how many days `gapwatch prune` lets page bytes go; None: never.

    `raw_days` is of captures between the first and the last one of a version, which say the same, `wall_days` of walls.
    """

    raw_days: int | None = None
    wall_days: int | None = None


@dataclass(frozen=True, slots=True)
class PublishingSettings:
    """Where the site is written after a run that changed something (None: nowhere), and the address that people have it at.

    `address` ends with a stroke, or is empty where letters are not to link to the site.
    """

    directory: Path | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class DiscoverySettings:
    """How new pages of programs are looked for; every number is a limit that holds.

    `schedule` is a cron expression, as the monitor's. For one program and run: `requests` in all (robots.txt, redirects and
    further tries included), `listings` asked for (sitemaps, feeds, ``llms.txt``), `pages` read that are new, for `minutes`
    at most. For one program in all: `enrolled` sources, and `candidates` that are remembered.
    """

    schedule: str = "47 3 * * *"
    requests: int = 60
    listings: int = 20
    pages: int = 25
    minutes: float = 8.0
    enrolled: int = 100
    candidates: int = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator sets for the whole monitor.

    `schedule` is a cron expression in `timezone` (IANA name). `confirmations` is in how many healthy captures
    an absence has to be seen before a status falls, and `interval` how far apart these have to be at least.
    `lost_after` is after how many failed fetches in a row a source counts as lost. `archives` are in the order of the file.
    """

    timezone: str = "UTC"
    schedule: str = "17 5 * * *"
    warehouse: Path = Path("var/gapwatch.duckdb")
    confirmations: int = 2
    interval: timedelta = timedelta(hours=21, minutes=36)
    lost_after: int = 5
    fetching: FetchSettings = field(default_factory=FetchSettings)
    rendering: RenderSettings = field(default_factory=RenderSettings)
    alerts: AlertSettings = field(default_factory=AlertSettings)
    archives: tuple[Archive, ...] = (Archive(),)
    retention: RetentionSettings = field(default_factory=RetentionSettings)
    discovery: DiscoverySettings = field(default_factory=DiscoverySettings)
    publishing: PublishingSettings = field(default_factory=PublishingSettings)
