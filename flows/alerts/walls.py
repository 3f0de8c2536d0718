"""In words: what can be done about a page that stays behind a wall. Never how to get around one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.alerts.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS = {
    "feed": "the program's feed {where} can be had: it tells of new pages and news",
    "sitemap": "the program's sitemap {where} can be had: `gapwatch discover` finds other pages in it",
    "pdf": "a PDF of the program can be had: {where}",
    "address": "the page has another address, {where}: declare it if it may be asked",
    "render": 'the page is built by scripts: a browser may build it (install gapwatch[render], render = "when_needed")',
    "ask": "ask the vendor for leave, with the contact that the settings name",
    "archive": "an archive may have captures of it: `gapwatch backfill {where}`",
}


def in_words(options: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Each option as a clause; those of a later version, which have no words here, are left out."""
    return tuple(
        _WORDS[one["what"]].format(where=plain(one["where"])) for one in options if one["what"] in _WORDS
    )
