"""What the tests of reading share: the real catalogue, and documents made from HTML."""

from __future__ import annotations

from pathlib import Path

from extractors.canonical import canonical
from extractors.catalogue import Source
from extractors.documents import document
from extractors.records import Document, Response, Unreadable
from flows.configuration import catalogue

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
CATALOGUE = catalogue(ROOT / "config" / "questions.toml")
SOURCE = Source(id="sample/page", program="sample", name="page", url="http://127.0.0.1/page")


def response(body: str, status: int = 200) -> Response:
    """A response with an HTML body."""
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Response("http://127.0.0.1/page", "http://127.0.0.1/page", status, headers, body.encode())


def page(body: str, title: str = "Norwind Partner Program") -> Document:
    """The document of a page with that body."""
    html = f'<html lang="en"><head><title>{title}</title></head><body><main>{body}</main></body></html>'
    form = canonical(response(html), SOURCE)
    assert not isinstance(form, Unreadable)
    found = document(form)
    assert not isinstance(found, Unreadable)
    return found
