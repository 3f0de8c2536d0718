"""What goes into the warehouse and comes out of it. Instants are aware datetimes in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from pathlib import Path

    from extractors.catalogue import Source
    from extractors.records import Outcome, Reading, Response, Value

ChangeType: TypeAlias = Literal[
    "requirement_added",
    "requirement_changed",
    "requirement_removed",
    "gap_closed",
    "gap_narrowed",
    "gap_widened",
    "gap_reopened",
    "source_lost",
    "source_back",
]


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt to get a source, judged. `started_at` is also the capture time of the bytes it brought.

    `response` is None when nothing came. `digest` is the canonical digest of a healthy document; `reading` is needed
    only when the warehouse did not know that digest; `archive` is the WARC file or the web archive's host that the
    attempt was taken from, `memento` where in it (the record's offset, or the memento's address).
    `confirms` is the snapshot whose validators were sent, when the server answered that it still stands (304).
    `entry` is the source that this is a capture of where that is one entry of a feed: it becomes known with it.
    """

    source_id: str
    url: str
    started_at: datetime
    finished_at: datetime
    tries: int
    run_id: str
    outcome: Outcome
    reason: str
    response: Response | None
    digest: str | None = None
    reading: Reading | None = None
    archive: str | None = None
    confirms: str | None = None
    memento: str | None = None
    entry: Source | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest healthy capture of a source: what a conditional request and the reading step start from.

    `final_url` is the address that answered, after redirects: validators are of that address only.
    """

    etag: str | None
    last_modified: str | None
    snapshot: str
    document: str | None
    captured_at: datetime
    final_url: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """When a difference counts.

    A fall or a removal needs `confirmations` healthy captures, the last at least `interval` after the first (who sets it
    leaves room for schedules that jitter); `lost_after` failed attempts of any kind make a source lost. `live` says whether
    changes are owed to people: imports and rebuilds are not live. `commitment_days` are days before a promised date at which
    people are reminded of it, 0 for when it has passed.
    """

    confirmations: int
    interval: timedelta
    lost_after: int
    live: bool
    commitment_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A difference over time that matters; dated by the first capture that showed it.

    `confirmed_at` is the time of the capture that decided it, `recorded_at` when that became known here. For `gap_*`,
    `before` and `after` are statuses. `quote` stands in `quoted_from`, which for a removal or a fall is an earlier
    snapshot than `snapshot`; `proof` then lists the snapshots that do not say it any more. `comparators` of the values
    before and after are for letters ("at least 10"); they are not stored.
    """

    id: str
    program: str
    source_id: str
    source_url: str
    captured_at: datetime
    confirmed_at: datetime
    recorded_at: datetime
    type: ChangeType
    question: str | None
    kind: str | None
    subject: str | None
    attribute: str | None
    before: Value
    after: Value
    unit: str | None
    quote: str | None
    snapshot: str | None
    quoted_from: str | None = None
    proof: tuple[str, ...] = ()
    comparators: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Alert:
    """What is owed to people: everything that a reader needs is in `payload` (JSON).

    `owed_to` are the channels that have not had it yet, when they were asked for.
    """

    id: str
    type: Literal["digest", "summary", "reminder"]
    created_at: datetime
    run_id: str
    payload: str
    owed_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a re-reading of history did: captures judged again; documents and changes there are now.

    `damaged` are lines for people on captures that could not be judged again; `rereading` is the number of its report.
    """

    captures: int
    documents: int
    changes: int
    damaged: tuple[str, ...]
    rereading: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import took and left. `faults` are lines for people, each with its file and offset.

    `waiting` are revisits and redirects of sources, of this import and those before, for which nothing holds what they
    repeat or lead to; an archive that does may come later.
    """

    files: int
    records: int
    captures: int
    outcomes: dict[str, int]
    unclaimed: int
    changes: int
    faults: tuple[str, ...]
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote."""

    files: tuple[Path, ...]
