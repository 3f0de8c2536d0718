"""The command that writes the site: ``publish``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.moments import as_of_option, placed
from flows.cli.output import talk, writing_to
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from flows.publishing.publishing import Published


@click.command(epilog="Example: gapwatch publish var/site")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@as_of_option
@pass_place
def publish(place: Place, directory: Path, at: datetime | None) -> None:
    """Write what is known as a web site that needs no server.

    Board, programs, questions, evidence and changes as static pages, with feeds and JSON beside them. Only what
    changed since the last time is written.
    """
    from flows.publishing.publishing import publish as written
    from flows.publishing.writing import NotOurs

    place.known()
    with place.reading() as con, writing_to(directory):
        if at:
            placed(con, at)
        try:
            told: Published = written(con, directory, datetime.now(UTC), at)
        except NotOurs as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(directory / "index.html")
    talk(f"{told.files:,} files, {told.changed:,} of them new or changed, {told.gone:,} removed.")
