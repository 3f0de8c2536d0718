"""What the rules alone make of every page of a site: its promise as a line of the sitemap, and the verdict on its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.catalogue import Source
from extractors.leads import Lead, address, kind_of, language_of, promise, trap, verdict, within
from extractors.reading import examined
from extractors.records import Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.discovery.served import Web
    from extractors.catalogue import Catalogue, Program


@dataclass(frozen=True, slots=True)
class Judged:
    """One page: `state` is the verdict's, or where it would never be fetched ``outside``, ``trap`` or ``unpromising``."""

    url: str
    state: str
    score: float
    why: str


def judged(web: Web, program: Program, catalogue: Catalogue) -> Iterator[Judged]:
    """Every page that is there now, as discovery would judge it if it had all the time in the world."""
    known = {address(source.url) for source in program.sources}
    for url in web.there():
        lead = Lead(address(url), "sitemap", "https://x.example/sitemap.xml")
        if address(url) in known:
            continue
        if not within(url, program.scopes):
            yield Judged(url, "outside", 0.0, "not within the scopes")
        elif trap(url):
            yield Judged(url, "trap", 0.0, trap(url))
        else:
            yield _read(web, lead, url, program, catalogue)


def _read(web: Web, lead: Lead, url: str, program: Program, catalogue: Catalogue) -> Judged:
    promised = promise(lead, program, catalogue)
    if promised.score <= 0:
        return Judged(url, "unpromising", promised.score, promised.words)
    answer = web.answer(url)
    source = Source(f"{program.key}/x", program.key, "x", url, kind_of(url), language=language_of(program))
    response = Response(url, url, answer.status, answer.headers, answer.body)
    found = verdict(lead, examined(response, source, catalogue), program, catalogue)
    return Judged(url, found.state, promised.score, f"{found.why} [{promised.words}]")
