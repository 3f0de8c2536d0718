"""What one sentence states: its values with their kinds, or one duty, or one fact that its kind accepts without a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.attributes import content, key, shortened
from extractors.classifying import DEMANDED, ENOUGH, Clause, Fit, fact, fit, of_exam, usual_kind
from extractors.duties import duty_key, may_owe
from extractors.kinds import BY_KIND
from extractors.modality import GIVEN, PROMISING, QUOTED, Force, demanding, force
from extractors.pairs import pairs
from extractors.records import Requirement
from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects

NUMERIC = re.compile(
    r"[\d%$€£¥]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"fifty|hundred|"
    r"thousand|half|third|annual|annually|yearly|monthly|quarterly|daily|weekly|biennial|every|each|year|"
    r"month|free|charge|"
    r"single|once|twice|cost)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s(?:and|but|or|while|with|plus)\s|\s\(")
TRAILING = re.compile(
    r"\b(?:trailing|rolling|past|last|previous|preceding|prior|any given|over a?|over the|within a|"
    r"within any)\s*$",
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
GENERAL_KINDS = frozenset({"tier_requirement", "specialization_requirement"})
OFFERED = frozenset({"neutrality", "support", "directory"})
"""Kinds that a list or table of benefits may state."""
AGENT = re.compile(
    r"\b(?:you|your|you[’']ll|partners?|members?|candidates?|applicants?|resellers?|providers?|vendors?|"
    r"individuals?|"
    r"compan(?:y|ies)|organi[sz]ations?|firms?|participants?|learners?|agenc(?:y|ies)|integrators?|"
    r"distributors?|submissions?|"
    r"products?|distributions?|logos?|platforms?|solutions?|integrations?|applications?|certifications?|"
    r"exams?|badges?|"
    r"designations?|speciali[sz]ations?|competenc\w+|tiers?|requirements?|audits?|agreements?|accounts?|"
    r"ISVs?|MSPs?|tenants?|"
    r"registration|references?|evaluators?|employees|staff|developers?|professionals?|credentials?|"
    r"criteria|components?)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^(?:for (?:example|instance)|e\.g\.|example:|imagine|suppose|to learn more|learn more|for (?:more|"
    r"guidance|information|details|instructions|help)|note:? see|we[’']ll|we will (?:send|let|review|"
    r"notify)|compare)\b|"
    r"\b(?:global admin|admin role|to view the|workspace|sign[- ]?in page|drop-?down|"
    r"subject to change|check (?:frequently|back))\b",
    re.IGNORECASE,
)
ANY_OF = re.compile(r"\b(?:one|any|either)(?: or more)? of\b|\bany one\b", re.IGNORECASE)
ELIGIBLE = re.compile(
    r"^[-–—\d.\s]*(?:eligible|qualifying|accepted|supported) (?!partners\b)\w", re.IGNORECASE
)
STRICT = re.compile(r"\b(?:must|required?|requirements?|need to|criteria)\b", re.IGNORECASE)
METADATA = re.compile(
    r"^(?:date|workspace|impacted audience|published|updated|last updated|author|option \d)\b\s*:",
    re.IGNORECASE,
)
HELPING = re.compile(
    r"^(?:helping|realizing|building|turning|making|delivering|driving|achieving success)\b", re.IGNORECASE
)
FORMERLY = re.compile(
    r"\b(?:increased|decreased|changed|raised|lowered|went|up|down|extended|previously|formerly|"
    r"was)(?:\s+from)?\s*$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"^(?:next steps?|see also|related|resources|learn more|feedback|in this article|additional resources|"
    r"more information)\b",
    re.IGNORECASE,
)
REFERRING = re.compile(
    r"^\W*(?:also |only |be |to )*(?:meet|met|satisf\w+|fulfil\w*|qualif\w+)\b"
    r"(?!.{0,90}\b(?:for \w+ \w+|including|such as)\b)"
    r"[^,;:]{0,40}\b(?:requirements?|criteria|conditions|prerequisites)\b|"
    r"\b(?:following|listed (?:below|above)|steps)\b[^:]{0,60}[:.]?$",
    re.IGNORECASE,
)
"""A demand to meet the demands stated elsewhere states nothing itself."""
POINTING = re.compile(
    r"^(?:these|those|this|here) (?:are|is|may|section|page|document|table)\b", re.IGNORECASE
)
LEAST = re.compile(r"\b(?:at least|minimum|no fewer|no less)\b", re.IGNORECASE)
FRESHNESS = re.compile(
    r"\b(?:refreshed|updated|provisioned|sent|emails? (?:is|are)|processing|business hours)\b", re.IGNORECASE
)
HOPEFUL = re.compile(r"\b(?:be able to|don[’']t worry|congratulations|exciting|proud)\b", re.IGNORECASE)
LONGEST = 900
MIN_WORDS = 3
LEAST_WORDS = 3
SHORT = 10
"""Spaces in a text that is one clause, whatever its punctuation."""
MAX_FACT = 320
LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with what was found of it: how it binds, what leads to it, and its values."""

    statement: Statement
    strength: Force
    lead: str
    found: tuple[Found, ...]
    demanded: bool

    @property
    def text(self) -> str:
        """The statement's text."""
        return self.statement.text


