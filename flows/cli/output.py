"""What commands print: data on standard output in four forms, talk on standard error."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import time
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console, RenderableType

Format: TypeAlias = Literal["table", "json", "jsonl", "csv"]
_PIPE_WIDTH = 120
_SAID_EVERY_SECONDS = 2.0

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How to print: for people, or for machines.",
)


def console() -> Console:
    """Standard output for tables: colours only on a terminal, a fixed comfortable width elsewhere."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _PIPE_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def talk(message: str) -> None:
    """Say something to the person; never part of the data.

    Vendors' and archives' words in it are no orders to the terminal: lines stay, control and format characters go.
    """
    from flows.alerts.words import plain

    lines = (f"{line[: len(line) - len(line.lstrip(' '))]}{plain(line)}" for line in message.split("\n"))
    click.echo("\n".join(lines), err=True)


@contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """What is written meanwhile goes to `place`; where the system does not let it, that is said in a line for people."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.ClickException(
            f"{place}: it cannot be written ({reason}); expected a place in a directory that is there, may be written to "
            "and has room; make room or name another place"
        ) from error


def write_file(file: Path, content: str | bytes) -> None:
    """Write a picture or another file that somebody asked for (text as UTF-8)."""
    with writing_to(file):
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def said_at_times(what: str) -> Callable[[int, int], None]:
    """Say how far something long is, at most every few seconds: ``400 of 9000 captures read again``."""
    said = time.monotonic()

    def say(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said >= _SAID_EVERY_SECONDS:
            talk(f"{done} of {total} {what}")
            said = time.monotonic()

    return say


def emit(
    rows: Sequence[dict[str, Any]], form: Format, table: Callable[[], Iterable[RenderableType]], nothing: str
) -> None:
    """Print `rows` in the asked form; `table` draws them for people; without rows `nothing` is said."""
    if form == "table":
        if not rows:
            talk(nothing)
            return
        screen = console()
        for part in table():
            screen.print(part, crop=False)  # an address longer than the terminal is wide stays whole
    elif form == "json":
        click.echo(json.dumps(rows, default=plain_value, ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, default=plain_value, ensure_ascii=False))
    else:
        _write_csv(rows)


def picture(parts: Iterable[RenderableType], title: str, width: int) -> str:
    """What people see on a terminal as an SVG picture that asks for nothing from elsewhere (no web fonts)."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - devnull is no path of ours
        screen = Console(record=True, width=width, file=nowhere, force_terminal=True, highlight=False)
        for part in parts:
            screen.print(part)
    drawn = screen.export_svg(title=title, theme=MONOKAI, unique_id="gapwatch")
    return re.sub(r"@font-face\s*\{[^}]*\}\s*", "", drawn).replace("Fira Code", "monospace")


def _write_csv(rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _flat(value) for key, value in row.items()})


def _flat(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, default=plain_value, ensure_ascii=False)
    return plain_value(value) if isinstance(value, datetime | date) else value


def plain_value(value: object) -> object:
    """A value that JSON does not know, as JSON: instants in RFC 3339 (UTC), other things as text."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ").replace(".000000Z", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
