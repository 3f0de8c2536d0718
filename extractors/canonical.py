"""The cheap step: what a response says without its furniture, in a form whose digest tells of changes.

Digests are equal when only furniture differs, and equal digests mean equal documents, because
:func:`extractors.documents.document` looks at nothing but the :class:`Canonical`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.bounds import MAX_CHARACTERS
from extractors.decoding import decoded
from extractors.faces import face
from extractors.feeds import feed_page
from extractors.forms import Form, binary, form_of
from extractors.page import Page, canonical_page, nfc
from extractors.pdf import pdf_page
from extractors.plaintext import plain_page, sitemap_page
from extractors.records import Response, Unreadable
from extractors.shells import MOST_TEXT, shell

if TYPE_CHECKING:
    from extractors.catalogue import Source


@dataclass(frozen=True, slots=True)
class Canonical:
    """What a response says, furniture gone.

    `content` is canonical HTML (``html``, ``markdown``, ``feed``), lines of text (``text``, ``sitemap``) or
    the file's bytes
    (``pdf``). `digest` is the SHA-256 (hex) over form and everything that
    :func:`extractors.documents.document` reads.
    `language` is what the page declares, lower case (BCP 47). `text` is the visible text, for judging; empty
    for ``pdf``. `embedded` names the data in the page's scripts that it was read from, where the markup is an empty shell.
    """

    form: Form
    content: str | bytes
    digest: str
    title: str
    language: str | None
    text: str
    embedded: str = ""


def canonical(response: Response, source: Source) -> Canonical | Unreadable:
    """The canonical form of a response, or why its bytes have none. Never raises, whatever the bytes are."""
    form = form_of(response, source)
    if isinstance(form, Unreadable):
        return form
    if form == "pdf":
        pdf = pdf_page(response.body)
        return pdf if isinstance(pdf, Unreadable) else _canonical(form, pdf)
    if binary(response.body):
        return Unreadable("the bytes are no text: too many of them are control characters")
    text = decoded(response.body, response.header("content-type"))
    if len(text) > MAX_CHARACTERS:
        return Unreadable(f"the page has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    page = _page(form, text, response, source)
    if isinstance(page, Unreadable):
        return page
    plain = _canonical(form, page)
    return plain if form != "html" or len(page.text) > MOST_TEXT else _held(plain, text, response, source)


def _held(plain: Canonical, text: str, response: Response, source: Source) -> Canonical:
    """Of a page that scripts would fill what their data holds, where it holds the page; else the page as it is."""
    if source.include or shell(response.body, face(response, plain)) is None:
        return plain
    from extractors.embedded import embedded  # noqa: PLC0415 - few pages are filled by scripts

    found = embedded(text)
    page = canonical_page(found.html, source, response.header("content-language")) if found else None
    if found is None or isinstance(page, Unreadable | None) or len(page.text) <= MOST_TEXT:
        return plain
    return replace(_canonical(plain.form, page), embedded=found.name)


def _page(form: Form, text: str, response: Response, source: Source) -> Page | Unreadable:
    declared = response.header("content-language")
    if form == "text":
        return plain_page(text, declared)
    if form == "sitemap":
        return sitemap_page(text)
    if form == "feed":
        return feed_page(text, source, response.url)
    if form == "markdown":
        from extractors.markdown import markdown_html  # noqa: PLC0415 - few sources are Markdown

        text = markdown_html(text)
    return canonical_page(text, source, declared)


def _canonical(form: Form, page: Page) -> Canonical:
    content = nfc(page.content) if isinstance(page.content, str) else page.content
    body = content.encode("utf-8", "replace") if isinstance(content, str) else page.digested
    title = nfc(page.title)
    head = "\0".join((form, title, page.language or "", "")).encode("utf-8", "replace")
    return Canonical(
        form, content, hashlib.sha256(head + body).hexdigest(), title, page.language, nfc(page.text)
    )
