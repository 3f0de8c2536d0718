"""The words of a printed page with their places, upright, and the lines and fills drawn between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from extractors.printed.drawn import colour_of, dots, drawn
from extractors.printed.places import Box, Turn, way
from extractors.printed.signs import sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_SPACE: Final = 0.22  # times the size: a gap between letters from which they are two words
_SAME_LINE: Final = 0.25  # times the size: how far baselines of one run of letters may differ
_RAISED: Final = 0.85  # times the size before it: a raised figure is at most so high
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEFORE: Final = 2.0  # times the size up to which words follow it


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
    turn = Turn(page)
    letters = [letter for char in page.chars if (letter := _letter(char, turn))]
    lines = drawn(page, turn)
    words = list(_words(_runs(letters)))
    return Sheet(
        number, *turn.size, (*words, *_bullets(page, turn, words)), lines.across, lines.down, lines.fills
    )


def _letter(char: dict[str, Any], turn: Turn) -> _Letter | None:
    box = turn.box(char)
    middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if way(char["matrix"]) != turn.way or not Box(0, 0, *turn.size).holds(*middle):
        return None
    font = str(char["fontname"])
    text = sign(str(char["text"]), font)
    size = box.bottom - box.top
    return _Letter(text, box, size, _BOLD.search(font) is not None, colour_of(char["non_stroking_color"]))


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


def _bullets(page: Any, turn: Turn, words: list[Word]) -> Iterator[Word]:  # noqa: ANN401 - as above
    """Small shapes that are drawn before the words of an item, as browsers print bullets, as words."""
    for dot in dots(page, turn):
        x, y = (dot.x0 + dot.x1) / 2, (dot.top + dot.bottom) / 2
        beside = [word for word in words if word.box.top < y < word.box.bottom and word.box.x1 > x]
        first = min(beside, key=lambda word: word.box.x0, default=None)
        small = first is not None and dot.bottom - dot.top < 0.7 * first.size
        if first and small and 0 < first.box.x0 - dot.x1 < _BEFORE * first.size:
            box = Box(dot.x0, first.box.top, dot.x1, first.box.bottom)
            yield Word("•", box, first.size, first.bold, first.colour)
