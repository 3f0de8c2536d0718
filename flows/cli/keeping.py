"""Commands that look after the warehouse: ``verify``, ``compact``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import said_at_times, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from warehouse import Compacted


@click.command(epilog="Example: gapwatch verify")
@pass_place
def verify(place: Place) -> None:
    """Check every stored byte, reference and quote.

    Pages must have the digests they are known by, what is named must be there, quotes must stand where they are said to:
    those of requirements, coverage, changes, and of alerts that were told. Each fault is a line on standard output that
    says what is wrong, what was expected, and what to do; exit 1 when there is one.
    """
    from warehouse import verified

    place.known()
    found = verified(place.path(), said_at_times("snapshots read"))
    for fault in found.faults:
        click.echo(fault)
    pruned = f" ({found.pruned} more were let go by the retention policy)" if found.pruned else ""
    talk(
        f"{found.snapshots} snapshots{pruned}, {found.references} references and {found.quotes} quotes checked; "
        f"{f'{len(found.faults)} wrong.' if found.faults else 'all are as they should be.'}"
    )
    if found.faults:
        sys.exit(1)


@click.command(epilog="Example: gapwatch compact")
@pass_place
def compact(place: Place) -> None:
    """Store page versions tightly, and give free space back to the disk.

    Versions of a source go into frames of some dozens, each expressed by those before it. Then the file is written anew
    beside the old one and takes its place; that needs as much free disk as the file is long. Killed at any moment it loses
    nothing. Runs pack too, once a source has versions enough, but leave the file as long as it is.
    """
    from warehouse import compact, prepare

    configuration = place.configuration()
    place.known()

    def work() -> Compacted:
        prepare(place.path())
        return compact(place.path(), said_at_times("sources packed"))

    done = exclusively(configuration, work)
    talk(
        f"{done.packing.versions} versions of {done.packing.length / 1e6:.1f} MB packed into "
        f"{done.packing.stored / 1e6:.1f} MB; the file had {done.before / 1e6:.1f} MB and has {done.after / 1e6:.1f} MB."
    )
