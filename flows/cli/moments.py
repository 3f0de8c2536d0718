"""Instants as people write them, and what has to be said of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.output import talk

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Moment(click.DateTime):
    """An instant in UTC; a day means its end, because captures of that day count."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"])

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it; BadParameter says which forms are known."""
        if isinstance(value, datetime):
            return value
        found: datetime = super().convert(value, param, ctx)
        is_day = "T" not in str(value)
        return (found + timedelta(days=1, microseconds=-1) if is_day else found).replace(tzinfo=UTC)


as_of_option = click.option(
    "--as-of",
    "at",
    type=Moment(),
    help="As the vendors' pages had it on this day (its end) or at this instant, in UTC, rather than now.",
)


def placed(
    con: DuckDBPyConnection, at: datetime | None, program: str | None = None, source: str | None = None
) -> None:
    """Say where an instant lies when that explains the answer: in the future, or before anything was captured.

    Captured of a program, of one source, or (both None) of anything.
    """
    if at is None:
        return
    if at.date() > datetime.now(UTC).date():
        talk(f"{at:%Y-%m-%d} has not come yet; this is how things stand now.")
    first = answers.first_capture(con, program, source)
    if first is not None and at < first:
        healthy = "healthy " if source else ""
        whose = f"of {source or program} " if source or program else ""
        talk(
            f"The first {healthy}capture {whose}is of {first:%Y-%m-%d %H:%M} UTC; nothing had been seen by {at:%Y-%m-%d}."
        )
