"""What a process says about itself at its end, and how another process asks it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process cost, start-up included, and what else it said.

    Wall and CPU (user and system, its children not counted) in seconds, peak memory in MB (10^6 bytes).
    """

    wall: float
    cpu: float
    peak: float
    said: dict[str, Any]


def printed(**more: object) -> None:
    """Print this process's own cost, and `more`, as one line of JSON."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    own = {"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024 / 1e6}
    print(json.dumps({**own, **more}, default=str))


def ran(module: str, *arguments: str) -> Ran:
    """Run ``python -m module arguments`` to its end. Raises CalledProcessError when it fails.

    Modules are compiled once and kept, as on an ordinary machine, whatever the environment says.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment)
    said = json.loads(ended.stdout.splitlines()[-1])
    return Ran(time.monotonic() - begun, said.pop("cpu"), said.pop("peak"), said)
