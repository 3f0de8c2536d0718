"""How far a promise is: figures that the vendor gives of people trained or certified ("so far 120,000 have been certified").

They are targets under the attribute "progress …", without a date to meet. Small numbers are somebody's demand or team.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.attributes import key
from extractors.records import Requirement
from extractors.values import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document
    from extractors.structure import Statement
    from extractors.subjects import Subjects

_NUMBER = r"(?P<number>\d[\d,.]{0,14}(?:\s?(?:million|thousand|k\b))?)\+?"
_WHO = (
    r"(?:[\w-]+ ){0,3}?(?P<who>people|consultants|professionals|individuals|developers|engineers|practitioners|partners|"
    r"specialists|learners|employees|architects|educators|teachers|students|americans|workers)\b"
)
_DONE = r"(?:certified|trained|upskilled|reskilled|credentialed|accredited)"
_NOW = r"(?:now|already|so far|to date|since then|successfully)"
_ABOUT = r"(?:more than |over |nearly |almost |about |some |around )?"
_REACHED = (
    rf"{_NUMBER} {_WHO}(?:,? [\w-]+){{0,6}}? (?:have|has|had) (?:{_NOW} )?(?:been )?(?:{_NOW} )?"
    rf"(?:(?:trained|enrolled) and )?(?:{_DONE}|(?:earned|passed|completed) \w+ )"
)
_DID = rf"\b(?P<by>[\w’'-]+) (?:have|has|had) (?:{_NOW} )?(?:trained and )?{_DONE} {_ABOUT}{_NUMBER} {_WHO}"
_ARE = rf"{_NUMBER} {_WHO} (?:are|were|is) {_NOW} {_DONE}"
_THERE = rf"\b(?:now|already|to date|so far),? (?:\w+ ){{0,4}}?{_ABOUT}{_NUMBER} {_DONE} {_WHO}"
_PATTERNS: Final = tuple(re.compile(one, re.IGNORECASE) for one in (_REACHED, _DID, _ARE, _THERE))
_OURS: Final = frozenset(("we", "network", "program", "programme", "company", "academy"))
"""Who speaks of himself. Any other firm tells what it did, not what became of the vendor's promise."""
_DEMAND = re.compile(
    r"\b(?:must|required?|requires|requirements?|needs? to|needed|should|at least|minimum|if|once|when|until|after|unless|"
    r"aim\w*|plan\w*|will|target\w*|goals? (?:is|was)|by the end)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\bas of (?:\w+ ){0,3}20\d\d\b|\bsince (?:\w+ ){0,3}20\d\d\b", re.IGNORECASE)
_BEFORE: Final = 60  # characters before a figure in which words say that it is no figure but a demand
_LEAST: Final = 100


def progress(document: Document, statement: Statement, subjects: Subjects) -> Iterator[Requirement]:
    """The figures of progress in a sentence. Never raises."""
    text = statement.text
    if not any(word in text for word in ("certif", "trained", "skilled", "credited", "dential")):
        return
    match = next((found for pattern in _PATTERNS if (found := pattern.search(text))), None)
    if match is None or _DEMAND.search(text[max(0, match.start() - _BEFORE) : match.end()]):
        return
    by = (match.groupdict().get("by") or "we").lower()
    if by not in _OURS and by not in subjects.whole.lower().split():
        return
    figures = [one.value for one in values(match["number"]) if isinstance(one.value, int | float)]
    if len(figures) == 1 and figures[0] >= _LEAST:
        yield _requirement(document, statement, subjects.whole, match, figures[0])


def _requirement(
    document: Document, statement: Statement, subject: str, match: re.Match[str], figure: float
) -> Requirement:
    who = match["who"].lower()
    more = re.search(r"\b(?:more than|over)\s*$", statement.text[: match.start("number")], re.IGNORECASE)
    dated = _DATED.search(statement.text)
    return Requirement(
        kind="target",
        subject=subject,
        attribute=f"progress: {who}",
        key=key(f"progress: {who}"),
        comparator=">" if more else "=",
        value=figure,
        unit="people",
        condition=dated[0] if dated else None,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        section=statement.block.section,
    )
