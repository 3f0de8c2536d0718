"""Which of the leads that a place gives are worth remembering. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from extractors.leads import promise, trap, within
from warehouse.discoveries import Candidate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from extractors.catalogue import Catalogue, Program
    from extractors.leads import Lead
    from warehouse.discoveries import Listing

_NAME = 8
AGAIN = timedelta(days=7)
"""How soon an address that was read may be read again, when the place says that it changed."""
UNNAMED = b"?"
"""Stands for the names of a place that had more than there was room for: of its leads none counts as new."""
MOST_NAMES = 500_000
"""Names of addresses remembered of all places of a program: 4 MB."""
_READ = ("doubtful", "irrelevant", "unreadable")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: pages of a program, by the questions of a catalogue, beside the addresses that are watched."""

    program: Program
    catalogue: Catalogue
    watched: Collection[str]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Candidates that are new or to be read again, and the names of all addresses within the scopes."""

    found: tuple[Candidate, ...]
    known: bytes


def sifted(
    leads: Sequence[Lead], listing: Listing, sought: Sought, taken: Mapping[str, Candidate], now: datetime
) -> Sifted:
    """The leads of a place that lie within the scopes, are no trap, not watched, and promise something.

    `listing` is the place as it was read before; what it has now and had not then was absent there.
    """
    before = None if listing.known == UNNAMED else frozenset(_names(listing.known))
    found: dict[str, Candidate] = {}
    known: set[bytes] = set()
    for lead in leads:
        if lead.how == "feed" and listing.how == "link":
            continue  # a feed lists pages and is none
        if not within(lead.url, sought.program.scopes) or trap(lead.url):
            continue
        name = sha256(lead.url.encode()).digest()[:_NAME]
        known.add(name)
        if lead.url in sought.watched or lead.url in found:
            continue
        new = before is not None and name not in before and listing.read_at is not None
        one = _candidate(lead, listing.read_at if new else None, sought, taken.get(lead.url), now)
        if one is not None:
            found[lead.url] = one
    return Sifted(tuple(found.values()), b"".join(sorted(known)))


def remembered(known: bytes, others: Iterable[Listing], most: int = MOST_NAMES) -> bytes:
    """The names of a place's addresses, where there is room for them beside those of the `others`; else UNNAMED."""
    taken = sum(len(one.known) for one in others)
    return known if taken + len(known) <= most * _NAME else UNNAMED


def _names(known: bytes) -> Iterable[bytes]:
    return (known[at : at + _NAME] for at in range(0, len(known), _NAME))


def _candidate(
    lead: Lead, absent_at: datetime | None, sought: Sought, before: Candidate | None, now: datetime
) -> Candidate | None:
    if before is not None:
        return _again(before, lead, now)
    promised = promise(lead, sought.program, sought.catalogue)
    if promised.score <= 0:
        return None
    return Candidate(
        sought.program.key, lead.url, "waiting", "not read yet", promised.score, promised.words, lead.how, lead.where,
        lead.words, lead.language, lead.lastmod, now, absent_at, published=lead.published,
    )  # fmt: skip


def _again(before: Candidate, lead: Lead, now: datetime) -> Candidate | None:
    """One that was read and is said to have changed since; what the operator decided stays."""
    tried = before.tried_at
    if before.decided_at is not None or before.state not in _READ or tried is None or not lead.lastmod:
        return None
    if lead.lastmod <= before.lastmod or lead.lastmod[:10] < f"{tried:%Y-%m-%d}" or now - tried < AGAIN:
        return None
    why = f"changed on {lead.lastmod[:10]}, after it was read: {before.why}"
    return replace(before, state="waiting", why=why, lastmod=lead.lastmod, tries=0)


def fitted(candidates: Mapping[str, Candidate], most: int) -> tuple[Candidate, ...]:
    """Those for which there is no place when at most `most` are kept: the least promising, of these the oldest.

    What waits for the operator goes last, before it what is new and waits to be read: pages that were judged do not keep
    it out. What was enrolled or decided by the operator always keeps its place.
    """
    loose = [one for one in candidates.values() if one.state != "enrolled" and one.decided_at is None]
    loose.sort(key=lambda one: (_rank(one), one.score, one.found_at, one.url))
    return tuple(loose[: max(0, len(loose) - most)])


def _rank(one: Candidate) -> int:
    if one.state == "doubtful":
        return 2
    return int(one.state == "waiting" and one.absent_at is not None)


def next_to_read(candidates: Iterable[Candidate], since: datetime) -> Candidate | None:
    """The best of those that wait and were not tried since an instant; what is new counts half as much again."""
    waiting = [
        one for one in candidates if one.state == "waiting" and (one.tried_at is None or one.tried_at < since)
    ]
    return min(waiting, key=_place, default=None)


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that wait, in the order in which they would be read."""
    return sorted((one for one in candidates if one.state == "waiting"), key=_place)


def _place(one: Candidate) -> tuple[bool, float, str]:
    return one.tried_at is not None, -one.score * (1.5 if one.absent_at else 1.0), one.url
