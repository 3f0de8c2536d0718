"""Which addresses hold a source's history, and which of their captures belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.backfill.mementos import same_page
from warehouse.addresses import OddAddress, address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from extractors.catalogue import Source
    from warehouse.backfills import Entry, Listed

_GOOD = range(200, 300)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a source's page is and was: `own`, and `former` addresses, newest first. `others` belong to other sources."""

    own: str
    former: tuple[str, ...]
    others: frozenset[str]

    @property
    def all(self) -> tuple[str, ...]:
        """Every address to ask for."""
        return (self.own, *self.former)


def addresses(source: Source, sources: Iterable[Source], moved: Sequence[str]) -> Addresses:
    """Give the addresses of a source: its own, those declared, and those known from permanent redirects.

    Archives list addresses that differ in scheme, www or a closing slash as one, so that no address is asked for twice.
    """
    others = frozenset(_address(other.url) for other in sources if other.id != source.id) - {
        _address(source.url)
    }
    former: list[str] = []
    for url in (*source.former_urls, *moved):
        known = any(same_page(url, one) for one in (source.url, *former))
        if not known and _address(url) not in others:
            former.append(url)
    return Addresses(source.url, tuple(former), others)


def belonging(entries: Sequence[Entry], where: Addresses) -> dict[Listed, bool]:
    """Say of each listed capture whether it belongs to the source's history.

    One at another source's very address is that source's. At a former address only what is older than the first good
    capture of the addresses after it counts: later the page may say anything there.
    """
    until: dict[str, datetime | None] = {}
    first: datetime | None = None
    for url in where.all:
        until[url] = first
        good = [
            one.listed.captured_at
            for one in entries
            if same_page(one.listed.url, url)
            and (one.listed.status is None or one.listed.status in _GOOD)
            and (first is None or one.listed.captured_at < first)
        ]
        first = min([*good, *([first] if first else [])], default=None)
    return {one.listed: _belongs(one.listed, where, until) for one in entries}


def _belongs(listed: Listed, where: Addresses, until: dict[str, datetime | None]) -> bool:
    if _address(listed.url) in where.others:
        return False
    at = next((url for url in where.all if same_page(listed.url, url)), None)
    if at is None:
        return False
    end = until[at]
    return end is None or listed.captured_at < end


def _address(url: str) -> str:
    try:
        return address(url)
    except OddAddress:
        return url
