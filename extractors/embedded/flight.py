"""React's stream of rows (``self.__next_f``) as markup: the elements that a server sent, without running anything.

A row is ``id:JSON``, or ``id:Tlength,text``. An element is ``["$", tag, key, props]``; ``$L7`` stands for row 7.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_ROW = re.compile(rb"\n?([0-9a-f]{1,8}):")
_TEXT = re.compile(rb"T([0-9a-f]{1,8}),")
_REFERENCE = re.compile(r"\$[L@]?([0-9a-f]{1,8})")
_TAG = re.compile(r"[a-z][a-z0-9]{0,15}")
_ELEMENT: Final = 4
_DEEPEST: Final = 150
_UNSEEN: Final = frozenset(
    {"script", "style", "link", "meta", "svg", "template", "noscript", "iframe", "img", "input"}
)


def flight_markup(stream: str, told: Callable[[Any], str], most: int) -> str:
    """The elements of such a stream as HTML of at most about `most` characters; what is no element, as `told` tells it."""
    return _Flight(_rows(stream), told, most).markup()


def _rows(stream: str) -> dict[str, Any]:
    content = stream.encode("utf-8", "replace")
    rows: dict[str, Any] = {}
    at = 0
    while row := _ROW.match(content, at):
        if text := _TEXT.match(content, row.end()):
            at = text.end() + int(text[1], 16)
            rows[row[1].decode()] = content[text.end() : at].decode("utf-8", "replace")
            continue
        end = content.find(b"\n", row.end())
        at = len(content) if end < 0 else end
        try:
            rows[row[1].decode()] = json.loads(content[row.end() : at])
        except (ValueError, RecursionError):
            continue  # an import, a hint or an error: nothing that is shown
    return rows


class _Flight:
    def __init__(self, rows: dict[str, Any], told: Callable[[Any], str], most: int) -> None:
        self._rows, self._told = rows, told
        self._used: set[str] = set()
        self._left = most

    def markup(self) -> str:
        """From the first row on; what no row refers to comes behind."""
        names = sorted(self._rows, key=lambda name: (name != "0", int(name, 16)))
        return "".join(self._row(name, 0) for name in names)

    def _row(self, name: str, depth: int) -> str:
        if name in self._used or name not in self._rows:
            return ""
        self._used.add(name)
        value = self._rows[name]
        # A row of text is always referred to by a property; by itself it belongs nowhere.
        return "" if isinstance(value, str) and not depth else self._shown(value, depth + 1, inside=False)

    def _shown(self, value: Any, depth: int, *, inside: bool) -> str:  # noqa: ANN401
        if depth > _DEEPEST or self._left <= 0:
            return ""
        if isinstance(value, str):
            return self._words(value, depth, inside=inside)
        if isinstance(value, list):
            if len(value) >= _ELEMENT and value[0] == "$":
                return self._element(value[1], value[3], depth)
            return "".join(self._shown(each, depth + 1, inside=inside) for each in value)
        if isinstance(value, dict):
            return "".join(self._shown(each, depth + 1, inside=False) for each in value.values())
        return str(value) if inside and isinstance(value, int | float) and not isinstance(value, bool) else ""

    def _words(self, words: str, depth: int, *, inside: bool) -> str:
        if reference := _REFERENCE.fullmatch(words):
            return self._row(reference[1], depth)
        if not inside or words in ("$undefined", "$NaN"):
            return ""
        self._left -= len(words)
        return escape(words.removeprefix("$") if words.startswith("$$") else words, quote=False)

    def _element(self, tag: Any, props: Any, depth: int) -> str:  # noqa: ANN401
        if not isinstance(props, dict) or (isinstance(tag, str) and tag in _UNSEEN):
            return ""
        known = isinstance(tag, str) and _TAG.fullmatch(tag) is not None
        children = self._shown(props.get("children"), depth + 1, inside=known)
        if not known:
            rest = {name: prop for name, prop in props.items() if name != "children"}
            return self._told(rest) + children
        raw = props.get("dangerouslySetInnerHTML")
        if isinstance(raw, dict) and isinstance(raw.get("__html"), str):
            children += self._inner(raw["__html"])
        self._left -= 2 * len(tag) + 5
        return f"<{tag}>{children}</{tag}>"

    def _inner(self, html: str) -> str:
        """Markup that stands as text, or in a row of its own."""
        reference = _REFERENCE.fullmatch(html)
        found = self._rows.get(reference[1]) if reference else html
        if not isinstance(found, str):
            return ""
        self._left -= len(found)
        return found
