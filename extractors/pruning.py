"""From a parsed page to its canonical markup: furniture gone, only tags that mean something left.

One pass over the serialised tree, in time linear in its length: what an element holds (words, words of links, headings) is
known when it ends, and what may be furniture is noted there; a second, short pass over those notes decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from extractors.markup import Markup, markup
from extractors.vocabulary import picture_words, related_heading, stock_phrase

_TAG = re.compile(r"<([^>]*)>")
_CONTROLLED = re.compile(r'(?:aria-controls|data-(?:bs-)?target|aria-labelledby)="#?([^"]{1,200})"')
_MAX_DEPTH: Final = 100
_LINE: Final = 200  # characters up to which a line may be furniture by its words
_FEW: Final = 400  # characters up to which a doubtful box outside the main part is furniture
_TINY: Final = 40  # characters of a spinner or counter
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Element:
    """An element being read: where it began, and the counts at that moment."""

    markup: Markup
    at: int
    characters: int
    linked: int
    h1: int
    mains: int
    related: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An element that may be furniture, with what it holds."""

    markup: Markup
    start: int
    end: int
    characters: int
    linked: int
    h1: int
    mains: int
    inside_main: bool
    related: bool

    @property
    def link_share(self) -> float:
        return self.linked / self.characters if self.characters else 1.0


@dataclass(slots=True)
class _Page:
    """The page as far as it has been read."""

    out: list[str] = field(default_factory=list)
    stack: list[_Element] = field(default_factory=list)
    candidates: list[_Candidate] = field(default_factory=list)
    characters: int = 0
    linked: int = 0
    links: int = 0  # open links
    h1: int = 0
    mains: int = 0
    inside: int = 0  # open main and article elements
    first_h1: int = -1


def pruned(xml: str) -> str:
    """The canonical markup of a page serialised as XML: one space around tags of blocks, no attributes but spans and scopes."""
    page = _Page()
    out, stack = page.out, page.stack
    pieces = _TAG.split(xml)
    for position in range(1, len(pieces), 2):
        text, piece = pieces[position - 1], pieces[position]
        if text:
            out.append(text)
            if not text.isspace():
                page.characters += len(text)
                if page.links:
                    page.linked += len(text)
        if piece[:1] != "/":
            meaning = markup(piece)
            stack.append(_Element(meaning, len(out), page.characters, page.linked, page.h1, page.mains))
            if len(stack) > _MAX_DEPTH:
                out.append(" ")
            elif meaning.opened:
                out.append(meaning.opened)
            if not meaning.plain or meaning.link:
                _begin(page, meaning)
            if piece[-1:] != "/":
                continue
        if not stack:
            continue
        element = stack.pop()
        if (not element.markup.plain or element.markup.link) and not _end(page, element):
            continue
        if len(stack) >= _MAX_DEPTH:
            out.append(" ")
        elif element.markup.closed:
            out.append(element.markup.closed)
        if element.markup.furniture or element.related:
            page.candidates.append(_candidate(page, element))
    return _without_furniture(page, frozenset(_CONTROLLED.findall(xml)))


def _begin(page: _Page, meaning: Markup) -> None:
    if meaning.link:
        page.links += 1
    if meaning.main:
        page.mains += 1
    if meaning.main or meaning.tag == "article":
        page.inside += 1
    if meaning.opened == " <h1> ":
        page.h1 += 1
        if page.first_h1 < 0:
            page.first_h1 = len(page.out)


def _end(page: _Page, element: _Element) -> bool:
    """Finish an element that is more than its tag; False when nothing is left of it."""
    meaning = element.markup
    if meaning.link:
        page.links -= 1
    if meaning.main or meaning.tag == "article":
        page.inside -= 1
    length = page.characters - element.characters
    if meaning.tag in ("svg", "sup") or (meaning.label and not length):
        return _stands_for(page, element)
    if 0 < length <= _LINE and (meaning.line or meaning.heading) and len(page.out) - element.at <= 24:  # noqa: PLR2004
        words = _words(page.out[element.at :])
        if meaning.line and stock_phrase(words):
            _forget(page, element)
            return False
        if meaning.heading and page.stack and related_heading(words):
            page.stack[-1].related = page.stack[-1].markup.tag in ("div", "section", "aside", "article", "ul")
    return True


