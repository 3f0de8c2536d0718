"""Phrases of a few tokens, found by their first or last token: one dictionary look-up and few comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

T = TypeVar("T")


class Phrases(Generic[T]):
    """Meanings by phrase.

    A phrase is written as its tokens with spaces between them. The longest phrase wins.
    """

    __slots__ = ("_by_first", "_by_last", "_meanings")

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._meanings = dict(meanings)
        self._by_first: dict[str, list[tuple[list[str], T]]] = {}
        self._by_last: dict[str, list[tuple[list[str], T]]] = {}
        for phrase in sorted(self._meanings, key=lambda phrase: -len(phrase.split())):
            tokens = phrase.split()
            self._by_first.setdefault(tokens[0], []).append((tokens, self._meanings[phrase]))
            self._by_last.setdefault(tokens[-1], []).append((tokens, self._meanings[phrase]))

    def __or__(self, other: Phrases[T]) -> Phrases[T]:
        return Phrases({**self._meanings, **other._meanings})

    def __iter__(self) -> Iterator[str]:
        return iter(self._meanings)

    @property
    def first_tokens(self) -> frozenset[str]:
        """Every token with which a phrase begins."""
        return frozenset(self._by_first)

    def after(self, tokens: Sequence[str], at: int) -> tuple[T, int] | None:
        """The meaning of the phrase that begins at that token, and the index behind it."""
        if at < len(tokens):
            for phrase, meaning in self._by_first.get(tokens[at], ()):
                if tokens[at : at + len(phrase)] == phrase:
                    return meaning, at + len(phrase)
        return None

    def before(self, tokens: Sequence[str], at: int, floor: int = 0) -> tuple[T, int] | None:
        """The meaning of the phrase that ends just before that token, and the index where it begins.

        It does not begin below `floor`.
        """
        if at > floor:
            for phrase, meaning in self._by_last.get(tokens[at - 1], ()):
                first = at - len(phrase)
                if first >= floor and tokens[first:at] == phrase:
                    return meaning, first
        return None
