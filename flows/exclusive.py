"""One run at a time: a lock file beside the warehouse, which a killed run gives back."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WAIT_SECONDS = 600.0
_POLL_SECONDS = 0.2
_logger = logging.getLogger("gapwatch")


class RunInProgress(Exception):  # noqa: N818  (it says what is, for people)
    """Another run holds the warehouse for longer than this one was ready to wait."""


@asynccontextmanager
async def alone(warehouse: Path, wait_seconds: float = WAIT_SECONDS) -> AsyncIterator[None]:
    """Hold the warehouse's run lock.

    RunInProgress when it stays taken for `wait_seconds`, WarehouseError when no lock file can be written.

    Only runs that write take it (monitor, deliver, rebuild, import), never readers.
    """
    path = warehouse.with_name(warehouse.name + ".run")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise WarehouseError(
            warehouse,
            f"no file can be written there ({error.strerror}); expected a directory of your own; "
            "name another file with --warehouse or in settings.toml",
        ) from error
    lock = FileLock(path, thread_local=False)
    deadline = time.monotonic() + wait_seconds
    taken = _taken(lock)
    if not taken and wait_seconds:
        _logger.warning(
            "%s: another run is at work; waiting up to %g seconds for it", warehouse, wait_seconds
        )
    while not (taken or _taken(lock)):
        if time.monotonic() >= deadline:
            raise RunInProgress(
                f"{warehouse}: another run {_at_work(wait_seconds)}; "
                "runs take turns; wait for it, or end it and start it again: nothing is lost by that"
            )
        await asyncio.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _at_work(waited_seconds: float) -> str:
    return f"has been at work for more than {waited_seconds:g} seconds" if waited_seconds else "is at work"


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
