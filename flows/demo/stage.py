"""The stage of the story: site, receiver and clock, and looks of the real monitor at simulated instants."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.configuration import configuration
from flows.demo.declared import CHANNEL, declared
from flows.demo.site import RECEIVER, Receiver, Site
from flows.demo.story import Story, story
from flows.vendorsite import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from flows.discovery.looking import DiscoveryReport
    from flows.monitor import RunReport
    from warehouse import Change


@dataclass(slots=True)
class Clock:
    """The simulated instant (UTC) that the site and the monitor both go by."""

    at: datetime

    def __call__(self) -> datetime:
        """The instant."""
        return self.at


@dataclass(frozen=True, slots=True)
class Look:
    """One run of the monitor, the search for new pages where one came after it, and the messages that the receiver got."""

    at: datetime
    report: RunReport
    search: DiscoveryReport | None
    messages: tuple[dict[str, Any], ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What both found."""
        return self.report.changes + (self.search.changes if self.search else ())

    @property
    def requests(self) -> int:
        """What both asked for."""
        searches = self.search.found if self.search else ()
        return sum(self.report.outcomes.values()) + sum(found.search.requests for found in searches)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the story is played: `directory` holds the configuration, `channel` the receiver's address."""

    story: Story
    clock: Clock
    receiver: Receiver
    directory: Path
    channel: str

    def look(self, at: datetime) -> Look:
        """Let the day come and the monitor look once."""
        self.clock.at = at
        report = looked(self.directory, self.channel, at)
        search = searched(self.directory, at) if at in self.story.searches else None
        return Look(at, report, search, tuple(self.receiver.taken()))


@contextmanager
def staged(root: Path, *, steady: bool = False) -> Iterator[Stage]:
    """Serve the story's site, with its configuration written under `root`, until the block ends."""
    told = story()
    clock, receiver = Clock(told.looks[0]), Receiver()
    with serving(Site(told, clock, receiver, steady).answer) as address:
        directory = declared(told, root, address)
        yield Stage(told, clock, receiver, directory, f"{address.replace('http', 'json', 1)}{RECEIVER}")


def looked(directory: Path, channel: str, at: datetime) -> RunReport:
    """Run the real monitor once over a configuration directory, as if it were `at`; serves nothing."""
    from flows.monitor import monitor  # noqa: PLC0415 - the demo's story can be read without the monitor

    os.environ[CHANNEL] = channel
    return asyncio.run(monitor(configuration(directory), now=lambda: at, run_id=f"{at:%Y-%m-%dT%H:%M}"))


def searched(directory: Path, at: datetime) -> DiscoveryReport:
    """Search for new pages once over a configuration directory, as if it were `at`."""
    from flows.discovery.looking import discover  # noqa: PLC0415

    return asyncio.run(
        discover(configuration(directory), now=lambda: at, run_id=f"search {at:%Y-%m-%dT%H:%M}")
    )
