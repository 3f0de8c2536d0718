"""Feeds (RSS 0.9 to 2.0, RSS 1.0, Atom 1.0, JSON Feed 1): what they list, entry by entry, and a feed as a page.

A feed that is watched says which entries there are; what an entry says is read as a document of its own.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from extractors.catalogue import Source
from extractors.dates_of_page import iso_date
from extractors.decoding import decoded
from extractors.page import Page, canonical_page, language_of, tidy
from extractors.records import Unreadable

_ENTRIES: Final = 1_000
_LONG_ID: Final = 500
_BODIES: Final = ("encoded", "content", "description", "summary")
_PUBLISHED: Final = ("pubdate", "published", "issued", "date")
_UPDATED: Final = ("updated", "modified")
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_NOBODY: Final = Source(id="feed/feed", program="feed", name="feed", url="")
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    `id` is the feed's own for it, else its address, else a digest of its title and text. `url` is absolute where the feed
    lets it be told, empty where there is none. `html` is the text that the feed gives, as markup: the whole, or a teaser.
    Dates are ISO 8601; `language` is a BCP 47 tag.
    """

    id: str
    url: str
    title: str
    published: str | None
    updated: str | None
    html: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own title and language, and its entries in its order, each id once."""

    title: str
    language: str | None
    entries: tuple[Entry, ...]


def entries(body: bytes, url: str = "", content_type: str | None = None) -> tuple[Entry, ...]:
    """The entries of a feed's bytes that came from `url`; none where they are no feed. Never raises."""
    found = feed(decoded(body, content_type), url)
    return found.entries if isinstance(found, Feed) else ()


@lru_cache(maxsize=1)  # each of its entries is read on its own
def feed(text: str, url: str = "") -> Feed | Unreadable:
    """A feed of any of the forms, or why it is none. Addresses are resolved against `url`. Never raises."""
    return _json_feed(text, url) if text.lstrip("\ufeff \t\r\n").startswith("{") else _xml_feed(text, url)


def feed_page(text: str, source: Source = _NOBODY, url: str = "") -> Page | Unreadable:
    """What a source reads of a feed, or why there is nothing: one entry, for a watched feed its listing, else all of it.

    A listing is titles and dates: what the entries say are documents of their own, and only some are about the program.
    """
    found = feed(text, url)
    if isinstance(found, Unreadable):
        return found
    if source.item:
        return _entry_page(found, source)
    listing = source.kind == "feed"
    dates = sorted(date for one in found.entries if (date := one.published or one.updated))
    body = "".join(_article(one, "" if listing else f"<div>{one.html}</div>") for one in found.entries)
    return _html(
        html.escape(found.title), found.language, _meta("modified", dates[-1] if dates else None), body
    )


def _entry_page(found: Feed, source: Source) -> Page | Unreadable:
    entry = next((one for one in found.entries if one.id == source.item), None)
    if entry is None:
        return Unreadable(f'the feed does not hold the entry "{source.item[:80]}"')
    dates = _meta("published", source.published or entry.published) + _meta("modified", entry.updated)
    title = html.escape(entry.title)
    body = f"<article><h1>{title}</h1><div>{entry.html}</div></article>"
    return _html(title, entry.language or found.language, dates, body)


def _article(entry: Entry, body: str) -> str:
    date = entry.published or entry.updated
    dated = f"<p>Published {date}</p>" if date else ""
    return f"<article><h2>{html.escape(entry.title)}</h2>{dated}{body}</article>"


def _html(title: str, language: str | None, head: str, body: str) -> Page | Unreadable:
    page = f"<html lang='{language or ''}'><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"
    return canonical_page(page, _NOBODY, None)


def _meta(name: str, date: str | None) -> str:
    return f'<meta name="{name}" content="{html.escape(date)}">' if date else ""


# -- XML -----------------------------------------------------------------------------------------------------------


def _xml_feed(text: str, url: str) -> Feed | Unreadable:
    # Decoded already: what the declaration says of the encoding was so of the bytes that came.
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return Unreadable("the feed is not XML that can be read")
    channel = next((one for one in root.iter() if _name(one) == "channel"), root)
    language = language_of(_child(channel, ("language",)) or root.get(f"{_XML}lang"))
    base = _base(channel, _base(root, url)) or _link(channel, "")
    listed = [one for one in root.iter() if _name(one) in ("item", "entry")][:_ENTRIES]
    found = tuple(_xml_entry(one, base, language) for one in listed)
    return Feed(_title(channel), language, _each_once(found))


