"""What there is to tell: changes and new programs, each with all that its reader needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from extractors.records import Value

Answers: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""How programs stand on a question: each status, and the names (with the answer, if any) that have it."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a page was found that nobody had watched: by what, where and when.

    `absent_at` is when that place was read last without it, None when it was there at the first look. `entry` says that it
    is an entry of a feed.
    """

    how: str
    where: str
    at: datetime
    absent_at: datetime | None = None
    entry: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """A change with what its reader needs. `question` is its wording, `topic` its key; both may be empty.

    `before` and `after` are values for requirements and statuses for gaps; `since` is when `before` began.
    `quote` stands in the snapshot `quoted_from` (else in `snapshot`), and where words are gone `proof` are the
    snapshots that do not have them any more. `reason` says why a lost source could not be had, `never` that it never was,
    `options` what can be done about it. `source` is its name within the program. `page` is that of a PDF on which the quote
    stands. `comparators` belong to `before` and `after` ("at least"). `others` says how other programs answer the same
    question. `found` is given where the page is new: it was found, and this is what it said at first.
    """

    type: str
    program: str
    question: str
    topic: str
    kind: str
    subject: str
    attribute: str
    before: Value
    after: Value
    unit: str | None
    quote: str
    source: str
    url: str
    captured_at: datetime
    snapshot: str
    quoted_from: str = ""
    proof: tuple[str, ...] = ()
    reason: str = ""
    never: bool = False
    options: tuple[str, ...] = ()
    since: datetime | None = None
    others: Answers = ()
    comparators: tuple[str | None, str | None] = (None, None)
    page: int | None = None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One question of a program's summary: its wording, its status, and the quote where there is one."""

    question: str
    status: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Introduced:
    """A program that is watched from now on, and how it stands on each question; none when no page could be read."""

    program: str
    standings: tuple[Standing, ...]
