"""Rebuild: judge and read every capture again by the rules of today, then derive the ledger again. Nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse.apart import PDF_SECONDS
from warehouse.rereading import begin_rereading, read_again
from warehouse.settling import settle
from warehouse.switching import finish_rereading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program
    from warehouse.records import Policy, Rebuilt


def rebuild(  # noqa: PLR0913 - what reading again rests on
    path: Path | str,
    programs: Sequence[Program],
    catalogue: Catalogue,
    policy: Policy,
    rules: str,
    *,
    made_of: Mapping[str, str] | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    pdf_seconds: float = PDF_SECONDS,
) -> Rebuilt:
    """Derive everything again from snapshots and captures, equal to what runs would have derived.

    What was told stays told. Captures whose bytes are damaged are named in the result and keep their old judgement and
    reading. Nothing that holds is touched before all is read: a rebuild that is killed leaves everything as it was, and
    the next one goes on where it stopped. `made_of`, `jobs` and `pdf_seconds` are those of
    `warehouse.rereading.begin_rereading` and `read_again`; `progress` hears how many captures of how many are read.
    """
    rereading = begin_rereading(path, programs, rules, made_of, everything=True)
    assert rereading is not None  # everything is never nothing
    read_again(path, rereading, catalogue, jobs=jobs, progress=progress, pdf_seconds=pdf_seconds)
    rebuilt = finish_rereading(path, rereading, programs, catalogue, policy)
    changes = settle(path, catalogue, replace(policy, live=False), "rebuild", datetime.now(UTC))
    return replace(rebuilt, changes=rebuilt.changes + len(changes))
