"""Which changes people are told: what our own captures show. Pure.

An archive corrects the date of a change and never makes an alert. So the ledger is derived once more from our own captures
alone; what that one newly decides is told, as the ledger of all captures has it. Nothing from before our first capture can
be among it, and nothing that only an archive saw, and imports between two runs take nothing away.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from warehouse.events import in_order
from warehouse.ledger import ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from warehouse.derived import Ledger
    from warehouse.events import Event, History
    from warehouse.ledger import QuestionStatus
    from warehouse.records import Change

AGAIN = sys.maxsize
"""Sequence of a look that has not been taken yet."""
About: TypeAlias = tuple[str | None, ...]


def to_tell(
    past: History, derived: Ledger, told_to: int, question_status: QuestionStatus
) -> tuple[Change, ...]:
    """Changes of `derived`, the ledger of `past`, that our own captures after the sequence `told_to` show.

    Also those that the next look will show when it finds what the newest found, and that captures from an archive let us
    decide already. What was told before may be among them. A page that is seen for the first time shows what may have
    stood there for years and is no news; one that was absent before is. Nor is what follows on a capture that only older
    rules have read: whether the vendor moved or our reading, nobody can tell.
    """
    own = [event for event in past.events if not event.archived]
    if not own:
        return ()
    seen = derived
    if len(own) < len(past.events):
        looked = replace(past, events=[*own, *_once_more(own, past)])
        seen = ledger(looked, question_status)
    fresh = [
        change
        for change in seen.changes
        if seen.deciding[change.id].sequence > told_to
        and change.id not in seen.introducing
        and not _after_kept(change, past)
    ]
    counterparts = _Counterparts(derived, seen, own)
    found = (counterparts.of(change) for change in fresh)
    return tuple({change.id: change for change in found if change is not None}.values())


def _after_kept(change: Change, past: History) -> bool:
    """Whether the last that its source said before is what older rules had read there."""
    if not any(said.kept for said in past.documents.values()):
        return False
    said = {
        event.captured_at: event.document
        for event in past.events
        if event.source_id == change.source_id and event.captured_at < change.captured_at and event.document
    }
    last = past.documents.get(said[max(said)]) if said else None
    return last is not None and last.kept


def _once_more(own: Sequence[Event], past: History) -> list[Event]:
    """The next look at every source, finding what the newest found; after a wall, one more that finds the page of before."""
    newest: dict[str, Event] = {}
    healthy: dict[str, Event] = {}
    for event in in_order(own):
        newest[event.source_id] = event
        if event.outcome.healthy:
            healthy[event.source_id] = event
    interval = past.policy.interval
    at = max(event.captured_at for event in own) + interval
    behind = [event for source, event in healthy.items() if event is not newest[source]]
    return [
        *(replace(event, captured_at=at, sequence=AGAIN) for event in newest.values()),
        *(replace(event, captured_at=at + interval, sequence=AGAIN) for event in behind),
    ]


class _Counterparts:
    """Finds for a change that our own captures show the same one in the ledger of all captures."""

    def __init__(self, derived: Ledger, seen: Ledger, own: Sequence[Event]) -> None:
        self.derived = derived
        self.seen = seen
        self.known = {change.id: change for change in derived.changes}
        self.since: dict[str, datetime] = {}
        for event in own:
            if event.outcome.healthy and event.document is not None:
                first = self.since.get(event.source_id, event.captured_at)
                self.since[event.source_id] = min(first, event.captured_at)
        self.alike: dict[About, list[Change]] = {}
        for change in derived.changes:
            self.alike.setdefault(_led_to(change), []).append(change)
        self.moves: dict[About, list[Change]] = {}
        for change in seen.changes:
            self.moves.setdefault(_about(change), []).append(change)

    def of(self, change: Change) -> Change | None:
        """The change as all captures date it; None when they show that there was none, or that no look of ours saw it."""
        same = self.known.get(change.id)
        if same is None:
            earliest = self._earliest(change)
            alike = self.alike.get(_led_to(change), ())
            within = [
                other
                for other in alike
                if earliest is not None
                and max(earliest, self.since.get(other.source_id, earliest)) < other.captured_at
                and other.captured_at <= change.confirmed_at
            ]
            same = within[-1] if within else None
        if same is None or same.id in self.derived.introducing:
            return None
        if self.seen.deciding[change.id].sequence == AGAIN and self.derived.deciding[same.id].archived:
            return None  # nobody but the archive has seen it twice yet
        return same

    def _earliest(self, change: Change) -> datetime | None:
        """The change happened after this: our first look, and what we saw happen to the same thing before."""
        first = (
            min(self.since.values(), default=None) if change.question else self.since.get(change.source_id)
        )
        of_it = {_before(change), _after(change)}
        earlier = [
            other.captured_at
            for other in self.moves[_about(change)]
            if _dates(other) < _dates(change) and not of_it.isdisjoint((_before(other), _after(other)))
        ]
        return max((at for at in (first, *earlier) if at is not None), default=None)


def _dates(change: Change) -> tuple[datetime, datetime]:
    return change.captured_at, change.confirmed_at


def _about(change: Change) -> About:
    """What it is about: a question of the program, a source, or what a source states of one thing."""
    if change.question is not None:
        return (change.question,)
    return change.source_id, change.kind, change.subject, change.attribute


def _led_to(change: Change) -> About:
    """What it is about and what it led to, from whatever was before: an archive may know a step between."""
    removed = "removed" if change.type == "requirement_removed" else None
    of_source = change.type if change.type.startswith("source") else None
    return *_about(change), removed or of_source, _after(change)


def _before(change: Change) -> str:
    return json.dumps(change.before, ensure_ascii=False)


def _after(change: Change) -> str:
    """The value that it led to; of a removal the value that went."""
    led_to = change.before if change.type == "requirement_removed" else change.after
    return json.dumps(led_to, ensure_ascii=False)
