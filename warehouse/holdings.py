"""Where WARC records stand: in a WARC file, or in one inside a WACZ (a ZIP). Opened as a stream, never unpacked to disk."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Holding:
    """One WARC file: `path`, or the file `member` within the WACZ at `path`."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """What captures say of where they come from: the file's name, and which file within it."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    def __str__(self) -> str:
        """The place as messages name it."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The bytes as a stream that can be sought in. Raises OSError, or BadZipFile, when there is no such file."""
        if self.member is None:
            with self.path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(self.path) as container:
            try:
                inner: IO[bytes] = container.open(self.member)
            except (KeyError, RuntimeError, NotImplementedError) as error:
                # It is not there, or is encrypted, or compressed in an odd way.
                raise zipfile.BadZipFile(f"{self}: {error}") from error
            with inner:
                yield inner


def is_zip(path: Path) -> bool:
    """Whether the file begins as a ZIP does, or is named as a WACZ."""
    if path.suffix.lower() == ".wacz":
        return True
    with path.open("rb") as stream:
        return stream.read(len(ZIP)) == ZIP


def files_below(paths: list[Path]) -> list[Path]:
    """The files named, and of directories the WARC and WACZ files in them, sorted, however deep."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and file.name.lower().endswith((".warc", ".warc.gz", ".wacz"))
            )
        else:
            found.append(path)
    return found
