"""What is still owed to which channel. An alert is owed to a channel until a delivery there ended without an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.connection import append, connect_read_only, writing
from warehouse.records import Alert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path


def owed(path: Path | str, channels: Sequence[str]) -> tuple[Alert, ...]:
    """Alerts that at least one of these channels has not had, oldest first, each with the channels that lack it."""
    con = connect_read_only(path)
    try:
        rows = con.execute(
            "SELECT a.id, a.type, a.created_at, a.run_id, a.payload::VARCHAR, list(c.channel ORDER BY c.channel)"
            " FROM alerts a, (SELECT unnest($channels) AS channel) c WHERE NOT EXISTS"
            " (FROM deliveries d WHERE d.alert = a.id AND d.channel = c.channel AND d.error IS NULL)"
            " GROUP BY ALL ORDER BY a.created_at, a.id",
            {"channels": list(channels)},
        ).fetchall()
    finally:
        con.close()
    return tuple(Alert(a, of, at, run, payload, tuple(to)) for a, of, at, run, payload, to in rows)


def delivered(path: Path | str, alert_id: str, channel: str, at: datetime, error: str | None) -> None:
    """Note an attempt to deliver; without an error nothing is owed to that channel any more."""
    with writing(path) as con:
        append(con, "deliveries", [(alert_id, channel, at, error)])
