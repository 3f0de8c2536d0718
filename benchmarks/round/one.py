"""One whole round of Gapwatch: ``python -m benchmarks.round.one DIRECTORY INSTANT [engine]``.

DIRECTORY holds the configuration, INSTANT is the simulated time (ISO 8601, UTC). With ``engine`` the round
goes through Prefect and the server that PREFECT_API_URL names. Prints cost, outcomes and changes as JSON.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from flows.monitor import RunReport


async def main(directory: Path, at: datetime, means: str) -> dict[str, object]:
    """Run the round and give what came of it."""
    from flows.configuration import configuration  # noqa: PLC0415 - start-up is measured apart from the round
    from flows.monitor import monitor  # noqa: PLC0415

    run: Callable[..., Awaitable[RunReport]] = monitor
    if means == "engine":
        from flows import engine  # noqa: PLC0415

        run = engine.monitor_once
    begun, begun_cpu = time.monotonic(), time.process_time()
    report = await run(configuration(directory), now=lambda: at, run_id=at.isoformat())
    return {
        "round_wall": time.monotonic() - begun,
        "round_cpu": time.process_time() - begun_cpu,
        "outcomes": report.outcomes,
        "changes": [[c.source_url, c.type, c.before, c.after] for c in report.changes],
    }


if __name__ == "__main__":
    from benchmarks.round.measured import printed

    printed(**asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[-1])))
