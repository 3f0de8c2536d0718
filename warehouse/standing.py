"""What holds for a program at a step of its ledger: the open period of each question and facet, and who says what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.records import Status
from warehouse.steps import RANK

if TYPE_CHECKING:
    from datetime import datetime

    from warehouse.events import Saying
    from warehouse.steps import Move


@dataclass(slots=True)
class Open:
    """The period that holds so far."""

    status: Status
    valid_from: datetime
    recorded_at: datetime
    move: Move | None
    saying: Saying | None
    snapshot: str | None


@dataclass(slots=True)
class Sayings:
    """What each source says on a facet, and when any of them last began or ceased to say something."""

    official: dict[str, Move] = field(default_factory=dict)
    press: dict[str, Move] = field(default_factory=dict)
    spoken_until: datetime | None = None

    def best(self) -> tuple[Status, Move | None]:
        """The status for the program, and the move that brought it."""
        said = sorted(
            self.official.values(), key=lambda m: (RANK[m.new], m.first.captured_at, m.first.source_id)
        )
        if said and said[0].new is not Status.UNDOCUMENTED:
            return said[0].new, said[0]
        reports = [m for m in self.press.values() if m.new is Status.DOCUMENTED]
        if reports:
            return Status.REPORTED, min(reports, key=lambda m: (m.first.captured_at, m.first.source_id))
        return (Status.UNDOCUMENTED, None) if said else (Status.UNKNOWN, None)