def _stands_for(page: _Page, element: _Element) -> bool:
    meaning, inside = element.markup, _words(page.out[element.at :])
    if meaning.tag == "sup":
        if inside.strip("[]").isdecimal() and len(inside) <= 4:  # noqa: PLR2004
            # A footnote's number must not grow together with the number before it: "25" + "1" is not 251.
            page.out[element.at :] = [inside.translate(_SUPERSCRIPTS)]
        return True
    label = meaning.label or picture_words(inside if len(inside) <= 80 else "")  # noqa: PLR2004
    if meaning.tag == "svg":
        _forget(page, element)
    if label:
        page.out.append(f" {label.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')} ")
        page.characters += len(label)
    return meaning.tag != "svg"


def _forget(page: _Page, element: _Element) -> None:
    del page.out[element.at :]
    page.characters, page.linked = element.characters, element.linked
    while page.candidates and page.candidates[-1].start >= element.at:
        page.candidates.pop()


def _words(parts: list[str]) -> str:
    return (
        " ".join(_TAG.sub(" ", "".join(parts)).split())
        if len(parts) > 1
        else " ".join(parts[0].split())
        if parts
        else ""
    )


def _candidate(page: _Page, element: _Element) -> _Candidate:
    return _Candidate(
        markup=element.markup,
        start=element.at,
        end=len(page.out),
        characters=page.characters - element.characters,
        linked=page.linked - element.linked,
        h1=page.h1 - element.h1,
        mains=page.mains - element.mains,
        inside_main=page.inside > 0,
        related=element.related,
    )


def _without_furniture(page: _Page, controlled: frozenset[str]) -> str:
    plain = page.characters - page.linked
    kept: list[str] = []
    at = 0
    for candidate in sorted(page.candidates, key=lambda one: (one.start, -one.end)):
        if candidate.start >= at and _furniture(candidate, page, plain, controlled):
            kept += page.out[at : candidate.start]
            at = candidate.end
    kept += page.out[at:]
    return " ".join("".join(kept).split())


def _furniture(candidate: _Candidate, page: _Page, plain: int, controlled: frozenset[str]) -> bool:  # noqa: PLR0911
    """Whether a candidate goes. What holds the page's title, its main part or most of its words always stays."""
    kind = candidate.markup.furniture
    own = candidate.characters - candidate.linked
    if kind == "hidden":
        return candidate.markup.ident not in controlled and not candidate.markup.folded
    if candidate.mains and candidate.mains == page.mains:
        return False
    elsewhere = page.h1 > candidate.h1 or page.mains > candidate.mains
    if candidate.h1 and page.h1 == candidate.h1 and own > 0:
        return False
    if own * 2 > plain and not (kind in ("landmark", "footer") and elsewhere):
        return False
    if kind in ("landmark", "named") or (kind == "footer" and not candidate.inside_main):
        return True
    if kind == "tiny":
        return candidate.characters <= _TINY or candidate.markup.tag == "button"
    if candidate.related and candidate.link_share >= 0.4:  # noqa: PLR2004
        return True
    if kind == "links":  # a menu without a name: links only, above the title
        return not candidate.h1 and 0 <= candidate.start < page.first_h1 and candidate.link_share >= 0.8  # noqa: PLR2004
    if kind in ("header", "hinted", "aside", "footer"):
        if candidate.link_share >= 0.5:  # noqa: PLR2004
            return True
        return not candidate.inside_main and (kind == "aside" or candidate.characters <= _FEW)
    return False
