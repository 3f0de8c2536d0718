"""Which hosts belong to one site: what a page may have its parts from, and what is a third party."""

from __future__ import annotations

import ipaddress
from typing import Final

_LABELS: Final = 2
_SHORT: Final = 3
_SECOND_LEVELS: Final = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "govt", "ne", "net", "or", "org"}
)
"""Below which countries register names, as in ``co.uk``."""


def site_of(host: str) -> str:
    """The registered name: the last two labels, three where the second is a country's own; an address as it is.

    What hosts lend to many below one name (``pages.example``) counts as one site: each request is checked by itself.
    """
    host = host.rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        labels = host.split(".")
    country = len(labels[-1]) < _SHORT and len(labels) > _LABELS and labels[-2] in _SECOND_LEVELS
    return ".".join(labels[-3 if country else -2 :])


def belongs(host: str, page: str, besides: tuple[str, ...]) -> bool:
    """Whether a part at `host` belongs to a page at the host `page`: of the same site, or at (or below) one of `besides`."""
    named = host.rstrip(".").lower()
    return site_of(named) == site_of(page) or any(
        named == other or named.endswith(f".{other}") for other in besides
    )
