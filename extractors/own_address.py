"""The address that a page gives as its own: ``rel=canonical`` in its head or in a Link header (RFC 6596). Pure."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from extractors.records import Response

HEAD = 200_000
"""So many bytes are looked through: the link stands in the head of a page."""
LONGEST = 2_000
_LINK = re.compile(rb"<link\b[^<>]{0,4000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""\brel\s*=\s*["']?[^"'>]*\bcanonical\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEADER = re.compile(r"""<([^<>]*)>\s*;[^<]*?\brel\s*=\s*"?[^";<]*\bcanonical\b""", re.IGNORECASE)
_SPELLING = re.compile(r"^https?://(www\.)?|[/?#]+$", re.IGNORECASE)


def own_address(response: Response) -> str:
    """The canonical address that a response names, whole and without fragment; "" where it names none. Never raises."""
    named = next((at for name, at in response.headers if name == "link" and "canonical" in at.lower()), "")
    found = _HEADER.search(named)
    given = found[1] if found else _in_head(response.body[:HEAD])
    return _whole(given, response.final_url) if given else ""


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are one page spelled otherwise: by its scheme, www, a closing slash or capitals of the host."""
    return _plain(one) == _plain(other)


def _in_head(head: bytes) -> str:
    for link in _LINK.findall(head):
        if _CANONICAL.search(link) and (href := _HREF.search(link)):
            given: bytes = href[1] or href[2] or href[3] or b""
            return html.unescape(given.decode("utf-8", "replace")).strip()
    return ""


def _whole(given: str, base: str) -> str:
    try:
        found = urlsplit(urljoin(base, given))._replace(fragment="")
        if found.scheme not in ("http", "https") or not found.hostname:
            return ""
        address = found.geturl()
    except ValueError:
        return ""
    return address if len(address) <= LONGEST and address.isprintable() else ""


def _plain(address: str) -> str:
    parts = urlsplit(address) if "[" not in address else None
    lower = address.replace(parts.netloc, parts.netloc.lower(), 1) if parts else address
    return _SPELLING.sub("", lower)
