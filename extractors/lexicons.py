"""The words of another language than English, as plain records: declared in ``config/languages``, carried in the catalogue.

Every entry is a phrase: case is ignored, a star at an end of a word stands for the rest of the word (``*gebühr*``), ``…``
for a few other words between (``muss … verlängert werden``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Phrases: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindWords:
    """By which words a kind of requirement is known; the same fields as those of a rule of the English lexicons.

    `attributes`: names of what is measured, in English as the questions ask for them, with the words that show them.
    """

    kind: str
    strong: Phrases = ()
    weak: Phrases = ()
    context: Phrases = ()
    unless: Phrases = ()
    states: Phrases = ()
    nouns: Phrases = ()
    attributes: tuple[tuple[str, Phrases], ...] = ()


@dataclass(frozen=True, slots=True)
class FacetWords:
    """By which phrases it is known that a text speaks of a facet, and those that show that it does not."""

    question: str
    facet: str
    topic: Phrases = ()
    not_topic: Phrases = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that reading has to know of a language besides its values.

    Sentences: what binds (`duty`), forbids, exempts, only advises, gives examples, refers to demands that are stated
    elsewhere, conditions what follows, or is a step in a user interface; `whom`: who takes part in a program.
    Surroundings: headings that announce demands (`demanding`), praise (`promising`), or what is said `elsewhere`; cells
    that say `nothing`. Names: `endings` that their words may take in a sentence,
    `tiers` by their English names with their own, the nouns for a tier, the words right before the name of a certification,
    and the plurals that announce a list of certifications or specializations.
    """

    language: str
    duty: Phrases = ()
    forbidden: Phrases = ()
    exempt: Phrases = ()
    advice: Phrases = ()
    examples: Phrases = ()
    referring: Phrases = ()
    conditions: Phrases = ()
    steps: Phrases = ()
    whom: Phrases = ()
    demanding: Phrases = ()
    promising: Phrases = ()
    elsewhere: Phrases = ()
    nothing: Phrases = ()
    tiers: tuple[tuple[str, Phrases], ...] = ()
    tier: Phrases = ()
    endings: Phrases = ()
    certification: Phrases = ()
    certifications: Phrases = ()
    specializations: Phrases = ()
    kinds: tuple[KindWords, ...] = ()
    facets: tuple[FacetWords, ...] = ()
