"""What the ledger had said before captures of earlier days became known: the date it gave, and the true one. Append-only.

Compared are two ledgers under the same rules and the same catalogue: that of the captures known before, and that of all. So
whatever better rules or another configuration bring is none of these: a rebuild reports its re-readings itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from extractors.records import Status
from warehouse.connection import append

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from warehouse.derived import Ledger
    from warehouse.events import History
    from warehouse.records import Change

Subject: TypeAlias = tuple[str | None, ...]
"""Question, facet, status or value as JSON, source, kind, subject, attribute: what was dated, without its date."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that the ledger dates: a change (then `id` and `type` are its own), a status, or a requirement.

    `until` is the end of the period, None while it holds; of a change it means nothing. `snapshot` shows it.
    """

    of: Literal["change", "status", "requirement"]
    subject: Subject
    since: datetime
    until: datetime | None
    snapshot: str | None
    type: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """Something dated otherwise than before; `after` is None when the captures known now do not show it at all."""

    program: str
    before: Dated
    after: Dated | None


def with_late_captures(past: History, known_to: int) -> History | None:
    """The history as it was known up to a sequence, when a capture became known since that is not newer than all of it."""
    known = [event for event in past.events if event.sequence <= known_to]
    newest = max((event.captured_at for event in known), default=None)
    late = newest is not None and any(
        event.sequence > known_to and event.captured_at <= newest for event in past.events
    )
    return replace(past, events=known) if late else None


def revisions(before: Ledger, now: Ledger, known: History, past: History) -> tuple[Revision, ...]:
    """Everything that the ledger of the captures `known` before dated otherwise than the one of the whole `past` does."""
    found = [
        *_moved(_changes(before), _changes(now)),
        *_begun_otherwise(_statuses(before), _statuses(now)),
        *_begun_otherwise(_requirements(before, known), _requirements(now, past)),
    ]
    return tuple(Revision(now.program, old, new) for old, new in found)


def _moved(before: list[Dated], now: list[Dated]) -> Iterator[tuple[Dated, Dated | None]]:
    """Changes that are not there any more, each with the same one of another date: the nearest that is new."""
    kept = {change.id for change in now}
    were = {change.id for change in before}
    new: dict[tuple[str | None, Subject], list[Dated]] = defaultdict(list)
    for change in now:
        if change.id not in were:
            new[change.type, change.subject].append(change)
    for change in before:
        if change.id not in kept:
            alike = new[change.type, change.subject]
            nearest = min(alike, key=lambda other: abs(other.since - change.since), default=None)
            if nearest is not None:
                alike.remove(nearest)
            yield change, nearest


def _begun_otherwise(before: list[Dated], now: list[Dated]) -> Iterator[tuple[Dated, Dated | None]]:
    """Periods whose beginning is another: of those alike now, the first that overlaps what was said before."""
    alike: dict[Subject, list[Dated]] = defaultdict(list)
    for period in now:
        alike[period.subject].append(period)
    for period in before:
        overlapping = [other for other in alike[period.subject] if _overlap(period, other)]
        first = min(overlapping, key=lambda other: other.since, default=None)
        if first is None or first.since != period.since:
            yield period, first


def _overlap(one: Dated, other: Dated) -> bool:
    begins_before_end = one.until is None or other.since < one.until
    return begins_before_end and (other.until is None or one.since < other.until)


def _changes(ledger: Ledger) -> list[Dated]:
    return [
        Dated(
            "change", _subject_of(change), change.captured_at, None, change.snapshot, change.type, change.id
        )
        for change in ledger.changes
    ]


def _subject_of(change: Change) -> Subject:
    led_to = change.before if change.type == "requirement_removed" else change.after
    source = None if change.question else change.source_id  # another page may have said it first
    return change.question, None, _json(led_to), source, change.kind, change.subject, change.attribute


def _statuses(ledger: Ledger) -> list[Dated]:
    return [
        Dated("status", (c.question, c.facet, c.status.value, None, None, None, None), c.valid_from, c.valid_to, c.snapshot)
        for c in ledger.coverage
        if c.status is not Status.UNKNOWN
    ]  # fmt: skip


def _requirements(ledger: Ledger, history: History) -> list[Dated]:
    found = []
    for period in ledger.periods:
        stated = history.documents[period.document].requirements[period.ordinal]
        value = _json(
            [stated.comparator, stated.value, stated.value_max, stated.unit, stated.per, stated.due]
        )
        subject = " ".join(stated.subject.casefold().split())
        about = (None, None, value, period.source_id, stated.kind, subject, stated.key)
        found.append(Dated("requirement", about, period.valid_from, period.valid_to, period.snapshot))
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def keep_revisions(con: DuckDBPyConnection, found: Sequence[Revision], run_id: str, now: datetime) -> None:
    """Write them down, within the open transaction, each with the alert that had told the earlier date, if one had."""
    if not found:
        return
    told: dict[str, str] = dict(con.execute("SELECT change, alert FROM told").fetchall())
    rows = []
    for one in found:
        before, after = one.before, one.after
        question, facet, value, source, kind, subject, attribute = before.subject
        rows.append(
            (
                one.program, before.of, before.type, question, facet, value if before.of != "status" else _json(value),
                source, kind, subject, attribute, before.since, after.since if after else None, before.id,
                after.id if after else None, before.snapshot, after.snapshot if after else None, told.get(before.id or ""),
                now, run_id,
            )
        )  # fmt: skip
    append(con, "revisions", rows)
