"""Bytes as received, stored once, small, and checked against their digest on every read.

Three forms (`frames`): loose and whole, loose and as the difference to a base, or packed: successive versions of a source in
one frame, oldest first. They rest on each other in one direction only, so that no chain is long and none can close:

    loose difference -> base: loose and whole, or packed
    pack with a base -> base: in a pack without one
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.errors import SnapshotDamaged
from warehouse.frames import FrameBroken, frame, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duckdb import DuckDBPyConnection

SMALL_ENOUGH = (
    0.5  # of the base's own frame: above it the page is so different that it makes a better base itself
)
NO_DIFFERENCE_BELOW = 512  # bytes: a difference saves nothing there
DEEPEST = 2
"""How many bases one read may lead over: from a loose difference to a pack to the pack of its base."""

RESTORE = "restore the file from a backup"


@dataclass(frozen=True, slots=True)
class Base:
    """A snapshot that serves as dictionary: its decoded bytes, and how long its own frame is."""

    snapshot: str
    body: bytes
    stored: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A snapshot as it is stored by a run."""

    snapshot: str
    length: int
    base: str | None
    frame: bytes


@dataclass(slots=True)
class Found:
    """What a read brought: decoded bytes by snapshot, and what is wrong with those that could not be had."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    damaged: dict[str, SnapshotDamaged] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a snapshot stands: its length, and its base (loose) or its pack and where it begins there."""

    snapshot: str
    length: int
    base: str | None
    pack: int | None
    start: int | None


def digest(body: bytes) -> str:
    """SHA-256 of the decoded bytes, hexadecimal: the name of the snapshot."""
    return hashlib.sha256(body).hexdigest()


def packed(snapshot: str, body: bytes, base: Base | None) -> Packed:
    """The smaller form: the difference to `base` when that is small, else the whole."""
    if base is not None and len(body) >= NO_DIFFERENCE_BELOW:
        difference = frame(body, base.body)
        if len(difference) <= base.stored * SMALL_ENOUGH:
            return Packed(snapshot, len(body), base.snapshot, difference)
    return Packed(snapshot, len(body), None, frame(body))


def bodies(con: DuckDBPyConnection, path: Path | str, wanted: Iterable[str]) -> dict[str, bytes]:
    """The decoded bytes of those snapshots (unknown ones are left out), each checked against its digest.

    A pack is expanded once for all that is wanted of it, so ask for neighbours together. Raises SnapshotDamaged for the
    first that is not what it should be.
    """
    found = read(con, path, wanted)
    for name in sorted(found.damaged):
        raise found.damaged[name]
    return found.bodies


def body(con: DuckDBPyConnection, path: Path | str, snapshot: str) -> bytes:
    """The decoded bytes of one snapshot. Raises SnapshotDamaged when it is unknown or not what its digest says."""
    found = bodies(con, path, [snapshot])
    if snapshot not in found:
        raise SnapshotDamaged(
            Path(path), snapshot, "there is no such snapshot; expected a digest that a capture names"
        )
    return found[snapshot]


def read(con: DuckDBPyConnection, path: Path | str, wanted: Iterable[str]) -> Found:
    """Like `bodies`, but what is damaged is in the result and does not hide the rest."""
    return _read(con, Path(path), set(wanted), DEEPEST)


def bases(con: DuckDBPyConnection, path: Path | str, source_ids: Sequence[str]) -> dict[str, Base]:
    """For each source, the snapshot that new versions are compared with. Damaged ones are left out."""
    rows = con.execute(
        "SELECT b.source_id, snapshot, coalesce(b.alone, s.stored) FROM snapshot_bases AS b JOIN snapshots AS s"
        " USING (snapshot) WHERE b.source_id IN (SELECT unnest($ids))"
        " QUALIFY row_number() OVER (PARTITION BY b.source_id ORDER BY b.sequence DESC) = 1",
        {"ids": list(source_ids)},
    ).fetchall()
    found = read(con, path, {name for _, name, _ in rows}).bodies
    return {source: Base(name, found[name], stored) for source, name, stored in rows if name in found}


