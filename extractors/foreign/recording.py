"""The records of what texts in another language state, with attributes that can be read in a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.attributes import key, shortened
from extractors.foreign.tongue import CJK
from extractors.records import Requirement

if TYPE_CHECKING:
    from extractors.foreign.tongue import Tongue
    from extractors.kinds.rule import Rule
    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.values import Found

CLAUSE = re.compile(r"[;:,]\s|\s[–—-]\s|\.\s|\s\(|[、。；（]")
MAX_ATTRIBUTE: Final = 40
NEAR: Final = 15
"""Characters around a value in which what an exam's number measures is looked for first."""
MEASURES: Final = {
    "passing score": ("count", "percent", "points", "score"),
    "price": ("money", "percent"),
    "questions": ("count",),
    "attempts": ("count", "duration"),
    "duration": ("duration",),
    "grace period": ("duration",),
    "renewal fee": ("money", "percent"),
}
"""Types of values that a measure can have; any other one where it is not here."""


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
    near_to_far = (near, clause, statement.text, statement.context)
    shown = next(
        (name for text in near_to_far if rule is not None and (name := _measured(rule, value, text))), ""
    )
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


def _measured(rule: Rule, value: Found, text: str) -> str:
    """The first canonical name that a text shows and that a value of this type can have."""
    return next(
        (
            name
            for name, shown in rule.attributes
            if value.type in MEASURES.get(name, (value.type,)) and shown.search(text)
        ),
        "",
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
