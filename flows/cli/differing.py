"""The command that puts two instants side by side: ``diff``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.moments import Moment, placed
from flows.cli.naming import program_key
from flows.cli.output import Format, emit
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from flows.differences import Difference

_MOST_INSTANTS = 2


@click.command(epilog="Example: gapwatch diff openai-partner-network 2026-03-01 2026-06-01")
@click.argument("subject", metavar="PROGRAM|SOURCE")
@click.argument("instants", metavar="[A [B]]", nargs=-1)
@click.option("--words", is_flag=True, help="The lines of text that differ too, not only how many they are.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print: for people, or for machines.",
)
@pass_place
def diff(place: Place, subject: str, instants: tuple[str, ...], words: bool, form: Format) -> None:
    """Show what differs between two dates: requirements first, then words.

    Of a program also its questions and sources. Lines of text are counted, and printed with --words. A and B are days
    (their end) or instants, in UTC, or for a source the first digits of snapshots. With A alone, B is now; with neither,
    the last two versions of each source are compared.
    """
    from flows.cli.differences import drawn, row

    if len(instants) > _MOST_INSTANTS:
        raise click.UsageError("name at most two instants, A and B")
    with place.reading() as con:
        found = [one for one in _compared(con, subject, instants) if one.differs]
    emit(
        [row(one, words=words) for one in found],
        form,
        lambda: drawn(found, words=words),
        _nothing(instants),
    )


def _compared(con: DuckDBPyConnection, subject: str, instants: Sequence[str]) -> Iterator[Difference]:
    from flows import differences

    program, sources = _meant(con, subject)
    if not instants:
        for source in sources:
            last = differences.last_versions(con, source)
            if last:
                yield differences.between(con, source, None, [source], last)
        return
    one = sources[0] if program is None else None
    now = datetime.now(UTC)
    before = _instant(con, one, instants[0])
    after = _instant(con, one, instants[1]) if len(instants) == _MOST_INSTANTS else now
    if len(instants) == _MOST_INSTANTS and before > after:
        raise click.ClickException(
            f"{instants[0]} is later than {instants[1]}; expected the earlier of the two first; turn them around"
        )
    for at in (before, after):
        placed(con, at, program, one)
    yield differences.between(con, program or subject, program, sources, (before, after))


def _nothing(instants: Sequence[str]) -> str:
    if not instants:
        return "No two versions of this are known that differ."
    before, after = (*instants, "now")[:_MOST_INSTANTS]
    return f"Nothing differs between {before} and {after}."


def _meant(con: DuckDBPyConnection, subject: str) -> tuple[str | None, list[str]]:
    """The key of a program and its sources, or None and the one source that is named by its id or address."""
    query = "SELECT source_id FROM sources WHERE source_id = $name OR url = $name ORDER BY source_id LIMIT 1"
    named = [str(row["source_id"]) for row in answers.rows(con, query, {"name": subject})]
    if named:
        return None, named
    key = program_key(con, subject)
    query = "SELECT source_id FROM sources WHERE program = $key ORDER BY source_id"
    return key, [str(row["source_id"]) for row in answers.rows(con, query, {"key": key})]


def _instant(con: DuckDBPyConnection, source: str | None, which: str) -> datetime:
    """What a person means by a day, an instant, or (of one source) the first digits of a snapshot."""
    from flows import differences

    if "-" in which:
        try:
            return _read(which)
        except (ValueError, click.BadParameter) as error:
            raise click.ClickException(_expected(which)) from error
    at = differences.snapshot_captured(con, source, which.lower()) if source else None
    if at is None:
        raise click.ClickException(_expected(which))
    return at


def _read(which: str) -> datetime:
    if "T" not in which and " " not in which:
        return Moment().convert(which, None, None)
    at = datetime.fromisoformat(which)
    return at.replace(tzinfo=at.tzinfo or UTC)


def _expected(which: str) -> str:
    return (
        f"{which}: no instant and no snapshot of this; expected a day (2026-03-31), an instant (2026-03-31T12:00:00Z) or, "
        f"for one source, the first digits of a snapshot; `gapwatch history` and `gapwatch sources` say which there are"
    )
