"""What stands on every page and says nothing: running heads, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.printed.lines import Line

_MARGIN: Final = 0.12  # of the height of a page
_LOOKED_AT: Final = 4  # lines at the top and at the bottom
_SAME: Final = 4.0  # points by which the same line may stand higher or lower
_NUMBER = re.compile(
    r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_FOOTER = re.compile(r"\bpage \d{1,4}(?: of \d{1,4})?$|^page \d{1,4}\b|^©", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$|_{5,}\s*\d{1,4}$")
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without those that stand at its edge on other pages too, and without page numbers."""
    edges = [_at_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen: Counter[tuple[str, int]] = Counter()
    for found in edges:
        seen.update({key for line in found for key in _keys(line)})
    least = max(2, len(pages) * 3 // 10)
    kept = []
    for lines, found in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line in found
            if _NUMBER.fullmatch(line.text)
            or _FOOTER.search(line.text)
            or max(seen[key] for key in _keys(line)) >= least
        }
        kept.append([line for line in lines if id(line) not in gone and not _CONTENTS.search(line.text)])
    return kept


def _keys(line: Line) -> list[tuple[str, int]]:
    words = _DIGITS.sub("#", line.text.lower())
    step = round(line.box.top / _SAME)
    return [(words, step), (words, step + 1)]


def _at_edges(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines at the top and bottom that stand apart from the others."""
    found: list[Line] = []
    for several, sign in ((lines[:_LOOKED_AT], 1), (lines[: -_LOOKED_AT - 1 : -1], -1)):
        edge: list[Line] = []
        for number, line in enumerate(several):
            margin = line.box.bottom if sign > 0 else height - line.box.top
            if margin > _MARGIN * height:
                break
            edge.append(line)
            after = several[number + 1] if number + 1 < len(several) else None
            if after is None or _gap(line, after) > 1.2 * line.size:
                found += edge
                edge = []
    return found


def _gap(line: Line, other: Line) -> float:
    return max(line.box.top - other.box.bottom, other.box.top - line.box.bottom)
