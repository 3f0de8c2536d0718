"""From a document to its reading, and from a response to what was examined of it: what run, import and rebuild share.

The full reading is imported when there is something to read: most runs meet only pages that they know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.canonical import canonical
from extractors.judgement import judgement
from extractors.records import Judgement, Outcome, Reading, Unreadable

if TYPE_CHECKING:
    from collections.abc import Container

    from extractors.catalogue import Catalogue, Source
    from extractors.foreign.tongue import Tongue
    from extractors.records import Document, Response


@dataclass(frozen=True, slots=True)
class Examined:
    """A response as judged and, where that was needed, read.

    `digest` is that of the canonical form, None when there is none. `reading` is None when the page is no healthy one or
    its digest was known. `language` is what the page declares.
    """

    judgement: Judgement
    digest: str | None = None
    reading: Reading | None = None
    language: str | None = None


def reading(document: Document, catalogue: Catalogue) -> Reading:
    """All that is read from one document: requirements, mentions, and the status of every facet. Never raises."""
    from extractors.coverage import facets  # noqa: PLC0415
    from extractors.foreign.tongue import tongue_of  # noqa: PLC0415
    from extractors.mentions import mentions  # noqa: PLC0415
    from extractors.requirements import requirements  # noqa: PLC0415

    if (tongue := tongue_of(document, catalogue)) is not None:
        return _translated(document, catalogue, tongue)
    found = requirements(document)
    spoken = mentions(document, catalogue, found)
    return Reading(document, found, spoken, facets(found, spoken, catalogue))


def _translated(document: Document, catalogue: Catalogue, tongue: Tongue) -> Reading:
    """The reading of a document in another language than English, with the words of that language."""
    from extractors.coverage import facets  # noqa: PLC0415
    from extractors.foreign.requirements import requirements  # noqa: PLC0415
    from extractors.foreign.topics import mentions  # noqa: PLC0415

    found = requirements(document, tongue)
    spoken = mentions(document, catalogue, found, tongue)
    return Reading(document, found, spoken, facets(found, spoken, catalogue))


def examined(
    response: Response, source: Source, catalogue: Catalogue, known: Container[str] = ()
) -> Examined:
    """A response judged and, when it is the page and its digest is not `known`, read. Never raises for its content."""
    form = canonical(response, source)
    judged = judgement(response, source, form)
    if isinstance(form, Unreadable):
        return Examined(judged)
    if not judged.outcome.healthy or form.digest in known:
        return Examined(judged, form.digest, None, form.language)
    from extractors.documents import document  # noqa: PLC0415

    whole = document(form)
    if isinstance(whole, Unreadable):
        return Examined(Judgement(Outcome.UNREADABLE, whole.reason), form.digest, None, form.language)
    return Examined(judged, form.digest, reading(whole, catalogue), form.language)
