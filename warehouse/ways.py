"""Where redirects lead among all that archives hold. A function of the records, whatever their files and order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from warehouse.addresses import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from extractors.catalogue import Source
    from warehouse.archive_index import Indexed
    from warehouse.archives import Archived

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
MOST = 20
"""As many redirects as browsers follow."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a source led to a record: the redirects passed, in order; not none."""

    source: Source
    passed: tuple[Indexed, ...]
    answer: Indexed

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses passed, without that of the answer."""
        return tuple(one.url for one in self.passed)

    @property
    def permanent(self) -> bool:
        """Whether all redirects on the way were permanent."""
        return all(one.status in PERMANENT for one in self.passed)


@dataclass(slots=True)
class Ways:
    """The ways of sources to records, one for each pair; redirects that were passed (by record) or led nowhere yet."""

    found: dict[tuple[str, str], Way] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    nowhere: list[Indexed] = field(default_factory=list)


def ways(held: Mapping[str, Sequence[Indexed]], sources: Mapping[str, Sequence[Source]]) -> Ways:
    """Follow every redirect of a source to the answer that is nearest to it in time.

    `held` are records, `sources` the sources, each by address. Redirects archived more often than what they lead to all lead
    to it: it is one capture, by the way of the redirect that is nearest.
    """
    found = Ways()
    for place, owners in sources.items():
        for start in held.get(place, ()):
            if start.target is None or start.target == place:  # a closing slash that came or went
                continue
            passed, answer = followed(start, held)
            if answer is None:
                found.nowhere.append(start)
                continue
            found.passed |= {one.record for one in passed}
            if answer.place != place:
                for source in owners:
                    _nearest(found, Way(source, passed, answer))
    return found


def followed(
    start: Indexed, held: Mapping[str, Sequence[Indexed]]
) -> tuple[tuple[Indexed, ...], Indexed | None]:
    """The redirects passed from `start` on, and the answer; None when they lead nowhere, in a circle, or too far."""
    passed: list[Indexed] = []
    at = start
    while at.target is not None:
        passed.append(at)
        been = {one.record for one in passed}
        onward = [one for one in held.get(at.target, ()) if one.record not in been]
        if len(passed) > MOST or not onward:
            return tuple(passed), None
        at = min(onward, key=lambda one: _apart(one, start.captured_at))
    return tuple(passed), at


def target(found: Archived) -> str | None:
    """The address to which an answer redirects. Raises OddAddress when its Location is none."""
    location = next((value for name, value in found.headers if name == "location"), None)
    if found.status not in REDIRECTS or not location or found.not_modified:
        return None
    return address(_text(location), found.url)


def _text(location: str) -> str:
    """Letters beyond ASCII, which servers send as UTF-8 although no header may hold them."""
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location


def _apart(one: Indexed, at: datetime) -> tuple[float, datetime, str]:
    """Seconds between them, whichever is first; of two that are as near, the earlier."""
    return abs((one.captured_at - at).total_seconds()), one.captured_at, one.record


def _nearest(found: Ways, way: Way) -> None:
    key = way.source.id, way.answer.record
    other = found.found.get(key)
    if other is None or _weight(way) < _weight(other):
        found.found[key] = way


def _weight(way: Way) -> tuple[tuple[float, datetime, str], tuple[str, ...]]:
    return _apart(way.passed[0], way.answer.captured_at), way.redirects
