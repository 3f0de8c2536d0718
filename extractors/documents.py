"""The full reading of a canonical form into a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from extractors.blocks import Blocks
from extractors.dates_of_page import visible_dates
from extractors.pdf import read_pdf
from extractors.plaintext import read_lines
from extractors.prose import read_blocks
from extractors.records import Document, Unreadable

if TYPE_CHECKING:
    from extractors.canonical import Canonical


def document(canonical: Canonical) -> Document | Unreadable:
    """The document that a canonical form holds: a pure function of it. Never raises."""
    blocks = Blocks()
    if isinstance(canonical.content, bytes):
        return read_pdf(canonical.content, canonical.title, blocks)
    if canonical.form == "text":
        return _of_text(canonical, canonical.content, blocks)
    if canonical.form == "sitemap":
        for address in canonical.content.split("\n"):
            blocks.prose("list_item", address, 1)
        return Document(canonical.title, None, None, None, blocks.text, tuple(blocks.blocks))
    return _of_html(canonical, canonical.content, blocks)


def _of_text(canonical: Canonical, content: str, blocks: Blocks) -> Document:
    read_lines(content, blocks)
    published, modified = visible_dates(canonical.text)
    return Document(
        canonical.title, canonical.language, published, modified, blocks.text, tuple(blocks.blocks)
    )


def _of_html(canonical: Canonical, content: str, blocks: Blocks) -> Document:
    soup = BeautifulSoup(content, "lxml")
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
