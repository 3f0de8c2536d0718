"""What the values of a sentence state: each with its kind, its subject and what is measured."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.attributes import key, shortened
from extractors.classifying import DEMANDED, ENOUGH, STATED, Clause, Fit, fit, kind_of_demand, of_exam
from extractors.kinds import BY_KIND
from extractors.modality import GIVEN, PROMISING
from extractors.pairs import pairs
from extractors.records import Requirement
from extractors.subjects import ABOUT_ALL
from extractors.told import bound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document
    from extractors.subjects import Subjects
    from extractors.told import Told
    from extractors.values import Found

CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s(?:and|but|or|while|with|plus)\s|\s\(")
TRAILING = re.compile(
    r"\b(?:trailing|rolling|past|last|previous|preceding|prior|any given|over a?|over the|within a|"
    r"within any|in an?|in any|during an?|(?:times|attempts) (?:in|within|during|per))\s*$",
    re.IGNORECASE,
)
IN_VAIN = re.compile(
    r"^(?:steps?|ways?|options?|categor\w*|areas?|reasons?|sections?|examples?|parts?|things?|stages?|"
    r"phases?|types?|kinds?|"
    r"tiers?|levels?|tracks?|programs?|tabs?|fields?|clicks?|times?|countries|partners|companies|dates|"
    r"journey|"
    r"organi[sz]ations?|designations?|requirements?|pages?|alternatives|industr\w+|roles|metrics|paths|"
    r"cautions)$",
    re.IGNORECASE,
)
AROUND_END = re.compile(
    r"[\s,]*(?:before|prior to|ahead of|after|following|of)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:expir\w+|anniversary|renewal|end date|laps\w+|(?:the )?end of)",
    re.IGNORECASE,
)
"""A time before or after the end of something is when to renew it, not how long it lasts."""
NAMING_DATE = re.compile(
    r"\b(?:release|version|edition|issue|as of|dated|updated|published)\s*\(?(?:on\s+|in\s+)?$", re.IGNORECASE
)
"""What stands before a date that only tells one thing from another ("the previous release (May 2025)")."""
REPEATED = re.compile(r"(?:times|tries)\b")
TAKEN = re.compile(r"\b(?:exam|test|assessment|retake|re-?sit|attempt)", re.IGNORECASE)
"""What is counted in times: how often somebody may sit an exam."""
COUNTED = re.compile(
    r"(?:\b(?:number|count|no\.?|amount) of |\bhow many |^|[.;,(]\s)(?:total |maximum |minimum |required |scored )*"
    r"(?P<noun>[a-z][\w-]*(?: [a-z][\w-]*){0,3}?)\s*"
    r"(?:[:–—-]\s*|\?\s*|\bare\b[^?]{0,60}\?\s*|\bdo(?:es)?\b[^?]{0,60}\?\s*)"
    r"(?:(?:yes|no|there (?:are|is)|you need|about|approximately|at least|up to|a maximum of|the exam has),?\s*)?$",
    re.IGNORECASE,
)
"""A label or a question in front of a bare number, with what it counts ("Number of questions: 60")."""
FORMERLY = re.compile(
    r"\b(?:increased|decreased|changed|raised|lowered|went|up|down|extended|previously|formerly|"
    r"was)(?:\s+from)?\s*$",
    re.IGNORECASE,
)
LEAST = re.compile(r"\b(?:at least|minimum|no fewer|no less)\b", re.IGNORECASE)
FRESHNESS = re.compile(
    r"\b(?<!must be )(?:refreshed|updated|provisioned|sent|emails? (?:is|are)|processing|business hours)\b",
    re.IGNORECASE,
)
SHORT = 10
"""Spaces in a text that is one clause, whatever its punctuation."""
MAX_FACT = 320
LARGE = 100_000
PROMISED = re.compile(
    r"\bby\b.{0,40}\b20\d\d\b|\baims? to\b|\bcommitted to\b|\bto (?:equip|certify|train)\b|"
    r"\b(?:scaling|doubling|tripling|growing) (?:our|its|the)\b"
)


def valued(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that the values of a sentence state, in its order."""
    text, context = told.text, told.statement.context
    listed = pairs(text, subjects.names)
    for name, value, before in listed:
        best = fit(Clause(before or text, text, context, value.type, value.noun))
        if best is not None and best.weight >= ENOUGH:
            yield _requirement(
                document, told, name, of_exam(best.rule.kind, value.type, f"{context} {text}"), value, before
            )
    previous: tuple[str, str] = ("", "")
    for bare in told.found if not listed else ():
        value = _counting(bare, told)
        if _vain(value, text, told.found):
            continue
        clause = _clause(text, value)
        chosen = _kind_of(text if text.count(" ") < SHORT else clause, value, told, subjects)
        if chosen in STATED and previous[1] == value.type:
            # "within 48 hours and all others within 5 days": the kind of the first holds on
            chosen = previous[0]
        if chosen is None or (chosen in DEMANDED and value.type == "duration" and _over(value, told)):
            continue
        previous = (chosen, value.type)
        for subject in subjects.for_kind(chosen, told.statement):
            yield _requirement(document, told, subject, chosen, value, clause)


