"""Settling: derive the ledger of every program with news, and write what differs with the alerts owed for it.

One transaction: state and alerts commit together. Captures that a killed run left behind are picked up by the next.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.coverage import question_status
from warehouse.connection import merging
from warehouse.ledger import ledger
from warehouse.ledger_rows import write_ledgers
from warehouse.news import replace_settlements, settled_otherwise, with_news
from warehouse.owing import owe
from warehouse.program_history import history
from warehouse.recording import microseconds
from warehouse.reminding import remind
from warehouse.revisions import Revision, keep_revisions, revisions, with_late_captures
from warehouse.telling import to_tell
from warehouse.terms import note_terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from extractors.catalogue import Catalogue
    from warehouse.connection import Row
    from warehouse.derived import Ledger
    from warehouse.news import News
    from warehouse.records import Change, Policy


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling one program gave: its ledger, the changes that were not there before, and those to be told.

    `revised` is what the ledger had said otherwise before captures of earlier days became known.
    """

    ledger: Ledger
    differs: bool  # from what was stored
    new: tuple[Change, ...]
    telling: tuple[Change, ...]
    revised: tuple[Revision, ...]
    row: Row  # how far the program is settled now


def settle(
    path: Path | str, catalogue: Catalogue, policy: Policy, run_id: str, now: datetime
) -> tuple[Change, ...]:
    """Bring coverage, history and changes up to date with the captures, and owe alerts when `policy.live`.

    Gives back the changes that were not known before, oldest first. Told are, at most once each, those that our own
    captures show and that are new since people were told last; history that was imported, rules or configuration that
    changed (a source that is watched from now on) wake nobody.
    """
    with merging(path) as con:
        return settle_within(con, catalogue, policy, run_id, now)


def settle_within(
    con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy, run_id: str, now: datetime
) -> tuple[Change, ...]:
    """Settle as a part of a transaction that does more, such as a rebuild's."""
    settled = [
        _settled(con, program, catalogue, policy, news)
        for program, news in with_news(con, catalogue, policy).items()
    ]
    write_ledgers(con, [one.ledger for one in settled if one.differs])
    keep_revisions(con, [revision for one in settled for revision in one.revised], run_id, now)
    replace_settlements(con, [one.row for one in settled])
    note_terms(con, [one.ledger.program for one in settled], catalogue, policy)
    if policy.live:
        owe(con, catalogue, settled, run_id, now)
        if policy.commitment_days:
            remind(con, policy.commitment_days, run_id, now)
    return tuple(sorted((c for s in settled for c in s.new), key=lambda c: (c.captured_at, c.id)))


def settle_again_within(
    con: DuckDBPyConnection, catalogue: Catalogue, policy: Policy, programs: Collection[str]
) -> None:
    """Derive the ledgers of these programs, and of those with another basis, again; nobody is told.

    They rest on the captures that were settled before and on no others. So what differs then is the doing of rules and
    configuration alone, and captures that are new stay to be settled.
    """
    settled = [
        _settled(con, program, catalogue, replace(policy, live=False), news)
        for program, news in settled_otherwise(con, catalogue, policy, programs).items()
    ]
    write_ledgers(con, [one.ledger for one in settled])
    replace_settlements(con, [one.row for one in settled])
    note_terms(con, [one.ledger.program for one in settled], catalogue, policy)


def _settled(
    con: DuckDBPyConnection, program: str, catalogue: Catalogue, policy: Policy, news: News
) -> Settled:
    before = news.before
    known_to, told_to = (before.sequence, before.told_to) if before else (0, 0)
    past = history(con, program, catalogue, policy, news.sequence)
    derived = ledger(past, question_status)
    digest = hashlib.sha256(repr((derived.changes, derived.coverage, derived.periods)).encode()).hexdigest()
    rows = con.execute("SELECT id FROM changes WHERE program = $program", {"program": program}).fetchall()
    known = {key for (key,) in rows}
    quiet = {source: (document, microseconds(at)) for source, (document, at) in derived.quiet.items()}
    settled_to = (news.sequence, news.sequence if policy.live else told_to)
    late = with_late_captures(past, known_to)
    return Settled(
        ledger=derived,
        differs=before is None or before.digest != digest,
        new=tuple(change for change in derived.changes if change.id not in known),
        telling=to_tell(past, derived, told_to, question_status) if policy.live else (),
        revised=revisions(ledger(late, question_status), derived, late, past) if late else (),
        row=(program, *settled_to, news.basis, digest, json.dumps(quiet)),
    )
