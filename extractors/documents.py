"""The full reading of a canonical form into a document."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from extractors.blocks import Blocks
from extractors.canonical import Canonical
from extractors.prose import read_blocks
from extractors.records import Document, Unreadable


def document(canonical: Canonical) -> Document | Unreadable:
    """The document that a canonical form holds: a pure function of it. Never raises."""
    if isinstance(canonical.content, bytes):
        return Unreadable("no reader for this form")
    return _of_html(canonical, canonical.content)


def _of_html(canonical: Canonical, content: str) -> Document:
    soup = BeautifulSoup(content, "lxml")
    blocks = Blocks()
    if isinstance(soup.body, Tag):
        read_blocks(soup.body, blocks)
    return Document(
        title=canonical.title,
        language=canonical.language,
        published=_meta(soup, "published"),
        modified=_meta(soup, "modified"),
        text=blocks.text,
        blocks=tuple(blocks.blocks),
    )


def _meta(soup: BeautifulSoup, name: str) -> str | None:
    found = soup.find("meta", attrs={"name": name})
    return str(found.get("content")) if isinstance(found, Tag) and found.get("content") else None
