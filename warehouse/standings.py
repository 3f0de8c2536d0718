"""How one source stands on each facet: it rises at once, and falls when enough captures lack the answer. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from extractors.records import Status
from warehouse.absences import snapshots_of
from warehouse.steps import RANK, Move, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from warehouse.absences import Absence
    from warehouse.elsewhere import Elsewhere
    from warehouse.events import Event, FacetKey, History, Said, Saying, Watched

ANNOUNCED: Final = "commitments"
"""The question that the vendor answers by announcing. A promise is made in the news; all else must stand on a page."""
Between: TypeAlias = "tuple[Event, Event, Event | None]"
"""When something was so first, when that was decided, and the newest healthy capture before."""


class Standings:
    """Steps over the healthy captures of one source; ask `moves` afterwards.

    `current` is what it is taken to say on each, `waiting` are the facets that stand higher than the newest capture says.
    `confirmed` says whether captures are enough to believe an absence.
    """

    def __init__(
        self,
        watched: Watched,
        history: History,
        elsewhere: Elsewhere,
        confirmed: Callable[[list[Event]], bool],
    ) -> None:
        self.watched, self.elsewhere, self.confirmed = watched, elsewhere, confirmed
        self.facets = [(q.key, f.key) for q in history.catalogue.questions for f in q.facets]
        self.moves: list[Move] = []
        self.waiting: set[FacetKey] = set()
        self.current: dict[FacetKey, Standing] = {}

    def begin(self, event: Event, said: Said, *, introduced: bool) -> None:
        """Take in the first capture."""
        for key in self.facets:
            saying = self._saying(key, said)
            status = saying.status if saying else Status.UNDOCUMENTED
            self.current[key] = Standing(status, saying, event.snapshot)
            self.moves.append(
                Move(key, None, status, event, event, None, saying, event.snapshot, introduced=introduced)
            )

    def step(self, event: Event, said: Said, before: Event | None) -> None:
        """Take in a capture of another document; `before` is the newest healthy one until now."""
        for key in self.facets:
            self._facet(key, event, self._saying(key, said), before)

    def again(self, event: Event, said: Said, before: Event | None) -> None:
        """Take in the document of before, seen once more: only what waits for confirmation can move."""
        for key in sorted(self.waiting):
            self._facet(key, event, self._saying(key, said), before)

    def fall_all(self, absence: Absence, before: Event | None) -> None:
        """The source says itself that it is no more: its answers fall."""
        for key, standing in self.current.items():
            if standing.status is not Status.UNDOCUMENTED:
                between = (absence.first, absence.decided, before)
                self._move(
                    key, standing, Status.UNDOCUMENTED, between, (None, absence.first.snapshot), absence.proof
                )
            standing.lower.clear()
        self.waiting.clear()

    def _saying(self, key: FacetKey, said: Said) -> Saying | None:
        """What a document says on a facet: of most questions the vendor's news only mention what they state."""
        saying = said.facets.get(key)
        mentions_only = self.watched.official and self.watched.announcement and key[0] != ANNOUNCED
        if mentions_only and saying is not None and saying.status is Status.DOCUMENTED:
            return replace(saying, status=Status.MENTIONED)
        return saying

    def _facet(self, key: FacetKey, event: Event, saying: Saying | None, before: Event | None) -> None:
        standing = self.current[key]
        status = saying.status if saying else Status.UNDOCUMENTED
        if RANK[status] <= RANK[standing.status]:
            self._rise(key, standing, status, (event, event, before), saying)
        elif not self.watched.feed:
            self.waiting.add(key)
            if self.elsewhere.worded(key, standing, self.watched.id):
                standing.lower.clear()
                return
            standing.lower.append((event, status, saying))
            self._fall(key, standing, event, before)

    def _rise(
        self, key: FacetKey, standing: Standing, status: Status, between: Between, saying: Saying | None
    ) -> None:
        standing.lower.clear()
        self.waiting.discard(key)
        snapshot = between[0].snapshot or standing.snapshot
        if status is not standing.status:
            self._move(key, standing, status, between, (saying, snapshot), ())
        standing.saying, standing.snapshot = saying, snapshot

    def _fall(self, key: FacetKey, standing: Standing, event: Event, before: Event | None) -> None:
        """To the best of what the lower captures say, when they are enough; what is lower still goes on waiting."""
        lower = standing.lower
        if not self.confirmed([seen for seen, _, _ in lower]):
            return
        best = min((status for _, status, _ in lower), key=RANK.__getitem__)
        last = max(n for n, (_, status, _) in enumerate(lower) if status is best)
        seen, _, saying = next(entry for entry in lower if entry[1] is best)
        proof = snapshots_of([event for event, _, _ in lower])
        self._move(key, standing, best, (lower[0][0], event, before), (saying, seen.snapshot), proof)
        standing.snapshot = seen.snapshot or standing.snapshot
        standing.lower = lower[last + 1 :]
        if not standing.lower:
            self.waiting.discard(key)

    def _move(  # noqa: PLR0913, PLR0917 - the parts of a move
        self,
        key: FacetKey,
        standing: Standing,
        status: Status,
        between: Between,
        evidence: tuple[Saying | None, str | None],
        proof: tuple[str, ...],
    ) -> None:
        first, decided, before = between
        saying, snapshot = evidence
        self.moves.append(
            Move(
                key, standing.status, status, first, decided, before, saying, snapshot,
                standing.saying, standing.snapshot, proof,
            )
        )  # fmt: skip
        standing.status, standing.saying = status, saying
