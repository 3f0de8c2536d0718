"""The command that checks the warehouse: ``verify``."""

from __future__ import annotations

import sys

import click

from flows.cli.output import talk
from flows.place import Place, pass_place


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
