"""What a timeline is made of, from the warehouse: periods of questions, values of requirements, their moves, the looks."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractors.records import Status
from flows import answers
from flows.timeline import sights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from flows.answers import Row
    from flows.timeline.sights import Look

_ORDER = tuple(Status)
"""Statuses, best first."""

_PERIODS = """
    SELECT c.question, c.status, c.valid_from, c.valid_to, c.quote, s.url, c.snapshot, c.source_id, s.standing,
        l.quote AS lost
    FROM coverage_as_of($until) AS c LEFT JOIN sources AS s USING (source_id)
    LEFT JOIN (
        SELECT question, captured_at, after ->> '$' AS status, any_value(quote ORDER BY id) AS quote
        FROM changes_as_of($until) WHERE program = $program AND type IN ('gap_widened', 'gap_reopened') GROUP BY ALL
    ) AS l ON l.question = c.question AND l.captured_at = c.valid_from AND l.status = c.status
    WHERE c.program = $program AND c.facet IS NULL
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
    ), read AS (  -- a page's versions in their order
        SELECT source_id, document, snapshot, started_at AS at FROM fetches_as_of($until)
        WHERE program = $program AND outcome = 'healthy'
        QUALIFY document IS DISTINCT FROM lag(document) OVER (PARTITION BY source_id ORDER BY started_at, sequence)
    ), held AS (
        SELECT h.*, r.kind, r.key, r.value FROM requirement_periods_as_of($until) AS h
        JOIN requirements AS r USING (document, ordinal) WHERE h.program = $program
    ), otherwise AS (  -- the same statement in a later version; of its own kind where the version has one
        SELECT h.source_id, h.identity, h.valid_from AS began, v.at AS valid_from, h.valid_to, v.document, v.snapshot,
            arg_min(r.ordinal, (r.kind <> h.kind, r.ordinal)) AS ordinal,
            arg_min(r.kind, (r.kind <> h.kind, r.ordinal)) AS kind
        FROM held AS h
        JOIN read AS v
            ON v.source_id = h.source_id AND v.at > h.valid_from AND (h.valid_to IS NULL OR v.at < h.valid_to)
        JOIN requirements AS r ON r.document = v.document AND r.key = h.key AND r.value = h.value
        GROUP BY ALL
    ), kinds AS (  -- a period is cut where the page makes another kind of it, which answers other questions
        SELECT * FROM (
            SELECT source_id, identity, valid_from AS began, valid_from, valid_to, document, snapshot, ordinal, kind
            FROM held
            UNION ALL SELECT * FROM otherwise
        ) QUALIFY kind IS DISTINCT FROM lag(kind) OVER (PARTITION BY source_id, identity, began ORDER BY valid_from)
    ), pieces AS (
        SELECT * REPLACE (coalesce(lead(valid_from) OVER period, valid_to) AS valid_to) FROM kinds
        WINDOW period AS (PARTITION BY source_id, identity, began ORDER BY valid_from)
    )
    SELECT h.source_id, h.identity, r.kind, r.subject, r.attribute, r.comparator, r.value, r.value_max, r.unit, r.per, r.due,
        r.condition, h.valid_from, h.valid_to, r.quote, s.url, h.snapshot, s.standing,
        coalesce(a.questions, []) AS questions, h.valid_from = first.captured_at AS at_first, h.began
    FROM pieces AS h
    JOIN requirements AS r ON r.document = h.document AND r.ordinal = h.ordinal
    JOIN sources AS s ON s.source_id = h.source_id
    JOIN first ON first.source_id = h.source_id
    LEFT JOIN answering AS a ON a.document = h.document AND a.ordinal = h.ordinal
    ORDER BY h.source_id, h.identity, h.valid_from
"""
_MOVES = """
    SELECT c.source_id, c.captured_at, c.type, c.kind, c.subject, c.attribute, c.before, c.after, c.unit, c.quote,
        c.source_url AS url, s.standing
    FROM changes_as_of($until) AS c JOIN sources AS s USING (source_id)
    WHERE c.program = $program AND starts_with(c.type, 'requirement_') AND c.captured_at >= $since
    ORDER BY c.captured_at, c.source_id, c.kind, c.subject, c.attribute, c.type