def stated(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that one sentence, list item, heading, or sentence of a cell states."""
    text = statement.text
    if (
        len(text) > LONGEST
        or QUOTED.search(text[:120])
        or ASIDE.search(text)
        or any(ELSEWHERE.match(head) for head in statement.section[-1:])
    ):
        return
    told = _told(statement)
    given = list(_valued(document, told, subjects)) if told.found and told.strength.value else []
    yield from given
    if (
        not given
        and statement.form != "heading"
        and len(text.split()) >= MIN_WORDS
        and (not text.endswith(":") or ANY_OF.search(text))
    ):
        yield from _unvalued(document, told, subjects)


def _told(statement: Statement) -> Told:
    lead = _lead(statement)
    strength = force(statement.text, lead)
    found = values(statement.text) if NUMERIC.search(statement.text) else ()
    listed = (statement.form == "item" and _announced(statement)) or _counts(statement)
    counted = bool(found) and statement.form == "item" and demanding(" / ".join(statement.section[-1:]))
    return Told(
        statement,
        strength,
        lead,
        found,
        demanded=strength.binds or ((listed or counted) and not strength.advice),
    )


def _announced(statement: Statement) -> bool:
    """Whether a list item or the sentence of a cell is introduced as a demand."""
    intro = statement.block.intro
    headed = f"{statement.column} / {statement.corner}"
    listed = (
        intro.rstrip().endswith(":")
        and demanding(intro)
        and STRICT.search(intro)
        and not ANY_OF.search(intro)
    )
    return bool(listed) or demanding(headed)


def _counts(statement: Statement) -> bool:
    """Whether a text stands under a heading that says that it is what counts ("Eligible workloads")."""
    return statement.form != "heading" and any(ELIGIBLE.match(head) for head in statement.section[-1:])


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


def _valued(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    text, context = told.text, told.statement.context
    listed = pairs(text, subjects.names)
    for name, value, before in listed:
        best = fit(Clause(before or text, text, context, value.type, value.noun))
        if best is not None and best.weight >= ENOUGH:
            yield _requirement(
                document, told, name, of_exam(best.rule.kind, value.type, f"{context} {text}"), value, before
            )
    previous: tuple[str, str] = ("", "")
    for value in told.found if not listed else ():
        if _vain(value, text, told.found):
            continue
        clause = _clause(text, value)
        chosen = _kind_of(text if text.count(" ") < SHORT else clause, value, told, subjects)
        if chosen in GENERAL_KINDS and previous[1] == value.type:
            # "within 48 hours and all others within 5 days": the kind of the first holds on
            chosen = previous[0]
        if chosen is None or (chosen in DEMANDED and value.type == "duration" and _over(value, told)):
            continue
        previous = (chosen, value.type)
        for subject in subjects.for_kind(chosen, told.statement):
            yield _requirement(document, told, subject, chosen, value, clause)


def _over(value: Found, told: Told) -> bool:
    """Whether a length of time is only that over which something else is measured."""
    return _measured(told.found) or bool(TRAILING.search(told.text[: value.start]))


def _measured(found: tuple[Found, ...]) -> bool:
    return any(other.type not in ("duration", "date") for other in found)


def _vain(value: Found, text: str, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside others, a period that another is measured over, a step."""
    if _is_scale(value) and any(other.type == value.type and not _is_scale(other) for other in found):
        return True
    if value.type == "count" and (not value.noun or IN_VAIN.match(value.noun.split()[-1])):
        return True
    if value.type == "duration" and TRAILING.search(text[: value.start]) and _measured(found):
        return True
    if value.type == "duration" and (FRESHNESS.search(text) or value.value == "P1D"):
        return True
    given = GIVEN.match(text)
    if given and value.end <= given.end():
        return True
    return (value.type == "date" and _measured_or_lasting(found)) or bool(
        FORMERLY.search(text[: value.start])
    )


def _is_scale(value: Found) -> bool:
    """Whether a score is the scale on which another one is measured ("700 on a scale of 100 to 1,000")."""
    ranges = value.value_max is not None and value.value_max != value.value and value.comparator == "between"
    return ranges and value.type in ("score", "points")


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
    best = fit(Clause(clause, asked, context, value.type, value.noun, may))
    if best is not None and not _possible(best, value, text):
        best = None
    clear = best is not None and (
        best.weight > ENOUGH + 1
        or told.demanded
        or _plain_fact(text)
        or (best.rule.states is not None and best.rule.states.search(clause))
    )
    if best is not None and best.weight >= ENOUGH and clear:
        return of_exam(best.rule.kind, value.type, f"{context} {text}")
    if value.type == "money" and told.statement.form == "heading":
        return of_exam("fee", value.type, text)
    if value.type == "date" or told.strength.advice or not told.demanded or not _bound(told):
        return None
    subject = subjects.of(told.statement)[0]
    return usual_kind(subject, subjects.names.sort(subject), f"{context} {text}")


def _measures(value: Found, told: Told) -> bool:
    """Whether a number is a threshold without a binding verb: "at least 25 seats", or what earns points."""
    least = value.comparator == ">=" and bool(LEAST.search(told.text[value.start : value.end + 20]))
    return least or any(other.type == "points" or other.unit == "points" for other in told.found)


def _bound(told: Told) -> bool:
    """Whether it is partners, people or products that a sentence binds, and not the world."""
    if told.strength.binds and not told.found and not may_owe(told.text, told.strength.verb_start):
        return False
    if demanding(told.lead):
        return True
    return bool(AGENT.search(told.text[: max(told.strength.verb_end, 60)])) and not HELPING.match(told.text)


def _plain_fact(text: str) -> bool:
    """Whether a sentence is short enough to be a statement of fact and not praise."""
    return len(text) < MAX_FACT and not PROMISING.search(text[:60])


PROMISED = re.compile(r"\bby\b.{0,40}\b20\d\d\b|\baims? to\b|\bcommitted to\b|\bto (?:equip|certify|train)\b")


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
    attribute = (
        (
            "scaled score"
            if kind == "exam"
            and value.type in ("score", "points")
            and value.value_max is not None
            and value.value_max != value.value
            and clause.count("pass") == 0
            else ""
        )
        or BY_KIND[kind].attribute(clause, statement.text, statement.context)
        or value.noun
        or shortened(clause.replace(statement.text[value.start : value.end], " ").strip())
        or kind.replace("_", " ")
    )
    due = value.due or next((str(other.value) for other in told.found if other.type == "date"), None)
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=key(attribute),
        comparator=value.comparator,
        value=value.value,
        value_max=value.value_max,
        unit=value.unit,
        per=value.per or _per(value, told),
        due=due if due != value.value else None,
        condition=value.condition,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
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


def _unvalued(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    kind = _demanded_kind(told, subjects) if told.demanded else _fact_kind(told)
    if kind and (told.demanded or not told.strength.advice or kind == "directory"):
        value = told.strength.value if told.strength.binds else True
        yield _duty(document, told, subjects.for_kind(kind, told.statement)[0], kind, value)


def _demanded_kind(told: Told, subjects: Subjects) -> str | None:
    text, context = told.text, told.statement.context
    best = fit(Clause(text, text, context))
    needed = (
        ENOUGH + 2
        if told.statement.row and best is not None and not best.rule.strong.search(told.statement.row)
        else ENOUGH
    )
    if best is not None and best.weight >= needed and best.rule.duty and best.rule.kind not in DEMANDED:
        return best.rule.kind
    if not _bound(told) or REFERRING.search(text[max(told.strength.verb_end, 0) :]) or POINTING.match(text):
        return None
    if best is not None and best.weight >= needed and best.rule.duty:
        return best.rule.kind
    subject = subjects.of(told.statement)[0]
    return usual_kind(subject, subjects.names.sort(subject), f"{context} {text}")


def _fact_kind(told: Told) -> str | None:
    text = told.text
    if (
        len(text) > MAX_FACT
        or HOPEFUL.search(text)
        or (told.statement.form == "sentence" and not text.count(" ") < SHORT and PROMISING.search(told.lead))
    ):
        return None
    listed = told.statement.form == "item" or (text.count(" ") < SHORT and not text.endswith("."))
    if listed and PROMISING.search(told.lead):
        offer = fit(Clause(text, text, told.statement.context))
        return (
            offer.rule.kind
            if offer is not None and offer.rule.kind in OFFERED and offer.weight >= ENOUGH
            else None
        )
    if text.count(" ") < LEAST_WORDS:
        return None
    best = fact(text, told.statement.context)
    return best.rule.kind if best is not None and best.weight >= ENOUGH else None


def _duty(document: Document, told: Told, subject: str, kind: str, value: Value) -> Requirement:
    statement = told.statement
    words = statement.text[max(told.strength.verb_end, 0) :]
    attribute = shortened(words) or shortened(statement.text)
    if told.strength.negated:
        attribute = f"not {attribute}"
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=_key_of_duty(told, kind),
        comparator="=",
        value=value,
        value_max=None,
        unit=None,
        per=None,
        due=None,
        condition=None,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        section=statement.block.section,
    )


def _key_of_duty(told: Told, kind: str) -> str:
    """What a duty is compared by: verb and object where it binds, else what its kind calls it."""
    strength = told.strength
    if strength.binds:
        denied = "not " if strength.negated else ""
        return denied + duty_key(told.text, strength.verb_start, strength.verb_end)
    return key(BY_KIND[kind].attribute(told.text) or " ".join(content(told.text)[:3]))
