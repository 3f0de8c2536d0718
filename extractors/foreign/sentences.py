"""What one sentence in another language states: its values with their kinds, or one duty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.classifying import DEMANDED, ENOUGH, Clause, fit_among
from extractors.clauses import clause_around
from extractors.foreign.recording import CLAUSE, page_words, plain, requirement
from extractors.foreign.tongue import CJK
from extractors.modality import QUOTED
from extractors.values import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.foreign.tongue import Tongue
    from extractors.kinds.rule import Rule
    from extractors.modality import Force
    from extractors.records import Document, Requirement
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.values import Found

LONGEST: Final = 900
MAX_FACT: Final = 320
SHORT: Final = 100
"""Characters of a text that is one clause, whatever its punctuation."""
MIN_WORDS: Final = 3
MIN_CHARACTERS: Final = 12
LEAST: Final = 3
"""Characters behind a verb that ends its sentence."""
COUNTED: Final = ("count", "percent", "money", "points", "score")
DATED: Final = frozenset({"validity", "renewal", "monitoring"})
WORDED: Final = frozenset({"exam", "monitoring"})
"""Kinds of facts whose words are their value: how an exam is held, what follows from a review."""
SINCE: Final = (">=", ">")
"""Since when a rule holds is none of what it says."""
LARGE: Final = 100_000


def stated(
    document: Document, statement: Statement, subjects: Subjects, tongue: Tongue
) -> Iterator[Requirement]:
    """The requirements that one sentence, list item, heading, or sentence of a cell states."""
    text = statement.text
    if (
        len(text) > LONGEST
        or QUOTED.search(text[:120])
        or any(tongue.elsewhere.search(head) for head in statement.section[-1:])
        or tongue.steps.search(text)
        or tongue.examples.search(text)
    ):
        return
    strength = tongue.force(text)
    listed = statement.form == "item" and _announced(statement, tongue)
    demanded = strength.binds or listed
    given = list(_valued(document, statement, subjects, tongue, demanded=demanded)) if strength.value else []
    yield from given
    if statement.form == "heading" or not _tells(text):
        return
    facts = (
        list(_facts(document, statement, subjects, tongue, {r.kind for r in given})) if strength.value else []
    )
    yield from facts
    if not given and not facts and demanded and not strength.advice:
        yield from _duty(document, statement, subjects, tongue, strength)


def _announced(statement: Statement, tongue: Tongue) -> bool:
    """Whether a list item, or the first sentence of a cell, is introduced as a demand."""
    intro = statement.block.intro.rstrip()
    if intro.endswith((":", "：")) and tongue.demanding(intro):
        return True
    first = statement.start == statement.block.start
    return first and tongue.demanding(f"{statement.column} / {statement.corner}")


def _tells(text: str) -> bool:
    """Whether a text is long enough to state a duty, and does not only announce a list."""
    enough = len(text) >= MIN_CHARACTERS if CJK.search(text) else len(text.split()) >= MIN_WORDS
    return enough and not text.endswith((":", "："))


def _valued(
    document: Document, statement: Statement, subjects: Subjects, tongue: Tongue, *, demanded: bool
) -> Iterator[Requirement]:
    text = statement.text
    found = values(text, tongue.language)
    given = tongue.given.match(text)
    shared = subjects.shared(text, found)
    for value in map(_scored, found):
        if vain(value, found) or _between(text, value, tongue) or (given and value.end <= given.end()):
            continue
        clause = text if len(text) <= SHORT and ";" not in text else _clause(text, value)
        rule = next(
            (
                rule
                for part in (*_beside(text, clause, value, found), clause)
                if (rule := _rule(part, value, statement, tongue, demanded=demanded))
            ),
            None,
        )
        kind = rule.kind if rule is not None else ""
        if not kind and demanded and value.type in COUNTED:
            kind = usual_kind(f"{statement.context} {text}", tongue)
        if kind == "target":
            value = replace(value, due=_due(value, found))  # noqa: PLW2901 - the same value, with its date
        if kind:
            own = shared.get(value.start)
            for subject in (own,) if own else subjects.for_kind(kind, statement):
                yield requirement(document, statement, tongue, subject, kind, value, _clause(text, value))


def _between(text: str, value: Found, tongue: Tongue) -> bool:
    """Whether something lies between what a value names: "between two attempts", "between May 1 and May 31"."""
    opening = tongue.span if value.type == "date" else tongue.pair
    return opening.search(text[: value.start]) is not None


def _scored(value: Found) -> Found:
    """A value; a bare number out of another one ("14 sur 20") is a score."""
    scored = (
        value.type == "count"
        and not value.noun
        and value.value_max is not None
        and value.comparator != "between"
    )
    return replace(value, type="score", unit="points") if scored else value


def vain(value: Found, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside other values, or a number of nothing."""
    if value.type == "date":
        return any(other.type != "date" for other in found)
    if value.type == "count":
        return not value.noun
    return value.unit == "ambiguous" or value.value == "P1D"


