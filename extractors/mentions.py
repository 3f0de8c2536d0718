"""Mentions: where a document speaks of a facet's topic without a requirement that satisfies it (design, section 4)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.modality import STEP
from extractors.records import Mention
from extractors.satisfying import beside, satisfies
from extractors.structure import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.catalogue import Catalogue, Facet
    from extractors.records import Block, Document, Requirement

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
PER_FACET = 3
"""Mentions kept of one facet: enough to show that the page speaks of it."""
MAX_QUOTE = 400
MAX_WORDS = 20_000
"""Words whose phrases are remembered."""
LEAST_SPACES = 3
"""A shorter text is a label or a link, which says nothing of the topic that it names unless it heads a text."""
HEADED_SPACES = 6
"""So much at least has a text that a label heads."""
LINK = re.compile(r"(?:back|return|skip|jump) to\b|previous\b|next:", re.IGNORECASE)
"""What leads elsewhere says nothing here, whatever it is called there."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A topic phrase by its words; `stems` says which of them are only beginnings of words."""

    question: str
    facet: Facet
    words: tuple[str, ...]
    stems: tuple[bool, ...]

    def begins(self, token: str) -> bool:
        """Whether a lower-case word is the phrase's first."""
        return token.startswith(self.words[0]) if self.stems[0] else token == self.words[0]

    def found(self, tokens: Sequence[str], at: int) -> bool:
        """Whether the phrase stands at a place among the lower-case words of a text."""
        if at + len(self.words) > len(tokens):
            return False
        parts = zip(self.words, self.stems, tokens[at : at + len(self.words)], strict=True)
        return all(token.startswith(word) if is_stem else token == word for word, is_stem, token in parts)


@lru_cache(maxsize=8)
def phrases(catalogue: Catalogue) -> tuple[Phrase, ...]:
    """Every topic phrase of a catalogue."""
    found: list[Phrase] = []
    for question in catalogue.questions:
        for facet in question.facets:
            for topic in facet.topic:
                parts = topic.lower().split()
                words = tuple(part.rstrip("*") for part in parts)
                found.append(Phrase(question.key, facet, words, tuple(part.endswith("*") for part in parts)))
    return tuple(found)


class Openings(dict[str, tuple[Phrase, ...]]):
    """The phrases that a lower-case word begins, each word looked up once."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """The openings of some phrases, by the first two letters of their first words to begin with."""
        super().__init__()
        self._by_start: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._by_start.setdefault(phrase.words[0][:2], []).append(phrase)

    def __missing__(self, token: str) -> tuple[Phrase, ...]:
        """The phrases of a word met for the first time; kept while there are not too many."""
        found = tuple(phrase for phrase in self._by_start.get(token[:2], ()) if phrase.begins(token))
        if len(self) < MAX_WORDS:
            self[token] = found
        return found


@lru_cache(maxsize=8)
def _openings(catalogue: Catalogue) -> Openings:
    return Openings(phrases(catalogue))


@lru_cache(maxsize=1024)
def _against(facet: Facet) -> re.Pattern[str] | None:
    if not facet.not_topic:
        return None
    parts = (
        r"[\s,]+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
        for phrase in facet.not_topic
    )
    return re.compile(r"\b(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def mentions(
    document: Document, catalogue: Catalogue, requirements: Sequence[Requirement]
) -> tuple[Mention, ...]:
    """The mentions of a document in order, a few of each facet; none where a requirement answers the facet. Never raises."""
    answered = _answered(catalogue, requirements)
    found: dict[tuple[str, str], list[Mention]] = {}
    for question, facet, start, end in _places(document, catalogue):
        so_far = found.setdefault((question, facet.key), [])
        if len(so_far) >= PER_FACET or any(
            here < end and start < there for here, there in answered.get((question, facet.key), ())
        ):
            continue
        quote = document.text[start:end]
        if _speaks(facet, quote) and not (so_far and so_far[-1].start == start):
            so_far.append(Mention(question, facet.key, quote, start, end))
    for near in nearly(catalogue, requirements):
        so_far = found.setdefault((near.question, near.facet), [])
        if len(so_far) < PER_FACET and all(mention.start != near.start for mention in so_far):
            so_far.append(near)
    return tuple(
        sorted(
            (mention for every in found.values() for mention in every),
            key=lambda m: (m.start, m.question, m.facet),
        )
    )


def spoken_of(sentence: str, catalogue: Catalogue) -> str:
    """The first question on whose topic a sentence touches, by its key; empty when there is none. Never raises."""
    openings = _openings(catalogue)
    tokens = WORD.findall(sentence.lower())
    return next(
        (
            phrase.question
            for at, token in enumerate(tokens)
            for phrase in openings[token]
            if phrase.found(tokens, at) and _speaks(phrase.facet, sentence)
        ),
        "",
    )


def _speaks(facet: Facet, quote: str) -> bool:
    """Whether a text that holds a topic phrase speaks of the topic: it leads nowhere else and means nothing else."""
    against = _against(facet)
    return not (STEP.match(quote) or LINK.match(quote) or (against and against.search(quote)))


def _says(blocks: Sequence[Block], number: int) -> bool:
    """Whether a block is more than a label or a link: long enough, or the heading of a text."""
    block = blocks[number]
    if block.text.count(" ") >= LEAST_SPACES:
        return True
    if block.kind not in ("heading", "paragraph") or number + 1 == len(blocks):
        return False
    headed = blocks[number + 1]
    return headed.kind == "paragraph" and headed.text.count(" ") >= HEADED_SPACES


def nearly(catalogue: Catalogue, requirements: Sequence[Requirement]) -> Iterator[Mention]:
    """Requirements of a kind that speaks of a facet, but without what it wants to know."""
    names = beside(requirements)
    for question in catalogue.questions:
        for facet in question.facets:
            for r in requirements:
                if r.kind in facet.spoken_by and not satisfies(r, facet, names):
                    yield Mention(question.key, facet.key, r.quote, r.start, r.end)


def _answered(
    catalogue: Catalogue, requirements: Sequence[Requirement]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    names = beside(requirements)
    for question in catalogue.questions:
        for facet in question.facets:
            found[question.key, facet.key] = [
                (r.start, r.end) for r in requirements if satisfies(r, facet, names)
            ]
    return found


def _places(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, Facet, int, int]]:
    """Every place of a topic phrase: question, facet, and the sentence around it."""
    openings = _openings(catalogue)
    for number, block in enumerate(document.blocks):
        text = block.text.lower()
        tokens = WORD.findall(text)
        hits = [
            (at, phrase)
            for at, token in enumerate(tokens)
            for phrase in openings[token]
            if phrase.found(tokens, at)
        ]
        if not hits or not _says(document.blocks, number):
            continue
        offsets = [match.start() for match in WORD.finditer(text)]
        spans = list(sentences(block.text))
        for at, phrase in hits:
            yield phrase.question, phrase.facet, *_sentence(block, spans, offsets[at])


def _sentence(block: Block, spans: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    number = max(0, bisect_right(spans, (offset, len(block.text))) - 1)
    start, end = spans[number] if spans else (0, len(block.text))
    if end - start > MAX_QUOTE:
        start = max(start, offset - MAX_QUOTE // 2)
        end = min(end, start + MAX_QUOTE)
    return block.start + start, block.start + end
