"""Commands that show how things went: ``changes``, ``history``."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.alerts.values import aged, valued
from flows.cli.moments import as_of_option, placed
from flows.cli.naming import program_key, question_key
from flows.cli.output import Format, emit, format_option
from flows.cli.whereabouts import Notes, said
from flows.place import Place, pass_place
from flows.whereabouts import moves, parted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from flows.answers import Row

_CHANGES = """
    SELECT c.program, c.source_url, c.captured_at, c.recorded_at, c.type, c.question, c.kind, c.subject, c.attribute,
        c.before, c.after, c.unit, c.quote, c.snapshot, p.name, coalesce(b.dated_before, []) AS dated_before,
        change_page(c.source_id, coalesce(c.quoted_from, c.snapshot), c.quote) AS page
    FROM changes AS c LEFT JOIN programs AS p USING (program)
    LEFT JOIN (
        SELECT id, list({'dated_before': dated_before, 'dated_so_until': dated_so_until}
            ORDER BY dated_so_until, dated_before) AS dated_before FROM redated_changes GROUP BY id
    ) AS b ON b.id = c.id
    WHERE ($since IS NULL OR c.captured_at >= $since) AND ($program IS NULL OR c.program = $program)
    ORDER BY c.captured_at, c.program, c.source_url, c.type, c.question, c.subject, c.attribute, c.id
"""


@click.command(epilog="Example: gapwatch changes --since 2026-06-01 --format jsonl")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    help="From this day or instant on (UTC).",
)
@click.option("--program", help="Of this program only.")
@format_option
@pass_place
def changes(place: Place, since: datetime | None, program: str | None, form: Format) -> None:
    """Print changes in their order, with evidence."""
    with place.reading() as con:
        key = program_key(con, program) if program else None
        after = since.replace(tzinfo=UTC) if since else None
        found = answers.rows(con, _CHANGES, {"since": after, "program": key})
    data = [{**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])} for row in found]
    machine = [_told(row) for row in data]
    emit(machine, form, lambda: _changes(data), "No change is known (of these).")


def _told(row: Row) -> Row:
    """A change as programs read it: a page only where there is one."""
    left_out = {"name", "dated_before"} | (set() if row["page"] else {"page"})
    return {name: value for name, value in row.items() if name not in left_out}


def _changes(data: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.alerts.words import plain, shortened
    from flows.tables import Column, listing

    yield listing(
        [
            {
                "day": _since(row["captured_at"], row["dated_before"]),
                "program": row["name"] or row["program"],
                "what": row["type"].replace("_", " "),
                "about": row["question"] or _about(row),
                "move": _move(row),
                "quote": shortened(plain(row["quote"] or ""), 160),
            }
            for row in data
        ],
        [
            Column("day", "date"),
            Column("program", "program", ratio=2),
            Column("what", "change"),
            Column("about", "of", ratio=3),
            Column("move", "was → is", ratio=2),
            Column("quote", "quote", ratio=4, style="italic"),
        ],
    )


def _about(row: Row) -> str:
    parts = (row["subject"], row["attribute"]) if row["kind"] else (row["source_url"],)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _move(row: Row) -> str:
    before, after = valued(row["before"], row["unit"]), valued(row["after"], row["unit"])
    if row["type"] in ("requirement_added", "requirement_removed"):
        return after or before
    return f"{before} → {after}" if before or after else ""


def _since(now: datetime, before: Sequence[Row]) -> str:
    """A date, and the dates that stood there until captures of earlier days became known."""
    said = "".join(
        f"\n({one['dated_before']:%Y-%m-%d} until {one['dated_so_until']:%Y-%m-%d})" for one in before
    )
    return f"{now:%Y-%m-%d}{said}"


@click.command(epilog="Example: gapwatch history openai-partner-network renewal")
@click.argument("program")
@click.argument("question", required=False)
@as_of_option
@format_option
@pass_place
def history(place: Place, program: str, question: str | None, at: datetime | None, form: Format) -> None:
    """Show how a program's questions stood over time.

    With a question: its facets as well. Below: where pages of the program went.
    """
    with place.reading() as con:
        key = program_key(con, program)
        wanted = question_key(con, question) if question else None
        placed(con, at, key)
        found = answers.history(con, key, wanted, at)
        last = answers.last_sight(con, key, at)
        went = Notes(moves=moves(con, key, at), parted=parted(con, key, at))
    emit(
        found,
        form,
        lambda: chain(_history(found, at, last), said(went)),
        "Nothing has been seen of this yet.",
    )


def _history(found: Sequence[Row], at: datetime | None, last: datetime | None) -> Iterator[RenderableType]:
    """Periods up to now, or up to the last sight where that was long before: nobody knows what the pages say since."""
    from flows.alerts.words import plain, shortened
    from flows.tables import Column, listing
    from flows.timeline.sights import LONG

    now = min(at, datetime.now(UTC)) if at else datetime.now(UTC)
    standing = "open" if at else "now"
    if last and now - last > LONG:
        now, standing = last, f"last look {last:%Y-%m-%d}"
    yield listing(
        [
            {
                **row,
                "asked": f"{row['question']}/{row['facet']}" if row["facet"] else row["question"],
                "from": _since(row["valid_from"], row["dated_before"]),
                "to": row["valid_to"].date() if row["valid_to"] else standing,
                "for": aged(row["valid_from"], row["valid_to"] or max(now, row["valid_from"])),
                "quote": shortened(plain(row["quote"] or ""), 160),
            }
            for row in found
        ],
        [
            Column("asked", "question"),
            Column("status", "status", wrap=False),
            Column("from", "from"),
            Column("to", "to", wrap=False),
            Column("for", "for", wrap=False),
            Column("quote", "quote", ratio=1, style="italic"),
        ],
    )
