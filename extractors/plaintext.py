"""Plain text and sitemaps: lines."""

from __future__ import annotations

import re

from extractors.page import Page, language_of, tidy

_LOC = re.compile(r"<(?:\w{1,20}:)?loc>\s*([^<\s]{1,2000})\s*</(?:\w{1,20}:)?loc>", re.IGNORECASE)
_COUNTED = 50_000


def plain_page(text: str, declared_language: str | None) -> Page:
    """Plain text as lines, each tidy; runs of empty lines are one."""
    lines: list[str] = []
    for raw in text.splitlines():
        line = " " * (len(raw) - len(raw.lstrip())) + tidy(raw) if raw.strip() else ""
        if line.strip() or (lines and lines[-1]):
            lines.append(line)
    title = next((line.strip(" #=-*_") for line in lines if line.strip(" #=-*_")), "")[:200]
    return Page(
        "\n".join(lines).strip("\n"), title, language_of(declared_language), " ".join(" ".join(lines).split())
    )


def sitemap_page(text: str) -> Page:
    """The addresses of a sitemap, sorted, each once, one a line: their order and their dates are no news."""
    addresses = sorted({tidy(found.replace("&amp;", "&")) for found in _LOC.findall(text)[:_COUNTED]} - {""})
    return Page("\n".join(addresses), "", None, " ".join(addresses))
