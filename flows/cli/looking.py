"""Commands that show how things stand, or stood: ``board``, ``show``, ``compare``."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.cli.evidence import disagreements, disputed, evidence
from flows.cli.moments import as_of_option, placed
from flows.cli.naming import program_key, question_key
from flows.cli.output import Format, console, emit, format_option, picture, write_file
from flows.cli.whereabouts import beside, notes, of_facets, said, unseen
from flows.place import Place, pass_place
from flows.whereabouts import blind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from flows.answers import Row

_PICTURE_WIDTH = 104


@click.command(epilog="Example: gapwatch board --as-of 2026-03-31")
@as_of_option
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
        placed(con, at)
        found = answers.board(con, at)
        unread = blind(con, at)
    if svg:
        write_file(svg, picture(_board(found, _PICTURE_WIDTH), "gapwatch board", _PICTURE_WIDTH))
    emit(
        found,
        form,
        lambda: chain(_board(found, console().width), unseen(unread)),
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
@as_of_option
@format_option
@pass_place
def show(place: Place, program: str, question: str | None, at: datetime | None, form: Format) -> None:
    """Show a program's answers, or the evidence on one question.

    Where nothing says it: the captures that were read and do not say it. Where two of the program's pages disagree: both
    quotes. Where a page in another language says otherwise, or a wall keeps it unknown: that too.
    """
    with place.reading() as con:
        key = program_key(con, program)
        wanted = question_key(con, question) if question else None
        placed(con, at, key)
        found = answers.facets(con, key, wanted, at)
        told = answers.evidence(con, key, wanted, at)
        silent = answers.absences(con, key, wanted, at)
        wordings = {row["question"]: row for row in answers.questions(con)}
        disputes = answers.contradictions(con, key, at)
        more = notes(con, key, at)
    data = [disputed(_shown(row, told, silent), disputes) | beside(row, told, more) for row in found]
    if wanted is None:
        emit(
            data,
            form,
            lambda: chain(_overview(data), disagreements(disputes), said(more)),
            "Nothing is asked; the catalogue is empty.",
        )
    else:
        emit(
            data,
            form,
            lambda: chain(evidence(wordings[wanted], data), said(of_facets(more, data))),
            "Nothing is asked of this question.",
        )


def _shown(row: Row, told: Sequence[Row], silent: Sequence[Row]) -> Row:
    """A facet with its evidence, or with the sources that were read and do not say it."""
    place = (row["question"], row["facet"])
    mine = [piece for piece in told if (piece["question"], piece["facet"]) == place]
    if not mine and row["quote"]:
        mine = [row | {"url": row["url"] or ""}]
    read = [
        {key: value for key, value in source.items() if key not in {"question", "facet"}}
        for source in silent
        if (source["question"], source["facet"]) == place
    ]
    keys = ("question", "facet", "wording", "required", "status", "since", "days")
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
@as_of_option
@format_option
@pass_place
def compare(place: Place, programs: tuple[str, ...], at: datetime | None, form: Format) -> None:
    """Compare programs question by question, with answers."""
    with place.reading() as con:
        keys = list(dict.fromkeys(program_key(con, program) for program in programs))
        placed(con, at)
        found = answers.compared(con, keys, at)
        told = {key: answers.evidence(con, key, None, at) for key in keys}
    for row in found:
        mine = [piece for piece in told[row["program"]] if piece["question"] == row["question"]]
        row["answers"] = list(answers.answers(mine))
    emit(found, form, lambda: _comparison(keys, found), "Nothing is asked; the catalogue is empty.")


def _comparison(keys: Sequence[str], found: Sequence[Row]) -> Iterator[RenderableType]:
    from rich.text import Text

    from extractors.records import Status
    from flows.tables import Column, listing, marked

    names = {row["program"]: row["name"] for row in found}
    wordings = {row["question"]: row["wording"] for row in found}
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
