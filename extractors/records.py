"""The records that stages hand to one another; each is made once and never edited.

Offsets are Python string offsets (code points) into :attr:`Document.text`; instants are aware datetimes in UTC;
dates are ISO 8601 strings, because pages give them with different precision (``2026``, ``2026-06``, ``2026-06-15``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["heading", "paragraph", "list_item", "table_cell", "term", "definition"]
SourceKind: TypeAlias = Literal["page", "pdf", "feed", "sitemap"]
Standing: TypeAlias = Literal["official", "press"]
Comparator: TypeAlias = Literal[">=", ">", "<=", "<", "=", "between"]
Value: TypeAlias = bool | int | float | str | None


class Outcome(StrEnum):
    """How a fetch ended. Only `HEALTHY` and `UNCHANGED` say anything about what the page holds."""

    HEALTHY = "healthy"
    UNCHANGED = "unchanged"  # 304: the last healthy capture still stands
    # Walls: bytes came, but not the page.
    BOT_CHECK = "bot_check"
    LOGIN = "login"
    CONSENT = "consent"
    SOFT_404 = "soft_404"
    REDIRECT_HOME = "redirect_home"
    MAINTENANCE = "maintenance"
    EMPTY_SHELL = "empty_shell"
    RATE_LIMITED = "rate_limited"
    REGION_BLOCK = "region_block"
    WRONG_LANGUAGE = "wrong_language"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"  # bytes of no form we read (a scanned PDF, a picture)
    # The server said so.
    NOT_FOUND = "not_found"  # 404
    GONE = "gone"  # 410
    CLIENT_ERROR = "client_error"  # another 4xx
    SERVER_ERROR = "server_error"  # 5xx that is no maintenance page
    # No response that could be judged.
    TIMEOUT = "timeout"
    CONNECTION_ERROR = "connection_error"
    TLS_ERROR = "tls_error"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ADDRESS_REFUSED = "address_refused"  # not a public address, and configuration does not allow it
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"

    @property
    def healthy(self) -> bool:
        """Whether the vendor's text was seen (again)."""
        return self in (Outcome.HEALTHY, Outcome.UNCHANGED)


class Status(StrEnum):
    """Coverage of a facet or a question, best first (design, section 4). `PARTIAL` is for questions only."""

    DOCUMENTED = "documented"
    PARTIAL = "partial"
    MENTIONED = "mentioned"
    REPORTED = "reported"
    UNDOCUMENTED = "undocumented"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, as far as it was read.

    `body` is content-decoded (no gzip left) and at most as long as the size limit; `headers` are in order, names in
    lower case; `redirects` are the addresses passed on the way, in order, without `final_url`;
    `permanent` says whether every redirect on the way was permanent (301 or 308).
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    redirects: tuple[str, ...] = ()
    permanent: bool = False
    truncated: bool = False
    rendered: bool = False  # the body is what a browser made of the page, not what the server sent

    def header(self, name: str) -> str | None:
        """The first header of that name (any case), or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a response is the page it should be, and the reason in words a person can check."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """One ordered part of a document. `document.text[start:end] == text`.

    `section` is the path of headings above it, outermost first (a heading's own text is not in its path).
    `level`: 1 to 6 for headings, depth from 1 for list items, else 0.
    `intro`: for a list item the text that introduces its list; for a definition its term; else empty.
    Table cells have the number of their table in the document, their row and column in the grid (spans resolved, the
    first place they cover), and the texts of the header cells of their row and column, outermost first;
    `header` says that the cell is itself a header.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    level: int = 0
    intro: str = ""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_headers: tuple[str, ...] = ()
    column_headers: tuple[str, ...] = ()
    header: bool = False
    page: int | None = None  # of a PDF, counted from 1


@dataclass(frozen=True, slots=True)
class Document:
    """What a capture says. `text` is the blocks' texts: one line a block, table rows as cells joined by " | "."""

    title: str
    language: str | None  # BCP 47 as declared by the page, lower case
    published: str | None  # ISO date as precise as known
    modified: str | None
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One typed statement with its evidence (design, section 5). `document.text[start:end] == quote`.

    `attribute` is in the page's words; `key` is its normalised form, by which versions are compared.
    """

    kind: str
    subject: str
    attribute: str
    key: str
    comparator: Comparator | None = None
    value: Value
    value_max: Value = None
    unit: str | None = None
    per: str | None = None
    due: str | None = None
    condition: str | None = None
    quote: str
    start: int
    end: int
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document speaks of a facet's topic. `document.text[start:end] == quote`."""

    question: str
    facet: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FacetStatus:
    """What one document says on one facet, as if it were official: documented, mentioned or undocumented.

    `evidence` holds positions in the document's requirements (documented) or mentions (mentioned).
    """

    question: str
    facet: str
    status: Status
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    requirements: tuple[Requirement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facets: tuple[FacetStatus, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes gave no document: one sentence for people."""

    reason: str
