"""The corpus of labelled pages and histories, measured with the scorer that lies in it (``score.py``)."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import re
import subprocess
import sys
import tempfile
from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.score.labels import Answer, Labelled, grounded, labelled, statuses
from benchmarks.score.tally import Counts, Tally
from benchmarks.score.timeline import Stood, stood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

GAPWATCH = Path(sys.executable).with_name("gapwatch")
QUARTER = 4
DEPTH = 3  # program/page/capture time
ALERTS = re.compile(r"alerts: precision (?P<precision>[\d.]+) recall (?P<recall>[\d.]+) F1 (?P<f1>[\d.]+)")
VALUES = re.compile(r"right values: (?P<hit>\d+)/(?P<due>\d+)")
STRAYS = re.compile(r"\(\+(?P<strays>\d+) where nothing changed\)")


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled page with what it came to, whole and by kind."""

    key: str
    held_out: bool
    tally: Tally
    kinds: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Histories:
    """How alerts on labelled transitions did, and how questions stood over time; `lines` is what the scorer printed."""

    figures: Mapping[str, float]
    lines: tuple[str, ...]
    stood: tuple[Stood, ...] = ()


def held_out(key: str) -> bool:
    """Whether a page is held out: a quarter of them, by the SHA-256 of its key, so that nobody chooses."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % QUARTER == 0


def pages(corpus: Path) -> list[Scored]:
    """Every labelled page of the corpus, read by ``gapwatch extract`` and compared by the corpus's own scorer.

    Raises CalledProcessError when a command fails, ValueError when a label file is broken.
    """
    scorer = _scorer(corpus)
    every = labelled(corpus / "pages", DEPTH)
    answers = read([page.page for page in every])
    return [_scored(scorer, page, answers[str(page.page)]) for page in every]


def read(files: Iterable[Path]) -> dict[str, Answer]:
    """What ``gapwatch extract`` prints of files, by their paths. Raises CalledProcessError when it fails."""
    command = [str(GAPWATCH), "extract", "--format", "jsonl", *map(str, files)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {answer["path"]: answer for answer in map(json.loads, printed.splitlines())}


def histories(corpus: Path) -> Histories:
    """The alerts on the labelled transitions, after an import of every archive. Raises CalledProcessError when it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        warehouse = [str(GAPWATCH), "--warehouse", str(Path(scratch) / "corpus.duckdb")]
        archives = sorted(map(str, (corpus / "warc").glob("*.warc.gz")))
        told = Path(scratch) / "changes.jsonl"
        subprocess.run(
            [*warehouse, "import", "--sources", str(corpus / "sources.jsonl"), *archives],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with told.open("w", encoding="utf-8") as answers:
            subprocess.run([*warehouse, "changes", "--format", "jsonl"], check=True, stdout=answers)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            _scorer(corpus).changes(Namespace(answers=str(told), labels=str(corpus)))
        over_time = stood(Path(scratch) / "corpus.duckdb", corpus)
    return replace(_histories(printed.getvalue()), stood=tuple(over_time))


def _histories(printed: str) -> Histories:
    alerts, values, strays = (found.search(printed) for found in (ALERTS, VALUES, STRAYS))
    if alerts is None or values is None or strays is None:
        message = f"score.py changes printed something else than it used to:\n{printed}"
        raise ValueError(message)
    figures = {
        "precision": float(alerts["precision"]),
        "recall": float(alerts["recall"]),
        "right_values": int(values["hit"]) / max(1, int(values["due"])),
        "silent_where_nothing_changed": 1.0 if int(strays["strays"]) == 0 else 0.0,
    }
    return Histories(figures, tuple(printed.splitlines()))


def _scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    if spec is None or spec.loader is None:
        message = f"{corpus / 'score.py'}: no scorer there; expected the corpus's score.py"
        raise ValueError(message)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def _scored(scorer: Any, page: Labelled, answer: Answer) -> Scored:  # noqa: ANN401 - a module found at run time
    labels, answers = list(page.requirements), answer["requirements"]
    exact = set(scorer.pair(labels, answers, "exact"))
    due = [scorer.typed(label["value"]) for label in labels]
    questions, documented = statuses(page, answer)
    tally = Tally(
        exact=Counts(len(labels), len(answers), len(exact)),
        typed=Counts(
            sum(due), sum(scorer.typed(one.get("value")) for one in answers), sum(due[at] for at in exact)
        ),
        loose=Counts(len(labels), len(answers), len(scorer.pair(labels, answers, "loose"))),
        questions=questions,
        documented=documented,
        grounded=grounded(answer),
    )
    return Scored(page.key, held_out(page.key), tally, _by_kind(labels, answers, exact))


def _by_kind(labels: list[Answer], answers: list[Answer], hit: set[int]) -> dict[str, Counts]:
    kinds: dict[str, Counts] = {}
    for at, label in enumerate(labels):
        kinds[label["kind"]] = kinds.get(label["kind"], Counts()) + Counts(due=1, hit=int(at in hit))
    for answer in answers:
        kinds[answer["kind"]] = kinds.get(answer["kind"], Counts()) + Counts(said=1)
    return kinds
