"""The Atom feed of alerts: one file, written whole or not at all (RFC 4287)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from flows.alerts.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from flows.alerts.messages import Message

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 200
_NAMESPACES = {cast("str", None): ATOM}  # lxml: None is the default namespace


def publish(path: Path, messages: Sequence[Message], entries: int = ENTRIES) -> None:
    """Put `messages` on top of the feed at `path`, which keeps its newest `entries`.

    A message that the feed already holds (by its id) takes the place of its older self, so telling it again
    changes nothing. A file that is no feed is put aside as ``NAME.broken``. OSError when it cannot be written.
    """
    ids = {entry_id(message.id) for message in messages}
    kept = [entry for entry in _entries(path) if entry.findtext(f"{{{ATOM}}}id") not in ids]
    feed = _feed(path, sorted([*map(_entry, messages), *kept], key=_updated, reverse=True)[:entries])
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def entry_id(message_id: str) -> str:
    """The entry's permanent id (RFC 4287, section 4.2.6), the same wherever and whenever it is told."""
    return uuid5(NAMESPACE_URL, f"gapwatch:alert:{message_id}").urn


def _entries(path: Path) -> list[etree._Element]:
    if not path.exists():
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        return list(etree.parse(path, parser).getroot().findall(f"{{{ATOM}}}entry"))
    except etree.XMLSyntaxError:
        path.replace(path.with_name(path.name + ".broken"))
        return []


def _feed(path: Path, entries: Sequence[etree._Element]) -> etree._Element:
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMESPACES)
    _child(feed, "id", uuid5(NAMESPACE_URL, f"gapwatch:feed:{path.name}").urn)
    _child(feed, "title", "Gapwatch: what changed in partner programs' documentation")
    _child(feed, "updated", _updated(entries[0]) if entries else "1970-01-01T00:00:00Z")
    _child(_child(feed, "author", ""), "name", "Gapwatch")
    _child(feed, "generator", "Gapwatch")
    feed.extend(entries)
    return feed


def _entry(message: Message) -> etree._Element:
    entry = etree.Element(f"{{{ATOM}}}entry", nsmap=_NAMESPACES)
    _child(entry, "id", entry_id(message.id))
    _child(entry, "title", plain(message.title))
    _child(entry, "updated", _instant(message.at))
    _child(entry, "published", _instant(message.at))
    for term in message.programs:
        etree.SubElement(entry, f"{{{ATOM}}}category", term=term)
    etree.SubElement(entry, f"{{{ATOM}}}content", type="html").text = message.html
    return entry


def _child(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = text or None
    return child


def _updated(entry: etree._Element) -> str:
    return entry.findtext(f"{{{ATOM}}}updated") or ""


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
