"""Letting bytes go by the retention policy: in one transaction, with a note of what went and what stands in for it."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.connection import append, connect_read_only, merging
from warehouse.judging import KEPT
from warehouse.migrations import check_tables
from warehouse.packing import TIGHT, histories, pack
from warehouse.retention import Plan, plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from warehouse.retention import LetGo, Reason, Retention


@dataclass(frozen=True, slots=True)
class Pruned:
    """What went or would go: snapshots by setting, their length and what they take (bytes); and why how many stay.

    `selected` are sources of those that went of which selectors choose what is read: should others choose more one day, what
    they find is dated by the captures whose bytes are left, at the latest.
    """

    going: Mapping[str, int]
    length: int
    stored: int
    staying: Mapping[Reason, int]
    selected: frozenset[str] = frozenset()


def prunable(path: Path | str, retention: Retention, now: datetime) -> Pruned:
    """What `prune` would let go now, and why the rest stays. Changes nothing."""
    with closing(connect_read_only(path)) as con:
        check_tables(con, Path(path))
        return _summed(con, plan(con, retention, now))


def prune(path: Path | str, retention: Retention, now: datetime) -> Pruned:
    """Let go what the policy lets go. Hold the run lock meanwhile.

    What stays is packed anew first, so that nothing rests on what goes; all in one transaction. A second time there is
    nothing left to do. The space is used again; `compact` gives it back to the disk.
    """
    with closing(connect_read_only(path)) as con:
        planned = plan(con, retention, now)
        if not planned.going:
            return _summed(con, planned)
    done: list[Pruned] = []
    with merging(path) as con:
        # What others rested on may go once these rest on something else, so it takes more than one look.
        while gone := _once(con, path, planned):
            done.append(gone)
            planned = plan(con, retention, now)
    going = Counter[str]()
    for one in done:
        going.update(one.going)
    return Pruned(
        dict(sorted(going.items())),
        sum(one.length for one in done),
        sum(one.stored for one in done),
        _with(planned.staying, len(planned.going)),
        frozenset().union(*(one.selected for one in done)),
    )


def _once(con: DuckDBPyConnection, path: Path | str, planned: Plan) -> Pruned | None:
    """Let go what is planned and nothing rests on; None when there is no such thing."""
    names = {letting.snapshot for letting in planned.going}
    if not names:
        return None
    _pack_without(con, path, names)
    needed = _needed(con, names)
    going = tuple(letting for letting in planned.going if letting.snapshot not in needed)
    if not going:
        return None
    gone = _summed(con, Plan(going, {}))
    _let_go(con, going)
    return gone


def _summed(con: DuckDBPyConnection, planned: Plan) -> Pruned:
    counts: dict[str, int] = {}
    for letting in planned.going:
        counts[letting.policy] = counts.get(letting.policy, 0) + 1
    ((length, stored),) = con.execute(
        "SELECT coalesce(sum(length), 0), coalesce(sum(stored), 0) FROM snapshots"
        " WHERE snapshot IN (SELECT unnest($names))",
        {"names": [letting.snapshot for letting in planned.going]},
    ).fetchall()
    rows = con.execute(
        "SELECT source_id FROM sources WHERE len(include) + len(exclude) > 0 AND source_id IN (SELECT unnest($sources))",
        {"sources": [letting.source_id for letting in planned.going if letting.stand_in is not None]},
    ).fetchall()
    selected = frozenset(source for (source,) in rows)
    return Pruned(dict(sorted(counts.items())), int(length), int(stored), planned.staying, selected)


def _with(staying: Mapping[Reason, int], needed: int) -> Mapping[Reason, int]:
    return {**staying, "base": staying.get("base", 0) + needed} if needed else staying


def _pack_without(con: DuckDBPyConnection, path: Path | str, names: set[str]) -> None:
    """Give the sources that lose something packs in which it does not stand."""
    for source, history in histories(con).items():
        left = [version for version in history if version.snapshot not in names]
        if len(left) < len(history):
            pack(con, path, source, left, TIGHT, no_bases=names)


def _needed(con: DuckDBPyConnection, names: set[str]) -> set[str]:
    """Those on which others still rest: of another source's frames, or of frames that are damaged and stay as they are."""
    rows = con.execute(
        "SELECT base FROM snapshots WHERE base IN (SELECT unnest($names)) AND snapshot NOT IN (SELECT unnest($names))"
        " UNION SELECT base FROM snapshot_packs WHERE base IN (SELECT unnest($names))",
        {"names": sorted(names)},
    ).fetchall()
    return {name for (name,) in rows}


def _let_go(con: DuckDBPyConnection, going: Sequence[LetGo]) -> None:
    at = datetime.now(UTC)
    lengths = dict(con.execute("SELECT snapshot, length FROM snapshots").fetchall())
    append(
        con,
        "pruned_snapshots",
        [(one.snapshot, one.source_id, lengths[one.snapshot], one.stand_in, one.policy, at) for one in going],
    )
    names = [one.snapshot for one in going]
    con.execute(
        "UPDATE fetches SET rules = $mark || coalesce(rules, '') WHERE snapshot IN (SELECT unnest($walls))"
        " AND NOT starts_with(coalesce(rules, ''), $mark)",
        {"mark": KEPT, "walls": [one.snapshot for one in going if one.stand_in is None]},
    )
    for table in ("snapshots", "snapshot_bodies", "snapshot_differences", "snapshot_bases"):
        con.execute(f"DELETE FROM {table} WHERE snapshot IN (SELECT unnest($names))", {"names": names})  # noqa: S608
    con.execute(
        "DELETE FROM snapshot_packs WHERE pack NOT IN (SELECT pack FROM snapshots WHERE pack IS NOT NULL)"
    )
