"""On which page of a PDF a place in its text stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.records import Document


def page_starts(document: Document) -> list[int] | None:
    """Where each page begins in the document's text; a page without text where the next one does. None without pages."""
    last = next((block.page for block in reversed(document.blocks) if block.page), None)
    if last is None:
        return None
    starts = [0]
    for block in document.blocks:
        starts += [block.start] * ((block.page or 0) - len(starts))
    return starts


def page_at(starts: Sequence[int] | None, place: int) -> int | None:
    """The page, counted from 1, on which a place in the text stands."""
    return bisect_right(starts, place) if starts else None
