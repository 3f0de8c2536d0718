"""Leads in ``llms.txt``: a Markdown file in which a site lists its pages (llmstxt.org)."""

from __future__ import annotations

import re
from typing import Final

from extractors.leads.addresses import address
from extractors.leads.records import Lead
from extractors.page import tidy

_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{0,300})\]\((?P<url>[^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)[^)\n]{0,200}\)(?P<note>[^\[\n]{0,300})"
)
_BARE = re.compile(r"(?<![(<\w/])https?://[^\s()<>\[\]\"']{1,2000}")
_MOST: Final = 5_000
_READ: Final = 500_000


def llms(text: str, where: str) -> tuple[Lead, ...]:
    """The links of an ``llms.txt`` at `where`, then its bare addresses, each once, with what stands beside. Never raises."""
    found: dict[str, Lead] = {}
    for match in _LINK.finditer(text[:_READ]):
        url = address(match["url"], where)
        if url and url not in found and len(found) < _MOST:
            words = tidy(f"{match['words']} {match['note'].lstrip(' :–—-')}")[:300]
            found[url] = Lead(url, "llms", where, words)
    for line in text[:_READ].splitlines():
        for match in _BARE.finditer(line):
            url = address(match[0].rstrip(".,;:"))
            if url and url not in found and len(found) < _MOST:
                found[url] = Lead(url, "llms", where, tidy(line[: match.start()].strip(" :–—-*"))[-300:])
    return tuple(found.values())