def _read(con: DuckDBPyConnection, path: Path, names: set[str], deepest: int) -> Found:
    places = [Place(*row) for row in _rows(con, "SELECT snapshot, length, base, pack, start FROM snapshots"
                                                " WHERE snapshot IN ", names)]  # fmt: skip
    loose = [place for place in places if place.pack is None]
    frames = _frames(con, {p.snapshot for p in loose if not p.base}, {p.snapshot for p in loose if p.base})
    packs = {
        number: (base, of)
        for number, base, of in _rows(
            con,
            "SELECT pack, base, bytes FROM snapshot_packs WHERE pack IN ",
            {p.pack for p in places if p.pack},
        )
    }
    resting = {p.base for p in loose if p.base} | {base for base, _ in packs.values() if base}
    below = _bases(con, path, resting, deepest)
    found = Found()
    for place in loose:
        _note(found, path, [place], frames.get(place.snapshot), place.base, below)
    for number, together in _by_pack(places).items():
        base, of = packs.get(number, (None, None))
        _note(found, path, together, of, base, below)
    return found


def _bases(con: DuckDBPyConnection, path: Path, names: set[str], deepest: int) -> Found:
    if not names:
        return Found()
    if deepest == 0:
        what = f"rests on others over more than {DEEPEST} bases; expected no more; {RESTORE}"
        return Found({}, {name: SnapshotDamaged(path, name, what) for name in names})
    found = _read(con, path, names, deepest - 1)
    for name in names - found.bodies.keys() - found.damaged.keys():
        found.damaged[name] = SnapshotDamaged(path, name, f"it is missing, and others rest on it; {RESTORE}")
    return found


def _note(  # noqa: PLR0913, PLR0917 - what reading one frame rests on
    found: Found, path: Path, places: Sequence[Place], of: bytes | None, base: str | None, below: Found
) -> None:
    """Expand one frame and note each of its wanted snapshots, or what is wrong with it. `places` in order of start."""
    if base in below.damaged:
        what = f"it rests on snapshot {base}, which is damaged; {RESTORE}"
        found.damaged |= {p.snapshot: SnapshotDamaged(path, p.snapshot, what, base) for p in places}
        return
    left = list(places)
    try:
        for body_ in _contents(places, of, below.bodies[base] if base else None):
            place = left.pop(0)
            if digest(body_) == place.snapshot:
                found.bodies[place.snapshot] = body_
            else:
                what = f"its bytes have another digest; {RESTORE}"
                found.damaged[place.snapshot] = SnapshotDamaged(path, place.snapshot, what)
    except FrameBroken as error:
        what = f"{error}; {RESTORE}"
        found.damaged |= {p.snapshot: SnapshotDamaged(path, p.snapshot, what) for p in left}


def _contents(places: Sequence[Place], of: bytes | None, base: bytes | None) -> Iterator[bytes]:
    if of is None:
        raise FrameBroken("its bytes are missing")
    try:
        yield from pieces(of, base, [(place.start or 0, place.length) for place in places])
    except FrameBroken as error:
        where = "" if places[0].pack is None else f"pack {places[0].pack} "
        raise FrameBroken(f"{where}cannot be expanded ({error})") from error


def _by_pack(places: Iterable[Place]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = {}
    for place in sorted(places, key=lambda place: place.start or 0):
        if place.pack is not None:
            found.setdefault(place.pack, []).append(place)
    return found


def _frames(con: DuckDBPyConnection, whole: set[str], differences: set[str]) -> dict[str, bytes]:
    return dict(
        _rows(con, "SELECT snapshot, bytes FROM snapshot_bodies WHERE snapshot IN ", whole)
        + _rows(con, "SELECT snapshot, bytes FROM snapshot_differences WHERE snapshot IN ", differences)
    )


def _rows(con: DuckDBPyConnection, statement: str, among: set[Any]) -> list[tuple[Any, ...]]:
    if not among:
        return []
    return con.execute(statement + "(SELECT unnest($among))", {"among": sorted(among)}).fetchall()
