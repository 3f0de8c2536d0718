"""What a page says, as a function of its bytes: canonical form, document, requirements, mentions, coverage.

The story from bytes to coverage, in the order in which it happens:

`canonical` drops the furniture of a page and gives the digest by which "nothing changed" is known; `judgement` says whether
the response is the page or a wall; `document` gives the blocks; `requirements` and `mentions` what they state and what they
only speak of; `facets` and `question_status` what that answers. `reading` does the last three, `examined` all of it.
"""

from __future__ import annotations

from extractors.canonical import Canonical, canonical
from extractors.coverage import facets, question_status
from extractors.documents import document
from extractors.judgement import judgement
from extractors.mentions import mentions
from extractors.reading import Examined, examined, reading
from extractors.requirements import requirements

__all__ = [
    "Canonical",
    "Examined",
    "canonical",
    "document",
    "examined",
    "facets",
    "judgement",
    "mentions",
    "question_status",
    "reading",
    "requirements",
]
