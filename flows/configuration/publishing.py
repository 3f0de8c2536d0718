"""The table ``[publishing]`` of ``settings.toml``: where the site is written, and where people have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.configuration.addresses import url
from flows.configuration.checks import path
from flows.configuration.tables import Key
from flows.settings import PublishingSettings

if TYPE_CHECKING:
    from pathlib import Path

    from flows.configuration.tables import Table


def folder_address(value: object) -> str:
    """Give the address (http or https) of a folder, with a stroke at its end."""
    return url(value).rstrip("/") + "/"


DIRECTORY: Key[Path | None] = Key("directory", path, None)
ADDRESS = Key("address", folder_address, "")


def publishing(table: Table, root: Path) -> PublishingSettings:
    """Read the table; a relative directory counts from `root`. Faults are noted in the file."""
    table.refuse_unknown([DIRECTORY.name, ADDRESS.name])
    directory = table.get(DIRECTORY)
    return PublishingSettings(None if directory is None else root / directory, table.get(ADDRESS))
