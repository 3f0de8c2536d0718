"""Whether a page said already, or still says, the words that a requirement quotes. Pure.

What is read from words that stood there before was only read otherwise: a paragraph that became a list, a heading that
moved. The vendor says nothing new by it, and takes nothing back.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from warehouse.likeness import words

if TYPE_CHECKING:
    from extractors.records import Requirement

FEWEST = 2
"""A word alone may stand anywhere on a page."""


class Wording:
    """The words of one document's text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> str:
        return _joined(words(self.text.casefold()))

    @cached_property
    def _written(self) -> str:
        return _joined(words(self.text))

    def times(self, requirement: Requirement) -> int:
        """How often the words of its quote stand here; 0 for what has no words of its own, a row of a table or one word.

        A name counts once, in its own capitals, however often it is used.
        """
        quote = requirement.quote
        name = requirement.value == requirement.subject
        wanted = words(quote if name else quote.casefold())
        if "|" in quote or len(wanted) < FEWEST:
            return 0
        return int(_joined(wanted) in self._written) if name else self._plain.count(_joined(wanted))

    def has(self, quote: str) -> bool:
        """Whether the words of a quote stand here; a word alone only in its own capitals."""
        written = _joined(words(quote))
        alone = len(words(quote)) < FEWEST
        return written in self._written if alone else written.casefold() in self._plain


def _joined(parts: list[str]) -> str:
    return "".join(f" {part} " for part in parts)


def only_read_otherwise(requirement: Requirement, with_it: Wording, without: Wording) -> bool:
    """Whether the page from which a requirement was read says no more by its words than the page from which it was not."""
    return 0 < with_it.times(requirement) <= without.times(requirement)
