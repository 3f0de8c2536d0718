"""Places on a page, and how a page lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in points from its upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Turn:
    """How a page has to be turned so that most of its words run from left to right."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - pdfplumber has no types
        self.left, self.top = float(page.bbox[0]), float(page.bbox[1])
        self.width, self.height = float(page.width), float(page.height)
        ways = [way(char["matrix"]) for char in page.chars[:4_000] if not char["text"].isspace()]
        self.way = max((0, 1, 2, 3), key=ways.count) if ways else 0
        self.size = (self.height, self.width) if self.way % 2 else (self.width, self.height)

    def box(self, found: dict[str, Any]) -> Box:
        """The place of something after turning."""
        x0, x1 = float(found["x0"]) - self.left, float(found["x1"]) - self.left
        top, bottom = float(found["top"]) - self.top, float(found["bottom"]) - self.top
        if self.way == 0:
            return Box(x0, top, x1, bottom)
        if self.way == 1:
            return Box(self.height - bottom, x0, self.height - top, x1)
        if self.way == 2:  # noqa: PLR2004
            return Box(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return Box(top, self.width - x1, bottom, self.width - x0)


def way(matrix: tuple[float, ...]) -> int:
    """Where words run: 0 to the right, 1 upwards, 2 to the left, 3 downwards, -1 slanting."""
    a, b = matrix[0], matrix[1]
    if abs(b) < 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.1 * abs(b):
        return 1 if b > 0 else 3
    return -1
