"""A program month by month: the statuses on the board at several instants beside those that a careful analyst gave.

``histories/*.timeline.json``: per instant and question a status, and where a ruling is open the `mechanical` one (by the
rule of coverage alone) or an `alternative` that is as defensible.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

AS_OF = "SELECT question, status, coalesce(quote, '') FROM board_as_of($at) WHERE program = $program"


@dataclass(frozen=True, slots=True)
class Stood:
    """A question at an instant: its status as labelled, what would be as defensible, and what the board says."""

    program: str
    at: str
    question: str
    labelled: str
    defensible: frozenset[str]
    said: str
    quote: str


def stood(warehouse: Path, corpus: Path) -> list[Stood]:
    """Every question of every timeline at every instant. Raises duckdb.Error when the warehouse cannot be read."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return [
            one
            for file in sorted((corpus / "histories").glob("*.timeline.json"))
            for one in _stood(connection, json.loads(file.read_text(encoding="utf-8")))
        ]


def _stood(connection: duckdb.DuckDBPyConnection, timeline: dict[str, object]) -> Iterator[Stood]:
    program, instants = str(timeline["program"]), timeline["instants"]
    assert isinstance(instants, list)
    for instant in instants:
        given = {"at": instant["at"], "program": program}
        said = {
            question: (status, quote)
            for question, status, quote in connection.execute(AS_OF, given).fetchall()
        }
        for question, label in instant["questions"].items():
            status, quote = said.get(question, ("unknown", ""))
            open_to = frozenset(label[name] for name in ("mechanical", "alternative") if label.get(name))
            yield Stood(program, instant["at"], question, label["status"], open_to, status, quote)


def figures(every: Sequence[Stood]) -> dict[str, float]:
    """The share of statuses that are as labelled, and of those that are so or as defensible."""
    right = sum(one.said == one.labelled for one in every)
    defensible = sum(one.said == one.labelled or one.said in one.defensible for one in every)
    total = max(1, len(every))
    return {"right": right / total, "right_or_defensible": defensible / total}


def disagreements(every: Sequence[Stood]) -> list[str]:
    """A line for each status that is not as labelled."""
    return [
        f"{one.at[:10]} {one.question}: labelled {one.labelled}"
        f"{' (or ' + ', '.join(sorted(one.defensible)) + ')' if one.defensible else ''}, "
        f"told {one.said}{': ' + one.quote[:160] if one.quote else ''}"
        for one in every
        if one.said != one.labelled
    ]
