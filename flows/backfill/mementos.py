"""Captures as an archive gives them back: the vendor's answer told apart from the archive's own.

A capture counts only when the archive says of which instant it is (`Memento-Datetime`, RFC 7089, section 2.1.1) and that
is the instant asked for. Anything else (an error page, a calendar, a limit, the nearest other capture) is the archive
speaking and never the vendor.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from extractors.records import Response
from flows.backfill.errors import ArchiveFails, ArchiveRefuses
from flows.fetching.attempts import FetchError
from flows.fetching.bodies import Body
from warehouse.addresses import OddAddress, address
from warehouse.archived_bodies import MAX_BYTES
from warehouse.backfills import REDIRECTS, STAMP, sha1

if TYPE_CHECKING:
    from flows.backfill.asking import Asker
    from flows.fetching.wire import Answer
    from flows.settings import Archive

PERMANENT = (301, 308)
MOST_HOPS = 20
"""As many redirects as browsers follow."""
_ARCHIVES_HOPS = 5
_ORIGINAL = "x-archive-orig-"
_ARCHIVES_OWN = frozenset(
    (
        *("memento-datetime", "link", "content-location", "date", "transfer-encoding", "content-length"),
        *(
            "connection",
            "keep-alive",
            "server",
            "server-timing",
            "vary",
            "via",
            "accept-ranges",
            "x-app-server",
        ),
        *("x-ts", "x-tr", "x-rl", "x-na", "x-nid", "x-location", "x-page-cache", "x-cache-key", "x-varnish"),
        *(
            "cache-control",
            "content-security-policy",
            "x-archive-src",
            "x-archive-redirect-reason",
            "set-cookie",
        ),
    )
)
"""Headers that are the archive's when it does not mark the vendor's with a prefix."""
_WWW = re.compile(r"^www\d*\.")
_MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture: the vendor's answer to `url` at `captured_at`, the address it is at, and its bytes' digests (SHA-1)."""

    url: str
    captured_at: datetime
    place: str
    answer: Answer
    headers: tuple[tuple[str, str], ...]
    body: bytes
    digests: frozenset[str]

    @property
    def target(self) -> str | None:
        """Where the vendor's answer redirects to, if it does."""
        location = next((value for name, value in self.headers if name == "location"), None)
        return location if self.answer.status in REDIRECTS else None


@dataclass(frozen=True, slots=True)
class Found:
    """What an archive holds of a source at an instant: the vendor's answer, and where and of when it is."""

    response: Response
    captured_at: datetime
    place: str
    digests: frozenset[str]


class Elsewhere(Exception):  # noqa: N818 - said as people say it
    """An archived redirect that is no capture of its own: it leads to the same page, whose captures stand for themselves."""


async def found(ask: Asker, archive: Archive, url: str, at: datetime) -> Found:
    """Give what the archive holds of `url` at this instant, archived redirects followed to what is nearest in time.

    Raises ArchiveError where it holds nothing, or says something of its own, and Elsewhere.
    """
    memento = await _memento(ask, archive, url, at, timedelta(0))
    passed: list[Memento] = []
    while memento.target is not None:
        passed.append(memento)
        if len(passed) > MOST_HOPS:
            raise ArchiveRefuses(f"more than {MOST_HOPS} redirects")
        target = _target(archive, memento)
        if len(passed) == 1 and same_page(target, url):
            raise Elsewhere(f"redirect to {target}, the same page")
        try:
            memento = await _memento(ask, archive, target, at, timedelta(days=archive.redirect_days))
        except ArchiveRefuses as refusal:
            raise ArchiveRefuses(f"redirect to {target}: {refusal}") from refusal
        if any(memento.captured_at == one.captured_at and same_page(memento.url, one.url) for one in passed):
            raise ArchiveRefuses("redirects lead in a circle")
    response = Response(
        url=url,
        final_url=memento.url if passed else url,
        status=memento.answer.status,
        headers=memento.headers,
        body=memento.body,
        redirects=tuple(one.url for one in passed),
        permanent=bool(passed) and all(one.answer.status in PERMANENT for one in passed),
        truncated=memento.answer.truncated,
    )
    return Found(response, memento.captured_at, memento.place, memento.digests)


def same_page(one: str, other: str) -> bool:
    """Whether archives list both addresses as one: without scheme, www and closing slash, in lower case (SURT)."""
    return key(one) == key(other)


def key(url: str) -> tuple[str, str, str]:
    """What archives list an address under, near enough: host, path, query."""
    try:
        parts = urlsplit(address(url))
        host = _WWW.sub("", parts.hostname or "", count=1) + (
            f":{parts.port}" if parts.port not in (None, 80, 443) else ""
        )
    except (OddAddress, ValueError):
        return ("", url, "")
    return host, parts.path.lower(), "&".join(sorted(parts.query.lower().split("&")))


