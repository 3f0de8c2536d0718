"""Bytes as received, stored once: whole, or as the difference to an earlier snapshot of the same source.

A difference is a zstd frame with the base's bytes as raw-content prefix (as `zstd --patch-from` makes). Bases are
always whole, so one read needs at most two frames. Every read is checked against the digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backports import zstd

from warehouse.errors import SnapshotDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

LEVEL = 3
SMALL_ENOUGH = (
    0.5  # of the base's own frame: above it the page is so different that it makes a better base itself
)
NO_DIFFERENCE_BELOW = 512  # bytes: a difference saves nothing there


@dataclass(frozen=True, slots=True)
class Base:
    """A whole snapshot that serves as dictionary: its decoded bytes, and how long its own frame is."""

    snapshot: str
    body: bytes
    stored: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A snapshot as it is stored."""

    snapshot: str
    length: int
    base: str | None
    frame: bytes


def digest(body: bytes) -> str:
    """SHA-256 of the decoded bytes, hexadecimal: the name of the snapshot."""
    return hashlib.sha256(body).hexdigest()


def packed(snapshot: str, body: bytes, base: Base | None) -> Packed:
    """The smaller form: the difference to `base` when that is small, else the whole."""
    if base is not None and len(body) >= NO_DIFFERENCE_BELOW:
        frame = zstd.compress(body, LEVEL, zstd_dict=zstd.ZstdDict(base.body, is_raw=True).as_prefix)
        if len(frame) <= base.stored * SMALL_ENOUGH:
            return Packed(snapshot, len(body), base.snapshot, frame)
    return Packed(snapshot, len(body), None, zstd.compress(body, LEVEL))


def bodies(con: DuckDBPyConnection, path: Path | str, wanted: Iterable[str]) -> dict[str, bytes]:
    """The decoded bytes of those snapshots (unknown ones are left out), each checked against its digest.

    Raises SnapshotDamaged for the first that is not what it should be.
    """
    names = sorted(set(wanted))
    base_of: dict[str, str | None] = dict(
        _rows(con, "SELECT snapshot, base FROM snapshots WHERE snapshot IN ", names)
    )
    bases = sorted(
        {base for base in base_of.values() if base} | {name for name, base in base_of.items() if not base}
    )
    whole = dict(_rows(con, "SELECT snapshot, bytes FROM snapshot_bodies WHERE snapshot IN ", bases))
    parts = [name for name, base in base_of.items() if base]
    differences = dict(
        _rows(con, "SELECT snapshot, bytes FROM snapshot_differences WHERE snapshot IN ", parts)
    )
    found = {name: _expanded(path, name, whole.get(name), None) for name in bases}
    for name in parts:
        found[name] = _expanded(path, name, differences.get(name), found[base_of[name] or ""])
    return {name: found[name] for name in names if name in found}


def body(con: DuckDBPyConnection, path: Path | str, snapshot: str) -> bytes:
    """The decoded bytes of one snapshot. Raises SnapshotDamaged when it is unknown or not what its digest says."""
    found = bodies(con, path, [snapshot])
    if snapshot not in found:
        raise SnapshotDamaged(
            Path(path), snapshot, "there is no such snapshot; expected a digest that a capture names"
        )
    return found[snapshot]


def bases(con: DuckDBPyConnection, path: Path | str, source_ids: Sequence[str]) -> dict[str, Base]:
    """For each source, the whole snapshot that new versions are compared with."""
    found = dict(
        con.execute(
            "SELECT source_id, arg_max(snapshot, sequence) FROM snapshot_bases"
            " WHERE source_id IN (SELECT unnest($ids)) GROUP BY source_id",
            {"ids": list(source_ids)},
        ).fetchall()
    )
    frames = dict(
        _rows(
            con, "SELECT snapshot, bytes FROM snapshot_bodies WHERE snapshot IN ", sorted(set(found.values()))
        )
    )
    return {
        source: Base(name, _expanded(path, name, frames.get(name), None), len(frames[name]))
        for source, name in found.items()
    }


def _rows(con: DuckDBPyConnection, statement: str, names: list[str]) -> list[tuple[str, Any]]:
    if not names:
        return []
    return con.execute(statement + "(SELECT unnest($names))", {"names": names}).fetchall()


def _expanded(path: Path | str, name: str, frame: bytes | None, base: bytes | None) -> bytes:
    if frame is None:
        raise SnapshotDamaged(Path(path), name, "its bytes are missing; restore the file from a backup")
    try:
        if base is None:
            found = zstd.decompress(frame)
        else:
            found = zstd.decompress(frame, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix)
    except zstd.ZstdError as error:
        raise SnapshotDamaged(
            Path(path), name, f"cannot be expanded ({error}); restore the file from a backup"
        ) from error
    if digest(found) != name:
        raise SnapshotDamaged(
            Path(path), name, "its bytes have another digest; restore the file from a backup"
        )
    return found
