"""Processes that read history again and kill themselves at a named point. A double, not a test."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from warehouse import begin_rereading, connection, read_again, rebuild, rereading, switching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue, Program
    from warehouse import Policy

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["warehouse.importing", "warehouse.rebuilding"])  # code, nothing open
IN_THE_SWITCH = (
    "note_before",
    "_put_judgements",
    "_put_readings",
    "settle_again_within",
    "write_differences",
)
"""Steps of `switching.finish_rereading`, after each of which a process may die."""
COMMIT, CHECKPOINT = "commit", "checkpoint"
"""Just before the switch is committed, and between that and the merging of the log."""


def died(work: Callable[..., None], *arguments: Any) -> bool:
    """Do this work in a process of its own; whether it killed itself. Anything but that or a good end is an error."""
    process = _FORKS.Process(target=work, args=arguments)
    process.start()
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def rebuild_and_die(  # noqa: PLR0917 - those of rebuild
    point: str, path: Path, programs: Sequence[Program], catalogue: Catalogue, policy: Policy, rules: str
) -> None:
    """Rebuild, and die at this point of the switch."""
    if point in IN_THE_SWITCH:
        setattr(switching, point, _deadly(getattr(switching, point)))
    else:
        setattr(switching, "merging", {COMMIT: _dying_before_commit, CHECKPOINT: _dying_after_commit}[point])  # noqa: B010 - typed otherwise
    rebuild(path, programs, catalogue, policy, rules)


def stage_and_die(
    batches: int, path: Path, programs: Sequence[Program], catalogue: Catalogue, rules: str
) -> None:
    """Stage capture by capture, and die after so many of them."""
    rereading.STAGED_EVERY = 1
    staged, left = rereading.stage, batches

    def stage(*arguments: Any) -> None:
        nonlocal left
        staged(*arguments)
        left -= 1
        if not left:
            _die()

    setattr(rereading, "stage", stage)  # noqa: B010 - typed otherwise
    begun = begin_rereading(path, programs, rules)
    assert begun is not None
    read_again(path, begun, catalogue)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _deadly(step: Callable[..., Any]) -> Callable[..., None]:
    def done(*arguments: Any, **named: Any) -> None:
        step(*arguments, **named)
        _die()

    return done


@contextmanager
def _dying_before_commit(path: Path) -> Iterator[DuckDBPyConnection]:
    with connection.merging(path) as con:
        yield con
        _die()


@contextmanager
def _dying_after_commit(path: Path) -> Iterator[DuckDBPyConnection]:
    with connection.writing(path) as con:
        yield con
    _die()
