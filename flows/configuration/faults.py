"""What is wrong in the configuration, in words for the person who mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Unfit(ValueError):  # noqa: N818 - never leaves this package: a reader of values says why one does not fit
    """Why a value does not fit: `what` is so, what was `expected`, and what to `do`."""

    def __init__(self, what: str, expected: str, do: str) -> None:
        super().__init__(what, expected, do)
        self.what, self.expected, self.do = what, expected, do


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `line` counts from 1 and is None where no line is to blame (a missing file)."""

    file: str
    line: int | None
    where: str
    what: str
    expected: str
    do: str

    def __str__(self) -> str:
        """Return `file:line: where: what; expected; do this`, which editors and terminals make clickable."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        said = "; ".join(part for part in (self.what, self.expected, self.do) if part)
        return f"{place}: {self.where}: {said}"


class ConfigurationError(Exception):
    """Everything that is wrong in the configuration, by file and line; `str` gives a line for each fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0)))
        super().__init__("\n".join(map(str, self.faults)))
