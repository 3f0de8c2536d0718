"""Words put together to lines, and lines to pieces where wide gaps part them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median_high, median_low
from typing import TYPE_CHECKING, Final

from extractors.printed.places import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.printed.words import Word

_APART: Final = 0.9  # times the size: a gap between words from which they are in different pieces
BULLET = re.compile(
    r"(?:[•◦▪●○■□▪➢❖❑➤►‣·∙–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])$",
)
"""What stands before an item of a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside one another; `table` is the number of the table whose place this is, if it is one's."""

    words: tuple[Word, ...]
    box: Box
    size: float
    table: int | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def pieces(self) -> list[Line]:
        """Its parts between wide gaps; a bullet is in one piece with what follows it."""
        if self.table is not None:
            return [self]
        pieces: list[list[Word]] = []
        for word in self.words:
            last = pieces[-1][-1] if pieces else None
            gap = word.box.x0 - last.box.x1 if last else 0.0
            bullet = (
                last is not None and len(pieces[-1]) == 1 and BULLET.match(last.text) and gap < 4 * self.size
            )
            if last is None or (gap > _APART * self.size and not bullet):
                pieces.append([])
            pieces[-1].append(word)
        return [line(piece) for piece in pieces]


def line(words: Sequence[Word]) -> Line:
    """These words, from left to right, as a line; a sign of another font makes it no higher."""
    box = Box(
        min(word.box.x0 for word in words),
        median_low(word.box.top for word in words),
        max(word.box.x1 for word in words),
        median_high(word.box.bottom for word in words),
    )
    return Line(tuple(words), box, max(word.size for word in words))


def lines(words: Iterable[Word]) -> list[Line]:
    """Words as lines from the top down: those whose middles are at one height."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle[1]):
        height = found[-1][0].box if found else None
        margin = 0.25 * (height.bottom - height.top) if height else 0.0
        if height and height.top + margin <= word.middle[1] <= height.bottom - margin:
            found[-1].append(word)
        else:
            found.append([word])
    return [line(sorted(one, key=lambda word: word.box.x0)) for one in found]


def joined(texts: Sequence[str], known: frozenset[str] = frozenset()) -> str:
    """Lines as one text; a word divided at the end of a line is whole again where the document has it so elsewhere."""
    whole = ""
    for text in texts:
        if not whole:
            whole = text
        elif whole.endswith("\u00ad"):
            whole = whole[:-1] + text
        elif re.search(r"[a-zß-ÿ]-$", whole) and text[:1].islower():
            head, tail = whole[:-1].rsplit(" ", 1)[-1], text.split(" ", 1)[0]
            together = re.sub(r"\W", "", f"{head}{tail}").lower()
            whole = (whole[:-1] if together in known else whole) + text
        else:
            whole = f"{whole} {text}"
    return whole.replace("\u00ad", "")