"""
_SPAN = """
    SELECT p.name, min(f.started_at) AS first, max(f.started_at) AS last, count(DISTINCT f.source_id) AS sources
    FROM programs AS p LEFT JOIN fetches AS f USING (program) WHERE p.program = $program GROUP BY p.name
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A question's status from one instant to another (None while it holds at the end), and what showed it.

    `first_look` says that it began because a source was seen for the first time, not because a page changed; `unseen_since`
    is the last sight before it began, where that was long before; `lost` the quote that went where the status fell; `seen`
    are the looks that bore it out, from its beginning on.
    """

    question: str
    status: Status
    since: datetime
    until: datetime | None
    quote: str | None
    url: str | None
    snapshot: str | None
    source: str | None = None
    standing: str | None = None
    first_look: bool = False
    unseen_since: datetime | None = None
    lost: str | None = None
    seen: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What a requirement stated from one instant to another, and which questions that answers.

    `row` holds its fields as `answers.worded` takes them, with quote, url and snapshot. `at_first` says that the first
    capture of its source stated it already. A page that makes another kind of the same statement ends a value and begins
    the next; `stated_since` is when the statement came, of whatever kind. `unseen_since` is the last sight of the page
    before, where that was long before; `last_seen` the last of all.
    """

    source: str
    identity: str
    row: Row
    since: datetime
    until: datetime | None
    questions: tuple[str, ...]
    at_first: bool
    standing: str = "official"
    unseen_since: datetime | None = None
    last_seen: datetime | None = None
    stated_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A requirement that was added, changed or removed at an instant, and the questions that it answers or answered.

    `unseen_since` is the last sight of the page before, where that was long before.
    """

    at: datetime
    what: Literal["added", "changed", "removed"]
    row: Row
    questions: tuple[str, ...]
    standing: str = "official"
    unseen_since: datetime | None = None


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
    named = {"program": program, "until": until}
    every = sights.looks(con, program, until)
    seen = sights.by_source(every)
    periods = _periods(answers.rows(con, _PERIODS, named), every)
    values = tuple(_value(row, seen) for row in answers.rows(con, _VALUES, named))
    moves = _moves(answers.rows(con, _MOVES, named | {"since": since}), values, seen)
    looks = [look for look in every if look.at >= since]
    return Timeline(
        program=program,
        name=head["name"],
        since=since,
        until=until,
        questions=asked,
        periods=tuple(one for one in periods if one.question in asked and _within(one, since)),
        values=tuple(one for one in values if _within(one, since) and _answers(one.questions, question)),
        moves=tuple(move for move in moves if _answers(move.questions, question)),
        looks=tuple((look.at, look.outcome.healthy) for look in looks),
        sources=len({look.source for look in looks}),
    )


def _within(one: Period | Value, since: datetime) -> bool:
    return one.until is None or one.until > since


def _answers(questions: Sequence[str], question: str | None) -> bool:
    return question is None or question in questions


def _periods(found: Sequence[Row], every: Sequence[Look]) -> Iterator[Period]:
    """Periods in the order of questions and time, each with the looks that bore it out."""
    firsts, seen = sights.first_sights(every), sights.by_source(every)
    before: Period | None = None
    for row in found:
        question, status, since, until = (
            row["question"],
            Status(row["status"]),
            row["valid_from"],
            row["valid_to"],
        )
        last = before if before and before.question == question else None
        fell = last is not None and _ORDER.index(status) > _ORDER.index(last.status)
        known = last.seen if fell and last else seen.get(row["source_id"], ())
        before = Period(
            question, status, since, until, row["quote"], row["url"], row["snapshot"], row["source_id"], row["standing"],
            first_look=not fell and (row["source_id"], since) in firsts,
            unseen_since=sights.not_seen_since(known, since) if last else None,
            lost=row["lost"],
            seen=(since, *(
                look.at for look in every
                if look.at > since and (until is None or look.at < until) and look.shows(question, status)
            )),
        )  # fmt: skip
        yield before


def _value(row: Row, seen: Mapping[str, Sequence[datetime]]) -> Value:
    fields = row | {"value": json.loads(row["value"]), "value_max": json.loads(row["value_max"])}
    questions, at_first = tuple(fields.pop("questions")), fields.pop("at_first")
    source, identity, standing = fields.pop("source_id"), fields.pop("identity"), fields.pop("standing")
    began = fields.pop("began")
    since, until = fields.pop("valid_from"), fields.pop("valid_to")
    sighted = seen[source]
    return Value(
        source, identity, fields, since, until, questions, at_first, standing,
        unseen_since=sights.not_seen_since(sighted, began),
        stated_since=began,
        last_seen=sighted[(bisect_left(sighted, until) if until else len(sighted)) - 1],
    )  # fmt: skip


def _moves(
    changes: Sequence[Row], values: Sequence[Value], seen: Mapping[str, Sequence[datetime]]
) -> list[Move]:
    """Changes of requirements with the questions that they bear on, which the periods that begin or end there know."""
    begun: dict[tuple[str, str, datetime], list[Value]] = defaultdict(list)
    ended: dict[tuple[str, str, datetime], list[Value]] = defaultdict(list)
    for value in values:
        begun[value.source, value.row["kind"], value.since].append(value)
        if value.until:
            ended[value.source, value.row["kind"], value.until].append(value)
    return [_move(row, begun, ended, seen.get(row["source_id"], ())) for row in changes]


def _move(row: Row, begun: Mapping[tuple[str, str, datetime], list[Value]],
          ended: Mapping[tuple[str, str, datetime], list[Value]], seen: Sequence[datetime]) -> Move:  # fmt: skip
    what = row["type"].removeprefix("requirement_")
    known = (ended if what == "removed" else begun).get(
        (row["source_id"], row["kind"], row["captured_at"]), []
    )
    # The change words its subject as the newest capture did, the period as the first: those of its kind stand in for it.
    alike = [value for value in known if value.row["subject"] == row["subject"]] or known
    exact = [value for value in alike if row["attribute"].startswith(value.row["attribute"])] or alike
    fields = row | {"before": json.loads(row["before"]), "after": json.loads(row["after"])}
    questions = dict.fromkeys(question for value in exact for question in value.questions)
    at, standing = fields.pop("captured_at"), fields.pop("standing")
    return Move(at, what, fields, tuple(questions), standing, sights.not_seen_since(seen, at))
