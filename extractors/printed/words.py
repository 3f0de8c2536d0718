"""The words of a printed page with their places, upright, and the lines and fills drawn between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from extractors.printed.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_SPACE: Final = 0.22  # times the size: a gap between letters from which they are two words
_SAME_LINE: Final = 0.25  # times the size: how far baselines of one run of letters may differ
_RAISED: Final = 0.85  # times the size before it: a raised figure is at most so high
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WHITE: Final = 0.97
_LEAST_RULE: Final = 6.0
_MOST_RULES: Final = 3_000
_THIN: Final = 2.5
_DOT: Final = (1.5, 8.0)  # points that a drawn bullet is wide and high
_BEFORE: Final = 2.0  # times the size up to which words follow it


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


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its place; `size` is its font's, `colour` what it is printed in."""

    text: str
    box: Box
    size: float
    bold: bool
    colour: str

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.box.x0 + self.box.x1) / 2, (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its words, the rules across and down, and the areas that are filled with a colour."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    fills: tuple[tuple[Box, str], ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Box
    size: float
    bold: bool
    colour: str
    raised: bool = False


def sheet(page: Any, number: int) -> Sheet:  # noqa: ANN401 - pdfplumber has no types
    """What is printed on a page; one whose words run sideways is turned."""
    turn = _Turn(page)
    letters = [letter for char in page.chars if (letter := _letter(char, turn))]
    across, down, fills = _drawn(page, turn)
    words = list(_words(_runs(letters)))
    return Sheet(number, *turn.size, (*words, *_bullets(page, turn, words)), across, down, fills)


class _Turn:
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


def _letter(char: dict[str, Any], turn: _Turn) -> _Letter | None:
    box = turn.box(char)
    middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if way(char["matrix"]) != turn.way or not Box(0, 0, *turn.size).holds(*middle):
        return None
    font = str(char["fontname"])
    text = sign(str(char["text"]), font)
    size = box.bottom - box.top
    return _Letter(text, box, size, _BOLD.search(font) is not None, _colour(char["non_stroking_color"]))


def _colour(found: Any) -> str:  # noqa: ANN401 - a number, some numbers, or the name of a pattern
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


def _runs(letters: list[_Letter]) -> list[list[_Letter]]:
    """Letters that follow one another on one line, as the file gives them; a raised figure goes with what it follows."""
    runs: list[list[_Letter]] = []
    last: _Letter | None = None
    for letter in letters:
        if last is not None and _raised_before(runs[-1], letter):
            runs[-1] = [
                _Letter(
                    one.text.translate(_SUPERSCRIPTS),
                    one.box,
                    letter.size,
                    letter.bold,
                    letter.colour,
                    raised=True,
                )
                for one in runs[-1]
            ] + [letter]
            last = letter
        elif last is not None and (follows := _follows(last, letter)) is not None:
            if not _twice(runs[-1], letter):
                runs[-1].append(follows)
            last = last if follows.raised else letter
        else:
            runs.append([letter])
            last = letter
    return runs


def _raised_before(run: list[_Letter], letter: _Letter) -> bool:
    """Whether a run is only the raised sign of the note that this letter begins."""
    if len(run) > 3 or run[0].raised or not all(one.text.isdigit() or one.text in "*†‡" for one in run):  # noqa: PLR2004
        return False
    last = run[-1]
    lower = letter.box.bottom - last.box.bottom
    return (
        last.size <= _RAISED * letter.size
        and 0.1 * letter.size < lower < letter.size
        and -0.2 * letter.size < letter.box.x0 - last.box.x1 < letter.size
    )


def _follows(last: _Letter, letter: _Letter) -> _Letter | None:
    gap = letter.box.x0 - last.box.x1
    lower = last.box.bottom - letter.box.bottom
    if abs(lower) <= _SAME_LINE * max(last.size, letter.size) * 0.8 and -last.size < gap < 2 * last.size:
        return letter
    small = letter.size <= _RAISED * last.size and 0.2 * last.size <= lower <= last.size
    if small and -0.2 * last.size < gap < 0.4 * last.size and not letter.text.isspace():
        text = letter.text.translate(_SUPERSCRIPTS)
        return _Letter(text, letter.box, last.size, last.bold, last.colour, raised=True)
    return None


def _twice(run: list[_Letter], letter: _Letter) -> bool:
    """Whether a letter is printed on itself, as some writers make bold."""
    return any(
        one.text == letter.text
        and abs(one.box.x0 - letter.box.x0) < 0.1 * letter.size
        and not letter.text.isspace()
        for one in run[-2:]
    )


def _words(runs: list[list[_Letter]]) -> Iterable[Word]:
    for run in runs:
        word: list[_Letter] = []
        for letter in run:
            apart = word and letter.box.x0 - word[-1].box.x1 > _SPACE * letter.size
            if letter.text.isspace() or apart:
                yield from _word(word)
                word = []
            if not letter.text.isspace():
                word.append(letter)
        yield from _word(word)


def _word(letters: list[_Letter]) -> Iterable[Word]:
    text = "".join(letter.text for letter in letters)
    plain = [letter for letter in letters if not letter.raised] or letters
    if text.strip():
        box = Box(
            min(letter.box.x0 for letter in letters),
            min(letter.box.top for letter in plain),
            max(letter.box.x1 for letter in letters),
            max(letter.box.bottom for letter in plain),
        )
        bold = all(letter.bold for letter in plain)
        yield Word(text, box, max(letter.size for letter in plain), bold, plain[0].colour)


def _bullets(page: Any, turn: _Turn, words: list[Word]) -> Iterator[Word]:  # noqa: ANN401 - as above
    """Small shapes that are drawn before the words of an item, as browsers print bullets, as words."""
    shapes = {_rounded(turn.box(one)) for one in (*page.curves[:_MOST_RULES], *page.rects[:_MOST_RULES])}
    dots = [Box(*one) for one in sorted(shapes) if _small(Box(*one))]
    for dot in dots:
        x, y = (dot.x0 + dot.x1) / 2, (dot.top + dot.bottom) / 2
        beside = [word for word in words if word.box.top < y < word.box.bottom and word.box.x1 > x]
        first = min(beside, key=lambda word: word.box.x0, default=None)
        if (
            first
            and 0 < first.box.x0 - dot.x1 < _BEFORE * first.size
            and dot.bottom - dot.top < 0.7 * first.size
        ):
            box = Box(dot.x0, first.box.top, dot.x1, first.box.bottom)
            yield Word("•", box, first.size, first.bold, first.colour)


def _small(box: Box) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    return _DOT[0] <= wide <= _DOT[1] and _DOT[0] <= high <= _DOT[1] and 0.6 < wide / high < 1.6  # noqa: PLR2004


def _drawn(page: Any, turn: _Turn) -> tuple[tuple[Box, ...], tuple[Box, ...], tuple[tuple[Box, str], ...]]:  # noqa: ANN401
    edges = {_rounded(turn.box(edge)) for edge in page.edges[: 10 * _MOST_RULES]}
    across = sorted(
        (one for one in edges if one[2] - one[0] >= _LEAST_RULE and one[3] - one[1] < _THIN), key=_downward
    )
    down = sorted(
        (one for one in edges if one[3] - one[1] >= _LEAST_RULE and one[2] - one[0] < _THIN), key=_downward
    )
    fills = []
    for rect in page.rects[:_MOST_RULES]:
        colour = _colour(rect.get("non_stroking_color")) if rect.get("fill") else ""
        box = turn.box(rect)
        if (
            colour
            and not _white(colour)
            and box.x1 - box.x0 > _LEAST_RULE
            and box.bottom - box.top > _LEAST_RULE
        ):
            fills.append((box, colour))
    return (
        tuple(Box(*one) for one in across[:_MOST_RULES]),
        tuple(Box(*one) for one in down[:_MOST_RULES]),
        tuple(fills),
    )


def _downward(place: tuple[float, ...]) -> tuple[float, ...]:
    return place[1], place[0]


def _rounded(box: Box) -> tuple[float, float, float, float]:
    return round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)
