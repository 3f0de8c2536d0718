"""The command that reads history again, and says what that moved: ``rebuild``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.exclusively import exclusively
from flows.cli.output import Format, emit, format_option, said_at_times, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from flows.answers import Row
    from flows.tables import Column
    from warehouse import Rebuilt

_LATEST = """
    SELECT *, coalesce(captures, (SELECT count(*) FROM staged_judgements)) AS judged FROM rereadings
    WHERE $number IS NULL OR rereading = $number ORDER BY rereading DESC LIMIT 1"""
_DIFFERENCES = """
    FROM rereading_differences WHERE rereading = $number
    ORDER BY CASE what WHEN 'status' THEN 1 WHEN 'requirement' THEN 2 WHEN 'change' THEN 3 WHEN 'outcome' THEN 4 ELSE 5 END,
        program, source_id NULLS FIRST, question, facet NULLS FIRST, kind, subject, attribute, movement, first_at, before,
        after, quote"""
_QUOTE_LENGTH = 160


@click.command(epilog="Example: gapwatch rebuild --report --format jsonl")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that read (default: as many as processors, at most 8).",
)
@click.option(
    "--report", is_flag=True, help="Read nothing; list what the last re-reading moved, or the named one."
)
@format_option
@click.argument("rereading", type=click.IntRange(min=1), required=False)
@pass_place
def rebuild(place: Place, jobs: int | None, report: bool, form: Format, rereading: int | None) -> None:
    """Read history again by the rules of today.

    Captures stay; nobody is alerted. A rebuild that was ended goes on where it was. The report says which requirements
    appeared or went because of our rules, and which statuses and changes moved with them: what we read otherwise, not what
    a vendor did.
    """
    if report:
        _report(place, rereading, form)
        return
    if rereading is not None:
        raise click.UsageError(
            "a re-reading is named to see its report; expected --report with it, or neither"
        )
    from flows.rereading import reread

    configuration = place.configuration()
    place.known()
    said = said_at_times("captures read again")
    rebuilt = exclusively(configuration, lambda: reread(configuration, said, jobs))
    _summary(place, rebuilt)
    if rebuilt.damaged:
        sys.exit(1)


def _summary(place: Place, rebuilt: Rebuilt) -> None:
    for fault in rebuilt.damaged:
        talk(fault)
    talk(
        f"{rebuilt.captures} captures and {rebuilt.documents} documents read again, {rebuilt.changes} changes."
    )
    with place.reading() as con:
        (row,) = answers.rows(con, _LATEST, {"number": rebuilt.rereading})
    talk(f"{_moved(row)} See: gapwatch rebuild --report {rebuilt.rereading}")


def _moved(row: Row) -> str:
    """How much a re-reading moved, in a sentence."""
    counts = (
        (row["requirements"], "requirement", "requirements"),
        (row["statuses"], "status", "statuses"),
        (row["changes"], "change", "changes"),
        (row["outcomes"], "capture judged otherwise", "captures judged otherwise"),
    )
    moved = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
    if moved:
        return f"Moved by our reading, told to nobody: {moved}."
    if row["differing"]:
        return f"{row['differing']} documents read otherwise, and nothing moved by that."
    return "All is as it was."


def _report(place: Place, number: int | None, form: Format) -> None:
    place.known()
    with place.reading() as con:
        passes = answers.rows(con, _LATEST, {"number": number})
        if not passes:
            if number is None:
                talk("History was never read again.")
                return
            raise click.ClickException(
                f"{place.path()}: there is no re-reading {number}; expected one of `gapwatch sql 'FROM rereadings'`"
            )
        found = answers.rows(con, _DIFFERENCES, {"number": passes[0]["rereading"]})
    _headline(passes[0])
    emit(found, form, lambda: _tables(found), "Nothing moved.")


def _headline(row: Row) -> None:
    began = f"{row['started_at']:%Y-%m-%d %H:%M}"
    talk(f"Re-reading {row['rereading']}, begun {began} (UTC), because of: {'; '.join(row['cause'])}.")
    if row["finished_at"] is None:
        talk(
            f"It is not finished: {row['judged']} captures are read; the next run or rebuild goes on with it."
        )
        return
    kept = f" {row['kept']} could not be read and keep what was known of them." if row["kept"] else ""
    talk(f"{row['captures']} captures and {row['documents']} documents read again.{kept} {_moved(row)}")


def _tables(found: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.tables import Column

    shown = [_shown(row) for row in found]
    when = [Column("first", "from", wrap=False), Column("last", "to", wrap=False)]
    move = Column("move", "was → is", ratio=3)
    yield from _part("Statuses", shown, "status", [
        Column("program", "program", ratio=2), Column("question", "question"), Column("facet", "facet"), move, *when,
    ])  # fmt: skip
    yield from _part("Requirements", shown, "requirement", [
        Column("movement", "", wrap=False), Column("source_id", "source", ratio=2), Column("about", "requirement", ratio=4),
        move, Column("versions", "versions", justify="right"), *when, Column("quote", "quote", ratio=4, style="italic"),
    ])  # fmt: skip
    yield from _part("Changes", shown, "change", [
        Column("movement", "", wrap=False), Column("source_id", "source", ratio=2), Column("type", "change"),
        Column("about", "of", ratio=4), move, Column("first", "date", wrap=False), Column("told", "told"),
    ])  # fmt: skip
    yield from _part("Captures judged otherwise", shown, "outcome", [
        Column("source_id", "source", ratio=2), move, Column("captures", "captures", justify="right"), *when,
        Column("quote", "reason", ratio=4),
    ])  # fmt: skip
    yield from _part("Captures that could not be read", shown, "kept", [
        Column("source_id", "source", ratio=2), Column("first", "captured", wrap=False), Column("quote", "reason", ratio=5),
    ])  # fmt: skip


def _part(title: str, shown: Sequence[Row], what: str, columns: Sequence[Column]) -> Iterator[RenderableType]:
    from rich.text import Text

    from flows.tables import listing

    rows = [row for row in shown if row["what"] == what]
    if rows:
        yield Text(title, style="bold")
        yield listing(rows, columns)
        yield Text("")


def _shown(row: Row) -> Row:
    from flows.alerts.words import plain, shortened

    about = ": ".join(
        str(row[name]) for name in ("question", "kind", "subject", "attribute") if row[name] is not None
    )
    move = " → ".join(str(row[side]) for side in ("before", "after") if row[side] is not None)
    return {
        **row,
        "about": about,
        "move": move,
        "first": row["first_at"].date() if row["first_at"] else None,
        "last": row["last_at"].date() if row["last_at"] else None,
        "quote": shortened(plain(row["quote"] or ""), _QUOTE_LENGTH),
        "question": (row["question"] or "").replace("_", " "),
        "facet": (row["facet"] or "").replace("_", " "),
        "type": (row["type"] or "").replace("_", " "),
    }
