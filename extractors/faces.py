"""What a response shows at first sight: title, main heading, and the text that a judgement looks at.

Reading for requirements leaves out banners, forms and notices; a judgement wants exactly those when nothing
else is there. So the canonical text is used where it is long, and the whole visible text where it is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from extractors.records import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.canonical import Canonical
    from extractors.records import Response

_LONG = 1_500  # characters of canonical text from which the page is not read a second time
_WALL_TEXT = 6_000  # characters beyond which only title and heading can show a wall
_MARKS_READ = 100_000  # bytes
_BODY_READ = 300_000  # bytes; a wall shows itself early
_MARKUP = re.compile(
    rb"^[\s\xef\xbb\xbf]*<(!doctype|html|head|body|!--|title|script|meta|div|h1|p|center)", re.IGNORECASE
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]{0,2000}>(.{0,2000}?)</h1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]{0,2000}>")
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])\s+|(?<=[。！？])")
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
_UNSEEN = frozenset({"script", "style", "template", "svg", "head", "math", "iframe", "object"})
_FURNITURE = frozenset({"nav", "footer"})
_FIELDS = frozenset({"input", "button", "textarea"})


@dataclass(frozen=True, slots=True)
class Face:
    """Sentences are in lower case with straight apostrophes; `notices` are for visitors without scripts.

    `length` counts the characters of the text; `body` is the beginning of the markup
    in lower case with double quotes; empty where the text is long or there is no markup.
    """

    title: str
    heading: str
    length: int
    sentences: tuple[str, ...]
    notices: tuple[str, ...]
    markup: bool
    body: bytes


def face(response: Response, canonical: Canonical | Unreadable) -> Face:
    """Give what `response` shows, of which `canonical` was made. Never raises."""
    kind = (response.header("content-type") or "").lower()
    markup = "html" in kind or _MARKUP.match(response.body[:200]) is not None
    if isinstance(canonical, Unreadable):
        return _whole(response, kind, markup=markup, title="")
    if canonical.embedded:  # what visitors see is the shell, and a wall shows itself there
        return _whole(response, kind, markup=markup, title=canonical.title)
    if len(canonical.text) >= _LONG or not (markup or canonical.text):
        content = canonical.content if isinstance(canonical.content, str) else ""
        heading = _HEADING.search(content) if markup else None
        return Face(
            title=_one_line(canonical.title),
            heading=_one_line(unescape(_TAG.sub(" ", heading[1]))) if heading else "",
            length=len(canonical.text),
            sentences=_sentences(canonical.text) if len(canonical.text) <= _WALL_TEXT else (),
            notices=(),
            markup=markup,
            body=_marked(response.body) if markup and len(canonical.text) <= _WALL_TEXT else b"",
        )
    return _whole(response, kind, markup=markup, title=canonical.title)


def _whole(response: Response, kind: str, *, markup: bool, title: str) -> Face:
    body = response.body[:_BODY_READ]
    encoding = _encoding(kind, body)
    if not markup:
        text = "" if b"\0" in body[:4_096] else body.decode(encoding, errors="replace")
        return Face(title, "", len(text.strip()), _sentences(text), (), markup=False, body=b"")
    root = _tree(body, encoding)
    if root is None:
        return Face(title, "", 0, (), (), markup=True, body=_marked(body))
    text = "".join(_visible(root)).strip()
    text = "\n".join(line for line in map(_one_line, text.split("\n")) if line)
    notices = tuple(
        _one_line("".join(map(str, notice.itertext()))).lower() for notice in root.iter("noscript")
    )
    return Face(
        title=_first(root, "title") or _one_line(title),
        heading=_first(root, "h1") or _first(root, "h2"),
        length=len(text),
        sentences=_sentences(text),
        notices=notices,
        markup=True,
        body=_marked(body),
    )


def _marked(body: bytes) -> bytes:
    return body[:_MARKS_READ].lower().replace(b"'", b'"')


def _encoding(kind: str, body: bytes) -> str:
    found = _CHARSET.search(kind.encode(errors="replace")) or _CHARSET.search(body[:2_048])
    name = found[1].decode("ascii", errors="replace") if found else "utf-8"
    try:
        b"".decode(name)
        etree.HTMLParser(encoding=name)
    except (LookupError, ValueError):
        return "utf-8"
    return name


def _tree(body: bytes, encoding: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(body, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _first(root: etree._Element, tag: str) -> str:
    found = next(root.iter(tag), None)
    return "" if found is None else _one_line("".join(map(str, found.itertext())))


def _visible(root: etree._Element) -> Iterator[str]:
    """Text pieces in order; every element that is not inline begins and ends a line."""
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start" and skipped is None:
            if tag in _UNSEEN or tag in _FURNITURE or tag == "noscript":
                skipped = element
                continue
            if tag not in _INLINE:
                yield "\n"
            if tag in _FIELDS:
                yield " ".join(
                    str(element.get(name) or "") for name in ("placeholder", "value", "aria-label")
                )
            yield element.text or ""
        elif event == "end":
            if skipped is element:
                skipped = None
            elif skipped is None and tag not in _INLINE:
                yield "\n"
            if skipped is None:
                yield element.tail or ""


def _sentences(text: str) -> tuple[str, ...]:
    lower = text.lower().replace("’", "'")
    return tuple(sentence for part in _SENTENCE_END.split(lower) if (sentence := _one_line(part)))


def _one_line(words: str) -> str:
    return " ".join(words.split())
