"""The command reference, written from the commands themselves: ``python -m flows.cli.reference > docs/commands.md``."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from flows.cli import gapwatch

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Commands

Written by `python -m flows.cli.reference > docs/commands.md`; a test compares.

Standard output is data, standard error is talk. Exit code 0: done (sources that could not be had are data, not errors);
1: an error, with what to do about it on standard error; 2: wrong usage. Days and instants are in UTC.
"""


def reference() -> str:
    """The whole page."""
    root = click.Context(gapwatch, info_name="gapwatch")
    parts = [_HEAD, *_section(root, gapwatch, "## Options of every command")]
    for name in gapwatch.list_commands(root):
        command = gapwatch.get_command(root, name)
        assert command is not None
        parts += _section(click.Context(command, parent=root, info_name=name), command, f"## gapwatch {name}")
    return "\n".join(parts)


def _section(ctx: click.Context, command: click.Command, heading: str) -> Iterator[str]:
    yield heading
    yield ""
    yield inspect.cleandoc(command.help or "")  # Python 3.13 does so by itself
    yield ""
    yield f"    {ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"
    yield ""
    rows = [row for parameter in command.params if (row := parameter.get_help_record(ctx))]
    if rows:
        yield "| option | meaning |"
        yield "| --- | --- |"
        yield from (f"| `{option}` | {_cell(meaning)} |" for option, meaning in rows)
        yield ""
    yield f"Example: `{(command.epilog or '').removeprefix('Example: ')}`"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    click.echo(reference(), nl=False)
