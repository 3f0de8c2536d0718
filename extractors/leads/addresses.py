"""Addresses in the form in which they are compared and asked for (RFC 3986, section 6.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from extractors.records import SourceKind

MAX_LENGTH: Final = 2_048
_LONGEST_GIVEN: Final = 4 * MAX_LENGTH
"""Before escapes and parameters that only track are taken away."""
_PORTS: Final = {"http": 80, "https": 443}
_KEPT: Final = "!$&'()*+,;=:@/-._~%"
_QUERY_KEPT: Final = _KEPT + "?[]|"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?\.?|\[[0-9a-f:.]+\]")
_CLEAN = re.compile(r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*)*/?")
"""Most addresses as sites write them: nothing in them has to be changed."""
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|hsa_|oly_|vero_|_hs|mkt_|trk|wt\.|itm_)\w*|"
    r"(?:gcl|fbcl|msclk|dcl|yclid|wbra|gbra|ttcl|twcl|igsh|li_fat_|mc_[ce])\w*|s_kwcid|_ga|_gl|ocid|icid|cid|cmp|"
    r"ref|ref_?src|referr?er|source|src|campaign\w*|promo_?code|sc_(?:channel|campaign|\w+)|nc[12]?|linkid|share",
    re.IGNORECASE,
)
"""Parameters that say whence a visitor came; the page is the same without them."""
_PRIVATE = re.compile(
    r"(?:php|asp|j)?sess(?:ion)?_?(?:id)?|aspsessionid\w*|phpsessid|jsessionid|sid|cfid|cftoken|zenid|osCsid|s_?id|"
    r"(?:access_|auth_?|csrf_?|id_)?token|api_?key|auth|password|pwd|secret|sig|signature|x-amz-\w+|nonce",
    re.IGNORECASE,
)
"""Parameters of one visitor's session, or that are secrets: such an address is nobody else's."""
_SESSION_IN_PATH = re.compile(
    r";\s*(?:jsessionid|phpsessid|sid)=|/\((?:[SXF]\([^)]{8,}\))+\)/", re.IGNORECASE
)


def address(url: str, base: str = "") -> str:
    """An http or https address, so that two of the same page are equal; taken from `base` when it is relative.

    Without fragment, user, default port, dot segments and parameters that only track. Empty for what is no such address,
    or holds a session or a secret. Giving the result again gives the result. Never raises.
    """
    if len(url) <= MAX_LENGTH and _CLEAN.fullmatch(url) and url.count("/") > 2:  # noqa: PLR2004 - it has a path
        return url
    if len(url) > _LONGEST_GIVEN:
        return ""
    try:
        parts = urlsplit(urljoin(base, "".join(url.split("\n")).strip()) if base else url.strip())
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError):
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or _SESSION_IN_PATH.search(parts.path):
        return ""
    query = _query(parts.query)
    if query is None:
        return ""
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    found = urlunsplit((scheme, place, _path(parts.path), query, ""))
    return found if len(found) <= MAX_LENGTH else ""


def kind_of(url: str) -> SourceKind:
    """What an address promises by its ending: a PDF or a page."""
    return "pdf" if urlsplit(url).path.lower().endswith(".pdf") else "page"


def _host(parts: SplitResult) -> str:
    """The host in lower case and punycode; empty where there is none, or with a user or password."""
    if "@" in parts.netloc:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    return host if _HOST.fullmatch(host) else ""


def _path(path: str) -> str:
    """A path without dot segments and doubled slashes, escapes alike."""
    kept: list[str] = []
    segments = _escaped(path, _KEPT).split("/")
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment not in (".", ""):
            kept.append(segment)
    closed = segments[-1] in ("", ".", "..") and kept
    return "/" + "/".join(kept) + ("/" if closed else "")


def _query(query: str) -> str | None:
    """The parameters that choose the page, in their order; None when one of them is of a session or a secret."""
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True, max_num_fields=200)]
    if any(_PRIVATE.fullmatch(name) for name in names):
        return None
    parts = [part for part in query.split("&") if part]
    return "&".join(
        _escaped(part, _QUERY_KEPT)
        for part in parts
        if not _TRACKING.fullmatch(unquote(part.partition("=")[0]))
    )


def _escaped(text: str, kept: str) -> str:
    """Escapes in upper case, none where none is needed, and one where one is (RFC 3986, section 6.2.2)."""
    return _ESCAPE.sub(_escape, quote(text, safe=kept, errors="replace"))


def _escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if _UNRESERVED.fullmatch(character) else found[0].upper()
