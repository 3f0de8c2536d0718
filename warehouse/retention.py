"""What the retention policy lets go, and why the rest stays. By default everything stays.

Between the first and the last capture of one version of a document only the page's furniture differs: with `raw_days`, what
is older goes, and a kept capture of that version stands in for it. With `wall_days` older walls go, which say nothing. What
any change, coverage, requirement or alert names never goes, nor a base on which others rest. Captures stay as rows anyway.

A version is what today's rules and selectors call one. What others would tell apart is dated at the latest once it went: to
keep a capture of each form that the whole page had would keep all of those pages whose changing parts selectors leave out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from warehouse.naming import evidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

Reason: TypeAlias = Literal["evidence", "edge", "base", "stand_in", "shared", "young", "kind"]
REASONS: Mapping[Reason, str] = {
    "evidence": "a change, coverage, a requirement or an alert names it",
    "edge": "it is the first or the last capture of a version",
    "base": "others rest on it",
    "stand_in": "it stands in for one that was let go",
    "shared": "several sources captured it, or it was a page at one time and a wall at another",
    "young": "it is not old enough",
    "kind": "no setting lets its kind go",
}
"""Why a snapshot stays, the strongest first."""


@dataclass(frozen=True, slots=True)
class Retention:
    """After how many days bytes may go: pages that say what a kept neighbour says, and walls. None: never."""

    raw_days: int | None = None
    wall_days: int | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """A capture with bytes, as far as retention needs it. `document` is None for a wall."""

    source_id: str
    at: datetime
    snapshot: str
    document: str | None


@dataclass(frozen=True, slots=True)
class LetGo:
    """A snapshot that goes: which source captured it, what stands in for it (nothing for a wall), by which setting."""

    snapshot: str
    source_id: str
    stand_in: str | None
    policy: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes, and how many snapshots stay for which reason."""

    going: tuple[LetGo, ...]
    staying: Mapping[Reason, int]


@dataclass(slots=True)
class _Verdicts:
    """What the captures of each snapshot say of it: reasons to keep it, or the way in which it may go."""

    keep: dict[str, Reason] = field(default_factory=dict)
    may_go: dict[str, LetGo] = field(default_factory=dict)

    def stay(self, snapshot: str, reason: Reason) -> None:
        order = list(REASONS)
        before = self.keep.get(snapshot)
        if before is None or order.index(reason) < order.index(before):
            self.keep[snapshot] = reason

    def go(self, letting: LetGo) -> None:
        before = self.may_go.setdefault(letting.snapshot, letting)
        a_wall = letting.stand_in is None and before.stand_in is None
        if not a_wall and (before.source_id, before.stand_in is None) != (
            letting.source_id,
            letting.stand_in is None,
        ):
            self.stay(letting.snapshot, "shared")


def plan(con: DuckDBPyConnection, retention: Retention, now: datetime) -> Plan:
    """What may go now. `now` is an instant in UTC."""
    stored = {name for (name,) in con.execute("SELECT snapshot FROM snapshots").fetchall()}
    held = _held(con)
    verdicts = _Verdicts()
    for name, reason in held.items():
        verdicts.stay(name, reason)
    for captures in _by_source(con):
        _judge_walls([c for c in captures if c.document is None], retention, now, verdicts)
        pages = [c for c in captures if c.document is not None]
        for _, version in groupby(pages, key=lambda capture: capture.document):
            _judge_version(list(version), retention, now, verdicts, stored)
    going = tuple(
        letting
        for name, letting in sorted(verdicts.may_go.items())
        if name in stored and name not in verdicts.keep
    )
    staying = Counter(reason for name, reason in verdicts.keep.items() if name in stored)
    return Plan(going, {reason: staying[reason] for reason in REASONS if staying[reason]})


def _held(con: DuckDBPyConnection) -> dict[str, Reason]:
    """Snapshots that stay whatever their captures are."""
    held: dict[str, Reason] = {}
    for reason, query in (
        ("stand_in", "SELECT stand_in FROM pruned_snapshots WHERE stand_in IS NOT NULL"),
        ("base", "SELECT base FROM snapshot_packs WHERE base IS NOT NULL"),
        ("evidence", evidence()),
    ):
        held |= dict.fromkeys((name for (name,) in con.execute(query).fetchall() if name), reason)
    return held


def _by_source(con: DuckDBPyConnection) -> Iterator[list[Capture]]:
    """The captures of each source in the order of history."""
    rows = con.execute(
        "SELECT source_id, started_at, snapshot, CASE WHEN outcome = 'healthy' THEN document END FROM fetches"
        " WHERE snapshot IS NOT NULL ORDER BY source_id, started_at, snapshot, sequence"
    )
    for _, found in groupby(iter(rows.fetchone, None), key=lambda row: row[0]):
        yield [Capture(*row) for row in found]


def _judge_walls(
    captures: Sequence[Capture], retention: Retention, now: datetime, verdicts: _Verdicts
) -> None:
    for capture in captures:
        if (reason := _too_soon(capture, retention.wall_days, now)) is not None:
            verdicts.stay(capture.snapshot, reason)
        else:
            verdicts.go(
                LetGo(capture.snapshot, capture.source_id, None, f"wall_days = {retention.wall_days}")
            )


def _judge_version(
    captures: Sequence[Capture], retention: Retention, now: datetime, verdicts: _Verdicts, stored: set[str]
) -> None:
    """The captures of one version: what is stored first and last stays, what is between may go."""
    here = [capture for capture in captures if capture.snapshot in stored]
    for edge in here[:1] + here[-1:]:
        verdicts.stay(edge.snapshot, "edge")
    for capture in here[1:-1]:
        if (reason := _too_soon(capture, retention.raw_days, now)) is not None:
            verdicts.stay(capture.snapshot, reason)
        else:
            policy = f"raw_days = {retention.raw_days}"
            verdicts.go(LetGo(capture.snapshot, capture.source_id, here[0].snapshot, policy))


def _too_soon(capture: Capture, days: int | None, now: datetime) -> Reason | None:
    if days is None:
        return "kind"
    return "young" if capture.at > now - timedelta(days=days) else None


def pruned_among(con: DuckDBPyConnection, names: Collection[str]) -> dict[str, str | None]:
    """Those of these snapshots that were let go, each with the stored one that stands in for it; walls have none."""
    if not names:
        return {}
    rows = con.execute(
        "SELECT snapshot, stand_in FROM pruned_snapshots WHERE snapshot IN (SELECT unnest($names)) ORDER BY pruned_at",
        {"names": sorted(names)},
    ).fetchall()
    return dict(rows)
