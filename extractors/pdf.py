"""PDF: what it says of itself, whether it can be read, and its pages as a document."""

from __future__ import annotations

import io
import logging
import re
import threading
from typing import TYPE_CHECKING, Any, Final

from extractors.dates_of_page import iso_date
from extractors.page import Page, language_of, tidy
from extractors.printed.reading import read_sheets
from extractors.printed.words import sheet
from extractors.records import Document, Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

    from extractors.blocks import Blocks
    from extractors.printed.words import Sheet

MAX_PAGES: Final = 400
"""Pages of the longest PDF that is read: guides have up to a few hundred."""
MAX_LETTERS: Final = 60_000
"""Letters of the fullest page that is read."""
_PDFIUM = threading.Lock()  # PDFium is not safe to call from several threads at once
# Writers give the same document a new identity and time at each export; neither is part of what it says.
_VOLATILE = re.compile(
    rb"/ID\s{0,8}\[[^\]]{0,200}\]|/(?:CreationDate|ModDate)\s{0,8}\([^)]{0,60}\)"
    rb"|<xmp(?:MM)?:(?:CreateDate|ModifyDate|MetadataDate|DocumentID|InstanceID)>[^<]{0,100}<"
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled|(?:presentation|document|slide|microsoft (?:word|powerpoint)|print)\b.*"
    r"|.*\.(?:docx?|pptx?|indd|pdf|html?|xlsx?)",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")


def pdf_page(body: bytes) -> Page | Unreadable:
    """The PDF's title and identity, or why it cannot be read (broken, encrypted, scanned, too long). Never raises."""
    import pypdfium2  # noqa: PLC0415 - a fifth of a run's start-up, and most runs meet no PDF

    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(body)
        except Exception as error:  # noqa: BLE001 - any bytes come in, and the library's errors are many
            if "password" in str(error).lower():
                return Unreadable("the PDF is encrypted and asks for a password")
            return Unreadable(f"the PDF cannot be opened ({_reason(error)})")
        try:
            pages = len(pdf)
            if pages > MAX_PAGES:
                return Unreadable(f"the PDF has {pages} pages; at most {MAX_PAGES} are read")
            worded = sum(_has_text(pdf, number) for number in range(pages))
            title = tidy(pdf.get_metadata_value("Title") or "")[:500]
        except Exception as error:  # noqa: BLE001 - as above
            return Unreadable(f"the PDF cannot be read ({_reason(error)})")
        finally:
            pdf.close()
    if worded * 2 < pages or not worded:
        which = f"{pages - worded} of {pages}" if worded else f"the PDF's {pages}"
        of = " of the PDF" if worded else ""
        return Unreadable(
            f"{which} pages{of} hold pictures and no text (scanned?); it would have to go through text recognition"
        )
    title = "" if _NO_TITLE.fullmatch(title) else title
    return Page(body, title, None, "", _VOLATILE.sub(b"", body))


def _has_text(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    page = pdf[number]
    text = page.get_textpage()
    found = bool(text.get_text_range(count=200).strip())
    text.close()
    page.close()
    return found


def _reason(error: Exception) -> str:
    return tidy(str(error))[:120] or type(error).__name__


def read_pdf(body: bytes, title: str, blocks: Blocks) -> Document | Unreadable:
    """The document of a PDF, or why it cannot be read. Never raises."""
    import pdfplumber  # noqa: PLC0415 - as above

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every flaw of a font
    try:
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            lang = language_of(_text_of(pdf.doc.catalog.get("Lang")))
            published, modified = (
                _pdf_date(_text_of(pdf.metadata.get(key))) for key in ("CreationDate", "ModDate")
            )
            sheets = _sheets(pdf.pages)
        if isinstance(sheets, Unreadable):
            return sheets
        read_sheets(sheets, blocks)
    except Exception as error:  # noqa: BLE001 - any bytes come in, and pdfminer raises all kinds
        return Unreadable(f"the PDF cannot be read ({_reason(error)})")
    if not blocks.blocks:
        return Unreadable("the PDF holds no text that can be read")
    first = next(
        (block.text for block in blocks.blocks if block.kind == "heading"), blocks.blocks[0].text[:200]
    )
    return Document(title or first, lang, published, modified, blocks.text, tuple(blocks.blocks))


def _sheets(pages: Sequence[Any]) -> list[Sheet] | Unreadable:
    sheets = []
    for number, page in enumerate(pages, 1):
        if len(page.chars) > MAX_LETTERS:
            return Unreadable(
                f"page {number} of the PDF has {len(page.chars):,} letters; at most {MAX_LETTERS:,} are read"
            )
        sheets.append(sheet(page, number))
        page.close()
    text = "".join(word.text for one in sheets for word in one.words)
    if sum(1 for _ in _NO_LETTER.finditer(text)) * 4 > len(_NO_LETTER.sub("?", text)):
        return Unreadable(
            "the PDF's fonts do not say which letters they show; it would have to go through text recognition"
        )
    return sheets


def _text_of(found: object) -> str:
    if isinstance(found, bytes):
        return found.decode("utf-8", "replace")
    return found if isinstance(found, str) else ""


def _pdf_date(text: str) -> str | None:
    """A PDF date (ISO 32000-1, 7.9.4) as ISO date."""
    found = _DATE.match(text)
    if found:
        return iso_date("-".join(part for part in found.groups() if part))
    return iso_date(text) if text else None
