"""One candidate read: what came of it, and the source that it becomes when it is good."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from extractors.catalogue import Discovered, Source
from extractors.leads import Lead, address, kind_of, language_of, links, trap, verdict, within
from extractors.records import Outcome
from warehouse.records import Fetch

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from extractors.catalogue import Catalogue, Program
    from extractors.reading import Examined
    from extractors.records import Response
    from flows.fetching import Attempt
    from warehouse.discoveries import Candidate, State

TRIES = 3
"""So often an address that cannot be had, or shows a wall, is asked for, a run each."""
_NEVER = frozenset(
    {
        *(Outcome.ROBOTS_DISALLOWED, Outcome.ADDRESS_REFUSED, Outcome.TOO_LARGE),
        *(Outcome.TOO_MANY_REDIRECTS, Outcome.UNREADABLE),
    }
)
"""What another try would not mend."""
_NO_PAGE = frozenset(
    {
        *(Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404, Outcome.REDIRECT_HOME),
        Outcome.WRONG_LANGUAGE,
    }
)
_NEWS = frozenset(
    (
        "announcements",
        "blog",
        "blogs",
        "news",
        "newsroom",
        "press",
        "press-release",
        "press-releases",
        "pressroom",
    )
)
_LONGEST_NAME = 40
SAME = "says the same as "
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a candidate is judged against: the program, and the addresses and documents that it has already.

    `watched` gives the source at each address, `documents` the source that holds each document; `rejected` are the addresses
    that the operator does not want.
    """

    program: Program
    catalogue: Catalogue
    watched: Mapping[str, str]
    documents: Mapping[str, str]
    rejected: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A response to a candidate, as the source that it would be asks for it."""

    source: Source
    response: Response


def lead_of(one: Candidate) -> Lead:
    """The lead that a candidate was made of."""
    return Lead(one.url, one.how, one.found_in, one.words, one.lastmod, one.language, one.published)


def source_of(one: Candidate, program: Program, url: str = "") -> Source:
    """The source that a candidate would be, at the address that answered; its id depends on the address alone."""
    place = url or one.url
    name = named(place)
    return Source(
        f"{program.key}/{name}", program.key, name, place, kind_of(place), language=language_of(program),
        announcement=news(place), published=one.published,
    )  # fmt: skip


def news(url: str) -> bool:
    """Whether an address is one of a vendor's news: what stands there announces, and keeps no rules of a program."""
    parts = urlsplit(url)
    places = {*parts.path.lower().split("/")[:-1], *(parts.hostname or "").split(".")[:-2]}
    return not places.isdisjoint(_NEWS)


def named(url: str) -> str:
    """A name for the source at an address: what stands last in its path, and a digest so that no two are alike."""
    parts = urlsplit(url)
    said = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    words = re.sub(r"\.(?:html?|php|aspx?|pdf)$", "", "-".join(said[-2:]) or (parts.hostname or ""))
    slug = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[-_LONGEST_NAME:].strip("-") or "page"
    return f"{slug}-{sha256(url.encode()).hexdigest()[:_DIGITS]}"


def failed(one: Candidate, outcome: Outcome, reason: str, now: datetime) -> Candidate:
    """A candidate that could not be had: it waits for another try, unless none would help."""
    tries = one.tries + 1
    state: State = "unreadable" if outcome in _NEVER or tries >= TRIES else "waiting"
    return replace(one, state=state, why=reason, tries=tries, tried_at=now)


def arrived(one: Candidate, attempt: Attempt, around: Surroundings, now: datetime) -> Arrived | Candidate:
    """What answered, as its source would ask for it; else the candidate with the reason why it is none."""
    response = attempt.response
    if response is None:
        return failed(one, attempt.outcome or Outcome.CONNECTION_ERROR, attempt.reason, now)
    final = address(response.final_url)
    if final != one.url:
        if final in around.watched:
            return settled(one, "irrelevant", f"leads to {around.watched[final]}, which is watched", now)
        if final in around.rejected:
            return settled(one, "irrelevant", f"leads to {final}, which the operator rejected", now)
        if why := trap(final):
            return settled(one, "irrelevant", f"leads to {response.final_url}: {why}", now)
        if not within(final, around.program.scopes):
            return settled(
                one, "irrelevant", f"leads to {response.final_url}, outside of the program's scopes", now
            )
        response = replace(response, url=final, final_url=final, redirects=(), permanent=False)
    source = source_of(one, around.program, final)
    if response.body.startswith(b"%PDF-"):
        source = replace(source, kind="pdf")
    return Arrived(source, response)


def judged(one: Candidate, found: Arrived, seen: Examined, around: Surroundings, now: datetime) -> Candidate:
    """A candidate after its first reading: enrolled, doubtful, irrelevant, or to be tried again behind a wall."""
    outcome = seen.judgement.outcome
    if not outcome.healthy and outcome not in _NO_PAGE and one.tries + 1 < TRIES and outcome not in _NEVER:
        return failed(one, outcome, seen.judgement.reason, now)
    if outcome.healthy and (same := _same(found, seen, around)):
        return settled(one, "irrelevant", same, now)
    given = verdict(replace(lead_of(one), url=found.source.url), seen, around.program, around.catalogue)
    return settled(one, given.state, given.why, now)


def _same(found: Arrived, seen: Examined, around: Surroundings) -> str:
    """Why it is a page that is watched already: it says so, or says the same; empty when it is another."""
    own = next((lead.url for lead in links(found.response) if lead.how == "canonical"), "")
    if own in around.watched and own != found.source.url:
        return f"gives the address of {around.watched[own]} as its own"
    if own in around.rejected and own != found.source.url:
        return f"gives {own} as its own address, which the operator rejected"
    holder = around.documents.get(seen.digest or "")
    return f"{SAME}{holder}" if holder else ""


def let_in(candidates: Mapping[str, Candidate], documents: Mapping[str, str]) -> dict[str, Candidate]:
    """The candidates; those left out as the page of a source that is gone wait again, since the page may have moved there.

    `documents` gives the source that holds each document now.
    """
    here = {f"{SAME}{source}" for source in documents.values()}
    return {
        url: replace(one, state="waiting")
        if one.state == "irrelevant" and one.why.startswith(SAME) and one.why not in here
        else one
        for url, one in candidates.items()
    }


def settled(one: Candidate, state: State, why: str, now: datetime) -> Candidate:
    """A candidate of which all is known for now."""
    return replace(one, state=state, why=why, tries=0, tried_at=now)


def discovered(source: Source, one: Candidate, now: datetime) -> Source:
    """The source with the story of how it was found."""
    return replace(source, discovered=Discovered(one.found_in, one.how, now, one.why))


def first_fetch(source: Source, attempt: Attempt, found: Arrived, seen: Examined, run_id: str) -> Fetch:
    """The first capture of a source: the bytes that it was judged by."""
    return Fetch(
        source_id=source.id,
        url=source.url,
        started_at=attempt.started_at,
        finished_at=attempt.finished_at,
        tries=attempt.tries,
        run_id=run_id,
        outcome=seen.judgement.outcome,
        reason=seen.judgement.reason,
        response=found.response,
        digest=seen.digest,
        reading=seen.reading,
    )
