"""Which form the bytes of a response have.

Told by their first bytes, then by what the server and the address say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from extractors.records import Response, Unreadable

if TYPE_CHECKING:
    from extractors.catalogue import Source

Form: TypeAlias = Literal["html", "markdown", "text", "pdf", "feed", "sitemap"]

_MAGIC: Final = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
    (b"%!PS", "PostScript"),
)
_NOT_TEXT: Final = ("image/", "audio/", "video/", "font/")
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,512}(?:<\?[^>]{0,512}>\s{0,512}|<!--.{0,2048}?-->\s{0,512}|<!DOCTYPE[^>]{0,512}>\s{0,512}){0,8}<(?:\w+:)?(\w+)",
    re.DOTALL | re.IGNORECASE,
)
_XML_ROOTS: Final[dict[bytes, Form]] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
}
_JSON_FEED = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,512}\{[^{]{0,2048}\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL
)
_TAGGED = re.compile(
    rb"<(?:!doctype html|html|head|body|div|p|h[1-6]|ul|ol|table|span|section|article|main|a)[\s>/]",
    re.IGNORECASE,
)
_HEAD: Final = 4096
_CONTROLS: Final = bytes(set(range(0x20)) - {*b"\t\n\v\f\r\x1b"})
_FEW_CONTROLS: Final = 0.02  # no text of any encoding but UTF-16 and UTF-32 has more


def binary(body: bytes) -> bool:
    """Whether the bytes are no text in any encoding that pages have."""
    head = body[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or head.count(0) * 4 >= len(head):
        return False  # UTF-16 and UTF-32, with a mark or without
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > _FEW_CONTROLS * len(head)


def form_of(response: Response, source: Source) -> Form | Unreadable:
    """The form of the response's body, or why it has none that is read."""
    body, head = response.body, response.body[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if what := next((what for magic, what in _MAGIC if body.startswith(magic)), None):
        return Unreadable(
            f"the response is {what}, not a page: only HTML, Markdown, text, PDF, feeds and sitemaps are read"
        )
    declared = (response.header("content-type") or "").partition(";")[0].strip().lower()
    if declared.startswith(_NOT_TEXT) and declared != "image/svg+xml":
        return Unreadable(f"the server calls the response {declared}, which holds no text")
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and head.count(0) * 100 > len(head):
        return Unreadable("the response is binary and of no form that is read")
    if form := _rooted(head, declared):
        return form
    return _textual(declared, response, source, tagged=utf16 or _TAGGED.search(head) is not None)


def _rooted(head: bytes, declared: str) -> Form | None:
    """The form that the outermost element says, or in JSON the version that a feed of it must give."""
    if declared == "application/feed+json" or _JSON_FEED.match(head):
        return "feed"
    root = _ROOT.match(head)
    return _XML_ROOTS.get(root[1].lower()) if root else None


def _textual(declared: str, response: Response, source: Source, *, tagged: bool) -> Form:
    path = _path(response.final_url or response.url or source.url)
    if declared in ("text/markdown", "text/x-markdown") or (
        path.endswith((".md", ".markdown")) and "html" not in declared
    ):
        return "markdown"
    if declared in ("text/html", "application/xhtml+xml"):
        return "html"
    if declared in ("text/plain", "text/csv", "application/json") or path.endswith((".txt", ".json", ".csv")):
        return "html" if tagged and not declared and path.endswith((".html", ".htm")) else "text"
    return "html" if tagged or path.endswith((".html", ".htm")) else "text"


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""
