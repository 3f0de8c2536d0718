"""Leads in sitemaps (sitemaps.org): lists of pages, indexes of lists, and plain lists of addresses."""

from __future__ import annotations

import re
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from extractors.dates_of_page import iso_date
from extractors.decoding import decoded
from extractors.leads.addresses import address
from extractors.leads.records import Lead, Sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES: Final = 50_000  # the protocol's own limits
MAX_BYTES: Final = 52_428_800
_GZIP: Final = b"\x1f\x8b"
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2048})", re.IGNORECASE | re.MULTILINE)
_INSTANT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]{5,16}(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")
_LINE = re.compile(r"[^\r\n]+")
_MOST_NAMED: Final = 100
_MOST_PARTS: Final = 20_000
"""Elements of one entry; a thousand pictures, which are the most that it may have, are a few thousand."""
_ENDLESS: Final = f"more than {_MOST_PARTS:,} elements that are no entry"


def robots_sitemaps(text: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names, each once, in order (RFC 9309 leaves them to the protocol). Never raises."""
    found = (address(match[1]) for match in _SITEMAP_LINE.finditer(text[:1_000_000]))
    return tuple(dict.fromkeys(url for url in found if url))[:_MOST_NAMED]


def sitemap(body: bytes, where: str) -> Sitemap:
    """What the sitemap at `where` lists, plain or gzipped, up to the protocol's limits. Never raises.

    Relative addresses are taken from `where`; what is no address is left out.
    """
    plain, fault = _unpacked(body)
    if fault and not plain:
        return Sitemap(fault=fault)
    head = plain[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _of_xml(plain, where) if head.startswith(b"<") else _of_lines(plain, where)
    return Sitemap(found.pages, found.sitemaps, fault or found.fault)


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """The bytes without gzip, at most as many as a sitemap may have, and why some are missing."""
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES], _too_long(len(body))
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        plain = unpack.decompress(body, MAX_BYTES + 1)
    except zlib.error:
        return b"", "the gzip file is broken; expected a sitemap"
    if len(plain) <= MAX_BYTES and not unpack.eof:
        return plain, "the gzip file ends early; what came before that was read"
    return plain[:MAX_BYTES], _too_long(len(plain))


def _too_long(size: int) -> str:
    return (
        f"longer than {MAX_BYTES:,} bytes, as no sitemap may be; the rest was not read"
        if size > MAX_BYTES
        else ""
    )


def _of_lines(body: bytes, where: str) -> Sitemap:
    lines = [found[0] for found in islice(_LINE.finditer(decoded(body, None)), MAX_ENTRIES + 1)]
    good = [url for line in lines[:MAX_ENTRIES] if line.startswith("http") and (url := address(line))]
    if not good:
        return Sitemap(fault="neither XML nor a list of addresses; expected a sitemap")
    pages = tuple(Lead(url, "sitemap", where) for url in dict.fromkeys(good))
    return Sitemap(pages, fault=_too_many(len(lines)))


def _too_many(count: int) -> str:
    return (
        f"more than {MAX_ENTRIES:,} entries, as no sitemap may have; the rest was not read"
        if count > MAX_ENTRIES
        else ""
    )


def _of_xml(body: bytes, where: str) -> Sitemap:
    pages: dict[str, Lead] = {}
    sitemaps: dict[str, Lead] = {}
    count, fault = 0, ""
    try:
        for kind, lead in _entries(body, where):
            count += 1
            if count > MAX_ENTRIES:
                fault = _too_many(count)
                break
            if lead is not None:
                (sitemaps if kind == "sitemap" else pages).setdefault(lead.url, lead)
    except (etree.LxmlError, ValueError) as error:
        fault = f"the XML is broken ({str(error)[:100]}); what came before that was read"
    if not count and not fault:
        fault = "lists no page and no sitemap; expected one of them"
    return Sitemap(tuple(pages.values()), tuple(sitemaps.values()), fault)


def _entries(body: bytes, where: str) -> Iterator[tuple[str, Lead | None]]:
    """Each ``url`` and ``sitemap`` of a sitemap by its name, read one after the other; None for one without address."""
    parser = etree.XMLPullParser(
        ("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    parts = 0
    for start in range(0, len(body), 65_536):
        parser.feed(body[start : start + 65_536])
        for _, element in parser.read_events():
            if not isinstance(element, etree._Element):  # noqa: SLF001 - its only name
                continue
            name = _name(element)
            parts += 1
            if parts > _MOST_PARTS:
                raise ValueError(_ENDLESS)
            if name in ("url", "sitemap"):
                parts = 0
                yield name, _lead(element, where)
                element.clear()
                _forget_before(element)


def _forget_before(element: etree._Element) -> None:
    """Drop what was read, so that a long list takes no more memory than a short one."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _lead(entry: etree._Element, where: str) -> Lead | None:
    said = {_name(child): (child.text or "").strip() for child in entry}
    url = address(said.get("loc", ""), where) if said.get("loc") else ""
    dated = said.get("lastmod", "")
    lastmod = dated if _INSTANT.fullmatch(dated) else iso_date(dated) or ""
    return Lead(url, "sitemap", where, lastmod=lastmod) if url else None


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
