"""Commands that keep the warehouse: ``verify``, ``rebuild``, ``import``, ``export``."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from flows.cli.output import said_at_times, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.configuration import Configuration

T = TypeVar("T")


@click.command(epilog="Example: gapwatch rebuild")
@pass_place
def rebuild(place: Place) -> None:
    """Read history again by the rules of today.

    Captures stay; nobody is alerted.
    """
    from flows.monitor import reread

    configuration = place.configuration()
    place.known()
    rebuilt = _alone(configuration, lambda: reread(configuration, said_at_times("captures read again")))
    for fault in rebuilt.damaged:
        talk(fault)
    talk(
        f"{rebuilt.captures} captures and {rebuilt.documents} documents read again, {rebuilt.changes} changes."
    )
    if rebuilt.damaged:
        sys.exit(1)


@click.command(epilog="Example: gapwatch verify")
@pass_place
def verify(place: Place) -> None:
    """Check every stored page and every quote.

    Pages must have the digests they are known by, quotes must stand where they are said to. Each fault is a line on
    standard output; exit 1 when there is one.
    """
    from warehouse import verified

    place.known()
    found = verified(place.path())
    for fault in found.faults:
        click.echo(fault)
    talk(
        f"{found.snapshots} snapshots and {found.quotes} quotes checked; "
        f"{f'{len(found.faults)} wrong.' if found.faults else 'all are as they should be.'}"
    )
    if found.faults:
        sys.exit(1)


@click.command("import", epilog="Example: gapwatch import --sources sources.jsonl archive/*.warc.gz")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--sources",
    "declared",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Lines of JSON that declare programs and sources (program, page, url, standing, language).",
)
@click.option(
    "--program", help="Put every URL that nothing else claims under this program, as an official source."
)
@pass_place
def import_(place: Place, files: tuple[Path, ...], declared: Path | None, program: str | None) -> None:
    """Take captures from WARC files, with their own times.

    Changes are recorded, not sent.
    """
    from flows.replay import replayed

    configuration = place.configuration()
    taken = _alone(configuration, lambda: replayed(configuration, files, declared, program, _at))
    for fault in taken.faults:
        talk(fault)
    outcomes = ", ".join(
        f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(taken.outcomes.items())
    )
    talk(
        f"{taken.files} files, {taken.records} records, {taken.captures} captures{f' ({outcomes})' if outcomes else ''}, "
        f"{taken.unclaimed} of no known source; {taken.changes} changes."
    )
    if taken.faults and not taken.captures:
        talk("Nothing was taken; expected WARC files with responses of known sources (--sources, --program).")
        sys.exit(1)


@click.command(epilog="Example: gapwatch export var/export --format csv")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="The files' format.",
)
@pass_place
def export(place: Place, directory: Path, form: Literal["parquet", "csv"]) -> None:
    """Write every table to a directory, for other tools."""
    from warehouse import exported

    place.known()
    for path in exported(place.path(), directory, form).files:
        click.echo(path)


def _at(file: Path, captures: int) -> None:
    talk(f"{file}: {captures} captures so far")


def _alone(configuration: Configuration, work: Callable[[], T]) -> T:
    """Do something to the warehouse while no run does."""
    from flows.exclusive import alone

    async def do() -> T:
        async with alone(configuration.settings.warehouse):
            return await asyncio.to_thread(work)

    return asyncio.run(do())
