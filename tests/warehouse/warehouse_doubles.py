"""Small records made by hand, so that the warehouse is tested without fetching or reading real pages."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.catalogue import Catalogue, Facet, Program, Question, Satisfaction, Source
from extractors.records import (
    Block,
    Document,
    FacetStatus,
    Mention,
    Outcome,
    Reading,
    Requirement,
    Response,
    Status,
)
from warehouse import Fetch, Policy, prepare, record, register, settle
from warehouse.snapshots import digest

if TYPE_CHECKING:
    from warehouse import Change

START = datetime(2026, 1, 1, 5, 17, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = "rules-1"
POLICY = Policy(confirmations=2, interval=DAY, lost_after=5, live=True)

RENEWAL = Question(
    "renewal",
    "Does the credential lapse, and what renews it?",
    "A credential that never lapses says little.",
    (
        Facet("period", "validity or renewal period", True, (Satisfaction("validity", ("duration",)),)),
        Facet("again", "what has to be done again", True, (Satisfaction("renewal"),)),
    ),
)
TIERS = Question(
    "tiers",
    "What tiers exist?",
    "To compare partners.",
    (Facet("names", "tier names", True, (Satisfaction("tier"),)),),
)
FEES = Question(
    "fees", "What does taking part cost?", "Costs.", (Facet("fee", "fee", True, (Satisfaction("fee"),)),)
)
CATALOGUE = Catalogue((TIERS, RENEWAL, FEES))


def source(name: str = "page", program: str = "acme", **more: Any) -> Source:
    """A source at an address made from its name."""
    return Source(f"{program}/{name}", program, name, f"https://{program}.example/{name}", **more)


def program(*sources: Source, key: str = "acme") -> Program:
    """A program with these sources."""
    return Program(key, f"{key.title()} Partners", key.title(), f"https://{key}.example/", (), sources)


@dataclass(frozen=True)
class Line:
    """One sentence of a page: a requirement, or only a mention of a facet."""

    kind: str
    value: Any = True
    subject: str = "the program"
    attribute: str = "attribute"
    key: str = ""
    text: str = ""
    mention: tuple[str, str] | None = None
    unit: str | None = None
    due: str | None = None

    @property
    def quote(self) -> str:
        """The words of the line."""
        return self.text or f"{self.subject} {self.attribute} {self.value}"


def tier(name: str) -> Line:
    """A tier of that name."""
    return Line("tier", name, name, "tier", "tier")


def validity(value: str, text: str = "") -> Line:
    """How long certifications stay valid."""
    return Line("validity", value, "certification", "validity", "validity", text)


def renewal(value: str = "P12M") -> Line:
    """What renews certifications."""
    return Line("renewal", value, "certification", "renewal", "renewal")


def people(count: int, subject: str = "Gold", text: str = "") -> Line:
    """How many certified people a tier demands."""
    return Line(
        "tier_requirement",
        count,
        subject,
        "certified individuals",
        "certified-individuals",
        text,
        unit="people",
    )


def speaks_of(question: str, facet: str) -> Line:
    """A sentence that speaks of a topic without anything checkable."""
    return Line("", mention=(question, facet), text=f"We care about {question} {facet}.")


def reading(*lines: Line) -> Reading:
    """The reading of a page that says just these lines."""
    text, requirements, mentions = "", [], []
    for line in lines:
        start, end = len(text), len(text) + len(line.quote)
        text += line.quote + "\n"
        if line.mention:
            mentions.append(Mention(*line.mention, line.quote, start, end))
        else:
            requirements.append(
                Requirement(
                    kind=line.kind,
                    subject=line.subject,
                    attribute=line.attribute,
                    key=line.key or line.attribute,
                    value=line.value,
                    unit=line.unit,
                    due=line.due,
                    quote=line.quote,
                    start=start,
                    end=end,
                    section=(),
                )
            )
    blocks = (Block("paragraph", text.strip(), 0, len(text.strip())),) if text.strip() else ()
    document = Document("A page", "en", None, None, text, blocks)
    return Reading(document, tuple(requirements), tuple(mentions), _facets(requirements, mentions))


def _facets(requirements: list[Requirement], mentions: list[Mention]) -> tuple[FacetStatus, ...]:
    found = []
    for question in CATALOGUE.questions:
        for facet in question.facets:
            kinds = {s.kind for s in facet.satisfied_by}
            shown = tuple(n for n, r in enumerate(requirements) if r.kind in kinds)
            spoken = tuple(
                n for n, m in enumerate(mentions) if (m.question, m.facet) == (question.key, facet.key)
            )
            status = Status.DOCUMENTED if shown else Status.MENTIONED if spoken else Status.UNDOCUMENTED
            found.append(FacetStatus(question.key, facet.key, status, shown or spoken))
    return tuple(found)


def digest_of(lines: tuple[Line, ...]) -> str:
    """A canonical digest: equal for pages that say the same."""
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def page(of: Source, at: datetime, *lines: Line, furniture: str = "", **more: Any) -> Fetch:
    """A healthy fetch of a page that says these lines, with furniture that means nothing."""
    body = f"<p>{furniture}</p>{[line.quote for line in lines]}".encode()
    response = Response(of.url, of.url, 200, (("etag", f'"{furniture}"'),), body)
    return Fetch(
        of.id, of.url, at, at + timedelta(seconds=1), 1, "run", Outcome.HEALTHY, "it is the page", response,
        digest_of(lines), reading(*lines), **more,
    )  # fmt: skip


def moved(fetch: Fetch, to: str) -> Fetch:
    """The same fetch, but it was permanently redirected there."""
    assert fetch.response is not None
    return replace(
        fetch, response=replace(fetch.response, final_url=to, redirects=(fetch.url,), permanent=True)
    )


def wall(
    of: Source, at: datetime, outcome: Outcome = Outcome.BOT_CHECK, body: bytes | None = b"Are you human?"
) -> Fetch:
    """A fetch that brought no page."""
    response = Response(of.url, of.url, 403, (), body) if body is not None else None
    return Fetch(of.id, of.url, at, at, 1, "run", outcome, "not the page", response)


def unchanged(of: Source, at: datetime, since: Fetch | None = None) -> Fetch:
    """A 304, which says that what `since` brought still stands."""
    confirms = digest(since.response.body) if since and since.response else None
    return Fetch(of.id, of.url, at, at, 1, "run", Outcome.UNCHANGED, "304", None, confirms=confirms)


def days(count: float) -> datetime:
    """That many days after the start."""
    return START + DAY * count


@cache
def _prepared() -> bytes:
    """An empty warehouse; made once, because a hundred comments take their time."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "empty.duckdb"
        prepare(path)
        return path.read_bytes()


def warehouse(tmp_path: Path, *programs: Program) -> Path:
    """A warehouse that watches these programs."""
    path = tmp_path / "gapwatch.duckdb"
    path.write_bytes(_prepared())
    register(path, programs, CATALOGUE)
    return path


def settled(path: Path, *fetches: Fetch, policy: Policy = POLICY) -> tuple[Change, ...]:
    """Record these fetches in one batch and settle."""
    record(path, fetches, RULES, at=max(f.finished_at for f in fetches))
    return settle(path, CATALOGUE, policy, "run", max(f.finished_at for f in fetches))


def told(changes: tuple[Change, ...]) -> list[tuple[Any, ...]]:
    """Type, what it is about, before and after."""
    return [(c.type, c.question or c.kind, c.before, c.after) for c in changes]
