"""Replay: captures from WARC files, with their own times, through the same judging, reading and ledger as a run's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.records import Outcome, Response
from warehouse import snapshots
from warehouse.addresses import OddAddress, address
from warehouse.archives import Archived, Damage, archived
from warehouse.claiming import claimed, fit, program_of
from warehouse.connection import connect_read_only
from warehouse.examining import examined_anyway
from warehouse.recording import known_documents, record
from warehouse.records import Fetch, Imported
from warehouse.registering import declare, declare_sources
from warehouse.settling import settle
from warehouse.ways import Way, Ways, target, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Catalogue, Program, Source
    from warehouse.records import Policy

BATCH = 200
BATCH_BYTES = 32 * 1024 * 1024


@dataclass(slots=True)
class _Import:
    """What an import knows while it runs."""

    path: Path
    catalogue: Catalogue
    rules: str
    run_id: str
    now: datetime
    unclaimed_program: str | None
    sources: dict[str, Source]
    known: set[str]
    waiting: list[Fetch] = field(default_factory=list)
    waiting_bodies: dict[str, bytes] = field(default_factory=dict)
    payloads: dict[str, str] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    declared: dict[str, Source] = field(default_factory=dict)
    records: int = 0
    unclaimed: int = 0


def imported(  # noqa: PLR0913, PLR0917 - what a replay rests on
    path: Path | str,
    files: Sequence[Path],
    programs: Sequence[Program],
    catalogue: Catalogue,
    policy: Policy,
    rules: str,
    run_id: str,
    now: datetime,
    *,
    progress: Callable[[Path, int], None] | None = None,
    unclaimed_program: str | None = None,
) -> Imported:
    """Take the captures of these WARC files. `now` is the record time; the changes they make wake nobody.

    Sources are matched by address (without fragment and closing slash). What nobody claims goes to `unclaimed_program`
    when that is given and is only counted else. `progress` is called with the file and the captures taken so far.
    Damaged records and redirects to nowhere are in the result's `faults`; the rest is kept. Raises ProgramKeyUnfit, before
    anything is stored, when `unclaimed_program` can be no program's key.
    """
    fit(path, unclaimed_program)
    declare(path, programs, catalogue)
    sources = {address(source.url): source for program in programs for source in program.sources}
    known = set(known_documents(path, rules))
    state = _Import(Path(path), catalogue, rules, run_id, now, unclaimed_program, sources, known)
    for file in files:
        _take_file(state, file, progress)
    _flush(state)
    changes = settle(path, catalogue, policy, run_id, now)
    return Imported(
        files=len(files),
        records=state.records,
        captures=sum(state.outcomes.values()),
        outcomes=dict(sorted(state.outcomes.items())),
        unclaimed=state.unclaimed,
        changes=len(changes),
        faults=tuple(state.faults),
    )


def _take_file(state: _Import, file: Path, progress: Callable[[Path, int], None] | None) -> None:
    """Two readings: where redirects lead is known before anything is taken."""
    led = ways(archived(file, state.now), lambda found, claim: _source(state, found, claim=claim), file)
    later: list[Archived] = []
    for found in archived(file, state.now):
        state.records += 1
        if isinstance(found, Damage):
            state.faults.append(found.line)
        elif found.type != "metadata" and not _take_or_say(state, file, found, led):
            later.append(found)
        if _full(state):
            _flush(state)
            if progress is not None:
                progress(file, sum(state.outcomes.values()))
    if later:  # the record that a revisit repeats came after it, or never
        _flush(state)
    for found in later:
        if not _take(state, file, found, led):
            place = f"{file}: offset {found.offset}: {found.url}"
            state.faults.append(f"{place}: revisit of a record that is in no archive given; skipped")
    state.faults += led.faults
    if progress is not None:
        progress(file, sum(state.outcomes.values()))


def _take_or_say(state: _Import, file: Path, found: Archived, led: Ways) -> bool:
    """Take one answer; a record with an odd address is a fault, and no more to do."""
    try:
        return _take(state, file, found, led)
    except OddAddress as error:
        state.faults.append(f"{file}: offset {found.offset}: record skipped, {error}")
        return True


def _take(state: _Import, file: Path, found: Archived, led: Ways) -> bool:
    """Take one answer: for the source at its address, and for those whose redirects led there.

    False when it is a revisit and what it repeats was not found yet.
    """
    led_here = led.to.get(found.offset, [])
    if target(found) is not None:
        if found.offset not in led.passed and _source(state, found) is None:
            state.unclaimed += 1
        return True
    source = _source(state, found, claim=not led_here)
    if source is None and not led_here:
        state.unclaimed += 1
        return True
    if found.undecoded is not None:
        state.faults.append(
            f'{file}: offset {found.offset}: {found.url}: record skipped, its content coding is "{found.undecoded}"; '
            "expected gzip, deflate, zstd or none; archive it so"
        )
        return True
    if found.type == "revisit" and not found.not_modified:
        body = _repeated(state, found)
        if body is None:
            return False
        found = replace(found, body=body, status=found.status or 200)
    mine = [Way(source, (), permanent=True)] if source is not None else []
    for way in (*mine, *(way for way in led_here if source is None or way.source.id != source.id)):
        _keep(state, file, found, way)
    return True


def _source(state: _Import, found: Archived, *, claim: bool = False) -> Source | None:
    """The source at a record's address; a new one of the program that takes what nobody claims, when that is to be."""
    place = address(found.url)
    source = state.sources.get(place)
    if source is None and claim and state.unclaimed_program is not None:
        source = claimed(state.unclaimed_program, found, place)
        if source is not None:
            state.sources[place] = state.declared[source.id] = source
    return source


