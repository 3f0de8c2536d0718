"""Print the scores of the corpus and of the project's own pages beside their floors: ``python -m benchmarks.score``."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.score import corpus, timeline
from benchmarks.score.floors import pin, pinned
from benchmarks.score.labels import labelled, strictly
from benchmarks.score.tables import by_kind, by_page, of_all, put
from benchmarks.score.tally import together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.score.corpus import Scored
    from benchmarks.score.floors import Floors

ROOT = Path(__file__).parents[2]
CORPUS = Path("../shared/corpus")
OWN = ROOT / "tests" / "pages"
DOCUMENT = ROOT / "docs" / "extraction.md"
Measured = dict[str, dict[str, float]]


def main() -> None:
    """Measure, print, and raise or lower floors when asked. Exits with 1 when a figure is below its floor."""
    wanted = _arguments()
    floors = pinned()
    if wanted.lower:
        _lower(floors, wanted.lower, wanted.because)
        return
    if not (wanted.corpus / "score.py").exists() and wanted.corpus != CORPUS:
        sys.exit(f"{wanted.corpus}: no corpus there; expected score.py, pages/ and warc/ in it")
    measured, scored = _measured(wanted.corpus)
    _print(measured, floors)
    if wanted.document and scored:
        put(
            DOCUMENT,
            {"figures": of_all(measured), "kinds": by_kind(scored), "pages": by_page(scored)},
        )
    if wanted.raise_floors:
        pin(floors.raised(measured))
        print("\nfloors raised to what was measured, where it was higher: benchmarks/score/floors.toml")
        return
    fallen = [line for group, figures in measured.items() for line in floors.fallen(group, figures)]
    if fallen:
        sys.exit("\n".join(fallen))


def _lower(floors: Floors, wanted: str, because: str) -> None:
    name, _, figure = wanted.partition("=")
    try:
        pin(floors.lower(name, float(figure), datetime.now(UTC).date(), because))
    except ValueError as error:
        sys.exit(f"--lower {wanted}: {error}; expected GROUP.FIGURE=VALUE")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="default: ../shared/corpus")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="pin what is measured now")
    parser.add_argument("--lower", metavar="GROUP.FIGURE=VALUE", help="lower one floor; needs --because")
    parser.add_argument("--because", default="", help="why a floor is lowered; kept in floors.toml")
    parser.add_argument("--document", action="store_true", help="write the tables of docs/extraction.md anew")
    return parser.parse_args()


def _measured(directory: Path) -> tuple[Measured, Sequence[Scored]]:
    own = labelled(OWN)
    answers = corpus.read([page.page for page in own])
    mine = together(strictly(page, answers[str(page.page)]) for page in own)
    measured: Measured = {"own_pages": mine.figures()}
    if not (directory / "score.py").exists():
        print(
            f"{directory}: no corpus there; expected score.py, pages/ and warc/: say --corpus DIRECTORY",
            file=sys.stderr,
        )
        return measured, ()
    scored = corpus.pages(directory)
    measured["given"] = together(one.tally for one in scored).figures()
    measured["held_out"] = together(one.tally for one in scored if one.held_out).figures()
    histories = corpus.histories(directory)
    measured["histories"] = dict(histories.figures)
    measured["timeline"] = timeline.figures(histories.stood)
    print("\n".join(histories.lines), end="\n\n")
    print("\n".join(timeline.disagreements(histories.stood)), end="\n\n")
    print(by_kind(scored), end="\n\n")
    return measured, scored


def _print(measured: Mapping[str, Mapping[str, float]], floors: Floors) -> None:
    print(f"{'figure':44}{'now':>8}{'floor':>8}")
    for group, figures in measured.items():
        pins = floors.of(group)
        for name, figure in figures.items():
            floor = pins.get(name)
            shown = "none" if floor is None else f"{floor:.3f}"
            print(f"{group + '.' + name:44}{figure:8.3f}{shown:>8}")


if __name__ == "__main__":
    main()
