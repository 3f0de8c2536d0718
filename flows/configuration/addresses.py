"""Checks of addresses: of sources, of the operator, and the name under which requests are made."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from flows.configuration.checks import optional_text, text
from flows.configuration.faults import Unfit
from flows.configuration.tables import kind_of

SECRET_PARAMETERS = frozenset(
    {
        *(
            "access_token",
            "api_key",
            "apikey",
            "auth",
            "password",
            "pwd",
            "secret",
            "sig",
            "signature",
            "token",
        ),
        "x-amz-signature",
    }
)
"""Names of query parameters that hold secrets; compared in lower case."""

_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*\.?|\[[0-9A-Fa-f:.]+\]")
_MAX_URL = 2048


def url(value: object) -> str:
    """Give an absolute http or https address (RFC 3986), without user, password or fragment."""
    found = text(value, "expected an http or https address")
    parts = _split(found)
    if parts.scheme not in ("http", "https"):
        scheme = f'has the scheme "{parts.scheme}"' if parts.scheme else "has no scheme"
        raise Unfit(scheme, "expected http or https", "begin it with https://")
    if "@" in parts.netloc:
        raise Unfit("holds a user or password", "expected a public page", "remove what stands before the @")
    if not parts.hostname or not _HOST.fullmatch(
        parts.netloc.rsplit(":", 1)[0] if _has_port(parts) else parts.netloc
    ):
        raise Unfit(
            "has no valid host",
            "expected an address such as https://vendor.example/partners",
            "mend the host",
        )
    if parts.fragment:
        raise Unfit(
            "has a fragment", "expected none, since servers never see it", f"remove #{parts.fragment}"
        )
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in SECRET_PARAMETERS:
            raise Unfit(
                f'has a secret in its parameter "{name}"', "expected a public page", "use its public address"
            )
    return found


def scope_host(value: object) -> str:
    """Give a host name in lower case; ``*.`` in front stands for every host below it."""
    found = text(value, "expected a host such as vendor.example, or *.vendor.example").lower()
    if not _HOST.fullmatch(found.removeprefix("*.")) or "." not in found.removeprefix("*.").rstrip("."):
        expected = "expected a host such as vendor.example, or *.vendor.example for all below it"
        raise Unfit(f'is "{found}"', expected, "leave out the scheme, the path and the port")
    return found


def scope_path(value: object) -> str:
    """Give a path as robots.txt has it (RFC 9309, section 2.2.2): it begins with a slash or a star."""
    found = text(value, "expected a path such as /partners/ or /*/certification")
    if not found.startswith(("/", "*")) or re.search(r"[^\x21-\x7e]", found):
        expected = "expected a path such as /partners/ or /*/certification, percent-encoded"
        raise Unfit(f'is "{found}"', expected, "begin it with a slash")
    return found


def _split(address: str) -> SplitResult:
    if re.search(r"[^\x21-\x7e]", address) or len(address) > _MAX_URL:
        expected = f"expected at most {_MAX_URL:,} characters of ASCII, without spaces"
        raise Unfit(
            "has characters that no address has, or too many",
            expected,
            "percent-encode them, hosts in punycode",
        )
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise Unfit(f"is no address ({error})", "expected an http or https address", "mend it") from error
    return parts


def _has_port(parts: SplitResult) -> bool:
    return parts.port is not None or parts.netloc.endswith(":")


def contact(value: object) -> str:
    """Give a mail address or web address at which the operator is reached; empty says that none is given."""
    found = optional_text(value)
    if not found or re.fullmatch(r"(mailto:)?[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+", found):
        return found
    try:
        return url(found)
    except Unfit as unfit:
        expected = "expected a mail address or an http or https address"
        raise Unfit(f"is {kind_of(value)}", expected, "write one that site owners can reach") from unfit


def user_agent(value: object) -> str:
    """Give a product and its version (RFC 9110, section 10.1.5), without a contact, which has its own key."""
    found = text(value)
    if not re.fullmatch(r"[!#$%&'*+.^_`|~\w-]+(/[!#$%&'*+.^_`|~\w-]+)?", found, re.ASCII):
        expected = "expected a product and its version, as in Gapwatch/0.1"
        raise Unfit(f"is {kind_of(value)}", expected, "shorten it; the contact is added from the key contact")
    return found


def comparable(address: str) -> str:
    """Give an address so that two which mean the same page are equal (RFC 3986, sections 6.2.2 and 6.2.3)."""
    parts = urlsplit(address)
    default = {"http": ":80", "https": ":443"}.get(parts.scheme.lower(), ":")
    host = parts.netloc.lower().removesuffix(default)
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=host, path=parts.path or "/", fragment=""
    ).geturl()
