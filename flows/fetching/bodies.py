"""Bodies as they come in: content-decoded piece by piece, and never more of them than the limit.

Only codings are asked for whose decoder can stop at a length, so that a small body that unpacks to gigabytes
costs no more memory than the limit.
"""

from __future__ import annotations

import zlib
from typing import Protocol

from backports import zstd

from extractors.records import Outcome
from flows.fetching.attempts import FinalError

ACCEPT_ENCODING = "gzip, deflate, zstd"
_ZSTD_WINDOW_LOG = 23  # 8 MiB, all that a server may ask of its visitors (RFC 9659)


class _Decoder(Protocol):
    @property
    def whole(self) -> bool:
        """Whether the coded stream came to its end."""

    def decoded(self, piece: bytes, most: int) -> bytes:
        """Decode what `piece` adds, at most `most` bytes and one more when there is more."""


class _Zlib:
    """gzip (RFC 1952) in one or several members; deflate with or without its wrapping (RFC 1950, 1951)."""

    def __init__(self, window_bits: int) -> None:
        self._window_bits = window_bits
        self._unpacker = zlib.decompressobj(window_bits)
        self._begun = False

    @property
    def whole(self) -> bool:
        return self._unpacker.eof or not self._begun

    def decoded(self, piece: bytes, most: int) -> bytes:
        found = bytearray()
        while piece and len(found) <= most:
            if self._unpacker.eof:
                if self._window_bits != zlib.MAX_WBITS | 16 or not piece.startswith(b"\x1f"):
                    return bytes(found)  # padding behind the end
                self._unpacker = zlib.decompressobj(self._window_bits)
            found += self._unpacked(piece, most + 1 - len(found))
            self._begun = True
            piece = self._unpacker.unused_data or self._unpacker.unconsumed_tail
        return bytes(found)

    def _unpacked(self, piece: bytes, most: int) -> bytes:
        try:
            return self._unpacker.decompress(piece, most)
        except zlib.error:
            if self._begun or self._window_bits != zlib.MAX_WBITS:
                raise
            self._window_bits = -zlib.MAX_WBITS  # many servers send deflate without its wrapping
            self._unpacker = zlib.decompressobj(self._window_bits)
            return self._unpacker.decompress(piece, most)


class _Zstd:
    """zstd (RFC 8878), one frame."""

    def __init__(self) -> None:
        self._unpacker = zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
        )
        self._begun = False

    @property
    def whole(self) -> bool:
        return self._unpacker.eof or not self._begun

    def decoded(self, piece: bytes, most: int) -> bytes:
        found = bytearray()
        while not self._unpacker.eof and len(found) <= most:
            self._begun = True
            found += self._unpacker.decompress(piece, most + 1 - len(found))
            piece = b""
            if self._unpacker.needs_input:
                break
        return bytes(found)


class Body:
    """Takes the pieces of one body; FinalError (UNREADABLE) as soon as it is clear that it cannot be decoded.

    `excess` says that there is more than the limit; what is beyond it is not kept.
    """

    def __init__(self, coding: str, most: int) -> None:
        """`coding` is the content-encoding header, `most` the limit in bytes after decoding."""
        self._coding = coding.strip().lower()
        self._most = most
        self._length = 0
        self._pieces: list[bytes] = []
        self.excess = False
        self._decoder = _decoder(self._coding)

    def take(self, piece: bytes) -> None:
        """Add a piece as it came over the wire."""
        if self._decoder is not None:
            try:
                piece = self._decoder.decoded(piece, self._most - self._length)
            except (zlib.error, zstd.ZstdError) as fault:
                raise FinalError(
                    Outcome.UNREADABLE, f"the body is damaged: {self._coding} does not decode ({fault})"
                ) from fault
        room = self._most - self._length
        if len(piece) > room:
            self.excess = True
            piece = piece[:room]
        self._length += len(piece)
        self._pieces.append(piece)

    @property
    def whole(self) -> bool:
        """Whether a coded body came to its end."""
        return self._decoder is None or self._decoder.whole

    def content(self) -> bytes:
        """All that was taken, decoded."""
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)


def _decoder(coding: str) -> _Decoder | None:
    match coding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Zlib(zlib.MAX_WBITS)
        case "zstd":
            return _Zstd()
    raise FinalError(Outcome.UNREADABLE, f"content-encoding {coding!r} was not asked for ({ACCEPT_ENCODING})")
