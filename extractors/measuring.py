"""How the values of a sentence hang together: which is no statement of its own, and what counts or dates which."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.modality import GIVEN

if TYPE_CHECKING:
    from extractors.told import Told
    from extractors.values import Found

TRAILING = re.compile(
    r"\b(?:trailing|rolling|past|last|previous|preceding|prior|any given|over a?|over the|within a|"
    r"within any|in an?|in any|during an?|(?:times|attempts)(?: (?:in|within|during|per))?)\s*$",
    re.IGNORECASE,
)
IN_VAIN = re.compile(
    r"^(?:steps?|ways?|options?|categor\w*|areas?|reasons?|sections?|examples?|parts?|things?|stages?|"
    r"phases?|types?|kinds?|"
    r"tiers?|levels?|tracks?|programs?|tabs?|fields?|clicks?|times?|countries|partners|companies|dates|"
    r"journey|"
    r"organi[sz]ations?|designations?|requirements?|pages?|alternatives|industr\w+|roles|metrics|paths|"
    r"cautions|keys?|digits?|names?|objectives?)$",
    re.IGNORECASE,
)
NAMING_DATE = re.compile(
    r"\b(?:release|version|edition|issue|as of|dated|updated|published)\s*\(?(?:on\s+|in\s+)?$", re.IGNORECASE
)
"""What stands before a date that only tells one thing from another ("the previous release (May 2025)")."""
REPEATED = re.compile(r"(?:times|tries)\b")
TAKEN = re.compile(r"\b(?:exam|test|assessment|retake|re-?sit|attempt)", re.IGNORECASE)
"""What is counted in times: how often somebody may sit an exam."""
COUNTED = re.compile(
    r"(?:\b(?:number|count|no\.?|amount) of |\bhow many |^|[.;,(]\s)(?:total |maximum |minimum |required |scored )*"
    r"(?P<noun>[a-z][\w-]*(?: [a-z][\w-]*){0,3}?)\s*"
    r"(?:[:–—-]\s*|\?\s*|\bare\b[^?]{0,60}\?\s*|\bdo(?:es)?\b[^?]{0,60}\?\s*)"
    r"(?:(?:yes|no|there (?:are|is)|you need|about|approximately|at least|up to|a maximum of|the exam has),?\s*)?$",
    re.IGNORECASE,
)
"""A label or a question in front of a bare number, with what it counts ("Number of questions: 60")."""
FORMERLY = re.compile(
    r"\b(?:increased|decreased|changed|raised|lowered|went|up|down|extended|previously|formerly|"
    r"was)(?:\s+from)?\s*$",
    re.IGNORECASE,
)
FRESHNESS = re.compile(
    r"\b(?<!must be )(?:refreshed|updated|provisioned|sent|emails? (?:is|are)|processing|"
    r"to (?:appear|show up|be reflected|sync|take effect)|"
    r"(?:during|in) (?:\w+ )?business hours)\b",
    re.IGNORECASE,
)
RESCHEDULED = re.compile(r"\b(?:reschedul|cancel)", re.IGNORECASE)
"""What may be done for nothing up to a time: the time is what is stated."""
JOINING = re.compile(r"[^.;:]{0,60}(?:,|\band\b|\bor\b)\s*", re.IGNORECASE)
UNTIL_THEN = re.compile(
    r"\b(?:until then|till then|before (?:that|then)|previously|currently|so far|up to then)\b", re.IGNORECASE
)
"""Words before a value that held before the date of its sentence."""
NEAR = 30


def counting(value: Found, told: Told) -> Found:
    """A bare number with the noun that its label or its question gives it ("How many questions are there?" "60.")."""
    if value.type != "count" or value.noun:
        return value
    asked = f"{told.statement.question} " if told.statement.answers else ""
    label = COUNTED.search((asked + told.text[: value.start])[-120:])
    return replace(value, noun=label["noun"], unit=label["noun"].split()[-1].lower()) if label else value


def over(value: Found, told: Told) -> bool:
    """Whether a length of time is only that over which something else is measured."""
    return _measured(told.found) or bool(TRAILING.search(told.text[: value.start]))


def _measured(found: tuple[Found, ...]) -> bool:
    return any(other.type not in ("duration", "date") for other in found)


NUMBERED = re.compile(
    r"\b(?:Milestone|Phase|Stage|Wave|Module|Version|Chapter|Appendix|Annex|Figure|Section|Exhibit|Option) $"
)
"""A noun that a number follows as a name: what stands behind it is not what is counted ("Milestone 2 ratio")."""
ZERO_NAMED = re.compile(r"[Zz]ero[ -][A-Z][a-z]")
"""A number that begins a name ("Zero Trust Workshop")."""


def vain(value: Found, text: str, found: tuple[Found, ...]) -> bool:
    """Whether a value is no statement of its own: a date beside others, a period that another is measured over, a step."""
    before = text[: value.start]
    given = GIVEN.match(text)
    if (given and value.end <= given.end()) or FORMERLY.search(before):
        return True
    if value.type == "count":
        if NUMBERED.search(before) or ZERO_NAMED.match(text, value.start):
            return True
        named = value.noun and not IN_VAIN.match(value.noun.split()[-1])
        return not named and not (REPEATED.match(value.noun) and TAKEN.search(text))
    if value.type == "duration":
        over_it = TRAILING.search(before) is not None and _measured(found)
        return over_it or (value.value == "P1D" and value.unit is None) or FRESHNESS.search(text) is not None
    if value.type == "date":
        return any(other.type != "date" for other in found) or (
            len(found) > 1 and NAMING_DATE.search(before) is not None
        )
    return (
        value.type == "money" and value.value == 0 and len(found) > 1 and RESCHEDULED.search(text) is not None
    )


def due_of(value: Found, told: Told) -> str | None:
    """The date that a value is bound to: its own, else that of its sentence, unless its clause tells what was before."""
    if value.due or UNTIL_THEN.search(told.text[max(value.start - NEAR, 0) : value.end]):
        return value.due
    found = next((str(other.value) for other in told.found if other.type == "date"), None)
    return found if found != value.value else None


def per_of(value: Found, told: Told) -> str | None:
    """The period over which a number is measured, where the sentence gives one ("in trailing 12 months")."""
    if value.type not in ("money", "count", "points", "percent"):
        return None
    periods = (
        other
        for other in told.found
        if other.type == "duration" and TRAILING.search(told.text[: other.start])
    )
    return next((str(other.value) for other in periods), None)


def continues(value: Found, before: Found | None, text: str) -> bool:
    """Whether a value goes on with the enumeration in which another one stands ("$20 for A and $50 for B")."""
    if before is None or before.type != value.type or before.unit != value.unit:
        return False
    return JOINING.fullmatch(text[before.end : value.start]) is not None


def joined(value: Found, before: Found | None, text: str) -> Found:
    """A value with the period of the one before it, where the two share it ("an annual fee of $20 for A and $50 for B")."""
    shared = before is not None and not value.per and continues(value, before, text)
    return replace(value, per=before.per) if before is not None and shared else value
