"""Digests as archives write them, in one form, so that those of several archives can be compared."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

LENGTHS = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}
"""Bytes of a digest by each algorithm that is known here."""


def normal_digest(stated: str) -> str | None:
    """A labelled digest (WARC 1.1, section 5.8) as `algorithm:BASE32`, or None when it is none that is known.

    Archives write base 32 or hexadecimal, in either case, with or without padding, and `sha-256` for `sha256`.
    """
    algorithm, _, value = stated.strip().partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    length = LENGTHS.get(algorithm, 0)
    digest = _decoded(value.strip(), length)
    return f"{algorithm}:{base64.b32encode(digest).decode()}" if digest is not None and length else None


def sha1(body: bytes) -> str:
    """The digest of these bytes as the field writes it, `sha1:BASE32`."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def of_snapshot(snapshot: str) -> str:
    """The name of a snapshot as a digest that archives may state."""
    return f"sha256:{base64.b32encode(bytes.fromhex(snapshot)).decode()}"


EMPTY = frozenset(
    f"{name}:{base64.b32encode(hashlib.new(name, usedforsecurity=False).digest()).decode()}"
    for name in LENGTHS
)
"""Digests of no bytes: a revisit that states one repeats nothing that one would have to look for."""


def _decoded(value: str, length: int) -> bytes | None:
    if len(value) == 2 * length and re.fullmatch(r"[0-9a-fA-F]+", value):
        return bytes.fromhex(value)
    bare = value.upper().rstrip("=")
    try:
        digest = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (binascii.Error, ValueError):
        return None
    return digest if len(digest) == length else None
