"""What stands between us and an archive's answer.

The tree (whether asking again may help is a type)::

    ArchiveError
    +-- ArchiveFails     it may answer later: worth another try
    |   +-- ArchiveAway  it cannot be reached at all
    +-- ArchiveRefuses   asking again would end the same way
    +-- ArchiveRests     it wants to be left alone for longer than we would wait: the backfill ends, and goes on later
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
    """It cannot be reached at the moment."""


class ArchiveRefuses(ArchiveError):  # noqa: N818
    """Asking again would end the same way."""


class ArchiveRests(ArchiveError):  # noqa: N818
    """The archive wants to be left alone until `until` (UTC)."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(
            f"{name} asks to be left alone; everything taken so far is kept; "
            f"go on after {until:%Y-%m-%d %H:%M:%S} UTC by the same command"
        )
        self.until = until
