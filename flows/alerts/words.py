"""Vendors' words made safe to hand on: visible, on one line, and meaning nothing to whatever shows them."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import quote, urlsplit

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|])")
_MARKDOWN_AT_START = re.compile(r"^(?=[#+=-])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
_CALLING = re.compile(r"([@<\[\]])")
_BREAK = re.compile(r"\s+\|\s+|\s*\n\s*")
_WHOLE_WORDS = 10
_EDGE_WORDS = 5


def plain(text: str) -> str:
    """`text` on one line, without control, format (bidirectional overrides) and private characters."""
    visible = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _HIDDEN
    )
    return " ".join(visible.split())


def shortened(text: str, length: int) -> str:
    """`text` cut at a word within `length` characters, with an ellipsis where something was left out."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    whole = cut.rsplit(" ", 1)[0]
    return (whole if len(whole) > length // 2 else cut).rstrip(" ,;:.") + "…"


def calm(text: str) -> str:
    """`text` for a chat of which only its people know what it makes of plain text: no link is hidden in it, nobody called.

    An invisible space stands behind what starts mentions (``@all``, ``<!channel>``), links and tags in any dialect.
    """
    return _CALLING.sub("\\1\u200b", text)


def markdown(text: str) -> str:
    """`text` for CommonMark and the chats' dialects: nothing in it is markup, and it calls nobody (@all).

    Some dialects know no escapes, so the text is calm too.
    """
    return _MARKDOWN_AT_START.sub(r"\\", _MARKDOWN.sub(r"\\\1", calm(plain(text))))


def hypertext(text: str) -> str:
    """`text` for HTML, within elements and within quoted attributes."""
    return html.escape(plain(text))


def quoted_at(url: str, words: str, page: int | None = None) -> str:
    """`url` with a text fragment that scrolls to `words` and marks them, where the browser can.

    URL Fragment Text Directives (WICG draft): ``#:~:text=start,end``; within a term ``&``, ``,`` and ``-``
    are syntax and therefore percent-encoded. A long quote, or one over several cells or lines, is given by its
    first and its last words. On a `page` of a PDF it is ``#page=`` instead (RFC 8118), since viewers know nothing else.
    Of an address that is not http or https nothing is left.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return ""
    pieces = [plain(piece) for piece in _BREAK.split(words)]
    pieces = [piece for piece in pieces if piece]
    host, rest = f"{parts.scheme}://{parts.netloc}", parts._replace(scheme="", netloc="").geturl()
    # Nothing that calls or links in a chat stays in the path.
    address = quote(host, safe="%/:[]@-._~") + quote(rest, safe="%/:?#!$&'*+,;=~-._")
    if page:
        return f"{address.partition('#')[0]}#page={page}"
    if not pieces:
        return address
    return f"{address}{'' if '#' in address else '#'}:~:text={_terms(pieces)}"


def _terms(pieces: list[str]) -> str:
    first, last = pieces[0].split(), pieces[-1].split()
    if len(pieces) == 1 and len(first) <= _WHOLE_WORDS:
        return _term(first)
    return f"{_term(first[:_EDGE_WORDS])},{_term(last[-_EDGE_WORDS:])}"


def _term(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
