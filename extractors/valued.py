"""What the values of a sentence state: each with its kind, its subject and what is measured."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.attributes import key, shortened
from extractors.classifying import (
    DEMANDED,
    ENOUGH,
    STATED,
    Clause,
    Fit,
    fit,
    kind_of_demand,
    of_axes,
    of_exam,
)
from extractors.clauses import clause_around
from extractors.kinds import BY_KIND
from extractors.measuring import continues, counting, due_of, joined, over, per_of, vain
from extractors.modality import PROMISING
from extractors.pairs import pairs
from extractors.papers import of_itself
from extractors.records import Requirement
from extractors.subjects import ABOUT_ALL
from extractors.told import bound
from extractors.unsaid import of_product, unsaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Comparator, Document
    from extractors.subjects import Subjects
    from extractors.told import Told
    from extractors.values import Found

CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s(?:and|but|or|while|with|plus)\s|\s\(")
FOR_WHOM = re.compile(
    r"\s+for\s+(?:the\s+|an?\s+)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})"
    r"(?=\s+(?:partners?|members?|tiers?|levels?|status|membership)\b|\s*[,.;)]|\s+and\s+\S*\d)"
)
ENDED = re.compile(r"\b(?:retired?|discontinued|sunset|ended|closed)\b", re.IGNORECASE)
"""What is told to end at a date is not renewed at it."""
FREE_OF_CHARGE = re.compile(
    r"\b(?:member|certif|program|join|particip|enrol|appl(?:y|ying|ication)|courses?|training|exam|audit|upgrad|designation|"
    r"listing|regist|accredit|attend|retake|renew|charge for|no (?:annual |additional )?(?:fee|charge)|"
    r"there (?:is|are|should be|will be) no)",
    re.IGNORECASE,
)
"""What of a program may cost nothing; that a product does is nothing of the program's."""
TURNED: dict[Comparator | None, Comparator] = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
"""What a limit is where passing it is forbidden: "no more than 10" is at most 10."""
OF_TAKING_PART = frozenset({"fee", "validity"})
"""Kinds of which products that are sold have their own: a price, a time for which a licence is valid."""
SINCE = re.compile(r"\b(?:before|since|prior to|earned (?:in|on|after))\W*\w{0,6}$", re.IGNORECASE)
SINCE_WORD = 6
"""A date before or since which something was earned tells which things are meant; the word may be a part of the value."""
EXAM_FEE = re.compile(
    r"\b(?:registration|certification|test|attempt|sitting) (?:fee|cost|price)\b|"
    r"\b(?:fee|cost|price) (?:of|for) (?:the |each |one )?(?:certification|test|attempt|sitting)\b",
    re.IGNORECASE,
)
"""Words of a price that is an exam's where they stand on a page about a person's certification."""
AROUND_END = re.compile(
    r"[\s,]*(?:before|prior to|ahead of|after|following|of)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:expir\w+|anniversary|renewal|end date|laps\w+|(?:the )?end of)",
    re.IGNORECASE,
)
"""A time before or after the end of something is when to renew it, not how long it lasts."""
OPENING = re.compile(r"(?:(?:within|after|for|in|at least|once)\s+)?", re.IGNORECASE)
"""What may stand before a value that opens its sentence."""
LEAST = re.compile(r"\b(?:at least|minimum|no fewer|no less)\b", re.IGNORECASE)
WATCHING = frozenset({"exam", "monitoring"})
"""Kinds of which a score is no more where a tier demands it: "Gold partners keep a satisfaction score of 4"."""
SHORT = 10
"""Spaces in a text that is one clause, whatever its punctuation."""
MAX_FACT = 320
LARGE = 100_000
PROMISED = re.compile(
    r"\b[Bb]y\b.{0,40}\b20\d\d\b|\baims? to\b|\bcommitted to\b|\bto (?:equip|certify|train)\b|"
    r"\b(?:scaling|doubling|tripling|growing) (?:our|its|the)\b"
)


