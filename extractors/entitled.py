"""The certification that a page is about, when its first heading says so: "Exam guide: Acme Cloud Operator (ACO-310)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.codes import EXAM_CODE
from extractors.named import ROLE_NAME, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document

GENRE = re.compile(
    r"(?:(?:(?:certification|certificate|credential|exam(?:ination)?)(?:\s+exam)?(?:\s+(?:study|preparation|"
    r"prep))?(?:\s+(?:guide|handbook|blueprint|outline|objectives|overview|details|curriculum|syllabus|page))?|"
    rf"(?:exam|test)\s+(?:code\s+)?{EXAM_CODE})\s*(?::|\s[–—-])\s+)(?P<name>\S.*)",
    re.IGNORECASE,
)
"""What kind of page it is, then a colon or a dash, then what it is about."""
CODED = re.compile(rf"{EXAM_CODE}\s*(?::|\s[–—-])\s+(?P<name>\S.*)")
"""The code of an exam, then its name."""
CLOSED = re.compile(
    r"(?P<name>\S.*?)\s+(?:certification\s+exam(?:ination)?|certification|exam(?:ination)?)"
    r"(?:\s+(?:study\s+)?(?:guide|handbook|blueprint|outline|objectives|overview|details|curriculum))?",
    re.IGNORECASE,
)
"""A name that ends in what it is, and perhaps in the kind of page."""
CODE = re.compile(rf"\s*\(\s*(?:exam\s+)?(?:code\s+)?{EXAM_CODE}\s*\)$", re.IGNORECASE)
LITTLE = frozenset({"for", "of", "and", "in", "on", "the", "with", "to", "–", "—", "-", "&"})
FEWEST, MOST = 2, 9


def entitled(document: Document) -> Iterator[Named]:
    """The certification that the first heading names as what the page is about; none when it names none. Never raises."""
    block = next((block for block in document.blocks[:12] if block.kind == "heading"), None)
    if block is None:
        return
    for shape in (GENRE, CODED, CLOSED):
        match = shape.fullmatch(block.text.strip())
        if match is None:
            continue
        name = CODE.sub("", match.group("name")).strip()
        start = block.text.find(name)
        if _is_name(name, sure=shape is not CLOSED) and start >= 0:
            yield Named(
                "certification",
                name,
                block.start + start,
                block.start + start + len(name),
                block,
            )
            return


def _is_name(text: str, *, sure: bool) -> bool:
    """Whether a text is a name in title case; one that is not `sure` also has to end in what a person is."""
    words = text.split()
    capital = all(word[:1].isupper() or word[:1].isdigit() or word in LITTLE for word in words)
    plain = FEWEST <= len(words) <= MOST and capital and not text.endswith((".", "?", "!", ":"))
    return plain and (sure or bool(ROLE_NAME.search(text)))
