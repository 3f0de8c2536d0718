"""A vendor's news as feeds: Atom 1.0, RSS 2.0, RSS 1.0 (RDF) and JSON Feed 1.1 of the same entries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from flows.vendorsite.server import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.vendorsite.events import Entry, Feed

_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_HOUR = time(9, tzinfo=UTC)


def feed(told: Feed, entries: Sequence[Entry], base: str) -> Answer:
    """The feed's document with its newest entries; their ids stay theirs for ever."""
    shown = tuple(entries[: told.most])
    made = {"atom": _atom, "rss": _rss, "rdf": _rdf, "json": _json}[told.form](told, shown, base)
    return Answer(made.encode(), headers=(("Content-Type", _TYPES[told.form]),))


def _at(entry: Entry | Feed) -> datetime:
    return datetime.combine(entry.on, _HOUR)


def _id(entry: Entry) -> str:
    return f"tag:vendor.example,{entry.on}:{entry.link or entry.title.lower().replace(' ', '-')}"


def _url(entry: Entry, base: str) -> str:
    return f"{base}{entry.link or entry.feed}"


def _atom(told: Feed, entries: Sequence[Entry], base: str) -> str:
    newest = _at(entries[0] if entries else told)
    items = "".join(
        f"<entry><title>{escape(one.title)}</title><id>{escape(_id(one))}</id>"
        f"<link href={quoteattr(_url(one, base))}/>"
        f"<published>{_at(one).isoformat()}</published><updated>{_at(one).isoformat()}</updated>"
        f'<content type="html">{escape(one.html)}</content></entry>\n'
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(told.title)}</title><id>{escape(base + told.path)}</id>"
        f"<updated>{newest.isoformat()}</updated>\n{items}</feed>\n"
    )


def _rss(told: Feed, entries: Sequence[Entry], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(_url(one, base))}</link>"
        f'<guid isPermaLink="false">{escape(_id(one))}</guid>'
        f"<pubDate>{format_datetime(_at(one))}</pubDate>"
        f"<description>{escape(one.html)}</description></item>\n"
        for one in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(told.title)}</title>'
        f"<link>{escape(base)}/</link><description>News</description>\n{items}</channel></rss>\n"
    )


def _rdf(told: Feed, entries: Sequence[Entry], base: str) -> str:
    listed = "".join(f"<rdf:li rdf:resource={quoteattr(_url(one, base))}/>" for one in entries)
    items = "".join(
        f"<item rdf:about={quoteattr(_url(one, base))}><title>{escape(one.title)}</title>"
        f"<link>{escape(_url(one, base))}</link><dc:date>{_at(one).isoformat()}</dc:date>"
        f"<description>{escape(one.html)}</description></item>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel rdf:about={quoteattr(base + told.path)}><title>{escape(told.title)}</title><link>{escape(base)}/</link>"
        f"<description>News</description><items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def _json(told: Feed, entries: Sequence[Entry], base: str) -> str:
    items = [
        {
            "id": _id(one),
            "url": _url(one, base),
            "title": one.title,
            "content_html": one.html,
            "date_published": _at(one).isoformat(),
        }
        for one in entries
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": told.title, "feed_url": base + told.path}
    return json.dumps({**head, "items": items}, indent=1)
