"""What a short text states as an answer: to the question before it ("Is there a fee?" "No."), or to its own label.

A label with its text ("Languages: English, German") is an answer without a verb; which labels and questions a kind
accepts is in its lexicon (`Rule.labels`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.assent import AGREED, DENIED
from extractors.attributes import key, shortened
from extractors.classifying import ENOUGH, Clause, fit
from extractors.kinds import RULES, Rule
from extractors.modality import EXEMPT, STEP, force
from extractors.records import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.told import Told

LABELLED = re.compile(r"(?P<label>[^\W\d_][\w’'/&() -]{2,40}?)\s*(?::|\s[–—-])\s+(?P<text>\S.*)")
"""A few words, a colon or a dash, and a text."""
NO = re.compile(rf"{DENIED}[^.]{{0,20}}[.!]?", re.IGNORECASE)
YES = re.compile(rf"{AGREED}[^.]{{0,12}}[.!]?", re.IGNORECASE)
AGREEING = re.compile(r"(?:yes|no)\b[,.:;!]?\s*(?:[–—-]\s*)?", re.IGNORECASE)
CLOSED = re.compile(
    r"(?:\W|\d)*(?:Q\s*[.:)]\s*)?(?:is|are|do|does|did|must|will|has|have|should|can|may|am)\b", re.IGNORECASE
)
"""How a question begins that is answered by yes or no."""
COST = re.compile(r"\b(?:fees?|costs?|charged?|charges|dues|pay(?:ment)?|price)\b", re.IGNORECASE)
LAPSE = re.compile(
    r"\b(?:expires?|lapses?|run(?:s)? out|time limit|expir(?:y|ation)(?: date)?)\b", re.IGNORECASE
)
LASTING = re.compile(
    r"(?:(?:once [^,]{1,40}, )?(?:the|your|this|these|all|our|each|no|any)?\s*(?:\w+[ -]){0,4}"
    r"(?:certifications?|certificates?|credentials?|badges?|designations?|accreditations?|status|memberships?|speciali(?:[sz]ation|sm)s?|competenc(?:y|ies)|tiers?)|"
    r"they|it|(?!points|vouchers?|credits|funds|seats|licen[cs]es|invitations?|links?|offers?)"
    r"(?-i:[A-Z]\w*(?: [A-Z]\w*){0,4}))"
    r"\s+(?:currently )?(?:never (?:expires?|lapses?)|(?:do|does|will|is|are)(?: not| never|n[’']t) (?:ever )?"
    r"(?:expires?|lapses?|expired|time[- ]limited|limited in time)|ha(?:s|ve) no (?:expiration|expiry|end)(?: date)?)\b|"
    r".{3,90}\bvalid (?:for life|indefinitely|permanently)\b",
    re.IGNORECASE,
)
NEEDED = re.compile(
    r"\b(?:required?|mandatory|necessary|needed|need to|have to|must|obligatory|a prerequisite)\b",
    re.IGNORECASE,
)
MAX_WORDS = 14
"""Words of an answer that is a name or a list of names; a longer one is a statement of its own."""
LONG = 30
"""Words of an answer that tells a way ("Retake the exam or ..."); a longer one is an explanation."""
EMPTY = re.compile(
    r"(?:see|click|contact|visit|please|refer|n/?a|none|tbd|here|learn|read|it depends|coming soon|various|varies)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer states: of which kind, what is measured, and its value."""

    kind: str
    attribute: str
    value: Value
    unit: str | None = None


def answered(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    """What a statement states as an answer to its question or its label: at most one requirement. Never raises."""
    statement = told.statement
    answer = _closed(statement) if statement.answers else None
    answer = answer or _lasting(statement.text) or _labelled(told, subjects.whole)
    if answer is None:
        return
    start, end = statement.around
    yield Requirement(
        kind=answer.kind,
        subject=subjects.for_kind(answer.kind, statement)[0],
        attribute=answer.attribute,
        key=key(answer.attribute),
        comparator="=" if isinstance(answer.value, bool | int) else None,
        value=answer.value,
        unit=answer.unit,
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )


def _closed(statement: Statement) -> Answer | None:
    """The answer to a question that is answered by yes or no."""
    question, text = statement.question, statement.text
    denied = NO.fullmatch(text) is not None
    if not CLOSED.match(question) or not (denied or YES.fullmatch(text)):
        return None
    if denied and LAPSE.search(question):
        return Answer("validity", "expiration", value=False)
    best = fit(Clause(question, question, statement.context))
    if best is None or best.weight < ENOUGH:
        return None
    attribute = best.rule.attribute(question) or shortened(question.rstrip("?"))
    if best.rule.kind == "fee" and COST.search(question):
        return Answer("fee", attribute, 0) if denied else None
    if NEEDED.search(question) and best.rule.duty and not EXEMPT.search(question):
        return Answer(best.rule.kind, shortened(question.rstrip("?")), value=not denied)
    facts = best.rule.states is not None and best.rule.states.search(question)
    return Answer(best.rule.kind, attribute, value=not denied) if facts and not denied else None


def _lasting(text: str) -> Answer | None:
    """What a sentence states that says of a credential, status or benefit that it does not expire."""
    return Answer("validity", "expiration", value=False) if LASTING.match(text) else None


def rule_of_label(label: str, surroundings: str) -> Rule | None:
    """The kind that waits for the text behind a label, given where the label stands; None when none does."""
    return next(
        (
            rule
            for rule in RULES
            if rule.labels is not None
            and rule.labels.search(label)
            and (rule.within is None or rule.within.search(f"{label} / {surroundings}"))
        ),
        None,
    )


def _measures(told: Told) -> bool:
    """Whether the text holds a value that is its own; a count in an answer to what or which is part of a description."""
    return any(value.type != "count" or not told.statement.answers for value in told.found)


def _labelled(told: Told, page: str) -> Answer | None:
    """The text that stands behind a label, or answers an open question, which one kind waits for."""
    statement = told.statement
    match = LABELLED.fullmatch(statement.text)
    if match and not statement.answers:
        label, text = match.group("label"), match.group("text")
    elif statement.answers and not CLOSED.match(statement.question):
        label, text = statement.question, statement.text
    else:
        return None
    text = AGREEING.sub("", text, count=1).strip().rstrip(".")
    if _measures(told) or not text or len(text.split()) > LONG or EMPTY.match(text) or text.endswith(":"):
        return None
    rule = rule_of_label(label, f"{statement.context} / {page}")
    if rule is None:
        return None
    short = len(text.split()) <= MAX_WORDS and not force(text).binds and not STEP.match(text)
    return Answer(rule.kind, rule.attribute(label) or shortened(label.rstrip("?")), text if short else True)
