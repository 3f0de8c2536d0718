"""What one sentence states: its values with their kinds, or one duty, or one fact that its kind accepts without a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import key, shortened
from extractors.classifying import ENOUGH, Fit, fit, usual_kind
from extractors.kinds import BY_KIND
from extractors.modality import PROMISING, QUOTED, Force, demanding, force
from extractors.records import Requirement
from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects

NUMERIC = re.compile(
    r"[\d%$€£¥]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred|thousand|half|third|annual|annually|yearly|monthly|quarterly|daily|weekly|biennial|every|each|year|month|free|charge|single|once|twice)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s(?:and|but|or|while|with|plus)\s")
TRAILING = re.compile(
    r"\b(?:trailing|rolling|past|last|previous|preceding|prior|any given|over a?|over the|within a|within any)\s*$",
    re.IGNORECASE,
)
COUNTED_IN_VAIN = re.compile(
    r"^(?:steps?|ways?|options?|categor\w*|areas?|reasons?|sections?|examples?|parts?|things?|stages?|phases?|types?|kinds?|tiers?|levels?|tracks?|programs?|courses? below|tabs?|fields?|people viewed|clicks?|times?|countries|partners|customers|companies|organi[sz]ations|designations?|requirements?|pages?|designated|alternatives|solution areas?|years? ago)$",
    re.IGNORECASE,
)
STATED_TYPES = ("count", "score", "percent", "money", "points", "duration", "date")
DEMANDED = frozenset({"tier_requirement", "specialization_requirement", "prerequisite"})
"""Kinds that are demands: without a binding word, introduction or table a number is not one of them."""
AGENT = re.compile(
    r"\b(?:you|your|you[’']ll|partners?|members?|candidates?|applicants?|resellers?|providers?|vendors?|individuals?|compan(?:y|ies)|organi[sz]ations?|firms?|participants?|learners?|agenc(?:y|ies)|integrators?|distributors?|"
    r"submissions?|products?|distributions?|logos?|platforms?|solutions?|integrations?|applications?|certifications?|exams?|badges?|designations?|speciali[sz]ations?|competenc\w+|tiers?|requirements?|audits?|agreements?|accounts?|ISVs?|MSPs?|tenants?|registration|references?|evaluators?|employees|staff|developers?|professionals?|credentials?|criteria|components?)\b",
    re.IGNORECASE,
)
MIN_WORDS = 3


def stated(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that one sentence, list item or heading states."""
    text = statement.text
    if len(text) > 1200 or QUOTED.search(text[:120]):  # noqa: PLR2004 - no sentence is that long; quotes are praise
        return
    strength = force(text, _lead(statement))
    given = list(_valued(document, statement, subjects, strength)) if NUMERIC.search(text) else []
    yield from given
    if not given and statement.form != "heading" and len(text.split()) >= MIN_WORDS:
        yield from _unvalued(document, statement, subjects, strength)


def _lead(statement: Statement) -> str:
    block = statement.block
    return " / ".join(part for part in (statement.question, block.intro, *statement.section[-1:]) if part)


def _valued(
    document: Document, statement: Statement, subjects: Subjects, strength: Force
) -> Iterator[Requirement]:
    found = values(statement.text)
    text, context = statement.text, statement.context
    for value in found:
        if _vain(value, text, found):
            continue
        clause = _clause(text, value)
        chosen = _kind_of(clause, text, context, value, strength, subjects, statement)
        if chosen is None:
            continue
        if chosen in DEMANDED and value.type == "duration" and any(other.type not in ("duration", "date") for other in found):
            continue
        for subject in (subjects.whole,) if chosen in ("target", "investment") else subjects.of(statement):
            yield _requirement(document, statement, subject, chosen, value, clause, found)


