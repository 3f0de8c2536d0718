"""From a parsed page to its canonical markup: furniture gone, only tags that mean something left.

One pass over the serialised tree, in time linear in its length, notes where elements begin and end that may
be furniture; a
second, short one over those notes weighs what each holds (words, words of links, headings) and decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from extractors.markup import markup
from extractors.vocabulary import picture_words, related_heading, stock_phrase, suspicious

if TYPE_CHECKING:
    from extractors.markup import Markup

_FOR_SCRIPTS = re.compile(r' data-(?!(?:bs-)?(?:toggle|target)=|icon=)[\w.:-]+="[^"]*"')
_TAG = re.compile(r"<([^>]*)>")
_CONTROLLED = re.compile(r'(?:aria-controls|data-(?:bs-)?target|aria-labelledby)="#?([^"]{1,200})"')
_MAX_DEPTH: Final = 100
_LINE: Final = 200  # characters up to which a line may be furniture by its words
_LINE_PIECES: Final = 24
_FEW: Final = 400  # characters up to which a doubtful box outside the main part is furniture
_MANY: Final = 200  # characters from which most of the page's words protect what holds them
_TINY: Final = 40  # characters of a spinner or counter
_LABEL: Final = 80  # characters of a picture's own text that may stand for it
_MENU: Final = 0.8  # share of link words from which a list above the title is a menu
_LINKED: Final = 0.5  # share of link words from which a doubtful box is furniture
_RELATED: Final = 0.2  # share of link words from which a box headed "Related stories" is furniture
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Pruned:
    """What is left of a page: `markup` (one space around tags of blocks).

    And its `words` (XML escapes still in them).
    """

    markup: str
    words: str


@dataclass(frozen=True, slots=True)
class _Span:
    """An element that may be furniture: pieces `start` to `end` of the output."""

    markup: Markup
    start: int
    end: int
    inside_main: bool
    related: bool


@dataclass(slots=True)
class _Page:
    """The page as far as it has been read; positions are places in `out`."""

    out: list[str] = field(default_factory=list)
    spans: list[_Span] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    h1: list[int] = field(default_factory=list)
    mains: list[int] = field(default_factory=list)
    inside: int = 0  # open main and article elements
    related: int = -1  # depth of the element whose heading says "Related stories"

    def forget(self, start: int) -> None:
        """Take back everything from `start` on."""
        del self.out[start:]
        while self.spans and self.spans[-1].start >= start:
            self.spans.pop()
        for places in (self.h1, self.mains):
            while places and places[-1] >= start:
                places.pop()
        while self.links and self.links[-1][0] >= start:
            self.links.pop()


def pruned(xml: str) -> Pruned:  # noqa: C901
    """The canonical form of a page serialised as XML, without attributes but spans and scopes."""
    page = _Page()
    append, suspect = page.out.append, -1
    stack: list[tuple[Markup, int]] = []
    pieces = _TAG.split(xml)
    for text, piece in zip(pieces[0::2], pieces[1::2], strict=False):
        if text:
            if len(text) < _LINE and suspicious(text):
                suspect = len(page.out)
            append(text)
        if piece[:1] != "/":
            # Attributes for scripts differ at every tag; without them tags repeat, and their meaning is remembered.
            meaning = markup(_FOR_SCRIPTS.sub("", piece) if " data-" in piece else piece)
            if meaning.begins:
                _begin(page, meaning)
            stack.append((meaning, len(page.out)))
            if meaning.opened:
                append(meaning.opened if len(stack) <= _MAX_DEPTH else " ")
            if piece[-1:] != "/":
                continue
        if not stack:
            continue
        meaning, start = stack.pop()
        if meaning.ends and not _end(page, meaning, start, len(stack)):
            continue
        if suspect >= start and meaning.line and _is_stock(page.out, start):
            page.forget(start)
            suspect = -1
            continue
        if meaning.closed:
            append(meaning.closed if len(stack) < _MAX_DEPTH else " ")
        if meaning.furniture or page.related > len(stack):
            _note(page, meaning, start, len(stack))
    return _without_furniture(page, xml)


def _is_stock(out: list[str], start: int) -> bool:
    if len(out) - start > _LINE_PIECES:
        return False
    words = _words(out[start:])
    return len(words) <= _LINE and stock_phrase(words)


def _begin(page: _Page, meaning: Markup) -> None:
    if meaning.main:
        page.mains.append(len(page.out))
    if meaning.main or meaning.tag == "article":
        page.inside += 1
    if meaning.opened == " <h1> ":
        page.h1.append(len(page.out))


def _end(page: _Page, meaning: Markup, start: int, depth: int) -> bool:
    """Finish an element that is more than its tag; False when nothing is left of it."""
    if meaning.link:
        page.links.append((start, len(page.out)))
    if meaning.main or meaning.tag == "article":
        page.inside -= 1
    if meaning.tag in ("svg", "sup") or meaning.label:
        return _stands_for(page, meaning, start)
    if (
        meaning.heading
        and len(page.out) - start <= _LINE_PIECES
        and related_heading(_words(page.out[start:]))
    ):
        page.related = depth
    return True


def _stands_for(page: _Page, meaning: Markup, start: int) -> bool:
    """Finish a picture or a footnote's number; False when only its words are left of it."""
    inside = _words(page.out[start:])
    if meaning.tag == "sup":
        if inside.isdecimal() and len(inside) <= 3:  # noqa: PLR2004
            # A footnote's number must not grow together with the number before it: "25" + "1" is not 251.
            page.out[start:] = [inside.translate(_SUPERSCRIPTS)]
        return True
    label = meaning.label if meaning.tag == "svg" or not inside else ""
    if meaning.tag == "svg":
        page.forget(start)
        label = label or picture_words(inside if len(inside) <= _LABEL else "")
    if label:
        page.out.append(f"\n{label.translate(_ESCAPES)}\n")
    return meaning.tag != "svg"


