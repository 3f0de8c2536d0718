"""Taking the captures of one source: downloaded where their bytes are new, recorded again at their time where not."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.records import Outcome, Response
from flows.backfill.errors import (
    ArchiveAway,
    ArchiveError,
    ArchiveFails,
    ArchiveGone,
    ArchiveRefuses,
    ArchiveStops,
)
from flows.backfill.mementos import Elsewhere, Found, found, in_archive
from flows.backfill.plans import repeated
from warehouse import backfills, snapshots
from warehouse.addresses import OddAddress, address
from warehouse.backfills import Known
from warehouse.entering import with_entries
from warehouse.examining import examined_anyway
from warehouse.records import Fetch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from extractors.catalogue import Catalogue, Program, Source
    from flows.backfill.asking import Asker
    from flows.settings import Archive
    from warehouse.backfills import Entry, Listed, State

BATCH = 25
"""Downloads that a kill may lose at most."""
MOST_REPEATED = 200
BATCH_BYTES = 32 * 1024 * 1024
"""Downloaded and repeated bytes that are in memory at once, each; a single capture may be as long by itself."""
BATCH_SECONDS = 15.0
_SHA1 = re.compile(r"[A-Z2-7]{32}")
_OF_ONE_ANSWER = frozenset(("age", "date", "etag", "expires", "last-modified", "set-cookie"))
"""Headers that are not said again of the same bytes at another time."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What taking rests on. `known` holds the documents that were read already and grows."""

    archive: Archive
    path: Path
    catalogue: Catalogue
    rules: str
    run_id: str
    known: set[str]
    programs: Mapping[str, Program] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a batch came to: entries as they are now, and the attempts that they brought."""

    entries: tuple[Entry, ...]
    fetches: tuple[Fetch, ...]


@dataclass(frozen=True, slots=True)
class _Answered:
    """What asking for one capture came to: what was found, or what stood between."""

    entry: Entry
    found: Found | None = None
    fault: ArchiveError | Elsewhere | None = None


@dataclass(slots=True)
class _Queue:
    """What is left to do for one source: `first` in order of time, `later` what is to be tried again."""

    first: deque[Entry]
    later: list[Entry] = field(default_factory=list)
    rounds: int = 0


async def taken(  # noqa: PLR0913, PLR0917 - who asks, what for, and who keeps it
    ask: Asker,
    setting: Setting,
    source: Source,
    entries: Sequence[Entry],
    known: dict[str, list[Known]],
    keep: Callable[[Taken], Awaitable[None]],
) -> None:
    """Take the planned ones of these entries, batch by batch, each handed to `keep`. Raises ArchiveStops.

    `known` are the bytes of the source that are here, by digest; it grows.
    """
    queue = _Queue(deque(entry for entry in entries if entry.state == "planned"))
    while queue.first or queue.later:
        if not queue.first:
            queue.rounds += 1
            await ask.pause(queue.rounds)
            queue.first.extend(queue.later)
            queue.later.clear()
        again, asked, held = _chosen(queue.first, known)
        answers = _spared(await _answers(ask, setting.archive, asked), setting.archive)
        result = await asyncio.to_thread(_judged, setting, source, again, answers)
        await keep(result)
        _learn(known, result)
        unfinished = [entry for entry in result.entries if entry.state == "planned"]
        queue.later += [entry for entry in unfinished if entry.tries < setting.archive.tries]
        rest = sorted([*asked, *held], key=lambda entry: entry.listed.captured_at, reverse=True)
        queue.first.extendleft(rest)
        for answer in answers:
            if isinstance(answer.fault, ArchiveStops):
                raise answer.fault


def _chosen(
    first: deque[Entry], known: Mapping[str, Sequence[Known]]
) -> tuple[list[tuple[Entry, Known]], deque[Entry], list[Entry]]:
    """The next batch: what brings known bytes again, what to ask for, and what brings the bytes of one that is asked for."""
    again: list[tuple[Entry, Known]] = []
    asked: deque[Entry] = deque()
    held: list[Entry] = []
    digests: set[str] = set()
    sizes: dict[str, int] = {}
    while first and len(asked) < BATCH and len(again) + len(held) < MOST_REPEATED:
        one = first[0].listed
        same = repeated(one, known.get(one.digest, ()))
        if same is not None:
            sizes[same.snapshot] = same.length
            if again and sum(sizes.values()) > BATCH_BYTES:
                break
        entry = first.popleft()
        if same is not None:
            again.append((entry, same))
        elif one.digest in digests and one.status not in backfills.REDIRECTS:
            held.append(entry)
        else:
            digests |= {one.digest} - {""}
            asked.append(entry)
    return again, asked, held


async def _answers(ask: Asker, archive: Archive, asked: deque[Entry]) -> list[_Answered]:
    """Ask for these until a batch's time or room is over, or the archive stops; what was not asked for stays."""
    done: list[_Answered] = []
    until = time.monotonic() + BATCH_SECONDS
    while asked and time.monotonic() < until and _size(done) < BATCH_BYTES:
        now = [asked.popleft() for _ in range(min(len(asked), archive.concurrency))]
        done += await asyncio.gather(*(_answered(ask, archive, entry) for entry in now))
        if any(isinstance(answer.fault, ArchiveStops) for answer in done):
            break
    return done


def _size(answers: Sequence[_Answered]) -> int:
    return sum(len(answer.found.response.body) for answer in answers if answer.found is not None)


