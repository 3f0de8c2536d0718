"""Lines that are rows of a table in disguise: a label with its value ("Format: online"), a term with its definition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.classifying import kind_of_label
from extractors.modality import force

if TYPE_CHECKING:
    from extractors.structure import Statement
    from extractors.subjects import Subjects

LINE = re.compile(r"(?P<label>[^\W\d_#%][\w’'/&()#%. -]{1,50}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
"""A few words, a colon, and what stands behind them."""
MAX_WORDS = 12


def as_row(statement: Statement, subjects: Subjects) -> Statement | None:
    """A statement as the cell beside its label; None where it has no label that says of what kind its value is."""
    if statement.answers and statement.question and not statement.question.endswith("?"):
        label, at = statement.question, 0
    elif (match := LINE.fullmatch(statement.text)) is not None:
        label, at = match["label"], match.start("value")
    else:
        return None
    value = statement.text[at:]
    if len(value.split()) > MAX_WORDS or value.endswith(":") or "](" in value or force(value).binds:
        return None
    whole = subjects.of(replace(statement, text="", form="cell", question=""))[0]
    context = " / ".join((subjects.document.title, *statement.section[-2:], statement.block.intro))
    person = subjects.names.sort(whole) == "certification"
    if kind_of_label(label, context, credential=person) is None:
        return None
    return replace(
        statement, text=value, start=statement.start + at, form="cell", row=label, question="", answers=False
    )
