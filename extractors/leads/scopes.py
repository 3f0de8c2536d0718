"""Whether an address lies where a program's configuration lets pages be discovered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.catalogue import Scope


def within(url: str, scopes: Iterable[Scope]) -> bool:
    """Whether one of `scopes` has the address: its host, and a path that is allowed longer than it is excluded.

    Patterns are those of robots.txt (RFC 9309, section 2.2.2): of all that match the longest decides, and of two of equal
    length the one that allows. The port says nothing. Never raises.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return any(_of_host(host, scope.host) and _allowed(path, scope) for scope in scopes)


def on_host(url: str, scopes: Iterable[Scope]) -> bool:
    """Whether one of `scopes` has the address's host, whatever the path: there its lists of pages stand. Never raises."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return False
    return bool(host) and any(_of_host(host, scope.host) for scope in scopes)


def _of_host(host: str, wanted: str) -> bool:
    wanted = wanted.rstrip(".")
    return host.endswith(wanted[1:]) and host != wanted[2:] if wanted.startswith("*.") else host == wanted


def _allowed(path: str, scope: Scope) -> bool:
    longest = max((len(pattern) for pattern in scope.paths if _matches(pattern, path)), default=-1)
    excluded = max((len(pattern) for pattern in scope.exclude if _matches(pattern, path)), default=-1)
    return longest >= 0 and longest >= excluded


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says; in one go from left to right, so that no address takes long."""
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    last = parts.pop() if parts and pattern.endswith("$") else None
    at = len(first)
    for part in parts:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not pattern.endswith("$") or at == len(path)
