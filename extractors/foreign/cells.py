"""What one cell of a table in another language states, read together with the labels of its row and column."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cells import LINKS
from extractors.cellvalues import NOTHING, YES
from extractors.classifying import DEMANDED, ENOUGH, Clause, fit_among
from extractors.foreign.recording import page_words, plain, requirement
from extractors.foreign.sentences import possible, usual_kind, vain
from extractors.named import folded
from extractors.values import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.foreign.subjects import ForeignSubjects
    from extractors.foreign.tongue import Tongue
    from extractors.records import Document, Requirement
    from extractors.structure import Statement
    from extractors.values import Found

NUMBER = re.compile(r"[≥>]?\s*\d{1,3}(?:[.,\u00a0\u202f ]?\d{3})*\s*\+?")
MAX_WORDS: Final = 14
MAX_CHARACTERS: Final = 100


def tabled(
    document: Document, statement: Statement, subjects: ForeignSubjects, tongue: Tongue
) -> Iterator[Requirement]:
    """The requirements that one cell states."""
    text = statement.text.strip()
    if not text or NOTHING.match(text) or tongue.nothing.fullmatch(text) or LINKS.search(text):
        return
    subject, attribute, certain = _axes(statement, subjects)
    found = _values(text, attribute, tongue)
    for value in found:
        if kind := _kind(statement, value, tongue, certain=certain):
            yield requirement(document, statement, tongue, subject, kind, value, attribute)
    if not found:
        yield from _said(document, statement, tongue, subject, attribute)


def _said(
    document: Document, statement: Statement, tongue: Tongue, subject: str, attribute: str
) -> Iterator[Requirement]:
    """A cell of words without a value, under a header that announces demands."""
    if not tongue.demanding(f"{statement.corner} / {statement.column}"):
        return
    if folded(statement.text) == folded(statement.row):  # a cell that only repeats its label
        return
    text, labels = statement.text.strip(), f"{statement.column} / {statement.corner}"
    best = fit_among(Clause(labels, f"{labels} {text}", statement.context), tongue.rules)
    fits = best is not None and best.weight >= ENOUGH and best.rule.duty
    kind = best.rule.kind if best is not None and fits else usual_kind(f"{statement.context} {text}", tongue)
    short = len(text.split()) <= MAX_WORDS and len(text) <= MAX_CHARACTERS
    value = True if YES.match(text) or not short else text
    yield plain(document, statement, subject, kind, page_words(attribute), value, statement.around)


def _axes(statement: Statement, subjects: ForeignSubjects) -> tuple[str, str, bool]:
    """Subject and attribute of a cell, and whether one of its labels surely names the subject."""
    row, column = statement.row, statement.column
    for label, other in ((column, row), (row, column)):
        if name := subjects.in_label(label):
            return name, other or statement.corner or label, True
    return subjects.of(statement)[0], " ".join(part for part in (row, column) if part), False


def _values(text: str, attribute: str, tongue: Tongue) -> list[Found]:
    """The values of a cell; a bare number counts what its labels name."""
    found = values(text, tongue.language)
    only = found[0] if len(found) == 1 else None
    bare = only is not None and not only.noun and (only.start, only.end) == (0, len(text))
    if only is not None and only.type == "count" and (bare or NUMBER.fullmatch(text)):
        counted = values(f"{text.rstrip('+ ')} {attribute}", tongue.language)
        noun = next((value for value in counted if value.type in ("count", "points")), None)
        comparator = only.comparator if only.comparator not in ("=", None) else ">="
        unit, per = (noun.unit, noun.per) if noun else (None, None)
        return [replace(only, comparator=comparator, unit=unit, per=per, noun=attribute)]
    return [value for value in found if not vain(value, found)]


def _kind(statement: Statement, value: Found, tongue: Tongue, *, certain: bool) -> str:
    """The kind of a value in a cell; empty where its labels announce no demand and show no kind."""
    labels = " / ".join(part for part in (statement.row, statement.column, statement.corner) if part)
    around = " / ".join((*statement.section[-2:], statement.block.intro))
    words = f"{labels} {statement.text}"
    best = fit_among(Clause(words, words, f"{labels} / {around}", value.type, labels), tongue.rules)
    asked = tongue.demanding(f"{labels} / {around}") or tongue.force(statement.text).binds
    if best is not None and best.weight >= ENOUGH:
        rule = possible(best.rule, value, f"{around} {words}", tongue)
        fits = rule is not None and (rule.kind not in DEMANDED or certain or asked)
        return rule.kind if rule is not None and fits else ""
    if value.type in ("date", "duration") or not (certain or asked):
        return ""
    return usual_kind(f"{labels} {around}", tongue)