def in_archive(archive: Archive, url: str, at: datetime) -> str:
    """Where the archive has the capture of `url` at that instant."""
    return archive.memento.replace("{timestamp}", at.strftime(STAMP)).replace("{url}", url)


async def _memento(ask: Asker, archive: Archive, url: str, at: datetime, apart: timedelta) -> Memento:
    """The capture at that instant, or the nearest that is at most so far `apart`."""
    place = in_archive(archive, url, at)
    for _ in range(_ARCHIVES_HOPS):
        hasher = hashlib.sha1(usedforsecurity=False)
        answer = await ask.capture(place, hasher.update)
        instant = _instant(answer.header("memento-datetime"))
        if instant is not None:
            if abs(instant - at) > apart:
                raise ArchiveRefuses(
                    f"{archive.name} gives the capture of {instant:%Y-%m-%d %H:%M:%S} instead"
                )
            return _read(archive, url, instant, place, answer, b32encode(hasher.digest()).decode())
        onward = urljoin(place, answer.header("location") or "") if answer.status in REDIRECTS else ""
        if not onward.startswith(_beginning(archive)) or onward == place:
            raise _no_capture(archive, answer)
        if not same_page(_original(archive, onward) or "", url):
            raise ArchiveRefuses(f"{archive.name} leads to {onward[:200]} instead, which is another page")
        place = onward
    raise ArchiveRefuses(f"{archive.name} redirects more than {_ARCHIVES_HOPS} times")


def _no_capture(archive: Archive, answer: Answer) -> ArchiveFails | ArchiveRefuses:
    """What to make of an answer of the archive's own: it may be about a passing trouble, whatever its status."""
    said = f"{archive.name} answered with status {answer.status} and no capture"
    return ArchiveRefuses(said) if answer.status in (403, 404, 410, 451) else ArchiveFails(said)


def _read(  # noqa: PLR0913, PLR0917 - what came, from where
    archive: Archive, url: str, at: datetime, place: str, answer: Answer, coded: str
) -> Memento:
    if answer.excess:
        raise ArchiveRefuses(f"it is larger than {MAX_BYTES} bytes")
    if answer.truncated:
        raise ArchiveFails(f"{archive.name} broke off in the middle of it")
    headers = _vendors(answer.headers)
    coding = next((value.strip().lower() for name, value in headers if name == "content-encoding"), "")
    body = answer.body
    if answer.header("content-encoding") is None and coding:
        body = _undone(body, coding)
    original = _original(archive, place) or url
    return Memento(
        original, at, place, answer, headers, body, frozenset((coded, sha1(answer.body), sha1(body)))
    )


def _undone(body: bytes, coding: str) -> bytes:
    """The bytes without the coding that the vendor sent them with, where the archive left that to us."""
    if coding in ("br", "compress") and b"\0" in body[:1000]:
        raise ArchiveRefuses(f'its content coding is "{coding}", which nothing here decodes')
    magic = _MAGIC.get(coding)
    if magic is None or not body.startswith(magic):
        return body
    whole = Body(coding, MAX_BYTES)
    try:
        whole.take(body)
    except FetchError as fault:
        raise ArchiveRefuses(fault.reason) from fault
    if whole.excess:
        raise ArchiveRefuses(f"it is larger than {MAX_BYTES} bytes")
    return whole.content()


def _vendors(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The vendor's headers. Archives mark theirs with a prefix: the Internet Archive all, pywb those it must not repeat."""
    marked = tuple(
        (name.removeprefix(_ORIGINAL), value) for name, value in headers if name.startswith(_ORIGINAL)
    )
    names = {name for name, _ in marked}
    plain = tuple(
        (name, value)
        for name, value in headers
        if name not in _ARCHIVES_OWN and not name.startswith(_ORIGINAL) and name not in names
    )
    return plain + tuple((name, value) for name, value in marked if name != "transfer-encoding")


def _target(archive: Archive, memento: Memento) -> str:
    """Where the vendor's redirect leads: archives give it as it was, or as an address of their own."""
    location = memento.target or ""
    return _original(archive, urljoin(memento.place, location)) or _joined(memento.url, location)


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise ArchiveRefuses(f'redirect to "{location[:200]}", which is no address') from error


def _original(archive: Archive, place: str) -> str | None:
    """The address that a capture's address in this archive is about; None for other addresses."""
    beginning = _beginning(archive)
    if not place.startswith(beginning):
        return None
    named = re.match(r"\d{1,14}(?:[a-z]{2}_)?/(.+)", place[len(beginning) :], re.DOTALL)
    return named[1] if named else None


def _beginning(archive: Archive) -> str:
    return archive.memento.partition("{timestamp}")[0]


def _instant(value: str | None) -> datetime | None:
    """A Memento-Datetime in UTC, also where it says so as "-0000" (RFC 5322, section 3.3), which gives no zone."""
    if value is None:
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
