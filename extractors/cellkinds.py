"""Of which kind the value of a cell is: as its labels or its words say, or what a table of demands asks of its subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.axes import SORTED
from extractors.classifying import (
    DEMANDED,
    ENOUGH,
    PERSON,
    SPECIAL,
    Clause,
    Fit,
    fit,
    kind_of_label,
    of_exam,
    usual_kind,
)
from extractors.kinds import BY_KIND
from extractors.modality import PROMISING, demanding, force
from extractors.stating import OFFERED

if TYPE_CHECKING:
    from extractors.axes import Axes
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.values import Found

GIVING = re.compile(
    r"\b(?:discounts?|margins?|rebates?|incentives?|entitlements?|rewards?|what you get|perks?)\b",
    re.IGNORECASE,
)
"""Words of a header above what partners are given, beside those that promise."""
DESCRIBING = re.compile(
    r"^(?:(?:\w+\s){0,2}(?:definitions?|descriptions?|overviews?|summary|about|for(?: whom)?|audience|who|focus|notes?|"
    r"comments?|categor(?:y|ies)|areas?|types?|locations?|regions?|countr(?:y|ies)|purpose|examples?|when used|covers|"
    r"delivery|objectives?|rationale|next steps?|links?|levels?|recommended for|ideal for)|.*\?)$",
    re.IGNORECASE,
)
"""Headers of columns of words that describe a row and ask nothing."""
ADVISED = re.compile(r"^(?:recommended|suggested|optional|ideal|typical|example)\b", re.IGNORECASE)
NO_PROMISE = frozenset({"investment", "target"})


def cell_kind(statement: Statement, subjects: Subjects, found: Axes, value: Found) -> str | None:
    """The kind of what a cell states; None when it states nothing that a partner or a buyer could check."""
    plain = value.type == "count" and isinstance(value.value, bool | str)
    column = statement.column.strip()
    if (plain and DESCRIBING.match(column) and not demanding(column)) or (
        found.named and ADVISED.match(found.measure)
    ):
        return None
    around = " / ".join((*statement.section[-2:], statement.block.intro))
    best = _best(statement, around, None if plain else value.type)
    if _given(statement, around) and not demanding(_labels(statement)):
        return _offer(best, statement, value)
    labelled = _labelled(statement, subjects, found, value)
    if labelled is None and best is not None and best.weight >= ENOUGH + 1:
        labelled = of_exam(best.rule.kind, value.type, around)
    kind = labelled or _asked(statement, subjects, found, value, around)
    return _of_subject(kind, found, subjects, around) if kind else None


def _labels(statement: Statement) -> str:
    return " / ".join(part for part in (statement.row, statement.column, statement.corner) if part)


def _best(statement: Statement, around: str, value_type: str | None) -> Fit | None:
    labels = _labels(statement)
    words = f"{labels} {statement.text}"
    best = fit(Clause(words, words, f"{labels} / {around}", value_type, labels))
    return best if best is not None and best.rule.kind not in NO_PROMISE else None


def _asked(statement: Statement, subjects: Subjects, found: Axes, value: Found, around: str) -> str | None:
    """The kind of what a table asks, where neither its label nor its words say one for sure."""
    labels = _labels(statement)
    plain = value.type == "count" and isinstance(value.value, bool | str)
    asks = demanding(f"{labels} / {around}")
    if asks or force(statement.text).binds or (found.named and not (plain and isinstance(value.value, str))):
        best = _best(statement, around, None if plain else value.type)
        return _demand(best, value, found, subjects, f"{labels} {around}")
    by_label = fit(Clause(labels, labels, around))
    known = by_label is not None and by_label.weight >= ENOUGH and by_label.rule.kind not in NO_PROMISE
    if by_label is not None and known:
        return by_label.rule.kind
    return of_exam("fee", value.type, around) if _priced(value, f"{statement.corner} / {around}") else None


def _priced(value: Found, around: str) -> bool:
    """Whether an amount stands in a price list: its rows say for whom it is, its columns when, its heading what it is."""
    prices = BY_KIND["fee"].context
    return value.type == "money" and prices is not None and prices.search(around)


def _given(statement: Statement, around: str) -> bool:
    """Whether a cell stands in a table, or under a row or a heading, of what partners get."""
    group = statement.line.group if statement.line is not None else ""
    if group and demanding(group):
        return False
    heads = f"{group} / {statement.corner} / {statement.column}"
    return bool(
        PROMISING.search(f"{around} / {heads}") or GIVING.search(f"{statement.section[-1:]} / {heads}")
    )


def _offer(best: Fit | None, statement: Statement, value: Found) -> str | None:
    """The kind of what partners are given: an incentive where that heads the table, else only what its own words say."""
    group = statement.line.group if statement.line is not None else ""
    if GIVING.search(f"{group} / {statement.corner} / {statement.column}") and (
        value.type in ("percent", "money") or value.value is not True
    ):
        return "neutrality"
    return (
        best.rule.kind if best is not None and best.rule.kind in OFFERED and best.weight >= ENOUGH else None
    )


def _labelled(statement: Statement, subjects: Subjects, found: Axes, value: Found) -> str | None:
    """The kind that the label of what is measured says, if it takes a value of that type."""
    table = statement.table
    near = (*table.heads, *table.labels) if table is not None else ()
    context = " / ".join((statement.corner, *near, *statement.section[-2:], statement.block.intro))
    credential = (found.sort or subjects.names.sort(found.subject)) == "certification"
    measures = (found.measure,) if found.named else (found.measure, statement.column)
    kinds = (kind_of_label(measure, context, credential=credential) for measure in measures)
    kind = next(filter(None, kinds), "prerequisite" if _names_what_is_held(statement, found, value) else None)
    if kind is None or (kind == "fee" and value.type not in ("money", "percent")):
        return None
    if isinstance(value.value, str) and value.type == "count":
        return kind if kind not in ("fee", "experience") else None
    if kind == "curriculum" and value.value is True:
        return None
    return (
        kind
        if value.type in BY_KIND[kind].values or kind in ("exam", "renewal") or value.value is True
        else None
    )


def _names_what_is_held(statement: Statement, found: Axes, value: Found) -> bool:
    """Whether words stand where a table names what must be held before: other credentials beside a specialization's name."""
    if not isinstance(value.value, str) or value.type != "count":
        return False
    held, head = BY_KIND["prerequisite"].context, (statement.column or statement.corner).strip()
    mapped = found.sort == "specialization" and any(pattern.match(head) for _, pattern in SORTED)
    return mapped or (held is not None and held.search(head))


def _demand(best: Fit | None, value: Found, found: Axes, subjects: Subjects, context: str) -> str | None:
    """The kind of what a table demands of a subject; a date, or what stands beside a person's certificate, is no demand."""
    if best is not None and best.weight >= ENOUGH:
        return best.rule.kind if value.type != "date" or best.rule.kind not in DEMANDED else None
    sort = found.sort or subjects.names.sort(found.subject)
    if value.type == "date" or (sort == "certification" and not demanding(context)):
        return None
    role = sort is None and found.named and PERSON.search(found.subject)
    return usual_kind(subjects.whole if role else found.subject, sort, context)


def _of_subject(kind: str, found: Axes, subjects: Subjects, context: str) -> str:
    """A demand in general is one of the sort of what it is made of: of a tier or of a specialization."""
    if kind not in ("tier_requirement", "specialization_requirement"):
        return kind
    sort = found.sort or subjects.names.sort(found.subject)
    if sort in ("tier", "specialization"):
        return usual_kind(found.subject, sort, context)
    special = SPECIAL.search(found.subject) or (found.named and SPECIAL.search(subjects.whole))
    return "specialization_requirement" if special else kind
