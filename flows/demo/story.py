"""The demo's dated story, read from ``story.toml`` and the pages beside it.

A page is a function of the day: the newest file of its folder that is not after it, unless it is interrupted.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEEK = timedelta(days=7)
LOOK_AT = time(5, 17, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """One source of a sample program: where it stands on the site and how the site answers for it."""

    id: str  # program/name
    publisher: str  # whose site the page says it is
    path: str
    kind: str = "page"
    standing: str = "official"
    validators: bool = False  # served with an entity tag and without furniture that differs


@dataclass(frozen=True, slots=True)
class SampleProgram:
    """One invented program."""

    key: str
    name: str
    vendor: str
    homepage: str
    aliases: tuple[str, ...]
    sources: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Interruption:
    """What comes instead of a page, from `since` until (not including) `until`."""

    source: str
    since: date
    until: date
    answer: str  # bot_check or not_found


@dataclass(frozen=True, slots=True)
class Step:
    """What the vendors did on a day, in one sentence."""

    day: date
    happens: str


@dataclass(frozen=True, slots=True)
class Story:
    """Who there is, and what happens when."""

    programs: tuple[SampleProgram, ...]
    interruptions: tuple[Interruption, ...]
    steps: tuple[Step, ...]
    looks: tuple[datetime, ...]  # when the monitor looks; UTC, ascending

    @property
    def sources(self) -> tuple[Sample, ...]:
        """All sources of all programs, in the order of the file."""
        return tuple(source for program in self.programs for source in program.sources)

    def answer(self, sample: Sample, day: date) -> str | None:
        """The interruption's answer that holds for a source on that day, or None when the page is there."""
        holding = (i.answer for i in self.interruptions if i.source == sample.id and i.since <= day < i.until)
        return next(holding, None)

    def content(self, sample: Sample, day: date) -> str | None:
        """The text of a source as it stands on that day, or None before its first day."""
        suffix = "xml" if sample.kind == "feed" else "html"
        files = sorted((HERE / "pages" / sample.id).glob(f"*.{suffix}"))
        past = [file for file in files if date.fromisoformat(file.stem) <= day]
        return past[-1].read_text(encoding="utf-8") if past else None


def story(file: Path = HERE / "story.toml") -> Story:
    """The story of that file; KeyError or tomllib.TOMLDecodeError when it is broken, which tests rule out."""
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    weeks = (told["last_run"] - told["first_run"]) // WEEK
    first = datetime.combine(told["first_run"], LOOK_AT)
    return Story(
        programs=tuple(_program(program) for program in told["programs"]),
        interruptions=tuple(Interruption(**interruption) for interruption in told["interruptions"]),
        steps=tuple(Step(step["date"], step["happens"]) for step in told["steps"]),
        looks=tuple(first + week * WEEK for week in range(weeks + 1)),
    )


def _program(told: dict[str, Any]) -> SampleProgram:
    sources = (
        Sample(
            id=f"{told['key']}/{name}",
            publisher=source.get("publisher", told["vendor"]),
            path=source["url"],
            kind=source.get("kind", "page"),
            standing=source.get("standing", "official"),
            validators=source.get("validators", False),
        )
        for name, source in told["sources"].items()
    )
    return SampleProgram(
        key=told["key"],
        name=told["name"],
        vendor=told["vendor"],
        homepage=told["homepage"],
        aliases=tuple(told.get("aliases", ())),
        sources=tuple(sources),
    )
