"""Which addresses hold a source's history, and which of their captures belong to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.backfill.mementos import key, same_page
from warehouse.addresses import OddAddress, address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from extractors.catalogue import Source
    from warehouse.backfills import Entry, Listed
    from warehouse.moves import Led

_GOOD = range(200, 300)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a source's page is, was, and went.

    `own` is its address, `former` the declared former ones, newest first, `before` others that led to its own for good.
    `onward` are those that its own led to for good, with the instants (UTC, ascending) at which that was seen; `home` are
    instants at which it was seen to stand at its own. `others` belong to other sources.
    """

    own: str
    former: tuple[str, ...]
    others: frozenset[str]
    before: tuple[str, ...] = ()
    onward: tuple[tuple[str, tuple[datetime, ...]], ...] = ()
    home: tuple[datetime, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every address to ask for."""
        at_or_before = (self.own, *self.former, *self.before)
        known = {key(url) for url in at_or_before}
        return (*at_or_before, *(url for url, _ in self.onward if key(url) not in known))


@dataclass(frozen=True, slots=True)
class Moves:
    """What captures show of all sources: permanent redirects, and for each source and address when it stood there."""

    led: tuple[Led, ...] = ()
    at_home: Mapping[str, Mapping[str, tuple[datetime, ...]]] | None = None


def addresses(source: Source, sources: Iterable[Source], moves: Moves) -> Addresses:
    """Give the addresses of a source: its own, those declared, and those known from permanent redirects.

    Archives list addresses that differ in scheme, www or a closing slash as one, so that no address is asked for twice.
    """
    others = frozenset(_address(other.url) for other in sources if other.id != source.id) - {
        _address(source.url)
    }
    taken = {key(source.url)}
    former = _fresh(source.former_urls, taken, others)
    before, onward = _moved(source, moves.led)
    went = _fresh(_spelt(onward, moves.led), {key(source.url)}, others)
    seen = (moves.at_home or {}).get(source.id, {})
    return Addresses(
        source.url,
        former,
        others,
        _fresh(sorted(before), taken, others),
        tuple((url, tuple(sorted(onward[key(url)]))) for url in went),
        tuple(sorted(at for url, found in seen.items() if same_page(url, source.url) for at in found)),
    )


def _fresh(urls: Iterable[str], taken: set[tuple[str, str, str]], others: frozenset[str]) -> tuple[str, ...]:
    """Those that are neither taken by then nor another source's."""
    found = []
    for url in urls:
        if key(url) not in taken and _address(url) not in others:
            taken.add(key(url))
            found.append(url)
    return tuple(found)


def _moved(source: Source, led: Iterable[Led]) -> tuple[set[str], dict[tuple[str, str, str], set[datetime]]]:
    """Which addresses led to the source's own, and which its own led to, by page, with when that was seen."""
    own = key(source.url)
    before: set[str] = set()
    onward: dict[tuple[str, str, str], set[datetime]] = {}
    for one in led:
        pages = [key(url) for url in one.way]
        if own in pages:
            place = pages.index(own)
            before |= set(one.way[:place])
        else:
            place = 0
        if one.source_id == source.id:
            for page in pages[place + 1 :]:
                onward.setdefault(page, set()).update(one.seen)
    return before, onward


def _spelt(onward: Mapping[tuple[str, str, str], object], led: Iterable[Led]) -> list[str]:
    """These pages as addresses, always in the same order and writing."""
    return sorted({url for one in led for url in one.way if key(url) in onward})


def belonging(entries: Sequence[Entry], where: Addresses) -> dict[Listed, bool]:
    """Say of each listed capture whether it belongs to the source's history.

    One at another source's very address is that source's. At a former address only what is older than the first good
    capture of the addresses after it counts: later the page may say anything there. At an onward address only what was
    captured after the source's own was seen to lead there, and before the page stood at its own again.
    """
    until: dict[str, datetime | None] = {}
    first: datetime | None = None
    for url in (where.own, *where.former):
        until[url] = first
        first = min([*_good(entries, url), *([first] if first else [])], default=None)
    until |= dict.fromkeys(where.before, first)
    home = sorted([*_good(entries, where.own), *where.home])
    return {one.listed: _belongs(one.listed, where, until, home) for one in entries}


def is_onward(listed: Listed, where: Addresses) -> bool:
    """Whether a capture stands where the page went, and not where it is or was."""
    return any(same_page(listed.url, url) for url, _ in where.onward)


def _good(entries: Sequence[Entry], url: str) -> list[datetime]:
    return [
        one.listed.captured_at
        for one in entries
        if (one.listed.status is None or one.listed.status in _GOOD) and same_page(one.listed.url, url)
    ]


def _belongs(
    listed: Listed, where: Addresses, until: Mapping[str, datetime | None], home: Sequence[datetime]
) -> bool:
    if _address(listed.url) in where.others:
        return False
    at = next((url for url in until if same_page(listed.url, url)), None)
    if at is not None and ((end := until[at]) is None or listed.captured_at < end):
        return True
    seen = next((seen for url, seen in where.onward if same_page(listed.url, url)), ())
    led = bisect_right(seen, listed.captured_at)
    back = bisect_right(home, listed.captured_at)
    return led > 0 and (back == 0 or home[back - 1] <= seen[led - 1])


def _address(url: str) -> str:
    try:
        return address(url)
    except OddAddress:
        return url