def _vain(value: Found, text: str, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside others, a period that another is measured over, a step."""
    if value.type == "count" and (
        COUNTED_IN_VAIN.match(value.noun.split()[-1] if value.noun else "") or not value.noun
    ):
        return True
    if (
        value.type == "duration"
        and TRAILING.search(text[: value.start])
        and any(other.type in ("money", "count", "points", "percent") for other in found)
    ):
        return True
    return value.type == "date" and len(found) > 1


def _clause(text: str, value: Found) -> str:
    """The clause of the sentence in which a value stands."""
    left = 0
    for match in CLAUSE.finditer(text, 0, value.start):
        left = match.end()
    after = CLAUSE.search(text, value.end)
    return text[left : after.start() if after else len(text)]


def _kind_of(
    clause: str, text: str, context: str, value: Found, strength: Force, subjects: Subjects, statement: Statement
) -> str | None:
    best = fit(clause, text, context, value.type, value.noun)
    if best is not None and not _possible(best, value, text):
        best = None
    demanded = strength.binds or (demanding(_lead(statement)) and statement.form == "item")
    if best is not None and best.weight >= ENOUGH:
        if best.rule.kind in DEMANDED and not demanded:
            return None
        if best.weight > ENOUGH + 1 or demanded or _plain_fact(text):
            return best.rule.kind
    if value.type == "date" or strength.advice or not demanded or not _bound(text, strength, statement):
        return None
    subject = subjects.of(statement)[0]
    return usual_kind(subject, subjects.names.sort(subject), context + " " + text)


def _bound(text: str, strength: Force, statement: Statement) -> bool:
    """Whether it is partners, people or products that a sentence binds, and not the world."""
    return demanding(_lead(statement)) or bool(AGENT.search(text[: max(strength.verb_end, 60)]))


def _plain_fact(text: str) -> bool:
    """Whether a sentence is short enough to be a statement of fact and not praise."""
    return len(text) < 320 and not PROMISING.search(text[:60])  # noqa: PLR2004


def _possible(best: Fit, value: Found, text: str) -> bool:
    kind = best.rule.kind
    if kind == "target":
        return (
            value.due is not None
            or bool(
                re.search(
                    r"\bby\b.{0,40}\b20\d\d\b|\baims? to\b|\bcommitted to\b|\bto (?:equip|certify|train)\b",
                    text,
                )
            )
            and value.type == "count"
        )
    if kind == "investment":
        return value.type == "money" and (isinstance(value.value, int | float) and value.value >= 100_000)  # noqa: PLR2004
    return not (value.type == "date" and kind not in ("validity", "renewal", "monitoring", "prerequisite"))


def _requirement(
    document: Document,
    statement: Statement,
    subject: str,
    kind: str,
    value: Found,
    clause: str,
    found: tuple[Found, ...],
) -> Requirement:
    rule = BY_KIND[kind]
    attribute = rule.attribute(clause, statement.text, statement.context) if rule.attributes else ""
    attribute = (
        attribute
        or value.noun
        or shortened(clause.replace(statement.text[value.start : value.end], " ").strip())
        or kind.replace("_", " ")
    )
    due = value.due or _due(found)
    return Requirement(
        kind=kind, subject=subject, attribute=attribute, key=key(attribute), comparator=value.comparator, value=value.value, value_max=value.value_max,
        unit=value.unit, per=value.per or _per(statement.text, value, found), due=due if due != value.value else None, condition=value.condition,
        quote=document.text[statement.start : statement.end], start=statement.start, end=statement.end, section=statement.block.section,
    )  # fmt: skip


def _per(text: str, value: Found, found: tuple[Found, ...]) -> str | None:
    if value.type not in ("money", "count", "points", "percent"):
        return None
    return next(
        (
            str(other.value)
            for other in found
            if other.type == "duration" and TRAILING.search(text[: other.start])
        ),
        None,
    )


def _due(found: tuple[Found, ...]) -> str | None:
    return next((str(other.value) for other in found if other.type == "date"), None)


def _unvalued(
    document: Document, statement: Statement, subjects: Subjects, strength: Force
) -> Iterator[Requirement]:
    text, context = statement.text, statement.context
    if strength.advice and not strength.binds:
        return
    if strength.binds:
        best = fit(text, text, context)
        subject = subjects.of(statement)[0]
        if best is not None and best.weight >= ENOUGH and best.rule.duty:
            kind = best.rule.kind
        elif _bound(text, strength, statement):
            kind = usual_kind(subject, subjects.names.sort(subject), context + " " + text)
        else:
            return
        value: Value = strength.value
    else:
        if len(text) > 300 or PROMISING.search(_lead(statement)) and statement.form == "sentence":  # noqa: PLR2004
            return
        best = fit(text, text, context, state=True)
        if best is None or best.weight < ENOUGH:
            return
        kind, subject, value = best.rule.kind, subjects.of(statement)[0], True
    yield _duty(document, statement, subject, kind, value, strength)


def _duty(
    document: Document, statement: Statement, subject: str, kind: str, value: Value, strength: Force
) -> Requirement:
    words = statement.text[max(strength.verb_end, 0) :]
    attribute = shortened(words) or shortened(statement.text)
    return Requirement(
        kind=kind, subject=subject, attribute=attribute, key=key(attribute), comparator="=", value=value, value_max=None, unit=None, per=None, due=None, condition=None,
        quote=document.text[statement.start : statement.end], start=statement.start, end=statement.end, section=statement.block.section,
    )  # fmt: skip
