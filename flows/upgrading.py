"""A warehouse that another version made: brought to the tables and views of this one before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse import SchemaError, WarehouseError, connect_read_only, prepare
from warehouse.migrations import is_current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_ANOTHER = "it was made by another version of gapwatch"


def connect_current(path: Path, wait_seconds: float, say: Callable[[str], None]) -> DuckDBPyConnection:
    """Open the warehouse for reading, with the tables and views of this version.

    One that another version made is brought to them first, while no run is at work; `say` hears of it. What is stored stays
    as it is, and reading history again by new rules is left to a run. Raises SchemaError when that cannot be done, with
    what to do, WarehouseMissing, and WarehouseBusy when others use the file for longer than `wait_seconds`.
    """
    con = connect_read_only(path, wait_seconds)
    if is_current(con, path):
        return con
    con.close()
    say(f"{path}: {_ANOTHER}; bringing its tables and views to those of this one")
    _upgrade(path, wait_seconds)
    con = connect_read_only(path, wait_seconds)
    if is_current(con, path):
        return con
    con.close()
    raise SchemaError(
        path, f"{_ANOTHER}, and a run is at work on it; expected no run; try again when it has ended"
    )


def _upgrade(path: Path, wait_seconds: float) -> None:
    """Prepare it; nothing when a run does not end in time: it may be one that prepares it, or one of that other version."""
    import asyncio  # noqa: PLC0415  (reading a warehouse of this version needs neither)

    from flows.exclusive import RunInProgress, alone  # noqa: PLC0415

    async def prepared() -> None:
        async with alone(path, wait_seconds):
            await asyncio.to_thread(prepare, path, wait_seconds=wait_seconds)

    try:
        asyncio.run(prepared())
    except RunInProgress:
        return
    except SchemaError:
        raise
    except WarehouseError as error:
        raise SchemaError(
            path,
            f"{_ANOTHER} and cannot be brought to this one ({error}); expected a file that this process may write and "
            "nobody else uses; run `gapwatch run` or `gapwatch rebuild` as its owner",
        ) from error