def _xml_entry(entry: etree._Element, base: str, language: str | None) -> Entry:
    title, body = _title(entry), _child(entry, _BODIES)
    link = _link(entry, _base(entry, base))
    own = tidy(_child(entry, ("guid", "id", "identifier"))) or entry.get(
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""
    )
    if not link and own.startswith(("https://", "http://")):
        link = own  # a guid without isPermaLink="false" is the address (RSS 2.0); some feeds give no other
    published, updated = _date(_child(entry, _PUBLISHED)), _date(_child(entry, _UPDATED))
    told = language_of(_child(entry, ("language",)) or entry.get(f"{_XML}lang")) or language
    return Entry(_id(own or link, title, body), link, title, published or updated, updated, body, told)


def _link(element: etree._Element, base: str) -> str:
    """The address of what an entry or a channel is about: of several links the one that is the page itself."""
    links = [one for one in element if _name(one) == "link"]
    for link in links:
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return _joined(base, link.get("href", ""))
    told = next((words for link in links if (words := tidy(link.text or ""))), "")
    return _joined(base, told)


def _base(element: etree._Element, base: str) -> str:
    return _joined(base, element.get(f"{_XML}base") or "") or base


def _title(element: etree._Element) -> str:
    words = html.unescape(_child(element, ("title",)))
    return tidy(html.unescape(_TAG.sub(" ", words)) if _TAG.search(words) else words)[:500]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(element: etree._Element, names: tuple[str, ...]) -> str:
    """The text of the first child of the first of `names` that has any; of XHTML content its markup, of plain text too."""
    found = {_name(child): child for child in reversed(list(element))}
    for name in names:
        if name in found:
            child = found[name]
            words = (child.text or "") + "".join(
                etree.tostring(one, encoding="unicode", method="html") for one in child
            )
            if words.strip():
                return html.escape(words) if name in _BODIES and child.get("type") == "text" else words
    return ""


# -- JSON Feed -----------------------------------------------------------------------------------------------------


def _json_feed(text: str, url: str) -> Feed | Unreadable:
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return Unreadable("the feed is not JSON that can be read")
    items = told.get("items")
    if not isinstance(items, list):
        return Unreadable("the feed has no items; expected a JSON Feed with them")
    language = language_of(_text(told, "language"))
    base = url or _text(told, "feed_url") or _text(told, "home_page_url")
    found = tuple(_json_entry(one, base, language) for one in items[:_ENTRIES] if isinstance(one, dict))
    return Feed(tidy(_text(told, "title"))[:500], language, _each_once(found))


def _json_entry(item: dict[str, Any], base: str, language: str | None) -> Entry:
    title = tidy(_text(item, "title"))[:500]
    plain = _text(item, "content_text") or _text(item, "summary")
    body = _text(item, "content_html") or "".join(
        f"<p>{html.escape(part)}</p>" for part in plain.split("\n") if part.strip()
    )
    link = _joined(base, _text(item, "url") or _text(item, "external_url"))
    published, updated = _date(_text(item, "date_published")), _date(_text(item, "date_modified"))
    told = language_of(_text(item, "language")) or language
    own = _id(_text(item, "id") or link, title, body)
    return Entry(own, link, title, published or updated, updated, body, told)


def _text(told: dict[str, Any], key: str) -> str:
    """What stands there, if it is text or a number: ids are numbers in some feeds."""
    value = told.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


# -- both ----------------------------------------------------------------------------------------------------------


def _each_once(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries without those that repeat an id: feeds list the newest first."""
    return tuple({entry.id: entry for entry in reversed(found)}.values())[::-1]


def _id(own: str, title: str, body: str) -> str:
    if own and len(own) <= _LONG_ID:
        return own
    return sha256(repr((own, title, body)).encode("utf-8", "replace")).hexdigest()


def _joined(base: str, address: str) -> str:
    """An address as it stands below `base`; empty where there is none."""
    try:
        return urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


def _date(text: str) -> str | None:
    if (date := iso_date(text.strip())) or not text.strip():
        return date
    try:
        return parsedate_to_datetime(text.strip()).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
