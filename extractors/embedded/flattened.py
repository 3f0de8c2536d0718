"""State that frameworks write as one flat list whose members refer to one another by position.

Nuxt writes it (devalue) with keys as they are, React Router (turbo-stream) with keys as positions too: ``{"_1": 2}``.
"""

from __future__ import annotations

import re
from typing import Any, Final

_DEEPEST: Final = 60
_MOST: Final = 100_000
_POSITION = re.compile(r"_\d{1,7}")
_WRAPPED: Final = frozenset(
    {
        "Reactive",
        "ShallowReactive",
        "Ref",
        "ShallowRef",
        "EmptyRef",
        "EmptyShallowRef",
        "P",
        "SingleFetchFallback",
    }
)


def unflattened(flat: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What such a list describes; anything else as it is. What refers to itself ends there. Never raises."""
    if not isinstance(flat, list) or not flat:
        return flat
    return _Flat(flat).at(0, 0)


class _Flat:
    def __init__(self, members: list[Any]) -> None:
        self._members = members
        self._open: set[int] = set()
        self._left = _MOST

    def at(self, position: Any, depth: int) -> Any:  # noqa: ANN401
        self._left -= 1
        fit = (
            isinstance(position, int)
            and not isinstance(position, bool)
            and 0 <= position < len(self._members)
        )
        if not fit or depth > _DEEPEST or position in self._open or self._left < 0:
            return None
        self._open.add(position)
        try:
            return self._built(self._members[position], depth + 1)
        finally:
            self._open.discard(position)

    def _built(self, member: Any, depth: int) -> Any:  # noqa: ANN401
        if isinstance(member, dict):
            return {self._key(key): self.at(value, depth) for key, value in member.items()}
        if not isinstance(member, list):
            return member
        if member and isinstance(member[0], str):
            return self.at(member[1], depth) if member[0] in _WRAPPED and len(member) > 1 else None
        return [self.at(value, depth) for value in member]

    def _key(self, key: str) -> str:
        if not _POSITION.fullmatch(key):
            return key
        named = self.at(int(key[1:]), 0)
        return named if isinstance(named, str) else key
