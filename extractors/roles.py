"""Who has a duty, as the sentence says: with whom it begins, for whom it holds, or by whom something must be done."""

from __future__ import annotations

import re

from extractors.duties import VENDOR_SIDE

ACTOR = (
    r"partners?|resellers?|providers?|members?|vendors?|integrators?|distributors?|agenc(?:y|ies)|"
    r"practitioners?|ISVs?|MSPs?|"
    r"organi[sz]ations?|distributions?|products?|accounts?|customers?|designations?|speciali(?:[sz]ation|sm)s?|"
    r"competenc(?:y|ies)|integrations?|certifications?|credentials?"
)
ROLE = re.compile(
    rf"^(?:[A-Z]\w+:\s+)?(?:(?:Beginning|Starting|From|As of|Effective|After|In|On|For|To|If|When|"
    rf"Once)\b[^,]{{0,80}},\s+)?(?:(?:all|each|every|any|the|an?|existing|new|both the|our|"
    rf"these)\s+)?(?P<role>(?:[\w()/&-]+\s+){{1,5}}?(?:{ACTOR}))(?:\s+\([^)]*\))?\s+(?:that\s|who\s|"
    rf"listed\s|must|need|should|shall|are|is|has|have|will|may|can|provide|get|pay)",
    re.IGNORECASE,
)
NAMED_ROLE = re.compile(
    r"(?:^|,\s|\bby\s(?<!approved by\s)(?<!reviewed by\s)(?<!verified by\s)(?<!validated by\s)(?<!confirmed by\s)"
    r"(?<!accepted by\s))"
    r"(?:[Aa]ll|[Ee]ach|[Ee]very|[Aa]ny|[Tt]he|[Aa]n?|[Aa]ll designated)\s+"
    r"(?P<role>[A-Z][a-z]\w+(?:[ &/-](?:of |for )?[A-Z][\w-]+){1,3})(?:\s+\([^)]*\))?"
    r"(?=\s+(?:must|shall|should|needs? to|(?:is|are) (?:required|obliged|responsible)|ha(?:s|ve) to|fulfil)|[.;]?$)"
)
"""Who has a duty, by a name of at least two words: "an Authorized Test Centre shall", "must be shown by the Test Centre"."""
REQUIRED = re.compile(
    r"(?:\s+\([^)]*\))?\s+(?:is|are) (?:also )?(?:required|needed|mandatory)\b", re.IGNORECASE
)
WHOM = re.compile(
    r"^For (?P<role>(?!more|example|instance|each|every|all|the|this|these|information|details|your|online|"
    r"any|help)[\w/&’'-]+(?:\s+[\w/&’'-]+){1,7}),"
)
FREE_FOR = re.compile(
    r"\b(?:no charge|free of charge|no fee|no cost) for (?P<role>[\w-]+(?:\s+[\w-]+){1,4})[.,;]"
)


def role(text: str) -> str:
    """The words for who has the duty, or gets the favour, that a sentence states; empty when it says nobody."""
    match = _first(text) or WHOM.match(text) or FREE_FOR.search(text)
    return match.group("role").strip() if match else named_role(text)


def named_role(text: str) -> str:
    """Who has a duty by name, unless it is who runs the program ("the Review Board shall"); else empty."""
    match = NAMED_ROLE.search(text)
    name = match.group("role") if match else ""
    return "" if not name or VENDOR_SIDE.match(name.split()[-1]) else name


def _first(text: str) -> re.Match[str] | None:
    """Who a sentence begins with, unless it is what is required ("A seller account is required")."""
    match = ROLE.match(text)
    return None if match and REQUIRED.match(text, match.end("role")) else match
