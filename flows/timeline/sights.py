"""What each look at a source showed of each question, and since when a thing had not been seen. Pure but for `looks`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.records import Outcome, Status
from flows import answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

LONG = timedelta(weeks=6)
"""What was not seen for longer than this is shown as such, in table and picture and whatever the span."""
LONG_IN_WORDS = "six weeks"
_OFFICIAL = (Status.DOCUMENTED, Status.PARTIAL, Status.MENTIONED, Status.UNDOCUMENTED)
_ABSENT = (Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404, Outcome.REDIRECT_HOME)

_LOOKS = """
    WITH said AS (
        SELECT document, list(DISTINCT question) FILTER (status = 'documented') AS documented,
            list(DISTINCT question) AS mentioned
        FROM document_facets GROUP BY document
    ), looked AS (
        SELECT source_id, started_at AS at, outcome, sequence,
            last_value(document IGNORE NULLS) OVER (PARTITION BY source_id ORDER BY started_at, sequence) AS document
        FROM fetches_as_of($until) WHERE program = $program
    )
    SELECT l.at, l.source_id, l.outcome, s.standing = 'official' AS official,
        coalesce(d.documented, []) AS documented, coalesce(d.mentioned, []) AS mentioned
    FROM looked AS l JOIN sources AS s ON s.source_id = l.source_id AND s.translation_of = ''
    LEFT JOIN said AS d USING (document)
    ORDER BY l.at, l.source_id, l.sequence
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One attempt to see a source at an instant (UTC), and the questions that the page documented or spoke of."""

    at: datetime
    source: str
    outcome: Outcome
    official: bool
    documented: frozenset[str]
    mentioned: frozenset[str]

    def shows(self, question: str, status: Status) -> bool:
        """Whether the page seen bears out that a question had this status."""
        if not self.outcome.healthy or self.official is not (status in _OFFICIAL):
            return False
        if status is Status.UNDOCUMENTED:
            return True
        return question in (self.mentioned if status is Status.MENTIONED else self.documented)


def looks(con: DuckDBPyConnection, program: str, until: datetime) -> tuple[Look, ...]:
    """Every look at a program's sources up to an instant, in their order."""
    return tuple(
        Look(
            row["at"], row["source_id"], Outcome(row["outcome"]), row["official"],
            frozenset(row["documented"]), frozenset(row["mentioned"]),
        )
        for row in answers.rows(con, _LOOKS, {"program": program, "until": until})
    )  # fmt: skip


def by_source(every: Sequence[Look]) -> dict[str, list[datetime]]:
    """When each source was seen, in order."""
    seen: dict[str, list[datetime]] = {}
    for look in every:
        if look.outcome.healthy:
            seen.setdefault(look.source, []).append(look.at)
    return seen


def first_sights(every: Sequence[Look]) -> set[tuple[str, datetime]]:
    """Each source with its first sight, but for those that were not there before: such a page is the vendor's news."""
    known: set[str] = set()
    found = set()
    for look in every:
        if look.outcome.healthy and look.source not in known:
            found.add((look.source, look.at))
        if look.outcome.healthy or look.outcome in _ABSENT:
            known.add(look.source)
    return found


def not_seen_since(seen: Sequence[datetime], at: datetime) -> datetime | None:
    """The last sight before an instant, where it was long before; None where it was not, or where there was none."""
    before = bisect_left(seen, at)
    return seen[before - 1] if before and at - seen[before - 1] > LONG else None


def seen_lately(seen: Sequence[datetime], at: datetime) -> bool:
    """Whether there was a sight not long before an instant, or at it."""
    before = bisect_right(seen, at)
    return bool(before) and at - seen[before - 1] <= LONG


def unseen(seen: Sequence[datetime], end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches up to an instant at which the last sight was long ago: `seen_lately` is false exactly there."""
    for sight, following in pairwise((*seen, end)):
        if following - sight > LONG:
            yield sight + LONG, following
