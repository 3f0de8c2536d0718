"""Pages printed as PDFs by ReportLab in several layouts, so that what is read of both can be compared."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, Final

import pypdfium2
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

_MARGIN: Final = 56
_GUTTER: Final = 24
_TICKS: Final = {"✓": "✔", "✔": "✔", "✗": "✘", "✘": "✘"}
_INLINE: Final = ("a", "b", "em", "i", "span", "strong", "sup")
_SIZES: Final = {"h1": 22, "h2": 16, "h3": 13, "h4": 11.5}


@dataclass(frozen=True)
class Layout:
    """How a page is printed.

    `rules` of tables: "grid", "lines" (between rows), "heads" (below the head), "shaded" (every other row) or "none".
    `running`: a line above and below every page. `height` makes pages shorter, so that tables go over several;
    `repeated` says whether their heads are then printed again. `turned`: pages lie on their side.
    """

    rules: str = "grid"
    columns: int = 1
    running: bool = False
    repeated: bool = True
    turned: bool = False
    height: float = 1.0
    padding: float = 3.0


def printed(html: str, layout: Layout | None = None, password: str = "") -> bytes:
    """The page as a PDF."""
    layout = layout or Layout()
    wide, high = A4[0], A4[1] * layout.height
    each = (wide - 2 * _MARGIN - _GUTTER * (layout.columns - 1)) / layout.columns
    frames = [
        Frame(_MARGIN + number * (each + _GUTTER), _MARGIN, each, high - 2 * _MARGIN, 0, 0, 0, 0)
        for number in range(layout.columns)
    ]
    soup = BeautifulSoup(html, "lxml")
    title = soup.title.get_text() if soup.title else ""
    out = io.BytesIO()
    encrypt = password or None
    document = BaseDocTemplate(
        out, pagesize=(wide, high), title=title, lang="en", invariant=1, encrypt=encrypt
    )
    furniture = partial(_furniture, title=title, high=high) if layout.running else _nothing
    document.addPageTemplates(PageTemplate("page", frames, onPage=furniture))
    main = soup.find("main") or soup.body
    assert isinstance(main, Tag)
    document.build(_flow(main, layout, each))
    return _turned(out.getvalue()) if layout.turned else out.getvalue()


def picture_of(pages: int) -> bytes:
    """A PDF whose pages hold a picture each and no text, as a scanner makes them."""
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        pdf.new_page(*A4)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _turned(body: bytes) -> bytes:
    pdf = pypdfium2.PdfDocument(body)
    for page in pdf:
        page.set_rotation(90)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _nothing(canvas: Any, document: Any) -> None:
    """No line above and below a page."""


def _furniture(canvas: Any, document: Any, title: str, high: float) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, high - 30, title)
    canvas.drawRightString(A4[0] - _MARGIN, high - 30, "Effective June 2026")
    canvas.drawString(_MARGIN, 28, "© Norwind. Subject to change without notice.")
    canvas.drawRightString(A4[0] - _MARGIN, 28, f"Page {document.page}")


def _style(size: float, *, bold: bool = False, before: float = 0, after: float = 6) -> ParagraphStyle:
    font = "Helvetica-Bold" if bold else "Helvetica"
    return ParagraphStyle(
        f"{font} {size}",
        fontName=font,
        fontSize=size,
        leading=size * 1.2,
        spaceBefore=before,
        spaceAfter=after,
    )


_BODY: Final = _style(10)
_ITEM: Final = _style(10, after=2)
_CELL: Final = _style(9, after=0)
_HEAD: Final = _style(9, bold=True, after=0)


# -- text ----------------------------------------------------------------------------------------------------------


def _flow(element: Tag, layout: Layout, width: float) -> list[Flowable]:
    story: list[Flowable] = []
    run: list[str] = []
    for child in [*element.children, None]:
        if isinstance(child, NavigableString) or (isinstance(child, Tag) and child.name in _INLINE):
            run.append(_inline(child))
            continue
        story += [Paragraph("".join(run), _BODY)] if "".join(run).strip() else []
        run = []
        if isinstance(child, Tag):
            story += _block(child, layout, width)
    return story


def _block(child: Tag, layout: Layout, width: float) -> list[Flowable]:
    if child.name in _SIZES:
        return [Paragraph(_inline(child), _style(_SIZES[child.name], bold=True, before=12, after=4))]
    if child.name in ("dt", "summary"):
        return [Paragraph(f"<b>{_inline(child)}</b>", _BODY)]
    if child.name in ("p", "dd"):
        return [Paragraph(_inline(child), _BODY)]
    if child.name in ("ul", "ol"):
        return [_items(child), Spacer(1, 6)]
    if child.name == "table":
        caption = child.find("caption")
        above = [Paragraph(_inline(caption), _BODY)] if caption else []
        return [*above, _table(child, layout, width), Spacer(1, 10)]
    return _flow(child, layout, width)


def _items(element: Tag) -> ListFlowable:
    items: list[Any] = []
    for item in element.find_all("li", recursive=False):
        inner = [_items(nested.extract()) for nested in item.find_all(("ul", "ol"), recursive=False)]
        items.append(ListItem([Paragraph(_inline(item), _ITEM), *inner]))
    if element.name == "ol":
        return ListFlowable(items, bulletType="1", bulletFormat="%s.")
    return ListFlowable(items, bulletType="bullet", start="•", bulletFontName="Helvetica", bulletFontSize=10)


def _inline(node: Any) -> str:
    if isinstance(node, NavigableString):
        text = escape(str(node).replace("\n", " "), quote=False)
        for mark, shape in _TICKS.items():
            text = text.replace(mark, f'<font name="ZapfDingbats">{shape}</font>')
        return text
    inner = "".join(_inline(child) for child in node.children)
    if node.name in ("b", "strong"):
        return f"<b>{inner}</b>"
    if node.name == "sup":
        return f"<super>{inner}</super>"
    return "<br/>" if node.name == "br" else inner


# -- tables --------------------------------------------------------------------------------------------------------


def _table(element: Tag, layout: Layout, width: float) -> Table:
    rows = element.find_all("tr")
    grid: list[list[Any]] = []
    styles: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), layout.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), layout.padding),
    ]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        line: list[Any] = []
        for cell in row.find_all(("td", "th"), recursive=False):
            while (number, len(line)) in taken:
                line.append("")
            across, down = int(str(cell.get("colspan") or 1)), int(str(cell.get("rowspan") or 1))
            at = len(line)
            line += [Paragraph(_inline(cell), _HEAD if cell.name == "th" else _CELL), *[""] * (across - 1)]
            styles.append(("SPAN", (at, number), (at + across - 1, number + down - 1)))
            taken |= {(number + y, at + x) for y in range(down) for x in range(across)}
        while (number, len(line)) in taken:
            line.append("")
        grid.append(line)
    most = max(len(line) for line in grid)
    heads = next((number for number, row in enumerate(rows) if row.find("td")), len(rows))
    first = width * (0.34 if most > 2 else 0.5)
    table = Table(
        [line + [""] * (most - len(line)) for line in grid],
        colWidths=[first, *[(width - first) / max(most - 1, 1)] * (most - 1)],
        repeatRows=heads if layout.repeated else 0,
    )
    table.setStyle([*styles, *_rules(layout, heads, len(grid))])
    return table


def _rules(layout: Layout, heads: int, rows: int) -> list[tuple[Any, ...]]:
    if layout.rules == "grid":
        return [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    if layout.rules == "lines":
        return [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)]
    if layout.rules == "heads":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ]
    if layout.rules == "shaded":
        dark, light = colors.HexColor("#1F3864"), colors.whitesmoke
        return [
            ("BACKGROUND", (0, row), (-1, row), dark if row < heads else light)
            for row in range(rows)
            if row < heads or row % 2
        ]
    return []
