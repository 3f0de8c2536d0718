"""Addresses as archives are matched by them."""

from __future__ import annotations

import string
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

AS_THEY_ARE = string.punctuation


class OddAddress(ValueError):  # noqa: N818 - said as people say it
    """What stands where an address is expected is none."""


def address(url: str, base: str = "") -> str:
    """The form by which addresses are compared: no fragment, no closing slash, scheme and host in lower case.

    Letters beyond ASCII in path and query count as their percent-encoded UTF-8 (RFC 3987, section 3.1): archives write both.
    A relative one is taken from `base`. Raises OddAddress for what cannot be parsed, such as `http://[bad/page`.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
    except ValueError as error:
        raise OddAddress(f'"{url[:200]}" is no address ({error})') from error
    path, query = encoded(parts.path.rstrip("/")), encoded(parts.query)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def encoded(text: str) -> str:
    """Blanks and letters beyond ASCII percent-encoded, and everything else as it is."""
    return quote(text, safe=AS_THEY_ARE, errors="surrogatepass")
