"""``commitments``: what vendors promised in numbers, and what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.moments import as_of_option, placed
from flows.cli.naming import program_key
from flows.cli.output import Format, emit, format_option
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from flows.answers import Row


@click.command(epilog="Example: gapwatch commitments openai-partner-network")
@click.argument("program", required=False)
@as_of_option
@format_option
@pass_place
def commitments(place: Place, program: str | None, at: datetime | None, form: Format) -> None:
    """Show what was promised in numbers, by when, and the last figures."""
    with place.reading() as con:
        key = program_key(con, program) if program else None
        placed(con, at, key)
        found = [_typed(row) for row in answers.commitments(con, key, at)]
    emit(found, form, lambda: _listed(found), "No vendor's page or announcement promises a number.")


def _typed(row: Row) -> Row:
    """A row with its values as they are, not as JSON in a text."""
    typed = {name: json.loads(row[name]) if row[name] else None for name in ("value", "value_max", "figure")}
    return row | typed


def _listed(found: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.alerts.values import valued
    from flows.alerts.words import plain
    from flows.tables import Column, listing

    lines = [
        {
            "program": row["name"],
            "promised": f"{valued(row['value'], row['unit'], row['comparator'])}: {plain(row['attribute'])}",
            "on": row["promised_on"],
            "due": row["due"] or "no date",
            "left": row["days_left"],
            "figure": _figure(row),
            "says": f"“{plain(row['quote'])}” {row['source_id']}",
        }
        for row in found
    ]
    yield listing(
        lines,
        [
            Column("program", "program", ratio=2),
            Column("promised", "promised", ratio=3),
            Column("on", "on", wrap=False),
            Column("due", "due", wrap=False),
            Column("left", "days left", justify="right"),
            Column("figure", "last figure", ratio=3),
            Column("says", "in its words", ratio=5),
        ],
    )


def _figure(row: Row) -> str:
    from flows.alerts.values import valued

    if row["figure"] is None:
        return "none"
    share = f" ({row['reached']:.0%})" if row["reached"] is not None else ""
    return f"{valued(row['figure'], row['unit'], row['figure_comparator'])}{share} on {row['figure_on']}"
