"""The command that reads history again: ``rebuild``."""

from __future__ import annotations

import sys

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import said_at_times, talk
from flows.place import Place, pass_place


@click.command(epilog="Example: gapwatch rebuild --jobs 4")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that read (default: as many as processors, at most 8).",
)
@pass_place
def rebuild(place: Place, jobs: int | None) -> None:
    """Read history again by the rules of today.

    Captures stay; nobody is alerted. A rebuild that was ended goes on where it was.
    """
    from flows.rereading import reread

    configuration = place.configuration()
    place.known()
    said = said_at_times("captures read again")
    rebuilt = exclusively(configuration, lambda: reread(configuration, said, jobs))
    for fault in rebuilt.damaged:
        talk(fault)
    talk(
        f"{rebuilt.captures} captures and {rebuilt.documents} documents read again, {rebuilt.changes} changes."
    )
    if rebuilt.damaged:
        sys.exit(1)
