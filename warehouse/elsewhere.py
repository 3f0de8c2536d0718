"""What the other official pages of a program state: words that went over to another page are not gone. Pure.

A page that is split, merged or moved takes nothing back as long as its words stand on another official page as it was
captured last. Feeds and announcements are no such pages: they say what was so when they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from warehouse.likeness import FEW_WORDS, words
from warehouse.steps import RANK
from warehouse.values import comparable
from warehouse.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import datetime

    from extractors.records import Requirement
    from warehouse.events import FacetKey, Said
    from warehouse.source_ledger import SourceLedger
    from warehouse.steps import Standing

    Sources: TypeAlias = Mapping[str, SourceLedger]


class Elsewhere:
    """Asks the sources of a program as their last captures left them; each question is asked on behalf of one of them."""

    def __init__(self, sources: Sources, documents: Mapping[str, Said]) -> None:
        self._sources = sources
        self._documents = documents
        self._wordings: dict[str, tuple[str, Wording]] = {}
        self._stated: dict[str, frozenset[Hashable]] = {}

    def shown(self, document: str | None, but: str) -> bool:
        """Whether another page is this very document."""
        return any(document == other for other, _ in self._pages(but))

    def stated(self, requirement: Requirement, but: str) -> bool:
        """Whether another page states the same in the same words, or at least has the words."""
        return any(self._states(document, requirement) for document, _ in self._pages(but))

    def stated_before(self, requirement: Requirement, but: str, until: datetime) -> bool:
        """Whether another page stated the same in the same words by that instant already, and still does or did lately."""
        return any(
            held.requirement.kind == requirement.kind
            and held.requirement.key == requirement.key
            and held.since.captured_at <= until
            and _same(held.requirement) == _same(requirement)
            for _, source in self._pages(but)
            for held in source.held.values()
        )

    def worded(self, facet: FacetKey, standing: Standing, but: str) -> bool:
        """Whether another page has the words that answered a facet, and no other page answers it as well."""
        quote = standing.saying.quote if standing.saying else ""
        if not any(self._has(document, quote) for document, _ in self._pages(but)):
            return False
        others = (source.standings.current.get(facet) for _, source in self._pages(but))
        return all(other is None or RANK[other.status] > RANK[standing.status] for other in others)

    def _pages(self, but: str) -> Iterator[tuple[str, SourceLedger]]:
        for id_, source in self._sources.items():
            said = source.watched
            lasting = said.official and not (said.feed or said.announcement)
            if id_ != but and lasting and source.document is not None and source.there:
                yield source.document, source

    def _states(self, document: str, requirement: Requirement) -> bool:
        return _same(requirement) in self._statements(document) or self._has(document, requirement.quote)

    def _has(self, document: str, quote: str) -> bool:
        """Whether a page has these words, one after the other; cells of a row mean nothing without their table."""
        said = words(quote.casefold())
        if "|" in quote or len(said) < FEW_WORDS:
            return False
        if document not in self._wordings:
            text = self._documents[document].text
            self._wordings[document] = text.casefold(), Wording(text)
        text, wording = self._wordings[document]
        return max(said, key=len) in text and wording.has(quote)  # a glance first: most pages lack it

    def _statements(self, document: str) -> frozenset[Hashable]:
        if document not in self._stated:
            self._stated[document] = frozenset(map(_same, self._documents[document].requirements))
        return self._stated[document]


def _same(r: Requirement) -> Hashable:
    """What two statements share that are one, wherever they stand."""
    said = tuple(words(r.quote.casefold()))
    return r.kind, r.key, comparable(r.value), comparable(r.value_max), r.unit, r.per, r.due, said