def _spared(answers: list[_Answered], archive: Archive) -> list[_Answered]:
    """Leave planned what failed in an outage: that says nothing of a capture. Not for ever: it may be its fault."""
    if not any(isinstance(answer.fault, ArchiveGone) for answer in answers):
        return answers
    return [
        replace(answer, entry=replace(answer.entry, state="planned"))
        if isinstance(answer.fault, ArchiveFails) and answer.entry.tries < most_tries(archive)
        else answer
        for answer in answers
    ]


def most_tries(archive: Archive) -> int:
    """How often a capture is asked for in all: after those of one backfill once by each later one."""
    return 2 * archive.tries


async def _answered(ask: Asker, archive: Archive, entry: Entry) -> _Answered:
    one = entry.listed
    tried = replace(entry, tries=entry.tries + 1)
    try:
        answer = await found(ask, archive, one.url, one.captured_at)
        odd = _odd(one, answer)
    except ArchiveStops as stop:
        return _Answered(entry, fault=stop)
    except Elsewhere as elsewhere:
        return _Answered(replace(tried, state="passed", reason=str(elsewhere)), fault=elsewhere)
    except ArchiveRefuses as refusal:
        return _Answered(replace(tried, state="missing", reason=str(refusal)), fault=refusal)
    except ArchiveAway as away:  # that says nothing of this capture: the next backfill tries again
        return _Answered(replace(tried, reason=str(away)), fault=away)
    except ArchiveError as fault:
        left: State = "planned" if tried.tries < archive.tries else "missing"
        return _Answered(replace(tried, state=left, reason=str(fault)), fault=fault)
    return _Answered(replace(tried, state="taken", reason=odd), answer)


def _odd(one: Listed, answer: Found) -> str:
    """What is odd about the bytes. ArchiveFails when they are not those of the index and no content coding explains it.

    Half a page would look as if the vendor had taken the rest away.
    """
    if answer.response.redirects or not _SHA1.fullmatch(one.digest) or one.digest in answer.digests:
        return ""
    coding = answer.response.header("content-encoding")
    if not coding:
        raise ArchiveFails(f"its bytes are not those of the index's digest {one.digest}")
    return f"sent in {coding}, so that its bytes could not be compared with the index's digest"


def _learn(known: dict[str, list[Known]], result: Taken) -> None:
    """Know the bytes that a batch brought."""
    responses = {
        snapshots.digest(fetch.response.body): fetch.response for fetch in result.fetches if fetch.response
    }
    for entry in result.entries:
        response = responses.get(entry.snapshot or "")
        if response is not None and not response.redirects and entry.listed.status is not None:
            one = Known(entry.snapshot or "", response.status, response.headers, len(response.body))
            known.setdefault(entry.listed.digest, []).append(one)


# -- judging -------------------------------------------------------------------------------------------------------


def _judged(
    setting: Setting, source: Source, again: Sequence[tuple[Entry, Known]], answers: Sequence[_Answered]
) -> Taken:
    """Judge what came and what is known, as a run judges what it fetched."""
    bodies = backfills.read(setting.path, [same for _, same in again]) if again else {}
    entries = [answer.entry for answer in answers if not isinstance(answer.fault, ArchiveStops)]
    fetches: list[Fetch] = []
    for place, entry in enumerate(entries):
        found_ = next(answer.found for answer in answers if answer.entry is entry)
        if found_ is not None:
            entries[place] = replace(entry, snapshot=snapshots.digest(found_.response.body))
            fetches += _fetched(setting, source, found_)
    for entry, same in again:
        entries.append(replace(entry, state="repeated", snapshot=same.snapshot))
        fetches += _fetched(setting, source, _once_more(setting.archive, entry, same, bodies[same.snapshot]))
    return Taken(tuple(entries), tuple(fetches))


def _once_more(archive: Archive, entry: Entry, same: Known, body: bytes) -> Found:
    """A capture of bytes that are here: its own time and status, their headers."""
    one = entry.listed
    headers = tuple((name, value) for name, value in same.headers if name not in _OF_ONE_ANSWER)
    response = Response(one.url, one.url, one.status or same.status, headers, body)
    return Found(response, one.captured_at, in_archive(archive, one.url, one.captured_at), frozenset())


def _fetched(setting: Setting, source: Source, what: Found) -> tuple[Fetch, ...]:
    """What was found as its row, and with a feed those of its entries."""
    fetch = _fetch(setting, source, what)
    return with_entries(fetch, source, setting.programs.get(source.program), setting.catalogue, setting.known)


def _fetch(setting: Setting, source: Source, what: Found) -> Fetch:
    response = what.response
    if _same_address(response.url, source.url):
        final = response.final_url if response.redirects else source.url
        response = replace(response, url=source.url, final_url=final)
    seen = examined_anyway(response, source, setting.catalogue, setting.known)
    if seen.judgement.outcome is Outcome.HEALTHY and seen.digest:
        setting.known.add(seen.digest)
    return Fetch(
        source_id=source.id,
        url=response.url,
        started_at=what.captured_at,
        finished_at=what.captured_at,
        tries=1,
        run_id=setting.run_id,
        outcome=seen.judgement.outcome,
        reason=seen.judgement.reason,
        response=response,
        digest=seen.digest,
        reading=seen.reading,
        archive=urlsplit(setting.archive.memento).hostname or setting.archive.name,
        memento=what.place,
    )


def _same_address(one: str, other: str) -> bool:
    try:
        return address(one) == address(other)
    except OddAddress:
        return False
