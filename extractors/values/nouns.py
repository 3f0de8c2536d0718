"""The counted noun phrase behind a number, without a dictionary of nouns.

Up to its first plural or a word that ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.values.tokens import NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.values.words import Words

_LONGEST = 7  # words
_SHORT = 2  # letters
_HYPHENS = ("-", "‑", "‐", "/", "&")


def noun(line: Line, at: int, words: Words, *, singular: bool = False) -> int:
    """The token behind the noun phrase that begins at that token; `at` itself where there is none."""
    stop = last = at
    if words.unspaced:
        return at  # a counter stands in place of the noun
    seen = 0
    while stop < len(line) and seen < _LONGEST:
        word = line.words[stop]
        if word in _HYPHENS and stop > at and ((line.glued(stop) and line.glued(stop + 1)) or word == "&"):
            stop += 1
            continue
        if line.kinds[stop] == NUMBER and stop > at and _in_name(line, stop, words):
            stop += 1
            continue
        if line.kinds[stop] != WORD or (word in words.stops and not (stop > at and line.glued(stop))):
            if word in words.and_ and _coordinated(line, at, stop, words):
                stop += 1
                continue
            break
        stop += 1
        seen += 1
        last = stop
        if _ends(line, stop, words, singular=singular):
            break
    if (
        line.words[last] == "("
        and line.glued(last)
        and line.words[last + 1] in ("s", "es")
        and line.words[last + 2] == ")"
    ):
        return last + 3
    return last


def _ends(line: Line, at: int, words: Words, *, singular: bool) -> bool:
    """Whether the word before that token is the last: a plural, or a known unit where one is counted."""
    word = line.words[at - 1]
    if line.glued(at) and line.words[at] in _HYPHENS:
        return False
    if words.capital_nouns:
        return line.capital(at - 1) and not _goes_on(line, at, words)
    if line.written(at - 1, at).isupper() and line.kinds[at] == WORD and line.words[at] not in words.stops:
        return False  # an abbreviation, whatever its last letter
    plural = _plural(word, words) and not (line.capital(at - 1) and _goes_on(line, at, words))
    done = plural or (singular and word in words.units)
    return done and (words.head_first or not _goes_on_plural(line, at, words))


def _plural(word: str, words: Words) -> bool:
    if word in words.plurals:
        return True
    return (
        len(word) > _SHORT
        and word.endswith(words.plural_endings)
        and not word.endswith(words.singular_endings)
        and word not in words.not_plural
    )


def _goes_on(line: Line, at: int, words: Words) -> bool:
    """Whether another word of a capitalised name follows: "two Lumen Solutions Architects"."""
    return line.kinds[at] == WORD and line.words[at] not in words.stops and line.capital(at)


def _goes_on_plural(line: Line, at: int, words: Words) -> bool:
    """Whether the next word is itself a unit's plural: "two customers references", "net customer adds"."""
    word = line.words[at]
    return line.kinds[at] == WORD and word in words.units and _plural(word, words)


def _coordinated(line: Line, first: int, at: int, words: Words) -> bool:
    """Whether "and" joins two adjectives of one noun: "three sales and technical certifications"."""
    if at == first or _plural(line.words[at - 1], words):
        return False
    for k in range(at + 1, at + 5):
        if line.words[k] in _HYPHENS and line.glued(k):
            continue
        if line.kinds[k] != WORD or line.words[k] in words.stops:
            return False
        if _plural(line.words[k], words):
            return True
    return False


def _in_name(line: Line, at: int, words: Words) -> bool:
    """Whether a number belongs to a name within the phrase.

    "three AB-104 holders", "two Lumen 365 deployments".
    """
    hangs = line.glued(at) and line.words[at - 1] in _HYPHENS
    return (
        (hangs or line.words[at - 1] in words.naming or capitalised(line, at - 1, words))
        and line.kinds[at + 1] == WORD
        and line.words[at + 1] not in words.stops
    )


def capitalised(line: Line, at: int, words: Words) -> bool:
    """Whether that token is a word with a capital that could be (the end of) a name."""
    return at >= 0 and line.kinds[at] == WORD and line.capital(at) and line.words[at] not in words.stops


def unit(phrase: str, words: Words) -> str | None:
    """The normal unit of a noun phrase.

    That of its head (its last word), or the head itself in page words.
    """
    head = phrase.lower().replace("(s)", "").replace("(es)", "").split()
    if not head:
        return None
    last = head[-1].rsplit("-", 1)[-1]
    known = words.units.get(last)
    if known is None and words.unit_endings:
        known = next((name for ending, name in words.unit_endings if last.endswith(ending)), None)
    return known or head[-1]
