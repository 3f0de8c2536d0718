"""How the tests of documents say "read this"."""

from __future__ import annotations

from extractors.canonical import Canonical, canonical
from extractors.catalogue import Source
from extractors.documents import document
from extractors.records import Block, Document, Response

SOURCE = Source(id="acme/tiers", program="acme", name="tiers", url="https://acme.example/tiers")


def response(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", url: str = SOURCE.url
) -> Response:
    """A response of 200 with that body."""
    raw = body.encode() if isinstance(body, str) else body
    return Response(url, url, 200, (("content-type", content_type),) if content_type else (), raw)


def canonical_of(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", source: Source = SOURCE
) -> Canonical:
    """The canonical form, which must exist."""
    found = canonical(response(body, content_type), source)
    assert isinstance(found, Canonical), found
    return found


def read(
    body: str | bytes, content_type: str = "text/html; charset=utf-8", source: Source = SOURCE
) -> Document:
    """The document, which must exist."""
    found = document(canonical_of(body, content_type, source))
    assert isinstance(found, Document), found
    return found


def cells(read_document: Document) -> list[Block]:
    """The document's table cells."""
    return [block for block in read_document.blocks if block.kind == "table_cell"]


def shape(read_document: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind, block.text) for block in read_document.blocks]
