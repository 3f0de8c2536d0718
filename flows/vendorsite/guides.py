"""Program guides as PDF, typeset from the same HTML as pages are made of, without any library (ISO 32000-1).

Helvetica and its widths come with every reader; text is in the encoding that PDF calls WinAnsi.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import lxml.html

from flows.vendorsite.pdfobjects import Paper, bound

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 539.0, 786.0, 64.0  # A4 is 595 by 842 points
_SIZES = {"h1": 18.0, "h2": 13.0, "h3": 11.0, "p": 10.0, "li": 10.0, "dt": 10.0, "dd": 10.0, "caption": 10.0}
_BOLD = frozenset({"h1", "h2", "h3", "dt", "caption", "th"})
_CELL, _PAD = 9.0, 4.0
_LINE = 1.3


@dataclass(slots=True)
class _Typesetter:
    """The pages so far, and how far down the last one is written."""

    footer: str
    papers: list[Paper] = field(default_factory=list)
    y: float = 0.0

    def turn(self) -> None:
        """Begin a page."""
        self.papers.append(Paper())
        self.y = _TOP
        self.papers[-1].write(_LEFT, 36, f"{self.footer}  |  Page {len(self.papers)}", 8, bold=False)

    def room(self, points: float) -> bool:
        """Whether there is room for so much on this page."""
        return bool(self.papers) and self.y - points > _BOTTOM

    def text(self, words: str, tag: str) -> None:
        """Set a paragraph, a heading or an item of a list."""
        size, bold = _SIZES[tag], tag in _BOLD
        mark = "• " if tag == "li" else ""
        lines = wrapped(mark + words, _RIGHT - _LEFT, size, bold=bold)
        if not self.room(size * _LINE * min(len(lines), 3)):
            self.turn()
        self.y -= size * 0.5
        for line in lines:
            if not self.room(size * _LINE):
                self.turn()
            self.y -= size * _LINE
            self.papers[-1].write(_LEFT, self.y, line, size, bold=bold)

    def table(self, rows: list[list[tuple[str, bool]]]) -> None:
        """Set a table with lines around its cells; on each further page its first row comes again."""
        width = (_RIGHT - _LEFT) / max(len(row) for row in rows)
        self.y -= 8
        for number, row in enumerate(rows):
            cells = [(wrapped(text, width - 2 * _PAD, _CELL, bold=bold), bold) for text, bold in row]
            height = max(len(lines) for lines, _ in cells) * _CELL * _LINE + 2 * _PAD
            if not self.room(height):
                self.turn()
                if number:
                    self.table(rows[:1])
            self._row(cells, width, height)

    def _row(self, cells: list[tuple[list[str], bool]], width: float, height: float) -> None:
        for column, (lines, bold) in enumerate(cells):
            x = _LEFT + column * width
            self.papers[-1].frame(x, self.y - height, width, height)
            for at, line in enumerate(lines, 1):
                self.papers[-1].write(
                    x + _PAD, self.y - _PAD - at * _CELL * _LINE + 2, line, _CELL, bold=bold
                )
        self.y -= height


def typeset(html: str, footer: str = "") -> bytes:
    """A PDF of the headings, paragraphs, lists and tables of `html`."""
    setter = _Typesetter(footer)
    setter.turn()
    for tag, content in _blocks(html):
        if tag == "table":
            setter.table(content)  # type: ignore[arg-type]
        else:
            setter.text(str(content), tag)
    return bound(setter.papers)


def scan() -> bytes:
    """A PDF of one page that is a picture and has no text."""
    paper = Paper()
    paper.picture()
    return bound([paper])


def wrapped(words: str, width: float, size: float, *, bold: bool) -> list[str]:
    """The words in lines of at most that width; one line for nothing."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and Paper.width(longer, size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _blocks(html: str) -> Iterator[tuple[str, object]]:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.iter("h1", "h2", "h3", "p", "li", "dt", "dd", "table"):
        if element.tag == "table":
            yield from (("caption", _words(one)) for one in element.iter("caption"))
            rows = [
                [(_words(cell), cell.tag == "th") for cell in row.iter("th", "td")]
                for row in element.iter("tr")
            ]
            yield "table", [row for row in rows if row]
        elif next(element.iterancestors("table"), None) is None:
            yield str(element.tag), _words(element)


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
