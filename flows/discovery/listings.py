"""The places that list pages: which of them to ask, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.catalogue import Source
from extractors.decoding import decoded
from extractors.feeds import entries
from extractors.leads import Lead, address, llms, on_host, promise, sitemap, within
from extractors.records import Outcome
from flows.fetching import Validators
from warehouse.discoveries import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractors.catalogue import Catalogue, Found, Program
    from extractors.records import Response, SourceKind
    from flows.fetching import Attempt

ABSENT_FOR = timedelta(days=7)
"""How long a place that is not there is left alone."""
MOST_KNOWN = 500
"""Places remembered of one program."""
_KINDS: dict[str, SourceKind] = {"sitemap": "sitemap", "feed": "feed", "llms": "page"}
_OK = 200
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """A place as it is now, its leads to pages, and the further places that it names."""

    listing: Listing
    leads: tuple[Lead, ...] = ()
    further: tuple[Lead, ...] = ()


def origins(program: Program) -> tuple[str, ...]:
    """The sites of a program's scopes: where its sources stand, and each host that a scope names."""
    found: dict[str, str] = {}
    for source in program.sources:
        if within(source.url, program.scopes):
            parts = urlsplit(source.url)
            found.setdefault(parts.hostname or "", f"{parts.scheme}://{parts.netloc}")
    for scope in program.scopes:
        if not scope.host.startswith("*."):
            found.setdefault(scope.host, f"https://{scope.host}")
    return tuple(found.values())


def declared(program: Program) -> tuple[Listing, ...]:
    """The sitemaps and feeds of the vendor that are watched as sources, and an llms.txt on each site."""
    watched = [
        Listing(program.key, url, "sitemap" if source.kind == "sitemap" else "feed")
        for source in program.sources
        if source.kind in ("sitemap", "feed") and source.standing == "official" and not source.item
        if (url := address(source.url))
    ]
    return (*watched, *(Listing(program.key, f"{origin}/llms.txt", "llms") for origin in origins(program)))


def to_ask(
    roots: Iterable[Listing],
    known: Mapping[str, Listing],
    program: Program,
    catalogue: Catalogue,
    now: datetime,
) -> list[Listing]:
    """The places to ask, in order: roots, then what indexes name, first what was never read, then what was read longest ago.

    What was not there is left alone for a week, and a part that has not changed since, as its index says, altogether. So is
    what stands on no host of the scopes, as they are now, nor of a root.
    """
    first = {root.url: known.get(root.url, root) for root in roots}
    hosts = {urlsplit(url).hostname for url in first}
    parts = [
        one
        for one in known.values()
        if one.how in _KINDS and one.url not in first and _changed(one)
        and (urlsplit(one.url).hostname in hosts or on_host(one.url, program.scopes))
    ]  # fmt: skip
    parts.sort(
        key=lambda one: (one.tried_at or _NEVER, -promise(_lead(one), program, catalogue).score, one.url)
    )
    return [one for one in (*first.values(), *parts) if not _absent(one, now)]


def _lead(listing: Listing) -> Lead:
    return Lead(listing.url, listing.how, listing.url)


def _absent(one: Listing, now: datetime) -> bool:
    answered = one.outcome in ("", Outcome.HEALTHY.value, Outcome.UNCHANGED.value)
    return not answered and one.tried_at is not None and now - one.tried_at < ABSENT_FOR


def _changed(one: Listing) -> bool:
    return (
        one.read_at is None
        or bool(one.left_out)
        or not one.lastmod
        or one.lastmod[:10] >= f"{one.read_at:%Y-%m-%d}"
    )


def source_of(listing: Listing, language: str) -> Source:
    """What the fetcher asks for."""
    name = f"discovery-{listing.how}"
    return Source(
        f"{listing.program}/{name}",
        listing.program,
        name,
        listing.url,
        _KINDS[listing.how],
        language=language,
    )


def validators_of(listing: Listing, basis: str, *, room: bool) -> Validators | None:
    """The validators of its last answer, when all of that was sifted by what holds now.

    What found no place then is looked at again when there is `room`.
    """
    if listing.basis != basis or (listing.left_out and room) or not (listing.etag or listing.last_modified):
        return None
    return Validators(listing.etag, listing.last_modified, listing.final_url)


def answered(before: Listing, attempt: Attempt, basis: str, now: datetime) -> Answered:
    """What an attempt to ask a place gave. One that could not be read keeps what was known of it."""
    tried = replace(before, tried_at=now)
    response = attempt.response
    if response is None:
        outcome = attempt.outcome or Outcome.CONNECTION_ERROR
        read_at = attempt.started_at if outcome is Outcome.UNCHANGED else before.read_at
        return Answered(replace(tried, outcome=outcome.value, reason=attempt.reason, read_at=read_at))
    if response.status != _OK:
        return Answered(replace(tried, outcome=_refused(response.status).value, reason=attempt.reason))
    pages, further, fault = _contents(before.how, response)
    if not (pages or further) and fault:
        return Answered(replace(tried, outcome=Outcome.UNREADABLE.value, reason=fault))
    return Answered(
        replace(
            tried, basis=basis, etag=response.header("etag"), last_modified=response.header("last-modified"),
            final_url=response.final_url, read_at=attempt.started_at, outcome=Outcome.HEALTHY.value, reason=fault,
            entries=len(pages) + len(further),
        ),
        pages, further,
    )  # fmt: skip


def _refused(status: int) -> Outcome:
    absent = {404: Outcome.NOT_FOUND, 410: Outcome.GONE, 429: Outcome.RATE_LIMITED}
    return absent.get(status, Outcome.CLIENT_ERROR if status < 500 else Outcome.SERVER_ERROR)  # noqa: PLR2004


def _contents(how: Found, response: Response) -> tuple[tuple[Lead, ...], tuple[Lead, ...], str]:
    where = address(response.final_url) or response.url
    if how == "feed":
        found = entries(response.body, response.final_url, response.header("content-type"))
        leads = (
            Lead(
                url,
                "feed",
                where,
                one.title,
                one.updated or one.published or "",
                one.language or "",
                one.published or "",
            )
            for one in found
            if (url := address(one.url, response.final_url))
        )
        return tuple(leads), (), "" if found else "no feed with entries"
    if how == "llms":
        text = decoded(response.body, response.header("content-type"))
        leads_of_text = () if text.lstrip().startswith("<") else llms(text, where)
        return leads_of_text, (), "" if leads_of_text else "no llms.txt with links"
    listed = sitemap(response.body, where)
    host = urlsplit(where).hostname
    return (
        listed.pages,
        tuple(one for one in listed.sitemaps if urlsplit(one.url).hostname == host),
        listed.fault,
    )


def best_first(parts: Iterable[Lead], program: Program, catalogue: Catalogue) -> list[Lead]:
    """The sitemaps of an index, those first whose names promise pages of the program: an index may have thousands."""
    return sorted(parts, key=lambda lead: -promise(lead, program, catalogue).score)


def new_parts(
    program: str, further: Iterable[Lead], known: Mapping[str, Listing], how: Found
) -> tuple[Listing, ...]:
    """Places named by others, as far as they are new or changed, and there is room to remember them."""
    room = MOST_KNOWN - len(known)
    found: dict[str, Listing] = {}
    for lead in further:
        before = known.get(lead.url)
        if before is None and len(found) < room:
            found[lead.url] = Listing(program, lead.url, how, lastmod=lead.lastmod)
        elif before is not None and before.lastmod != lead.lastmod:
            found[lead.url] = replace(before, lastmod=lead.lastmod)
    return tuple(found.values())