def valued(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that the values of a sentence state, in its order."""
    text, context = told.text, told.statement.context
    listed = pairs(text, subjects.names)
    asked = f"{told.statement.question} " if told.statement.answers else ""
    for name, value, lead in listed:
        best = fit(Clause(asked + (lead or text), asked + text, context, value.type, value.noun))
        if best is not None and best.weight >= ENOUGH:
            kind = of_exam(best.rule.kind, value.type, f"{context} {text}")
            if asked:
                kind = of_axes(kind, value, name, subjects.names.sort(name), asked)
            yield _requirement(document, told, name, kind, value, lead or asked)
    previous: tuple[str, str] = ("", "")
    before: Found | None = None
    counted: Found | None = None
    shared = subjects.shared(text, told.found)
    for bare in told.found if not listed else ():
        value = joined(counting(_counting_on(bare, counted, shared), told), before, text)
        counted = value if value.type == "count" and value.noun else counted
        goes_on, before = continues(value, before, text), value
        if vain(value, text, told.found) or unsaid(text, value.start):
            continue
        clause = _clause(text, value)
        whole = text.count(" ") < SHORT and ";" not in text
        chosen = _kind_of(text if whole else clause, value, told, subjects)
        own = shared.get(value.start)
        if previous[1] == value.type and (chosen in STATED or (chosen is None and (goes_on or own))):
            # "within 48 hours and all others within 5 days": the kind of the first holds on
            chosen = previous[0]
        turned = _turned(value, told, chosen)
        if (
            chosen is None
            or turned is None
            or ((chosen in DEMANDED or told.named) and value.type == "duration" and over(value, told))
        ):
            continue
        previous = (chosen, value.type)
        if EXAM_FEE.search(clause):
            about = subjects.for_kind("exam", told.statement)[0]
            chosen = of_axes(chosen, value, about, subjects.names.sort(about), clause)
        named = whom(value, text, subjects) or of_itself(document, told.statement, chosen)
        for subject in ((own,) if own else named) or subjects.for_kind(chosen, told.statement):
            yield _requirement(document, told, subject, chosen, turned, clause)


def _turned(value: Found, told: Told, kind: str | None) -> Found | None:
    """A demanded value as it holds: in a ban a limit turns round, and any other value is no demand (None)."""
    banned = told.strength.negated and 0 <= told.strength.verb_end <= value.start
    if not banned or kind not in DEMANDED:
        return value
    if value.type != "count" or value.comparator not in TURNED:
        return None
    return replace(value, comparator=TURNED[value.comparator])


def _counting_on(value: Found, counted: Found | None, shared: dict[int, str]) -> Found:
    """A bare number with the noun of the count before it, where they are of two names ("Gold needs 20 seats; Silver 5")."""
    if value.type != "count" or value.noun or counted is None:
        return value
    mine, theirs = shared.get(value.start), shared.get(counted.start)
    return (
        replace(value, noun=counted.noun, unit=counted.unit) if mine and theirs and mine != theirs else value
    )


def whom(value: Found, text: str, subjects: Subjects) -> tuple[str, ...]:
    """For whom a value holds, where it says so itself ("$2,500 for Gold and $5,000 for Platinum partners")."""
    match = FOR_WHOM.match(text, value.end)
    if match is None:
        return ()
    name = match["name"]
    several = len(FOR_WHOM.findall(text)) > 1
    return (name,) if several or subjects.names.sort(name) is not None else ()


def _clause(text: str, value: Found) -> str:
    """The clause of the sentence in which a value stands."""
    left, right = clause_around(text, value.start, value.end, CLAUSE)
    opens = value.type == "duration" and left == 0 and text[value.end : value.end + 1] == ","
    if opens and OPENING.fullmatch(text[: value.start]):
        # "Every year, partners renew": the time belongs to what follows
        _, right = clause_around(text, value.start, value.end + 1, CLAUSE)
    return text[left:right]


def _kind_of(clause: str, value: Found, told: Told, subjects: Subjects) -> str | None:
    text, context = told.text, told.statement.context
    asked = f"{told.statement.question} {text}"
    may = told.demanded or _measures(value, told)
    said = f"{told.statement.question} {clause}" if told.statement.answers else clause
    best = fit(Clause(said, asked, context, value.type, value.noun, may))
    if best is not None and not _possible(best, value, told):
        best = None
    if best is not None and told.named and best.rule.kind in WATCHING and value.type in ("score", "points"):
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
        if best.rule.kind == "renewal" and value.type == "date" and ENDED.search(clause):
            return "validity"
        own = told.named and best.rule.kind in STATED  # a demand of the name, whatever words it has in common
        return (
            kind_of_demand(told.statement, subjects, "")
            if own
            else of_exam(best.rule.kind, value.type, f"{context} {text}")
        )
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


def _possible(best: Fit, value: Found, told: Told) -> bool:
    kind, text = best.rule.kind, told.text
    if kind in OF_TAKING_PART and of_product(text, value.start):
        return False
    if kind == "fee" and value.type == "money" and value.value == 0:
        around = f"{text} / {told.statement.question} / {told.statement.section[-1:]}"
        return value.comparator not in (">", ">=") and FREE_OF_CHARGE.search(around) is not None
    if kind == "target":
        return value.due is not None or (value.type == "count" and bool(PROMISED.search(text)))
    if kind == "investment":
        return isinstance(value.value, int | float) and value.value >= LARGE
    if kind == "validity" and value.type == "date" and SINCE.search(text[: value.start + SINCE_WORD]):
        return False
    return value.type != "date" or kind in ("validity", "renewal", "monitoring", "prerequisite")


def _requirement(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document, told: Told, subject: str, kind: str, value: Found, clause: str
) -> Requirement:
    statement = told.statement
    scale = kind == "exam" and value.type in ("score", "points") and value.comparator == "between"
    attribute = (
        ("scaled score" if scale else "")
        or (BY_KIND[kind].attribute(value.noun) if kind == "exam" and value.type == "count" else "")
        or BY_KIND[kind].attribute(clause, statement.text, statement.context)
        or value.noun
        or shortened(clause.replace(statement.text[value.start : value.end], " ").strip())
        or kind.replace("_", " ")
    )
    start, end = statement.around
    per = value.per or per_of(value, told)
    due = due_of(value, told)
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
        due=due,
        condition=value.condition,
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )
