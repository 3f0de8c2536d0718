"""The command that hands history out: ``export``. One function for each form; `FORMS` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from flows.cli.moments import as_of_option, placed
from flows.cli.output import said_at_times, talk, writing_to
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

FileFormat: TypeAlias = Literal["parquet", "csv"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be handed out: from which place, into which directory, tables in which format, as of when (UTC)."""

    place: Place
    directory: Path
    file_format: FileFormat
    at: datetime | None = None


@click.command(epilog="Example: gapwatch export var/export --format csv")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--tables", "form", flag_value="tables", default="tables", help="Every table and view (the default)."
)
@click.option(
    "--ledger",
    "form",
    flag_value="ledger",
    help="The ledger by capture time alone, as lines of JSON to compare.",
)
@click.option(
    "--warc",
    "form",
    flag_value="warc",
    help="Every attempt with its bytes as WARC files, and sources.jsonl: for web archives, and for `gapwatch import`. "
    "When something became known here is left out.",
)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="The format of the tables' files.",
)
@as_of_option
@pass_place
def export(place: Place, directory: Path, form: str, file_format: FileFormat, at: datetime | None) -> None:
    """Write what is known to a directory, for other tools."""
    place.ready()
    if at:
        if form != "tables":
            raise click.UsageError(
                f"--as-of goes with --tables, not with --{form}, which holds all of history"
            )
        with place.reading() as con:
            placed(con, at)
    with writing_to(directory):
        files = FORMS[form](Asked(place, directory, file_format, at))
    for path in files:
        click.echo(path)


def _tables(asked: Asked) -> Iterable[Path]:
    from warehouse import exported

    return exported(asked.place.path(), asked.directory, asked.file_format, asked.at).files


def _ledger(asked: Asked) -> Iterable[Path]:
    from warehouse import ledger_exported

    return ledger_exported(asked.place.path(), asked.directory).files


def _warc(asked: Asked) -> Iterable[Path]:
    from warehouse import archive_written

    written = archive_written(asked.place.path(), asked.directory, progress=said_at_times("attempts written"))
    talk(
        f"{written.attempts} attempts; import them with `gapwatch import --sources "
        f"{asked.directory}/sources.jsonl {asked.directory}`."
    )
    for fault in written.faults:
        talk(fault)
    if written.left_out:
        talk(f"{written.left_out} captures were left out: their bytes are not kept any more, or damaged.")
    return written.files


FORMS: dict[str, Callable[[Asked], Iterable[Path]]] = {"ledger": _ledger, "tables": _tables, "warc": _warc}
"""What writes each form, by its flag without dashes; each gives the files that it wrote."""
