"""Commands that show how things stand: ``board``, ``show``, ``compare``, ``sources``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.evidence import disagreements, disputed, evidence
from flows.cli.output import Format, console, emit, format_option, picture
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection
    from rich.console import RenderableType

    from flows.answers import Row

_PICTURE_WIDTH = 104


class _Moment(click.DateTime):
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


at_option = click.option(
    "--at", type=_Moment(), help="As of this day (its end) or instant, in UTC, rather than now."
)


@click.command(epilog="Example: gapwatch board --at 2026-03-31")
@at_option
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it into this file as an SVG picture too.",
)
@format_option
@pass_place
def board(place: Place, at: datetime | None, svg: Path | None, form: Format) -> None:
    """Show the status of every question of every program."""
    with place.reading() as con:
        found = answers.board(con, at)
    if svg:
        svg.write_text(picture(_board(found, _PICTURE_WIDTH), "gapwatch board", _PICTURE_WIDTH), "utf-8")
    emit(
        found,
        form,
        lambda: _board(found, console().width),
        "No program is in the warehouse yet; run `gapwatch run` first.",
    )


def _board(found: Sequence[Row], width: int) -> Iterator[RenderableType]:
    from flows import tables

    statuses = {(row["program"], row["question"]): row["status"] for row in found}
    names = {row["program"]: row["name"] for row in found}
    yield from tables.board(names, list(dict.fromkeys(row["question"] for row in found)), statuses, width)


@click.command(epilog="Example: gapwatch show openai-partner-network renewal")
@click.argument("program")
@click.argument("question", required=False)
@at_option
@format_option
@pass_place
def show(place: Place, program: str, question: str | None, at: datetime | None, form: Format) -> None:
    """Show a program's answers, or the evidence on one question.

    Where nothing says it: the captures that were read and do not say it. Where two of the program's pages disagree: both
    quotes.
    """
    with place.reading() as con:
        key = program_key(con, program)
        wanted = question_key(con, question) if question else None
        found = answers.facets(con, key, wanted, at)
        told = answers.evidence(con, key, wanted, at)
        silent = answers.absences(con, key, wanted, at)
        urls = {
            row["source_id"]: row["url"] for row in answers.rows(con, "SELECT source_id, url FROM sources")
        }
        wordings = {row["question"]: row for row in answers.questions(con)}
        disputes = answers.contradictions(con, key, at)
    data = [disputed(_shown(row, told, silent, urls), disputes) for row in found]
    if wanted is None:
        emit(
            data,
            form,
            lambda: chain(_overview(data), disagreements(disputes)),
            "Nothing is asked; the catalogue is empty.",
        )
    else:
        emit(data, form, lambda: evidence(wordings[wanted], data), "Nothing is asked of this question.")


def _shown(row: Row, told: Sequence[Row], silent: Sequence[Row], urls: Mapping[str, str]) -> Row:
    """A facet with its evidence, or with the sources that were read and do not say it."""
    place = (row["question"], row["facet"])
    mine = [piece for piece in told if (piece["question"], piece["facet"]) == place]
    if not mine and row["quote"]:
        mine = [
            {"status": row["status"], "quote": row["quote"], "url": urls.get(row["source_id"], ""), **row}
        ]
    read = [
        {key: value for key, value in source.items() if key not in {"question", "facet"}}
        for source in silent
        if (source["question"], source["facet"]) == place
    ]
    keys = ("question", "facet", "wording", "required", "status", "since")
    return {**{key: row[key] for key in keys}, "evidence": mine, "read_without_finding": read}


def _overview(data: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.tables import Column, listing

    yield listing(
        [
            {
                **row,
                "asked": f"{row['question']}: {row['wording']}{'' if row['required'] else ' (optional)'}",
                "answer": "; ".join(answers.answers([piece for piece in row["evidence"] if "kind" in piece])),
            }
            for row in data
        ],
        [
            Column("asked", "facet", ratio=3),
            Column("status", "status", wrap=False),
            Column("since", "since", wrap=False),
            Column("answer", "answer", ratio=4),
        ],
    )


@click.command(epilog="Example: gapwatch compare openai-partner-network microsoft-partner-program")
@click.argument("programs", nargs=-1, required=True)
@at_option
@format_option
@pass_place
def compare(place: Place, programs: tuple[str, ...], at: datetime | None, form: Format) -> None:
    """Compare programs question by question, with answers."""
    with place.reading() as con:
        keys = list(dict.fromkeys(program_key(con, program) for program in programs))
        found = [row for row in answers.board(con, at) if row["program"] in keys]
        told = {key: answers.evidence(con, key, None, at) for key in keys}
        wordings = {row["question"]: row["wording"] for row in answers.questions(con)}
    for row in found:
        mine = [piece for piece in told[row["program"]] if piece["question"] == row["question"]]
        row["answers"] = list(answers.answers(mine))
    emit(found, form, lambda: _comparison(keys, found, wordings), "Nothing is asked; the catalogue is empty.")


def _comparison(
    keys: Sequence[str], found: Sequence[Row], wordings: Mapping[str, str]
) -> Iterator[RenderableType]:
    from rich.text import Text

    from extractors.records import Status
    from flows.tables import Column, listing, marked

    names = {row["program"]: row["name"] for row in found}
    lines = [
        {
            "question": wordings[question],
            **{
                row["program"]: Text("\n").join(
                    [marked(Status(row["status"]), words=True), *map(Text, row["answers"])]
                )
                for row in found
                if row["question"] == question
            },
        }
        for question in dict.fromkeys(row["question"] for row in found)
    ]
    yield listing(
        lines,
        [Column("question", "question", ratio=2), *(Column(key, names[key], ratio=3) for key in keys)],
        lines=True,
    )


@click.command(epilog="Example: gapwatch sources")
@format_option
@pass_place
def sources(place: Place, form: Format) -> None:
    """Show the health of every source."""
    with place.reading() as con:
        found = answers.rows(con, _SOURCES)
    emit(found, form, lambda: _health(found), "No source is in the warehouse yet; run `gapwatch run` first.")


_SOURCES = """
    SELECT h.source_id AS source, h.url, s.kind, h.standing, h.last_outcome AS outcome, h.last_reason AS reason,
        h.last_attempt AS last_fetch, h.last_healthy, h.failures AS failures_since, h.attempts AS fetches, h.watched
    FROM source_health AS h JOIN sources AS s USING (source_id) ORDER BY h.source_id
