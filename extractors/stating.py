"""What one sentence states: its values with their kinds, or one duty, or one fact that its kind accepts without a number."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.answering import answered
from extractors.attributes import content, key, shortened
from extractors.classifying import DEMANDED, ENOUGH, Clause, fact, fit, kind_of_demand, usual_kind
from extractors.duties import duty_key
from extractors.kinds import BY_KIND, RULES
from extractors.listednames import item_name
from extractors.modality import GIVEN, PROMISING, QUOTED
from extractors.owing import alternatives, owed
from extractors.portals import operating, staff
from extractors.possession import demanded_of_named
from extractors.records import Requirement
from extractors.told import ANY_OF, bound, parts, titles, told_of
from extractors.topics import listed, weighted
from extractors.unsaid import unsaid
from extractors.valued import MAX_FACT, SHORT, valued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.owing import Owed
    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.told import Told

OFFERED = frozenset(rule.kind for rule in RULES if rule.offered)
"""Kinds that a list or table of benefits may state."""
ASIDE = re.compile(
    r"^(?:for (?:example|instance)|e\.g\.|example:|imagine|suppose|to learn more|learn more|for (?:more|"
    r"guidance|information|details|instructions|help)|note:? see|we[’']ll|"
    r"this (?:article|page|section|guide|topic) (?:describes|explains|shows|covers|tells|gives)|"
    r"we will (?:send|let|review|"
    r"notify)|compare)\b|"
    r"\b(?:to view the|sign[- ]?in page|drop-?down|"
    r"subject to change|check (?:frequently|back))\b|"
    r"^[^:.]{3,60}:\s+(?:learn|understand|explore|discover|find out|read|view|see)\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:requirement|condition|criterion|step|stage|phase) \d{1,2}\s*[:.–—-](?:\s+\S+){0,12}$", re.IGNORECASE
)
"""A line that only counts the demands below it."""
BOILERPLATE = re.compile(
    r"\b(?:indemnif\w+|hold harmless|limitations? of liability|legal theor(?:y|ies)|consequential damages|"
    r"disclaimers? of warrant\w+|shall survive|governing law|"
    r"governed by the laws?|jurisdiction of|severab\w+|force majeure|waiver of|copyright,? (?:and )?trademark)\b",
    re.IGNORECASE,
)
"""Words of contracts of every kind; what they say is no rule of a program."""
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
    r"^(?:these|those|this|here) (?:are|is|may|applies|ensures|section|page|document|table)\b",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"(?:permitted|allowed|accepted|prohibited|forbidden)$", re.IGNORECASE)
REASON = re.compile(r"\s(?:so that|because|in order that|as this|since this)\s", re.IGNORECASE)
"""Words that lead to why something is demanded: what follows does not tell its kind."""
CONDITION = re.compile(r"(?:If|When|Once|Unless|As soon as)\b[^,]*$")
"""A condition without what follows from it."""
DEFINED = re.compile(
    r"(?:(?:The |Our )?[A-Z][\w&,/ -]{2,60}? (?:are|is an?) (?:designed |meant |intended )?(?:for )?|For )"
    r"(?:[\w-]+ ){0,3}?(?:compan(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|firms?|teams?|providers?|business(?:es)?|"
    r"consultanc(?:y|ies)|integrators?|resellers?|vendors?|developers?|distributors?)\b.{0,160}"
    r"\b(?:that|who|which|building|offering|providing|selling|delivering|reselling)\b"
)
"""A sentence that says who belongs to a class of partners: "Build Partners are firms that make extensions"."""
DEFINABLE = {"tier": "tier_requirement", "specialization": "specialization_requirement"}
SERVED = re.compile(
    r"\b(?:the|all|any) (?:[\w-]+ ){1,3}(?:our|your|their) (?:partners|members|customers|teams?|people)\s*$",
    re.IGNORECASE,
)
"""Words before a verb that says what something is for ("the tools our partners need to grow")."""
RECORD = re.compile(r"\w: (?:\"\"|\[\]|'')(?= |$)")
"""An empty field of a record: what its lines say are no sentences."""
POSSIBLY = re.compile(r"\b(?:may|might|could)(?: also| sometimes| still)?(?: be)?\s*$", re.IGNORECASE)
HOPEFUL = re.compile(r"\b(?:be able to|don[’']t worry|congratulations|exciting|proud)\b", re.IGNORECASE)
DENIED = re.compile(
    r"^(?:(?!\b(?:that|which|who|if|when|where|but|unless|because|while|as)\b)[^,;:]){0,70}?\b"
    r"(?:(?:is|are|do|does|has|have)(?:\s+not|n[’']t)\b(?! only)|there (?:is|are) no\b|"
    r"(?:has|have|offers?|charges?|pays?|grants?|gives?) no\b|never\b)",
    re.IGNORECASE,
)
"""The main clause of a fact that says what is not so: "Rebates are not paid on services". What will not be is a sanction."""
LONGEST = 900
MIN_WORDS = 3
LEAST_WORDS = 3


def stated(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The requirements that one sentence, list item, heading, or sentence of a cell states."""
    text = statement.text
    if (
        len(text) > LONGEST
        or QUOTED.search(text[:120])
        or NUMBERED.match(text)
        or all(BOILERPLATE.search(clause) or ASIDE.search(clause) for clause in text.split(";"))
        or any(ELSEWHERE.match(head) for head in statement.section[-1:])
    ):
        return
    if (
        statement.form == "item"
        and (duty := owed(statement.block.intro))
        and (name := item_name(statement.block.text))
    ):
        yield _owing(document, statement, name, duty, subjects)
        return
    told = demanded_of_named(told_of(statement), subjects)
    if settled := list(weighted(document, told, subjects)):
        yield from settled
        return
    given = (
        list(valued(document, told, subjects))
        if told.found and (told.strength.value or told.strength.negated)
        else []
    )
    yield from given
    if not given and (
        settled := list(answered(document, told, subjects)) or list(listed(document, told, subjects))
    ):
        yield from settled
        return
    if statement.form != "heading":
        leads = text.endswith(":") and not ANY_OF.search(text)
        for part in parts(told)[: -1 if leads else None]:
            if not given or (part.whole is not None and not part.found):
                yield from _unvalued(document, part, subjects)


