"""What can happen on a vendor's site: one small record for each kind of event, dated by the day it holds from.

A path stands on the site's one host and begins with a slash. Where a record has `under`, it is a path, or with a star
at its end the beginning of many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - a script is read by these annotations
from typing import Literal, TypeAlias

Form: TypeAlias = Literal["page", "bare", "script", "state", "pdf", "scan", "text"]
Validators: TypeAlias = Literal["none", "strong", "weak", "dated", "both"]
FeedForm: TypeAlias = Literal["atom", "rss", "rdf", "json"]
ListingForm: TypeAlias = Literal["plain", "index", "gzip", "text"]
Maze: TypeAlias = Literal["calendar", "facets", "sessions", "pagination"]
Obstacle: TypeAlias = Literal[
    "bot_check", "login", "consent", "soft_404", "maintenance", "empty_shell", "rate_limited", "region_block",
    "bad_gateway", "not_found", "gone", "slow", "drip", "cut", "reset", "endless"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """From `on`, `path` says `html` (one ``h1``, and what a text is made of) in one of several forms.

    ``page`` has menus and a footer around it that differ at each visit, ``bare`` nothing; ``script`` is an empty shell
    whose program fetches the text; ``state`` such a shell with the text in its framework's state; ``pdf`` is typeset,
    ``scan`` a picture of it without text; ``text`` is `html` as it stands, as text.

    Several languages of a path are negotiated; the one published first answers who asks for none of them. `alternates`
    are pairs of a language and an address. `listed` says whether sitemaps have it.
    """

    path: str
    on: date
    html: str
    form: Form = "page"
    language: str = "en"
    publisher: str = ""
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    published: str = ""  # an ISO date for the page's metadata
    validators: Validators = "none"
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Gone:
    """From `on`, `path` is not there: 404, or 410 for ever."""

    path: str
    on: date
    status: int = 404


@dataclass(frozen=True, slots=True)
class Moved:
    """From `on`, `path` leads to `to` (a path, or a whole address)."""

    path: str
    on: date
    to: str
    status: int = 301


@dataclass(frozen=True, slots=True)
class Interruption:
    """From `on` until (not including) `until`, what is `under` answers with an obstacle in place of its pages."""

    under: str
    on: date
    answer: Obstacle
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """From `on`, `path` is a feed of the entries for it, newest first, at most `most` of them."""

    path: str
    on: date
    title: str
    form: FeedForm = "atom"
    most: int = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """On `on`, an entry comes into the feed at `feed`; `link` is the path of its page."""

    feed: str
    on: date
    title: str
    html: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """From `on`, `path` is a sitemap of the listed pages that begin with `under`.

    An ``index`` leads to compressed parts of `per` pages; ``plain`` and ``gzip`` are one file, ``text`` has an address on
    each line. `announced` says whether robots.txt names it.
    """

    path: str
    on: date
    form: ListingForm = "plain"
    under: str = "/"
    per: int = 1000
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Growth:
    """From `on` there are `by` more pages; ``{n}`` in `path` and `html` is the number of each, from 1."""

    path: str
    on: date
    by: int
    html: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Trap:
    """From `on`, everything that begins with `path` is a maze: each page leads to others that nobody has written."""

    path: str
    on: date
    maze: Maze


Event: TypeAlias = Page | Gone | Moved | Interruption | Feed | Entry | Listing | Growth | Trap
