"""The history of one source: what it states, since when, and what changed. Pure; steps over events in their order.

A step over an unchanged capture is near free: the document is the one of before and nothing waits for confirmation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from warehouse.absences import Absence, Absences, snapshots_of
from warehouse.identity import Difference, difference, matching, told_value
from warehouse.likeness import NAMES
from warehouse.standings import Standings
from warehouse.steps import Held, Period, Told
from warehouse.wording import Wording, only_read_otherwise

if TYPE_CHECKING:
    from datetime import datetime

    from extractors.records import Requirement
    from warehouse.elsewhere import Elsewhere
    from warehouse.events import Event, History, Said, Watched
    from warehouse.steps import Move


class SourceLedger:
    """Steps over the events of one source and keeps what they meant. Ask `told`, `moves` and `periods` afterwards.

    `was_absent` says that the source was known not to be there before its first event.
    """

    def __init__(
        self, watched: Watched, history: History, elsewhere: Elsewhere, *, was_absent: bool = False
    ) -> None:
        self.watched = watched
        self.elsewhere = elsewhere
        self.documents = history.documents
        self.policy = history.policy
        self.standings = Standings(watched, history, elsewhere, self._confirmed)
        self.told: list[Told] = []
        self.names: list[Told] = []  # that stand on another page: no news where sentences went the same way
        self.went: set[tuple[datetime, datetime]] = (
            set()
        )  # when sentences went to another page, or came from one
        self.periods: list[Period] = []
        self.held: dict[str, Held] = {}
        self.missing: dict[str, list[Event]] = {}
        self.document: str | None = None
        self.healthy: Event | None = None  # the newest healthy event
        self.home: str | None = None  # where the page was when it last held its answers
        self.withdrawn = False
        self.was_absent = was_absent  # before the first healthy capture
        self.told_lost = False
        self.absences = Absences(history.policy)
        self.identities: dict[str, int] = {}

    @property
    def moves(self) -> list[Move]:
        """How the source's standing on facets moved, in the order in which it did."""
        return self.standings.moves

    @property
    def quiet(self) -> bool:
        """Whether another capture of the same document could change nothing."""
        return (
            not (self.missing or self.standings.waiting or self.absences.busy or self.withdrawn)
            and self.healthy is not None
        )

    @property
    def there(self) -> bool:
        """Whether the page was there when it was asked for last, or is not known to be gone."""
        return not (self.withdrawn or self.absences.lost)

    def step(self, event: Event) -> None:
        """Take in the next event; events come in order of capture."""
        if not event.outcome.healthy:
            self._step_absent(event)
            return
        absence = self.absences.back(event)
        if absence is not None and self.told_lost:
            self._note("source_back", absence)
            self.told_lost = False
        document = event.document or self.document
        if document is None or document not in self.documents:
            return
        if document != self.document or self.withdrawn:
            self._step_new(event, document)
        elif self.missing or self.standings.waiting:
            self._step_again(event)
        self.healthy = event
        if not (self.missing or self.standings.waiting):
            self.home = event.moved_to

    def close(self) -> None:
        """After the last event: what still holds has no end."""
        for held in self.held.values():
            self._end(held, None)
        self.told += [replace(told, elsewhere=_step_of(told) in self.went) for told in self.names]

    # -- absence of the page -------------------------------------------------------------------------------------

    def _step_absent(self, event: Event) -> None:
        self.was_absent = self.was_absent or event.absent
        lost = self.absences.step(event)
        if lost is not None and self._missed(event):
            self._note("source_lost", lost)
            self.told_lost = True
        if self.withdrawn or self.healthy is None:
            return
        withdrawn = self.absences.withdrawn()
        if withdrawn is not None:
            self.withdrawn = True
            self._fall_all(withdrawn)

    def _missed(self, event: Event) -> bool:
        """Whether anything is lost with the page: not where another page is the same one, or states all that it stated.

        Of a page that was never had a wall before it is told; that it is not there is not.
        """
        if self.healthy is None:
            return not event.absent
        if self.elsewhere.shown(self.document, self.watched.id):
            return False
        held = [one.requirement for one in self.held.values() if not one.ended]
        return not held or not all(self.elsewhere.stated(one, self.watched.id) for one in held)

    def _note(self, kind: Literal["source_lost", "source_back"], absence: Absence) -> None:
        self.told.append(Told(kind, absence.first, absence.decided, self.healthy, kind, proof=absence.proof))

    def _fall_all(self, absence: Absence) -> None:
        """The source says itself that it is no more: its answers fall, and what it stated ends."""
        self.standings.fall_all(absence, self.healthy)
        self.missing.clear()
        for held in self.held.values():
            self._end(held, absence.first)

    # -- healthy captures ----------------------------------------------------------------------------------------

    def _step_new(self, event: Event, document: str) -> None:
        said = self.documents[document]
        if self.document is None:
            self._baseline(event, document, said)
        else:
            self._requirements(event, document, said)
            self.standings.step(event, said, self.healthy)
        self.document = document
        self.withdrawn = False

    def _step_again(self, event: Event) -> None:
        """The document of before, seen once more: only what waits for confirmation can move."""
        said = self.documents[self.document or ""]
        for identity in list(self.missing):
            self._lack(identity, event)
        self.standings.again(event, said, self.healthy)

    def _baseline(self, event: Event, document: str, said: Said) -> None:
        for n, requirement in enumerate(said.requirements):
            self._hold(event, document, n, requirement)
        self.standings.begin(event, said, introduced=not (self.was_absent or self.watched.discovered))

    def _requirements(self, event: Event, document: str, said: Said) -> None:
        identities = list(self.held)
        found = matching([self.held[i].requirement for i in identities], said.requirements)
        before, after = Wording(self.documents[self.document or ""].text), Wording(said.text)
        for i, j in found.pairs:
            self._keep(identities[i], event, document, j, said.requirements[j])
        for j in found.added:
            held = self._hold(event, document, j, said.requirements[j])
            if j in found.echoes or only_read_otherwise(held.requirement, after, before):
                continue
            self._tell(
                Told(
                    "requirement_added", event, event, self.healthy, held.identity, held.requirement,
                    Difference("", None, told_value(held.requirement)), event.snapshot,
                    comparators=(None, held.requirement.comparator),
                ),
                self.elsewhere.stated_before(held.requirement, self.watched.id, self._before(event)),
            )  # fmt: skip
        for i in found.missing:
            held = self.held[identities[i]]
            if i in found.merged or only_read_otherwise(held.requirement, before, after):
                self.missing.pop(identities[i], None)
                self._end(self.held.pop(identities[i]), event)
            else:
                self._lack(identities[i], event)

    def _before(self, event: Event) -> datetime:
        """By when another page must have stated what is new here: by our last look, or in the same round as that."""
        seen = self.healthy.captured_at if self.healthy else event.captured_at
        round_ = self.policy.interval / 2
        return max(seen, min(seen + round_, event.captured_at - round_))

    def _keep(
        self, identity: str, event: Event, document: str, ordinal: int, requirement: Requirement
    ) -> None:
        held = self.held[identity]
        self.missing.pop(identity, None)
        differs = difference(held.requirement, requirement)
        if differs is None and not self.withdrawn:
            held.requirement, held.stated_by = requirement, event
            return
        if differs is not None:
            compared = (held.requirement.comparator, requirement.comparator)
            self.told.append(
                Told(
                    "requirement_changed", event, event, self.healthy, identity, requirement, differs, event.snapshot,
                    comparators=(None, None) if differs.field else compared,
                )
            )  # fmt: skip
        self._end(held, event)
        self.held[identity] = Held(identity, requirement, event, event, document, ordinal)

    def _hold(self, event: Event, document: str, ordinal: int, requirement: Requirement) -> Held:
        name = "|".join((requirement.kind, " ".join(requirement.subject.casefold().split()), requirement.key))
        number = self.identities[name] = self.identities.get(name, 0) + 1
        identity = f"{name}|{number}"
        self.held[identity] = Held(identity, requirement, event, event, document, ordinal)
        return self.held[identity]

    def _lack(self, identity: str, event: Event) -> None:
        """A healthy capture does not state it. A feed only shows its newest items, so there that means nothing."""
        if self.watched.feed:
            return
        lacking = self.missing.setdefault(identity, [])
        lacking.append(event)
        if not self._confirmed(lacking):
            return
        held = self.held.pop(identity)
        del self.missing[identity]
        self._end(held, lacking[0])
        if self.withdrawn:
            return
        self._tell(
            Told(
                "requirement_removed", lacking[0], event, self.healthy, identity, held.requirement,
                Difference("", told_value(held.requirement), None), held.stated_by.snapshot, snapshots_of(lacking),
                comparators=(held.requirement.comparator, None),
            ),
            self.elsewhere.stated(held.requirement, self.watched.id),
        )  # fmt: skip

    def _tell(self, told: Told, elsewhere: bool) -> None:  # noqa: FBT001 - what another page says of it
        """Note what came or went, and whether it only went from page to page; names do when sentences do so with them."""
        if not elsewhere:
            self.told.append(told)
        elif told.requirement is not None and told.requirement.kind in NAMES:
            self.names.append(told)
        else:
            self.told.append(replace(told, elsewhere=True))
            self.went.add(_step_of(told))

    def _end(self, held: Held, event: Event | None) -> None:
        if held.ended:
            return
        held.ended = True
        until = event.captured_at if event else None
        self.periods.append(
            Period(
                held.identity, self.watched.id, held.since.captured_at, until, held.document, held.ordinal,
                held.since.snapshot or "",
            )
        )  # fmt: skip

    # -- confirmation --------------------------------------------------------------------------------------------

    def _confirmed(self, events: list[Event]) -> bool:
        """Whether these captures are enough to believe an absence."""
        if len(events) < self.policy.confirmations:
            return False
        moved = [event.moved_to for event in events if event.moved_to and event.moved_to != self.home]
        if len(moved) >= self.policy.confirmations:
            return True
        return self.absences.confirms(events[0], events[-1])


def _step_of(told: Told) -> tuple[datetime, datetime]:
    """When it was so first, and when that was decided."""
    return told.first.captured_at, told.decided.captured_at
