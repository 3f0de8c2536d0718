"""Commands that look after the warehouse: ``verify``, ``compact``, ``prune``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import said_at_times, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse import Compacted, Pruned


@click.command(epilog="Example: gapwatch verify")
@pass_place
def verify(place: Place) -> None:
    """Check every byte, reference, reading, quote and date.

    Pages must have the digests they are known by; what is named must be there; readings must be what was written; coverage,
    requirement periods and changes must be what captures and readings give, row by row; quotes must stand where they are
    said to: those of requirements, coverage, changes, and of alerts that were told. Each fault is a line on standard output
    that says what is wrong, what was expected, and what to do; exit 1 when there is one. What there was nothing to compare
    with is said on standard error. Pages are not read again: `gapwatch rebuild` does that, and says what moved.
    """
    from warehouse import verified

    place.known()
    found = verified(place.path(), said_at_times("snapshots read"))
    for fault in found.faults:
        click.echo(fault)
    pruned = f" ({found.pruned} more were let go by the retention policy)" if found.pruned else ""
    talk(
        f"{found.snapshots} snapshots{pruned}, {found.references} references, {found.readings} readings, {found.derived}"
        f" rows of the ledger and {found.quotes} quotes checked; "
        f"{f'{len(found.faults)} wrong.' if found.faults else 'all are as they should be.'}"
    )
    if found.under_way:
        talk(
            f"Re-reading {found.under_way} is under way or was ended: what it read holds once it is finished, "
            "by the run at work, the next one or `gapwatch rebuild`."
        )
    for line in found.unlike:
        talk(f"Not compared: {line}")
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


@click.command(epilog="Example: gapwatch prune --dry-run")
@click.option("--dry-run", is_flag=True, help="Only say what would go, and why the rest stays.")
@pass_place
def prune(place: Place, dry_run: bool) -> None:
    """Let bytes go as the retention settings say.

    Captures stay as rows, with what they said. What a change, a status, a requirement or an alert rests on is always kept,
    and so are the first and the last capture of every version. What was let go is read again as what stands in for it; so
    what other selectors or rules find on a page one day is dated by the captures whose bytes are left: at the latest.
    `gapwatch compact` then gives the space back to the disk.
    """
    from datetime import UTC, datetime

    from warehouse import Retention, prepare, prunable, prune

    configuration = place.configuration()
    place.known()
    settings = configuration.settings.retention
    retention = Retention(settings.raw_days, settings.wall_days)

    def work() -> Pruned:
        prepare(place.path())
        return prune(place.path(), retention, datetime.now(UTC))

    def look() -> Pruned:
        return prunable(place.path(), retention, datetime.now(UTC))

    pruned = look() if dry_run else exclusively(configuration, work)
    for line in _told(pruned, dry_run=dry_run):
        click.echo(line)
    if pruned.selected:
        of = ", ".join(sorted(pruned.selected))
        talk(
            f"Selectors choose what is read of {of}: should others choose more one day, what they "
            "find is dated by the captures whose bytes are left, at the latest."
        )
    if retention == Retention():
        talk("The settings keep everything: [retention] has neither raw_days nor wall_days.")


def _told(pruned: Pruned, *, dry_run: bool) -> Iterator[str]:
    """What went and why the rest stays, a line for each reason."""
    from warehouse.retention import REASONS

    going = "would go" if dry_run else "went"
    for policy, count in pruned.going.items():
        yield f"{count} snapshots {going}: {policy}"
    for reason, count in pruned.staying.items():
        yield f"{count} snapshots stay: {REASONS[reason]}"
    total = sum(pruned.going.values())
    yield f"{total} snapshots {going}, {pruned.length / 1e6:.1f} MB in {pruned.stored / 1e6:.1f} MB of the file"
