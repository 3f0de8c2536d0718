"""The command that takes history in: ``import``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.cli.exclusively import exclusively
from flows.cli.output import talk
from flows.place import Place, pass_place


@click.command("import", epilog="Example: gapwatch import --sources sources.jsonl archive/*.warc.gz")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
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
    """Take captures from WARC and WACZ files, with their own times.

    A directory stands for all such files below it. Changes are recorded, not sent. Neither the order of files nor how they
    are spread over several imports matters: a revisit waits for the page that it repeats, a redirect for the page that it
    leads to, until an archive brings it. What `gapwatch export --warc` wrote gives the same history as where it was
    written, but for one thing: when something became known does not travel, it becomes known here at the import.
    """
    from flows.replay import replayed

    configuration = place.configuration()
    taken = exclusively(configuration, lambda: replayed(configuration, files, declared, program, _at))
    for fault in taken.faults:
        talk(fault)
    outcomes = ", ".join(
        f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(taken.outcomes.items())
    )
    talk(
        f"{taken.files} files, {taken.records} records, {taken.captures} captures{f' ({outcomes})' if outcomes else ''}, "
        f"{taken.unclaimed} of no known source; {taken.changes} changes."
    )
    if taken.waiting:
        talk(
            f"{taken.waiting} revisits and redirects wait for what they repeat or lead to; "
            "import the archives that hold it, now or later."
        )
    if not (taken.captures or taken.waiting):
        talk(
            "Nothing was taken; expected WARC or WACZ files with responses of known sources (--sources, --program)."
        )
        sys.exit(1)


def _at(file: Path, captures: int) -> None:
    talk(f"{file}: {captures} captures so far")
