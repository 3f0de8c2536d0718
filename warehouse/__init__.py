"""Memory: captures, and everything that is derived from them, in one DuckDB file.

Made ready by `prepare`, told what is watched by `register`, fed by `record`; `settle` derives coverage, changes and what
is owed for them; `owed` and `delivered` keep the outbox. `imported` replays archives, `rebuild` derives everything again
(in the steps `begin_rereading`, `read_again` and `finish_rereading`, of which a run does the second beside its fetching),
`exported` hands it out (`ledger_exported` so that it can be compared), and the reading functions answer questions.
`compact` and `prune` keep the file small, `verified` checks it. A
path crosses every boundary, never a connection, but for reading: `connect_read_only` waits while a run is writing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from warehouse.connection import connect_read_only
from warehouse.errors import (
    ExportError,
    NoRoom,
    ProgramKeyUnfit,
    SchemaError,
    SnapshotDamaged,
    WarehouseBusy,
    WarehouseDamaged,
    WarehouseError,
    WarehouseMissing,
)
from warehouse.exporting import exported
from warehouse.ledger_export import ledger_exported
from warehouse.migrations import prepare
from warehouse.outbox import delivered, owed
from warehouse.records import Alert, Change, Exported, Fetch, Imported, Policy, Rebuilt, Seen
from warehouse.registering import register
from warehouse.retention import Retention
from warehouse.verifying import Verified, verified

if TYPE_CHECKING:
    from warehouse.archiving import archive_written
    from warehouse.compacting import Compacted, compact, pack_all_due, pack_when_due
    from warehouse.identities import addresses_of
    from warehouse.importing import imported
    from warehouse.pruning import Pruned, prunable, prune
    from warehouse.rebuilding import rebuild
    from warehouse.recording import known_documents, last_seen, outdated, record
    from warehouse.rereading import begin_rereading, read_again
    from warehouse.settling import settle
    from warehouse.switching import finish_rereading

__all__ = [
    "Alert",
    "Change",
    "Compacted",
    "ExportError",
    "Exported",
    "Fetch",
    "Imported",
    "NoRoom",
    "Policy",
    "ProgramKeyUnfit",
    "Pruned",
    "Rebuilt",
    "Retention",
    "SchemaError",
    "Seen",
    "SnapshotDamaged",
    "Verified",
    "WarehouseBusy",
    "WarehouseDamaged",
    "WarehouseError",
    "WarehouseMissing",
    "addresses_of",
    "archive_written",
    "begin_rereading",
    "compact",
    "connect_read_only",
    "delivered",
    "exported",
    "finish_rereading",
    "imported",
    "known_documents",
    "last_seen",
    "ledger_exported",
    "outdated",
    "owed",
    "pack_all_due",
    "pack_when_due",
    "prepare",
    "prunable",
    "prune",
    "read_again",
    "rebuild",
    "record",
    "register",
    "settle",
    "verified",
]

_WITH_EXTRACTORS = {
    "addresses_of": "identities",
    "archive_written": "archiving",
    "Compacted": "compacting",
    "begin_rereading": "rereading",
    "compact": "compacting",
    "finish_rereading": "switching",
    "imported": "importing",
    "known_documents": "recording",
    "last_seen": "recording",
    "outdated": "recording",
    "pack_all_due": "compacting",
    "pack_when_due": "compacting",
    "Pruned": "pruning",
    "prunable": "pruning",
    "prune": "pruning",
    "read_again": "rereading",
    "rebuild": "rebuilding",
    "record": "recording",
    "settle": "settling",
}
"""What needs the extractors, and the module that holds it: imported when asked for, so that reading starts at once."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the surface holds
    if name not in _WITH_EXTRACTORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WITH_EXTRACTORS[name]}"), name)
