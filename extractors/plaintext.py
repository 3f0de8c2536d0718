"""Plain text and sitemaps: lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.page import Page, language_of, tidy

if TYPE_CHECKING:
    from extractors.blocks import Blocks

_UNDERLINE = re.compile(r"(=|-|~|#|\*)\1{2,}")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|#{1,6}) \S")
_BULLET = re.compile(r"(\s*)(?:[•◦▪●*+–-]|\d{1,2}[.)])\s+(?=\S)")
_TITLE = 80
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


def read_lines(content: str, blocks: Blocks) -> None:
    """Blocks of plain text: underlined, numbered or upper-case lines are headings.

    Bulleted ones list items.
    """
    lines = content.split("\n")
    running: list[str] = []
    intro = ""
    for number, line in enumerate(lines):
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        text = line.strip()
        bullet = _BULLET.match(line)
        if not text or _UNDERLINE.fullmatch(text):
            intro = _flush(running, blocks) or intro
        elif _UNDERLINE.fullmatch(after) or (not running and not after and _is_title(text)):
            _flush(running, blocks)
            intro = ""
            blocks.heading(text.strip("# ").strip() or text, 1 if after.startswith("=") else 2)
        elif bullet:
            intro = _flush(running, blocks) or intro
            blocks.prose("list_item", line[bullet.end() :].strip(), min(1 + len(bullet[1]) // 2, 20), intro)
        else:
            running.append(text)
    _flush(running, blocks)


def _is_title(text: str) -> bool:
    if len(text) > _TITLE or text.endswith((".", ",", ";")):
        return False
    return _NUMBERED.match(text) is not None or (text.isupper() and sum(map(str.isalpha, text)) > 3)  # noqa: PLR2004


def _flush(running: list[str], blocks: Blocks) -> str:
    text = " ".join(running)
    running.clear()
    blocks.prose("paragraph", text)
    return text