"""


def _health(found: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.tables import Column, listing

    troubled = [row | {"reason": ""} if row["outcome"] in {"healthy", "unchanged"} else row for row in found]
    yield listing(
        troubled,
        [
            Column("source", "source", wrap=False),
            Column("outcome", "last outcome"),
            Column("last_fetch", "last fetch", wrap=False),
            Column("last_healthy", "last healthy", wrap=False),
            Column("failures_since", "failures since", justify="right"),
            Column("reason", "what stands in the way", ratio=1),
        ],
    )


def program_key(con: DuckDBPyConnection, name: str) -> str:
    """The key of the program in the warehouse that a person means by its key, name, vendor or alias."""
    known = answers.programs(con)
    wanted = name.strip().casefold()
    by_key = {row["program"]: row["program"] for row in known}
    for matching in (
        [row for row in known if row["program"] == wanted],
        [row for row in known if wanted in map(str.casefold, (row["name"], row["vendor"], *row["aliases"]))],
        [row for row in known if row["program"].startswith(wanted)],
    ):
        if len(matching) == 1:
            return str(matching[0]["program"])
    raise click.ClickException(_unknown("program", name, list(by_key)))


def question_key(con: DuckDBPyConnection, name: str) -> str:
    """The key of a question, checked."""
    known = [str(row["question"]) for row in answers.questions(con)]
    if name in known:
        return name
    raise click.ClickException(_unknown("question", name, known))


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name.casefold(), known, 3, 0.4)
    do = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known) or 'none yet'}"
    return f'{what} "{name}": the warehouse knows none of that name; {do}'
