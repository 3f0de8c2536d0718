"""The command that reads history again: ``rebuild``."""

from __future__ import annotations

import sys

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import said_at_times, talk
from flows.place import Place, pass_place


@click.command(epilog="Example: gapwatch rebuild")
@pass_place
def rebuild(place: Place) -> None:
    """Read history again by the rules of today.

    Captures stay; nobody is alerted.
    """
    from flows.monitor import reread

    configuration = place.configuration()
    place.known()
    rebuilt = exclusively(configuration, lambda: reread(configuration, said_at_times("captures read again")))
    for fault in rebuilt.damaged:
        talk(fault)
    talk(
        f"{rebuilt.captures} captures and {rebuilt.documents} documents read again, {rebuilt.changes} changes."
    )
    if rebuilt.damaged:
        sys.exit(1)
