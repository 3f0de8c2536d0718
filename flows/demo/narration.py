"""The story in words for a terminal: the day, what the vendors did, and what Gapwatch said about it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.alerts.values import valued

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flows.demo.stage import Look
    from flows.demo.story import Story
    from warehouse import Change

WIDTH = 108
_INDENT = " " * 12
_QUOTE_LENGTH = 150
_SHOWN = 5
_WORDS = {
    "gap_closed": "gap closed",
    "gap_narrowed": "gap narrowed",
    "gap_widened": "gap widened",
    "gap_reopened": "gap reopened",
    "requirement_added": "added",
    "requirement_changed": "changed",
    "requirement_removed": "removed",
    "source_lost": "source lost",
    "source_back": "source back",
}


def opening(story: Story, weeks: int) -> list[str]:
    """What is about to be seen."""
    text = (
        f"{len(story.programs)} invented partner programs on a loopback site, {len(story.sources)} sources, "
        f"looked at once a week for {weeks} weeks of simulated time; on three days new pages are searched for. "
        "Everything else is real: configuration files, fetching, judging, reading, warehouse, alerts to a receiver."
    )
    return [*textwrap.wrap(text, WIDTH), ""]


def chapter(story: Story, look: Look) -> list[str]:
    """One look: what happened on that day and what was told. Nothing for a quiet week."""
    happened = [step.happens for step in story.steps if step.day == look.at.date()]
    if not happened and not look.messages:
        return []
    lines = list(_beside(f"{look.at:%Y-%m-%d}  ", happened or ["Nothing that the story knows of."]))
    lines += [f"{_INDENT}told: {message['title']}" for message in look.messages] or [
        f"{_INDENT}told nothing."
    ]
    for found in look.search.found if look.search else ():
        for source in found.enrolled:
            assert source.discovered is not None
            by = f"{source.discovered.how} at {urlsplit(source.discovered.where).path}"
            lines += _beside(f"{_INDENT}new page: ", [f"{urlsplit(source.url).path}, found by the {by}"])
    changes = sorted(look.changes, key=lambda change: not change.type.startswith("gap"))
    for change in changes[:_SHOWN]:
        lines += _beside(f"{_INDENT}  - ", [said(change)])
    if len(changes) > _SHOWN:
        lines.append(f"{_INDENT}  - and {len(changes) - _SHOWN} more")
    return [*lines, ""]


def quiet(looks: int, requests: int) -> list[str]:
    """How many weeks went by without a word; nothing for none."""
    if not looks:
        return []
    weeks = "1 quiet week" if looks == 1 else f"{looks} quiet weeks"
    return [f"{_INDENT}... {weeks}: {requests} requests, nothing to tell.", ""]


def said(change: Change) -> str:
    """One change in a line: what, where, before and after, and the vendor's own words."""
    about = (
        change.question or ", ".join(filter(None, (change.subject, change.attribute))) or change.source_url
    )
    values = " -> ".join(
        filter(None, (valued(value, change.unit) for value in (change.before, change.after)))
    )
    quote = f" “{textwrap.shorten(change.quote, _QUOTE_LENGTH, placeholder=' …')}”" if change.quote else ""
    return f"{_WORDS[change.type]}: {about}{': ' if values else ''}{values}{quote}"


def _beside(label: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, WIDTH, initial_indent=label, subsequent_indent=" " * len(label))
