"""When a source counts as lost, and when as withdrawn by its own word. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.events import Event
    from warehouse.records import Policy


@dataclass(frozen=True, slots=True)
class Absence:
    """A run of failed attempts that was believed: its first, and the one that decided it."""

    first: Event
    decided: Event
    proof: tuple[str, ...]


class Absences:
    """Counts failed attempts of one source since its last healthy capture."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.failed: list[Event] = []  # since the last healthy capture; cut once the source counts as lost
        self.absent: list[Event] = []  # the newest of them in a row that say "not there"
        self.gone: list[Event] = []  # the newest in a row in which the source itself says so
        self.lost = False

    @property
    def busy(self) -> bool:
        """Whether anything is being counted."""
        return self.lost or bool(self.failed)

    def confirms(self, first: Event, last: Event) -> bool:
        """Whether two captures are far enough apart to believe the second; one alone suffices where one confirms."""
        return self.policy.confirmations == 1 or self._apart(first, last, 1)

    def step(self, event: Event) -> Absence | None:
        """Take in a failed attempt; the absence when it makes the source lost, once."""
        _extend(self.absent, event, counts=event.absent)
        _extend(self.gone, event, counts=event.withdrawn)
        if self.lost:
            return None
        self.failed.append(event)
        not_there = len(self.absent) >= self.policy.confirmations
        if not_there and (self.confirms(self.absent[0], event) or self.withdrawn()):
            return self._lost(self.absent, event)
        enough = len(self.failed) >= self.policy.lost_after
        if enough and self._apart(self.failed[0], event, self.policy.lost_after - 1):
            return self._lost(self.failed, event)
        return None

    def _apart(self, first: Event, last: Event, intervals: int) -> bool:
        return last.captured_at - first.captured_at >= self.policy.interval * intervals

    def withdrawn(self) -> Absence | None:
        """The absence when the source itself said often enough that its page is no more."""
        if len(self.gone) < self.policy.confirmations:
            return None
        return _absence(self.gone, self.gone[-1])

    def back(self, event: Event) -> Absence | None:
        """Take in a healthy capture; an absence (that capture) when the source was lost."""
        was_lost, self.lost = self.lost, False
        self.failed, self.absent, self.gone = [], [], []
        return Absence(event, event, ()) if was_lost else None

    def _lost(self, events: list[Event], decided: Event) -> Absence:
        self.lost = True
        absence = _absence(events, decided)
        self.failed = []
        return absence


def _extend(events: list[Event], event: Event, *, counts: bool) -> None:
    """Add to a run of events, or end it."""
    if counts:
        events.append(event)
    else:
        events.clear()


def _absence(events: list[Event], decided: Event) -> Absence:
    return Absence(events[0], decided, snapshots_of(events))


def snapshots_of(events: list[Event]) -> tuple[str, ...]:
    """The bytes that these brought, each once, in the order of the events."""
    return tuple(dict.fromkeys(event.snapshot for event in events if event.snapshot))
