"""Where redirects lead within one archive: found before anything is taken, so that neither order nor number matters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from warehouse.addresses import OddAddress, address
from warehouse.archives import Archived

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from extractors.catalogue import Source
    from warehouse.archives import Damage

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
MOST = 20
"""As many redirects as browsers follow."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a source led to another address: the addresses passed, and whether all redirects were permanent."""

    source: Source
    passed: tuple[str, ...]
    permanent: bool


@dataclass(slots=True)
class Ways:
    """Which records (by offset) answer for which sources, which redirects were passed, and which led nowhere."""

    to: dict[int, list[Way]] = field(default_factory=dict)
    passed: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A record without its body; `target` is the address it redirects to, if it does."""

    found: Archived
    target: str | None


@dataclass(frozen=True, slots=True)
class _Followed:
    """What following a redirect came to: the redirects passed, and the answer, or why there is none."""

    passed: tuple[Archived, ...]
    answer: Archived | None
    reason: str = ""


def ways(
    records: Iterable[Archived | Damage], source_of: Callable[[Archived, bool], Source | None], file: object
) -> Ways:
    """Follow every redirect of a source to the answer that is nearest to it in time.

    `source_of` says whose address a record has; when told so (a redirect that leads somewhere, and to which none leads), it
    may make it somebody's.
    """
    answers = _answers(records)
    aimed = {answer.target for found in answers.values() for answer in found}
    found = Ways()
    for place, starts in answers.items():
        for start in starts:
            if start.target in (
                None,
                place,
            ):  # a closing slash that came or went: the answer has the same address
                continue
            followed = _followed(start, answers)
            source = source_of(start.found, followed.answer is not None and place not in aimed)
            if source is None:
                continue
            if followed.answer is None:
                found.faults.append(
                    f"{file}: offset {start.found.offset}: {start.found.url}: {followed.reason}; skipped"
                )
            else:
                found.passed |= {one.offset for one in followed.passed}
                if address(followed.answer.url) != place:
                    _add(found.to.setdefault(followed.answer.offset, []), source, followed.passed)
    return found


def target(found: Archived) -> str | None:
    """The address to which an answer redirects. Raises OddAddress when its Location is none."""
    location = next((value for name, value in found.headers if name == "location"), None)
    if found.status not in REDIRECTS or not location or found.not_modified:
        return None
    return address(location, found.url)


def _answers(records: Iterable[Archived | Damage]) -> dict[str, list[_Answer]]:
    found: dict[str, list[_Answer]] = defaultdict(list)
    for record in records:
        if isinstance(record, Archived) and record.type != "metadata":
            try:
                place, leads = address(record.url), target(record)
            except OddAddress:
                continue  # told of when the record is to be taken
            found[place].append(
                _Answer(replace(record, body=b"", headers=record.headers if leads else ()), leads)
            )
    return dict(found)


def _followed(start: _Answer, answers: dict[str, list[_Answer]]) -> _Followed:
    passed: list[Archived] = []
    at = start
    while at.target is not None:
        passed.append(at.found)
        if len(passed) > MOST:
            return _Followed(tuple(passed), None, f"more than {MOST} redirects")
        been = {one.offset for one in passed}
        held = [answer for answer in answers.get(at.target, ()) if answer.found.offset not in been]
        if not held:
            circle = at.target in answers
            reason = (
                "redirects lead in a circle"
                if circle
                else f"redirect to {at.target}, which the archive does not hold"
            )
            return _Followed(tuple(passed), None, reason)
        at = min(held, key=lambda answer: _apart(answer, start.found.captured_at))
    return _Followed(tuple(passed), at.found)


def _apart(answer: _Answer, at: datetime) -> tuple[float, int]:
    """Seconds between them, whichever is first; of two that are as near, the earlier record."""
    return abs((answer.found.captured_at - at).total_seconds()), answer.found.offset


def _add(there: list[Way], source: Source, passed: tuple[Archived, ...]) -> None:
    """One way for each source to one record: redirects archived more often than their target all lead to it."""
    if all(other.source.id != source.id for other in there):
        permanent = all(one.status in PERMANENT for one in passed)
        there.append(Way(source, tuple(one.url for one in passed), permanent))