def _owing(
    document: Document, statement: Statement, name: str, duty: Owed, subjects: Subjects
) -> Requirement:
    """What the introduction of a list demands of one of its items; alternatives of two kinds are a general demand."""
    best = fit(Clause(duty.words, duty.words, ""))
    told = replace(told_of(statement), statement=replace(statement, text=duty.words), strength=duty.strength)
    clear = best is not None and best.rule.duty and best.weight >= ENOUGH and " or " not in duty.words
    sort = subjects.names.sort(name) or "specialization"
    kind = best.rule.kind if clear and best is not None else usual_kind(name, sort, duty.words)
    return _duty(document, told, name, kind, duty.strength.value)


def _unvalued(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    if len(told.text.split()) < MIN_WORDS or _no_duty(told, subjects):
        return
    kind = _demanded_kind(told, subjects) if told.demanded else _fact_kind(told, subjects)
    if kind and (told.demanded or not told.strength.advice or kind == "directory"):
        value: Value = told.strength.value if told.strength.binds else DENIED.search(told.text) is None
        if value is True and told.text.endswith(":"):  # "one of the following:"
            value = alternatives(document, told.statement.block) or True
        states = BY_KIND[kind].states
        if (
            told.strength.binds
            and not value
            and states
            and states.search(told.text[: told.strength.verb_start])
            and not DENIED.search(told.text[: told.strength.verb_start])
        ):
            value = True  # "The exam is closed book, and notes are not permitted"
        whole = told.whole or told
        yield _duty(document, told, subjects.for_kind(kind, whole.statement)[0], kind, value)


def _no_duty(told: Told, subjects: Subjects) -> bool:
    """Whether a statement is a step in a portal, or what somebody does who does not take part in the program."""
    verb = told.strength
    if unsaid(told.text, max(verb.verb_start, 0)):
        return True
    if SERVED.search(told.text[: max(verb.verb_start, 0)]):
        return True
    if told.text.endswith("!") or RECORD.search(told.text) or _may_bind(told):
        return True
    if operating(told.text, verb.verb_end, told.statement.section):
        return True
    return verb.binds and verb.value and staff(told.text, verb.verb_start, subjects.whole)


def _may_bind(told: Told) -> bool:
    """Whether a duty is only possible ("Further papers may be required")."""
    verb = told.strength
    return verb.binds and verb.value and POSSIBLY.search(told.text[: max(verb.verb_start, 0)]) is not None


def _demanded_kind(told: Told, subjects: Subjects) -> str | None:
    text, context = told.text, told.statement.context
    said = REASON.split(text, maxsplit=1)[0]
    best = fit(Clause(said, said, context))
    needed = (
        ENOUGH + 2
        if told.statement.row and best is not None and not best.rule.strong.search(told.statement.row)
        else ENOUGH
    )
    if (
        best is not None
        and best.weight >= needed
        and best.rule.owes(text)
        and best.rule.kind not in DEMANDED
        and (best.rule.around or best.rule.strong.search(text))
    ):
        return best.rule.kind
    if not told.strength.binds and (
        GIVEN.match(text) or "@" in text or CONDITION.match(text)
    ):  # a condition, or an address, in a list of demands
        return None
    demand = text[max(told.strength.verb_end, 0) :]
    if not bound(told) or POINTING.match(text) or (REFERRING.search(demand) and not ANY_OF.search(demand)):
        return None
    if best is not None and best.weight >= needed and best.rule.owes(text) and best.rule.kind in DEMANDED:
        return best.rule.kind
    return kind_of_demand((told.whole or told).statement, subjects, f"{context} {text}")


def _fact_kind(told: Told, subjects: Subjects) -> str | None:
    text = told.text
    if (
        len(text) > MAX_FACT
        or HOPEFUL.search(text)
        or titles(told.statement)
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
    if DEFINED.match(text) and (sort := subjects.names.sort(subjects.of(told.statement)[0])) in DEFINABLE:
        return DEFINABLE[sort]
    best = fact(text, told.statement.context)
    return best.rule.kind if best is not None and best.weight >= ENOUGH else None


def _duty(document: Document, told: Told, subject: str, kind: str, value: Value) -> Requirement:
    statement = told.statement
    start, end = statement.around
    words = _demanded(told)
    attribute = shortened(words) or shortened(statement.text)
    if told.strength.negated and told.strength.value:
        attribute = f"not {attribute}"
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=_key_of_duty(told, kind),
        comparator="=",
        value=value,
        quote=document.text[start:end],
        start=start,
        end=end,
        section=statement.block.section,
    )


def _demanded(told: Told) -> str:
    """The words that say what is demanded: those after the verb, or before one like "is not permitted"."""
    text, strength = told.text, told.strength
    if strength.binds and PASSIVE.search(text, max(strength.verb_start, 0), max(strength.verb_end, 0)):
        return text[: strength.verb_start]
    return text[max(strength.verb_end, 0) :]


def _key_of_duty(told: Told, kind: str) -> str:
    """What a duty is compared by: verb and object where it binds, else what its kind calls it."""
    strength = told.strength
    if strength.binds:
        denied = "not " if strength.negated and strength.value else ""
        return denied + duty_key(told.text, strength.verb_start, strength.verb_end)
    return key(BY_KIND[kind].attribute(told.text) or " ".join(content(told.text)[:3]))
