"""When to try again, and how long to wait before."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

PASSING_STATUSES = frozenset({429, 502, 503, 504})
"""What a server says when the same request may succeed in a moment."""

RESTING_STATUSES = frozenset({429, 503})
"""Where a Retry-After holds for everybody who asks this host (RFC 9110, 10.2.3; RFC 6585, 4)."""

_FIRST_SECONDS = 1.0
_MOST_SECONDS = 30.0


def backoff(tries: int, chance: float) -> float:
    """Give the seconds to wait after `tries` tries: exponential, with full jitter; `chance` is in [0, 1)."""
    return chance * min(_MOST_SECONDS, _FIRST_SECONDS * 2.0 ** (tries - 1))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read the seconds to wait from a Retry-After header, a number or a date (RFC 9110, 10.2.3), or None.

    A date that has passed is 0. Nonsense is None, and so is a date beyond what a calendar can hold.
    """
    if value is None:
        return None
    words = value.strip()
    if words.isascii() and words.isdecimal():
        return float(words[:12])
    try:
        moment = parsedate_to_datetime(words)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, OverflowError, TypeError, IndexError):
        # The parser of mail dates raises them on what servers make up.
        return None
