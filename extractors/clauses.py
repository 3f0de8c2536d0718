"""Sentences cut into clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re


def clause_around(text: str, start: int, end: int, bounds: re.Pattern[str]) -> tuple[int, int]:
    """Where the clause around `text[start:end]` begins and ends in a sentence that `bounds` cuts."""
    left = 0
    for match in bounds.finditer(text, 0, start):
        left = match.end()
    after = bounds.search(text, end)
    return left, after.start() if after else len(text)
