"""Clauses of a sentence that state nothing of a program as it is: what ended, what others ask, what a product costs.

"The annual fee of $500 has been abolished", "Unlike programs that charge $900", "The trial is valid for 30 days": a value
or a duty in such a clause is well formed and belongs to somebody or some time else. Known by grammar, never by names.
"""

from __future__ import annotations

import re

ASKED = r"(?:require|need|have|be|cost|charge|ask|demand|expect|pay|last|hold|expire|apply)"
ASKED_THEN = r"(?:required|needed|obliged|expected|asked|charged|demanded|cost|paid|had|was|were|valid)"
TERM = (
    r"(?:fees?|dues|charges?|prices?|costs?|requirements?|conditions?|thresholds?|minimum|limits?|validity|rules?|"
    r"quotas?|obligations?|prerequisites?|duty|duties|discounts?|rebates?)"
)
REPEALED = (
    r"(?:abolished|scrapped|discontinued|dropped|eliminated|withdrawn|removed|lifted|repealed|phased out)"
)
DATE = r"(?:[A-Za-z]+\.? )?(?:\d{1,2},? )?(?:19|20)\d\d"
ENDED = re.compile(
    rf"(?<!is )(?<!are )(?<!be )(?<!was )(?<!were )(?<!been )\bused to {ASKED}\b|"
    rf"(?<!have )(?<!has )(?<!having )\b(?:previously|formerly|originally|once) {ASKED_THEN}\b(?! for all)|"
    rf"^\W*(?:previously|formerly|in the past)\b[^.;]{{0,120}}?\b{ASKED_THEN}\b|"
    rf"\b{TERM}\b[^;:.]{{0,80}}?\b(?:has|have|was|were|is|are)(?: \w+)? (?:been )?{REPEALED}\b|"
    rf"\b{TERM}\b[^;:.]{{0,80}}?\b(?:was|were|has been|have been) waived\b(?! (?:for|if|when|where)\b)|"
    rf"\b{TERM}\b[^;:.]{{0,80}}?\bno longer (?:appl(?:y|ies)|charged|due|payable|in force|collected)\b|"
    rf"^\W*until {DATE},?\s[^.;]{{0,80}}?\b{ASKED_THEN}\b|"
    rf"\b(?:was|were|had|needed|paid|charged)\b[^.;]{{0,60}}?\buntil {DATE}",
    re.IGNORECASE,
)
"""A clause about what was and is not any more; what "must have previously" been done is no such thing."""
NOW = re.compile(
    r"[;:]\s|,?\s(?:but|and now|now|while|whereas|and (?:is|are|it|they|has|have) now|it is now|(?:and|but) today)\s",
    re.IGNORECASE,
)
"""What parts a clause about what was from one about what is."""
FOREIGN = re.compile(
    r"\b(?:unlike|compared (?:with|to)|in contrast (?:to|with)|as opposed to)\s|"
    r"\bother (?:\w+ ){0,2}(?:programs?|programmes?|schemes?|vendors?|competitors|networks)(?=\s(?:that|which|who|"
    r"require|need|charge|ask|demand|expect|cost|offer))",
    re.IGNORECASE,
)
"""What opens a clause about somebody else's rules."""
OWN = re.compile(r"[;:]\s|,\s(?!(?:which|who|whose|where|that|and|or)\b)", re.IGNORECASE)
"""What ends it."""
PRODUCT = re.compile(
    r"(?:^|[;,]\s|\b(?:and|but|while)\s)\W*(?P<subject>(?:(?:our|the|this|each|an?|your|every|one|its)\s)?"
    r"(?:[\w’'-]+\s){0,3}?(?:products?|trials?|licen[cs]es?|subscriptions?|software|apps?|tools?|platform|seats?|"
    r"devices?))\s(?:itself\s)?(?:(?:(?:now|only|currently|also)\s)?(?:costs?|is|are|starts?|runs?|lasts?|expires?|"
    r"remains?|sells?|will (?:cost|be|expire|last)))\b",
    re.IGNORECASE,
)
"""A clause whose subject is what a vendor sells."""
OF_PROGRAM = re.compile(
    r"\b(?:member|partner|certif|program|exam|audit|course|train|learn|designat|list|regist|accredit|enrol|valid|"
    r"qualif|approv|verif|badge|test|complian|conform|logo)",
    re.IGNORECASE,
)
"""A product whose certification or listing is told of, and not the product."""


def unsaid(text: str, at: int) -> bool:
    """Whether what stands at an offset of a sentence is of the past or of other programs. Never raises."""
    return _foreign(text, at) or _ended(text, at)


def of_product(text: str, at: int) -> bool:
    """Whether the clause around an offset of a sentence tells of a product that is sold, and of nothing of a program's."""
    before = [match["subject"] for match in PRODUCT.finditer(text) if match.start("subject") <= at]
    return bool(before) and not OF_PROGRAM.search(before[-1])


def _foreign(text: str, at: int) -> bool:
    for opening in FOREIGN.finditer(text):
        if opening.start() > at:
            return False
        end = OWN.search(text, opening.end())
        if end is None or at < end.start():
            return True
    return False


def _ended(text: str, at: int) -> bool:
    start = 0
    for parting in NOW.finditer(text):
        if parting.start() > at:
            return ENDED.search(text[start : parting.start()]) is not None
        start = parting.end()
    return ENDED.search(text[start:]) is not None
