"""The ledger of a program: coverage over time, and every change. A pure function of its captures in their order.

Late imports and rebuilds give the same ledger, because nothing depends on the order in which captures became known.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

from extractors.records import Status
from warehouse.derived import Coverage, Ledger
from warehouse.elsewhere import Elsewhere
from warehouse.events import in_order
from warehouse.listings import Listings
from warehouse.records import Change
from warehouse.source_ledger import SourceLedger
from warehouse.standing import Open, Sayings
from warehouse.steps import RANK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from extractors.catalogue import Question
    from extractors.records import Value
    from warehouse.derived import Read
    from warehouse.events import Event, History
    from warehouse.records import ChangeType
    from warehouse.steps import Move, Told

    QuestionStatus: TypeAlias = Callable[[Question, Mapping[str, Status]], Status]


def ledger(history: History, question_status: QuestionStatus) -> Ledger:
    """Derive the ledger of one program; events may be given in any order."""
    program = _Program(history, question_status)
    for event in in_order(history.events):
        program.step(event)
    return program.result()


class _Program:
    """Steps over all events of a program in the order of history."""

    def __init__(self, history: History, question_status: QuestionStatus) -> None:
        self.history = history
        self.question_status = question_status
        self.sources: dict[str, SourceLedger] = {}
        self.listings = Listings(history)
        self.elsewhere = Elsewhere(self.sources, history.documents)
        self.seen_moves: dict[str, int] = {}
        self.facets = {(q.key, f.key): Sayings() for q in history.catalogue.questions for f in q.facets}
        self.open: dict[tuple[str, str | None], Open] = {}
        self.closed: list[tuple[tuple[str, str | None], Open, datetime]] = []
        self.gaps: dict[tuple[str, datetime, datetime], tuple[Status, Change, Event]] = {}
        self.untold: set[str] = set()
        self.reads: dict[str, list[Read]] = {}
        self.baseline_until: datetime | None = None

    def step(self, event: Event) -> None:
        """Take in the next event."""
        if not self.open:
            self._begin(event)
        watched = self.history.sources[event.source_id]
        source = self.sources.get(event.source_id)
        if source is None:
            source = self.sources[event.source_id] = SourceLedger(
                watched, self.history, self.elsewhere, was_absent=self.listings.new(watched, event)
            )
        source.step(event)
        self.listings.step(watched, event)
        if watched.official and not watched.listed_by and event.outcome.healthy and source.healthy is event:
            self._read(event)
        first_new = self.seen_moves.get(event.source_id, 0)
        if len(source.moves) > first_new:
            self.seen_moves[event.source_id] = len(source.moves)
            self._apply(source.moves[first_new:], event, official=watched.official)

    def _begin(self, event: Event) -> None:
        for question in self.history.catalogue.questions:
            for facet in (*(f.key for f in question.facets), None):
                self.open[(question.key, facet)] = Open(
                    Status.UNKNOWN, event.captured_at, event.recorded_at, None, None, None
                )

    def _read(self, event: Event) -> None:
        reads = self.reads.setdefault(event.source_id, [])
        snapshot = event.snapshot or (reads[-1][2] if reads else None)
        reads.append((event.source_id, event.captured_at, snapshot))
        if self.baseline_until is None:
            self.baseline_until = event.captured_at + self.history.policy.interval / 2

    # -- coverage ------------------------------------------------------------------------------------------------

    def _apply(self, moves: Sequence[Move], event: Event, *, official: bool) -> None:
        moved: dict[str, list[Move]] = {}
        for move in moves:
            facet = self.facets[move.facet]
            (facet.official if official else facet.press)[event.source_id] = move
            if self._move_facet(move, facet):
                moved.setdefault(move.facet[0], []).append(move)
        for question in self.history.catalogue.questions:
            if question.key in moved:
                self._move_question(question, moved[question.key], event)

    def _move_facet(self, move: Move, facet: Sayings) -> bool:
        """Bring the program's status of a facet up to date; whether it moved."""
        status, best = facet.best()
        before = self.open[move.facet].status
        at = move.first.captured_at
        fell = RANK[status] > RANK[before]
        if fell and facet.spoken_until is not None:
            at = max(at, facet.spoken_until)  # another source still said it after this one had ceased to
        if move.old is not None or move.new is not Status.UNDOCUMENTED:
            facet.spoken_until = max(at, facet.spoken_until or at)
        if status is before:
            return False
        self._set(move.facet, status, at, move, best)
        return True

    def _move_question(self, question: Question, moves: list[Move], event: Event) -> None:
        statuses = {facet.key: self.open[(question.key, facet.key)].status for facet in question.facets}
        status = self.question_status(question, statuses)
        key = (question.key, None)
        before = self.open[key].status
        if status is before:
            return
        better = RANK[status] < RANK[before]
        alike = [m for m in moves if (RANK[m.new] < RANK[m.old or Status.UNKNOWN]) is better] or moves
        deciding = min(alike, key=lambda m: self._weight(question, m, better=better))
        at = max(self.open[m.facet].valid_from for m in alike)
        _, best = self.facets[deciding.facet].best()
        self._set(key, status, at, deciding, best if better else None)
        # A first run reads many pages one after the other: what they say at first is where the program starts from.
        starting = self.baseline_until is None or event.captured_at < self.baseline_until
        found = self.history.sources[event.source_id].discovered
        silent = starting and not found and all(move.old is None for move in moves)
        if before is not Status.UNKNOWN and not silent:
            self._gap(question, before, deciding, event)

    def _weight(self, question: Question, move: Move, *, better: bool) -> tuple[bool, int, int]:
        """Required facets first, then those that say most, then the order of the catalogue."""
        places = {facet.key: n for n, facet in enumerate(question.facets)}
        place = places[move.facet[1]]
        told = move.new if better else (move.old or Status.UNKNOWN)
        return not question.facets[place].required, RANK[told], place

    def _set(
        self, key: tuple[str, str | None], status: Status, at: datetime, move: Move, best: Move | None
    ) -> None:
        """Begin a new period; one that would have no length gives way."""
        before = self.open[key]
        at = max(at, before.valid_from)
        if at > before.valid_from:
            self.closed.append((key, before, at))
        saying = best.saying if best else None
        snapshot = best.snapshot if best and saying else None
        self.open[key] = Open(status, at, _recorded(move.decided, move.before_that), best, saying, snapshot)

    def _gap(self, question: Question, before: Status, move: Move, event: Event) -> None:
        """One change for each question and capture time: sources captured at one instant move it together.

        A later capture undoes an earlier change by one of its own, even when both are dated alike: people heard of it.
        """
        now = self.open[(question.key, None)]
        recorded_at = now.recorded_at
        place = question.key, now.valid_from, event.captured_at
        if (earlier := self.gaps.pop(place, None)) is not None:
            before, recorded_at = earlier[0], max(earlier[1].recorded_at, recorded_at)
        if before is now.status:
            return
        rises = RANK[now.status] < RANK[before]
        saying, quoted_from = (move.saying, move.snapshot) if rises else (move.last, move.last_snapshot)
        change = self._change(
            _gap_type(before, now.status), move.first, event, recorded_at, question.key,
            question=question.key, before=before.value, after=now.status.value,
            quote=saying.quote if saying else None, quoted_from=quoted_from if saying else None,
            proof=move.proof, at=now.valid_from,
        )  # fmt: skip
        self.gaps[place] = (before, change, event)
        if move.introduced:
            self.untold.add(change.id)

    # -- changes -------------------------------------------------------------------------------------------------

    def _told(self, told: Told) -> Change:
        r, d = told.requirement, told.difference
        attribute = f"{r.attribute} ({d.field})" if r and d and d.field else (r.attribute if r else None)
        return self._change(
            told.type, told.first, told.decided, _recorded(told.decided, told.before_that), told.identity,
            kind=r.kind if r else None, subject=r.subject if r else None, attribute=attribute,
            before=d.before if d else None, after=d.after if d else None, unit=r.unit if r else None,
            quote=r.quote if r else None, quoted_from=told.quoted_from, proof=told.proof,
            comparators=told.comparators,
        )  # fmt: skip

    def _change(  # noqa: PLR0913 - one place where the record is put together
        self, kind_of: ChangeType, first: Event, decided: Event, recorded_at: datetime, identity: str, *,
        question: str | None = None, kind: str | None = None, subject: str | None = None,
        attribute: str | None = None, before: Value = None, after: Value = None, unit: str | None = None,
        quote: str | None = None, quoted_from: str | None = None, proof: tuple[str, ...] = (),
        at: datetime | None = None, comparators: tuple[str | None, str | None] = (None, None),
    ) -> Change:  # fmt: skip
        captured_at = at or first.captured_at
        named = [
            self.history.program,
            first.source_id,
            captured_at.isoformat(),
            kind_of,
            identity,
            before,
            after,
        ]
        return Change(
            id=hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest(),
            program=self.history.program, source_id=first.source_id,
            source_url=self.history.sources[first.source_id].url,
            captured_at=captured_at, confirmed_at=decided.captured_at, recorded_at=recorded_at, type=kind_of,
            question=question, kind=kind, subject=subject, attribute=attribute, before=before, after=after,
            unit=unit, quote=quote, snapshot=first.snapshot, quoted_from=quoted_from, proof=proof,
            comparators=comparators,
        )  # fmt: skip

    # -- result --------------------------------------------------------------------------------------------------

    def result(self) -> Ledger:
        """What all steps together gave."""
        for source in self.sources.values():
            source.close()
        changes = [(change, event) for _, change, event in self.gaps.values()]
        for told in (told for source in self.sources.values() for told in source.told):
            change = self._told(told)
            changes.append((change, told.decided))
            if told.elsewhere:
                self.untold.add(change.id)
        unique = {change.id: (change, event) for change, event in changes}
        periods = [*self.closed, *((key, period, None) for key, period in self.open.items())]
        return Ledger(
            program=self.history.program,
            changes=tuple(sorted((c for c, _ in unique.values()), key=lambda c: (c.captured_at, c.id))),
            coverage=tuple(
                sorted(
                    (self._coverage(*period) for period in periods),
                    key=lambda c: (c.question, c.facet or "", c.valid_from),
                )
            ),
            periods=tuple(
                sorted(
                    (p for s in self.sources.values() for p in s.periods),
                    key=lambda p: (p.source_id, p.identity, p.valid_from),
                )
            ),
            deciding={key: event for key, (_, event) in unique.items()},
            untold=frozenset(self.untold),
            quiet={
                key: (s.document, s.healthy.captured_at)
                for key, s in sorted(self.sources.items())
                if s.quiet and s.document and s.healthy and not s.healthy.archived
            },
        )

    def _coverage(self, key: tuple[str, str | None], period: Open, until: datetime | None) -> Coverage:
        absent = period.status not in (Status.DOCUMENTED, Status.UNKNOWN)
        return Coverage(
            question=key[0], facet=key[1], status=period.status, valid_from=period.valid_from, valid_to=until,
            recorded_at=period.recorded_at, source_id=period.move.first.source_id if period.move else None,
            snapshot=period.snapshot, document=period.saying.document if period.saying else None,
            quote=period.saying.quote if period.saying else None,
            proof=tuple(self._proof(period.valid_from, until)) if absent else (),
        )  # fmt: skip

    def _proof(self, since: datetime, until: datetime | None) -> list[Read]:
        """For each official source the capture that stood when the period began, or its first one within it."""
        proof = []
        for _, reads in sorted(self.reads.items()):
            place = max(bisect_right(reads, since, key=lambda read: read[1]) - 1, 0)
            if until is None or reads[place][1] < until:
                proof.append(reads[place])
        return proof


def _recorded(decided: Event, before_that: Event | None) -> datetime:
    """When a decision became known: when the later of the captures that it compares was recorded."""
    return max(decided.recorded_at, before_that.recorded_at) if before_that else decided.recorded_at


def _gap_type(before: Status, after: Status) -> ChangeType:
    if after is Status.DOCUMENTED:
        return "gap_closed"
    if before is Status.DOCUMENTED:
        return "gap_reopened"
    return "gap_narrowed" if RANK[after] < RANK[before] else "gap_widened"
