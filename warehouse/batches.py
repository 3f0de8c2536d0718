"""Rows in groups whose bytes together fit in memory: pages may have ten megabytes each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 32 * 1024 * 1024
"""Decoded bytes of a group's snapshots; only a single one may have more."""
GUESS = 1024 * 1024
"""Bytes that a snapshot is taken to have whose length is not known yet."""


class Bringing(Protocol):
    """A row that brings the bytes of a snapshot, whose length (bytes) may be known."""

    @property
    def snapshot(self) -> str | None:
        """Its name; None when the row brings none."""

    @property
    def length(self) -> int | None:
        """Its decoded bytes."""


Row = TypeVar("Row", bound=Bringing)


def batches(rows: Iterable[Row], most_rows: int, most_bytes: int = MOST_BYTES) -> Iterator[list[Row]]:
    """The rows in their order, in groups of at most so many rows and bytes; a snapshot counts once in each group."""
    group: list[Row] = []
    names: set[str] = set()
    size = 0
    for row in rows:
        more = 0 if row.snapshot is None or row.snapshot in names else _bytes_of(row)
        if group and (size + more > most_bytes or len(group) >= most_rows):
            yield group
            group, names, size = [], set(), 0
            more = 0 if row.snapshot is None else _bytes_of(row)
        group.append(row)
        size += more
        if row.snapshot is not None:
            names.add(row.snapshot)
    if group:
        yield group


def _bytes_of(row: Bringing) -> int:
    return GUESS if row.length is None else row.length
