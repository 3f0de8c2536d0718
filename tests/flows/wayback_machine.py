"""A small honest server that speaks the Internet Archive's dialect, and can be put into trouble. A double, not a test.

Its index gives JSON as one array with keys to resume with, collapses, and knows limits; its captures come with the
vendor's headers behind a prefix, redirects rewritten to its own addresses, and where it has none at an instant it leads
to the nearest.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote_plus, urljoin, urlsplit

from backfill_doubles import PAGE, digest

from flows.vendorsite import Answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.vendorsite import Request

NAMES = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
CALENDAR = (
    b"<html><title>Wayback Machine</title><body>An error of the archive's own, with many words.</body></html>"
)


@dataclass(frozen=True)
class Capture:
    """One capture: `listed_as` replaces the digest that the index gives, `lost` says that the bytes cannot be had."""

    at: datetime
    body: bytes = b""
    url: str = PAGE
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    listed_as: str | None = None
    lost: bool = False
    revisit: bool = False

    @property
    def stamp(self) -> str:
        """Its time in 14 digits."""
        return self.at.strftime("%Y%m%d%H%M%S")

    @property
    def key(self) -> str:
        """What it is listed under."""
        parts = urlsplit(self.url)
        return f"{parts.netloc.removeprefix('www.')}){parts.path.rstrip('/').lower()}?{parts.query}"

    def line(self) -> list[str]:
        """Its line of the index."""
        status, mime = ("-", "warc/revisit") if self.revisit else (str(self.status), "text/html")
        named = digest(self.body) if self.listed_as is None else self.listed_as
        return [self.key, self.stamp, self.url, mime, status, named, str(len(self.body) // 4)]


@dataclass
class Machine:
    """What it holds, what it was asked, and its troubles.

    `troubles` are answers to be given instead of an index or a capture, by the beginning of the path ("/cdx", "/web/2025");
    each list is used up. `keys` says whether pages of the index end with a key; `lines` gives an object a line as pywb
    does, without keys; `stuck` gives the same page whatever is asked; `away` breaks connections instead of giving captures.
    """

    captures: list[Capture] = field(default_factory=list)
    troubles: dict[str, list[Answer]] = field(default_factory=dict)
    keys: bool = True
    lines: bool = False
    stuck: bool = False
    away: bool = False
    most: int = 150_000
    asked: list[str] = field(default_factory=list)
    root: str = ""

    def hold(self, at: datetime, body: bytes = b"", **more: object) -> Capture:
        """Hold one more capture."""
        made = Capture(at, body, **more)  # type: ignore[arg-type]
        self.captures.append(made)
        return made

    @property
    def settings(self) -> str:
        """The keys of its table in the settings."""
        return f'cdx = "{self.root}/cdx/search/cdx"\nmemento = "{self.root}/web/{{timestamp}}id_/{{url}}"'

    def questions(self) -> list[dict[str, str]]:
        """What the index was asked."""
        found = [parse_qs(urlsplit(path).query) for path in self.asked if path.startswith("/cdx")]
        return [{name: values[0] for name, values in one.items()} for one in found]

    def downloads(self) -> list[str]:
        """The captures that were asked for: time and address."""
        return [path.removeprefix("/web/") for path in self.asked if path.startswith("/web/")]

    def answer(self, request: Request) -> Answer:
        """What it answers."""
        self.asked.append(request.path)
        if self.away and request.path.startswith("/web/"):
            raise ConnectionResetError
        for beginning, answers in self.troubles.items():
            if request.path.startswith(beginning) and answers:
                return answers.pop(0)
        if request.path.startswith("/cdx/"):
            return self._index({n: v[0] for n, v in parse_qs(urlsplit(request.path).query).items()})
        if request.path.startswith("/web/"):
            stamp, _, url = request.path.removeprefix("/web/").partition("id_/")
            return self._capture(stamp, url)
        return Answer(status=404)

    def _index(self, asked: dict[str, str]) -> Answer:
        key = Capture(datetime.now(UTC), url=asked["url"]).key
        found = sorted((one for one in self.captures if one.key == key), key=lambda one: one.stamp)
        first, last = asked.get("from", ""), asked.get("to", "99999999999999")
        lines = [one.line() for one in found if first <= one.stamp <= last]
        if "collapse" in asked:
            lines = _collapsed(lines, asked["collapse"])
        limit = min(int(asked.get("limit", self.most)), self.most)
        start = (
            0 if self.stuck else int(asked.get("resumeKey", "key 0!").removeprefix("key ").removesuffix("!"))
        )
        page, left = lines[start : start + limit], lines[start + limit :]
        if self.lines:
            names = ("urlkey", "timestamp", "url", "mime", "status", "digest", "length")
            text = "".join(f"{json.dumps(dict(zip(names, line, strict=True)))}\n" for line in page)
            return Answer(text.encode(), headers=(("Content-Type", "text/x-ndjson"),))
        rows: list[list[str]] = [list(NAMES), *page] if page else []
        if left and self.keys and "showResumeKey" in asked:
            rows += [[], [quote_plus(f"key {start + limit}!")]]
        return Answer(json.dumps(rows).encode(), headers=(("Content-Type", "application/json"),))

    def _capture(self, stamp: str, url: str) -> Answer:
        key = Capture(datetime.now(UTC), url=url).key
        held = [one for one in self.captures if one.key == key and not one.lost]
        if not held:
            return Answer(CALENDAR, 404)
        at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        nearest = min(held, key=lambda one: abs(one.at - at))
        place = f"{self.root}/web/{nearest.stamp}id_/{nearest.url}"
        if (nearest.stamp, nearest.url) != (stamp, url):
            return Answer(status=302, headers=(("Location", place), ("X-Archive-Redirect-Reason", "nearest")))
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Memento-Datetime", f"{nearest.at:%a, %d %b %Y %H:%M:%S} GMT"),
            ("X-Archive-Orig-Content-Length", str(len(nearest.body))),
            ("X-Archive-Orig-Server", "vendor"),
            ("Server", "archive"),
        ]
        for name, value in nearest.headers:
            headers.append((f"X-Archive-Orig-{name}", value))
            if name == "Location":
                headers.append(("Location", f"{self.root}/web/{stamp}id_/{urljoin(nearest.url, value)}"))
        return Answer(nearest.body, nearest.status, tuple(headers))


def _collapsed(lines: list[list[str]], by: str) -> list[list[str]]:
    """Lines without those that are like the one before, as the README of the wayback-cdx-server says."""
    name, _, digits = by.partition(":")
    place = NAMES.index(name)
    kept: list[list[str]] = []
    last = None
    for line in lines:
        value = line[place][: int(digits)] if digits else line[place]
        if value != last:
            kept.append(line)
        last = value
    return kept


@contextmanager
def machine(**more: object) -> Iterator[Machine]:
    """Serve an archive without captures until the block ends."""
    made = Machine(**more)  # type: ignore[arg-type]
    with serving(lambda request: made.answer(request)) as root:  # noqa: PLW0108 - as it is by then
        made.root = root
        yield made
