"""What a timeline is made of, from the warehouse: periods of questions, values of requirements, their moves, the looks."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractors.records import Outcome, Status
from flows import answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from flows.answers import Row

_PERIODS = """
    SELECT c.question, c.status, c.valid_from, c.valid_to, c.quote, s.url, c.snapshot
    FROM coverage_as_of($until) AS c LEFT JOIN sources AS s USING (source_id)
    WHERE c.program = $program AND c.facet IS NULL AND (c.valid_to IS NULL OR c.valid_to > $since)
    ORDER BY c.question, c.valid_from
"""
_VALUES = """
    WITH answering AS (
        SELECT document, ordinal, list(DISTINCT question ORDER BY question) AS questions
        FROM (SELECT document, question, unnest(evidence) AS ordinal FROM document_facets WHERE status = 'documented')
        GROUP BY document, ordinal
    ), first AS (
        SELECT source_id, min(started_at) AS captured_at FROM fetches
        WHERE program = $program AND outcome = 'healthy' GROUP BY source_id
    )
    SELECT h.source_id, h.identity, r.kind, r.subject, r.attribute, r.comparator, r.value, r.value_max, r.unit, r.per, r.due,
        r.condition, h.valid_from, h.valid_to, r.quote, s.url, h.snapshot, coalesce(a.questions, []) AS questions,
        h.valid_from = first.captured_at AS at_first
    FROM requirement_periods_as_of($until) AS h
    JOIN requirements AS r ON r.document = h.document AND r.ordinal = h.ordinal
    JOIN sources AS s ON s.source_id = h.source_id
    JOIN first ON first.source_id = h.source_id
    LEFT JOIN answering AS a ON a.document = h.document AND a.ordinal = h.ordinal
    WHERE h.program = $program
    ORDER BY h.source_id, h.identity, h.valid_from
"""
_MOVES = """
    SELECT source_id, captured_at, type, kind, subject, attribute, before, after, unit, quote, source_url AS url
    FROM changes_as_of($until)
    WHERE program = $program AND starts_with(type, 'requirement_') AND captured_at >= $since
    ORDER BY captured_at, source_id, kind, subject, attribute, type
"""
_LOOKS = """
    SELECT started_at AS at, outcome, source_id FROM fetches_as_of($until)
    WHERE program = $program AND started_at >= $since ORDER BY started_at, source_id
"""
_SPAN = """
    SELECT p.name, min(f.started_at) AS first, max(f.started_at) AS last, count(DISTINCT f.source_id) AS sources
    FROM programs AS p LEFT JOIN fetches AS f USING (program) WHERE p.program = $program GROUP BY p.name
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A question's status from one instant to another (None while it holds at the end), and what showed it."""

    question: str
    status: Status
    since: datetime
    until: datetime | None
    quote: str | None
    url: str | None
    snapshot: str | None


@dataclass(frozen=True, slots=True)
class Value:
    """What a requirement stated from one instant to another, and which questions that answers.

    `row` holds its fields as `answers.worded` takes them, with quote, url and snapshot. `at_first` says that the first
    capture of its source stated it already.
    """

    source: str
    identity: str
    row: Row
    since: datetime
    until: datetime | None
    questions: tuple[str, ...]
    at_first: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A requirement that was added, changed or removed at an instant, and the questions that it answers or answered."""

    at: datetime
    what: Literal["added", "changed", "removed"]
    row: Row
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A program between two instants (UTC).

    `questions` are those shown, in the order of the catalogue. `looks` are all attempts, each with whether it showed the
    page (a wall, a missing page and a failure do not).
    """

    program: str
    name: str
    since: datetime
    until: datetime
    questions: tuple[str, ...]
    periods: tuple[Period, ...]
    values: tuple[Value, ...]
    moves: tuple[Move, ...]
    looks: tuple[tuple[datetime, bool], ...]
    sources: int


def span(con: DuckDBPyConnection, program: str) -> tuple[datetime, datetime] | None:
    """When a program was looked at first and last; None when it never was."""
    (row,) = answers.rows(con, _SPAN, {"program": program})
    return (row["first"], row["last"]) if row["first"] else None


def timeline(
    con: DuckDBPyConnection, program: str, since: datetime, until: datetime, question: str | None = None
) -> Timeline:
    """A program between two instants as the captures known now tell it, of all questions or of one."""
    (head,) = answers.rows(con, _SPAN, {"program": program})
    asked = tuple(row["question"] for row in answers.questions(con) if question in (None, row["question"]))
    named = {"program": program, "since": since, "until": until}
    values = tuple(map(_value, answers.rows(con, _VALUES, {"program": program, "until": until})))
    looks = answers.rows(con, _LOOKS, named)
    moves = _moves(answers.rows(con, _MOVES, named), values)
    return Timeline(
        program=program,
        name=head["name"],
        since=since,
        until=until,
        questions=asked,
        periods=tuple(_period(row) for row in answers.rows(con, _PERIODS, named) if row["question"] in asked),
        values=tuple(
            value
            for value in values
            if (value.until is None or value.until > since) and _answers(value.questions, question)
        ),
        moves=tuple(move for move in moves if _answers(move.questions, question)),
        looks=tuple((row["at"], Outcome(row["outcome"]).healthy) for row in looks),
        sources=len({row["source_id"] for row in looks}),
    )


def _answers(questions: Sequence[str], question: str | None) -> bool:
    return question is None or question in questions


def _period(row: Row) -> Period:
    return Period(
        row["question"],
        Status(row["status"]),
        row["valid_from"],
        row["valid_to"],
        row["quote"],
        row["url"],
        row["snapshot"],
    )


def _value(row: Row) -> Value:
    fields = row | {"value": json.loads(row["value"]), "value_max": json.loads(row["value_max"])}
    questions, at_first = tuple(fields.pop("questions")), fields.pop("at_first")
    source, identity = fields.pop("source_id"), fields.pop("identity")
    since, until = fields.pop("valid_from"), fields.pop("valid_to")
    return Value(source, identity, fields, since, until, questions, at_first)


def _moves(changes: Sequence[Row], values: Sequence[Value]) -> list[Move]:
    """Changes of requirements with the questions that they bear on, which the periods that begin or end there know."""
    begun: dict[tuple[str, str, datetime], list[Value]] = defaultdict(list)
    ended: dict[tuple[str, str, datetime], list[Value]] = defaultdict(list)
    for value in values:
        begun[value.source, value.row["kind"], value.since].append(value)
        if value.until:
            ended[value.source, value.row["kind"], value.until].append(value)
    return [_move(row, begun, ended) for row in changes]


def _move(row: Row, begun: Mapping[tuple[str, str, datetime], list[Value]],
          ended: Mapping[tuple[str, str, datetime], list[Value]]) -> Move:  # fmt: skip
    what = row["type"].removeprefix("requirement_")
    known = (ended if what == "removed" else begun).get(
        (row["source_id"], row["kind"], row["captured_at"]), []
    )
    # The change words its subject as the newest capture did, the period as the first: those of its kind stand in for it.
    alike = [value for value in known if value.row["subject"] == row["subject"]] or known
    exact = [value for value in alike if row["attribute"].startswith(value.row["attribute"])] or alike
    fields = row | {"before": json.loads(row["before"]), "after": json.loads(row["after"])}
    questions = dict.fromkeys(question for value in exact for question in value.questions)
    return Move(fields.pop("captured_at"), what, fields, tuple(questions))
