"""Running text: the lines of a column as headings, paragraphs, items of lists and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from extractors.page import tidy
from extractors.printed.lines import BULLET, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.printed.lines import Line
    from extractors.printed.tabled import Table

Kind: TypeAlias = Literal["heading", "text", "item", "note", "term", "definition"]
_LARGER: Final = 1.12  # times the size of running text from which a line is a heading
_SMALLER: Final = 0.93  # the same up to which a line may be a note
_HEADING: Final = 160
_HEADING_LINES: Final = 3
_AROUND: Final = 8
_TERM: Final = 80
_CAPITALS: Final = 60
_ENDS = re.compile(r"[.!?:;]['”’)]?$")
_NO_HEADING = re.compile(r"[.,;]$")
_NOTE = re.compile(r"(?:[*†‡§]{1,3}|[¹²³⁴-⁹⁰]{1,2}|\[?\d{1,2}[\].):]?\s)\s?\S")


@dataclass(slots=True)
class Item:
    """One piece of running text, or a table.

    `left` is where it begins, `start` where its words do after a bullet; `open` says that its last line goes up to the end
    of the column, `outlined` that a figure or letter stands before it.
    """

    kind: Kind
    page: int
    lines: list[str]
    size: float
    bold: bool
    left: float
    start: float
    open: bool = False
    above: bool = False
    outlined: bool = False
    table: Table | None = None

    def text(self, known: frozenset[str]) -> str:
        """What it says, in one line."""
        return tidy(joined(self.lines, known))


@dataclass(slots=True)
class Running:
    """The size of running text in a document, whether it is bold, and the gap between its lines in its size."""

    size: float
    bold: bool = False
    gap: float = 0.3

    def larger(self, size: float) -> bool:
        """Whether letters of that size stand out."""
        return bool(self.size) and size / self.size >= _LARGER


@dataclass(slots=True)
class _Column:
    """A column as it is read: its right end, the usual gap between lines, and what was read."""

    right: float
    usual: float
    items: list[Item] = field(default_factory=list)
    last: Line | None = None


def flowing(group: Sequence[Line], tables: Sequence[Table], page: int, running: Running) -> list[Item]:
    """The lines and tables of one column, in order, as items."""
    column = _Column(0.0, running.gap)
    for number, line in enumerate(group):
        column.right = max(one.box.x1 for one in _near(group, number))
        if line.table is not None:
            table = tables[line.table]
            column.items.append(Item("text", page, [], 0.0, False, line.box.x0, line.box.x0, table=table))
            column.last = None
        elif _goes_on(line, column):
            column.items[-1].lines.append(line.text)
            column.items[-1].open = _reaches(line, column)
            column.last = line
        else:
            column.items.append(_begun(line, page, column))
            column.last = line
    return list(_settled(column.items, running))


def _near(group: Sequence[Line], number: int) -> list[Line]:
    """A line and those around it that are printed like it and begin near it: they show where its column ends."""
    line = group[number]
    around = group[max(number - _AROUND, 0) : number + _AROUND]
    return [
        one
        for one in around
        if one is line
        or (one.table is None and _alike(one, line) and abs(one.box.x0 - line.box.x0) < 4 * line.size)
    ]


def _alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= 0.08 * line.size


def _goes_on(line: Line, column: _Column) -> bool:  # noqa: PLR0911 - one reason a line
    last = column.last
    if last is None or not column.items:
        return False
    item = column.items[-1]
    if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold:
        heads = item.bold or line.size > 1.08 * last.size or last.size > 1.08 * line.size
        return item.kind == "item" and not heads and line.box.x0 >= item.start - 2
    if line.box.top - last.box.bottom > (column.usual + 0.25) * line.size or line.box.top < last.box.top:
        return False
    if BULLET.match(line.words[0].text) and len(line.words) > 1 and _begins_item(line, last, column):
        return False
    if item.kind == "item":
        return line.box.x0 >= item.start - 3 or (_reaches(last, column) and line.box.x0 <= item.left + 3)
    aside = abs(line.box.x0 - last.box.x0) > 0.9 * line.size
    if _short(last, column) and (aside or _ENDS.search(last.text)):
        return False
    if _broken_off(last, line, column) and not line.text[:1].islower():
        return False
    return not (
        line.box.x0 > last.box.x0 + 0.9 * line.size and len(item.lines) > 1 and _ENDS.search(last.text)
    )


def _begins_item(line: Line, last: Line, column: _Column) -> bool:
    """Whether a first word like a bullet is one: a dash or a figure may also be part of a sentence that goes on."""
    first = line.words[0].text
    if first in "–-·" or first[:1].isalnum() or first[:1] == "(":
        gap = line.words[1].box.x0 - line.words[0].box.x1
        return _short(last, column) or bool(_ENDS.search(last.text)) or gap > 0.5 * line.size
    return True


def _reaches(line: Line, column: _Column) -> bool:
    return line.box.x1 > column.right - 0.2 * (column.right - line.box.x0)


def _short(line: Line, column: _Column) -> bool:
    return line.box.x1 < column.right - 0.15 * (column.right - line.box.x0)


def _broken_off(last: Line, line: Line, column: _Column) -> bool:
    """Whether a line ends although the first word of the next one had room on it."""
    first = line.words[0].box
    return last.box.x1 + (first.x1 - first.x0) + 1.8 * line.size < column.right


def _begun(line: Line, page: int, column: _Column) -> Item:
    bullet = len(line.words) > 1 and BULLET.match(line.words[0].text) is not None
    words = line.words[bullet:]
    text = " ".join(word.text for word in words)
    kind: Kind = "item" if bullet else "text"
    reaches = _reaches(line, column)
    size = max(word.size for word in words)
    bold = all(word.bold for word in words)
    outlined = bullet and any(map(str.isalnum, line.words[0].text))
    left, start = line.box.x0, words[0].box.x0
    return Item(kind, page, [text], size, bold, left, start, reaches, outlined=outlined)


def _settled(items: list[Item], running: Running) -> Iterator[Item]:
    """The items with those that are headings or notes called so; lines of one heading are one."""
    for number, item in enumerate(items):
        after = items[number + 1] if number + 1 < len(items) else None
        if item.table is None:
            if _heads(item, running, last=after is None):
                item.kind = "heading"
            elif running.size and item.size <= _SMALLER * running.size and _NOTE.match(item.lines[0]):
                item.kind = "note"
    yield from _with_terms(items)


def _with_terms(items: list[Item]) -> Iterator[Item]:
    """The items; short lines and what is set in below each of them are terms and definitions where that comes repeatedly."""
    pairs = [number for number, (term, said) in enumerate(pairwise(items)) if _defines(term, said)]
    for number in pairs:
        if number + 2 in pairs or number - 2 in pairs:
            items[number].kind, items[number + 1].kind = "term", "definition"
    yield from items


def _defines(term: Item, said: Item) -> bool:
    if term.table or said.table or (term.kind, said.kind) != ("text", "text") or len(term.lines) > 1:
        return False
    return (
        len(term.lines[0]) <= _TERM
        and not _ENDS.search(term.lines[0])
        and said.left > term.left + 1.5 * term.size
    )


def _heads(item: Item, running: Running, *, last: bool) -> bool:
    text = " ".join(item.lines)
    if len(text) > _HEADING or len(item.lines) > _HEADING_LINES or not any(map(str.isalpha, text)):
        return False
    if running.larger(item.size):
        return not (_NO_HEADING.search(text) and len(item.lines) > 1)
    if (item.kind == "item" and not item.outlined) or _NO_HEADING.search(text) or last:
        return False
    if item.bold and not running.bold and item.size >= _SMALLER * running.size:
        return True
    return (
        item.kind == "text"
        and text.isupper()
        and re.search(r"\d", text) is None
        and 3 < len(text) <= _CAPITALS  # noqa: PLR2004
        and len(item.lines) == 1
    )
