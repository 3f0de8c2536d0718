"""Coverage of one document: the status of each facet, and of a question from its facets (design, section 4).

Press standing, several documents and time are the warehouse's; here a document counts as if it were official.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.records import FacetStatus, Status
from extractors.satisfying import beside, satisfies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.catalogue import Catalogue, Facet, Question
    from extractors.records import Mention, Requirement
    from extractors.satisfying import Beside

BEST_FIRST = (Status.DOCUMENTED, Status.MENTIONED, Status.REPORTED, Status.UNDOCUMENTED, Status.UNKNOWN)


def facets(
    requirements: Sequence[Requirement], mentions: Sequence[Mention], catalogue: Catalogue
) -> tuple[FacetStatus, ...]:
    """The status of every facet of the catalogue in its order, with the positions of what shows it."""
    names = beside(requirements)
    return tuple(
        _facet(question, facet, requirements, mentions, names)
        for question in catalogue.questions
        for facet in question.facets
    )


def _facet(
    question: Question,
    facet: Facet,
    requirements: Sequence[Requirement],
    mentions: Sequence[Mention],
    names: Beside,
) -> FacetStatus:
    if shown := tuple(
        number for number, requirement in enumerate(requirements) if satisfies(requirement, facet, names)
    ):
        return FacetStatus(question.key, facet.key, Status.DOCUMENTED, shown)
    spoken = tuple(
        number
        for number, mention in enumerate(mentions)
        if (mention.question, mention.facet) == (question.key, facet.key)
    )
    return FacetStatus(question.key, facet.key, Status.MENTIONED if spoken else Status.UNDOCUMENTED, spoken)


def question_status(question: Question, statuses: Mapping[str, Status]) -> Status:
    """The status of a question from those of its facets by key; a facet that is not given is unknown.

    Documented when all required facets are, partial when some are, otherwise the best status among all its facets.
    """
    required = [statuses.get(facet.key, Status.UNKNOWN) for facet in question.facets if facet.required]
    if required and all(status is Status.DOCUMENTED for status in required):
        return Status.DOCUMENTED
    if Status.DOCUMENTED in required:
        return Status.PARTIAL
    every = [statuses.get(facet.key, Status.UNKNOWN) for facet in question.facets]
    rest = [Status.MENTIONED if status is Status.DOCUMENTED else status for status in every]
    return min(rest, key=BEST_FIRST.index, default=Status.UNKNOWN)
