"""How the record of a language is written down: words with spaces, phrases with commas between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from extractors.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")


def among(words: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(words.split())


def mapped(table: Mapping[T, str]) -> dict[str, T]:
    """What each word stands for, from the words of each meaning."""
    return {word: meaning for meaning, words in table.items() for word in words.split()}


def numbered(names: Iterable[str], start: int = 0, step: int = 1) -> dict[str, int]:
    """Numbers by their names; each entry holds the names of one number, the next one the names of the next."""
    return {word: start + step * place for place, same in enumerate(names) for word in same.split()}


def _each(phrases: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip()]


def phrases(some: str) -> Phrases[str]:
    """Phrases that all mean the same."""
    return Phrases(dict.fromkeys(_each(some), ""))


def meanings(table: Mapping[T, str]) -> Phrases[T]:
    """Phrases by what they mean."""
    return Phrases({phrase: meaning for meaning, some in table.items() for phrase in _each(some)})


def apart(some: str) -> str:
    """The same phrases with every character as a token of its own, as scripts without spaces are read."""
    return ", ".join(" ".join(phrase.replace(" ", "")) for phrase in some.split(",") if phrase.strip())
