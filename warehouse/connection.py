"""Short connections to the one file. A process that writes locks out all others, so nothing here holds on."""

from __future__ import annotations

import logging
import random
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import duckdb

from warehouse.errors import WarehouseBusy, WarehouseDamaged, WarehouseMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

Row: TypeAlias = tuple[Any, ...]
BLOCK_BYTES = 16_384
"""Of new files. In DuckDB's 256 KiB half would stay empty: a hundred columns of which most hold a few kilobytes."""

CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "default_block_size": BLOCK_BYTES,
}
WRITER_WAIT_SECONDS = 600.0
"""A run would lose what it fetched, so it waits long for whoever reads, as a notebook that keeps its connection does."""

SILENT_SECONDS = 3.0
"""How long a writer waits before it says so."""

_logger = logging.getLogger("gapwatch")
_one_writer = threading.RLock()
"""Threads of one process take turns, as processes do: a run records while it reads history again."""


def connect_read_only(path: Path | str, wait_seconds: float = 5.0) -> DuckDBPyConnection:
    """Open the warehouse for reading; while a run is writing, try again for up to `wait_seconds`.

    Raises WarehouseMissing when there is no file, WarehouseBusy when the writer did not finish in time, and
    WarehouseDamaged when the file cannot be opened as a database.
    """
    place = Path(path)
    if not place.exists():
        raise WarehouseMissing(
            place, "there is no warehouse yet; expected a DuckDB file; run `gapwatch run` first"
        )
    return _connected(place, wait_seconds, read_only=True)


@contextmanager
def writing(path: Path | str, wait_seconds: float | None = None) -> Iterator[DuckDBPyConnection]:
    """One transaction: committed when the block ends, rolled back when it raises.

    The log is left beside the file rather than merged at every close: merging copies whole row groups, and a run writes
    many small batches. Settling merges it once. Raises WarehouseBusy when readers kept the file for `wait_seconds`
    (else for WRITER_WAIT_SECONDS), and WarehouseDamaged when it cannot be opened as a database.
    """
    with _one_writer, closing(_connected(Path(path), wait_seconds, read_only=False)) as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        with _transaction(con):
            yield con


@contextmanager
def merging(path: Path | str, wait_seconds: float | None = None) -> Iterator[DuckDBPyConnection]:
    """One transaction like `writing`, after which the log is merged: the file alone then holds everything."""
    with _one_writer, closing(_connected(Path(path), wait_seconds, read_only=False)) as con:
        with _transaction(con):
            yield con
        con.execute("CHECKPOINT")


@contextmanager
def rewriting(path: Path | str) -> Iterator[DuckDBPyConnection]:
    """The file to oneself, without a transaction: nobody else opens it until the block ends. Its log is merged."""
    con = _connected(Path(path), WRITER_WAIT_SECONDS, read_only=False)
    try:
        con.execute("CHECKPOINT")
        # Closing would else delete the log beside the name, which may be the log of a new file by then.
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        yield con
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


def _connected(path: Path, wait_seconds: float | None, *, read_only: bool) -> DuckDBPyConnection:
    wait_seconds = WRITER_WAIT_SECONDS if wait_seconds is None else wait_seconds
    started = time.monotonic()
    pause, said = 0.02, read_only
    while True:
        try:
            con = duckdb.connect(str(path), read_only=read_only, config=CONFIGURATION)
            con.execute("SET TimeZone = 'UTC'")
        except duckdb.Error as error:
            if not _held(error):
                raise _damaged(path, error) from error
            waited = time.monotonic() - started
            if waited + pause > wait_seconds:
                raise _busy(path, wait_seconds, read_only=read_only) from error
            if waited >= SILENT_SECONDS and not said:
                _logger.warning("waiting for a reader of %s to close it (up to %g s)", path, wait_seconds)
                said = True
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads retries, keeps no secret
            pause = min(pause * 2, 0.5)
        else:
            return con


def _held(error: duckdb.Error) -> bool:
    """Whether somebody else has the file open: another process, or a thread of this one that opened it otherwise."""
    said = str(error)
    return (
        (isinstance(error, duckdb.IOException) and said.startswith(_LOCKED))
        or (isinstance(error, duckdb.ConnectionException) and _OPENED_OTHERWISE in said)
        or _CLOSING in said
    )


_LOCKED = "IO Error: Could not set lock on file"
_CLOSING = "Unique file handle conflict"
_OPENED_OTHERWISE = "with a different configuration than existing connections"


def _busy(path: Path, wait_seconds: float, *, read_only: bool) -> WarehouseBusy:
    who = "writing" if read_only else "using it"
    return WarehouseBusy(
        path,
        f"another process is {who} (waited {wait_seconds:g} s); expected a free file; "
        "wait for it to end and try again, or read an export (`gapwatch export`)",
    )


def _damaged(path: Path, error: duckdb.Error) -> WarehouseDamaged:
    said = str(error).removeprefix("IO Error: ").splitlines()[0].rstrip("!.")
    return WarehouseDamaged(
        path,
        f"cannot be opened ({said}); expected the warehouse, a DuckDB file that this process may open; name the right "
        "file (--warehouse, or `warehouse` in settings.toml), or put the last good copy of it in its place",
    )


def append(con: DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows, one value for each column, within the open transaction."""
    if rows:
        with con.appender(table) as appender:
            for row in rows:
                appender.append_row(*row)
