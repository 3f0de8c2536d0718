"""Which changes people are told: what our own captures show. Pure.

An archive corrects the date of a change and never makes an alert. So the ledger is derived once more from our own captures
alone; what that one shows is told, as the ledger of all captures has it. Nothing from before our first capture can be among
it, and nothing that only an archive saw.

Told is the difference of what is shown now and what the captures settled before show, both by the rules of today: so other
rules are no news, and a date that an import corrects is none either.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from warehouse.events import in_order
from warehouse.ledger import ledger
from warehouse.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from warehouse.derived import Ledger
    from warehouse.events import Event, History
    from warehouse.ledger import QuestionStatus
    from warehouse.records import Change

AGAIN = sys.maxsize
"""Sequence of a look that has not been taken yet."""
INSTANT = timedelta(microseconds=1)
About: TypeAlias = tuple[str | None, ...]


def to_tell(
    past: History, derived: Ledger, told_to: int, question_status: QuestionStatus
) -> tuple[Change, ...]:
    """Changes of `derived`, the ledger of `past`, that our own captures show and those up to the sequence `told_to` did not.

    Also those that the next look will show when it finds what the newest found, and that captures from an archive let us
    decide already. A page that is seen for the first time shows what may have stood there for years and is no news; one
    that was absent before is. Nor is what follows on a capture that only older rules have read, when it may have stood
    there already: whether the vendor moved or our reading, nobody can tell.
    """
    if any(event.archived for event in past.events):
        found = _news(past, derived, told_to, question_status)
    else:
        found = [
            change
            for change in derived.changes
            if derived.deciding[change.id].sequence > told_to and change.id not in derived.untold
        ]
    kept = {document for document, said in past.documents.items() if said.kept}
    return tuple(change for change in found if not (kept and _read_otherwise(change, past)))


# -- beside an archive ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shown:
    """What our own captures show: their ledger, and by its ids what of it the ledger of all captures has as well."""

    ours: Ledger
    changes: Mapping[str, Change]


def _news(past: History, derived: Ledger, told_to: int, question_status: QuestionStatus) -> list[Change]:
    """What our own captures show beside those of an archive, and did not show when people were told last."""
    settled = replace(past, events=[event for event in past.events if event.sequence <= told_to])
    before = _shown(settled, ledger(settled, question_status), question_status)
    now = _shown(past, derived, question_status)
    fresh = {change.id: change for key, change in now.changes.items() if key not in before.changes}
    fresh |= {change.id: change for change in _taken_back(before, now, derived, told_to)}
    return list(fresh.values())


def _shown(past: History, derived: Ledger, question_status: QuestionStatus) -> _Shown:
    own = [event for event in past.events if not event.archived]
    ours = ledger(replace(past, events=[*own, *_once_more(own, past)]), question_status)
    counterparts = _Counterparts(derived, ours, own)
    found = {change.id: counterparts.of(change) for change in ours.changes if change.id not in ours.untold}
    return _Shown(ours, {key: change for key, change in found.items() if change is not None})


def _taken_back(before: _Shown, now: _Shown, derived: Ledger, told_to: int) -> list[Change]:
    """What a look of ours found back that people had been told to be otherwise, on the word of an archive beside our own.

    Our own captures alone show neither: they missed it but once.
    """
    still = {change.id for change in now.ours.changes}
    assumed = {
        (*_about(change), json.dumps(change.after)): change.type
        for change in before.ours.changes
        if change.id in before.changes and change.id not in still
    }
    found = []
    for change in derived.changes:
        was = assumed.get((*_about(change), json.dumps(change.before)), change.type)
        decided = derived.deciding[change.id]
        if was != change.type and decided.sequence > told_to and not decided.archived:
            found.append(change)
    return found


def _once_more(own: Sequence[Event], past: History) -> list[Event]:
    """The next look at every source, finding what the newest found; after a wall, one more that finds the page of before.

    One source after the other, as in a run.
    """
    newest: dict[str, Event] = {}
    healthy: dict[str, Event] = {}
    for event in in_order(own):
        newest[event.source_id] = event
        if event.outcome.healthy:
            healthy[event.source_id] = event
    if not newest:
        return []
    interval = past.policy.interval
    at = max(event.captured_at for event in own) + interval
    behind = [event for source, event in healthy.items() if event is not newest[source]]
    looks = [(at, event) for event in newest.values()] + [(at + interval, event) for event in behind]
    return [
        replace(event, captured_at=time + INSTANT * n, sequence=AGAIN)
        for n, (time, event) in enumerate(looks)
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
        if same is None or same.id in self.derived.untold:
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


# -- behind a capture that only older rules have read --------------------------------------------------------------


def _read_otherwise(change: Change, past: History) -> bool:
    """Whether a change follows on what only older rules have read, and its words may have been there, or are still.

    What appears must not stand in the text of before, what went not in the text of now.
    """
    if change.type.startswith("source"):
        return False
    said = {
        event.captured_at: event.document
        for event in past.events
        if event.source_id == change.source_id and event.document in past.documents
    }
    last = max((at for at in said if at < change.captured_at), default=None)
    if last is None or not past.documents[said[last] or ""].kept:
        return False
    now = min((at for at in said if at >= change.captured_at), default=last)
    went = change.type in ("requirement_removed", "gap_widened", "gap_reopened")
    compared = past.documents[said[now if went else last] or ""]
    return not change.quote or Wording(compared.text).has(change.quote)


# -- what a change is about ----------------------------------------------------------------------------------------


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
