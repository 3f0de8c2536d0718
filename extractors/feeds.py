"""Feeds (RSS 2.0, RSS 1.0, Atom): an entry is a heading with its date and its paragraphs."""

from __future__ import annotations

import html
from email.utils import parsedate_to_datetime
from typing import Final

from lxml import etree

from extractors.catalogue import Source
from extractors.dates_of_page import iso_date
from extractors.page import Page, canonical_page, language_of, tidy
from extractors.records import Unreadable

_ENTRIES: Final = 1_000
_BODIES: Final = ("encoded", "content", "description", "summary")
_DATES: Final = ("pubdate", "published", "issued", "date", "updated")
_NOBODY: Final = Source(id="feed/feed", program="feed", name="feed", url="")


def feed_page(text: str) -> Page | Unreadable:
    """A feed as a page: its title, then each entry under a heading.

    With the date and the text the feed gives.
    """
    parser = etree.XMLParser(
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
    language = language_of(
        _child(channel, ("language",)) or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    )
    entries = [one for one in root.iter() if _name(one) in ("item", "entry")][:_ENTRIES]
    body = "".join(_entry(one) for one in entries)
    title = tidy(_child(channel, ("title",)))[:500]
    dates = sorted(date for one in entries if (date := _date(_child(one, _DATES))))
    modified = f'<meta name="modified" content="{dates[-1]}">' if dates else ""
    page = f"<html lang='{language or ''}'><head><title>{html.escape(title)}</title>{modified}</head><body><main>{body}</main></body></html>"  # noqa: E501
    return canonical_page(page, _NOBODY, None)


def _entry(entry: etree._Element) -> str:
    title = html.escape(tidy(html.unescape(_child(entry, ("title",)))))
    date = _date(_child(entry, _DATES))
    dated = f"<p>Published {date}</p>" if date else ""
    return f"<article><h2>{title}</h2>{dated}<div>{_child(entry, _BODIES)}</div></article>"


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(element: etree._Element, names: tuple[str, ...]) -> str:
    """The text of the first child of the first of `names` that has any; of XHTML content, its markup."""
    found = {_name(child): child for child in reversed(list(element))}
    for name in names:
        if name in found:
            child = found[name]
            words = (child.text or "") + "".join(
                etree.tostring(one, encoding="unicode", method="html") for one in child
            )
            if words.strip():
                return words
    return ""


def _date(text: str) -> str | None:
    if (date := iso_date(text.strip())) or not text.strip():
        return date
    try:
        return parsedate_to_datetime(text.strip()).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
