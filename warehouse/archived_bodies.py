"""The bodies of archived answers, decoded up to a limit: archives are hostile input too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 32 * 1024 * 1024
"""Decoded bytes read of one record, which may be a compressed bomb."""
PIECE = 256 * 1024
ZSTD = b"\x28\xb5\x2f\xfd"
WINDOW = 23
"""Binary logarithm of the most bytes that a zstd body may refer back over (RFC 9659, section 3)."""
UNDECODED = frozenset(("br", "compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm", "pack200-gzip"))
"""Registered content codings (RFC 9110, section 16.6.1) that nothing here decodes."""


@dataclass(frozen=True, slots=True)
class Body:
    """Decoded bytes; whether there were more than the limit; or the content coding that nothing here decodes."""

    content: bytes
    cut: bool = False
    undecoded: str | None = None


def decoded(record: Any) -> Body:  # noqa: ANN401 - the library has no types
    """The content-decoded bytes of a record up to MAX_BYTES. Raises ZstdError for a zstd body that is damaged."""
    coding = record.http_headers.get_header("content-encoding") if record.http_headers is not None else None
    coding = (coding or "").strip().lower()
    if coding in UNDECODED or "," in coding:
        drain(record)
        return Body(b"", undecoded=coding)
    stream: IO[bytes] = record.content_stream()  # decodes gzip and deflate, and leaves what it does not know
    found = bytearray()
    for piece in _expanded(stream) if coding == "zstd" else _pieces(stream):
        found += piece
        if len(found) > MAX_BYTES:
            drain(record)
            return Body(bytes(memoryview(found)[:MAX_BYTES]), cut=True)
    return Body(bytes(found))


def drain(record: Any) -> None:  # noqa: ANN401
    """Read what is left of a record, so that its digest can be told."""
    while record.raw_stream.read(PIECE):
        pass


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _expanded(stream: IO[bytes]) -> Iterator[bytes]:
    """What zstd frames hold, a piece at a time: a few bytes may hold gigabytes.

    What is no frame is given as it is: crawlers may store bodies decoded and keep the header.
    """
    piece = stream.read(PIECE)
    if not piece.startswith(ZSTD):
        yield piece
        yield from _pieces(stream)
        return
    frame = _frame()
    while piece or not frame.needs_input:
        yield frame.decompress(piece, max_length=PIECE)
        if not frame.eof:
            piece = stream.read(PIECE) if frame.needs_input else b""
        elif piece := frame.unused_data or stream.read(PIECE):
            frame = _frame()
        else:
            return
    raise zstd.ZstdError("it ends within a frame")


def _frame() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW})
