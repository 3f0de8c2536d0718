"""What is drawn on a page: rules, areas filled with a colour, small shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from extractors.printed.places import Box, Turn

_WHITE: Final = 0.97
_LEAST_RULE: Final = 6.0
_MOST: Final = 3_000
_MOST_DOTS: Final = 300
_THIN: Final = 2.5
_DOT: Final = (1.5, 8.0)  # points that a drawn bullet is wide and high


def colour_of(found: Any) -> str:  # noqa: ANN401 - a number, some numbers, or the name of a pattern
    """A colour as the text of its numbers, by which colours can be compared; empty for a pattern."""
    if isinstance(found, (int, float)):
        found = (found,)
    if not isinstance(found, (tuple, list)) or not all(isinstance(one, (int, float)) for one in found):
        return ""
    return ",".join(f"{one:.2f}" for one in found)


def _white(colour: str) -> bool:
    parts = [float(part) for part in colour.split(",") if part]
    if len(parts) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        return max(parts) <= 1 - _WHITE
    return bool(parts) and min(parts) >= _WHITE


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rules across and down, and the areas that are filled with a colour that can be seen."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]
    fills: tuple[tuple[Box, str], ...]


def drawn(page: Any, turn: Turn) -> Drawn:  # noqa: ANN401 - pdfplumber has no types
    """What is drawn between and behind the words of a page."""
    edges = {_rounded(turn.box(edge)) for edge in page.edges[: 10 * _MOST]}
    across = sorted(
        (one for one in edges if one[2] - one[0] >= _LEAST_RULE and one[3] - one[1] < _THIN), key=_downward
    )
    down = sorted(
        (one for one in edges if one[3] - one[1] >= _LEAST_RULE and one[2] - one[0] < _THIN), key=_downward
    )
    fills = []
    for rect in page.rects[:_MOST]:
        colour = colour_of(rect.get("non_stroking_color")) if rect.get("fill") else ""
        box = turn.box(rect)
        large = min(box.x1 - box.x0, box.bottom - box.top) > _LEAST_RULE
        if colour and large and not _white(colour):
            fills.append((box, colour))
    return Drawn(
        tuple(Box(*one) for one in across[:_MOST]),
        tuple(Box(*one) for one in down[:_MOST]),
        tuple(fills),
    )


def dots(page: Any, turn: Turn) -> list[Box]:  # noqa: ANN401 - as above
    """Small shapes about as high as wide."""
    shapes = {_rounded(turn.box(one)) for one in (*page.curves[:_MOST], *page.rects[:_MOST])}
    return [box for one in sorted(shapes) if _small(box := Box(*one))][:_MOST_DOTS]


def _small(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return _DOT[0] <= wide <= _DOT[1] and _DOT[0] <= high <= _DOT[1] and 0.6 < wide / high < 1.6  # noqa: PLR2004


def _downward(place: tuple[float, ...]) -> tuple[float, ...]:
    return place[1], place[0]


def _rounded(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)