def _words(parts: list[str]) -> str:
    return " ".join("".join([" " if part[:1] == "<" or part[:2] == " <" else part for part in parts]).split())


def _note(page: _Page, meaning: Markup, start: int, depth: int) -> None:
    related = page.related == depth + 1 and meaning.tag in ("div", "section", "aside", "article", "ul", "nav")
    if page.related > depth:
        page.related = -1
    if meaning.furniture or related:
        page.spans.append(_Span(meaning, start, len(page.out), page.inside > 0, related))


class _Contents:
    """How many characters, and how many of them in links, any part of the output holds."""

    def __init__(self, page: _Page) -> None:
        self._text = [0, *accumulate([_length(part) for part in page.out])]
        self._starts = [start for start, _ in page.links]
        linked = [self._text[end] - self._text[start] for start, end in page.links]
        self._linked = [0, *accumulate(linked)]
        self.characters = self._text[-1]
        self.plain = self.characters - self._linked[-1]

    def of(self, span: _Span) -> tuple[int, int]:
        """Characters of the span, and characters of its links."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self._text[span.end] - self._text[span.start], self._linked[last] - self._linked[first]


def _length(part: str) -> int:
    return 0 if part[:2] == " <" or part.isspace() else len(part)


def _without_furniture(page: _Page, xml: str) -> Pruned:
    contents = _Contents(page)
    hidden = any(span.markup.furniture == "hidden" for span in page.spans)
    controlled = frozenset(_CONTROLLED.findall(xml)) if hidden else frozenset()
    kept: list[str] = []
    at = 0
    for span in sorted(page.spans, key=lambda one: (one.start, -one.end)):
        if span.start >= at and _is_furniture(span, page, contents, controlled):
            kept += page.out[at : span.start]
            at = span.end
    kept += page.out[at:]
    words = "".join([" " if part[:2] == " <" else "" if part[:1] == "<" else part for part in kept])
    return Pruned(" ".join("".join(kept).split()), " ".join(words.split()))


def _is_furniture(span: _Span, page: _Page, contents: _Contents, controlled: frozenset[str]) -> bool:  # noqa: PLR0911
    kind = span.markup.furniture
    if kind == "hidden":
        return span.markup.ident not in controlled and not span.markup.folded
    characters, linked = contents.of(span)
    if _holds_the_page(span, page, characters - linked, contents.plain):
        return False
    share = linked / characters if characters else 1.0
    if kind in ("landmark", "named") or (kind == "footer" and not span.inside_main):
        return True
    if kind == "tiny":
        return characters <= _TINY or span.markup.tag == "button"
    if span.related and share >= _RELATED:
        return True
    if kind == "links":  # a menu without a name
        return bool(page.h1) and span.end <= page.h1[0] and share >= _MENU
    if kind in ("header", "hinted", "aside", "footer"):
        return share >= _LINKED or (not span.inside_main and (kind == "aside" or characters <= _FEW))
    return False


def _holds_the_page(span: _Span, page: _Page, own: int, plain: int) -> bool:
    """Whether the span holds the page's main part, its title or most of its words.

    Then it stays, whatever it is called.
    """
    mains, h1 = _count(page.mains, span), _count(page.h1, span)
    if (mains and mains == len(page.mains)) or (h1 and h1 == len(page.h1) and own > 0):
        return True
    sure = span.markup.furniture in ("landmark", "footer", "aside") and (
        len(page.h1) > h1 or len(page.mains) > mains
    )
    return own * 2 > plain and own >= _MANY and not sure


def _count(places: list[int], span: _Span) -> int:
    return bisect_left(places, span.end) - bisect_left(places, span.start)
