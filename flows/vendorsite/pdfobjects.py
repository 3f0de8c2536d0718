"""The few objects of which a PDF is made here: pages, their streams, two fonts, and the table of where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTHS = (  # of Helvetica, in thousandths, from the space to the tilde
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 "
    "556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTH = {chr(32 + at): int(width) for at, width in enumerate(_WIDTHS.split())}
_OTHER, _BOLDER = 556, 1.08
_FONTS = ("Helvetica", "Helvetica-Bold")


@dataclass(slots=True)
class Paper:
    """One page: what is drawn on it, in the operators of its content stream."""

    drawn: list[bytes] = field(default_factory=list)

    def write(self, x: float, y: float, words: str, size: float, *, bold: bool) -> None:
        """Write a line with its left end at a place; what WinAnsi has not becomes a question mark."""
        shown = words.encode("cp1252", errors="replace")
        for sign in (b"\\", b"(", b")"):
            shown = shown.replace(sign, b"\\" + sign)
        self.drawn.append(b"BT /F%d %.1f Tf %.2f %.2f Td (%s) Tj ET" % (1 + bold, size, x, y, shown))

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the four lines around a cell."""
        self.drawn.append(b"0.5 w %.2f %.2f %.2f %.2f re S" % (x, y, width, height))

    def picture(self) -> None:
        """Fill the page with a small picture."""
        grey = bytes(16 * (row + column) for row in range(8) for column in range(8))
        image = b"BI /W 8 /H 8 /CS /G /BPC 8 /L 64 ID " + grey + b" EI"
        self.drawn.append(b"q 595 0 0 842 0 0 cm\n" + image + b"\nQ")

    @staticmethod
    def width(words: str, size: float, *, bold: bool) -> float:
        """How wide words are in points; of bold ones a little more than they are."""
        return sum(_WIDTH.get(sign, _OTHER) for sign in words) * size / 1000 * (_BOLDER if bold else 1)


def bound(papers: Sequence[Paper]) -> bytes:
    """The file with those pages."""
    pages = [4 + 2 * number for number in range(1, len(papers) + 1)]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(papers), kids),
    ]
    objects += [
        b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /%s >>" % name.encode()
        for name in _FONTS
    ]
    for number, paper in enumerate(papers):
        stream = b"\n".join(paper.drawn)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (5 + 2 * number)
        )
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(made))
    )
