"""The command that shows how sources fare: ``sources``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.candidates import decide, show_candidates
from flows.cli.moments import as_of_option, placed
from flows.cli.output import Format, emit, format_option
from flows.cli.whereabouts import notes, said
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from flows.answers import Row
    from flows.discovery.deciding import Decision


@click.command(epilog="Example: gapwatch sources --candidates")
@click.argument("decision", type=click.Choice(["accept", "reject", "reconsider"]), required=False)
@click.argument("urls", nargs=-1)
@click.option(
    "--candidates", is_flag=True, help="Show what discovery found instead, what waits for you first."
)
@as_of_option
@format_option
@pass_place
def sources(  # noqa: PLR0913, PLR0917 - one parameter for each option
    place: Place,
    decision: Decision | None,
    urls: tuple[str, ...],
    candidates: bool,
    at: datetime | None,
    form: Format,
) -> None:
    """Show the health of every source, or decide on candidates of discovery.

    Below: where pages moved, which stay behind walls and what can be done, and what other languages say otherwise.
    `accept URL…` makes candidates sources, `reject URL…` keeps them out for ever (sources that were discovered too), and
    `reconsider URL…` takes either back.
    """
    if decision is not None:
        decide(place, decision, urls)
        return
    if candidates:
        show_candidates(place, form)
        return
    with place.reading() as con:
        placed(con, at)
        found = answers.health(con, at)
        more = notes(con, None, at)
    emit(
        found,
        form,
        lambda: chain(_health(found), said(more)),
        "No source is in the warehouse yet; run `gapwatch run` first.",
    )


def _health(found: Sequence[Row]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from flows.tables import Column, cell, listing

    yield listing(
        [row | {"outcome": f"{row['outcome']} (rendered)"} if row["rendered"] else row for row in found],
        [
            Column("source", "source"),
            Column("outcome", "last outcome", wrap=False),
            Column("last_fetch", "last fetch", wrap=False),
            Column("last_healthy", "last healthy", wrap=False),
            Column("failures_since", "failed", justify="right", wrap=False),
        ],
    )
    troubled = [row for row in found if row["outcome"] not in {"healthy", "unchanged"} and row["reason"]]
    if troubled:
        yield Text("What stands in the way:")
    for row in troubled:
        yield Padding(Text.assemble(cell(row["source"]), ": ", cell(row["reason"])), (0, 0, 0, 2))
