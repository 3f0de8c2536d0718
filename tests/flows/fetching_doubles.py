"""What the tests of fetching share: settings for loopback, sources, and one call that fetches them."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import replace

from loopback import Clock, Reply, Route, Site

from extractors.catalogue import Source
from flows.fetching import Attempt, Fetcher, Validators
from flows.settings import FetchSettings

SETTINGS = FetchSettings(
    user_agent="gapwatch/0.1",
    contact="https://example.org/bot",
    per_host_interval_seconds=0.0,
    connect_timeout_seconds=2.0,
    read_timeout_seconds=2.0,
    total_timeout_seconds=20.0,
    max_bytes=100_000,
    max_redirects=4,
    retries=2,
    allow_private_addresses=True,
)
TRUST = ssl.create_default_context()
"""Made once: reading the system's authorities takes longer than most tests."""

PAGE = Reply(200, b"<html>a page</html>", (("Content-Type", "text/html"),))
NO_ROBOTS: dict[str, Route] = {"/robots.txt": Reply(404)}


def source(url: str, name: str = "tiers", language: str = "en") -> Source:
    """Give a source at that address."""
    return Source(id=f"acme/{name}", program="acme", name=name, url=url, language=language)


def fetched(
    site: Site,
    *paths: str,
    settings: FetchSettings = SETTINGS,
    validators: Validators | None = None,
    clock: Clock | None = None,
    tls: ssl.SSLContext | None = None,
    root: str = "",
) -> list[Attempt]:
    """Give the attempts at `paths` of `site`, made at the same time by one fetcher."""
    time = clock or Clock()

    async def run() -> list[Attempt]:
        async with site, _fetcher(settings, time, tls) as fetcher:
            base = root.format(port=site.port) or site.root
            sources = [source(path if "://" in path else f"{base}{path}", path) for path in paths]
            return await asyncio.gather(*(fetcher.fetch(each, validators) for each in sources))

    return asyncio.run(run())


def _fetcher(settings: FetchSettings, time: Clock, tls: ssl.SSLContext | None) -> Fetcher:
    return Fetcher(
        settings, time.now, sleep=time.sleep, clock=time.clock, chance=lambda: 0.5, tls=tls or TRUST
    )


def site(**routes: Route) -> Site:
    """Give a site with the given pages (names are paths) and no robots.txt."""
    return Site({**NO_ROBOTS, **{f"/{name}": route for name, route in routes.items()}})


def settings(**changes: object) -> FetchSettings:
    """Give the settings for loopback with some changed."""
    return replace(SETTINGS, **changes)  # type: ignore[arg-type]
