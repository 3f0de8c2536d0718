"""From canonical HTML to blocks, read with BeautifulSoup in one walk over its tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bs4.element import NavigableString, Tag

from extractors.page import tidy
from extractors.tables import RawCell, RawRow, grid
from extractors.vocabulary import CROSS, TICK

if TYPE_CHECKING:
    from extractors.blocks import Blocks, Prose

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS: Final = frozenset(("div", "p", "details", "center", "section", "body"))
_NOT_INLINE: Final = (
    _HEADINGS
    | _CONTAINERS
    | frozenset(
        """
    ul ol li dl dt dd table thead tbody tfoot tr td th caption summary hr
    """.split()  # noqa: SIM905 - a list of words reads better as words
    )
)
_BOLD: Final = 100  # characters up to which a line in bold is a heading
_ALONE: Final = 400  # characters in one cell from which a table without headers is a frame of the layout
_CONTINUES = re.compile(r"[a-zß-öø-ÿ(,;:.)%&/–—-]")
_TICKS: Final = dict.fromkeys("✔✅☑", TICK) | dict.fromkeys("✗✘❌✖", CROSS)


@dataclass(frozen=True, slots=True)
class _Context:
    """Where in the page a text stands: what kind of block it makes, at which depth, introduced by what."""

    kind: Prose = "paragraph"
    level: int = 0
    intro: str = ""
    under: tuple[str, ...] = ()


def read_blocks(body: Tag, blocks: Blocks) -> None:
    """Add the blocks of `body`, in reading order."""
    _container(body, blocks, _Context())


def _container(element: Tag, blocks: Blocks, context: _Context) -> None:
    """The blocks of an element: runs of inline text between its blocks, and those blocks."""
    before = len(blocks.blocks)
    run: list[str] = []
    for child in list(element.children):
        if isinstance(child, Tag) and (child.name in _NOT_INLINE or child.find(_is_block) is not None):
            _flush(run, blocks, context)
            _block(child, blocks, context)
        elif isinstance(child, Tag):
            run.append("\n" if child.name == "br" else child.get_text())
        elif type(child) is NavigableString:
            run.append(str(child))
    _flush(run, blocks, context)
    if any(block.kind != "heading" for block in blocks.blocks[before:]):
        blocks.close_scoped(before)


def _is_block(tag: Tag) -> bool:
    return tag.name in _NOT_INLINE


def _flush(run: list[str], blocks: Blocks, context: _Context) -> None:
    for line in lines_of("".join(run)):
        blocks.prose(context.kind, line, context.level, context.intro, context.under)
    run.clear()


def lines_of(text: str) -> list[str]:
    """The lines of a text with forced breaks; a break within a sentence is white space."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = tidy(raw)
        if not line:
            continue
        if lines and (_CONTINUES.match(line) or lines[-1].endswith((",", "-", "–", "(", "&", "/"))):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _block(element: Tag, blocks: Blocks, context: _Context) -> None:
    name = element.name
    if name in _HEADINGS:
        blocks.heading(_line(element), int(name[1]))
    elif name == "summary":
        blocks.scoped_heading(_line(element))
    elif name in ("ul", "ol"):
        _list(element, blocks, context)
    elif name == "dl":
        _definitions(element, blocks, context)
    elif name == "table":
        _table(element, blocks, context)
    elif name == "p" and context.kind == "paragraph" and _all_bold(element) and _heads_something(element):
        blocks.scoped_heading(_line(element))
    elif name != "hr":
        _container(element, blocks, context)


def _line(element: Tag) -> str:
    return tidy(element.get_text(" ") if element.find("br") else element.get_text())


def _all_bold(element: Tag) -> bool:
    words = tidy(element.get_text())
    bold = tidy("".join(part.get_text() for part in element.find_all("b", recursive=False)))
    return (
        0 < len(words) <= _BOLD
        and words == bold
        and not words.endswith((".", ",", ";"))
        and not element.find("br")
    )


def _heads_something(element: Tag) -> bool:
    following = element.find_next_sibling()
    return isinstance(following, Tag) and following.name in ("p", "ul", "ol", "table", "div", "dl")


def _list(element: Tag, blocks: Blocks, context: _Context) -> None:
    level = context.level + 1 if context.kind == "list_item" else 1
    last = blocks.blocks[-1] if blocks.blocks else None
    introduces = (
        last is not None
        and last.kind in ("paragraph", "list_item", "definition")
        and last.section[: len(blocks.section)] == blocks.section
    )
    nested = context.kind != "list_item" or (last is not None and last.level == context.level)
    intro = (
        last.text
        if last is not None and introduces and nested and (last.kind != "list_item" or level > 1)
        else context.intro
    )
    inner = _Context("list_item", min(level, 20), intro)
    for child in list(element.children):
        if isinstance(child, Tag):
            if child.name in ("ul", "ol"):
                _list(child, blocks, inner)
            else:
                _container(child, blocks, inner)
        elif type(child) is NavigableString:
            blocks.prose("list_item", tidy(str(child)), inner.level, intro)


