"""A statement as it tells: how it binds, what leads to it, which values it holds, and whether it binds somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.coordination import conditions, conjuncts
from extractors.duties import may_owe
from extractors.modality import Force, demanding, force
from extractors.values import Found, values

if TYPE_CHECKING:
    from extractors.structure import Statement

NUMERIC = re.compile(
    r"[\d%$€£¥]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"fifty|hundred|dozen|"
    r"thousand|half|third|annual|annually|yearly|monthly|quarterly|daily|weekly|biennial|every|each|year|"
    r"month|free|charge|"
    r"single|once|twice|cost)\b",
    re.IGNORECASE,
)
AGENT = re.compile(
    r"\b(?:you|your|you[’']ll|partners?|members?|candidates?|applicants?|resellers?|providers?|vendors?|"
    r"individuals?|"
    r"compan(?:y|ies)|organi[sz]ations?|firms?|participants?|learners?|agenc(?:y|ies)|integrators?|"
    r"distributors?|submissions?|"
    r"products?|distributions?|logos?|platforms?|solutions?|integrations?|applications?|certifications?|"
    r"exams?|badges?|"
    r"designations?|speciali(?:[sz]ation|sm)s?|competenc\w+|tiers?|requirements?|audits?|agreements?|accounts?|"
    r"ISVs?|MSPs?|tenants?|"
    r"registration|references?|evaluators?|employees|staff|developers?|professionals?|credentials?|"
    r"criteria|components?)\b",
    re.IGNORECASE,
)
ANY_OF = re.compile(r"\b(?:one|any|either)(?: or more)? of\b|\bany one\b", re.IGNORECASE)
ELIGIBLE = re.compile(
    r"^[-–—\d.\s]*(?:eligible|qualifying|accepted|supported) (?!partners\b)\w", re.IGNORECASE
)
NAMING_DEMANDS = re.compile(
    r"\b(?:requirements?|criteria|prerequisites?|obligations)\s*:?$|^required\b", re.IGNORECASE
)
"""A heading that is the name of the list of demands below it."""
STRICT = re.compile(r"\b(?:must|required?|requirements?|need to|ha(?:s|ve) to|criteria)\b", re.IGNORECASE)
FACTUAL = re.compile(
    r"(?:the|this|these|that|it|they|we|there|in|with|within)\b[^,;:]{0,90}?\s"
    r"(?:is|are|was|were|will|can|may|has been|have been|includes?|contains?|means?)\s",
    re.IGNORECASE,
)
"""A sentence that tells how something is; among demands it explains them."""
SHORT_WORD = 3
MIN_STEPS = 3
"""Imperatives in one item from which each is a duty of its own."""
HELPING = re.compile(
    r"^(?:helping|realizing|building|turning|making|delivering|driving|achieving success)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what was found of it: how it binds, what leads to it, and its values.

    `whole`: the sentence, when this is only one of the duties that it states; its subject stands there.
    `named`: its subject is a tier or specialization by name, so that what binds in it binds those who take part.
    """

    statement: Statement
    strength: Force
    lead: str
    found: tuple[Found, ...]
    demanded: bool
    whole: Told | None = None
    named: bool = False

    @property
    def text(self) -> str:
        """The statement's text."""
        return self.statement.text


def told_of(statement: Statement) -> Told:
    """A statement with how it binds, what leads to it, and its values. Never raises."""
    lead = _lead(statement)
    strength = force(statement.text, lead)
    found = values(statement.text) if NUMERIC.search(statement.text) else ()
    explains = not found and (FACTUAL.match(statement.text) is not None or titles(statement))
    listed = (statement.form == "item" and _announced(statement) and not explains) or _counts(
        statement, told_so=bool(found)
    )
    counted = bool(found) and statement.form == "item" and demanding(" / ".join(statement.section[-1:]))
    return Told(
        statement,
        strength,
        lead,
        found,
        demanded=strength.binds or ((listed or counted) and not strength.advice),
    )


def parts(told: Told) -> tuple[Told, ...]:
    """The duties that a statement states one after another, each as told by itself; the statement alone if it is one.

    Two imperatives without a mark between them are one step ("Book the visit and host the visit").
    """
    strength, text = told.strength, told.text
    if not strength.binds or not strength.value or strength.negated:
        return (told,)
    if only := conditions(text):
        return tuple(_part(told, start, end) for start, end in only)
    spans = conjuncts(text, max(strength.verb_end, 0))
    if len(spans) < (MIN_STEPS if strength.verb_end <= 0 else 2):
        return (told,)
    return tuple(_part(told, start, end) for start, end in spans)


def _part(told: Told, start: int, end: int) -> Told:
    statement = told.statement
    text = statement.text[start:end].rstrip(" ,;")
    span = (statement.start + start, statement.start + start + len(text))
    around = span if statement.around == (statement.start, statement.end) else statement.around
    return replace(
        told,
        statement=replace(statement, text=text, start=span[0], end=span[1], around=around),
        strength=told.strength if start == 0 else replace(told.strength, verb_start=0, verb_end=0),
        found=tuple(value for value in told.found if start <= value.start < end),
        whole=told,
    )


def _announced(statement: Statement) -> bool:
    """Whether a list item or the sentence of a cell is introduced as a demand."""
    intro = statement.block.intro
    headed = f"{statement.column} / {statement.corner}"
    above = (
        statement.section[-1]
        if statement.section and not intro and statement.block.kind == "list_item"
        else ""
    )
    listed = (
        intro.rstrip().endswith(":")
        and demanding(intro)
        and STRICT.search(intro)
        and not ANY_OF.search(intro)
    )
    return bool(listed) or demanding(headed) or (demanding(above) and bool(NAMING_DEMANDS.search(above)))


def titles(statement: Statement) -> bool:
    """Whether a text is the title of what its item goes on to say ("Renewal Period; Later Versions.")."""
    words = [word for word in statement.text.split() if len(word) > SHORT_WORD]
    more = statement.end < statement.block.end and statement.text.endswith(".")
    return more and all(word[:1].isupper() for word in words)


def _counts(statement: Statement, *, told_so: bool) -> bool:
    """Whether a text stands under a heading that says that it is what counts ("Eligible workloads").

    A whole sentence there may as well explain what counts: without a number (`told_so`) it is none of it.
    """
    explains = statement.form == "sentence" and statement.text.endswith(".") and not told_so
    return (
        not explains
        and statement.form != "heading"
        and any(ELIGIBLE.match(head) for head in statement.section[-1:])
    )


def _lead(statement: Statement) -> str:
    parts = (
        statement.question,
        statement.column,
        statement.corner,
        statement.row,
        statement.block.intro,
        *statement.section[-1:],
    )
    return " / ".join(part for part in parts if part)


def bound(told: Told) -> bool:
    """Whether it is partners, people or products that a sentence binds, and not the world."""
    if told.named:
        return True
    if told.whole is not None:
        return bound(replace(told.whole, found=()))
    if told.strength.binds and not told.found and not may_owe(told.text, told.strength.verb_start):
        return False
    if demanding(told.lead):
        return True
    return bool(AGENT.search(told.text[: max(told.strength.verb_end, 60)])) and not HELPING.match(told.text)
