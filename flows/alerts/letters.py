"""From an alert as the warehouse owes it to the message that people get."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flows.alerts.messages import Message, digest, summary
from flows.alerts.news import Answers, Found, Introduced, News, Standing
from flows.alerts.reminders import Figure, Promise, reminder
from flows.alerts.values import valued
from flows.alerts.walls import in_words
from flows.alerts.words import plain, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from warehouse import Alert

Payload = dict[str, Any]
_ANSWER_LENGTH = 110
_NAMED = 6


def letter(alert: Alert) -> Message:
    """The message of an alert; the same alert gives the same message whenever it is told."""
    told: Payload = json.loads(alert.payload)
    at = alert.created_at
    if alert.type == "summary":
        return summary(alert.id, at, [_introduced(program) for program in told["programs"]])
    if alert.type == "reminder":
        return reminder(alert.id, at, [_promise(row) for row in told["commitments"]])
    return digest(alert.id, at, [_news(change, told["answers"]) for change in told["changes"]])


def _news(change: Payload, answers: Mapping[str, Sequence[Payload]]) -> News:
    given = answers.get(change["question"] or "", ())
    return News(
        type=change["type"],
        program=change["program_name"],
        question=change["question_wording"] or change["question"] or "",
        topic=change["question"] or "",
        kind=change["kind"] or "",
        subject=change["subject"] or "",
        attribute=change["attribute"] or "",
        before=change["before"],
        after=change["after"],
        comparators=tuple(change.get("comparators") or (None, None)),
        unit=change["unit"],
        quote=change["quote"] or "",
        source=change["source_id"].partition("/")[2],
        url=change["source_url"],
        captured_at=datetime.fromisoformat(change["captured_at"]),
        snapshot=change["snapshot"] or "",
        quoted_from=change["quoted_from"] or "",
        proof=tuple(change["proof"]),
        page=change.get("page"),
        reason=change["reason"] or "",
        never=change["type"] == "source_lost" and change.get("last_healthy", "") is None,
        options=in_words(change.get("options") or ()),
        since=datetime.fromisoformat(change["before_since"]) if change["before_since"] else None,
        others=_others(change["program"], given) if change["question"] else (),
        found=_found(change.get("found")),
    )


def _found(found: Payload | None) -> Found | None:
    if found is None:
        return None
    absent_at = datetime.fromisoformat(found["absent_at"]) if found["absent_at"] else None
    return Found(
        found["how"], found["where"], datetime.fromisoformat(found["at"]), absent_at, entry=found["entry"]
    )


def _others(program: str, given: Sequence[Payload]) -> Answers:
    """The other programs by status, best first; where one answers, in its own words."""
    found = [row for row in given if row["program"] != program]
    return tuple(
        (status, _named([row for row in found if row["status"] == status]))
        for status in dict.fromkeys(row["status"] for row in found)
    )


def _named(rows: Sequence[Payload]) -> tuple[str, ...]:
    names = [_answer(row) for row in rows[:_NAMED]]
    return (*names, f"and {len(rows) - _NAMED} more") if len(rows) > _NAMED else tuple(names)


def _answer(row: Payload) -> str:
    quote = shortened(plain(row["quote"] or ""), _ANSWER_LENGTH)
    says = row["status"] in ("documented", "partial", "reported") and quote
    return f"{row['program_name']} (“{quote}”)" if says else str(row["program_name"])


def _introduced(program: Payload) -> Introduced:
    return Introduced(program["program_name"], tuple(_standing(row) for row in program["questions"]))


def _standing(row: Payload) -> Standing:
    quote = shortened(plain(row["quote"] or ""), _ANSWER_LENGTH)
    return Standing(row["question_wording"], row["status"], quote)


def _promise(row: Payload) -> Promise:
    figure = None
    if row["figure"] is not None:
        said = valued(row["figure"], row["unit"], row["figure_comparator"])
        figure = Figure(
            said, row["figure_on"], row["figure_quote"] or "", row["figure_url"] or "", row["reached"]
        )
    return Promise(
        program=row["program_name"],
        attribute=row["attribute"] or "",
        value=row["value"],
        unit=row["unit"],
        comparator=row["comparator"],
        due_on=row["due_on"],
        left=row["days_left"],
        promised_on=row["promised_on"],
        quote=row["quote"] or "",
        url=row["url"],
        snapshot=row["snapshot"] or "",
        figure=figure,
    )
