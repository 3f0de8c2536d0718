"""The corpus as the web by simulated date: each page at its own address, sitemaps, and neighbours of ours.

Nothing goes over a network: requests end in a function, in the place of the one transport that fetching has.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flows.fetching.wire import Answer
from flows.vendorsite.furniture import dressed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import httpx

    from benchmarks.discovery.captures import Stood
    from extractors.catalogue import Program

NEIGHBOURS = Path(__file__).with_name("neighbours.toml")
_HTML = (("content-type", "text/html; charset=utf-8"),)
_XML = (("content-type", "application/xml"),)


def neighbours(program: Program) -> dict[str, tuple[str, str]]:
    """Pages of ours by address, each with what it is and its text; they stand beside the program's from the first day on."""
    told = tomllib.loads(NEIGHBOURS.read_text("utf-8"))["pages"]
    key = program.key.partition("-")[0]
    host = program.scopes[0].host
    return {
        f"https://{'help.openai.com' if path.startswith('/en/articles') else host}{path}": (
            page["what"],
            page["html"].replace("{vendor}", program.vendor),
        )
        for page in told
        for path in page.get(key, ())
    }


@dataclass(slots=True)
class Web:
    """What answers for every address of a program's hosts at `now`; `asked` counts requests by address."""

    program: Program
    pages: Sequence[Stood]
    beside: dict[str, tuple[str, str]]
    now: datetime
    asked: Counter[str] = field(default_factory=Counter)

    def there(self) -> dict[str, str]:
        """Every address at which there is a page now, with the day of its newest version."""
        found = dict.fromkeys(self.beside, "2026-01-01")
        for page in self.pages:
            version = page.at(self.now)
            if version is not None:
                found[page.url] = f"{version.at:%Y-%m-%d}"
        return found

    def answer(self, url: str) -> Answer:
        """What stands at that address."""
        self.asked[url] += 1
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            text = f"User-agent: *\nDisallow:\nSitemap: {parts.scheme}://{parts.netloc}/sitemap.xml\n"
            return Answer(200, (("content-type", "text/plain"),), text.encode(), False, False)
        if parts.path == "/sitemap.xml":
            return Answer(200, _XML, self._sitemap(parts.netloc), False, False)
        if url in self.beside:
            text = dressed(self.beside[url][1], self.program.vendor, Random(url), year=self.now.year)
            return Answer(200, _HTML, text.encode(), False, False)
        page = next((page for page in self.pages if page.url == url), None)
        version = page.at(self.now) if page else None
        if version is None:
            return Answer(404, _HTML, b"<html><title>Page not found</title></html>", False, False)
        return Answer(200, _unframed(version.headers), version.body, False, False)

    def _sitemap(self, host: str) -> bytes:
        rows = "".join(
            f"<url><loc>{url.replace('&', '&amp;')}</loc><lastmod>{day}</lastmod></url>\n"
            for url, day in sorted(self.there().items())
            if urlsplit(url).netloc == host
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode()


def wire(web: Web) -> type:
    """What takes the place of :class:`flows.fetching.wire.Wire`: the same questions, answered by `web`."""

    class Served:
        def __init__(self, *_: Any) -> None:  # noqa: ANN401 - settings and trust are of no use here
            pass

        async def close(self) -> None:
            """Nothing is open."""

        async def answer(self, url: httpx.URL, *_: Any) -> Answer:  # noqa: ANN401
            return web.answer(str(url))

    return Served


def _unframed(headers: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    left_out = ("content-encoding", "transfer-encoding", "content-length")
    return tuple(pair for pair in headers if pair[0] not in left_out)
