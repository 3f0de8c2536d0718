"""How a site says what it has: robots.txt, and sitemaps in their forms (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from flows.vendorsite.server import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flows.vendorsite.events import Listing, Page
    from flows.vendorsite.script import Standing

TEXT = (("Content-Type", "text/plain; charset=utf-8"),)
_XML = (("Content-Type", "application/xml; charset=utf-8"),)
_GZIP = (("Content-Type", "application/gzip"),)
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PART = re.compile(r"-(\d+)\.xml\.gz$")


def robots(stands: Standing, base: str) -> Answer:
    """A robots.txt that leaves everything but /private/ open and names the sitemaps that are announced."""
    sitemaps = [f"Sitemap: {base}{one.path}" for one in stands.listings.values() if one.announced]
    return Answer("\n".join(["User-agent: *", "Disallow: /private/", *sitemaps, ""]).encode(), headers=TEXT)


def sitemap(stands: Standing, path: str, base: str) -> Answer | None:
    """The sitemap, or the part of one, that stands at that path; None where there is none."""
    if path in stands.listings:
        listing = stands.listings[path]
        return _whole(listing, _listed(stands, listing), base)
    part = _PART.search(path)
    if part is None:
        return None
    listing = stands.listings.get(path[: part.start()] + ".xml")  # type: ignore[assignment]
    if listing is None or listing.form != "index":
        return None
    parts = _parts(_listed(stands, listing), listing.per)
    number = int(part[1])
    return _packed(parts[number - 1], base) if 0 < number <= len(parts) else None


def _listed(stands: Standing, listing: Listing) -> list[Page]:
    versions = (tuple(languages.values()) for languages in stands.pages.values())
    pages = [max(pages, key=lambda page: page.on) for pages in versions]
    found = [page for page in pages if page.listed and page.path.startswith(listing.under)]
    return sorted(found, key=lambda page: page.path)


def _parts(pages: Sequence[Page], per: int) -> list[Sequence[Page]]:
    return [pages[start : start + per] for start in range(0, len(pages), per)]


def _whole(listing: Listing, pages: Sequence[Page], base: str) -> Answer:
    match listing.form:
        case "text":
            return Answer("".join(f"{base}{page.path}\n" for page in pages).encode(), headers=TEXT)
        case "gzip":
            return _packed(pages, base)
        case "index":
            stem = listing.path.removesuffix(".xml")
            parts = _parts(pages, listing.per)
            rows = [(f"{base}{stem}-{n}.xml.gz", max(p.on for p in part)) for n, part in enumerate(parts, 1)]
            return Answer(_xml("sitemapindex", "sitemap", rows), headers=_XML)
        case _:
            return Answer(_urlset(pages, base), headers=_XML)


def _packed(pages: Sequence[Page], base: str) -> Answer:
    return Answer(gzip.compress(_urlset(pages, base), mtime=0), headers=_GZIP)


def _urlset(pages: Sequence[Page], base: str) -> bytes:
    return _xml("urlset", "url", [(f"{base}{page.path}", page.on) for page in pages])


def _xml(root: str, row: str, rows: Iterable[tuple[str, object]]) -> bytes:
    lines = [f"<{row}><loc>{escape(url)}</loc><lastmod>{day}</lastmod></{row}>" for url, day in rows]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, f"</{root}>", ""]).encode()
