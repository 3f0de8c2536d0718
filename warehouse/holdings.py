"""Where WARC records stand: in a WARC file, or in one inside a WACZ (a ZIP)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
