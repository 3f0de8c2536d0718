"""Judging and reading one response: a flaw of ours, or a PDF that fells its reader, stops no run, import or rebuild."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from extractors.reading import Examined, examined
from extractors.records import Judgement, Outcome
from warehouse.apart import PDF_SECONDS, EndedApart, apart_already, done_apart, is_pdf, unreadable

if TYPE_CHECKING:
    from collections.abc import Container

    from extractors.catalogue import Catalogue, Source
    from extractors.records import Response

_logger = logging.getLogger("gapwatch")


def examined_anyway(
    response: Response,
    source: Source,
    catalogue: Catalogue,
    known: Container[str] = (),
    pdf_seconds: float = PDF_SECONDS,
) -> Examined:
    """What `examined` gives, or an unreadable page with the reason when reading it failed. Never raises for one page.

    A PDF is read in a process of its own, for `pdf_seconds` at most.
    """
    try:
        if is_pdf(response) and not apart_already():
            return done_apart(examined, response, source, catalogue, known=known, seconds=pdf_seconds)
        return examined(response, source, catalogue, known)
    except EndedApart as why:
        _logger.warning("%s: reading was ended: %s", source.id, why)
        return unreadable(str(why))
    except Exception as error:
        _logger.warning("%s: reading failed unexpectedly", source.id, exc_info=error)
        reason = f"gapwatch could not read it ({type(error).__name__}: {error}); please report this"
        return Examined(Judgement(Outcome.UNREADABLE, reason))
