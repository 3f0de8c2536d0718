"""Who may ask an archive, and when: one command at a time, and none while the archive wants to be left alone.

Until when that is stands in a small file beside the warehouse, so that it outlives the process, also of a command that
writes nothing into the warehouse or makes none.
"""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from flows.backfill.asking import Asker
from flows.backfill.errors import ArchiveRests
from flows.exclusive import RunInProgress
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from flows.configuration import Configuration
    from flows.settings import Archive

_LOCK = ".backfill"
_RESTS = ".rests"


@asynccontextmanager
async def turn(
    configuration: Configuration, archive: Archive, now: Callable[[], datetime]
) -> AsyncIterator[Asker]:
    """Give who asks this archive, alone; what the archive says of being left alone is noted for those who come later.

    Raises RunInProgress when another command is asking, and WarehouseError when no file can be written beside the warehouse.
    """
    path = configuration.settings.warehouse
    with _only_one(path):
        asker = Asker(
            archive,
            configuration.settings.fetching,
            now,
            rests=lambda until: _note(path, archive.name, until),
        )
        async with asker as ask:
            yield ask


def heed(path: Path, archive: Archive, now: datetime) -> None:
    """Raise ArchiveRests while the archive wants to be left alone, as it said to an earlier command."""
    until = _noted(path).get(archive.name)
    if until is not None and datetime.fromisoformat(until) > now:
        raise ArchiveRests(archive.name, datetime.fromisoformat(until).astimezone(UTC))


def _note(path: Path, name: str, until: datetime) -> None:
    noted = _noted(path) | {name: until.isoformat()}
    file = path.with_name(path.name + _RESTS)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(json.dumps(noted, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(fresh, file)  # noqa: PTH105 - whole or not at all, also when killed


def _noted(path: Path) -> dict[str, str]:
    file = path.with_name(path.name + _RESTS)
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """One at a time: two would ask an archive twice as often as it allows."""
    lock = FileLock(path.with_name(path.name + _LOCK), thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise RunInProgress(
            f"{path}: another backfill is at work; one at a time keeps within the archive's limits; wait for it to end"
        ) from busy
    except OSError as error:
        raise WarehouseError(
            path,
            f"no file can be written there ({error.strerror}); expected a directory of your own; "
            "name another file with --warehouse or in settings.toml",
        ) from error
    try:
        yield
    finally:
        lock.release()
