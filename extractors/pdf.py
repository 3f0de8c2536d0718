"""PDF: running text by lines, with font sizes for headings; tables cell by cell."""

from __future__ import annotations

import io
import re
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from extractors.dates_of_page import iso_date
from extractors.page import Page, language_of, tidy
from extractors.records import Document, Unreadable
from extractors.tables import RawCell, RawRow, grid

if TYPE_CHECKING:
    import pypdfium2

    from extractors.blocks import Blocks

MAX_PAGES: Final = 400
"""Pages after which a PDF is not read on: guides have up to a few hundred."""
_MAX_CHARACTERS_A_PAGE: Final = 60_000
_CHECKED: Final = 20  # pages looked at before a PDF counts as scanned
_PDFIUM = threading.Lock()  # PDFium is not safe to call from several threads at once
# Writers give the same document a new identity and time at each export; neither is part of what it says.
_VOLATILE = re.compile(
    rb"/ID\s{0,8}\[[^\]]{0,200}\]|/(?:CreationDate|ModDate)\s{0,8}\([^)]{0,60}\)"
    rb"|<xmp(?:MM)?:(?:CreateDate|ModifyDate|MetadataDate|DocumentID|InstanceID)>[^<]{0,100}<"
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_BULLET = re.compile(r"(?:[•◦▪●○■‣·∙\uf0b7\uf0a7]|[-–*](?=\s)|\(?\d{1,2}[.)](?=\s)|\(?[a-z][.)](?=\s))\s*")
_ENDS = re.compile(r"[.!?:;]$")
_HEADING: Final = 1.12  # times the size of running text from which a line is a heading
_GAP: Final = 0.8  # times the height of a line, between lines: a new paragraph
_HEADING_LENGTH: Final = 160


def pdf_page(body: bytes) -> Page | Unreadable:
    """The PDF's title and identity, or why it cannot be read (broken, encrypted, scanned). Never raises."""
    import pypdfium2  # noqa: PLC0415 - a fifth of a run's start-up, and most runs meet no PDF

    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(body)
        except Exception as error:  # noqa: BLE001 - any bytes come in, and the library's errors are many
            return Unreadable(f"the PDF cannot be opened ({_reason(error)})")
        try:
            pages = len(pdf)
            read = any(_has_text(pdf, number) for number in range(min(pages, _CHECKED)))
            title = tidy(pdf.get_metadata_value("Title") or "")[:500]
        except Exception as error:  # noqa: BLE001 - as above
            return Unreadable(f"the PDF cannot be read ({_reason(error)})")
        finally:
            pdf.close()
    if not read:
        return Unreadable(
            f"the PDF's {pages} pages hold pictures and no text (scanned?); it would have to go through text recognition"
        )
    return Page(body, title, None, "", _VOLATILE.sub(b"", body))


def _has_text(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    return bool(pdf[number].get_textpage().get_text_range(count=200).strip())


def _reason(error: Exception) -> str:
    return tidy(str(error))[:120] or type(error).__name__


def read_pdf(body: bytes, title: str, blocks: Blocks) -> Document | Unreadable:
    """The document of a PDF, or why it cannot be read. Never raises."""
    import pdfplumber  # noqa: PLC0415 - as above

    try:
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            lang = language_of(_text_of(pdf.doc.catalog.get("Lang")))
            published, modified = (
                _pdf_date(_text_of(pdf.metadata.get(key))) for key in ("CreationDate", "ModDate")
            )
            sizes = _Sizes(pdf.pages[:3])
            for page in pdf.pages[:MAX_PAGES]:
                _read_page(page, blocks, sizes)
                page.close()
    except Exception as error:  # noqa: BLE001 - any bytes come in, and pdfminer raises all kinds
        return Unreadable(f"the PDF cannot be read ({_reason(error)})")
    if not blocks.blocks:
        return Unreadable("the PDF holds no text that can be read")
    first = next(
        (block.text for block in blocks.blocks if block.kind == "heading"), blocks.blocks[0].text[:200]
    )
    return Document(title or first, lang, published, modified, blocks.text, tuple(blocks.blocks))


def _text_of(found: object) -> str:
    return (
        found.decode("utf-8", "replace")
        if isinstance(found, bytes)
        else found
        if isinstance(found, str)
        else ""
    )


def _pdf_date(text: str) -> str | None:
    """A PDF date (ISO 32000-1, 7.9.4) as ISO date."""
    found = _DATE.match(text)
    return (
        iso_date("-".join(part for part in found.groups() if part))
        if found
        else iso_date(text)
        if text
        else None
    )


class _Sizes:
    """The size of running text: the most frequent one in the first pages."""

    def __init__(self, pages: list[Any]) -> None:
        seen = Counter(round(float(char["size"]), 1) for page in pages for char in page.chars)
        self._body = seen.most_common(1)[0][0] if seen else 0.0

    def level(self, size: float) -> int:
        """The level that a line of that size has as a heading; 0 for running text."""
        larger = size / self._body if self._body else 1.0
        if larger < _HEADING:
            return 0
        return 1 if larger >= 1.8 else 2 if larger >= 1.4 else 3  # noqa: PLR2004


def _read_page(page: Any, blocks: Blocks, sizes: _Sizes) -> None:  # noqa: ANN401 - pdfplumber has no types
    if len(page.chars) > _MAX_CHARACTERS_A_PAGE:
        return
    tables = sorted(page.find_tables(), key=lambda table: float(table.bbox[1]))
    tables = [
        table for table in tables if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1
    ]
    boxes = [table.bbox for table in tables]
    lines = [
        line
        for line in page.extract_text_lines(return_chars=True)
        if not any(_inside(line, box) for box in boxes)
    ]
    running: list[str] = []
    bottom = 0.0
    for line in lines:
        if float(line["top"]) - bottom > _GAP * (float(line["bottom"]) - float(line["top"])):
            _flush(running, blocks)
        bottom = float(line["bottom"])
        while tables and float(tables[0].bbox[1]) < float(line["top"]):
            _flush(running, blocks)
            _table(tables.pop(0), blocks)
        _line(line, running, blocks, sizes)
    _flush(running, blocks)
    for table in tables:
        _table(table, blocks)


def _inside(line: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = (float(line["top"]) + float(line["bottom"])) / 2
    return box[1] <= middle <= box[3] and float(line["x0"]) < box[2] and float(line["x1"]) > box[0]


def _line(line: dict[str, Any], running: list[str], blocks: Blocks, sizes: _Sizes) -> None:
    text = tidy(line["text"])
    if not text or text.isdecimal():  # a page number
        return
    sized = [float(char["size"]) for char in line["chars"]]
    level = sizes.level(max(sized, default=0.0)) if len(text) <= _HEADING_LENGTH else 0
    if level:
        _flush(running, blocks)
        blocks.heading(text, level)
    elif _BULLET.match(text) or (
        running and _ENDS.search(running[-1]) and text[:1].isupper() and len(running[-1]) < 60  # noqa: PLR2004
    ):
        _flush(running, blocks)
        running.append(text)
    else:
        running.append(text)


def _flush(running: list[str], blocks: Blocks) -> None:
    text = " ".join(running)
    running.clear()
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text):
        blocks.prose(
            "list_item", text[bullet.end() :] if not text[:1].isalnum() and text[:1] != "(" else text, 1
        )
    else:
        blocks.prose("paragraph", text)


def _table(table: Any, blocks: Blocks) -> None:  # noqa: ANN401 - pdfplumber has no types
    rows = [RawRow(tuple(RawCell((tidy(cell or ""),)) for cell in row)) for row in table.extract()]
    blocks.rows(grid([row for row in rows if any(cell.text for cell in row.cells)]))
