"""What stands between us and an archive's answer.

The tree (whether asking again may help is a type)::

    ArchiveError
    +-- ArchiveFails     it may answer later: worth another try
    |   +-- ArchiveAway  it could not be reached
    +-- ArchiveRefuses   asking again would end the same way
    +-- ArchiveStops     the backfill ends, everything taken is kept, and it goes on by the same command
        +-- ArchiveRests it wants to be left alone for longer than we would wait
        +-- ArchiveGone  it gave no answer several times in a row
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class ArchiveError(Exception):
    """One answer of an archive that could not be had; the message is one sentence."""


class ArchiveFails(ArchiveError):  # noqa: N818 - said as people say it
    """It may answer later."""


class ArchiveAway(ArchiveFails):
    """It could not be reached."""


class ArchiveRefuses(ArchiveError):  # noqa: N818
    """Asking again would end the same way."""


class ArchiveStops(ArchiveError):  # noqa: N818
    """No more is to be had from this archive for now."""


class ArchiveRests(ArchiveStops):
    """The archive wants to be left alone until `until` (UTC)."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(
            f"{name} asks to be left alone; everything taken so far is kept; "
            f"go on after {until:%Y-%m-%d %H:%M:%S} UTC by the same command"
        )
        self.until = until


class ArchiveGone(ArchiveStops):
    """The archive could not be reached or was in trouble so many `times` in a row, the last time for this reason."""

    def __init__(self, name: str, times: int, reason: str) -> None:
        super().__init__(
            f"{name} gave no answer {times} times in a row ({reason}); everything taken so far is kept; "
            "go on later by the same command"
        )
