"""Structured data as markup: headings, paragraphs and lists as editors' formats and plain objects hold them.

Of plain objects only what reads as words for visitors is taken: names of fields, addresses, codes and the dictionaries of an
interface are not.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from extractors.markdown import markdown_html

_DEEPEST: Final = 80
_DICTIONARY: Final = 30  # texts in one object beyond which it is an interface's words, not a page's
_TITLES: Final = ("title", "heading", "headline", "header", "question", "name", "label", "term")
_VALUES: Final = ("value", "amount", "number", "answer", "definition")
_PASSED_OVER = re.compile(
    r"(?i)_?_?(typename|id|key|ids|uid|uuid|slug|url|uri|href|src|srcset|path|pathname|link|links|route|type|kind|class|classname|"
    r"style|styles|theme|color|icon|image|images|img|video|media|asset|file|logo|alt|seo|meta|metadata|metatags|og|analytics|"
    r"tracking|locale|locales|lang|language|i18n|translations?|messages|dictionary|nav|navigation|menu|menus|"
    r"sitemap|footer|cookies?|consent|config|configuration|env|settings|runtimeconfig|query|params|buildid|css|"
    r"breadcrumbs?|canonical|author|authors|tags|categories|headers|featureflags|flags|experiments|session|user|csrf\w*|"
    r"token|nonce|rev|etag|variant|layout|template|component|sys|__n_\w+)"
)
_TAGS: Final = frozenset(
    """
    h1 h2 h3 h4 h5 h6 p ul ol li table thead tbody tfoot tr td th dl dt dd blockquote strong em b i a br div section span
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_RICH: Final = {
    "paragraph": "p", "heading": "h2", "bulletlist": "ul", "bullet_list": "ul", "unordered-list": "ul",
    "unorderedlist": "ul", "orderedlist": "ol", "ordered_list": "ol", "ordered-list": "ol", "list": "ul", "listitem": "li",
    "list_item": "li", "list-item": "li", "listitemchild": "span", "table": "table", "tablerow": "tr", "table_row": "tr",
    "table-row": "tr", "tablecell": "td", "table_cell": "td", "table-cell": "td", "tableheader": "th",
    "table_header": "th", "table-header-cell": "th", "tableheadercell": "th", "blockquote": "blockquote",
    "quote": "blockquote", "hyperlink": "span", "link": "span",
}  # fmt: skip
_LEVEL = re.compile(r"h([1-6])|heading-([1-6])|([1-6])")
_HTML = re.compile(r"(?i)</(p|li|h[1-6]|table|div|ul|td|strong|span|a)>")
_MARKDOWN = re.compile(r"(?m)^(?:#{1,6} |[-*] \S|\d{1,3}\. \S|\|.{3,}\|)")
_NO_WORDS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+|[\w./#?=&%:@+-]+|[\[{<].*|.*[{};]\s*", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


class Telling:
    """Tells values as HTML, up to a number of characters in all."""

    def __init__(self, most: int) -> None:
        self._left = most

    def told(self, value: Any, depth: int = 0) -> str:  # noqa: ANN401 - whatever JSON holds
        """The value's words as HTML; nothing where it has none."""
        if depth > _DEEPEST or self._left <= 0:
            return ""
        if isinstance(value, dict):
            return self._object(value, depth + 1)
        if isinstance(value, list):
            return self._list(value, depth + 1)
        return self._prose(value) if isinstance(value, str) else ""

    def _list(self, values: list[Any], depth: int) -> str:
        first = values[0] if values else None
        if isinstance(first, str) and first in _TAGS and len(values) > 1 and isinstance(values[1], dict):
            return self._tagged(first, values[2:], depth)  # Nuxt's content: [tag, props, child, …]
        if values and all(isinstance(each, str) and _words(each) for each in values):
            return "<ul>" + "".join(f"<li>{self._text(each)}</li>" for each in values) + "</ul>"
        return "".join(self.told(each, depth) for each in values)

    def _object(self, value: dict[str, Any], depth: int) -> str:
        kind = value.get("@type")
        if kind is not None:
            return self._schema(value, kind, depth)
        rich = self._rich(value, depth)
        return self._plain(value, depth) if rich is None else rich

    def _schema(self, value: dict[str, Any], kind: Any, depth: int) -> str:  # noqa: ANN401
        """Of schema.org only what stands on the page itself: questions with their answers, and an article's body."""
        if kind == "Question":
            answer = value.get("acceptedAnswer")
            said = answer.get("text") if isinstance(answer, dict) else None
            return f"<h3>{self._text(value.get('name'))}</h3>{self._prose(said)}" if said else ""
        body = self._prose(value.get("articleBody"))
        return body + "".join(
            self.told(value.get(name), depth) for name in ("mainEntity", "@graph", "hasPart")
        )

    def _rich(self, value: dict[str, Any], depth: int) -> str | None:
        """A node of an editor's format; None when it is none."""
        if value.get("_type") == "block":  # portable text
            inner = self._inline(value.get("children"), depth)
            listed = isinstance(value.get("listItem"), str)
            return f"<li>{inner}</li>" if listed else _within(_heading(value.get("style")) or "p", inner)
        name = next(
            (value[key] for key in ("nodeType", "type", "_type") if isinstance(value.get(key), str)), ""
        ).lower()
        if name in ("text", "span") or (
            not name and set(value) <= {"text", "bold", "italic", "underline", "code", "marks"}
        ):
            return self._text(value.get("text") or value.get("value"))
        children = next(
            (value[key] for key in ("content", "children") if isinstance(value.get(key), list)), None
        )
        if children is None:
            return None
        if name == "element":
            tag = value.get("tagName") or value.get("tag")
            return self._tagged(tag if isinstance(tag, str) else "div", children, depth)
        if name in ("doc", "root", "document"):
            return self._inline(children, depth)
        tag = _level(name, value) or _RICH.get(name)
        return None if tag is None else self._tagged(tag, children, depth)

    def _tagged(self, tag: str, children: list[Any], depth: int) -> str:
        return _within(tag if tag in _TAGS else "div", self._inline(children, depth))

    def _inline(self, children: Any, depth: int) -> str:  # noqa: ANN401
        if depth > _DEEPEST or not isinstance(children, list):
            return ""
        return "".join(
            self._text(each) if isinstance(each, str) else self.told(each, depth + 1) for each in children
        )

    def _plain(self, value: dict[str, Any], depth: int) -> str:
        if sum(isinstance(each, str) for each in value.values()) > _DICTIONARY:
            return ""
        title = next((key for key in _TITLES if isinstance(value.get(key), str) and value[key].strip()), None)
        short = next((key for key in _VALUES if _short(value.get(key))), None)
        if title and short and short != title:
            said = f"<p>{self._text(value[title])}: {self._text(str(value[short]))}</p>"
        else:
            said = (
                f"<h3>{self._text(value[title])}</h3>" if title and _words(value[title], titles=True) else ""
            )
            short = None
        rest = "".join(
            self.told(each, depth)
            for key, each in value.items()
            if key not in (title, short) and not _PASSED_OVER.fullmatch(key)
        )
        return said + rest if rest or short else ""

    def _prose(self, words: Any) -> str:  # noqa: ANN401
        if not isinstance(words, str) or len(words) > self._left or not _words(words):
            return ""
        if _HTML.search(words):
            self._left -= len(words)
            return f"<div>{words}</div>"
        if "\n" in words and _MARKDOWN.search(words):
            self._left -= len(words)
            return markdown_html(words).partition("<main>")[2].removesuffix("</main></body></html>")
        return "".join(f"<p>{self._text(part)}</p>" for part in words.split("\n") if part.strip())

    def _text(self, words: Any) -> str:  # noqa: ANN401
        if not isinstance(words, str):
            return ""
        self._left -= len(words)
        return escape(words, quote=False)


def _within(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if inner.strip() else ""


def _heading(style: Any) -> str | None:  # noqa: ANN401
    return style if isinstance(style, str) and style in _TAGS and style.startswith("h") else None


def _level(name: str, value: dict[str, Any]) -> str | None:
    """The tag of a heading: its level stands in its name, its attributes or its tag."""
    if not name.startswith("heading"):
        return None
    attributes = value.get("attrs")
    given = (
        name,
        value.get("level"),
        value.get("tag"),
        attributes.get("level") if isinstance(attributes, dict) else None,
    )
    levels = (_LEVEL.fullmatch(str(each)) for each in given if each is not None)
    return next((f"h{found[1] or found[2] or found[3]}" for found in levels if found), "h2")


def _short(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float | str) and not isinstance(value, bool) and 0 < len(str(value)) <= 60  # noqa: PLR2004


def _words(text: str, *, titles: bool = False) -> bool:
    """Whether a text is words for people: several of them, and neither an address, a path nor code. A title may be one."""
    text = text.strip()
    if not _LETTER.search(text):
        return False
    if titles:
        return len(text) <= 300 and "://" not in text and "{" not in text  # noqa: PLR2004
    return _HTML.search(text) is not None or not _NO_WORDS.fullmatch(text)
