"""The configuration under which the benchmark runs: this repository's questions, and a program with its starting sources."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from flows.configuration import configuration

if TYPE_CHECKING:
    from flows.configuration import Configuration

PROGRAMS = Path(__file__).with_name("programs")
_CONFIG = Path(__file__).parents[2] / "config"
_SETTINGS = """warehouse = "gapwatch.duckdb"
interval_hours = 12
[fetching]
allow_private_addresses = true
per_host_interval_seconds = 0
per_host_concurrency = 8
contact = "mailto:benchmark@example.org"
retries = 0
[alerts]
feed = "alerts.xml"
"""


def declared(program: str, root: Path) -> Configuration:
    """The configuration, written under `root`. Raises FileNotFoundError for a program that is not there."""
    directory = root / "config"
    (directory / "programs").mkdir(parents=True)
    (directory / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copyfile(_CONFIG / "questions.toml", directory / "questions.toml")
    shutil.copyfile(PROGRAMS / f"{program}.toml", directory / "programs" / f"{program}.toml")
    return configuration(directory)
