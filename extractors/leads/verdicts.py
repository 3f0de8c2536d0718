"""Whether a page that was found and read is one of the program's, and worth watching."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extractors.leads.records import Verdict
from extractors.records import Outcome

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue, Program
    from extractors.leads.records import Lead
    from extractors.reading import Examined


def language_of(program: Program) -> str:
    """The language in which a program's pages are looked for: that of most of its official sources, else English."""
    count = Counter(source.language for source in program.sources if source.standing == "official")
    return max(count, key=lambda language: count[language], default="en")


def verdict(lead: Lead, examined: Examined, program: Program, catalogue: Catalogue) -> Verdict:  # noqa: ARG001
    """Whether a page is to be watched, from its first reading against the questions. Never raises.

    `examined` is of the page's response, read for a source in the program's language (:func:`language_of`).
    """
    outcome = examined.judgement.outcome
    if outcome in (Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404, Outcome.WRONG_LANGUAGE):
        return Verdict("irrelevant", examined.judgement.reason)
    if not outcome.healthy or examined.reading is None:
        return Verdict("doubtful", f"could not be read: {examined.judgement.reason}")
    answered = [one for one in examined.reading.facets if one.evidence]
    return Verdict("enrolled" if answered else "irrelevant", f"speaks of {len(answered)} facets")
