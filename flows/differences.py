"""What differs between two instants: of a program over all its sources, or of one source. Only reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from flows import answers
from flows.alerts.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from flows.answers import Row
    from warehouse.events import Said
    from warehouse.versions import Differing

_STOOD = """
    SELECT s.source_id, s.url, s.kind, f.captured_at, f.first_captured_at, f.snapshot, f.document,
        n.type = 'source_lost' AS lost
    FROM sources AS s
    LEFT JOIN (
        SELECT source_id, max(started_at) AS captured_at, min(started_at) AS first_captured_at,
            arg_max(snapshot, started_at) AS snapshot, arg_max(document, started_at) AS document
        FROM fetches_as_of($at) WHERE outcome = 'healthy' AND document IS NOT NULL GROUP BY source_id
    ) AS f USING (source_id)
    LEFT JOIN (
        SELECT source_id, arg_max(type, captured_at) AS type
        FROM changes_as_of($at) WHERE type IN ('source_lost', 'source_back') GROUP BY source_id
    ) AS n USING (source_id)
    WHERE list_contains($sources, s.source_id)
    ORDER BY s.source_id
"""
_MOVED = """
    SELECT b.question, a.status AS before, b.status AS after, b.since, b.quote, b.url
    FROM board_as_of($after) AS b JOIN board_as_of($before) AS a USING (program, question)
    WHERE b.program = $program AND a.status <> b.status
"""
_VERSIONS = """
    WITH said AS (
        SELECT document, started_at, document = arg_max(document, started_at) OVER () AS newest
        FROM fetches WHERE source_id = $source AND outcome = 'healthy' AND document IS NOT NULL
    ), older AS (
        SELECT max(started_at) AS last_at FROM said WHERE NOT newest
    )
    SELECT last_at AS before, min(started_at) AS after FROM said JOIN older ON started_at > last_at GROUP BY last_at
"""
_SNAPSHOT = """
    SELECT max(started_at) AS captured_at FROM fetches
    WHERE source_id = $source AND outcome = 'healthy' AND document IS NOT NULL AND starts_with(snapshot, $digits)
"""
_CAPTURE = ("captured_at", "first_captured_at", "snapshot")


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs of a subject between two instants (UTC): questions whose status moved, and its sources that differ."""

    subject: str
    before: datetime
    after: datetime
    questions: tuple[Row, ...]
    sources: tuple[SourceDiffering, ...]

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.questions or self.sources)


@dataclass(frozen=True, slots=True)
class SourceDiffering:
    """One source at two instants.

    `before` and `after` hold captured_at and snapshot of the capture that stood, and first_captured_at of the source; they
    are None where nothing healthy had been captured.

    `became` is `first seen`, `lost`, `back` or None. `stated` is how many requirements the newer capture states. `gone` and
    `new` are the lines of text that only one of them has.
    """

    source: str
    url: str
    before: Row | None
    after: Row | None
    became: str | None
    stated: int = 0
    requirements: tuple[Differing, ...] = ()
    gone: int = 0
    new: int = 0
    lines: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.became or self.requirements or self.gone or self.new)


def last_versions(con: DuckDBPyConnection, source: str) -> tuple[datetime, datetime] | None:
    """When the older of a source's last two versions was captured last, and the newer one first after that.

    None when there are not two.
    """
    found = answers.rows(con, _VERSIONS, {"source": source})
    return (found[0]["before"], found[0]["after"]) if found else None


def snapshot_captured(con: DuckDBPyConnection, source: str, digits: str) -> datetime | None:
    """When the snapshot that begins with these digits was captured last from a source; None when it never was."""
    at: datetime | None = answers.rows(con, _SNAPSHOT, {"source": source, "digits": digits})[0]["captured_at"]
    return at


def between(
    con: DuckDBPyConnection,
    subject: str,
    program: str | None,
    sources: Sequence[str],
    instants: tuple[datetime, datetime],
) -> Difference:
    """What differs of these sources between two instants and, with a program, which of its questions moved."""
    before, after = instants
    named = {"program": program, "before": before, "after": after}
    moved = answers.rows(con, _MOVED, named) if program else []
    return Difference(subject, before, after, tuple(moved), tuple(_sources(con, sources, before, after)))


def _sources(
    con: DuckDBPyConnection, sources: Sequence[str], before: datetime, after: datetime
) -> list[SourceDiffering]:
    from warehouse.said import documents_said  # noqa: PLC0415  (extractors; other reading commands do without)

    stood = [
        {row["source_id"]: row for row in answers.rows(con, _STOOD, {"sources": list(sources), "at": at})}
        for at in (before, after)
    ]
    said = documents_said(
        con, {row["document"] for side in stood for row in side.values() if row["document"]}
    )
    found = (_source(stood[0][source], stood[1][source], said) for source in stood[1])
    return [one for one in found if one.differs]


def _source(before: Row, after: Row, said: Mapping[str, Said]) -> SourceDiffering:
    from warehouse.versions import versions_differing  # noqa: PLC0415

    old, new = said.get(before["document"]), said.get(after["document"])
    one = SourceDiffering(
        source=after["source_id"],
        url=after["url"],
        before=_capture(before),
        after=_capture(after),
        became=_became(before, after),
        stated=len(new.requirements) if new else 0,
    )
    if old is None or new is None or before["document"] == after["document"]:
        return one
    lines = tuple(_lines(old.text.splitlines(), new.text.splitlines()))
    return replace(
        one,
        requirements=versions_differing(old, new, feed=after["kind"] == "feed"),
        gone=sum(line.startswith("-") for line in lines),
        new=sum(line.startswith("+") for line in lines),
        lines=lines,
    )


def _capture(row: Row) -> Row | None:
    return {name: row[name] for name in _CAPTURE} if row["document"] else None


def _became(before: Row, after: Row) -> str | None:
    """What happened to the page itself between two instants."""
    if bool(before["document"]) != bool(after["document"]):
        return "first seen" if after["document"] else "not seen yet"
    if bool(before["lost"]) == bool(after["lost"]):
        return None
    return "lost" if after["lost"] else "back"


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines that differ, each after ``-`` or ``+``."""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"- {plain(line)}" for line in before[a:b])
            yield from (f"+ {plain(line)}" for line in after[c:d])
