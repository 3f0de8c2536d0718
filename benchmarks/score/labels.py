"""Labelled pages: what a careful reader says that a page states, and how an answer is compared with it.

A labelled page is ``PAGE.html`` with ``PAGE.labels.json`` beside or below it:
``{"requirements": [{kind, subject, value, quote}], "coverage": {question: status}}``.
For the project's own pages an answer is right when kind and value are the same
(of money, percentages and business days also the unit), the subjects share at least half of the words of the shorter one,
and one of both quotes holds the other.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.score.tally import Counts, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LABELS = ".labels.json"
SCALAR = re.compile(r"P(?=\w).*|\d{4}-\d\d(-\d\d)?")
"""An ISO 8601 duration, or a date at least as precise as a month."""
UNIT = re.compile(r"[A-Z]{3}|percent|business days")
"""Units that are part of the value; what is counted is named in a page's own words."""
WORD = re.compile(r"\w+")

Label = dict[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with its labels; `key` is what it is called in tables."""

    key: str
    page: Path
    requirements: Sequence[Label]
    coverage: Mapping[str, str]


def labelled(directory: Path, depth: int = 1) -> list[Labelled]:
    """The labelled pages below a directory, in the order of their keys: the last `depth` parts of their paths.

    Raises ValueError naming the file when its labels are no JSON, or its page is missing.
    """
    return [_read(file, depth) for file in sorted(directory.rglob(f"*{LABELS}"))]


def _read(file: Path, depth: int) -> Labelled:
    name = file.name.removesuffix(LABELS) + ".html"
    page = next((place / name for place in file.parents[:2] if (place / name).exists()), None)
    if page is None:
        message = f"{file}: its page is missing; expected {name} beside it or in the directory above"
        raise ValueError(message)
    try:
        labels = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        message = f"{file}: no JSON ({error}); expected requirements and coverage"
        raise ValueError(message) from error
    key = "/".join(page.with_suffix("").parts[-depth:])
    return Labelled(key, page, labels["requirements"], labels["coverage"])


def is_typed(value: object) -> bool:
    """Whether a value is a number, a length of time or a date, and neither a duty nor a text."""
    return not isinstance(value, bool) and (
        isinstance(value, int | float) or bool(SCALAR.fullmatch(str(value)))
    )


def statuses(page: Labelled, answer: Answer) -> tuple[Counts, Counts]:
    """The statuses of questions that are right, and the same of `documented` alone."""
    said = answer.get("coverage", {})
    right = sum(said.get(question) == status for question, status in page.coverage.items())
    due = {question for question, status in page.coverage.items() if status == "documented"}
    told = {question for question in page.coverage if said.get(question) == "documented"}
    return Counts(len(page.coverage), len(page.coverage), right), Counts(len(due), len(told), len(due & told))


def grounded(answer: Answer) -> Counts:
    """The quotes that are the text at their place, of all that are given."""
    text = answer["document"]["text"]
    every = answer["requirements"]
    stands = sum(text[one["start"] : one["end"]] == one["quote"] for one in every)
    return Counts(len(every), len(every), stands)


def strictly(page: Labelled, answer: Answer) -> Tally:
    """How an answer compares with the labels of one of the project's own pages."""
    answers = answer["requirements"]
    exact = _hits(page.requirements, answers, whole=True)
    loose = _hits(page.requirements, answers, whole=False)
    typed = [label for label in exact if is_typed(label["value"])]
    questions, documented = statuses(page, answer)
    due, said = len(page.requirements), len(answers)
    return Tally(
        exact=Counts(due, said, len(exact)),
        typed=Counts(
            sum(is_typed(label["value"]) for label in page.requirements),
            sum(is_typed(one["value"]) for one in answers),
            len(typed),
        ),
        loose=Counts(due, said, len(loose)),
        questions=questions,
        documented=documented,
        grounded=grounded(answer),
    )


def _hits(labels: Sequence[Label], answers: Sequence[Answer], *, whole: bool) -> list[Label]:
    """The labels that an answer matches, each answer used once."""
    free = list(answers)
    hits = []
    for label in labels:
        match = next((one for one in free if _same(label, one, whole=whole)), None)
        if match is not None:
            free.remove(match)
            hits.append(label)
    return hits


def _same(label: Label, answer: Answer, *, whole: bool) -> bool:
    same = label["kind"] == answer["kind"] and _value(label) == _value(answer)
    if not whole:
        return same
    quoted, quote = _plain(label["quote"]), _plain(answer["quote"])
    return (
        same
        and _alike(str(label["subject"]), str(answer["subject"]))
        and (quoted in quote or quote in quoted)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two subjects share at least half of the words of the shorter one, plural endings aside."""
    mine, yours = (
        {word.removesuffix("s") for word in WORD.findall(text.casefold())} for text in (one, other)
    )
    return bool(mine and yours) and 2 * len(mine & yours) >= min(len(mine), len(yours))


def _value(one: Mapping[str, Any]) -> tuple[object, ...]:
    value = one["value"]
    if isinstance(value, str):
        return (value if is_typed(value) else _plain(value),)
    unit = str(one.get("unit") or "")
    return (type(value) is bool, value, unit if UNIT.fullmatch(unit) else "")


def _plain(text: str) -> str:
    return re.sub(r"[\s|]+", " ", text).strip().casefold()
