"""Loose snapshots into packs: the successive versions of a source, in order of capture, in one frame of bounded length.

What a run stores has to be cheap; this is where it becomes small. Captures that were imported late or backwards take their
place by capture time. Every pack is read back and checked before what it replaces is deleted, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from extractors.records import Outcome
from warehouse import snapshots
from warehouse.connection import append
from warehouse.errors import SnapshotDamaged, WarehouseDamaged
from warehouse.frames import QUICK, frame, pieces

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from duckdb import DuckDBPyConnection

MOST_VERSIONS = 50
MOST_BYTES = 4 << 20
LEAST_VERSIONS = 4
"""A pack holds at most MOST_VERSIONS, and MOST_BYTES unless LEAST_VERSIONS are longer: all are read in milliseconds."""

TIGHT = 19
"""zstd level of a pack that a person asked for; a thirtieth smaller than SWIFT at twenty times its cost."""

SWIFT = 9
"""zstd level of a pack that a run makes on its way."""

CANDIDATES = 8
WORTH_A_BASE = 0.75  # of the first version's own frame: a base that saves less is not worth resting on
_LONGEST_BASE = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot and how long it is."""

    snapshot: str
    length: int


Group: TypeAlias = tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """What packing did: versions that stand in new packs, their length, and what they take now (bytes)."""

    versions: int = 0
    length: int = 0
    stored: int = 0

    def __add__(self, other: Packing) -> Packing:
        """Both together."""
        return Packing(self.versions + other.versions, self.length + other.length, self.stored + other.stored)


def groups(versions: Sequence[Version]) -> list[Group]:
    """Successive versions as they go into packs, from the oldest: a newer version never moves an older one."""
    found: list[Group] = []
    current: list[Version] = []
    length = 0
    for version in versions:
        full = len(current) == MOST_VERSIONS or (
            len(current) >= LEAST_VERSIONS and length + version.length > MOST_BYTES
        )
        if full:
            found.append(tuple(current))
            current, length = [], 0
        current.append(version)
        length += version.length
    return [*found, tuple(current)] if current else found


def histories(con: DuckDBPyConnection) -> dict[str, list[Version]]:
    """For each source the snapshots that it captured before all others did, in order of capture."""
    rows = con.execute(
        "SELECT f.source_id, s.snapshot, s.length FROM (SELECT snapshot, arg_min(source_id, (started_at, source_id))"
        " AS source_id, min(started_at) AS first FROM fetches WHERE snapshot IS NOT NULL GROUP BY snapshot) AS f"
        " JOIN snapshots AS s USING (snapshot) ORDER BY f.source_id, f.first, s.snapshot"
    ).fetchall()
    found: dict[str, list[Version]] = {}
    for source, snapshot, length in rows:
        found.setdefault(source, []).append(Version(snapshot, length))
    return found


def loose(con: DuckDBPyConnection) -> dict[str, int]:
    """How many loose snapshots each source has captured (one that several captured counts for each)."""
    return dict(
        con.execute(
            "SELECT source_id, count(DISTINCT snapshot) FROM fetches JOIN snapshots AS s USING (snapshot)"
            " WHERE s.pack IS NULL GROUP BY source_id"
        ).fetchall()
    )


def pack(  # noqa: PLR0913 - what packing rests on
    con: DuckDBPyConnection,
    path: Path | str,
    source_id: str,
    history: Sequence[Version],
    level: int,
    *,
    most_bytes: float = inf,
    no_bases: Container[str] = (),
) -> Packing:
    """Bring the packs of a source to what its history asks for, within the open transaction.

    Packs that already hold what they should, at this level or a tighter one, are left alone. Groups with damaged snapshots
    stay as they are. What is left after `most_bytes` (decoded) waits for another time: it can be read all the while. New
    packs rest on none of `no_bases`.
    """
    standing = _standing(con, source_id, level)
    done = Packing()
    for group in groups(history):
        if done.length >= most_bytes:
            break
        if tuple(version.snapshot for version in group) not in standing:
            done += _packed(con, path, source_id, group, level, no_bases)
    if done.versions:
        _drop_what_was_replaced(con)
        _choose_base(con, path, source_id)
    return done


def _standing(con: DuckDBPyConnection, source_id: str, level: int) -> set[tuple[str, ...]]:
    """What the packs of this source hold that need not be made again."""
    rows = con.execute(
        "SELECT list(s.snapshot ORDER BY s.start, s.length) FROM snapshot_packs AS p JOIN snapshots AS s USING (pack)"
        " WHERE p.source_id = $source AND p.level >= $level GROUP BY p.pack, p.length HAVING sum(s.length) = p.length",
        {"source": source_id, "level": level},
    ).fetchall()
    return {tuple(names) for (names,) in rows}


def _packed(  # noqa: PLR0913, PLR0917 - what a pack is made from
    con: DuckDBPyConnection,
    path: Path | str,
    source_id: str,
    group: Group,
    level: int,
    no_bases: Container[str],
) -> Packing:
    names = [version.snapshot for version in group]
    try:
        bodies = snapshots.bodies(con, path, names)
    except SnapshotDamaged:
        return Packing()
    ordered = [bodies[name] for name in names]
    base = (
        None if _something_rests_on(con, names) else _base(con, path, source_id, group, ordered[0], no_bases)
    )
    prefix = None if base is None else base[1]
    made = frame(b"".join(ordered), prefix, level)
    spans = list(_spans(group))
    _check(path, group, list(pieces(made, prefix, spans)))
    ((number,),) = con.execute("SELECT coalesce(max(pack), 0) + 1 FROM snapshot_packs").fetchall()
    length = sum(version.length for version in group)
    append(con, "snapshot_packs", [(number, source_id, base and base[0], level, length, made)])
    _place(con, number, group, spans, len(made))
    return Packing(len(group), length, len(made))


