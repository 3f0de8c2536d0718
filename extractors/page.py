"""The canonical form of an HTML page.

Parsed with lxml, furniture pruned, dates and title noted in its head.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from extractors.bounds import MAX_MARKUP, thinned
from extractors.dates_of_page import dates_of_page
from extractors.pruning import pruned
from extractors.records import Unreadable

if TYPE_CHECKING:
    from extractors.catalogue import Source

# Never text of the page; taken out before anything is measured.
_UNREAD: Final = """
    script style noscript template head iframe object embed canvas audio video map select option datalist
    textarea math param
    """.split()  # noqa: SIM905 - a list of words reads better as words

# Long, different on every page, and of no meaning here; taken out so that tags repeat and their reading is
# remembered.
_UNREAD_ATTRIBUTES: Final = """
    src srcset sizes d target rel width height loading decoding itemprop itemscope itemtype onclick xmlns
    viewBox fill stroke points transform content datetime nonce integrity crossorigin fetchpriority data-src
    data-srcset tabindex
    """.split()  # noqa: SIM905 - a list of words reads better as words

# Boxes in which nothing is left, up to three deep: whether a page had them is no difference.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that the parser lets through and that its tree does not take again."""
_EMPTY = re.compile(r"<div> (?:<div> (?:<div> </div> ){0,8}</div> ){0,8}</div> ?")
# Zero-width characters, soft hyphens and direction marks: invisible, so they are neither text nor a change of
# it.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x7f-\x84\x86-\x9f\ufffe\uffff]"
)
_HOLDS_MORE: Final = etree.XPath("boolean(.//h1 | .//main | .//article | .//*[@role='main'])")
_INSIDE_MAIN: Final = etree.XPath("boolean(ancestor::main | ancestor::article | ancestor::*[@role='main'])")
_OWN_WORDS: Final = etree.XPath(".//text()[normalize-space() and not(ancestor::a)]", smart_strings=False)
_FEW_OWN: Final = 120  # characters beside links that a menu or footer may have and still surely be one
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a response after the cheap step.

    `digested` stands for `content` in the digest where that is bytes.
    """

    content: str | bytes
    title: str
    language: str | None
    text: str
    digested: bytes = b""


def canonical_page(text: str, source: Source, declared_language: str | None) -> Page | Unreadable:
    """The canonical form of HTML text, or why there is none (no tags at all still give a page)."""
    root = tree_of(thinned(text))
    if isinstance(root, Unreadable):
        return root
    if root is None:
        return Page(_document("", None, (None, None), ""), "", language_of(declared_language), "")
    title = title_of(root)
    language = language_of(
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or declared_language
    )
    dated = dates_of_page(root)
    if source.include or source.exclude:
        from extractors.selectors import selected  # noqa: PLC0415 - brings BeautifulSoup, which few sources need here

        chosen = selected(root, source)
        if isinstance(chosen, Unreadable):
            return chosen
        root = chosen
    body, words = _pruned(root)
    if len(body) > MAX_MARKUP:
        return Unreadable(f"the page's content has {len(body):,} characters; at most {MAX_MARKUP:,} are read")
    published, modified = dated(words)
    dates = source.published or published, modified  # what a feed says of a page is trusted most
    return Page(_document(title, language, dates, body), title, language, words)


def tree_of(text: str) -> etree._Element | Unreadable | None:
    """The parsed page without comments; None when there is nothing in it. Never raises."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    # Where elements nest too deep libxml2 stops, and what follows would look as if the page did not say it.
    last = parser.error_log.last_error
    if last is not None and "depth" in (last.message or ""):
        return Unreadable("the page's elements nest more than 2,000 deep; nothing below can be read")
    return root


def title_of(root: etree._Element) -> str:
    """The page's title: its title element, else what it tells other sites, else its first heading."""
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            inside_picture = any(
                parent.tag == "svg" for parent in itertools.islice(element.iterancestors(), 8)
            )
            if not inside_picture and (
                words := tidy(" ".join(str(part) for part in element.itertext()))[:500]
            ):
                return words
    return ""


def language_of(declared: str | None) -> str | None:
    """A language tag as pages declare it, lower case; None when it is none ("en-us, de" gives the first)."""
    if not declared:
        return None
    first = declared.split(",")[0].strip().lower().replace("_", "-")
    return first if _LANGUAGE.fullmatch(first) else None


def tidy(text: str) -> str:
    """Text in one line, in Unicode's form NFC: white space collapsed, invisible and control characters dropped."""
    return " ".join((text if text.isascii() else nfc(INVISIBLE.sub("", text))).replace("\x7f", "").split())


def nfc(text: str) -> str:
    """Text with letters and their marks as one character, as almost all pages write them (Unicode's form NFC)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _pruned(root: etree._Element) -> tuple[str, str]:
    for use in root.iter("use"):
        use.set(
            "class",
            f"icon {use.get('href') or use.get('{http://www.w3.org/1999/xlink}href') or use.get('xlink:href') or ''}",
        )
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    _without_menus(root)
    etree.strip_attributes(root, "href", *_UNREAD_ATTRIBUTES)
    left = pruned(etree.tostring(root, encoding="unicode"))
    body, words = left.markup, left.words
    if not body.isascii() and INVISIBLE.search(body):
        body, words = (" ".join(INVISIBLE.sub("", text).split()) for text in (body, words))
    return _EMPTY.sub("", body), html.unescape(words)


def _without_menus(root: etree._Element) -> None:
    """Take plain menus and footers out of the tree: half of a page's tags are there, and pruning costs by the tag.

    Only what :func:`extractors.pruning.pruned` would take out anyway: nothing of the page's own, and few words but links.
    """
    for element in [*root.iter("nav"), *root.iter("footer")]:
        parent = element.getparent()
        if parent is None or _HOLDS_MORE(element):
            continue
        own = sum(map(len, cast("list[str]", _OWN_WORDS(element))))
        if own <= _FEW_OWN and not (element.tag == "footer" and _INSIDE_MAIN(element)):
            previous = element.getprevious()
            if previous is not None:
                previous.tail = _CONTROL.sub(" ", f"{previous.tail or ''} {element.tail or ''}")
            else:
                parent.text = _CONTROL.sub(" ", f"{parent.text or ''} {element.tail or ''}")
            parent.remove(element)


def _document(title: str, language: str | None, dates: tuple[str | None, str | None], body: str) -> str:
    published, modified = dates
    parts = [f"<title>{html.escape(title, quote=False)}</title>"]
    parts += [f'<meta name="published" content="{published}">'] if published else []
    parts += [f'<meta name="modified" content="{modified}">'] if modified else []
    lang = f' lang="{language}"' if language else ""
    return f"<html{lang}><head>{''.join(parts)}</head><body>{body}</body></html>"
