"""Short connections to the one file. A process that writes locks out all others, so nothing here holds on."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import duckdb

from warehouse.errors import WarehouseBusy, WarehouseMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

Row: TypeAlias = tuple[Any, ...]
CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
WRITER_WAIT_SECONDS = 30.0


def connect_read_only(path: Path | str, wait_seconds: float = 5.0) -> DuckDBPyConnection:
    """Open the warehouse for reading; while a run is writing, try again for up to `wait_seconds`.

    Raises WarehouseMissing when there is no file, WarehouseBusy when the writer did not finish in time.
    """
    place = Path(path)
    if not place.exists():
        raise WarehouseMissing(
            place, "there is no warehouse yet; expected a DuckDB file; run `gapwatch run` first"
        )
    return _connected(place, wait_seconds, read_only=True)


@contextmanager
def writing(path: Path | str) -> Iterator[DuckDBPyConnection]:
    """One transaction: committed when the block ends, rolled back when it raises.

    The log is left beside the file rather than merged at every close: merging copies whole row groups, and a run writes
    many small batches. Settling merges it once.
    """
    con = _connected(Path(path), WRITER_WAIT_SECONDS, read_only=False)
    try:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        with _transaction(con):
            yield con
    finally:
        con.close()


@contextmanager
def merging(path: Path | str) -> Iterator[DuckDBPyConnection]:
    """One transaction like `writing`, after which the log is merged: the file alone then holds everything."""
    con = _connected(Path(path), WRITER_WAIT_SECONDS, read_only=False)
    try:
        with _transaction(con):
            yield con
        con.execute("CHECKPOINT")
    finally:
        con.close()


@contextmanager
def _transaction(con: DuckDBPyConnection) -> Iterator[None]:
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _connected(path: Path, wait_seconds: float, *, read_only: bool) -> DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    pause = 0.02
    while True:
        try:
            con = duckdb.connect(str(path), read_only=read_only, config=CONFIGURATION)
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            if not _held(error):
                raise
            if time.monotonic() + pause > deadline:
                who = "writing" if read_only else "using it"
                message = (
                    f"another process is {who} (waited {wait_seconds:g} s); expected a free file; "
                    "wait for it to end and try again, or read an export (`gapwatch export`)"
                )
                raise WarehouseBusy(path, message) from error
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads retries, keeps no secret
            pause = min(pause * 2, 0.5)
        else:
            con.execute("SET TimeZone = 'UTC'")
            return con


def _held(error: duckdb.Error) -> bool:
    """Whether somebody else has the file open: another process, or a thread of this one that opened it otherwise."""
    return "lock" in str(error).lower() or "different configuration" in str(error)


def append(con: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows, one value for each column, within the open transaction."""
    if rows:
        with con.appender(table) as appender:
            for row in rows:
                appender.append_row(*row)