def _spans(group: Group) -> Iterator[tuple[int, int]]:
    start = 0
    for version in group:
        yield start, version.length
        start += version.length


def _check(path: Path | str, group: Group, read: Sequence[bytes]) -> None:
    """Trust no frame that was not read back: what it replaces is about to be deleted."""
    if [snapshots.digest(body) for body in read] != [version.snapshot for version in group]:
        what = "a frame reads back otherwise than it was written; expected the same bytes"
        raise WarehouseDamaged(
            Path(path), f"{what}; nothing was changed: check this machine's memory and disk"
        )


def _place(
    con: DuckDBPyConnection, number: int, group: Group, spans: Sequence[tuple[int, int]], stored: int
) -> None:
    """Note where the snapshots stand now, and delete their loose frames."""
    length = max(1, sum(version.length for version in group))
    names = [version.snapshot for version in group]
    con.execute(
        "UPDATE snapshots SET pack = $pack, base = NULL, start = placed.start, stored = placed.stored FROM (SELECT"
        " unnest($names) AS snapshot, unnest($starts) AS start, unnest($stored) AS stored) AS placed"
        " WHERE snapshots.snapshot = placed.snapshot",
        {
            "pack": number,
            "names": names,
            "starts": [start for start, _ in spans],
            "stored": [version.length * stored // length for version in group],
        },
    )
    for table in ("snapshot_bodies", "snapshot_differences"):
        con.execute(f"DELETE FROM {table} WHERE snapshot IN (SELECT unnest($names))", {"names": names})  # noqa: S608


def _something_rests_on(con: DuckDBPyConnection, names: Sequence[str]) -> bool:
    """Whether a pack has one of these as its base: then theirs can have none itself."""
    found = con.execute(
        "SELECT 1 FROM snapshot_packs WHERE base IN (SELECT unnest($names)) LIMIT 1", {"names": list(names)}
    ).fetchall()
    return bool(found)


def _base(  # noqa: PLR0913, PLR0917 - what a pack is made from
    con: DuckDBPyConnection,
    path: Path | str,
    source_id: str,
    group: Group,
    first: bytes,
    no_bases: Container[str],
) -> tuple[str, bytes] | None:
    """The snapshot that a pack's first version is most like, among those that packs may rest on, and its bytes.

    None of the group itself, which may stand in a pack that is about to be replaced.
    """
    rows = con.execute(
        "SELECT arg_min(s.snapshot, s.start) FROM snapshot_packs AS p JOIN snapshots AS s USING (pack)"
        " WHERE p.base IS NULL AND split_part(p.source_id, '/', 1) = split_part($source, '/', 1)"
        " AND s.length BETWEEN $least AND $most"
        " GROUP BY p.pack, p.source_id ORDER BY p.source_id = $source DESC, p.pack DESC LIMIT $candidates",
        {
            "source": source_id,
            "candidates": CANDIDATES,
            "least": snapshots.NO_DIFFERENCE_BELOW,
            "most": _LONGEST_BASE,
        },
    ).fetchall()
    among = {name for (name,) in rows if name not in no_bases} - {version.snapshot for version in group}
    candidates = snapshots.read(con, path, among).bodies
    sizes = {name: len(frame(first, candidate, QUICK)) for name, candidate in candidates.items()}
    best = min(sizes, key=lambda name: (sizes[name], name), default=None)
    if best is None or sizes[best] > WORTH_A_BASE * len(frame(first, None, QUICK)):
        return None
    return best, candidates[best]


def _drop_what_was_replaced(con: DuckDBPyConnection) -> None:
    con.execute(
        "DELETE FROM snapshot_packs WHERE pack NOT IN (SELECT pack FROM snapshots WHERE pack IS NOT NULL)"
    )


def _choose_base(con: DuckDBPyConnection, path: Path | str, source_id: str) -> None:
    """Let new versions be compared with the first healthy one of the newest pack: it is read without expanding the rest."""
    rows = con.execute(
        "SELECT s.snapshot FROM snapshots AS s JOIN snapshot_packs AS p USING (pack) JOIN fetches AS f USING (snapshot)"
        " WHERE p.source_id = $source AND f.source_id = $source AND f.outcome = $healthy"
        " ORDER BY p.pack DESC, s.start LIMIT 1",
        {"source": source_id, "healthy": Outcome.HEALTHY.value},
    ).fetchall()
    for (snapshot,) in rows:
        alone = len(frame(snapshots.body(con, path, snapshot)))
        con.execute("DELETE FROM snapshot_bases WHERE source_id = $source", {"source": source_id})
        con.execute(
            "INSERT INTO snapshot_bases SELECT max(sequence), $source, $snapshot, $alone FROM fetches"
            " WHERE source_id = $source",
            {"source": source_id, "snapshot": snapshot, "alone": alone},
        )
