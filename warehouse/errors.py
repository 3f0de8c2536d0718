"""What can go wrong in the warehouse, as one tree.

WarehouseError
├── WarehouseBusy       another process holds the file; nothing is wrong with it
├── WarehouseMissing    there is no file yet
├── WarehouseDamaged    there is a file, and it cannot be opened as a database
├── SchemaError         the stored schema and the numbered files of this version do not agree
├── SnapshotDamaged     stored bytes are not what their digest says
├── NoRoom              the disk has no room for what was to be written
├── ProgramKeyUnfit     what was to be imported under it has no program's key
└── ExportError         a format that is not known
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class WarehouseError(Exception):
    """Something about the warehouse that a person has to know; `path` is its file."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class WarehouseBusy(WarehouseError):  # noqa: N818 - said as people say it
    """Another process is writing and did not finish while we waited. Trying again later helps."""


class WarehouseMissing(WarehouseError):  # noqa: N818 - said as people say it
    """The file does not exist."""


class WarehouseDamaged(WarehouseError):  # noqa: N818 - said as people say it
    """The file is no DuckDB database, is damaged, or may not be opened."""


class SchemaError(WarehouseError):
    """The file was made by another version than this one, or a numbered schema file was edited."""


class SnapshotDamaged(WarehouseError):  # noqa: N818 - said as people say it
    """The bytes under a digest do not have that digest, or cannot be expanded; `digest` names them.

    `what` is wrong, and `base` names the damaged snapshot that they rest on, when they themselves may be whole.
    """

    def __init__(self, path: Path, digest: str, message: str, base: str | None = None) -> None:
        super().__init__(path, f"snapshot {digest}: {message}")
        self.digest = digest
        self.what = message.split(";", 1)[0]
        self.base = base


class NoRoom(WarehouseError):  # noqa: N818 - said as people say it
    """The disk is too full."""


class ExportError(WarehouseError):
    """An export was asked for that cannot be made."""


class ProgramKeyUnfit(WarehouseError):  # noqa: N818 - said as people say it
    """A program was named by what can be no program's key."""
