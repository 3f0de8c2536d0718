"""Replay: captures from WARC and WACZ files, with their own times, through the same judging, reading and ledger as a run's.

Files are read once, from beginning to end. What has its bytes with it is taken at once; revisits, redirects and what nobody
claims are noted with where they stand, and looked at when all files were read, together with those of earlier imports: so
neither the order of records, files and imports matters, nor how captures are spread over them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import archive_index
from warehouse.addresses import OddAddress, address
from warehouse.archived_digests import EMPTY
from warehouse.archives import BROKEN, Damage, archived
from warehouse.awaited import take_awaited
from warehouse.claiming import Owners, claimed, fit, page, program_of
from warehouse.holdings import Holding, files_below, is_zip
from warehouse.members import Members
from warehouse.recording import known_documents
from warehouse.records import Imported
from warehouse.registering import declare, declare_sources, sources_of
from warehouse.settling import settle
from warehouse.taking import Taking
from warehouse.wacz import opened
from warehouse.ways import target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from extractors.catalogue import Catalogue, Program, Source
    from warehouse.archives import Archived
    from warehouse.records import Policy


@dataclass(slots=True)
class _Import:
    """What an import knows while it runs."""

    taking: Taking
    owners: Owners
    unclaimed_program: str | None
    faults: list[str] = field(default_factory=list)
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
    """Take the captures of these WARC and WACZ files, and of those below these directories.

    `now` is the record time; the changes that captures make wake nobody. Sources are matched by address (without fragment
    and closing slash); each source at an address has its capture. What nobody claims goes to `unclaimed_program`, when that
    is given, and is only counted else. `progress` is called with the file and the captures taken so far. Damaged records are
    in the result's `faults`, revisits and redirects that lead to nothing yet in `waiting`; the rest is kept. Raises
    ProgramKeyUnfit, before anything is stored, when `unclaimed_program` can be no program's key.
    """
    fit(path, unclaimed_program)
    declare(path, programs, catalogue)
    known = set(known_documents(path, rules))
    named = files_below(list(files))
    with Members() as members:
        by_key = {program.key: program for program in programs}
        taking = Taking(Path(path), catalogue, rules, run_id, now, known, members, by_key)
        state = _Import(taking, Owners.of(programs), unclaimed_program)
        if unclaimed_program is not None:
            for source in sources_of(path, unclaimed_program):
                state.owners.add(source)
        for file in named:
            for holding in _holdings(state, file):
                _read(state, holding, progress)
        taking.flush()
        awaited = take_awaited(taking, state.owners)
    changes = settle(path, catalogue, policy, run_id, now)
    return Imported(
        files=len(named),
        records=state.records,
        captures=sum(taking.outcomes.values()),
        outcomes=dict(sorted(taking.outcomes.items())),
        unclaimed=state.unclaimed - awaited.on_the_way,
        changes=len(changes),
        faults=tuple(state.faults),
        waiting=awaited.waiting,
    )


def _holdings(state: _Import, file: Path) -> list[Holding]:
    if not is_zip(file):
        return [Holding(file)]
    within = opened(file)
    state.faults += within.faults
    return within.holdings


def _read(state: _Import, holding: Holding, progress: Callable[[Path, int], None] | None) -> None:
    try:
        for found in archived(holding, state.taking.now, state.taking.members):
            state.records += 1
            if isinstance(found, Damage):
                state.faults.append(found.line)
            else:
                _take_or_say(state, holding, found)
            if state.taking.full:
                state.taking.flush()
                if progress is not None:
                    progress(holding.path, sum(state.taking.outcomes.values()))
    except BROKEN as error:
        state.faults.append(f"{holding}: cannot be read to its end ({error}); get it again")


def _take_or_say(state: _Import, holding: Holding, found: Archived) -> None:
    """Take one answer or note where it stands; a record with an odd address is a fault, and no more to do."""
    if found.type == "metadata" and found.attempt is None:
        return
    place = f"{holding}: offset {found.offset}"
    try:
        fault = _take(state, holding, found)
    except OddAddress as error:
        fault = f"record skipped, {error}"
    if fault:
        state.faults.append(f"{place}: {fault}")


def _take(state: _Import, holding: Holding, found: Archived) -> str:
    """Take one answer for every source at its address, or note it for later; what is wrong with it, if anything."""
    source = state.owners.named(found)
    if source is not None and found.attempt is not None:
        return _take_told(state, holding, found, source)
    if found.type == "metadata":
        state.unclaimed += 1
        return ""
    found = replace(found, attempt=None)
    leads = target(found)
    owners = _owners(state, found, leads)
    if found.undecoded is not None:
        state.unclaimed += not owners
        return _undecoded(found) if owners else ""
    if not owners:
        state.unclaimed += 1
    if leads is None:
        if (fault := _lost(found)) and owners:
            return fault
        for one in owners if _at_once(found) else ():
            state.taking.take(found, holding, one)
    if owners or leads is not None or page(archive_index.media_of(found)):
        _note(state, found, leads, holding)
    return ""


def _owners(state: _Import, found: Archived, leads: str | None) -> tuple[Source, ...]:
    """The sources at a record's address; where there are none, a new one of the program that takes what nobody claims."""
    place = address(found.url)
    owners = state.owners.at.get(place, ())
    key = state.unclaimed_program
    if owners or key is None or leads is not None or not page(archive_index.media_of(found)):
        return owners
    source = claimed(key, place, archive_index.media_of(found))
    declare_sources(state.taking.path, program_of(key, [source]))
    state.owners.add(source)
    return (source,)


def _take_told(state: _Import, holding: Holding, found: Archived, source: Source) -> str:
    """Take an attempt of which a Gapwatch tells; redirects on its way are told of with the record that they led to."""
    told = found.attempt
    assert told is not None
    if told.hop:
        return ""
    if found.undecoded is not None:
        return _undecoded(found)
    if found.type == "metadata":
        if told.outcome is None or told.outcome.healthy:
            return "record skipped, it tells of an attempt that brought nothing without saying why"
    elif fault := _lost(found):
        return fault
    if _at_once(found):
        state.taking.take(found, holding, source)
    if found.type != "metadata":
        _note(state, found, None, holding)
    return ""


def _note(state: _Import, found: Archived, leads: str | None, holding: Holding) -> None:
    row = archive_index.row(found, leads, holding, state.taking.run_id, taken=_at_once(found))
    state.taking.rows.append(row)


def _at_once(found: Archived) -> bool:
    """Whether a record has all that it says with it: a revisit says what another one does."""
    return found.type != "revisit" or (found.not_modified and not _refers(found))


def _refers(found: Archived) -> bool:
    return found.refers_to is not None or found.payload not in (None, *EMPTY)


def _lost(found: Archived) -> str:
    """What is wrong with a revisit that does not say what it repeats."""
    if found.type != "revisit" or found.not_modified or found.payload or found.refers_to:
        return ""
    return f"{found.url}: record skipped, a revisit that does not say what it repeats; expected WARC-Payload-Digest"


def _undecoded(found: Archived) -> str:
    return (
        f'{found.url}: record skipped, its content coding is "{found.undecoded}"; '
        "expected gzip, deflate, zstd or none; archive it so"
    )
