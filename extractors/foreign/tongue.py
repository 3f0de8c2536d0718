"""A language ready for reading: the patterns of its lexicon, and the catalogue with its topics."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.duties import ASIDE
from extractors.kinds import BY_KIND
from extractors.kinds.rule import Rule, Words
from extractors.languages import foreign
from extractors.modality import Force
from extractors.values.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.catalogue import Catalogue
    from extractors.lexicons import KindWords, Lexicon
    from extractors.records import Document

NEVER = re.compile(r"(?!)")
GAP = "…"
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Scripts whose words stand without spaces."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """A lexicon with its patterns, and the rules of kinds made of it."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    by_kind: dict[str, Rule]
    duty: Words
    forbidden: Words
    exempt: Words
    advice: Words
    examples: Words
    referring: Words
    steps: Words
    whom: Words
    demands: Words
    promises: Words
    elsewhere: Words
    given: re.Pattern[str]
    nothing: re.Pattern[str]
    pair: re.Pattern[str]
    span: re.Pattern[str]

    @property
    def language(self) -> str:
        """The language's primary subtag (BCP 47)."""
        return self.lexicon.language

    def force(self, text: str) -> Force:
        """How a sentence binds. Never raises."""
        text = ASIDE.sub(lambda aside: " " * len(aside.group()), text)
        advice = self.advice.search(text)
        if self.steps.search(text):
            return Force(binds=False, value=True, advice=True)
        if found := self.exempt.pattern.search(text):
            return Force(True, False, found.end(), found.start(), advice)
        if found := self.forbidden.pattern.search(text):
            return Force(True, True, found.end(), found.start(), advice, negated=True)
        given = self.given.match(text)
        if found := self.duty.pattern.search(text, given.end() if given else 0):
            return Force(True, True, found.end(), found.start(), advice)
        return Force(binds=False, value=True, advice=advice)

    def demanding(self, context: str) -> bool:
        """Whether a heading, list introduction or header announces demands (and not benefits)."""
        return self.demands.search(context) and not self.promises.search(context)


def tongue_of(document: Document, catalogue: Catalogue) -> Tongue | None:
    """The language of a document when it is one of the catalogue's other languages; None for English and unknown ones.

    The text decides; what the page declares does only where the text is too short to tell.
    """
    if not catalogue.languages:
        return None
    language = foreign(document.text, "en", document.language)
    lexicon = next((known for known in catalogue.languages if known.language == language), None)
    return tongue(lexicon) if lexicon is not None else None


@lru_cache(maxsize=16)
def tongue(lexicon: Lexicon) -> Tongue:
    """A lexicon made ready."""
    rules = tuple(_rule(lexis) for lexis in lexicon.kinds)
    between = "|".join(map(re.escape, sorted(words(lexicon.language).between))) or "(?!)"
    conditions = "|".join(_expression(phrase) for phrase in lexicon.conditions) or "(?!)"
    return Tongue(
        lexicon,
        rules,
        {rule.kind: rule for rule in rules},
        words_of(lexicon.duty),
        words_of(lexicon.forbidden),
        words_of(lexicon.exempt),
        words_of(lexicon.advice),
        words_of(lexicon.examples),
        words_of(lexicon.referring),
        words_of(lexicon.steps),
        words_of(lexicon.whom),
        words_of(lexicon.demanding),
        words_of(lexicon.promising),
        words_of(lexicon.elsewhere),
        re.compile(rf"(?:{conditions})[^,、]{{0,200}}[,、]", re.IGNORECASE),
        _whole_cell(lexicon.nothing),
        re.compile(rf"\b(?:{between})\s+$", re.IGNORECASE),
        re.compile(rf"\b(?:{between})\s[^,;]*$", re.IGNORECASE),
    )


def _whole_cell(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of cells that say one of the phrases and no more."""
    said = "|".join(_expression(phrase) for phrase in phrases) or "(?!)"
    return re.compile(rf"\s*(?:{said})[\s.。]*", re.IGNORECASE)


def _rule(lexis: KindWords) -> Rule:
    """The rule of a kind: the types of its values are those of the English one, its words those of the language."""
    return replace(
        BY_KIND[lexis.kind],
        strong=words_of(lexis.strong),
        weak=words_of(lexis.weak),
        context=words_of(lexis.context),
        unless=words_of(lexis.unless),
        states=words_of(lexis.states),
        nouns=words_of(lexis.nouns) if lexis.nouns else None,
        attributes=tuple((name, words_of(shown)) for name, shown in lexis.attributes),
    )


def words_of(phrases: Iterable[str]) -> Words:
    """A pattern that finds any of the phrases; one that finds nothing where there is none."""
    parts = [_expression(phrase) for phrase in phrases]
    return Words(re.compile("|".join(parts), re.IGNORECASE) if parts else NEVER, None)


def _expression(phrase: str) -> str:
    """The regular expression of a phrase; every repetition in it is bounded, or over one character class."""
    joined = ""
    behind = ""
    for word in phrase.split():
        if word == GAP:
            joined += r"[^.;。]{0,60}?"
        else:
            joined += (_space(behind, word) if behind and behind != GAP else "") + _word(word)
        behind = word
    return joined


def _space(before: str, after: str) -> str:
    return r"\s*" if CJK.search(before[-1]) or CJK.search(after[0]) else r"\s+"


def _word(word: str) -> str:
    bare = word.strip("*")
    left = "" if word.startswith("*") or CJK.match(bare) or not bare[0].isalnum() else r"\b"
    escaped = re.escape(bare).replace("'", "['’]")
    if word.endswith("*"):
        return left + escaped + r"\w*"
    right = "" if CJK.match(bare[-1]) or not bare[-1].isalnum() else r"\b"
    return left + escaped + right
