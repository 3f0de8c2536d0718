"""Opening WARC files, also within WACZs, so that every place in them is reached at once, however often one looks.

A file stored in a ZIP is read where it stands. A compressed one could only be sought in by expanding it from its beginning
each time: it is copied once to a temporary file without a name, which is gone when the process is.
"""

from __future__ import annotations

import io
import os
import struct
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from warehouse.holdings import Holding

MOST_COPIED = 1024 * 1024 * 1024
"""Bytes of all temporary files together; the one that was not used for longest makes room."""
MOST_COPIES = 32
PIECE = 1024 * 1024
LOCAL_HEAD = 30
"""Bytes of a ZIP's local file header before the name (APPNOTE.TXT, section 4.3.7), which ends with two lengths."""


class Part(io.RawIOBase):
    """Some bytes of an open file as a file of their own, with a place of its own."""

    def __init__(self, descriptor: int, start: int, length: int) -> None:
        """The bytes from `start` on; whoever opened the file closes it, later than this."""
        self._descriptor, self._start, self._length, self._at = descriptor, start, length, 0

    def readable(self) -> bool:
        """Bytes are read of it."""
        return True

    def seekable(self) -> bool:
        """Every place is reached at once."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; none is before the beginning."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # narrower than any buffer
        """Read up to its end."""
        count = max(0, min(len(buffer), self._length - self._at))
        content = os.pread(self._descriptor, count, self._start + self._at)
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where in a ZIP the bytes of a member stand."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Copied:
    """A member that was expanded into a temporary file."""

    file: IO[bytes]
    length: int


@dataclass(slots=True)
class Members:
    """Opens holdings, and keeps what it needs to open them again until it is closed."""

    _stored: dict[Holding, _Stored] = field(default_factory=dict)
    _copied: dict[Holding, _Copied] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    def __exit__(
        self, of: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the copies go."""
        while self._copied:
            self._let_go()

    @contextmanager
    def opened(self, holding: Holding) -> Iterator[IO[bytes]]:
        """The bytes as a stream that can be sought in; one at a time. Raises OSError, or BadZipFile when there are none."""
        if holding.member is not None and holding not in self._stored:
            self._find(holding, holding.member)
        if holding in self._copied:
            copied = self._copied[holding] = self._copied.pop(holding)  # the last to make room now
            yield io.BufferedReader(Part(copied.file.fileno(), 0, copied.length))
            return
        with holding.path.open("rb") as file:
            place = self._stored.get(holding)
            yield io.BufferedReader(Part(file.fileno(), place.start, place.length)) if place else file

    def _find(self, holding: Holding, member: str) -> None:
        if holding in self._copied:
            return
        with zipfile.ZipFile(holding.path) as container:
            try:
                entry = container.getinfo(member)
                with container.open(entry) as content:
                    if entry.compress_type != zipfile.ZIP_STORED:
                        self._copy(holding, entry, content)
                        return
            except (KeyError, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
                # It is not there, or is encrypted, or compressed in an odd way.
                raise zipfile.BadZipFile(f"{holding}: {error}") from error
        with holding.path.open("rb") as file:
            file.seek(entry.header_offset)
            name, extra = struct.unpack("<HH", file.read(LOCAL_HEAD)[-4:])
        start = entry.header_offset + LOCAL_HEAD + name + extra
        self._stored[holding] = _Stored(start, min(entry.file_size, entry.compress_size))

    def _copy(self, holding: Holding, entry: zipfile.ZipInfo, content: IO[bytes]) -> None:
        if entry.file_size > MOST_COPIED:
            raise zipfile.BadZipFile(
                f"{holding}: {entry.file_size} bytes in compressed form; expected at most {MOST_COPIED}"
            )
        while self._copied and (
            self._bytes() + entry.file_size > MOST_COPIED or len(self._copied) >= MOST_COPIES
        ):
            self._let_go()
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it stays open as long as it is of use
        try:
            while piece := content.read(PIECE):
                file.write(piece)
            file.flush()
        except BaseException:
            file.close()
            raise
        self._copied[holding] = _Copied(file, file.tell())

    def _let_go(self) -> None:
        self._copied.pop(next(iter(self._copied))).file.close()

    def _bytes(self) -> int:
        return sum(copied.length for copied in self._copied.values())
