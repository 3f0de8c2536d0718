"""One run at a time: a lock file beside the warehouse, which a killed run gives back."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WAIT_SECONDS = 600.0
_POLL_SECONDS = 0.2


class RunInProgress(Exception):  # noqa: N818  (it says what is, for people)
    """Another run holds the warehouse for longer than this one was ready to wait."""


@asynccontextmanager
async def alone(warehouse: Path, wait_seconds: float = WAIT_SECONDS) -> AsyncIterator[None]:
    """Hold the warehouse's run lock; RunInProgress when it stays taken for `wait_seconds`.

    Only runs that write take it (monitor, deliver, rebuild, import), never readers.
    """
    path = warehouse.with_name(warehouse.name + ".run")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, thread_local=False)
    deadline = time.monotonic() + wait_seconds
    while not _taken(lock):
        if time.monotonic() >= deadline:
            raise RunInProgress(
                f"{warehouse}: another run has been at work for more than {wait_seconds:g} seconds; "
                "runs take turns; wait for it, or end it and start it again: nothing is lost by that"
            )
        await asyncio.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
