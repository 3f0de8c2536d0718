"""Of which kind a statement is: the kind whose lexicon says most for its words and its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.kinds import RULES, Rule

STRONG, WEAK, AROUND, ELSEWHERE = 3.0, 1.0, 2.0, 1.5
"""What a word counts: strong in the clause, weak in the clause, in heading or introduction, strong elsewhere in the sentence."""
ENOUGH = 3.0
GENERAL = {"tier_requirement": 0.7, "specialization_requirement": 0.7, "prerequisite": 0.9}
"""Kinds that fit nearly everything count for less: where two kinds fit, the more specific one is it."""
"""What a kind needs to be the kind of a value by itself: one strong word, or a weak one in a fitting context."""

TIER = re.compile(
    r"\b(?:tiers?|levels?|partners?|members?(?:hip)?|program(?:me)?|network|resellers?|agenc|distributor|provider|MSP)",
    re.IGNORECASE,
)
SPECIAL = re.compile(
    r"\b(?:speciali[sz]ation|designation|competenc|conformance|integration|badge|certified (?:solution|platform|service|product|kubernetes|provider)|accreditation|solutions? partner|layered|distribution|product|track|skilling|capability score|validation checklist|AI conformant)",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:certified|certification|exam|practitioner|administrator|architect|developer|associate|professional|credential)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A kind with what speaks for it."""

    rule: Rule
    weight: float


@lru_cache(maxsize=4096)
def _around(context: str) -> tuple[bool, ...]:
    return tuple(bool(rule.context and rule.context.search(context)) for rule in RULES)


def fit(
    clause: str,
    sentence: str,
    context: str,
    value_type: str | None = None,
    noun: str = "",
    *,
    state: bool = False,
) -> Fit | None:
    """The best fitting kind for a clause of a sentence in its context; None when no word speaks for any."""
    best: Fit | None = None
    around = _around(context)
    for near, rule in zip(around, RULES, strict=True):
        if (value_type is not None and value_type not in rule.values) or (
            rule.unless and rule.unless.search(sentence)
        ):
            continue
        if value_type == "count" and rule.nouns and not rule.nouns.search(noun):
            continue
        weight = AROUND if near else 0.0
        if (count := rule.strong.count(clause)) > 0:
            weight += STRONG + min(count - 1, 2) * WEAK
        elif clause != sentence and rule.strong.search(sentence):
            weight += ELSEWHERE
        if rule.weak and rule.weak.search(clause):
            weight += WEAK
        if state and (rule.states is None or not rule.states.search(sentence)):
            continue
        weight *= GENERAL.get(rule.kind, 1.0)
        if weight > 0 and (best is None or weight > best.weight):
            best = Fit(rule, weight)
    return best


def usual_kind(subject: str, sort: str | None, context: str) -> str:
    """The kind of a demand on a subject when no word of the sentence says otherwise."""
    if sort == "tier":
        return "tier_requirement"
    if sort == "specialization" or SPECIAL.search(subject):
        return "specialization_requirement"
    if sort == "certification":
        return "prerequisite"
    if TIER.search(subject):
        return "tier_requirement"
    if PERSON.search(subject):
        return "prerequisite"
    return "specialization_requirement" if SPECIAL.search(context) else "tier_requirement"


EXAM = re.compile(r"\b(?:exams?|examination|retakes?|proctored|reschedul\w+|appointment)\b", re.IGNORECASE)


def of_exam(kind: str, value_type: str, words: str) -> str:
    """The kind of a price: that of a person's exam belongs to the exam, all other prices are fees."""
    return "exam" if kind == "fee" and value_type == "money" and EXAM.search(words) else kind
