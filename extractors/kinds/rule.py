"""What a kind's rule file declares: the words by which a statement of that kind is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ANY = frozenset({"duration", "count", "score", "percent", "money", "date", "points"})


def words(*alternatives: str) -> re.Pattern[str]:
    """A pattern that finds any of the alternatives at the start of a word, case ignored."""
    return re.compile(r"\b(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


def named(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Canonical attribute names with the words that show them, most specific first."""
    return tuple((name, words(pattern)) for name, pattern in pairs)


@dataclass(frozen=True, slots=True)
class Rule:
    """The lexicon of one kind.

    `strong`: words that show the kind by themselves. `weak`: words that do so together with the context or a duty.
    `context`: words of headings, introductions and table headers. `unless`: words in the sentence that rule it out.
    `values`: types of values that such a requirement may have. `states`: statements that count without a number and
    without a binding verb ("Payment is by credit card"). `attributes`: names of what is measured, by the words that show it.
    """

    kind: str
    strong: re.Pattern[str]
    weak: re.Pattern[str] | None = None
    context: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    states: re.Pattern[str] | None = None
    values: frozenset[str] = ANY
    attributes: tuple[tuple[str, re.Pattern[str]], ...] = ()
    nouns: re.Pattern[str] | None = None  # what a bare count must count to be of this kind
    duty: bool = True  # whether a binding sentence without a number is one

    def attribute(self, *texts: str) -> str:
        """The canonical name of what is measured, shown by the first of the texts that shows one; else empty."""
        for text in texts:
            for name, pattern in self.attributes:
                if pattern.search(text):
                    return name
        return ""


def by_kind(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by their kind."""
    return {rule.kind: rule for rule in rules}
