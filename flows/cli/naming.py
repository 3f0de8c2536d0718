"""Programs, questions and sources as people name them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from flows import answers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


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