def _counting(value: Found, told: Told) -> Found:
    """A bare number with the noun that its label or its question gives it ("How many questions are there?" "60.")."""
    if value.type != "count" or value.noun:
        return value
    asked = f"{told.statement.question} " if told.statement.answers else ""
    label = COUNTED.search((asked + told.text[: value.start])[-120:])
    return replace(value, noun=label["noun"], unit=label["noun"].split()[-1].lower()) if label else value


def _over(value: Found, told: Told) -> bool:
    """Whether a length of time is only that over which something else is measured."""
    return _measured(told.found) or bool(TRAILING.search(told.text[: value.start]))


def _measured(found: tuple[Found, ...]) -> bool:
    return any(other.type not in ("duration", "date") for other in found)


def _vain(value: Found, text: str, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside others, a period that another is measured over, a step."""
    if value.type == "count" and (not value.noun or IN_VAIN.match(value.noun.split()[-1])):
        return not (REPEATED.match(value.noun) and TAKEN.search(text))
    if value.type == "duration" and TRAILING.search(text[: value.start]) and _measured(found):
        return True
    if value.type == "duration" and (FRESHNESS.search(text) or value.value == "P1D"):
        return True
    if value.type == "date" and NAMING_DATE.search(text[: value.start]) and len(found) > 1:
        return True
    given = GIVEN.match(text)
    if given and value.end <= given.end():
        return True
    return (value.type == "date" and _measured_or_lasting(found)) or bool(
        FORMERLY.search(text[: value.start])
    )


def _measured_or_lasting(found: tuple[Found, ...]) -> bool:
    return any(other.type != "date" for other in found)


def _clause(text: str, value: Found) -> str:
    """The clause of the sentence in which a value stands."""
    left = 0
    for match in CLAUSE.finditer(text, 0, value.start):
        left = match.end()
    after = CLAUSE.search(text, value.end)
    return text[left : after.start() if after else len(text)]


def _kind_of(clause: str, value: Found, told: Told, subjects: Subjects) -> str | None:
    text, context = told.text, told.statement.context
    asked = f"{told.statement.question} {text}"
    may = told.demanded or _measures(value, told)
    said = f"{told.statement.question} {clause}" if told.statement.answers else clause
    best = fit(Clause(said, asked, context, value.type, value.noun, may))
    if best is not None and not _possible(best, value, text):
        best = None
    clear = best is not None and (
        best.weight > ENOUGH + 1
        or told.demanded
        or _plain_fact(text)
        or (best.rule.states is not None and best.rule.states.search(clause))
    )
    if best is not None and best.weight >= ENOUGH and clear:
        if best.rule.kind == "validity" and value.type == "duration" and AROUND_END.match(text, value.end):
            return "renewal"
        return of_exam(best.rule.kind, value.type, f"{context} {text}")
    if value.type == "money" and told.statement.form == "heading":
        return of_exam("fee", value.type, text)
    if value.type == "date" or told.strength.advice or not told.demanded or not bound(told):
        return None
    return kind_of_demand(told.statement, subjects, f"{context} {text}")


def _measures(value: Found, told: Told) -> bool:
    """Whether a number is a threshold without a binding verb: "at least 25 seats", or what earns points."""
    least = value.comparator == ">=" and bool(LEAST.search(told.text[value.start : value.end + 20]))
    return least or any(other.type == "points" or other.unit == "points" for other in told.found)


def _plain_fact(text: str) -> bool:
    """Whether a sentence is short enough to be a statement of fact and not praise."""
    return len(text) < MAX_FACT and not PROMISING.search(text[:60])


def _possible(best: Fit, value: Found, text: str) -> bool:
    kind = best.rule.kind
    if kind == "target":
        return value.due is not None or (value.type == "count" and bool(PROMISED.search(text)))
    if kind == "investment":
        return isinstance(value.value, int | float) and value.value >= LARGE
    return value.type != "date" or kind in ("validity", "renewal", "monitoring", "prerequisite")


def _requirement(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document, told: Told, subject: str, kind: str, value: Found, clause: str
) -> Requirement:
    statement = told.statement
    scale = kind == "exam" and value.type in ("score", "points") and value.comparator == "between"
    attribute = (
        ("scaled score" if scale else "")
        or BY_KIND[kind].attribute(clause, statement.text, statement.context)
        or value.noun
        or shortened(clause.replace(statement.text[value.start : value.end], " ").strip())
        or kind.replace("_", " ")
    )
    start, end = statement.around
    per = value.per or _per(value, told)
    due = value.due or next((str(other.value) for other in told.found if other.type == "date"), None)
    if kind in ABOUT_ALL and not due:  # "75 million over three years" is bound to that time, and no rate
        per, due = None, per
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=key(attribute),
        comparator=value.comparator,
        value=value.value,
        value_max=value.value_max,
        unit=value.unit,
        per=per,
        due=due if due != value.value else None,
        condition=value.condition,
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )


def _per(value: Found, told: Told) -> str | None:
    """The period over which a number is measured, where the sentence gives one ("in trailing 12 months")."""
    if value.type not in ("money", "count", "points", "percent"):
        return None
    periods = (
        other
        for other in told.found
        if other.type == "duration" and TRAILING.search(told.text[: other.start])
    )
    return next((str(other.value) for other in periods), None)
