"""``gapwatch demo``: plays the whole story with the real monitor and says what comes of it."""

from __future__ import annotations

import shlex
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.demo.narration import chapter, opening, quiet
from flows.demo.stage import staged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path("var/demo")
_MARK = ".made-by-gapwatch-demo"
_SQL = (
    "SELECT program, question, status, valid_from::DATE AS since, valid_to::DATE AS until, days "
    "FROM gap_history WHERE gap AND valid_to IS NOT NULL ORDER BY valid_to, question"
)
_SHOWN = (
    ("The board as it stands at the end:", ("board",)),
    (
        "One question to the warehouse in SQL: which gaps have moved, and how long had they been open?",
        ("sql", _SQL),
    ),
)
_NEXT = (
    ("changes", "--since", "2026-03-01"),
    ("show", "northwind-labs", "renewal"),
    ("show", "tessera-ai", "renewal"),
    ("compare", "northwind-labs", "halcyon-cloud"),
    ("history", "meridian-data"),
    ("sources",),
)


class NotOurs(click.ClickException):
    """The demo's directory exists and was not made by a demo, so it is left alone."""


def demo(root: Path = ROOT, say: Callable[[str], None] = print) -> None:
    """Play the story into a fresh `root`, say each step, and leave configuration, warehouse and feed behind.

    Safe to repeat: what an earlier demo left is replaced. Raises NotOurs when `root` holds something else.
    """
    started = time.monotonic()
    cleared(root)
    with staged(root) as stage:
        _say(say, opening(stage.story, len(stage.story.looks)))
        told: list[str] = []
        silent, requests = 0, 0
        for at in stage.story.looks:
            look = stage.look(at)
            told += [f"  {at:%Y-%m-%d}  {message['title']}" for message in look.messages]
            lines = chapter(stage.story, look)
            if lines:
                _say(say, [*quiet(silent, requests), *lines])
                silent, requests = 0, 0
            else:
                silent, requests = silent + 1, requests + look.requests
        _say(say, quiet(silent, requests))
    _say(say, ["Every alert that reached the receiver:", *told, ""])
    _show(root, say)
    say(f"The story took {time.monotonic() - started:.0f} s.")


def _say(say: Callable[[str], None], lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _show(root: Path, say: Callable[[str], None]) -> None:
    """Run the closing commands on the warehouse as it was left, each as a person would type it."""
    from flows.cli import gapwatch  # noqa: PLC0415 - the command line imports the demo in its turn

    place = ("--config", str(root / "config"), "--warehouse", str(root / "gapwatch.duckdb"))
    for heading, command in _SHOWN:
        _say(say, [heading, f"$ {_typed(place, command)}"])
        gapwatch.main([*place, *command], prog_name="gapwatch", standalone_mode=False)
        say("")
    _say(say, ["What to do next, on the same warehouse:", *(f"  {_typed(place, it)}" for it in _NEXT)])
    say(f"  {root / 'alerts.xml'} is the Atom feed of everything that was told.")


def _typed(place: Sequence[str], command: Sequence[str]) -> str:
    return " ".join([_program(), *(_quoted(word) for word in (*place, *command))])


def _program() -> str:
    """What a person types to call this gapwatch: its name where PATH has it, else its path, as it was called."""
    called = Path(sys.argv[0]).absolute()
    found = shutil.which("gapwatch")
    if called.name != "gapwatch" or not called.is_file() or (found and called.samefile(found)):
        return "gapwatch"
    here = Path.cwd()
    return shlex.quote(f"./{called.relative_to(here)}" if called.is_relative_to(here) else str(called))


def _quoted(word: str) -> str:
    """A word as a person would quote it in a shell; SQL between double quotes, as it holds single ones."""
    return f'"{word}"' if "'" in word and not set(word) & set('"$`\\!') else shlex.quote(word)


def cleared(root: Path) -> None:
    """Make `root` an empty directory; NotOurs when it holds something that no demo made."""
    if root.exists() and any(root.iterdir()):
        if not (root / _MARK).is_file():
            raise NotOurs(
                f"{root}: exists and was not made by gapwatch demo; name another directory, or move it"
            )
        shutil.rmtree(root)
    root.mkdir(parents=True, exist_ok=True)
    (root / _MARK).write_text("gapwatch demo replaces everything in this directory\n", encoding="utf-8")
