"""What the operator makes of candidates: accepted, rejected, or to be considered again. It is remembered."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import warehouse.discoveries as memory
from extractors.leads import address
from flows.discovery.reading import discovered, source_of
from warehouse import connect_read_only
from warehouse.discoveries import Candidate
from warehouse.registering import sources_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from extractors.catalogue import Source
    from flows.configuration import Configuration

Decision: TypeAlias = Literal["accept", "reject", "reconsider"]
_ENTRY = "#"
"""Between the address of an entry and its name: addresses of pages have no fragment, and an entry may share its page's."""
DECISIONS: tuple[Decision, ...] = get_args(Decision)


class UnknownCandidateError(LookupError):
    """No candidate has an address; `str` says what to do, and which declared source it is if it is one."""

    def __init__(self, named: str, declared: str | None = None) -> None:
        super().__init__(
            f"{named}: this is the declared source {declared}; expected an address or id of "
            "`gapwatch sources --candidates`; to watch it no longer, take it out of its program's file"
            if declared
            else f"{named}: no such candidate; expected an address or id of `gapwatch sources --candidates`; "
            "declare a page that was not found as a source of its program"
        )


def decided(
    configuration: Configuration, decision: Decision, named: Sequence[str], now: datetime
) -> tuple[Candidate, ...]:
    """Decide on the candidates at these addresses (or of these sources), and give them as they are now.

    An accepted one is a source from then on; its first capture comes with the next run. A rejected one is not watched and
    counts nowhere, whatever finds it again; one to be considered again is read by the next search. Entries of feeds are
    rejected in the same way, and taken back by either of the others. UnknownCandidateError, before anything is decided,
    for an address that no candidate and no entry has.
    """
    path = configuration.settings.warehouse
    meant = [one for name in named for one in _meant(configuration, path, name)]
    changed: list[Candidate] = []
    enrolled: list[Source] = []
    for one in dict.fromkeys(meant):
        if decision == "accept" or (decision == "reconsider" and _ENTRY in one.url):
            source = _source(configuration, path, one, now)
            enrolled.append(source)
            one = replace(one, state="enrolled", source_id=source.id, decided_at=now)  # noqa: PLW2901
        elif decision == "reject":
            one = replace(one, state="rejected", decided_at=now)  # noqa: PLW2901
        else:
            one = replace(one, state="waiting", decided_at=None, tried_at=None, tries=0)  # noqa: PLW2901
        changed.append(one)
    memory.decide(path, changed, enrolled)
    return tuple(changed)


def _meant(configuration: Configuration, path: Path, named: str) -> list[Candidate]:
    with closing(connect_read_only(path)) as con:
        known = memory.candidates_within(con)
        at = con.execute("SELECT source_id, url FROM sources WHERE discovered_how IS NOT NULL").fetchall()
    place = address(named)
    sources = {source for source, url in at if place and address(url) == place} | {named}
    found = [one for one in known if one.url == place or (one.source_id and one.source_id in sources)]
    found += _entries(configuration, sources - {one.source_id for one in known})
    if not found:
        raise UnknownCandidateError(named, _declared(configuration, place, named))
    return found


def _entries(configuration: Configuration, ids: Collection[str | None]) -> list[Candidate]:
    """The entries of feeds among these sources, as candidates: what a feed led to and nobody had to search for."""
    entries = (one for program in configuration.programs for one in program.sources if one.item)
    return [
        Candidate(
            one.program, f"{address(one.url) or one.url}{_ENTRY}{one.name}", "enrolled", found.why, 0.0, found.why,
            found.how, found.where, "", one.language, "", found.at, source_id=one.id,
        )
        for one in entries if one.id in ids and (found := one.discovered)
    ]  # fmt: skip


def _declared(configuration: Configuration, place: str | None, named: str) -> str | None:
    """The source that a program's file declares at an address, or by this id."""
    of_files = (source for program in configuration.programs for source in program.sources)
    return next(
        (one.id for one in of_files if named == one.id or (place and address(one.url) == place)), None
    )


def _source(configuration: Configuration, path: Path, one: Candidate, now: datetime) -> Source:
    """The source that a candidate becomes: the one that it was before, if it was one."""
    known = {source.id: source for source in sources_of(path, one.program)}
    if one.source_id in known:
        return known[one.source_id]
    at = {address(source.url): source for source in known.values() if not source.item}
    found = at.get(one.url) or source_of(one, configuration.program(one.program))
    return discovered(found, replace(one, why=f"accepted by the operator: {one.promise}"), now)