def _definitions(element: Tag, blocks: Blocks, context: _Context) -> None:
    term = ""
    for child in element.find_all(("dt", "dd")):
        if child.find_parent("dl") is not element:
            continue
        if child.name == "dt":
            term = _line(child)
            blocks.prose("term", term)
        else:
            _container(child, blocks, _Context("definition", 0, term, (term,) if term else ()))
    if not term and not element.find("dd"):
        _container(element, blocks, context)


def _table(element: Tag, blocks: Blocks, context: _Context) -> None:
    caption = element.find("caption", recursive=False)
    if isinstance(caption, Tag):
        blocks.prose("paragraph", _line(caption))
    found = _rows(element)
    if _is_layout(element, found):
        for row in found:
            for cell in row.find_all(("td", "th"), recursive=False):
                _container(cell, blocks, context)
        return
    rows = [
        RawRow(tuple(_raw_cell(cell) for cell in row.find_all(("td", "th"), recursive=False)), _heads(row))
        for row in found
    ]
    blocks.rows(grid([row for row in rows if any(cell.text for cell in row.cells)]))
    for row in found:
        for cell in row.find_all(("td", "th"), recursive=False):
            for nested in cell.find_all("table"):
                if nested.find_parent("table") is element:
                    _table(nested, blocks, context)


def _rows(table: Tag) -> list[Tag]:
    """What holds the cells of one row each: the rows, and a group whose cells lie in it bare, as browsers read them."""
    rows: list[Tag] = []
    for child in table.children:
        if isinstance(child, Tag):
            bare = child.name == "tr" or child.find(("td", "th"), recursive=False) is not None
            rows += [child] if bare else []
            rows += child.find_all("tr", recursive=False)
    return rows


def _heads(row: Tag) -> bool:
    return "thead" in (row.name, row.parent and row.parent.name)


def _is_layout(table: Tag, rows: list[Tag]) -> bool:
    """Whether the table only arranges the page.

    Said so, a single column, headings in cells, or one row of long cells.
    """
    if table.get("role") == "presentation":
        return True
    cells = [row.find_all(("td", "th"), recursive=False) for row in rows]
    if max((len(row) for row in cells), default=0) <= 1 and not any(
        _span(cell, "rowspan") > 1 for row in cells for cell in row
    ):
        return True
    if any(cell.name == "th" for row in cells for cell in row):
        return False
    if table.find(("h1", "h2", "h3")) is not None:
        return True
    return len(rows) == 1 and any(len(cell.get_text()) > _ALONE for cell in cells[0])


def _raw_cell(cell: Tag) -> RawCell:
    parts = tuple(_TICKS.get(part.rstrip("\ufe0f"), part) for part in _parts(cell))
    words = tidy(cell.get_text())
    bold = bool(words) and words == tidy(" ".join(one.get_text() for one in cell.find_all("b")))
    return RawCell(
        parts,
        _span(cell, "colspan"),
        _span(cell, "rowspan"),
        cell.name == "th",
        str(cell.get("scope") or ""),
        bold,
    )


def _span(cell: Tag, name: str) -> int:
    digits = str(cell.get(name) or "1")
    return int(digits) if digits.isdecimal() and len(digits) <= 6 else 1  # noqa: PLR2004


def _parts(cell: Tag) -> list[str]:
    """The texts of a cell: list items and paragraphs each, else all of it.

    A nested table is read by itself.
    """
    parts: list[str] = []
    run: list[str] = []
    own = cell.find_parent("table")
    for node in cell.descendants:
        if isinstance(node, Tag):
            if node.name in ("li", "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"):
                _part(parts, run)
            elif node.name == "br":
                run.append(" ")
        elif type(node) is NavigableString and node.find_parent("table") is own:
            run.append(str(node))
    _part(parts, run)
    return parts or [""]


def _part(parts: list[str], run: list[str]) -> None:
    text = tidy("".join(run))
    run.clear()
    if text and parts and _CONTINUES.match(text):
        # "25 Required" and "(minimum 10 Professional)" in two paragraphs are one statement.
        parts[-1] = f"{parts[-1]} {text}"
    elif text:
        parts.append(text)
