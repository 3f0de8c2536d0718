"""Where a command works: the configuration's directory and the warehouse."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from flows.configuration import Configuration

READER_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Place:
    """What the global options say. `warehouse` stands in for the settings' own when it is given."""

    directory: Path
    warehouse: Path | None = None

    def configuration(self) -> Configuration:
        """The checked configuration, with the warehouse of the command line and the sources that were discovered.

        ConfigurationError with every fault.
        """
        from flows.discovery.enrolled import with_discovered  # noqa: PLC0415  (not every command needs it)

        return with_discovered(self.declared())

    def declared(self) -> Configuration:
        """The checked configuration alone, as its files have it, with the warehouse of the command line."""
        from flows.configuration import configuration  # noqa: PLC0415

        if not self.directory.is_dir():
            raise click.ClickException(
                f"{self.directory}: no such directory; expected the configuration (settings.toml, questions.toml, "
                "programs/); run where it is, or name it with --config"
            )
        found = configuration(self.directory)
        if self.warehouse is None:
            return found
        return replace(found, settings=replace(found.settings, warehouse=self.warehouse))

    def path(self) -> Path:
        """The warehouse's file. Commands that only read do not check the whole configuration to find it."""
        if self.warehouse is not None:
            return self.warehouse
        try:
            named = tomllib.loads((self.directory / "settings.toml").read_text("utf-8")).get("warehouse")
        except (OSError, ValueError):
            named = None
        if not isinstance(named, str):
            return self.configuration().settings.warehouse
        return self.directory.parent / named

    def known(self) -> None:
        """Make sure that there is a warehouse; a missing one is the user's to know, not ours to make."""
        if not self.path().exists():
            raise click.ClickException(f"{self.path()}: there is no warehouse yet; run `gapwatch run` first")

    def ready(self) -> None:
        """Make sure that there is a warehouse, and that it has this version's tables and views."""
        self.known()
        with self.reading():
            pass

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """The warehouse, opened for reading, with this version's tables and views: an older one is brought to them first.

        WarehouseMissing, WarehouseBusy and SchemaError say what to do.
        """
        from flows.upgrading import connect_current  # noqa: PLC0415  (0.2 s for the database)

        con = connect_current(self.path(), READER_WAIT_SECONDS, _said)
        try:
            yield con
        finally:
            con.close()


def _said(message: str) -> None:
    click.echo(message, err=True)


pass_place = click.make_pass_decorator(Place)
