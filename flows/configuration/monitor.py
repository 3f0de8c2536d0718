"""``settings.toml`` as settings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flows.configuration.addresses import contact, user_agent
from flows.configuration.archives import archives
from flows.configuration.checks import boolean, each, integer, kebab_case, number, path, text, variable
from flows.configuration.publishing import publishing
from flows.configuration.rendering import rendering
from flows.configuration.schedules import confirmation_interval, cron, time_zone
from flows.configuration.tables import Key, Table, TomlFile
from flows.settings import (
    AlertSettings,
    Channel,
    DiscoverySettings,
    FetchSettings,
    RetentionSettings,
    Settings,
)

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULTS = FetchSettings()
_HOURS_OF_A_YEAR = 8784

TIMEZONE = Key("timezone", time_zone, "UTC")
SCHEDULE = Key("schedule", cron, Settings().schedule)
WAREHOUSE = Key("warehouse", path, Settings().warehouse)
CONFIRMATIONS = Key("confirmations", integer(1, 30), Settings().confirmations)
INTERVAL_HOURS: Key[float | None] = Key("interval_hours", number(0, _HOURS_OF_A_YEAR), None)
LOST_AFTER = Key("lost_after", integer(1, 1000), Settings().lost_after)
SETTINGS = (TIMEZONE, SCHEDULE, WAREHOUSE, CONFIRMATIONS, INTERVAL_HOURS, LOST_AFTER)

USER_AGENT = Key("user_agent", user_agent, _DEFAULTS.user_agent)
CONTACT = Key("contact", contact, _DEFAULTS.contact)
CONCURRENCY = Key("concurrency", integer(1, 64), _DEFAULTS.concurrency)
PER_HOST = Key("per_host_concurrency", integer(1, 8), _DEFAULTS.per_host_concurrency)
INTERVAL = Key("per_host_interval_seconds", number(0, 3600), _DEFAULTS.per_host_interval_seconds)
CONNECT = Key("connect_timeout_seconds", number(0.1, 300), _DEFAULTS.connect_timeout_seconds)
READ = Key("read_timeout_seconds", number(0.1, 600), _DEFAULTS.read_timeout_seconds)
TOTAL = Key("total_timeout_seconds", number(0.1, 3600), _DEFAULTS.total_timeout_seconds)
MAX_BYTES = Key("max_bytes", integer(1_000, 1_000_000_000), _DEFAULTS.max_bytes)
PDF_SECONDS = Key("pdf_seconds", number(1, 3600), _DEFAULTS.pdf_seconds)
MAX_REDIRECTS = Key("max_redirects", integer(0, 30), _DEFAULTS.max_redirects)
RETRIES = Key("retries", integer(0, 10), _DEFAULTS.retries)
PRIVATE = Key("allow_private_addresses", boolean, _DEFAULTS.allow_private_addresses)
HTTP2 = Key("http2", boolean, _DEFAULTS.http2)
FETCHING: tuple[Key[Any], ...] = (
    *(USER_AGENT, CONTACT, CONCURRENCY, PER_HOST, INTERVAL, CONNECT, READ, TOTAL),
    *(MAX_BYTES, PDF_SECONDS, MAX_REDIRECTS, RETRIES, PRIVATE, HTTP2),
)

FEED: Key[Path | None] = Key("feed", path, None)
COMMITMENT_DAYS: Key[tuple[int, ...]] = Key(
    "commitment_days", each(integer(0, 3_650)), AlertSettings().commitment_days
)
ALERTS: tuple[Key[Any], ...] = (FEED, COMMITMENT_DAYS)

_LONGEST_DAYS = 36_525
RAW_DAYS: Key[int | None] = Key("raw_days", integer(1, _LONGEST_DAYS), None)
WALL_DAYS: Key[int | None] = Key("wall_days", integer(1, _LONGEST_DAYS), None)
RETENTION = (RAW_DAYS, WALL_DAYS)

_SEARCH = DiscoverySettings()
SEARCHED = Key("schedule", cron, _SEARCH.schedule)
REQUESTS = Key("requests", integer(1, 10_000), _SEARCH.requests)
LISTINGS = Key("listings", integer(0, 1_000), _SEARCH.listings)
PAGES = Key("pages", integer(0, 1_000), _SEARCH.pages)
MINUTES = Key("minutes", number(0.1, 600), _SEARCH.minutes)
MOST_ENROLLED = Key("enrolled", integer(0, 10_000), _SEARCH.enrolled)
MOST_CANDIDATES = Key("candidates", integer(10, 100_000), _SEARCH.candidates)
DISCOVERY: tuple[Key[Any], ...] = (
    *(SEARCHED, REQUESTS, LISTINGS, PAGES, MINUTES, MOST_ENROLLED, MOST_CANDIDATES),
)

URL_ENV: Key[str | None] = Key("url_env", variable, None)
PREFECT_BLOCK: Key[str | None] = Key("prefect_block", text, None)
CHANNEL = (URL_ENV, PREFECT_BLOCK)

_USE_ENVIRONMENT = (
    "use url_env: put the address into an environment variable and write the variable's name here"
)
_CHANNEL_HINTS = dict.fromkeys(
    ("address", "apprise", "password", "secret", "token", "url", "webhook"), _USE_ENVIRONMENT
)


def settings(file: TomlFile, root: Path) -> Settings:
    """Read the settings; relative paths count from `root`. Faults are noted in the file."""
    table = file.table("settings.toml")
    table.refuse_unknown(
        [
            *(key.name for key in SETTINGS),
            "alerts",
            "archives",
            "discovery",
            "fetching",
            "publishing",
            "rendering",
            "retention",
        ]
    )
    schedule, zone = table.get(SCHEDULE), table.get(TIMEZONE)
    hours = table.get(INTERVAL_HOURS)
    return Settings(
        timezone=zone,
        schedule=schedule,
        warehouse=root / table.get(WAREHOUSE),
        confirmations=table.get(CONFIRMATIONS),
        interval=confirmation_interval(schedule, zone) if hours is None else timedelta(hours=hours),
        lost_after=table.get(LOST_AFTER),
        fetching=_fetching(table.table("fetching", "[fetching]")),
        alerts=_alerts(table.table("alerts", "[alerts]"), root),
        archives=archives(table),
        rendering=rendering(table.table("rendering", "[rendering]")),
        retention=_retention(table.table("retention", "[retention]")),
        discovery=_discovery(table.table("discovery", "[discovery]")),
        publishing=publishing(table.table("publishing", "[publishing]"), root),
    )


def _fetching(table: Table) -> FetchSettings:
    table.refuse_unknown([key.name for key in FETCHING])
    settings = FetchSettings(**{key.name: table.get(key) for key in FETCHING})
    if settings.total_timeout_seconds < max(settings.connect_timeout_seconds, settings.read_timeout_seconds):
        expected = "expected at least connect_timeout_seconds and read_timeout_seconds"
        what = f"total_timeout_seconds is {settings.total_timeout_seconds:g}"
        table.fault("total_timeout_seconds", what, expected, "raise it, or lower the others")
    return settings


def _discovery(table: Table) -> DiscoverySettings:
    table.refuse_unknown([key.name for key in DISCOVERY])
    return DiscoverySettings(**{key.name: table.get(key) for key in DISCOVERY})


def _retention(table: Table) -> RetentionSettings:
    table.refuse_unknown([key.name for key in RETENTION])
    return RetentionSettings(table.get(RAW_DAYS), table.get(WALL_DAYS))


def _alerts(table: Table, root: Path) -> AlertSettings:
    table.refuse_unknown([*(key.name for key in ALERTS), "channels"])
    feed = table.get(FEED)
    channels = tuple(_channel(name, channel) for name, channel in table.tables("channels", "channel"))
    return AlertSettings(
        None if feed is None else root / feed,
        tuple(sorted(channels, key=lambda channel: channel.name)),
        table.get(COMMITMENT_DAYS),
    )


def _channel(name: str, table: Table) -> Channel:
    table.refuse_unknown([key.name for key in CHANNEL], _CHANNEL_HINTS)
    table.check_name(name, kebab_case)
    if ("url_env" in table.values) == ("prefect_block" in table.values):
        what = "has both url_env and prefect_block" if "url_env" in table.values else "has no address"
        do = 'write url_env = "GAPWATCH_…" (an environment variable) or prefect_block = "…"'
        table.fault(None, what, "expected exactly one of url_env and prefect_block", do)
    return Channel(name, table.get(URL_ENV), table.get(PREFECT_BLOCK))
