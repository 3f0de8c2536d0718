"""Mentions in a document in another language: where it speaks of a facet's topic by the phrases of the lexicon."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extractors.foreign.tongue import CJK, words_of
from extractors.mentions import MAX_QUOTE, PER_FACET, nearly
from extractors.records import Mention
from extractors.satisfying import beside, satisfies
from extractors.structure import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.catalogue import Catalogue
    from extractors.foreign.tongue import Tongue
    from extractors.kinds.rule import Words
    from extractors.lexicons import Lexicon
    from extractors.records import Document, Requirement

LEAST_SPACES: Final = 3
LEAST_CHARACTERS: Final = 12
"""A shorter text is a label or a link: it names a topic and says nothing of it."""


def mentions(
    document: Document, catalogue: Catalogue, requirements: Sequence[Requirement], tongue: Tongue
) -> tuple[Mention, ...]:
    """The mentions of a document in order, a few of each facet; none where a requirement answers the facet. Never raises."""
    names = beside(requirements)
    taken = {
        (question.key, facet.key): [r for r in requirements if satisfies(r, facet, names)]
        for question in catalogue.questions
        for facet in question.facets
    }
    found: dict[tuple[str, str], list[Mention]] = {}
    for mention in (*_spoken(document, tongue), *nearly(catalogue, requirements)):
        facet = (mention.question, mention.facet)
        so_far = found.setdefault(facet, [])
        known = any(r.start < mention.end and mention.start < r.end for r in taken.get(facet, ()))
        again = any(other.start == mention.start for other in so_far)
        if facet in taken and len(so_far) < PER_FACET and not known and not again:
            so_far.append(mention)
    return tuple(
        sorted(
            (mention for every in found.values() for mention in every),
            key=lambda m: (m.start, m.question, m.facet),
        )
    )


def _spoken(document: Document, tongue: Tongue) -> Iterator[Mention]:
    topics = _topics(tongue.lexicon)
    for block in document.blocks:
        here = [topic for topic in topics if topic[2].search(block.text)]
        if not here:
            continue
        for start, end in sentences(block.text):
            text = block.text[start:end]
            if _says_little(text) or tongue.steps.search(text):
                continue
            stop = min(end, start + MAX_QUOTE)
            for question, facet, topic, against in here:
                if topic.search(text) and not against.search(text):
                    quote = block.text[start:stop]
                    yield Mention(question, facet, quote, block.start + start, block.start + stop)


def _says_little(text: str) -> bool:
    return len(text) < LEAST_CHARACTERS if CJK.search(text) else text.count(" ") < LEAST_SPACES


@lru_cache(maxsize=16)
def _topics(lexicon: Lexicon) -> tuple[tuple[str, str, Words, Words], ...]:
    """Question, facet, and the patterns that show and that rule out its topic."""
    return tuple(
        (words.question, words.facet, words_of(words.topic), words_of(words.not_topic))
        for words in lexicon.facets
        if words.topic
    )
