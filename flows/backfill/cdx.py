"""What an archive's index (CDX server) lists for an address, page by page, in the dialects that archives speak.

The Internet Archive's server (wayback-cdx-server) gives JSON as one array with a row of names first, and at the end of a
page that is not the last an empty row and a key to resume with. pywb gives a JSON object on each line under other names
(`url`, `mime`, `status`) and knows no such key; older servers give plain lines. All take `from`, `to` and `limit`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus, urlencode

from flows.backfill.errors import ArchiveFails, ArchiveRefuses
from flows.backfill.mementos import same_page
from warehouse.backfills import STAMP, Listed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping

    from flows.backfill.asking import Asker
    from flows.settings import Archive
    from warehouse.backfills import Listing, Question

OK = 200
_PLAIN = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_OTHER_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
_STAMP = re.compile(r"\d{14}")
_MOST = 64
_SURELY = 100
"""No server gives fewer lines than this when there are more; some give fewer than were asked for and do not say so."""
_GRACE = timedelta(days=1)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of an index: its captures in order of time, the key for the next page if one was given, odd lines left out.

    `resumable` says that the server's dialect has such keys: without one there is no more.
    """

    listed: tuple[Listed, ...]
    key: str | None = None
    resumable: bool = False
    odd: int = 0


async def pages(ask: Asker, archive: Archive, listing: Listing, now: datetime) -> AsyncIterator[Page]:
    """Every page of the answer to one question, from where it was read before. Raises ArchiveError.

    Where no key is given, the next page is what is listed from the last instant on: lines of that instant come again and
    are known by then. It ends when nothing new comes, so that a server that repeats itself is not asked for ever.
    """
    since, key, limit = listing.newest or listing.asked.since, None, archive.page
    seen: set[Listed] = set()
    while True:
        answer = await ask.index(_address(archive, listing.asked, since, limit, key))
        page = _page(answer, archive, listing.asked.url, now)
        new = tuple(one for one in page.listed if one not in seen)
        lines = len(page.listed) + page.odd
        full = lines >= limit
        if (
            not new
            and full
            and key is None
            and page.listed
            and page.listed[-1].stamp == since
            and limit < archive.page * _MOST
        ):
            limit *= 2  # more captures within one second than a page holds
            continue
        if new or (page.odd and not seen):
            seen |= set(new)
            yield page
        if not new and (full or page.key is not None):
            raise ArchiveFails(f"{archive.name} gives the same page of its index again and again")
        if not new or (page.key is None and lines < (limit if page.resumable else min(limit, _SURELY))):
            return
        key = page.key
        if key is None:
            since = max(one.captured_at for one in new).strftime(STAMP)


def _address(archive: Archive, question: Question, since: str, limit: int, key: str | None) -> str:
    asked = {"url": question.url, "matchType": "exact", "output": "json", "limit": str(limit)}
    asked |= {"showResumeKey": "true"}
    # A key holds where it resumes; the other parameters stay as they were.
    asked |= {name: value for name, value in (("from", since), ("to", question.until)) if value}
    if question.thinned:
        asked["collapse"] = question.thinned
        field, _, digits = question.thinned.partition(":")
        if field == "timestamp" and digits:
            asked["collapseTime"] = digits  # pywb's name for it
    if key is not None:
        asked["resumeKey"] = key
    return f"{archive.cdx}{'&' if '?' in archive.cdx else '?'}{urlencode(asked)}"


def _page(answer: Any, archive: Archive, url: str, now: datetime) -> Page:  # noqa: ANN401
    if answer.status != OK:
        said = f"{archive.name}: its index answered with status {answer.status}"
        raise ArchiveRefuses(f"{said}: {_beginning(answer.body)}")
    if answer.truncated or answer.excess:
        raise ArchiveFails(f"{archive.name}: its index broke off in the middle of an answer")
    text = answer.body.decode("utf-8", "replace").strip()
    try:
        rows, key, array = _rows(text)
    except (ValueError, AttributeError, TypeError) as error:
        said = f"{archive.name}: what its index answered is no list of captures"
        raise ArchiveFails(f"{said}: {_beginning(answer.body)}") from error
    listed, odd = _listed(rows, url, now)
    return Page(tuple(sorted(listed, key=lambda one: one.captured_at)), key, array, odd)


def _rows(text: str) -> tuple[list[Mapping[str, Any]], str | None, bool]:
    """The lines by the Internet Archive's names, the key to resume with, and whether this dialect has keys."""
    if not text:
        return [], None, False
    if text.startswith("["):
        return (*_array(json.loads(text)), True)
    lines = [line for line in text.split("\n") if line.strip()]
    if lines[0].startswith("{"):
        return (
            [{_OTHER_NAMES.get(k, k): v for k, v in json.loads(line).items()} for line in lines],
            None,
            False,
        )
    if not all(len(line.split()) >= len(_PLAIN) - 1 and _STAMP.match(line.split()[1]) for line in lines):
        raise ValueError(text[:100])
    return [dict(zip(_PLAIN, line.split(), strict=False)) for line in lines], None, False


def _array(rows: list[list[str]]) -> tuple[list[Mapping[str, Any]], str | None]:
    if not rows:
        return [], None
    names, *lines = rows
    key = None
    if [] in lines:
        place = lines.index([])
        # The key is given ready for an address, and is encoded again when it is put into one.
        key = unquote_plus(lines[place + 1][0]) if len(lines) > place + 1 else None
        lines = lines[:place]
    return [dict(zip(names, line, strict=False)) for line in lines], key


def _listed(rows: Iterable[Mapping[str, Any]], url: str, now: datetime) -> tuple[list[Listed], int]:
    """The lines that are captures of this page, and how many others there are."""
    found, odd = [], 0
    for row in rows:
        one = _line(row, now)
        if one is None or not same_page(one.url, url):
            odd += 1
        else:
            found.append(one)
    return found, odd


def _line(row: Mapping[str, Any], now: datetime) -> Listed | None:
    """One line; None for one without an address or with a time at which nothing was archived."""
    stamp, url = str(row.get("timestamp", "")), str(row.get("original", ""))
    if not _STAMP.fullmatch(stamp) or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    if not _EARLIEST <= at <= now + _GRACE:
        return None
    digest = str(row.get("digest", "")).removeprefix("sha1:").strip("-")
    mime = str(row.get("mimetype", "")).strip("-")
    return Listed(url, at, digest, _number(row.get("statuscode")), mime, _number(row.get("length")))


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None  # noqa: PLR2004


def _beginning(body: bytes) -> str:
    words = " ".join(re.sub(r"<[^>]*>", " ", body[:2000].decode("utf-8", "replace")).split())
    return words[:80] or "an empty answer"
