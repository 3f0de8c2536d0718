"""The command that shows a program's questions and requirements over time: ``timeline``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.moments import Moment, placed
from flows.cli.naming import program_key, question_key
from flows.cli.output import Format, console, emit, format_option, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from flows.timeline.gathered import Timeline

_NOTHING = "Nothing has been seen of this yet."
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog="Example: gapwatch timeline openai-partner-network --svg timeline.svg")
@click.argument("program")
@click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    help="From this day or instant on (UTC); else from the first look.",
)
@click.option(
    "--to",
    "until",
    type=Moment(),
    help="As things stood on this day (its end) or at this instant (UTC); else up to the last look.",
)
@click.option("--question", help="Of this question only, with every value of its requirements.")
@click.option("--svg", type=_FILE, help="Draw it into this file as an SVG picture too.")
@click.option("--png", type=_FILE, help="Draw it into this file as a PNG picture too.")
@format_option
@pass_place
def timeline(  # noqa: PLR0913, PLR0917 - click hands each option over by itself
    place: Place, program: str, since: datetime | None, until: datetime | None, question: str | None,
    svg: Path | None, png: Path | None, form: Format,
) -> None:  # fmt: skip
    """Show a program's questions and requirements over time."""
    from flows.timeline.rows import rows
    from flows.timeline.shown import shown

    with place.reading() as con:
        key = program_key(con, program)
        asked = question_key(con, question) if question else None
        placed(con, until, key)
        found = _gathered(con, key, asked, since, until)
    if found is None:
        talk(_NOTHING)
        return
    if svg or png:
        _draw(found, svg, png)
    emit(rows(found), form, lambda: shown(found, console().width, whole=asked is not None), _NOTHING)


def _gathered(
    con: DuckDBPyConnection,
    program: str,
    question: str | None,
    since: datetime | None,
    until: datetime | None,
) -> Timeline | None:
    """The timeline between the instants that were named, else the first and the last look; None without any look."""
    from flows.timeline import gathered

    seen = gathered.span(con, program)
    if seen is None:
        return None
    begin = since.replace(tzinfo=UTC) if since else seen[0]
    end = min(until, datetime.now(UTC)) if until else seen[1]
    if begin > end:
        raise click.ClickException(
            f"{program}: nothing lies between {begin:%Y-%m-%d} and {end:%Y-%m-%d}; expected --from before --to, within "
            f"the looks of {seen[0]:%Y-%m-%d} to {seen[1]:%Y-%m-%d}"
        )
    return gathered.timeline(con, program, begin, end, question)


def _draw(found: Timeline, svg: Path | None, png: Path | None) -> None:
    from flows.timeline import picture

    if svg:
        svg.write_text(picture.svg(found), "utf-8")
    if png:
        png.write_bytes(picture.png(found))
