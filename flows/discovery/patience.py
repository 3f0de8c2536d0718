"""Hosts that refuse are left alone until the next search: asking page after page would be no polite guest's way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from extractors.records import Outcome

IN_A_ROW: Final = 3
"""After so many refusals one after the other a host is left alone."""
_REFUSALS: Final = frozenset(
    {
        *(Outcome.BOT_CHECK, Outcome.REGION_BLOCK, Outcome.MAINTENANCE, Outcome.SERVER_ERROR),
        *(Outcome.TIMEOUT, Outcome.CONNECTION_ERROR, Outcome.TLS_ERROR, Outcome.ROBOTS_UNREACHABLE),
    }
)
"""What says more of the host than of the page."""


@dataclass(slots=True)
class Patience:
    """What hosts answered in a search, as far as they refused."""

    refused: dict[str, int] = field(default_factory=dict)

    def heard(self, url: str, outcome: Outcome) -> None:
        """Count an answer; "too many requests" is enough by itself, and any page ends a row of refusals."""
        host = _host(url)
        if outcome is Outcome.RATE_LIMITED:
            self.refused[host] = IN_A_ROW
        elif outcome in _REFUSALS:
            self.refused[host] = self.refused.get(host, 0) + 1
        elif self.refused.get(host, 0) < IN_A_ROW:
            self.refused.pop(host, None)

    def left_alone(self, url: str) -> bool:
        """Whether nothing more is asked of the host of an address."""
        return self.refused.get(_host(url), 0) >= IN_A_ROW


def _host(url: str) -> str:
    return urlsplit(url).netloc