def _keep(state: _Import, file: Path, found: Archived, way: Way) -> None:
    response = Response(
        url=way.source.url,
        final_url=found.url if way.passed else way.source.url,
        status=found.status,
        headers=found.headers,
        body=found.body,
        redirects=way.passed,
        permanent=bool(way.passed) and way.permanent,
        truncated=found.truncated,
    )
    if found.not_modified:
        judged, digest, reading = (
            (Outcome.UNCHANGED, "the archive notes that the server answered 304"),
            None,
            None,
        )
    else:
        seen = examined_anyway(response, way.source, state.catalogue, state.known)
        judged, digest, reading = (seen.judgement.outcome, seen.judgement.reason), seen.digest, seen.reading
        if found.payload:
            state.payloads[found.payload] = snapshots.digest(found.body)
    outcome, reason = judged
    if outcome is Outcome.HEALTHY and digest:
        state.known.add(digest)
    state.outcomes[outcome.value] += 1
    state.waiting.append(
        Fetch(
            way.source.id, way.source.url, found.captured_at, found.captured_at, 1, state.run_id, outcome, reason,
            None if found.not_modified else response, digest, reading, file.name, memento=str(found.offset),
        )
    )  # fmt: skip
    if not found.not_modified:
        state.waiting_bodies[snapshots.digest(found.body)] = found.body


def _full(state: _Import) -> bool:
    return len(state.waiting) >= BATCH or sum(map(len, state.waiting_bodies.values())) >= BATCH_BYTES


def _flush(state: _Import) -> None:
    if state.declared and state.unclaimed_program is not None:
        declare_sources(state.path, program_of(state.unclaimed_program, list(state.declared.values())))
        state.declared.clear()
    record(state.path, state.waiting, state.rules, at=state.now)
    state.waiting = []
    state.waiting_bodies = {}


def _repeated(state: _Import, found: Archived) -> bytes | None:
    """The bytes of the record that a revisit repeats, if they were taken."""
    snapshot = state.payloads.get(found.payload or "")
    if snapshot in state.waiting_bodies:
        return state.waiting_bodies[snapshot]
    con = connect_read_only(state.path)
    try:
        if snapshot is None and found.refers_to is not None:
            source = _referred(state, found.refers_to[0])
            rows = con.execute(
                "SELECT snapshot FROM fetches WHERE source_id = $source AND started_at = $at AND snapshot IS NOT NULL",
                {"source": source.id if source else None, "at": found.refers_to[1]},
            ).fetchall()
            snapshot = rows[0][0] if rows else None
        return snapshots.body(con, state.path, snapshot) if snapshot else None
    finally:
        con.close()


def _referred(state: _Import, url: str) -> Source | None:
    try:
        return state.sources.get(address(url))
    except OddAddress:
        return None
