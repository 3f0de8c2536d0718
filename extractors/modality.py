"""Whether a sentence binds: duty, prohibition, exemption, or only advice, praise, or a step in a user interface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.duties import subordinate

WHO = (
    r"(?:you|partners?|members?|candidates?|resellers?|vendors?|they|applicants?|participants?|compan(?:y|ies)|"
    r"organi[sz]ations?|learners?|individuals?|test takers?|your [a-z]+|logos?|apps?|products?)"
)
FORBIDDEN = re.compile(
    rf"\b(?:must|shall)\s*(?:not|n[’']t)\b|\b{WHO}\s+(?:may|should)\s*(?:not|n[’']t)\s+(?!want|find|see|receive|be able)|"
    r"\b(?:is|are)\s+(?:not|never)\s+(?:permitted|allowed|eligible|accepted)\b|\bprohibited\b|\bforbidden\b|\bforbids?\b|"
    r"\b(?:can(?:not|[’']t)|may not) be (?:refunded|transferred|exchanged|combined|resold|reused|passed on)\b|"
    r"\b(?:nobody|no[ -]one)\b[^,.;]{0,40}?\b(?:can|may|must|shall|is (?:allowed|permitted) to)\b|"
    r"\bnot\s+be\s+(?:permitted|allowed|accepted|eligible)|\bineligible\b|"
    r"\bno (?:[\w-]+ ){1,3}(?:must|shall|may) (?:be )?|"
    r"\b(?:is|are) (?:not|never) (?:refundable|refunded|transferable|renewable)\b|\bnon-(?:refundable|transferable)\b",
    re.IGNORECASE,
)
"""What must not be: a duty whose value is False."""
UNABLE = re.compile(
    rf"\b{WHO}\s+(?:can[’']t|(?:can|could|will)\s*(?:not|n[’']t))\s+(?!want|find|see|receive|be able)|"
    r"\b(?:do|does|will) not (?:credit|count|qualify)\b",
    re.IGNORECASE,
)
"""What cannot be: a fact whose negation stands in its attribute."""
UNLESS = re.compile(
    r"\b(?:can(?:not|[’']t)|will not|won[’']t|(?:is|are) not)\s[^.;]{0,80}?\b(?:unless|until)\s+"
    r"(?:you|they|it|(?:the|your|their|an?|all)\s+[a-z]+|[a-z]{3,}s)\b",
    re.IGNORECASE,
)
"""What cannot be unless somebody does something: that is what has to be done."""
EXEMPT = re.compile(
    r"\b(?:do|does|did)\s*(?:not|n[’']t)\s+(?:need(?: to)?|have to|require|insist on|"
    r"ask (?:you |\w+s )?for)\b|\b(?:is|are) no (?:minimum|mandatory|compulsory|required) \w+\b|\b(?:is|are)\s*(?:not|"
    r"n[’']t)\s+(?:required|necessary|mandatory|needed)|"
    r"\bneed not\b|\bno longer (?:needs?(?: to)?|ha(?:ve|s) to|requires?|required|necessary|mandatory|needed|obliged|"
    r"obligated|asked|expected|must|insists? on|asks? for|demands?)\b|"
    r"\bno (?:need|requirement)\b|\bneither requires\b|\bwithout (?:needing|having) to\b|"
    r"\bexempt(?:ed|ion)?\b|\b(?:do|does) not pay\b|\bwithout paying\b|\bpays? (?:nothing|no (?:fee|dues|charge))\b|"
    r"\bnot (?:require|mandatory|obligatory)\b|\bno (?:[\w-]+ ){1,4}(?:is|are) (?:required|needed)\b|"
    r"\b(?:is|are) no (?:[\w-]+ ){0,3}(?:requirements?|prerequisites?|obligations?)\b|"
    r"\bno (?:restrictions?|limits?|limitations?)\b[^.;]{0,60}\b(?:appl(?:y|ies)|exists?)\b",
    re.IGNORECASE,
)
DUTY = re.compile(
    r"^\W*only (?:[\w-]+ ){1,3}(?:that|who|which|with)\s(?=[^.;:]{4,200}\b(?:able|eligible|allowed|permitted|entitled)\b)|"
    r"\bmust\b(?![-)])|\b(?<!they )(?<!support )(?<!what )needs?\s+to\b(?! know)|\b(?:is|are|be)\s+(?:also\s+|"
    r"only\s+|still\s+)?(?:required|obliged|obligated|mandatory)\b|\bexpected (?:to (?!launch|run|change|"
    r"be (?:released|available|launched)|grow|open|reach))|\brequires?\b(?! no )|"
    r"\brequired\b(?= *$| *[.,;:)–—-]| (?:to|for|by|in|when|if|at|of|on|as|from|before|per|only|that|annually|until|"
    r"during|and|every|within|prior)\b)|\b(?:have|has|having)\s+to\b|"
    r"\bshall\b|\bmandatory\b|\bwe (?:do )?(?:ask|expect(?! to\b)|require)\b|\bexpect(?:s|ed)? (?:that|all|our|"
    r"partners)\b|(?<!^)\bonly (?:if|when|after)\b|\bonly (?:partners|to people|applies)\b|\bsubject to\b|\bobligat\w+|"
    r"\bprerequisites?\b|\bmust-have\b|\bcommits? to\b|\bagrees? to\b|\bwe need\b|"
    r"\bas long as\b|\bprovided that\b|\bin order to (?:become|qualify|achieve|apply|attain|earn|be)\b|"
    r"\bto be (?:eligible|considered|qualified)\b|\bto qualify\b|\bneeds?\s+(?:"
    r"(?:between\s+)?(?:\d+|two|three|four|five|six|"
    r"seven|eight|nine|ten)(?![\w/])(?! (?:minutes?|clicks?|steps?)\b)|(?:a|an|at least|the)\b)"
    r"(?! (?:[\w-]+ )?(?:partner|way|solution|team) (?:who|that|which|to))|"
    r"\b(?:is|are) (?:responsible for|requested to)\b|\bonly available to\b|\bavailable only to\b",
    re.IGNORECASE,
)
BINDING = (
    *"must need requir oblig mandat expect shall ask only subject commit agree provided qualify".split(),  # noqa: SIM905
    *(
        "responsible",
        "request",
        "requisite",
        "have to",
        "has to",
        "having to",
        "as long as",
        "in order to",
        "to be",
    ),
)
"""Parts of words one of which each form of a duty has: its pattern is tried only where there is one."""
AIM = re.compile(r"in order to|to (?:be|qualify)\b|as long as|provided that", re.IGNORECASE)
QUALIFYING = re.compile(r"to qualify\b", re.IGNORECASE)
SHOULD = re.compile(
    r"\b(?:(?<!you )(?<!you’ll )should(?= be able)|(?:should|ought to)\b"
    r"(?!\s+(?:consider|also consider|you|be able|see|look|now|feel|work|take about)))",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"\b(?:recommend(?:s|ed|ation)?|encouraged?|suggest(?:s|ed)?|advis(?:e|ed|"
    r"able))\b|\bif you (?:want|wish|would like|have (?:any )?questions|need (?:more|help))\b|"
    r"\bfeel free\b|"
    r"\b(?:learn|read|find out|discover|see|know) (?:more|how)\b|\bfor more (?:information|details)\b|"
    r"\bcontact (?:us|your)\b|\breach out\b|\bplease (?:contact|see|visit|refer|email|note)\b|\brefer to\b",
    re.IGNORECASE,
)
STEP = re.compile(
    r"^(?:\d+[.)]\s*)?(?:please\s+|then\s+|next,?\s+)?(?:sign in|log in|log on|select|click|choose|open|"
    r"navigate|go to|scroll|tap|press|type|enter|download|hover|check out|visit|expand|view|browse|find|"
    r"search|learn|see|read|refer|use the|"
    r"discover|explore|watch|get started|become|join|contact|email|follow|review the|copy|paste|upload|"
    r"drag|add the|in the (?:left|top|right|upper)|on the (?:left|top|right|next)|under\s)\b",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    r"^(?:\W*)(?:meet|pass|complete|submit|provide|hold|have|maintain|achieve|attain|earn|obtain|sign|"
    r"accept|demonstrate|schedule|publish|apply|verify|agree|employ|retain|pay|show|score|certify|attend|"
    r"participate|deliver|"
    r"register|renew|bring|be|ensure|undergo|commit|designate|possess|own|stay|adhere|comply|validate|"
    r"request|perform|generate|sell|resell|implement|document|plan)\b",
    re.IGNORECASE,
)
DEMANDING = re.compile(
    r"\brequire[ds]?\b|\brequirements?\b|\breq(?:s|[’']?d)?\b|\bmust\b|\bcriteria\b|\bcriterion\b|\beligib\w+|"
    r"\bha(?:s|ve) to (?:show|prove|meet|have|hold|be|demonstrate|provide|submit|bring|fulfil\w*|satisfy|pass|complete)\b|"
    r"\bwhat (?:it takes|we (?:expect|look for|ask|require))\b|\bhave in common$|"
    r"\bprerequisites?\b|\bqualif(?:y|ications?|ied|ying)\b|\bobligations?\b|\bneed to\b|"
    r"\bhow to (?:become|enrol|qualify|earn|get|achieve|apply|join)\b|"
    r"\bthreshold\w*|\bcommitments?\b|\bresponsibilit\w+|\brules\b",
    re.IGNORECASE,
)
PROMISING = re.compile(
    r"\bbenefits?\b|\badvantages?\b|\bwhy\b|\bwhat you (?:get|receive)\b|\bperks?\b|\byou (?:get|receive|"
    r"[’']?ll get|will receive|benefit)\b|\bfeatures\b|\brewards?\b|\bsupport you\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"(?:If|When|Once|After|In case|Where|While|Although|As|Should)\b[^,]{0,200},\s", re.IGNORECASE
)
DENYING = re.compile(
    r"n[’'o]t\b|\bno\b|\bnobody\b|\bnon-|\bnever\b|\bneither\b|prohibit|forbid|ineligib|exempt|\bwithout\b",
    re.IGNORECASE,
)
"""A word that an exemption or a prohibition has; their patterns are tried only where there is one."""
DENIALS = ("no", "n't", "n’t", "never", "neither", "prohibit", "forbid", "ineligib", "exempt", "without")
"""Parts of words one of which each such word has."""
PURPOSE = re.compile(
    r"(?:To|In|On|From|For|Under|Next|If|When|Once|After|Before)\b[^,.:]{0,120},\s(?:please\s)?",
    re.IGNORECASE,
)
"""What leads to a step: "To extend it, select ..."."""
QUOTED = re.compile(
    r"^[“\"].{40,}|\b(?:says|said)(?:,\s|\s(?!(?:(?:on|in|at|this|last) (?:\w+ ){1,3}|also )?(?:that|it|they|"
    r"the (?:company|program|vendor))\b))|[”\"]\s*[–—-]\s*[A-Z]"
)


@dataclass(frozen=True, slots=True)
class Force:
    """How a sentence binds. `value` is False for an exemption or a prohibition; `negated` says that what follows is denied.

    `verb_start`, `verb_end`: where the binding words stand; what is demanded follows them. -1 when nothing binds.
    """

    binds: bool
    value: bool
    verb_end: int = -1
    verb_start: int = -1
    advice: bool = False
    negated: bool = False


NONE = Force(binds=False, value=True)


@lru_cache(maxsize=4096)
def demanding(context: str) -> bool:
    """Whether a heading, list introduction or header announces demands (and not benefits)."""
    return bool(DEMANDING.search(context)) and not PROMISING.search(context)


def force(text: str, context: str = "") -> Force:
    """How a sentence binds, given what introduces it. Never raises."""
    purpose = PURPOSE.match(text)
    if STEP.match(text[purpose.end() :] if purpose else text) and not (
        FORBIDDEN.search(text) or UNABLE.search(text)
    ):
        return Force(binds=False, value=True, advice=True)
    words = text.lower()
    if any(part in words for part in DENIALS) and DENYING.search(text) and (denial := _denial(text)):
        return denial
    given = GIVEN.match(text)
    main = given.end() if given else 0
    duty = (_main(DUTY, text, main) if any(word in words for word in BINDING) else None) or _main(
        SHOULD, text, main
    )
    if duty and AIM.match(
        duty.group()
    ):  # "In order to qualify, partners must ...": the verb is the later one
        duty = _main(DUTY, text, duty.end()) or (
            duty if not QUALIFYING.match(duty.group()) or _opens(text, duty) else None
        )
    if duty:
        advice = bool(ADVICE.search(text))
        return Force(binds=True, value=True, verb_end=duty.end(), verb_start=duty.start(), advice=advice)
    if demanding(context) and IMPERATIVE.match(text):
        return Force(binds=True, value=True, verb_end=0)
    return Force(binds=False, value=True, advice=bool(ADVICE.search(text)))


def _opens(text: str, aim: re.Match[str]) -> bool:
    """Whether an aim opens its sentence or clause ("To qualify, apply"), and is not what something helps to do."""
    before = text[: aim.start()].rstrip()
    return not before or before.endswith((",", ";", ":", "–", "—"))


def _denial(text: str) -> Force | None:
    """How a sentence with a negation binds: what must be done first, an exemption, a prohibition; else None."""
    if unless := UNLESS.search(text):
        return Force(binds=True, value=True, verb_end=unless.end(), verb_start=unless.start())
    if exempt := _main(EXEMPT, text):
        return Force(binds=True, value=False, verb_end=exempt.end(), verb_start=exempt.start())
    for pattern, value in ((FORBIDDEN, False), (UNABLE, True)):
        if denied := _main(pattern, text):
            return Force(True, value, denied.end(), denied.start(), negated=True)
    return None


def _main(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    """The first match that rules its sentence, and is no part of a clause that describes something."""
    return next(
        (match for match in pattern.finditer(text, start) if not subordinate(text, match.start())), None
    )
