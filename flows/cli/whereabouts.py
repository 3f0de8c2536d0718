"""What ``sources``, ``show`` and ``history`` say below their tables: pages that moved, walls that stay, other languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows import whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection
    from rich.console import RenderableType

    from flows.answers import Row

_HOW = {
    "moved to": "permanent redirects lead there",
    "names itself": "the page gives that address as its own",
    "same page": "another source shows what this one showed last",
}
_QUOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Notes:
    """What is to be said of sources, of one program or of all."""

    moves: Sequence[Row] = ()
    parted: Sequence[Row] = ()
    walled: Sequence[Row] = ()
    languages: Sequence[Row] = ()


def notes(con: DuckDBPyConnection, program: str | None = None, at: datetime | None = None) -> Notes:
    """Everything that can be said of the sources now, or as of an instant."""
    return Notes(
        whereabouts.moves(con, program, at),
        whereabouts.parted(con, program, at),
        whereabouts.walled(con, program, at),
        whereabouts.languages(con, program, at),
    )


def beside(row: Row, told: Sequence[Row], found: Notes) -> Row:
    """What is to be known beside a facet's evidence: values in other languages, and walls where it is not documented."""
    place = (row["question"], row["facet"])
    kinds = {piece["kind"] for piece in told if (piece["question"], piece["facet"]) == place}
    return {
        "other_languages": [one for one in found.languages if one["kind"] in kinds],
        "walled": [] if row["status"] == "documented" else list(found.walled),
    }


def of_facets(found: Notes, data: Sequence[Row]) -> Notes:
    """The notes that belong to these facets."""
    return Notes(
        walled=[one for one in found.walled if any(one in row["walled"] for row in data)],
        languages=[one for one in found.languages if any(one in row["other_languages"] for row in data)],
    )


def unseen(found: Sequence[Row]) -> Iterator[RenderableType]:
    """Below the board: programs of which nothing official can be had, and since when."""
    from rich.text import Text

    for row in found:
        if row["last_healthy"]:
            stands = f"as last seen {row['last_healthy']:%Y-%m-%d}; no official page can be had"
        else:
            stands = "unknown; no official page could be read"
        yield Text(f"{row['name']}: {stands} since {row['since']:%Y-%m-%d} ({', '.join(row['outcomes'])})")


def said(found: Notes) -> Iterator[RenderableType]:
    """The notes in words, a paragraph for each kind; nothing where there is nothing to say."""
    from rich.padding import Padding
    from rich.text import Text

    for heading, lines in (
        ("Pages that moved:", list(map(_moved, found.moves))),
        ("What went from page to page:", list(map(_parted, found.parted))),
        ("Behind walls, which prove nothing:", [line for row in found.walled for line in _walled(row)]),
        ("In another language:", [line for row in found.languages for line in _told(row)]),
    ):
        if lines:
            yield Text(heading, style="bold")
        for depth, line in lines:
            yield Padding(Text(line, overflow="fold"), (0, 0, 0, 2 * depth), expand=False)


def _moved(row: Row) -> tuple[int, str]:
    times = f"{row['captures']} captures" if row["captures"] != 1 else "one capture so far"
    since = f"since {row['since']:%Y-%m-%d}"
    return 1, f"{row['source_id']}: {row['moved_to']} {since} ({_HOW[row['how']]}; {times})"


def _parted(row: Row) -> tuple[int, str]:
    what = f"{row['statements']} statements stand" if row["statements"] != 1 else "a statement stands"
    return 1, f"{row['source_id']}: {what} at {row['other_source_id']} since {row['since']:%Y-%m-%d}"


def _walled(row: Row) -> Iterator[tuple[int, str]]:
    from flows.alerts.walls import in_words
    from flows.alerts.words import plain

    had = f"last had {row['last_healthy']:%Y-%m-%d}" if row["last_healthy"] else "never had"
    why = plain(row["reason"])
    yield 1, f"{row['source_id']}: {row['outcome']} since {row['since']:%Y-%m-%d} ({had}): {why}"
    for option in in_words(row["options"]):
        yield 2, f"option: {option}"


def _told(row: Row) -> Iterator[tuple[int, str]]:
    kind, unit = row["kind"].replace("_", " "), f" {row['unit']}" if row["unit"] else ""
    yield (
        1,
        f"{row['translation_id']} ({row['language']}) and {row['source_id']} state other values ({kind}{unit}):",
    )
    for where, values, quotes in (
        (row["source_id"], row["declared_values"], row["declared_quotes"]),
        (row["translation_id"], row["other_values"], row["other_quotes"]),
    ):
        for value, quote in zip(values, quotes, strict=True):
            yield 2, f"{where}: {_value(value)} “{_quoted(quote)}”"


def _value(value: str) -> str:
    from flows.alerts.values import valued

    return valued(json.loads(value))


def _quoted(quote: str) -> str:
    from flows.alerts.words import plain, shortened

    return shortened(plain(quote), _QUOTE_LENGTH)
