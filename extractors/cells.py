"""What one cell of a table states: tiers in columns or rows, names with what they need, or words with their values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import key, shortened
from extractors.classifying import DEMANDED, ENOUGH, Clause, Fit, fit, of_benefit, of_exam, usual_kind
from extractors.kinds import BY_KIND
from extractors.listednames import COLUMN
from extractors.modality import PROMISING, demanding, force
from extractors.named import folded
from extractors.records import Requirement
from extractors.stating import OFFERED
from extractors.valued import FORMERLY
from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects

YES = re.compile(r"^(?:✓|✔|✅|☑|✔️|yes|required|mandatory|included|x|•|●|true)\.?$", re.IGNORECASE)
NOTHING = re.compile(
    r"^(?:[–—\-−✗✘❌×]+|n/?a\.?|no|none|not (?:applicable|required|available|included)|optional|recommended|"
    r"tbd|x{2,}|coming soon|\s*)$",
    re.IGNORECASE,
)
OLD = re.compile(r"\b(?:old|legacy|former|previous|retired)\b", re.IGNORECASE)
FREE = re.compile(r"^(?:free(?: of charge)?|no (?:charge|cost|fee))\.?$", re.IGNORECASE)
NUMBER = re.compile(
    r"^[≥>]?\s*(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*\+?(?:\s*(?:required|minimum))?$", re.IGNORECASE
)
LINKS = re.compile(
    r"@|https?://|www\.|^(?:pdf|same page|\d+(?:, ?\d+)+)$|^(?:e-?mail|website|link|contact|notes?|source|"
    r"local copy|download)$",
    re.IGNORECASE,
)
VAGUE = re.compile(r"\s*\b(?:details?|description|values?|items?|requirements?|criteria)$", re.IGNORECASE)
BESIDE = re.compile(r"(?:\s|tier|level|partner|member|status|the|badge|designation)*")


def tabled(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that one cell states, read together with the labels of its row and column."""
    text = statement.text.strip()
    if NOTHING.match(text) or LINKS.search(text) or LINKS.match(statement.column):
        return
    if _is_link(text, statement.column):
        return
    subject, attribute, certain = _axes(statement, subjects)
    for value in _cell_values(text, attribute):
        kind = _kind(statement, subjects, subject, value, certain=certain)
        if kind:
            kind = of_benefit(kind, value, subjects.names.sort(subject), attribute)
            yield _requirement(document, statement, subject, attribute, kind, value)


def _is_link(text: str, column: str) -> bool:
    """Whether a cell only repeats words of its column's header ("Guide" under "Study guide"): the label of a link."""
    words, head = set(folded(text).split()), set(folded(column).split())
    return bool(words and head) and (words <= head or (head <= words and len(words) <= len(head) + 2))


def _axes(statement: Statement, subjects: Subjects) -> tuple[str, str, bool]:
    """Subject and attribute of a cell, and whether one of its labels surely names the subject."""
    row, column = statement.row, statement.column
    if any(pattern.match(statement.corner.strip()) for pattern in COLUMN.values()):
        return row, column or statement.corner, True
    for label, other in ((column, row), (row, column)):
        if found := _name_in(label, subjects):
            return found, other or statement.corner or label, True
    return subjects.of(statement)[0], " ".join(part for part in (row, column) if part), False


def _name_in(label: str, subjects: Subjects) -> str:
    wanted = folded(label)
    exact = next((named.name for named in subjects.names.all if folded(named.name) == wanted), "")
    if exact or not label:
        return exact
    return next((named.name for named in subjects.names.all if _holds(wanted, folded(named.name))), "")


def _holds(label: str, name: str) -> bool:
    """Whether a label is a name with only words like "tier" or "partner" beside it."""
    return name in label and bool(BESIDE.fullmatch(label.replace(name, " ", 1)))


def _cell_values(text: str, attribute: str) -> list[Found]:
    if match := NUMBER.match(text):
        return [_number(match.group(1), text, attribute)]
    if FREE.match(text):
        return [Found("money", 0, len(text), 0, None, "=", None, attribute)]
    if YES.match(text):
        return [Found("count", 0, len(text), True, None, "=", None, attribute)]
    found = [
        value
        for value in values(text)
        if not FORMERLY.search(text[: value.start]) and not (value.type == "date" and len(text.split()) > 8)  # noqa: PLR2004
    ]
    return found or [
        Found("count", 0, len(text), text if len(text.split()) <= 14 else True, None, None, None, attribute)  # noqa: PLR2004
    ]


def _number(digits: str, text: str, attribute: str) -> Found:
    """A bare number as a count of what its labels name, with the unit that the grammar of values gives such a count."""
    plain = digits.replace(",", "")
    number: Value = float(plain) if "." in plain else int(plain)
    counted = next((value for value in values(f"{plain} {attribute.lower()}") if value.value == number), None)
    unit = counted.unit if counted else None
    return Found("count", 0, len(text), number, None, ">=", unit, attribute)


def _kind(
    statement: Statement, subjects: Subjects, subject: str, value: Found, *, certain: bool
) -> str | None:
    labels = " / ".join(part for part in (statement.row, statement.column, statement.corner) if part)
    around = " / ".join((*statement.section[-2:], statement.block.intro))
    plain = value.type == "count" and isinstance(value.value, bool | str)
    words = f"{labels} {statement.text}"
    best = fit(Clause(words, words, f"{labels} / {around}", None if plain else value.type, labels))
    if best is not None and best.rule.kind in ("investment", "target"):
        best = None
    if PROMISING.search(f"{around} {statement.corner} {statement.column}") and not demanding(labels):
        return (
            best.rule.kind
            if best is not None and best.rule.kind in OFFERED and best.weight >= ENOUGH
            else None
        )
    held_before = BY_KIND["prerequisite"].context
    if (
        isinstance(value.value, str)
        and plain
        and held_before
        and held_before.search(statement.column or statement.corner)
    ):
        return "prerequisite"
    if best is not None and best.weight >= ENOUGH + 1:
        return of_exam(best.rule.kind, value.type, around)
    asked = demanding(f"{labels} / {around}")
    if certain or asked or force(statement.text).binds:
        return _demand(best, value, subject, subjects, f"{labels} {around}", asked=asked)
    by_label = fit(Clause(labels, labels, around))
    return by_label.rule.kind if by_label is not None and by_label.weight >= ENOUGH else None


def _demand(  # noqa: PLR0913 - what decides it
    best: Fit | None, value: Found, subject: str, subjects: Subjects, context: str, *, asked: bool
) -> str | None:
    """The kind of what a table demands of a subject; a date, or what stands beside a person's certificate, is no demand."""
    enough = best is not None and best.weight >= ENOUGH
    if best is not None and enough:
        return best.rule.kind if value.type != "date" or best.rule.kind not in DEMANDED else None
    sort = subjects.names.sort(subject)
    if value.type == "date" or (sort == "certification" and not asked):
        return None
    return usual_kind(subject, sort, context)


def _requirement(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document, statement: Statement, subject: str, attribute: str, kind: str, value: Found
) -> Requirement:
    start, end = statement.around
    attribute = VAGUE.sub("", attribute).strip() or attribute
    name = (
        shortened(attribute)
        or BY_KIND[kind].attribute(statement.context, statement.text)
        or kind.replace("_", " ")
    )
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=name,
        key=key(name),
        comparator=value.comparator,
        value=value.value,
        value_max=value.value_max,
        unit=value.unit,
        per=value.per,
        due=value.due,
        condition=value.condition,
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )
