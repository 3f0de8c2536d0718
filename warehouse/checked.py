"""What a check gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checked:
    """How many things were looked at, and a line for each that is wrong: *where: what; expected; do this*.

    `unmade` checks could not be made, because the file cannot be read where they would have looked. `unlike` says
    in words what was not compared, because there is nothing to compare it with.
    """

    count: int
    faults: tuple[str, ...]
    unmade: int = 0
    unlike: tuple[str, ...] = ()


RESTORE = "restore the file from a backup"
REBUILD = "derive it again (`gapwatch rebuild`)"
