"""Of which kind a statement is: the kind whose lexicon says most for its words and its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.kinds import RULES, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.values import Found

STRONG, WEAK, AROUND, ELSEWHERE = 3.0, 1.0, 2.0, 1.5
"""What a word counts: strong or weak in the clause, in heading or introduction, strong elsewhere in the sentence."""
LEADING = 0.5
"""What a strong word at the beginning of the sentence counts besides, where nothing else is enough."""
LEAD = 40
"""Characters at the beginning of a sentence in which it says what it is about."""
ENOUGH = 3.0
"""What a kind needs to be the kind of a value by itself: one strong word, or a weak one in a fitting context."""
MOSTLY = 0.8
DEMANDED = frozenset(rule.kind for rule in RULES if rule.general is not None)
"""Kinds that are demands: without a binding word, introduction or table a number is not one of them."""
STATED = frozenset(rule.kind for rule in RULES if rule.general is not None and rule.general < MOSTLY)
"""The most general kinds: their form of statement ("is awarded the badge once") counts beside their words."""

TIER = re.compile(
    r"\b(?:tiers?|levels?|partners?|members?(?:hip)?|program(?:me)?|network|resellers?|agenc|distributor|"
    r"provider|MSP)",
    re.IGNORECASE,
)
SPECIAL = re.compile(
    r"\b(?:speciali(?:[sz]ation|sm)|designation|competenc|conformance|integration|badge|certified (?:solution|"
    r"platform|service|product|provider)|accreditation|solutions? partner|layered|distribution|"
    r"product|track|status$|skilling|capability score|validation checklist|AI conformant)",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:certified|exam|practitioner|administrator|architect|developer|associate|engineer|analyst|consultant|"
    r"specialist|expert|foundations|fundamentals|professional|credential)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A kind with what speaks for it."""

    rule: Rule
    weight: float


@lru_cache(maxsize=4096)
def _around(context: str) -> frozenset[str]:
    return frozenset(rule.kind for rule in RULES if rule.context and rule.context.search(context))


@dataclass(frozen=True, slots=True)
class Clause:
    """What is to be classified: a clause, its sentence and its surroundings, with the type and noun of its value if any."""

    text: str
    sentence: str
    context: str
    value_type: str | None = None
    noun: str = ""
    demanded: bool = True  # whether it may be a demand


def fit(clause: Clause) -> Fit | None:
    """The best fitting kind for a clause; None when no word speaks for any."""
    rules = [rule for rule in RULES if _may_be(rule, clause)]
    best = _best(clause, rules)
    if best is None or best.weight >= ENOUGH or clause.text is clause.sentence:
        return best
    # what a sentence is about holds for all of its clauses
    about = best.rule.strong.search(clause.sentence[:LEAD])
    return Fit(best.rule, best.weight + LEADING) if about else best


def fit_among(clause: Clause, rules: Sequence[Rule]) -> Fit | None:
    """The best fitting of the kinds whose words are those of another language; None when no word speaks for any."""
    around = frozenset(
        rule.kind for rule in rules if rule.context is not None and rule.context.search(clause.context)
    )
    return _best(clause, [rule for rule in rules if _may_be(rule, clause)], around)


def fact(sentence: str, context: str) -> Fit | None:
    """The best fitting kind that accepts a sentence as a fact, without a number or a binding verb; None when none does."""
    rules = [rule for rule in RULES if rule.states is not None and rule.states.search(sentence)]
    best = _best(Clause(sentence, sentence, context), rules) if rules else None
    if best is not None and best.rule.kind in STATED:
        return Fit(best.rule, best.weight + ELSEWHERE)
    return best


def _may_be(rule: Rule, clause: Clause) -> bool:
    if clause.value_type is not None and clause.value_type not in rule.values:
        return False
    if rule.kind in DEMANDED and not clause.demanded:
        return False
    return not (clause.value_type == "count" and rule.nouns and not rule.nouns.search(clause.noun))


def _best(clause: Clause, rules: list[Rule], around: frozenset[str] | None = None) -> Fit | None:
    around = _around(clause.context) if around is None else around
    best: Fit | None = None
    for rule in rules:
        weight = _weight(rule, clause) + (AROUND if rule.kind in around else 0.0)
        weight *= (
            1.0 if rule.general is None else rule.general
        )  # where two kinds fit, the more specific one is it
        if (
            (best is None or weight > best.weight)
            and weight > 0
            and not (rule.unless and rule.unless.search(clause.sentence))
        ):
            best = Fit(rule, weight)
    return best


def _weight(rule: Rule, clause: Clause) -> float:
    weight = WEAK if rule.weak and rule.weak.search(clause.text) else 0.0
    if (count := rule.strong.count(clause.text)) > 0:
        return weight + STRONG + min(count - 1, 2) * WEAK
    if clause.text is not clause.sentence and rule.strong.search(clause.sentence):
        return weight + ELSEWHERE
    return weight


