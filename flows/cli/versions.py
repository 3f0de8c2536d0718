"""Two versions of a source side by side: the lines of their texts and the requirements read from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import click

from flows import answers
from flows.alerts.words import plain
from flows.cli.output import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection
    from rich.console import RenderableType

    from flows.answers import Row

_VERSIONS = """
    SELECT document, arg_min(snapshot, started_at) AS snapshot, min(started_at) AS captured_at,
        max(started_at) AS last_captured_at
    FROM fetches WHERE source_id = $source AND outcome = 'healthy' AND document IS NOT NULL
    GROUP BY document ORDER BY last_captured_at
"""
_AT = """
    SELECT document, snapshot, started_at AS captured_at FROM fetches
    WHERE source_id = $source AND outcome = 'healthy' AND document IS NOT NULL
        AND (($at IS NOT NULL AND started_at <= $at) OR starts_with(snapshot, $snapshot))
    ORDER BY started_at DESC LIMIT 1
"""
_READ = """
    SELECT kind, subject, attribute, key, comparator, value, value_max, unit, per, due, condition, quote
    FROM requirements WHERE document = $document ORDER BY ordinal
"""


@dataclass(frozen=True, slots=True)
class Differing:
    """What differs between two captures of a source. `words` are lines that begin with ``-`` or ``+``."""

    source: str
    before: Row
    after: Row
    words: tuple[str, ...]
    gone: tuple[Row, ...]
    new: tuple[Row, ...]

    def row(self) -> Row:
        """The same for machines."""
        return {
            "source": self.source,
            "before": {key: plain_value(self.before[key]) for key in ("captured_at", "snapshot")},
            "after": {key: plain_value(self.after[key]) for key in ("captured_at", "snapshot")},
            "words": list(self.words),
            "requirements_before": list(self.gone),
            "requirements_after": list(self.new),
        }


def differing(con: DuckDBPyConnection, source: str, captures: Sequence[str]) -> Differing | None:
    """What differs between two captures of a source, or between its last two versions; None when nothing does."""
    if captures:
        before, after = (_capture(con, source, which) for which in captures)
    else:
        versions = answers.rows(con, _VERSIONS, {"source": source})
        if len(versions) < 2:  # noqa: PLR2004  (two to compare)
            return None
        before, after = versions[-2:]
    if before["document"] == after["document"]:
        return None
    texts = [_text(con, version["document"]).splitlines() for version in (before, after)]
    read = [answers.rows(con, _READ, {"document": version["document"]}) for version in (before, after)]
    stated = [{_stated(row) for row in rows} for rows in read]
    return Differing(
        source=source,
        before=before,
        after=after,
        words=tuple(_lines(*texts)),
        gone=tuple(_loaded(row) for row in read[0] if _stated(row) not in stated[1]),
        new=tuple(_loaded(row) for row in read[1] if _stated(row) not in stated[0]),
    )


def _capture(con: DuckDBPyConnection, source: str, which: str) -> Row:
    found = answers.rows(con, _AT, {"source": source, **_meant(which)})
    if not found:
        raise click.ClickException(
            f"{source}: no healthy capture at or before {which}; expected a day, an instant or the first digits of a "
            f"snapshot; `gapwatch sources` says which captures there are"
        )
    return found[0]


def _meant(which: str) -> Row:
    try:
        at = datetime.fromisoformat(which)
    except ValueError:
        return {"at": None, "snapshot": which.lower()}
    whole_day = len(which) <= len("2026-01-01")
    at = at.replace(tzinfo=at.tzinfo or UTC) + (
        timedelta(days=1, microseconds=-1) if whole_day else timedelta()
    )
    return {"at": at, "snapshot": "\0"}


def _text(con: DuckDBPyConnection, document: str) -> str:
    return str(
        answers.rows(con, "SELECT text FROM documents WHERE document = $d", {"d": document})[0]["text"]
    )


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"- {plain(line)}" for line in before[a:b])
            yield from (f"+ {plain(line)}" for line in after[c:d])


def _stated(row: Row) -> tuple[object, ...]:
    return tuple(value for key, value in row.items() if key not in ("quote", "attribute"))


def _loaded(row: Row) -> Row:
    return {**row, "value": json.loads(row["value"]), "value_max": json.loads(row["value_max"])}


def drawn(found: Sequence[Differing]) -> Iterator[RenderableType]:
    """The differences for people: requirements first, because they are what matters."""
    from rich.text import Text

    from flows.tables import cell

    for one in found:
        yield Text.assemble(
            (one.source, "bold"), f": {cell(one.before['captured_at'])} → {cell(one.after['captured_at'])}"
        )
        for mark, style, rows in (("-", "red", one.gone), ("+", "green", one.new)):
            for row in rows:
                yield Text(f"{mark} [{row['kind']}] {answers.worded(row)}", style=style)
        yield Text("")
        for line in one.words:
            yield Text(line, style="red" if line.startswith("-") else "green")
        yield Text("")
