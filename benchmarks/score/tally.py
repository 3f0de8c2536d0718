"""Counts of what was due, said and hit, and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were labelled, how many were answered, and how many of both are the same."""

    due: int = 0
    said: int = 0
    hit: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The counts of both together."""
        return Counts(self.due + other.due, self.said + other.said, self.hit + other.hit)

    @property
    def precision(self) -> float:
        """The share of answers that are labelled; 0 without answers."""
        return self.hit / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of labels that are answered; 0 without labels."""
        return self.hit / self.due if self.due else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What one page, or several together, came to.

    `exact`: kind, value, evidence and subject agree. `typed`: the same of numbers, lengths of time and dates only. `loose`:
    neighbouring kinds and other subjects count too. `questions`: statuses; `due` and `said` are both all questions.
    `documented`: the status that closes a gap. `grounded`: quotes that stand where they are said to stand.
    """

    exact: Counts = Counts()
    typed: Counts = Counts()
    loose: Counts = Counts()
    questions: Counts = Counts()
    documented: Counts = Counts()
    grounded: Counts = Counts()

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def figures(self) -> dict[str, float]:
        """The figures that floors are set on, each between 0 and 1."""
        return {
            "exact_f1": self.exact.f1,
            "typed_f1": self.typed.f1,
            "loose_f1": self.loose.f1,
            "questions_right": self.questions.precision,
            "documented_f1": self.documented.f1,
            "quotes_grounded": self.grounded.precision,
        }


def together(tallies: Iterable[Tally]) -> Tally:
    """All tallies as one."""
    return sum(tallies, Tally())