EXAM_DAY = re.compile(
    r"\b(?:exam|examination|testing)\s+(?:day|rules|polic(?:y|ies)|conduct|room|appointment|check-?in|registration|security|"
    r"procedures?)\b|\bday of (?:the|your) (?:exam|test)\b|\b(?:during|before|after|at) (?:the|your) (?:exam|test)\b|"
    r"\btest[- ](?:day|takers?|cent(?:er|re))\b|\bretakes?\b|\bretaking\b|\bproctor",
    re.IGNORECASE,
)
"""Headings and questions under which what people must do belongs to their exam."""


COURSE = re.compile(
    r"\b(?:courses?|modules?|trainings?|workshops?|lessons?|classes|learning)\b", re.IGNORECASE
)
ABOUT_EXAM = re.compile(
    r"\b(?:exams?|examination|passing|proctor\w*|questions|multiple[- ]choice)\b", re.IGNORECASE
)
LONGEST_LABEL = 80
IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|[:*†‡§¹²³])+$")


@lru_cache(maxsize=4096)
def kind_of_label(label: str, context: str, *, credential: bool = False) -> str | None:
    """The kind that a whole label of a row, a column or a line says ("Passing score"); None when it says none.

    `context`: the labels and headings around it. `credential`: what the label tells about is a person's certification.
    """
    if len(label) > LONGEST_LABEL:
        return None
    plain = IN_BRACKETS.sub("", label.strip())
    examined = ABOUT_EXAM.search(context) is not None
    if (credential or examined) and not (COURSE.search(context) and not examined):
        shared = next((rule.kind for rule in RULES if rule.shared and rule.shared.fullmatch(plain)), None)
        if shared:
            return shared
    own = next((rule.kind for rule in RULES if rule.heads and rule.heads.fullmatch(plain)), None)
    if own is None and COURSE.search(context):
        return next(
            (r.kind for r in RULES if r.kind == "curriculum" and r.shared and r.shared.fullmatch(plain)), None
        )
    return own


def usual_kind(subject: str, sort: str | None, context: str) -> str:
    """The kind of a demand on a subject when no word of the sentence says otherwise."""
    if EXAM_DAY.search(context):
        return "exam"
    if sort == "tier":
        return "tier_requirement"
    if sort == "specialization" or SPECIAL.search(subject):
        return "specialization_requirement"
    if sort == "certification" or not TIER.search(subject):
        person = PERSON.search(subject) is not None
        special = sort == "certification" or SPECIAL.search(context)
        return "prerequisite" if person else "specialization_requirement" if special else "tier_requirement"
    return "tier_requirement"


def kind_of_demand(statement: Statement, subjects: Subjects, context: str) -> str:
    """The kind of a demand that no word of its sentence tells: by its subject or, where that is a mere role, by the page."""
    subject = subjects.of(statement)[0]
    sort = subjects.names.sort(subject)
    if sort is None and not any(known.search(subject) for known in (SPECIAL, TIER, PERSON)):
        subject = subjects.whole
        sort = subjects.names.sort(subject)
    return usual_kind(subject, sort, context)


OWED_BY_MEMBERS = re.compile(
    r"\b(?:fees?|dues|costs?|member(?:ship)?|enrol+ment|join|audit|certif\w+|exams?|pay(?:ment|able)?|courses?|training)\b",
    re.IGNORECASE,
)
NO_EXAM = re.compile(
    r"\b(?:dues|member(?:ship)?|enrol+ment|join|audit|courses?|training|workshop|renewal|maintenance|submission)\b",
    re.IGNORECASE,
)


def of_axes(kind: str, value: Found, subject: str, subject_sort: str | None, attribute: str) -> str:
    """The kind of an amount in a table, by what it is for.

    A tier's discount, or what it gets for nothing, is an incentive; the bare price of a person's certification is that of
    its exam; all else keeps its kind.
    """
    if kind != "fee":
        return kind
    given = value.type == "percent" or (value.type == "money" and value.value == 0)
    if subject_sort == "tier" and given and not OWED_BY_MEMBERS.search(attribute):
        return "neutrality"
    person = subject_sort == "certification" and PERSON.search(subject) and not NO_EXAM.search(attribute)
    return "exam" if person and value.type == "money" else kind


EXAM = re.compile(r"\b(?:exams?|examination|retakes?|proctored|reschedul\w+|appointment)\b", re.IGNORECASE)


def of_exam(kind: str, value_type: str, words: str) -> str:
    """The kind of a price: that of a person's exam belongs to the exam, all other prices are fees."""
    return "exam" if kind == "fee" and value_type == "money" and EXAM.search(words) else kind
