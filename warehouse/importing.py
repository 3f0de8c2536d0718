"""Replay: captures from WARC files, with their own times, through the same judging, reading and ledger as a run's."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from extractors.catalogue import Program, Source
from extractors.reading import examined
from extractors.records import Outcome, Response
from warehouse import snapshots
from warehouse.archives import Archived, Damage, archived
from warehouse.connection import connect_read_only
from warehouse.recording import known_documents, record
from warehouse.records import Fetch, Imported
from warehouse.registering import declare
from warehouse.settling import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Catalogue
    from warehouse.records import Policy

BATCH = 200
REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
NO_PAGES = re.compile(r"^(image|video|audio|font)/|javascript|/css\b|/json\b|octet-stream")


@dataclass(frozen=True, slots=True)
class Way:
    """How a source led to another address: the addresses passed, and whether all redirects were permanent."""

    source: Source
    passed: tuple[str, ...]
    permanent: bool


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
    ways: dict[str, Way] = field(default_factory=dict)
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
    Damaged records and redirects to nowhere are in the result's `faults`; the rest is kept.
    """
    declare(path, programs, catalogue)
    sources = {_address(source.url): source for program in programs for source in program.sources}
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
    later: list[Archived] = []
    for found in archived(file):
        state.records += 1
        if isinstance(found, Damage):
            state.faults.append(found.line)
            continue
        if found.type == "revisit" and not found.not_modified and not _revisited(state, file, found):
            later.append(found)
        elif found.type == "response" or found.not_modified:
            _take(state, file, found)
        if progress is not None and len(state.waiting) == BATCH - 1:
            progress(file, sum(state.outcomes.values()))
    for found in later:  # the record that it repeats may come after it
        if not _revisited(state, file, found):
            state.faults.append(
                f"{file}: {found.url}: revisit of a record that is in no archive given; skipped"
            )
    state.faults += [
        f"{file}: {way.passed[0]}: redirect to {target}, which the archive does not hold; skipped"
        for target, way in sorted(state.ways.items())
    ]
    state.ways.clear()
    if progress is not None:
        progress(file, sum(state.outcomes.values()))


def _take(state: _Import, file: Path, found: Archived) -> None:
    """Take one answer: for the source at its address, and for sources whose redirects led there."""
    address = _address(found.url)
    way = state.ways.pop(address, None)
    source = state.sources.get(address)
    if source is None and way is None:
        source = _claimed(state, found)
    if source is None and way is None:
        state.unclaimed += 1
    if source is not None:
        _follow(state, file, found, Way(source, (), permanent=True))
    if way is not None and way.source is not source:
        _follow(state, file, found, way)


def _follow(state: _Import, file: Path, found: Archived, way: Way) -> None:
    target = next((value for name, value in found.headers if name == "location"), None)
    if found.status in REDIRECTS and target and not found.not_modified:
        passed = (*way.passed, found.url)
        permanent = way.permanent and found.status in PERMANENT
        state.ways[_address(urljoin(found.url, target))] = Way(way.source, passed, permanent)
    else:
        _keep(state, file, found, way)


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
        seen = examined(response, way.source, state.catalogue, state.known)
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
            None if found.not_modified else response, digest, reading, file.name,
        )
    )  # fmt: skip
    if len(state.waiting) >= BATCH:
        _flush(state)


def _flush(state: _Import) -> None:
    if state.declared:
        programs: dict[str, list[Source]] = {}
        for source in state.declared.values():
            programs.setdefault(source.program, []).append(source)
        declare(state.path, [_unclaimed(key, found) for key, found in programs.items()], state.catalogue)
        state.declared.clear()
    record(state.path, state.waiting, state.rules, at=state.now)
    state.waiting = []


# -- addresses -----------------------------------------------------------------------------------------------------


def _address(url: str) -> str:
    """The form by which addresses are compared: no fragment, no closing slash, scheme and host in lower case."""
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))


def _claimed(state: _Import, found: Archived) -> Source | None:
    """A new official source of the program that takes what nobody claims, if there is one and it is some page."""
    kind = next((value for name, value in found.headers if name == "content-type"), "").lower()
    if state.unclaimed_program is None or NO_PAGES.search(kind):
        return None
    address = _address(found.url)
    words = re.sub(r"[^a-z0-9]+", "-", urlsplit(address).path.lower()).strip("-")[-60:].strip("-") or "home"
    name = f"{words}-{hashlib.sha256(address.encode()).hexdigest()[:6]}"
    source = Source(
        id=f"{state.unclaimed_program}/{name}",
        program=state.unclaimed_program,
        name=name,
        url=found.url,
        kind="pdf" if "pdf" in kind else "page",
    )
    state.sources[address] = state.declared[source.id] = source
    return source


def _unclaimed(key: str, sources: Sequence[Source]) -> Program:
    home = urlsplit(sources[0].url)
    return Program(key, key, home.hostname or key, f"{home.scheme}://{home.netloc}/", (), tuple(sources))


# -- revisits ------------------------------------------------------------------------------------------------------


def _revisited(state: _Import, file: Path, found: Archived) -> bool:
    """Take a revisit with the bytes of the record that it repeats; whether those were found."""
    body = _repeated(state, found)
    if body is None:
        return _address(found.url) not in state.sources and state.unclaimed_program is None
    _take(state, file, replace(found, type="response", body=body, status=found.status or 200))
    return True


def _repeated(state: _Import, found: Archived) -> bytes | None:
    snapshot = state.payloads.get(found.payload or "")
    for fetch in reversed(state.waiting):
        if snapshot and fetch.response and snapshots.digest(fetch.response.body) == snapshot:
            return fetch.response.body
    con = connect_read_only(state.path)
    try:
        if snapshot is None and found.refers_to is not None:
            source = state.sources.get(_address(found.refers_to[0]))
            rows = con.execute(
                "SELECT snapshot FROM fetches WHERE source_id = $source AND started_at = $at AND snapshot IS NOT NULL",
                {"source": source.id if source else None, "at": found.refers_to[1]},
            ).fetchall()
            snapshot = rows[0][0] if rows else None
        return snapshots.body(con, state.path, snapshot) if snapshot else None
    finally:
        con.close()
