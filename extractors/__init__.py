"""What a page says, as a function of its bytes: canonical form, document, requirements, mentions, coverage.

The story from bytes to coverage, in the order in which it happens, a module a stage:

`canonical` drops the furniture of a page and gives the digest by which "nothing changed" is known; `judgement` says whether
the response is the page or a wall; `documents` gives the blocks; `requirements` and `mentions` what they state and what they
only speak of; `coverage` what that answers. `reading` does the last three, and its `examined` all of it. `records` are what
the stages hand on, `catalogue` what is asked and where. `leads` are addresses at which further pages may stand, and what is
made of them.

Nothing is imported here: a command that only looks at the records must not pay for the parsers.
"""

from __future__ import annotations

__all__ = [
    "canonical",
    "catalogue",
    "coverage",
    "documents",
    "judgement",
    "leads",
    "mentions",
    "reading",
    "records",
    "requirements",
]
