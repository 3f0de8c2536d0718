"""How the record of a language is written down: words with spaces, phrases with commas between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from extractors.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def among(words: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(words.split())


def mapped(table: Mapping[T, str]) -> dict[str, T]:
    """What each word stands for, from the words of each meaning."""
    return {word: meaning for meaning, words in table.items() for word in words.split()}


def numbered(names: str, start: int = 0, step: int = 1) -> dict[str, int]:
    """Numbers by their names in order, with commas between them where one has several names."""
    entries = names.split(",") if "," in names else names.split()
    return {word: start + step * place for place, same in enumerate(entries) for word in same.split()}


def _each(phrases: str) -> list[str]:
    """The phrases of a text; an apostrophe is a token, also as the typographic one."""
    given = [" ".join(phrase.replace("'", " ' ").split()) for phrase in phrases.split(",") if phrase.strip()]
    return given + [phrase.replace("'", "’") for phrase in given if "'" in phrase]


def phrases(some: str) -> Phrases[str]:
    """Phrases that all mean the same."""
    return Phrases(dict.fromkeys(_each(some), ""))


def meanings(table: Mapping[T, str]) -> Phrases[T]:
    """Phrases by what they mean."""
    return Phrases({phrase: meaning for meaning, some in table.items() for phrase in _each(some)})


def inverted(table: Mapping[str, T]) -> Phrases[T]:
    """Phrases that were put together by a rule."""
    return Phrases(table)


def apart(some: str) -> str:
    """The same phrases with every character as a token of its own, as scripts without spaces are read."""
    return ", ".join(" ".join(phrase.replace(" ", "")) for phrase in some.split(",") if phrase.strip())
