"""What a process says about itself at its end, and how another process asks it."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: wall and CPU (user and system) in seconds, peak memory in MB (10^6 bytes)."""

    wall: float
    cpu: float
    peak: float


def printed() -> None:
    """Print this process's own cost as one line of JSON, its children not counted."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024 / 1e6}))


def cost(module: str, *arguments: str, **environment: str) -> Cost:
    """Run ``python -m module arguments`` and give what it cost. Raises CalledProcessError when it fails."""
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        env=environment or None,
    )
    said = json.loads(ended.stdout.splitlines()[-1])
    return Cost(time.monotonic() - begun, said["cpu"], said["peak"])
