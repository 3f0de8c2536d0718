"""PDF: text lines and tables."""

from __future__ import annotations

from extractors.page import Page
from extractors.records import Unreadable


def pdf_page(body: bytes) -> Page | Unreadable:
    """The PDF as a page."""
    return Unreadable(f"PDF of {len(body)} bytes")
