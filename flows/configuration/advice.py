"""What is allowed in the configuration but should be looked at."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from flows.configuration.faults import Fault
from flows.configuration.schedules import shortest_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.configuration.tables import TomlFile
    from flows.settings import Settings

_NOBODYS = re.compile(r"([@./]example\.(com|net|org)|\.(example|invalid|test))(?=[/:]|$)", re.IGNORECASE)
"""Hosts that are nobody's (RFC 2606)."""


def advice(file: TomlFile, settings: Settings) -> Iterator[Fault]:
    """Give advice on settings, in the words of faults."""
    fetching = settings.fetching
    line = file.lines.get(("fetching", "contact"), file.lines.get(("fetching",)))
    if not fetching.contact or _NOBODYS.search(fetching.contact):
        what = f'contact is "{fetching.contact}"' if fetching.contact else "no contact is given"
        expected = "expected one at which the owners of the sites reach you"
        yield Fault(file.name, line, "[fetching]", what, expected, "write your mail address or web page")
    if shortest_interval(settings.schedule, settings.timezone) < timedelta(hours=1):
        expected = "expected at most one run an hour: vendors change their pages a few times a year"
        what = f'schedule is "{settings.schedule}"'
        yield Fault(
            file.name, file.lines.get(("schedule",)), "settings.toml", what, expected, "run less often"
        )
    if not settings.rendering.sandbox:
        expected = "expected it only where the machine holds nothing but Gapwatch"
        line = file.lines.get(("rendering", "sandbox"))
        yield Fault(
            file.name,
            line,
            "[rendering]",
            "sandbox is false",
            expected,
            "remove it, and allow user namespaces",
        )
    if fetching.allow_private_addresses:
        expected = "expected it only for loopback sites and inner networks"
        line = file.lines.get(("fetching", "allow_private_addresses"))
        yield Fault(file.name, line, "[fetching]", "allow_private_addresses is true", expected, "remove it")
