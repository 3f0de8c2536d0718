"""The configuration of the benchmark's rounds, written as an operator would write it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.round.pages import COUNT, PAGES_PER_PROGRAM, path
from flows.demo.declared import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

CHANNEL = "GAPWATCH_BENCHMARK_RECEIVER"
_SETTINGS = f"""
warehouse = "gapwatch.duckdb"
confirmations = 2
lost_after = 5

[fetching]
user_agent = "gapwatch-benchmark/1.0"
contact = "https://example.org/gapwatch-benchmark"
allow_private_addresses = true
concurrency = 8
per_host_concurrency = 8
per_host_interval_seconds = 0
http2 = false

[alerts]
feed = "alerts.xml"

[alerts.channels.receiver]
url_env = "{CHANNEL}"
"""


def written(root: Path, address: str) -> Path:
    """Write a configuration for all pages of the site at `address` under `root`, and give its directory."""
    directory = root / "config"
    (directory / "programs").mkdir(parents=True)
    (directory / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copyfile(QUESTIONS, directory / "questions.toml")
    for program in range(COUNT // PAGES_PER_PROGRAM):
        text = _program(program, address)
        (directory / "programs" / f"vendor-{program:02}.toml").write_text(text, encoding="utf-8")
    return directory


def _program(program: int, address: str) -> str:
    first = program * PAGES_PER_PROGRAM
    sources = (
        f'[sources.page-{number - first}]\nurl = "{address}{path(number)}"\n'
        for number in range(first, first + PAGES_PER_PROGRAM)
    )
    return (
        f'key = "vendor-{program:02}"\nname = "Vendor {program:02} Partner Program (sample)"\n'
        f'vendor = "Vendor {program:02} (sample)"\n'
        f'homepage = "{address}/vendor-{program:02}.example/"\n' + "\n".join(sources)
    )
