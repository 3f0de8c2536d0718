"""The command line: ``gapwatch``. Standard output is data, standard error is talk; exit 1 is an error, 2 is usage.

Each command lives in the module that :data:`COMMANDS` names and is imported when it is called, so that a command that
only reads starts quickly.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from flows.place import Place

__all__ = ["COMMANDS", "gapwatch", "main"]

COMMANDS = {
    "check": "flows.cli.running",
    "run": "flows.cli.running",
    "discover": "flows.cli.discovering",
    "serve": "flows.cli.running",
    "deliver": "flows.cli.running",
    "board": "flows.cli.looking",
    "show": "flows.cli.looking",
    "compare": "flows.cli.looking",
    "commitments": "flows.cli.promises",
    "changes": "flows.cli.following",
    "history": "flows.cli.following",
    "provenance": "flows.cli.provenance",
    "timeline": "flows.cli.timeline",
    "publish": "flows.cli.publishing",
    "diff": "flows.cli.differing",
    "sources": "flows.cli.health",
    "extract": "flows.cli.extracting",
    "sql": "flows.cli.querying",
    "verify": "flows.cli.keeping",
    "compact": "flows.cli.keeping",
    "prune": "flows.cli.keeping",
    "rebuild": "flows.cli.rereading",
    "import": "flows.cli.archives",
    "backfill": "flows.cli.backfilling",
    "export": "flows.cli.exporting",
    "demo": "flows.cli.running",
}
"""Where each command is, in the order in which help lists them."""


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own signature)
        """All commands, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """One command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_" if cmd_name == "import" else cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (click's own signature)
        """Call the command; what people can do something about becomes a line on standard error and exit 1."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(_STOPPED, err=True)
            raise click.exceptions.Exit(_BY_INTERRUPT) from None
        except Exception as error:
            if _of_the_database(error):
                raise click.ClickException(_DAMAGED.format(error=str(error).splitlines()[0])) from error
            if not _for_people(error):
                raise
            raise click.ClickException(str(error)) from error


_STOPPED = "Stopped. The warehouse keeps what was done until now; start it again to go on."
_BY_INTERRUPT = 130  # as a shell tells that an interrupt ended a command

_DAMAGED = (
    "the warehouse answered: {error}; expected every page of its file to be readable, and room to write; "
    "look with `gapwatch verify`, make room, or put the last good copy of the file in its place"
)


def _of_the_database(error: Exception) -> bool:
    """Whether the database itself failed, as it does in the middle of a file that is damaged."""
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(error, duckdb.Error)


def _for_people(error: Exception) -> bool:
    """Whether an error's text says where, what, what was expected and what to do."""
    from flows.configuration import ConfigurationError, UnknownProgramError
    from flows.exclusive import RunInProgress
    from warehouse import WarehouseError

    return isinstance(error, ConfigurationError | UnknownProgramError | RunInProgress | WarehouseError)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example: gapwatch run && gapwatch board",
)
@click.option(
    "--config",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("config"),
    show_default=True,
    envvar="GAPWATCH_CONFIG",
    show_envvar=True,
    help="The configuration's directory.",
)
@click.option(
    "--warehouse",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="GAPWATCH_WAREHOUSE",
    show_envvar=True,
    help="The warehouse file, instead of the one that the settings name.",
)
@click.version_option(package_name="gapwatch")
@click.pass_context
def gapwatch(ctx: click.Context, directory: Path, warehouse: Path | None) -> None:
    """Watch what vendors document about their partner programs, and hear when a gap closes."""
    ctx.obj = Place(directory, warehouse)


def main() -> None:
    """Run the command line (the console script)."""
    try:
        gapwatch(prog_name="gapwatch")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
