"""How many requests may still be sent for one errand: a limit that holds for redirects, further tries and robots.txt too."""

from __future__ import annotations

from dataclasses import dataclass


class AllowanceSpent(Exception):  # noqa: N818  (it says what is)
    """No further request may be sent; nothing was asked."""


@dataclass(slots=True)
class Allowance:
    """So many requests in all. Whoever sends one spends it first."""

    most: int
    spent: int = 0

    @property
    def left(self) -> int:
        """Requests that may still be sent."""
        return max(0, self.most - self.spent)

    def spend(self) -> None:
        """Count one request before it is sent; AllowanceSpent when none is left."""
        if not self.left:
            raise AllowanceSpent
        self.spent += 1
