"""zstd frames (RFC 8878): one body, one body against an earlier one, or many successive bodies one after another.

"Against" is a raw-content prefix, as `zstd --patch-from` has it. Pure: bytes in, bytes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUICK = 3
"""Level of what a run stores: an eighth of a millisecond a page."""

_LONGEST_WINDOW = 27  # log2 of bytes; decoders refuse more unless told otherwise (RFC 8878, 3.1.1.1.2)
_STEP = 1 << 20


class FrameBroken(Exception):  # noqa: N818 - said as people say it
    """A frame cannot be expanded, or ends before it should."""


def frame(body: bytes, base: bytes | None = None, level: int = QUICK) -> bytes:
    """These bytes as a frame that `base`, when given, is needed to expand."""
    options: dict[int, int] = {zstd.CompressionParameter.compression_level: level}
    if len(body) + len(base or b"") > _STEP:
        reach = (len(body) + len(base or b"")).bit_length()
        options[zstd.CompressionParameter.window_log] = min(reach, _LONGEST_WINDOW)
    return zstd.compress(body, options=options, zstd_dict=_prefix(base))


def pieces(of: bytes, base: bytes | None, spans: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """The content of a frame at these spans (start, length), which ascend and do not overlap.

    Expands no further than the last one's end, and keeps nothing in memory but the piece, whatever a damaged frame
    claims to hold. Raises FrameBroken where the frame is broken or ends, after the pieces before.
    """
    decoder = zstd.ZstdDecompressor(zstd_dict=_prefix(base))
    feed, position = of, 0
    for start, length in spans:
        wanted = bytearray()
        while position < start + length:
            if decoder.eof:
                raise FrameBroken(f"ends after {position} bytes")
            most = min(_STEP, (start if position < start else start + length) - position)
            try:
                got = decoder.decompress(feed, max_length=most)
            except zstd.ZstdError as error:
                raise FrameBroken(str(error)) from error
            feed = b""
            if not got and decoder.needs_input:
                raise FrameBroken(f"ends after {position} bytes")
            if position >= start:
                wanted += got
            position += len(got)
        yield bytes(wanted)


def _prefix(base: bytes | None) -> tuple[zstd.ZstdDict, int] | None:
    # An empty prefix is none: zstd refuses dictionaries without content.
    return zstd.ZstdDict(base, is_raw=True).as_prefix if base else None
