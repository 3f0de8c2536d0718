"""A run without an engine, with its progress shown: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from flows.cli.output import said_at_times, talk
from flows.monitor import Surroundings, monitor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from flows.configuration import Configuration
    from flows.monitor import RunReport
    from flows.rounds import Progress


def watched(
    configuration: Configuration,
    programs: Sequence[str],
    now: Callable[[], datetime],
    *,
    due: bool,
    wait_seconds: float,
) -> RunReport:
    """Run the monitor and say on standard error how far it is."""

    def run(progress: Callable[[Progress], None]) -> RunReport:
        around = Surroundings(
            progress=progress, rereading=said_at_times("captures read again"), wait_seconds=wait_seconds
        )
        return asyncio.run(monitor(configuration, programs, now=now, scheduled=due, around=around))

    return _with_bar(run) if sys.stderr.isatty() else run(_line)


def _line(at: Progress) -> None:
    fetch = at.fetch
    reason = "" if fetch.outcome.healthy else f" ({fetch.reason})"
    talk(f"{at.done}/{at.total} {fetch.source_id}: {fetch.outcome.value.replace('_', ' ')}{reason}")


def _with_bar(run: Callable[[Callable[[Progress], None]], RunReport]) -> RunReport:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("fetching"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("", total=None)
        return run(
            lambda at: bar.update(shown, completed=at.done, total=at.total, description=at.fetch.source_id)
        )
