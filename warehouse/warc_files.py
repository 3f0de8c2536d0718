"""The WARC files of one program: begun anew when they grow too large, and named when they are whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


@dataclass(slots=True)
class Files:
    """The files of one program, one after the other; nothing has its name before it is whole.

    `head` gives the first record of a file, from its name and the time of the first attempt in it.
    """

    directory: Path
    program: str
    most_bytes: int
    head: Callable[[str, datetime], bytes]
    done: list[Path] = field(default_factory=list)
    stream: IO[bytes] | None = None

    def write(self, group: bytes, at: datetime) -> None:
        """Add the records of one attempt; they are never spread over two files."""
        if self.stream is not None and self.stream.tell() + len(group) > self.most_bytes:
            self.close()
        if self.stream is None:
            self.stream = self._part(self._name(len(self.done))).open("wb")
            self.stream.write(self.head(self._name(len(self.done)).name, at))
        self.stream.write(group)

    def close(self) -> None:
        """Give the file under way its name."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None
            name = self._name(len(self.done))
            self._part(name).replace(name)
            self.done.append(name)

    def tidy(self) -> None:
        """Remove further files of an earlier, longer export of the same program: they would be taken for a part of this."""
        for file in self.directory.glob(f"{self.program}.[0-9][0-9][0-9][0-9][0-9].warc.gz"):
            if file not in self.done:
                file.unlink()

    def _name(self, number: int) -> Path:
        return self.directory / (
            f"{self.program}.{number + 1:05d}.warc.gz" if number else f"{self.program}.warc.gz"
        )

    @staticmethod
    def _part(name: Path) -> Path:
        return name.with_name(f"{name.name}.part")
