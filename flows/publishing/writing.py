"""Writing a site: a file is touched only when it says something else, and what the site has no more goes.

The folder holds `LIST`, the names of the files that are ours; nothing else in it is ever changed or removed. A page is
written whole or not at all, so that a server may hand the folder out meanwhile.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIST = "gapwatch-site.json"


class NotOurs(Exception):  # noqa: N818  (it says what was found)
    """The folder holds other things than a site of ours; the text says what to do."""


@dataclass(slots=True)
class Folder:
    """A folder that a site is written into. `files` counts what was put, `changed` what said something else before."""

    directory: Path
    files: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls, directory: Path) -> Folder:
        """The folder, made where it is missing. NotOurs when it holds something else; OSError when it cannot be had."""
        directory.mkdir(parents=True, exist_ok=True)
        listed = directory / LIST
        if listed.exists():
            return cls(directory, before=set(json.loads(listed.read_text("utf-8"))["files"]))
        if any(directory.iterdir()):
            raise NotOurs(
                f"{directory}: is not empty and holds no site of Gapwatch ({LIST} is missing); expected a new or empty "
                "directory, or one that `gapwatch publish` wrote; name another one"
            )
        return cls(directory)

    def put(self, path: str, content: bytes) -> None:
        """Put one file; an equal one stays as it is, with its time."""
        self.files.add(path)
        target = self.directory / path
        if path in self.before and target.exists() and target.read_bytes() == content:
            return
        self.changed.add(path)
        _write(target, content)

    def close(self) -> tuple[str, ...]:
        """Remove what the site has no more, and note what it has; the names of what went."""
        gone = tuple(sorted(self.before - self.files))
        for path in gone:
            (self.directory / path).unlink(missing_ok=True)
        _write(self.directory / LIST, json.dumps({"files": sorted(self.files)}, indent=0).encode())
        return gone


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(target)
