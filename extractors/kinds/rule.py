"""What a kind's rule file declares: the words by which a statement of that kind is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ANY = frozenset({"duration", "count", "score", "percent", "money", "date", "points"})
START = 4
"""Letters of a word's beginning by which a lexicon is looked up before its pattern is tried."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """A pattern of words, with the beginnings that its matches can have: it is tried only where one is.

    `starts`: beginnings of `START` letters, None where matches can begin with any; `shorter`: those of fewer letters.
    """

    pattern: re.Pattern[str]
    starts: frozenset[str] | None
    shorter: tuple[str, ...] = ()

    def search(self, text: str) -> bool:
        """Whether any of the words is in the text."""
        if self.starts is None:
            return self.pattern.search(text) is not None
        return any(self.pattern.match(text, at) for at in self._places(text))

    def count(self, text: str) -> int:
        """How many of the words are in the text."""
        if self.starts is None:
            return sum(1 for _ in self.pattern.finditer(text))
        return sum(1 for at in self._places(text) if self.pattern.match(text, at))

    def _places(self, text: str) -> list[int]:
        """Where a match can begin in the text."""
        index = _index(text)
        beginnings = set(self.starts.intersection(index)) if self.starts else set()
        if self.shorter:
            beginnings |= {beginning for beginning in index if beginning.startswith(self.shorter)}
        return [at for beginning in beginnings for at in index[beginning]]


@lru_cache(maxsize=4096)
def _index(text: str) -> dict[str, list[int]]:
    """Where words begin in a text, by their first `START` letters, lower case."""
    index: dict[str, list[int]] = {}
    for match in WORD.finditer(text):
        index.setdefault(match.group()[:START].lower(), []).append(match.start())
    return index


def words(*alternatives: str) -> Words:
    """A pattern that finds any of the alternatives at the start of a word, case ignored."""
    starts = [_starts_of(alternative) for alternative in alternatives]
    pattern = re.compile(r"\b(?:" + "|".join(alternatives) + ")", re.IGNORECASE)
    if None in starts:
        return Words(pattern, None)
    known = {start for some in starts for start in some or ()}
    shorter = {start for start in known if len(start) < START}
    return Words(pattern, frozenset(known - shorter), tuple(sorted(shorter)))


def _starts_of(expression: str) -> frozenset[str] | None:
    """The beginnings that matches of an expression can have; None when its first letters are not plain."""
    if expression.startswith("(?:"):
        return _starts_of_group(expression)
    literal = re.match(r"[A-Za-z0-9]+", expression.removeprefix(r"\b"))
    if literal is None:
        return None
    after = expression.removeprefix(r"\b")[literal.end() : literal.end() + 1]
    letters = literal.group()[:-1] if after in ("?", "*", "{") else literal.group()
    return frozenset({letters[:START].lower()}) if letters else None


def _starts_of_group(expression: str) -> frozenset[str] | None:
    parts, rest = _group(expression)
    choices = [part + rest.removeprefix("?") for part in parts]
    if rest.startswith(("*", "+", "{")):
        return None
    if rest.startswith("?"):
        choices.append(rest[1:])
    starts = [_starts_of(choice) for choice in choices]
    return None if None in starts else frozenset(start for some in starts for start in some or ())


def _group(expression: str) -> tuple[list[str], str]:
    """The alternatives of the group with which an expression begins, and what follows the group."""
    parts: list[str] = []
    depth, part = 0, ""
    for at, character in enumerate(expression[3:], 3):
        if character == ")" and depth == 0:
            return [*parts, part], expression[at + 1 :]
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += character
    return [*parts, part], ""


def whole(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole labels, case ignored."""
    return re.compile(r"(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


def named(*pairs: tuple[str, str]) -> tuple[tuple[str, Words], ...]:
    """Canonical attribute names with the words that show them, most specific first."""
    return tuple(
        (name, Words(re.compile(r"\b(?:" + pattern + ")", re.IGNORECASE), None)) for name, pattern in pairs
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """The lexicon of one kind.

    `strong`: words that show the kind by themselves. `weak`: words that do so together with the context or a duty.
    `context`: words of headings, introductions and table headers. `unless`: words in the sentence that rule it out.
    `values`: types of values that such a requirement may have. `nouns`: what a bare count must count. `states`: statements
    that count without a number and without a binding verb ("Payment is by credit card"). `attributes`: names of what is
    measured, by the words that show it. `duty`: whether a binding sentence without a number is one, given that `owed` is
    found in it. `labels`: labels and open questions whose short text is a value by itself ("Languages: English"), given
    that `within` is found in the label, its surroundings or the name of the page.
    `heads`: whole labels of rows and columns ("Passing score") that say that what stands in their cells is of the kind;
    `shared`: labels that say so where the table is about an exam or a course ("Duration").
    `general`: what its words count beside those of other kinds: less than 1 for kinds that fit nearly everything, None for
    all others, which are no mere demands. `around`: whether headings alone make a duty one of its kind. `offered`: whether
    lists of benefits state it. `vendors`: whether it is about the program, whoever the sentence names.
    """

    kind: str
    strong: Words
    weak: Words | None = None
    context: Words | None = None
    unless: Words | None = None
    states: Words | None = None
    values: frozenset[str] = ANY
    nouns: Words | None = None
    attributes: tuple[tuple[str, Words], ...] = ()
    duty: bool = True
    owed: Words | None = None
    labels: Words | None = None
    within: Words | None = None
    heads: re.Pattern[str] | None = None
    shared: re.Pattern[str] | None = None
    general: float | None = None
    around: bool = False
    offered: bool = False
    vendors: bool = False

    def owes(self, text: str) -> bool:
        """Whether a binding sentence without a number is of this kind."""
        return self.duty and (self.owed is None or self.owed.search(text))

    def attribute(self, *texts: str) -> str:
        """The canonical name of what is measured, shown by the first of the texts that shows one; else empty."""
        return next((name for text in texts for name in self._shown(text)), "")

    def _shown(self, text: str) -> Iterator[str]:
        return (name for name, pattern in self.attributes if pattern.search(text))


def by_kind(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by their kind."""
    return {rule.kind: rule for rule in rules}
