"""Whether a page that was found and read is one of the program's, and worth watching."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from extractors.leads.aboutness import Sign, of_vendor, signs_against, signs_of_program
from extractors.leads.keeping import kept
from extractors.leads.neighbours import neighbour
from extractors.leads.records import Verdict
from extractors.records import Outcome, Status

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue, Program
    from extractors.leads.records import Lead
    from extractors.reading import Examined
    from extractors.records import Reading

ABOUT: Final = 3.0
"""What a page must show to be one of the program's, where it answers a question."""
PLAINLY: Final = 4.0
"""And where it answers none."""
DOUBTFUL: Final = 2.0
_ENOUGH: Final = 1.0
_MUCH: Final = 3
"""Questions on which a page states something that speaks of little but the program."""
_SAID_ANYWHERE: Final = frozenset({"commitments", "fees", "support"})
"""Questions that other pages of a vendor seem to answer as well: money, prices and support are everywhere."""
_NO_PAGE: Final = frozenset(
    {Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_404, Outcome.REDIRECT_HOME, Outcome.WRONG_LANGUAGE}
)


@kept
def language_of(program: Program) -> str:
    """The language in which a program's pages are looked for: that of most of its official sources, else English."""
    count = Counter(source.language for source in program.sources if source.standing == "official")
    return max(count, key=lambda language: count[language], default="en")


def verdict(lead: Lead, examined: Examined, program: Program, catalogue: Catalogue) -> Verdict:
    """Whether a page is to be watched, from its first reading against the questions. Never raises.

    `examined` is of the page's response, read for a source in the program's language (:func:`language_of`).
    """
    judged = examined.judgement
    if judged.outcome in _NO_PAGE:
        return Verdict("irrelevant", judged.reason)
    if not judged.outcome.healthy or examined.reading is None:
        beside = neighbour(unquote(urlsplit(lead.url).path), ())
        why = f'looks like {beside[0].what} ("{beside[1]}"), and ' if beside else ""
        return Verdict("irrelevant" if beside else "doubtful", f"{why}could not be read: {judged.reason}")
    if not of_vendor(lead, examined.reading.document, program):
        return Verdict("irrelevant", f"nothing shows that {program.vendor} speaks there")
    return _judged(lead, examined.reading, program, catalogue)


def _judged(lead: Lead, reading: Reading, program: Program, catalogue: Catalogue) -> Verdict:
    """The verdict over a page of the vendor's, from what it answers and what it is about."""
    answers = _answers(reading, catalogue)
    for_it = signs_of_program(lead, reading.document, program)
    against = signs_against(lead, reading.document)
    about = sum(sign.weight for sign in for_it) - sum(sign.weight for sign in against)
    answered = answers.weight >= _ENOUGH
    if answers.tells and for_it:
        about += 1.0
    why = "; ".join([answers.words, *(sign.words for sign in (*for_it, *against))])
    told = max(sign.tells for sign in (answers, *for_it))
    if about >= (ABOUT if answered else PLAINLY) and told >= (1 if answered else 2):
        return Verdict("enrolled", why)
    return Verdict("doubtful" if about >= DOUBTFUL else "irrelevant", why)


def _answers(reading: Reading, catalogue: Catalogue) -> Sign:
    """How much a reading says on the questions, and on which."""
    order = [question.key for question in catalogue.questions]
    documented = {facet.question for facet in reading.facets if facet.status is Status.DOCUMENTED}
    mentioned = {facet.question for facet in reading.facets if facet.status is Status.MENTIONED} - documented
    words = [
        f"{verb} {', '.join(sorted(keys, key=order.index)).replace('_', ' ')}"
        for verb, keys in (("states something on", documented), ("speaks of", mentioned))
        if keys
    ]
    stated = sum(0.5 if key in _SAID_ANYWHERE else 1.0 for key in documented)
    much = len(documented) >= _MUCH
    return Sign(stated + 0.25 * len(mentioned), ", ".join(words) or "answers no question", tells=int(much))
