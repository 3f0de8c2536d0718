"""Pages whose text runs in several columns: in which order their lines are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.printed.lines import Line, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.printed.places import Box

_LEAST: Final = 4  # lines on each side of a gutter
_GUTTER: Final = 8.0  # points
_FULL: Final = 0.55  # of the width of a column that its lines fill on average
_WORDS: Final = 3.5  # words in a line on average
_BEGUN: Final = 0.65  # of the lines of running text that begin like a sentence, and those of cells more often
_LEVEL: Final = 0.7  # of the lines on the right that stand level with one on the left
_PADDED: Final = 0.6  # times the size between most lines: they are rows
_INDENT: Final = 60  # points from the left edge up to which a text is only set in
_HANGING: Final = 36  # points before a text in which its sign may stand
_DEEPEST: Final = 3


@dataclass(slots=True)
class _Band:
    """Lines between two that lie across an edge: whole, and what of them is on its left and on its right."""

    lines: list[Line]
    left: list[Line]
    right: list[Line]
    across: bool


def columns(lines: Sequence[Line], rules: Sequence[Box], depth: int = 0) -> list[list[Line]]:
    """The lines of a page in groups, each of one column or across all of them, in the order in which they are read."""
    pieces = [piece for one in lines for piece in one.pieces]
    for edge in _edges(pieces) if depth < _DEEPEST else ():
        bands = _bands(lines, edge)
        if any(_prose(band) and not _ruled(band, rules, edge) for band in bands):
            return [group for band in bands for group in _groups(band, rules, edge, depth)]
    return [list(lines)] if lines else []


def _groups(band: _Band, rules: Sequence[Box], edge: float, depth: int) -> list[list[Line]]:
    if band.across or not _sided(band) or _ruled(band, rules, edge):
        return [band.lines]
    return [group for side in (band.left, band.right) for group in columns(side, rules, depth + 1)]


def _ruled(band: _Band, rules: Sequence[Box], edge: float) -> bool:
    """Whether rules are drawn across the gutter between the lines of a band."""
    top, bottom = band.lines[0].box.top, band.lines[-1].box.bottom
    heights = {
        round(rule.top)
        for rule in rules
        if rule.x0 < edge - 2 * _GUTTER and rule.x1 > edge and top < rule.top < bottom
    }
    return len(heights) > 2  # noqa: PLR2004


def _edges(pieces: Sequence[Line]) -> list[float]:
    """Where many pieces begin other than at the left, with the signs that stand before them; the clearest first."""
    starts = Counter(round(piece.box.x0 / 2) * 2 for piece in pieces)
    left = min(starts, default=0)
    strong = [at for at, count in starts.most_common(4) if count >= _LEAST and at > left + _INDENT]
    edges = {at for at in starts if at > left + _INDENT and any(0 <= one - at <= _HANGING for one in strong)}
    crossing = {
        edge: sum(piece.box.x0 < edge - _GUTTER and piece.box.x1 > edge - _GUTTER / 2 for piece in pieces)
        for edge in edges
    }
    return [float(edge) for edge in sorted(edges, key=lambda edge: (crossing[edge], -edge))][:4]


def _bands(lines: Sequence[Line], edge: float) -> list[_Band]:
    """Lines from the top down in bands: those on both sides of an edge, and those that lie across it."""
    bands: list[_Band] = []
    for one in lines:
        pieces = one.pieces
        across = any(piece.box.x0 < edge - _GUTTER and piece.box.x1 > edge - _GUTTER / 2 for piece in pieces)
        if not bands or bands[-1].across != across:
            bands.append(_Band([], [], [], across))
        band = bands[-1]
        band.lines.append(one)
        if not across:
            left = [piece for piece in pieces if piece.box.x1 <= edge]
            right = [piece for piece in pieces if piece.box.x1 > edge]
            band.left += _one(left)
            band.right += _one(right)
    return bands


def _one(pieces: list[Line]) -> list[Line]:
    return pieces if len(pieces) < 2 else [line([word for piece in pieces for word in piece.words])]  # noqa: PLR2004


def _sided(band: _Band) -> bool:
    """Whether a band of a page of columns is read side by side."""
    if not band.left or not band.right:
        return True
    return all(_worded(side) >= _WORDS for side in (band.left, band.right)) and not _rows(
        band.left, band.right
    )


def _worded(side: list[Line]) -> float:
    return sum(len(one.words) for one in side) / len(side)


def _prose(band: _Band) -> bool:
    """Whether both sides are running text, rather than columns of a table.

    Where one side is so at length, the other may be short, as at the end of a text, if its lines stand at other heights.
    """
    if not band.left or not band.right or _rows(band.left, band.right) or _cells(band.left, band.right):
        return False
    if all(len(side) >= _LEAST and _runs(side) for side in (band.left, band.right)):
        return True
    level = sum(any(abs(one.box.bottom - other.box.bottom) < 1 for other in band.left) for one in band.right)
    return _long(band.left) and level * 2 <= len(band.right)


def _long(side: list[Line]) -> bool:
    return (
        len(side) >= 2 * _LEAST
        and _runs(side)
        and _worded(side) >= _WORDS + 1.5
        and _usual(side) < _PADDED / 1.2
    )


def _runs(side: list[Line]) -> bool:
    side = [one for one in side if one.table is None]
    if len(side) < _LEAST:
        return False
    start, end = min(one.box.x0 for one in side), max(one.box.x1 for one in side)
    filled = sum(one.box.x1 - one.box.x0 for one in side) / (len(side) * max(end - start, 1.0))
    return filled >= _FULL and _worded(side) >= _WORDS


def _cells(left: list[Line], right: list[Line]) -> bool:
    """Whether lines on both sides stand at the same heights and most begin like a sentence: labels and values."""
    level = sum(any(abs(one.box.bottom - other.box.bottom) < 1 for other in left) for one in right)
    begun = [
        sum(one.text[:1].isupper() or one.text[:1].isdecimal() for one in side) for side in (left, right)
    ]
    often = any(count > _BEGUN * len(side) for count, side in zip(begun, (left, right), strict=True))
    return often and level >= _LEVEL * len(right)


def _rows(left: list[Line], right: list[Line]) -> bool:
    """Whether what is on the left and what is on the right begins anew at the same heights, as cells do."""
    if min(_usual(left), _usual(right)) > _PADDED:
        return True
    starts = [_starts(side)[1:] for side in (left, right)]  # the first ones begin together on most pages
    shared = sum(any(abs(a - b) < 3 for b in starts[1]) for a in starts[0])  # noqa: PLR2004
    return shared > 2 and shared * 10 >= 6 * max(map(len, starts))  # noqa: PLR2004


def _usual(side: list[Line]) -> float:
    """The usual gap between lines, in their size."""
    gaps = [(below.box.top - above.box.bottom) / max(below.size, 1) for above, below in pairwise(side)]
    return sorted(gaps)[len(gaps) // 2] if gaps else 0.0


def _starts(side: list[Line]) -> list[float]:
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(side)]
    usual = _usual(side) * side[0].size
    return [side[0].box.top] + [
        below.box.top for below, gap in zip(side[1:], gaps, strict=True) if gap > usual + 0.4 * below.size
    ]
