"""What one sentence in another language states: its values with their kinds, or one duty."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.attributes import key, shortened
from extractors.classifying import DEMANDED, ENOUGH, Clause, fit_among
from extractors.foreign.tongue import CJK
from extractors.modality import QUOTED
from extractors.records import Requirement
from extractors.values import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.foreign.tongue import Tongue
    from extractors.kinds.rule import Rule
    from extractors.modality import Force
    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.values import Found

CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s\(|[、。；（]")
LONGEST: Final = 900
MAX_FACT: Final = 320
SHORT: Final = 100
"""Characters of a text that is one clause, whatever its punctuation."""
MIN_WORDS: Final = 3
MIN_CHARACTERS: Final = 12
MAX_ATTRIBUTE: Final = 40
LEAST: Final = 3
"""Characters behind a verb that ends its sentence."""
COUNTED: Final = ("count", "percent", "money", "points", "score")
DATED: Final = frozenset({"validity", "renewal", "monitoring"})
NEAR: Final = 15
"""Characters around a value in which what an exam's number measures is looked for first."""
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
    if not given and demanded and not strength.advice and statement.form != "heading" and _tells(text):
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
    for value in found:
        if vain(value, found) or (given and value.end <= given.end()):
            continue
        clause = text if len(text) <= SHORT else _clause(text, value)
        rule = _rule(clause, value, statement, tongue, demanded=demanded)
        kind = rule.kind if rule is not None else ""
        if not kind and demanded and value.type in COUNTED:
            kind = usual_kind(f"{statement.context} {text}", tongue)
        if kind == "target":
            value = replace(value, due=_due(value, found))  # noqa: PLW2901 - the same value, with its date
        if kind:
            for subject in subjects.for_kind(kind, statement):
                yield requirement(document, statement, tongue, subject, kind, value, _clause(text, value))


def vain(value: Found, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside other values, or a number of nothing."""
    if value.type == "date":
        return any(other.type != "date" for other in found)
    if value.type == "count":
        return not value.noun
    return value.unit == "ambiguous" or value.value == "P1D"


def _clause(text: str, value: Found) -> str:
    left = 0
    for match in CLAUSE.finditer(text, 0, value.start):
        left = match.end()
    after = CLAUSE.search(text, value.end)
    return text[left : after.start() if after else len(text)]


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
    if value.type == "date" and (rule.kind not in DATED or value.value_max is not None):
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
    text, context = statement.text, statement.context
    if tongue.referring.search(text[max(strength.verb_start, 0) :]):
        return
    best = fit_among(Clause(text, text, context), tongue.rules)
    if best is not None and best.weight >= ENOUGH and best.rule.duty:
        kind = best.rule.kind
    elif tongue.whom.search(text) or any(
        tongue.demanding(lead) for lead in (statement.block.intro, *statement.section[-1:])
    ):
        kind = usual_kind(f"{context} {text}", tongue)
    else:
        return
    shown = tongue.by_kind[kind].attribute(text) if kind in tongue.by_kind else ""
    rest = text[max(strength.verb_end, 0) :]
    attribute = shown or page_words(rest if len(rest.strip(" .。")) > LEAST else text)
    if strength.negated:
        attribute = f"not {attribute}"
    value = strength.value if strength.binds else True
    span = (statement.start, statement.end)
    yield plain(document, statement, subjects.for_kind(kind, statement)[0], kind, attribute, value, span)


def page_words(text: str) -> str:
    """The first words of a phrase in the page's own language: an attribute that can be read in a table."""
    words = re.split(CLAUSE, text.strip(" 、。：:"), maxsplit=1)[0] if CJK.search(text) else shortened(text)
    return words if not CJK.search(words) else words[:MAX_ATTRIBUTE]


def requirement(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document,
    statement: Statement,
    tongue: Tongue,
    subject: str,
    kind: str,
    value: Found,
    clause: str,
) -> Requirement:
    """The record of a value; its attribute is the canonical name where a word of the language shows one."""
    rule = tongue.by_kind.get(kind)
    near = statement.text if kind == "renewal" else clause
    if kind == "exam" and not CJK.search(clause):
        near = statement.text[max(0, value.start - NEAR) : value.end + NEAR]
    shown = rule.attribute(near, clause, statement.text, statement.context) if rule is not None else ""
    rest = clause.replace(statement.text[value.start : value.end], " ").strip()
    noun = value.noun if not CJK.match(value.noun) else ""  # a counter names nothing
    attribute = shown or noun or page_words(rest) or kind.replace("_", " ")
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=key(attribute),
        comparator=value.comparator,
        value=value.value,
        value_max=value.value_max,
        unit=value.unit,
        per=value.per,
        due=value.due,
        condition=value.condition,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        section=statement.block.section,
    )


def plain(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document,
    statement: Statement,
    subject: str,
    kind: str,
    attribute: str,
    value: Value,
    span: tuple[int, int],
) -> Requirement:
    """The record of a duty or of a text that names something."""
    return Requirement(
        kind=kind,
        subject=subject,
        attribute=attribute,
        key=key(attribute),
        comparator="=" if isinstance(value, bool) else None,
        value=value,
        quote=document.text[span[0] : span[1]],
        start=span[0],
        end=span[1],
        section=statement.block.section,
    )
