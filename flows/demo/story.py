"""The demo's dated story, read from ``story.toml`` and the pages beside it.

A page is a function of the day: the newest file of its folder that is not after it, unless it is interrupted. What else
happens on the site (sitemaps, feeds, pages that nobody has declared) stands under ``site`` as a script has it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.vendorsite import Event, Interruption, Page, Script
from flows.vendorsite.script import events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    scopes: tuple[str, ...]  # paths under which its pages may be discovered
    sources: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What the vendors did on a day, in one sentence."""

    day: date
    happens: str


@dataclass(frozen=True, slots=True)
class Story:
    """Who there is, and what happens when."""

    programs: tuple[SampleProgram, ...]
    site: tuple[Event, ...]  # everything that happens on the vendors' sites
    steps: tuple[Step, ...]
    looks: tuple[datetime, ...]  # when the monitor looks; UTC, ascending
    searches: tuple[datetime, ...]  # those after which new pages are searched for

    @property
    def sources(self) -> tuple[Sample, ...]:
        """All sources of all programs, in the order of the file."""
        return tuple(source for program in self.programs for source in program.sources)

    @property
    def script(self) -> Script:
        """The script of the one site on which all the vendors stand."""
        return Script("sample", self.site)


def story(file: Path = HERE / "story.toml") -> Story:
    """The story of that file; KeyError or tomllib.TOMLDecodeError when it is broken, which tests rule out."""
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    weeks = (told["last_run"] - told["first_run"]) // WEEK
    first = datetime.combine(told["first_run"], LOOK_AT)
    looks = tuple(first + week * WEEK for week in range(weeks + 1))
    programs = tuple(_program(program) for program in told["programs"])
    return Story(
        programs=programs,
        site=(*_pages(programs), *_interruptions(programs, told), *events(told["site"], HERE / "pages")),
        steps=tuple(Step(step["date"], step["happens"]) for step in told["steps"]),
        looks=looks,
        searches=tuple(look for look in looks if look.date() in told["searches"]),
    )


def _pages(programs: Iterable[SampleProgram]) -> Iterator[Page]:
    """Each file as the page that it is from its day on."""
    for sample in (source for program in programs for source in program.sources):
        for file in sorted((HERE / "pages" / sample.id).glob("*.html")):
            yield Page(
                sample.path,
                date.fromisoformat(file.stem),
                file.read_text(encoding="utf-8"),
                form="pdf" if sample.kind == "pdf" else "page",
                publisher=sample.publisher,
                validators="strong" if sample.validators else "none",
            )


def _interruptions(programs: Iterable[SampleProgram], told: dict[str, Any]) -> Iterator[Interruption]:
    paths = {source.id: source.path for program in programs for source in program.sources}
    for one in told["interruptions"]:
        yield Interruption(paths[one["source"]], one["since"], one["answer"], one["until"])


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
        scopes=tuple(told["scopes"]),
        sources=tuple(sources),
    )
