"""What an operator may set, as plain records with their defaults; ``flows.configuration`` reads them from TOML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How sources are fetched. Times are seconds, sizes bytes (after content decoding).

    `contact` is an address or URL at which a site's owner reaches the operator; it becomes part of the user agent.
    `retries` are further tries after the first one. `allow_private_addresses` is for loopback sites and inner networks:
    leave it off for vendors' pages.
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
