"""What a site is made of: the pages, their addresses, and what all of them know.

Every page is one template with its content, and the same content as JSON beside it. Addresses are relative to the site's
root and use ``/``; templates make them relative to their own page, so that the site works from a file as from any server.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from flows import answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from flows.answers import Row

VERSION = 1
"""Version of the JSON beside the pages; a key that goes or changes its meaning raises it (docs/publishing.md)."""

Json: TypeAlias = "Mapping[str, Any]"
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `path` below the root (``programs/KEY.html``), the template with its `content`, and its JSON `record`.

    `content` is handed to the template as it stands. `record` is written beside the page with the ending ``.json``; None
    for a page that says nothing of its own.
    """

    path: str
    title: str
    template: str
    content: Mapping[str, Any]
    record: Json | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Any other file of the site: a feed, a picture, JSON by itself."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote that some page links to: the source, the capture's digest, and the words; `page` is that of a PDF."""

    source_id: str
    snapshot: str
    quote: str
    page: int | None = None


@dataclass(slots=True)
class Site:
    """What every page knows: the warehouse, opened for reading, and the instant that the site is of.

    `moment` is what the warehouse's ``_as_of`` macros are asked with: an instant, or "infinity" for what holds now. `at` is
    the instant that pages state (UTC). `programs` and `questions` are rows of `flows.answers`, in the order of being shown.
    """

    con: DuckDBPyConnection
    at: datetime
    moment: datetime | str
    programs: list[Row]
    questions: list[Row]
    cited: dict[Cited, str] = field(default_factory=dict)

    def evidence(
        self, source_id: str | None, snapshot: str | None, quote: str | None, page: int | None = None
    ) -> str:
        """The address of the evidence for a quote, whose page is then made too; nothing for what has no quote.

        One page holds all quotes from one capture of one source; the fragment names the quote.
        """
        if not (source_id and snapshot and quote):
            return ""
        cited = Cited(source_id, snapshot, quote, page)
        if cited not in self.cited:
            self.cited[cited] = f"{evidence_page(source_id, snapshot)}#{evidence_mark(quote)}"
        return self.cited[cited]


def site(con: DuckDBPyConnection, at: datetime, as_of: datetime | None = None) -> Site:
    """A site of what the warehouse knows at `at` (UTC), or of how things stood `as_of` an instant."""
    programs = [row for row in answers.programs(con) if row["watched"]]
    return Site(con, as_of or at, as_of or "infinity", programs, answers.questions(con))


def program_page(program: str) -> str:
    """The address of a program's page."""
    return f"programs/{program}.html"


def question_page(question: str) -> str:
    """The address of a question's page."""
    return f"questions/{question}.html"


def evidence_page(source_id: str, snapshot: str) -> str:
    """The address of the page with the quotes from one capture of a source."""
    return f"evidence/{_digest(source_id, snapshot)}.html"


def evidence_mark(quote: str) -> str:
    """The fragment by which a quote is found on its evidence page."""
    return f"q{_digest(quote)}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_SHORT]
