"""Sources as rows of the table `sources`, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.catalogue import Discovered, Source

if TYPE_CHECKING:
    from warehouse.connection import Row

COLUMNS = """source_id, program, name, url, kind, standing, language, include, exclude, schedule, former_urls, announcement,
    item, published, render, translation_of, discovered_from, discovered_how, discovered_at, discovered_why"""
"""The columns that `source` reads, in their order."""


def source_row(source: Source, *, watched: bool = True) -> Row:
    """The row of a source, in the order of the table's columns."""
    found = source.discovered
    return (
        source.id, source.program, source.name, source.url, source.kind, source.standing, source.language,
        list(source.include), list(source.exclude), source.schedule, watched, list(source.former_urls),
        source.announcement, source.item, source.published, source.render, source.translation_of,
        *((found.where, found.how, found.at, found.why) if found else (None, None, None, None)),
    )  # fmt: skip


def source(row: Row) -> Source:
    """The source of a row of `COLUMNS`."""
    (id_, program, name, url, kind, standing, language, include, exclude, schedule, former_urls, announcement,
     item, published, render, translation_of, where, how, at, why) = row  # fmt: skip
    return Source(
        id_, program, name, url, kind, standing, language, tuple(include), tuple(exclude), schedule,
        tuple(former_urls or ()), bool(announcement), item or "", published or "", render or "when_needed",
        translation_of or "", None if how is None else Discovered(where, how, at, why),
    )  # fmt: skip
