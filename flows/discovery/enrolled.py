"""Discovered sources beside the declared ones, in one configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.leads.addresses import address
from warehouse.discovered import discovered_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.catalogue import Program, Source
    from flows.configuration import Configuration


def with_discovered(configuration: Configuration) -> Configuration:
    """The configuration with the sources that its warehouse knows to be discovered; the same when it knows none.

    Given one that has them already, it brings them up to date: what was rejected since is gone.
    """
    found = discovered_sources(configuration.settings.warehouse)
    programs = tuple(
        joined(program, [source for source in found if source.program == program.key])
        for program in configuration.programs
    )
    return configuration if programs == configuration.programs else replace(configuration, programs=programs)


def joined(program: Program, found: Sequence[Source]) -> Program:
    """A program with its discovered sources.

    One that is declared at the address of a discovered one is read as declared and keeps the id under which its history
    is; a declared source of the same id at another address takes the id.
    """
    by_id = {source.id: source for source in found}
    at = {address(source.url): source for source in found if not source.item}
    kept = [
        _known(source, by_id, at)
        for source in program.sources
        if source.discovered is None or source.id in by_id
    ]
    there = {source.id for source in kept}
    return replace(program, sources=(*kept, *(source for source in found if source.id not in there)))


def _known(source: Source, by_id: dict[str, Source], at: dict[str, Source]) -> Source:
    same = None if source.item or source.id in by_id else at.get(address(source.url))
    return source if same is None else replace(source, id=same.id, name=same.name, discovered=same.discovered)
