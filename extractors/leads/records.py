"""What leads to a page that is not watched yet, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from extractors.catalogue import Found

State: TypeAlias = Literal["enrolled", "doubtful", "irrelevant"]


@dataclass(frozen=True, slots=True)
class Lead:
    """One address that something points to.

    `url` is as :func:`extractors.leads.addresses.address` gives it. `where` is the address of the sitemap, feed,
    ``llms.txt`` or page that has it, `how` which of these that is. `words` are what stands with it: the text of the link,
    the title of the entry; empty in sitemaps. `lastmod` is an ISO date or instant. `language` is a BCP 47 tag in lower case.
    `published` is the ISO date that a feed gives for the page.
    """

    url: str
    how: Found
    where: str
    words: str = ""
    lastmod: str = ""
    language: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, and for an index the sitemaps (each a lead with its `lastmod`).

    `fault` says in words why the rest is missing: no sitemap at all, or more than is read. Empty when all was read.
    """

    pages: tuple[Lead, ...] = ()
    sitemaps: tuple[Lead, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """How much an address and its words promise before anything is fetched; of two leads the higher `score` is asked first.

    A score of zero or less promises nothing: no request is worth it. `words` say what speaks for and against it.
    """

    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page that was read is to be watched, and why in words that a person can check."""

    state: State
    why: str
