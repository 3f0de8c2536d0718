"""Work on the warehouse while no run does anything to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.configuration import Configuration

T = TypeVar("T")


def exclusively(configuration: Configuration, work: Callable[[], T]) -> T:
    """Do something to the warehouse while no run does. Raises RunInProgress when one does not end in time."""
    from flows.exclusive import alone

    async def do() -> T:
        async with alone(configuration.settings.warehouse):
            return await asyncio.to_thread(work)

    return asyncio.run(do())
