"""Leads on a page: its links with their words, and what its head says of its own address, languages and feeds."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from extractors.bounds import MAX_CHARACTERS, thinned
from extractors.decoding import decoded
from extractors.forms import binary
from extractors.leads.addresses import address
from extractors.leads.records import Lead
from extractors.markdown import markdown_html
from extractors.page import language_of, tidy, tree_of
from extractors.records import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from extractors.records import Response

MOST: Final = 3_000
"""Links read of one page: none that is written by hand has more."""
_WORDS: Final = 300
_FEEDS: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
)
_NOT_OURS: Final = frozenset({"sponsored", "ugc", "nofollow"})
_GENERIC = re.compile(
    r"(?:(?:read|learn|see|find out|view|know|show|discover|get|explore)\s*)?(?:more|details?|here|this page|this|link|"
    r"continue|go|started|article|it|page|now|full story|download|open|view|read|visit)?(?:\s+about\s+this)?[\s.…›»→>+:-]*",
    re.IGNORECASE,
)
"""Words of a link that say nothing of where it leads."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UP: Final = 4
_NEAR: Final = 80
"""Elements among which a heading is looked for: a card is small, and a page may be made of nothing but links."""
_LOOKED_AT: Final = 4 * MOST
"""Links looked at, those to one address and those to none included."""
_PIECES: Final = 100
"""Pieces of text of one link."""


def links(response: Response) -> tuple[Lead, ...]:
    """The addresses to which an HTML or Markdown page points, in order, each once and none its own. Never raises.

    A page that asks not to be followed gives none but its feeds and its own other addresses; links that are paid for, or
    that its visitors wrote, are left out.
    """
    where = response.final_url or response.url
    root = _tree(response)
    if root is None:
        return ()
    base = next((address(href, where) for one in root.iter("base") if (href := one.get("href"))), "") or where
    own = {address(where), address(response.url)}
    found: dict[str, Lead] = {}
    for lead in (*_in_head(root, base, where), *(() if _unfollowed(root) else _in_body(root, base, where))):
        if lead.url and lead.url not in own:
            first = found.setdefault(lead.url, lead)
            if lead.words and not first.words and first.how == lead.how:
                found[lead.url] = lead
        if len(found) >= MOST:
            break
    return tuple(found.values())


def _tree(response: Response) -> etree._Element | None:
    kind = (response.header("content-type") or "").lower()
    body = response.body
    if binary(body) or body.startswith(b"%PDF-") or kind.startswith(("image/", "application/pdf")):
        return None
    text = decoded(body, response.header("content-type"))[:MAX_CHARACTERS]
    if "markdown" in kind or (
        response.final_url.lower().endswith((".md", ".markdown")) and "html" not in kind
    ):
        text = markdown_html(text)
    root = tree_of(thinned(text))
    return None if isinstance(root, Unreadable) else root


def _in_head(root: etree._Element, base: str, where: str) -> Iterator[Lead]:
    """The page's own address, its other languages and its feeds."""
    for link in root.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        url = address(link.get("href") or "", base) if link.get("href") else ""
        kind = (link.get("type") or "").lower()
        if "canonical" in relations:
            yield Lead(url, "canonical", where)
        elif "alternate" in relations and kind in _FEEDS:
            yield Lead(url, "feed", where, tidy(link.get("title") or "")[:_WORDS])
        elif "alternate" in relations and link.get("hreflang"):
            yield Lead(url, "alternate", where, language=language_of(link.get("hreflang")) or "")


def _in_body(root: etree._Element, base: str, where: str) -> Iterator[Lead]:
    for link in islice(root.iter("a", "area"), _LOOKED_AT):
        href = link.get("href") or ""
        if not href or href.startswith("#") or _NOT_OURS & set((link.get("rel") or "").lower().split()):
            continue
        url = address(href, base)
        if url:
            yield Lead(url, "link", where, _words(link), language=language_of(link.get("hreflang")) or "")


def _unfollowed(root: etree._Element) -> bool:
    return any(
        (meta.get("name") or "").lower() == "robots"
        and {"nofollow", "none"} & set(re.split(r"[,\s]+", (meta.get("content") or "").lower()))
        for meta in root.iter("meta")
    )


def _words(link: etree._Element) -> str:
    """What a link says of its target; where that is only "learn more", the heading of what it stands in as well."""
    said = _text(link)
    if not said:
        pictures = (picture.get("alt") or "" for picture in link.iter("img"))
        said = tidy(
            link.get("aria-label") or link.get("alt") or next(pictures, "") or link.get("title") or ""
        )
    if not _GENERIC.fullmatch(said):
        return said[:_WORDS]
    label = tidy(link.get("aria-label") or link.get("title") or "")
    above = label if label and not _GENERIC.fullmatch(label) else _heading(link)
    return tidy(f"{above} {said}")[:_WORDS]


def _heading(link: etree._Element) -> str:
    parent = link.getparent()
    for _ in range(_UP):
        if parent is None:
            break
        for element in islice(parent.iter(), _NEAR):
            if element.tag in _HEADINGS:
                return _text(element)
        parent = parent.getparent()
    return ""


def _text(element: etree._Element) -> str:
    return tidy(" ".join(map(str, islice(element.itertext(), _PIECES)))[: 4 * _WORDS])
