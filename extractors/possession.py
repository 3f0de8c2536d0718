"""Demands without a word of demand: what firms of a known name have ("Gold partners employ ten engineers").

A page that sorts its partners tells in the plain present tense what those of a tier or a specialization are like; a
number in such a clause is what others need to become one. So is a number of people or references in a list that stands
under nothing but the name. What such firms receive is no demand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.modality import PROMISING, Force

if TYPE_CHECKING:
    from extractors.subjects import Subjects
    from extractors.told import Told

FIRMS = (
    r"(?:\s+(?:partners?|members?|firms?|compan(?:y|ies)|resellers?|agenc(?:y|ies)|organi[sz]ations?|integrators?|"
    r"providers?|consultanc(?:y|ies)|(?:tier|level) (?:partners?|members?)))?"
)
HAVING = re.compile(
    FIRMS + r"\s+(?:(?:also|each|all|typically|already|always)\s+)?"
    r"(?P<verb>employ|ha(?:s|ve)|hold|keep|maintain|retain|bring in|generate|book|deliver|complete|finish|publish|show|"
    r"score|reach|achieve|attain|demonstrate|prove|count|close|invest|commit)s?(?:es)?\s",
    re.IGNORECASE,
)
"""What firms do that qualifies them, behind their name; never what they get, receive, earn or enjoy."""
STANDING = re.compile(
    r"\b(?:certifi\w+|accredited|trained|qualified|staff|employees?|people|individuals?|engineers?|consultants?|analysts?|"
    r"specialists?|developers?|architects?|administrators?|practitioners?|professionals?|references?|case stud\w+|"
    r"success stor\w+|projects?|deployments?|implementations?|installations?|engagements?|customers?|clients?|revenue|"
    r"bookings?|sales|points|satisfaction|score|rating|experience|years?)\b",
    re.IGNORECASE,
)
"""What a standing is counted in."""
GIVEN_TO = re.compile(
    r"\b(?:seats?|vouchers?|tickets?|licen[cs]es?|discounts?|rebates?|margins?|commissions?|credits?|MDF|funds?|passes|"
    r"hours of|support|access|free|leads?|invitations?|subscriptions?|benefits?|dedicated|per cent off|our)\b|%",
    re.IGNORECASE,
)
"""What a vendor gives to those who have reached it."""
RULED = re.compile(FIRMS + r"(?:\s+[a-z]+){0,2}\s+", re.IGNORECASE)
"""What may stand between a name and the verb of which it is the subject."""
COUNTED_FIRST = re.compile(
    r"(?:(?:at least|a minimum of|minimum(?: of)?|no (?:fewer|less) than)\s+)?$", re.IGNORECASE
)
MEASURES = frozenset({"count", "score", "points", "money"})


def demanded_of_named(told: Told, subjects: Subjects) -> Told:
    """The statement as one that demands where it tells what firms of a known name have; else as it is. Never raises."""
    statement = told.statement
    if statement.form == "sentence":
        _, end = subjects.opening(told.text)
        if (
            end
            and told.strength.binds
            and RULED.fullmatch(told.text[end : max(told.strength.verb_start, end)])
        ):
            return replace(told, named=True)
        verb = HAVING.match(told.text, end) if end else None
        if verb and _counts(told) and not GIVEN_TO.search(told.text):
            strength = Force(binds=True, value=True, verb_start=verb.start("verb"), verb_end=verb.end())
            return replace(told, strength=strength, demanded=True, named=True)
    listed = statement.form == "item" and not told.demanded and not told.strength.advice
    if listed and _qualifies(told) and statement.section and _firms(statement.section[-1], subjects):
        return replace(told, demanded=True, named=True)
    return told


def _counts(told: Told) -> bool:
    return any(value.type in MEASURES for value in told.found) and STANDING.search(told.text) is not None


def _qualifies(told: Told) -> bool:
    """Whether an item begins with a number of what a standing is counted in, and nobody speaks of benefits."""
    first = told.found[0] if told.found else None
    return (
        first is not None
        and first.type == "count"
        and COUNTED_FIRST.fullmatch(told.text[: first.start]) is not None
        and STANDING.search(told.text) is not None
        and not GIVEN_TO.search(told.text)
        and not PROMISING.search(f"{told.lead} / {told.statement.block.intro}")
    )


def _firms(heading: str, subjects: Subjects) -> bool:
    """Whether a heading is nothing but the name of a tier or a specialization."""
    return subjects.names.sort(subjects.called(heading)) in ("tier", "specialization")
