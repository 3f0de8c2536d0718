"""Floors: figures below which no change may fall. Raised by a command; lowered only on purpose, with a reason."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FLOORS = Path(__file__).with_name("floors.toml")
SCALE = 1000  # three decimals
HEADER = "Figures below which no change may fall: see benchmarks/score/README.md"


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was lowered on purpose."""

    name: str  # "group.figure"
    before: float
    after: float
    on: date
    because: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by group and figure, and which of them were lowered."""

    groups: Mapping[str, Mapping[str, float]]
    lowered: tuple[Lowered, ...] = ()

    def of(self, group: str) -> Mapping[str, float]:
        """The floors of a group; none where nothing was pinned."""
        return self.groups.get(group, {})

    def fallen(self, group: str, figures: Mapping[str, float]) -> list[str]:
        """A line for each figure of a group that is below its floor."""
        return [
            f"{group}.{name}: {figures.get(name, 0.0):.3f} is below its floor of {floor:.3f}"
            for name, floor in self.of(group).items()
            if rounded(figures.get(name, 0.0)) < floor
        ]

    def raised(self, measured: Mapping[str, Mapping[str, float]]) -> Floors:
        """Floors of which none is lower than before, and each as high as what was measured."""
        groups = {group: dict(floors) for group, floors in self.groups.items()}
        for group, figures in measured.items():
            pinned = groups.setdefault(group, {})
            pinned.update(
                {name: max(pinned.get(name, 0.0), rounded(value)) for name, value in figures.items()}
            )
        return replace(self, groups=groups)

    def lower(self, name: str, to: float, on: date, because: str) -> Floors:
        """Floors with one lowered. Raises ValueError when there is none of that name, none lower to go to, or no reason."""
        group, _, figure = name.rpartition(".")
        before = self.of(group).get(figure)
        if before is None:
            known = ", ".join(f"{group}.{figure}" for group in self.groups for figure in self.groups[group])
            message = f"{name}: no such floor; there are {known}"
            raise ValueError(message)
        if not 0 <= to < before or not because.strip():
            message = (
                f"{name}: expected a figure from 0 to below {before} and a reason (--because TEXT); "
                "raise with --raise"
            )
            raise ValueError(message)
        groups = {**self.groups, group: {**self.groups[group], figure: to}}
        return Floors(groups, (*self.lowered, Lowered(name, before, to, on, because)))


def rounded(figure: float) -> float:
    """A figure cut to three decimals, so that a floor is never higher than what was measured."""
    return math.floor(figure * SCALE + 1e-9) / SCALE


def pinned(path: Path = FLOORS) -> Floors:
    """The floors of a file; none when there is no file. Raises tomllib.TOMLDecodeError when it is no TOML."""
    if not path.exists():
        return Floors({})
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = tuple(Lowered(**one) for one in read.pop("lowered", ()))
    return Floors(read, lowered)


def pin(floors: Floors, path: Path = FLOORS) -> None:
    """Write floors to a file."""
    lines = [f"# {HEADER}"]
    for group, figures in floors.groups.items():
        lines += ["", f"[{group}]", *(f"{name} = {figure}" for name, figure in figures.items())]
    for one in floors.lowered:
        # A JSON string is a TOML basic string (TOML 1.0, "String").
        texts = {"name": one.name, "because": one.because}
        lines += ["", "[[lowered]]", *(f"{key} = {json.dumps(text)}" for key, text in texts.items())]
        lines += [f"before = {one.before}", f"after = {one.after}", f"on = {one.on.isoformat()}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