def _beside(text: str, clause: str, value: Found, found: tuple[Found, ...]) -> Iterator[str]:
    """The words right before and right behind a value, where its clause holds other values too."""
    first = max(text.find(clause), 0)
    before = max((other.end for other in found if other.end <= value.start), default=first)
    after = min((other.start for other in found if other.start >= value.end), default=len(text))
    left, right = text[before : value.end], text[value.start : after]
    several = sum(first <= other.start < first + len(clause) for other in found) > 1
    if several and left in clause:
        yield left
    if several and right in clause:
        yield right


def _clause(text: str, value: Found) -> str:
    left, right = clause_around(text, value.start, value.end, CLAUSE)
    return text[left:right]


def _rule(clause: str, value: Found, statement: Statement, tongue: Tongue, *, demanded: bool) -> Rule | None:
    """The kind of a value that its words and surroundings show clearly enough; None when they do not."""
    text = statement.text
    asked = f"{statement.question} {text}"
    best = fit_among(Clause(clause, asked, statement.context, value.type, value.noun, demanded), tongue.rules)
    if best is None or best.weight < ENOUGH:
        return None
    fact = len(text) < MAX_FACT and not tongue.promises.search(text[:60])
    if not (demanded or best.weight > ENOUGH + 1 or fact):
        return None
    if best.rule.kind == "target" and _due(value, values(text, tongue.language)) is None:
        return None
    return possible(best.rule, value, asked, tongue)


def _due(value: Found, found: tuple[Found, ...]) -> str | None:
    """The date by which a number is promised: its own, or the only one of its sentence."""
    dates = [str(other.value) for other in found if other.type == "date" and other.comparator in ("<=", "<")]
    return value.due or (dates[0] if len(dates) == 1 else None)


def possible(rule: Rule, value: Found, text: str, tongue: Tongue) -> Rule | None:
    """The rule where a value can be one of its kind; that of the exam for the price of one."""
    if rule.kind == "target" and value.type not in ("count", "percent"):
        return None
    if rule.kind == "investment" and not (isinstance(value.value, int | float) and value.value >= LARGE):
        return None
    if value.type == "date" and (
        rule.kind not in DATED or value.value_max is not None or value.comparator in SINCE
    ):
        return None
    if value.type == "percent" and rule.kind == "curriculum":
        return None
    exam = tongue.by_kind.get("exam")
    if rule.kind == "fee" and value.type == "money" and exam is not None and exam.strong.search(text):
        return exam
    return None if rule.kind in DEMANDED and value.type == "duration" else rule


def usual_kind(context: str, tongue: Tongue) -> str:
    """The kind of a demand when no word of the sentence says otherwise, by what it and its surroundings are about."""
    special = tongue.by_kind.get("specialization_requirement")
    about = special is not None and special.context is not None and special.context.search(context)
    return "specialization_requirement" if about else "tier_requirement"


def _duty(
    document: Document, statement: Statement, subjects: Subjects, tongue: Tongue, strength: Force
) -> Iterator[Requirement]:
    text = statement.text
    if tongue.referring.search(text[max(strength.verb_start, 0) :]):
        return
    kind = _owed(statement, tongue, strength)
    if not kind:
        return
    shown = tongue.by_kind[kind].attribute(text) if kind in tongue.by_kind else ""
    rest = text[max(strength.verb_end, 0) :]
    attribute = shown or page_words(rest if len(rest.strip(" .。")) > LEAST else text)
    if strength.negated:
        attribute = f"not {attribute}"
    value = strength.value if strength.binds else True
    for subject in subjects.for_kind(kind, statement):
        yield plain(document, statement, subject, kind, attribute, value, (statement.start, statement.end))


def _owed(statement: Statement, tongue: Tongue, strength: Force) -> str:
    """The kind of a duty without a value; empty where nothing tells that it falls on those who take part."""
    text, context = statement.text, statement.context
    best = fit_among(Clause(text, text, context), tongue.rules)
    if best is not None and best.weight >= ENOUGH and best.rule.duty:
        return best.rule.kind
    announced = any(tongue.demanding(lead) for lead in (statement.block.intro, *statement.section[-1:]))
    spared = not strength.value and any(
        rule.context is not None and rule.context.search(context)
        for rule in tongue.rules
        if rule.kind in DEMANDED
    )
    asked = tongue.whom.search(text) or announced or spared
    return usual_kind(f"{context} {text}", tongue) if asked else ""


def _facts(
    document: Document, statement: Statement, subjects: Subjects, tongue: Tongue, given: set[str]
) -> Iterator[Requirement]:
    """What counts without a number and without a binding verb, by the words of a kind that say so."""
    text = statement.text
    if tongue.advice.search(text):
        return
    for rule in tongue.rules:
        said = rule.states.pattern.search(text) if rule.states is not None else None
        if said is None or (rule.kind in given and rule.kind not in WORDED):
            continue
        best = fit_among(Clause(text, f"{statement.question} {text}", statement.context), (rule,))
        if best is not None and best.weight >= ENOUGH:
            value = said.group() if rule.kind in WORDED else True
            attribute = rule.attribute(said.group(), text) or page_words(text)
            for subject in subjects.for_kind(rule.kind, statement):
                span = (statement.start, statement.end)
                yield plain(document, statement, subject, rule.kind, attribute, value, span)
