"""Precision and recall of what was enrolled, against what the corpus has as sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.leads import address

if TYPE_CHECKING:
    from benchmarks.discovery.served import Web
    from extractors.catalogue import Program


@dataclass(frozen=True, slots=True)
class Tally:
    """`due` are the official pages in the program's language that exist and are not declared; `enrolled` is what was."""

    program: str
    due: frozenset[str]
    enrolled: frozenset[str]

    @property
    def precision(self) -> float:
        """The share of what was enrolled that was due; 1 for nothing."""
        return len(self.due & self.enrolled) / len(self.enrolled) if self.enrolled else 1.0

    @property
    def recall(self) -> float:
        """The share of what was due that was enrolled; 1 for nothing."""
        return len(self.due & self.enrolled) / len(self.due) if self.due else 1.0

    def __str__(self) -> str:
        """One row of a table in Markdown."""
        hit = len(self.due & self.enrolled)
        return (
            f"| {self.program} | {len(self.due)} | {len(self.enrolled)} | {hit} "
            f"| {self.precision:.2f} | {self.recall:.2f} |"
        )


def tally(web: Web, program: Program, enrolled: set[str]) -> Tally:
    """Compare the addresses that were enrolled with the corpus."""
    declared = {address(source.url) for source in program.sources if source.discovered is None}
    official = (page for page in web.pages if page.standing == "official" and page.language.startswith("en"))
    due = {address(page.url) for page in official if page.at(web.now)} - declared
    return Tally(program.key, frozenset(due), frozenset(map(address, enrolled)) - declared)
