"""Addresses as archives are matched by them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit


class OddAddress(ValueError):  # noqa: N818 - said as people say it
    """What stands where an address is expected is none."""


def address(url: str, base: str = "") -> str:
    """The form by which addresses are compared: no fragment, no closing slash, scheme and host in lower case.

    A relative one is taken from `base`. Raises OddAddress for what cannot be parsed, such as `http://[bad/page`.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
    except ValueError as error:
        raise OddAddress(f'"{url[:200]}" is no address ({error})') from error
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))
