"""Judging and reading one response when history is read again: a flaw of ours at one page stops no import and no rebuild."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from extractors.reading import Examined, examined
from extractors.records import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Container

    from extractors.catalogue import Catalogue, Source
    from extractors.records import Response

_logger = logging.getLogger("gapwatch")


def examined_anyway(
    response: Response, source: Source, catalogue: Catalogue, known: Container[str] = ()
) -> Examined:
    """What `examined` gives, or an unreadable page with the reason when reading it failed. Never raises for one page."""
    try:
        return examined(response, source, catalogue, known)
    except Exception as error:
        _logger.warning("%s: reading failed unexpectedly", source.id, exc_info=error)
        reason = f"gapwatch could not read it ({type(error).__name__}: {error}); please report this"
        return Examined(Judgement(Outcome.UNREADABLE, reason))
