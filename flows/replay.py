"""History from WARC files, through the very same judging, reading and ledger as a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import warehouse
from flows.configuration import merged, programs_from_jsonl, rules_version
from flows.rereading import policy_of, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from flows.configuration import Configuration
    from warehouse import Imported


def replayed(
    configuration: Configuration,
    files: Sequence[Path],
    declared: Path | None = None,
    unclaimed_program: str | None = None,
    progress: Callable[[Path, int], None] | None = None,
) -> Imported:
    """Take the captures of these files into the warehouse, and say what came of it; nobody is alerted.

    `declared` is a file of JSON lines with programs and sources besides the configured ones; what no source
    claims goes to `unclaimed_program`, if there is one. The caller holds the run lock.
    """
    programs = configuration.programs
    if declared is not None:
        programs = merged(programs, programs_from_jsonl(declared))
    # As declared, not as configured: else each import would read again what the one before it had read.
    prepare(replace(configuration, programs=programs))
    taken = warehouse.imported(
        configuration.settings.warehouse,
        files,
        programs,
        configuration.catalogue,
        policy_of(configuration.settings, live=False),
        rules_version(configuration),
        run_id=uuid4().hex,
        now=datetime.now(UTC),
        progress=progress,
        unclaimed_program=unclaimed_program,
    )
    warehouse.pack_all_due(configuration.settings.warehouse)
    return taken
