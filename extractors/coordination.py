"""Coordination: the duties that one sentence states one after another ("must apply, sign the form, and train two people").

Alternatives stay together: where verbs are joined by "or", there is one duty.
"""

from __future__ import annotations

import re

VERBS = frozenset(
    """
    accept achieve acknowledge adhere adopt agree appoint apply assign assume attain attend bring certify commit
    complete comply conduct configure confirm contain cooperate create define deliver demonstrate deploy describe
    designate develop disclose display earn employ enable enforce ensure enrol enroll establish execute expose fill
    follow fulfil fulfill generate give have hire hold identify implement include inform integrate join keep maintain
    make meet nominate notify obtain offer onboard operate own participate pass pay perform possess prepare present
    produce prove provide publish reach recertify refrain register remain renew resell resolve respond retain return
    run satisfy schedule score secure sell send serve share sign staff stay submit supply take undergo update upload
    validate verify
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Verbs of duties, in their base form, that are hardly ever nouns."""
NOUNS_TOO = frozenset(
    """
    access answer audit back be build check close contact cover document do drive focus guarantee help host invest
    lead license list manage mark market monitor name plan promote protect purchase receive record report request
    review show sponsor support test track train transact transfer use work
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Verbs that may be nouns in an enumeration ("support, test and review reports"): they need an object with a determiner."""
JOINT = re.compile(
    r"(?P<joint>\s*[,;]\s+(?:(?:and|or|as well as)\s+)?|\s+(?:and|or|as well as)\s+)"
    r"(?:(?:then|also|either|both|must|shall|should|will|have to|need to|is required to|are required to|to)\s+){0,3}"
    r"(?P<verb>[a-z]+)(?P<after>\s+[\w“\"'’(-]+)",
    re.IGNORECASE,
)
DETERMINED = re.compile(
    r"\s+(?:an?|the|your|their|its|our|his|her|this|that|these|those|all|any|each|every|at|with|on|in|to|for|as|by|"
    r"one|two|three|four|five|\d+)$",
    re.IGNORECASE,
)
PREPOSITIONS = frozenset(["at", "by", "for", "from", "in", "of", "on", "to", "up", "with"])
ONLY = re.compile(
    r"\W*only\s+(?:[\w-]+\s+){0,3}?(?:that|who|which|with)\s(?P<condition>[^.;:]{4,200}?)\s"
    r"(?:(?:are|is)\s+(?:able|eligible|allowed|permitted|entitled|authori[sz]ed)|can|may)\b",
    re.IGNORECASE,
)
AND_ALSO = re.compile(
    r",?\sand\s(?P<verb>(?:are|is|have|has|hold|holds|meet|meets|signed|completed)\s)", re.IGNORECASE
)
OPEN = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|if|how|whether|unless|before|after|while|because|by|between|"
    r"to(?!\s+(?:the|an?|your|their|its|our|all|any|each|this|these)\b))\s",
    re.IGNORECASE,
)
"""A word that opens a clause of its own: what "and" joins after it may belong to that clause."""
GERUND = re.compile(r"[a-z]{2,}ing$", re.IGNORECASE)
LEADING = re.compile(
    r"\W*(?:(?:also|then|either|both|first|be|been|to|includes?|involves?)\s+)*(?P<verb>[a-z]+)",
    re.IGNORECASE,
)


def conjuncts(text: str, verb_end: int) -> tuple[tuple[int, int], ...]:
    """Offsets of the duties of a sentence: the first from its beginning, each other from its own verb; one if not several.

    `verb_end`: where the words that bind end ("must"); 0 for an imperative.
    """
    first = LEADING.match(text, verb_end)
    if first is None:
        return ((0, len(text)),)
    gerunds = bool(GERUND.match(first.group("verb")))
    cuts: list[tuple[int, int]] = []
    since = first.end()
    for joint in JOINT.finditer(text, first.end()):
        verb = joint.group("verb").lower()
        if _inside(text, joint.start()) or not _is_duty(verb, joint.group("after"), gerunds=gerunds):
            continue
        words = joint.group("joint")
        if re.search(r"\bor\b", words):
            return ((0, len(text)),)
        between = text[since : joint.start()]
        if not _has_object(between) or _only_purpose(joint.group()):
            continue
        if "," not in words and ";" not in words and OPEN.search(between):
            continue
        cuts.append((joint.start(), joint.end("joint")))
        since = joint.end("verb")
    starts = (0, *(begin for _, begin in cuts))
    ends = (*(end for end, _ in cuts), len(text))
    return tuple(zip(starts, ends, strict=True))


def conditions(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of what only those may who meet it: "Only firms that hold a seat and are in good standing are able to bid".

    One for each condition, the last with what they may; none when a sentence is no such restriction.
    """
    match = ONLY.match(text)
    if match is None:
        return ()
    start, end = match.span("condition")
    joints = list(AND_ALSO.finditer(text, start, end))
    starts = (0, *(joint.start("verb") for joint in joints))
    return tuple(zip(starts, (*(joint.start() for joint in joints), len(text)), strict=True))


def _has_object(between: str) -> bool:
    """Whether a verb has an object of its own: not in "report and mend all faults", "work for and with customers"."""
    words = between.split()
    return bool(words) and not (len(words) == 1 and words[0].lower() in PREPOSITIONS)


def _only_purpose(joint: str) -> bool:
    """Whether a comma leads only to an aim (", to keep the badge")."""
    return bool(re.match(r"\s*[,;]\s+to\s", joint))


def _is_duty(verb: str, after: str, *, gerunds: bool) -> bool:
    if gerunds:
        return bool(GERUND.match(verb)) and bool(DETERMINED.match(after))
    return verb in VERBS or (verb in NOUNS_TOO and bool(DETERMINED.match(after)))


def _inside(text: str, at: int) -> bool:
    """Whether a place stands in brackets."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)
