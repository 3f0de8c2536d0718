"""Memory: captures, and everything that is derived from them, in one DuckDB file.

Made ready by `prepare`, told what is watched by `register`, fed by `record`; `settle` derives coverage, changes and what
is owed for them; `owed` and `delivered` keep the outbox. `imported` replays archives, `rebuild` derives everything again,
`exported` hands it out, and the reading functions answer questions. A path crosses every boundary, never a connection,
but for reading: `connect_read_only` waits while a run is writing.
"""

from __future__ import annotations

from warehouse.connection import connect_read_only
from warehouse.errors import (
    ExportError,
    SchemaError,
    SnapshotDamaged,
    WarehouseBusy,
    WarehouseError,
    WarehouseMissing,
)
from warehouse.exporting import exported
from warehouse.importing import imported
from warehouse.migrations import prepare
from warehouse.outbox import delivered, owed
from warehouse.rebuilding import rebuild
from warehouse.recording import known_documents, last_seen, outdated, record
from warehouse.records import Alert, Change, Exported, Fetch, Imported, Policy, Rebuilt, Seen
from warehouse.registering import register
from warehouse.settling import settle

__all__ = [
    "Alert",
    "Change",
    "ExportError",
    "Exported",
    "Fetch",
    "Imported",
    "Policy",
    "Rebuilt",
    "SchemaError",
    "Seen",
    "SnapshotDamaged",
    "WarehouseBusy",
    "WarehouseError",
    "WarehouseMissing",
    "connect_read_only",
    "delivered",
    "exported",
    "imported",
    "known_documents",
    "last_seen",
    "outdated",
    "owed",
    "prepare",
    "rebuild",
    "record",
    "register",
    "settle",
]
