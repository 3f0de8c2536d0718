"""The demo's configuration, written as the TOML files that an operator would write."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import flows

if TYPE_CHECKING:
    from flows.demo.story import SampleProgram, Story

CHANNEL = "GAPWATCH_DEMO_RECEIVER"
"""The environment variable that holds the address of the loopback receiver."""

QUESTIONS = Path(flows.__file__).parents[1] / "config" / "questions.toml"
_SETTINGS = f"""# Written by gapwatch demo; everything here is loopback, so nobody has to be spared.
timezone = "UTC"
schedule = "17 5 * * 1"  # Mondays; absences are therefore confirmed a week later
warehouse = "gapwatch.duckdb"
confirmations = 2
lost_after = 3

[fetching]
user_agent = "gapwatch-demo/1.0"
contact = "https://example.org/gapwatch-demo"
allow_private_addresses = true
per_host_interval_seconds = 0
per_host_concurrency = 8
retries = 0
http2 = false

[alerts]
feed = "alerts.xml"

[alerts.channels.receiver]
url_env = "{CHANNEL}"
"""


def declared(story: Story, root: Path, address: str) -> Path:
    """Write the configuration directory for the story's site at `address` under `root`, and give its path."""
    directory = root / "config"
    (directory / "programs").mkdir(parents=True, exist_ok=True)
    (directory / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copyfile(QUESTIONS, directory / "questions.toml")
    for program in story.programs:
        text = _program(program, address)
        (directory / "programs" / f"{program.key}.toml").write_text(text, encoding="utf-8")
    return directory


def _program(program: SampleProgram, address: str) -> str:
    lines = [
        "# Written by gapwatch demo: an invented program on a loopback site.",
        f"key = {_text(program.key)}",
        f"name = {_text(program.name)}",
        f"vendor = {_text(program.vendor)}",
        f"homepage = {_text(address + program.homepage)}",
        f"aliases = [{', '.join(map(_text, program.aliases))}]",
        "",
        "[[scopes]]",
        f"host = {_text(urlsplit(address).hostname or '')}",
        f"paths = [{', '.join(map(_text, program.scopes))}]",
    ]
    for source in program.sources:
        lines += [
            "",
            f"[sources.{source.id.partition('/')[2]}]",
            f"url = {_text(address + source.path)}",
            f"kind = {_text(source.kind)}",
            f"standing = {_text(source.standing)}",
        ]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # JSON strings are TOML basic strings
