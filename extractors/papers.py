"""What a document says of itself: a checklist, a guide or a policy that has a version, a release and an end of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.records import Document
    from extractors.structure import Statement

PAPER = r"(?:checklist|guide|guidebook|handbook|policy|scheme|framework|catalog(?:ue)?|rulebook|specification|charter)"
NAMED = re.compile(rf"(?:[A-Z][\w&/-]*\s+|of\s+|for\s+|and\s+){{1,7}}{PAPER}", re.IGNORECASE)
ITSELF = re.compile(
    rf"\b(?:this|the|next|current|previous|new) (?:\w+ ){{0,2}}(?:version|release|edition)\b|\b(?:this|the) {PAPER}\b|"
    r"^(?:validity(?: period)?|version|effective(?: date)?|released|issued|published)\s*:",
    re.IGNORECASE,
)
TOP = 15
"""Blocks at the beginning of a document in which it names itself."""
MAX_WORDS = 8


def paper(document: Document) -> str:
    """The name that a document gives itself at its top ("Partner Validation Checklist"); empty where it gives none."""
    lines = (block.text.strip() for block in document.blocks[:TOP])
    return next((line for line in lines if len(line.split()) <= MAX_WORDS and NAMED.fullmatch(line)), "")


def of_itself(document: Document, statement: Statement, kind: str) -> tuple[str, ...]:
    """The document as the subject of how long it holds, where a statement speaks of it; nothing in all other cases."""
    if kind != "validity" or not ITSELF.search(statement.text):
        return ()
    name = paper(document)
    return (name,) if name else ()
