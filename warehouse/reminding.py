"""Reminders: a promised number whose day comes near, or has passed, while the vendor publishes no figure of it.

Each stage of a promise is told once. A stage that was reached before the promise became known here is not: so neither
history that is imported nor rules that read more than before remind anybody of what is long over.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from warehouse.connection import append

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

_COLUMNS = (
    "program, subject, attribute, comparator, value, value_max, unit, due, due_on, days_left, promised_on, source_id, url,"
    " quote, snapshot, figure, figure_comparator, figure_on, figure_quote, figure_url, figure_source_id, figure_snapshot,"
    " reached"
)
_DATED = f"""
    SELECT {_COLUMNS}, p.name FROM commitments_as_of($now) JOIN programs AS p USING (program)
    WHERE kind = 'target' AND due_on IS NOT NULL AND json_type(value) IN ('UBIGINT', 'BIGINT', 'DOUBLE')
        AND p.watched AND program IN (SELECT program FROM introductions)
    ORDER BY program, due_on, promised_on, value::VARCHAR"""  # noqa: S608 - constants of this module


@dataclass(frozen=True, slots=True)
class _Promise:
    """A promise with its date: its digest, and the row that tells all of it."""

    key: str
    row: dict[str, Any]

    def due(self, stages: Sequence[int], since: date) -> int | None:
        """The stage that is reached and was not when the promise became known, if there is something to tell of it."""
        left: int = self.row["days_left"]
        stage = min((one for one in stages if left <= one - (one == 0)), default=None)
        if stage is None:
            return None
        begins = self.row["due_on"] + timedelta(days=-stage if stage else 1)
        if begins <= since:
            return None
        kept = self.row["reached"] is not None and self.row["reached"] >= 1
        silent = self.row["figure"] is None
        return stage if silent or (stage == 0 and not kept) else None


def remind(con: DuckDBPyConnection, stages: Sequence[int], run_id: str, now: datetime) -> None:
    """Put what is to be told of promises into one alert, within the transaction that settles.

    `stages` are days before the last day; 0 is when that day has passed. A promise that a figure was published of is told
    only when its day has passed and the figure is short of it.
    """
    promises = _promises(con, now)
    noted = con.execute("SELECT promise, stage, noted_at FROM commitment_notices").fetchall()
    since = {key: at.astimezone(UTC).date() for key, stage, at in noted if stage is None}
    told = {(key, stage) for key, stage, _ in noted if stage is not None}
    new = {one.key: one for one in promises if one.key not in since}
    append(
        con, "commitment_notices", [(one.key, None, one.row["program"], now, None) for one in new.values()]
    )
    reached = [
        (one, stage)
        for one in promises
        if one.key in since and (stage := one.due(stages, since[one.key])) is not None
        if (one.key, stage) not in told
    ]
    if reached:
        _tell(con, reached, run_id, now)


def _promises(con: DuckDBPyConnection, now: datetime) -> list[_Promise]:
    rows = con.execute(_DATED, {"now": now})
    names = [column[0] for column in rows.description or ()]
    found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    return [_Promise(_key(row), row) for row in found]


def _key(row: dict[str, Any]) -> str:
    named = [row["program"], json.loads(row["value"]), row["unit"], row["due_on"].isoformat()]
    return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest()


def _tell(
    con: DuckDBPyConnection, reached: Sequence[tuple[_Promise, int]], run_id: str, now: datetime
) -> None:
    named = sorted(f"{promise.key} {stage}" for promise, stage in reached)
    alert = hashlib.sha256("\n".join(["reminder", *named]).encode()).hexdigest()
    payload = {
        "id": alert,
        "type": "reminder",
        "run_id": run_id,
        "created_at": now.isoformat(),
        "commitments": [{"stage": stage, **_plain(promise.row)} for promise, stage in reached],
    }
    append(con, "alerts", [(alert, "reminder", now, run_id, json.dumps(payload, ensure_ascii=False))])
    append(
        con,
        "commitment_notices",
        [(promise.key, stage, promise.row["program"], now, alert) for promise, stage in reached],
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON has it: values as they are, days in ISO 8601."""
    values: Iterable[str] = ("value", "value_max", "figure")
    days: Iterable[str] = ("due_on", "promised_on", "figure_on")
    return {
        **{name: value for name, value in row.items() if name != "name"},
        **{name: json.loads(row[name]) if row[name] else None for name in values},
        **{name: row[name].isoformat() if row[name] else None for name in days},
        "program_name": row["name"],
    }
