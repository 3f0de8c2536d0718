"""Headers of a transfer, where the payload is kept decoded: renamed as web archives do, and back.

A stored body has no content or transfer coding left, so that `content-encoding`, `transfer-encoding` and `content-length` as
received are not true of it. Under `x-archive-orig-` (which the Wayback Machine puts before the headers of what it replays)
they stay known and mislead nobody.
"""

from __future__ import annotations

from typing import TypeAlias

Headers: TypeAlias = tuple[tuple[str, str], ...]

ORIGINAL = "x-archive-orig-"
CODINGS = ("content-encoding", "transfer-encoding")
LENGTH = "content-length"


def of_payload(headers: Headers, length: int) -> Headers:
    """The headers as they are true of a decoded payload of that many bytes; the very same when they are already."""
    names = {name for name, _ in headers}
    lengths = {value.strip() for name, value in headers if name == LENGTH}
    if names.isdisjoint(CODINGS) and lengths <= {str(length)}:
        return headers
    renamed = tuple((ORIGINAL + name if _of_transfer(name) else name, value) for name, value in headers)
    return (*renamed, (LENGTH, str(length)))


def as_received(headers: Headers) -> Headers:
    """Undo `of_payload`, for headers that it changed."""
    return tuple(
        (name.removeprefix(ORIGINAL) if _of_transfer(name) else name, value)
        for name, value in headers
        if name != LENGTH
    )


def _of_transfer(name: str) -> bool:
    """Whether a header says how bytes were transferred, or was renamed already by who archived them before us."""
    while name.startswith(ORIGINAL):
        name = name.removeprefix(ORIGINAL)
    return name in (*CODINGS, LENGTH)
