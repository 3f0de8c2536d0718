"""The grammar of a duty: whether its verb rules the sentence, who has it, and what is to be done to what."""

from __future__ import annotations

import re

from extractors.attributes import content, stem

ASIDE = re.compile(r"\([^()]*\)")
BOUNDARY = re.compile(r"[;:(]|,\s|\s[–—-]\s")
RELATIVE = re.compile(
    r"\b(?:that|which|who|(?:what|whom|where|how|whether|why|because|than|if|when|once|while|although|unless|until)"
    r"(?:\s+[\w’'/-]+){1,6})\s*$",
    re.IGNORECASE,
)
"""Words before a verb that make its clause a part of another one: "tests that", "what information", "if more help"."""
AFTER_HEAD = re.compile(
    r"\s(?:of|in|for|with|to|from|on|at|by|that|who|which|listed|including|whose|using|under|within|as|"
    r"is|are|was|were|will|can|may)\s",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"^(?:will|would|do|does|may|also|always|only|just|first|then|both|either|still|therefore|generally)$"
)
VENDOR_SIDE = re.compile(
    r"^(?:we|teams?|managers?|body|bodies|committees?|boards?|offices?|reviewers?|assessors?|auditors?|evaluators?|"
    r"certifiers?|council|secretariat|representatives?|foundation|administrators?|operators?|"
    r"approvers?|owners?|leads?|departments?|examiners?|graders?|maintainers?)$",
    re.IGNORECASE,
)
"""Heads of those who run a program: what they must do is no demand on who takes part."""
OWING = re.compile(
    r"^(?:you|they|it|one|each|all|both|he|she|this|these|those|which|who|that|there|and|also|"
    r"(?:partner|member|candidate|applicant|reseller|provider|vendor|individual|people|person|company|companie|"
    r"organi[sz]ation|firm|participant|learner|student|trainer|instructor|employee|engineer|developer|professional|"
    r"consultant|practitioner|agency|agencie|integrator|distributor|contractor|submission|product|"
    r"distribution|logo|platform|solution|integration|application|app|offer|offering|certification|exam|badge|"
    r"designation|speciali(?:[sz]ation|sm)|competency|competencie|tier|level|status|membership|requirement|audit|agreement|"
    r"account|tenant|registration|reference|stud(?:y|ie)|evidence|proof|staff|credential|criteria|component|service|"
    r"plugin|module|connector|website|page|name|email|documentation|document|form|checklist|report|plan|fee|payment|"
    r"training|course|assessment|test|score|certificate|license|system|deployment|project|software|cluster|"
    r"implementation|environment|review|validation|renewal|transaction|deal|lead|materials?|content|capabilit(?:y|ie)|"
    r"installer|vulnerabilit(?:y|ie)|issue|year|month|hour|day|experience|revenue|team)s?)$",
    re.IGNORECASE,
)
"""Heads of those who take part in a program, and of what they hold, build, hand in or pay."""
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[,;:().]")
AUXILIARY = frozenset(
    "to be been being have has had having not also always only first then either both never at least please".split()  # noqa: SIM905
)
DETERMINER = frozenset(
    "a an the your their its our his her this that these those all any each every some one two three no".split()  # noqa: SIM905
)
BREAK = frozenset(
    """
    of in for with to from on at by that who which whose as before after within under during and or if when where until
    unless while so because via through into about along using including such per than upon without , ; : ( ) .
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
PARTICIPLE = re.compile(r"(?:ed|en|wn|met|held|kept|paid|sent|made|done|built|run|set|sold|read)$")


def subordinate(text: str, at: int) -> bool:
    """Whether the verb at an offset stands in a clause that only describes something or sets a condition."""
    return bool(RELATIVE.search(_clause_before(text, at)))


def agent(text: str, at: int) -> str:
    """The head of the words before a verb: who or what has the duty ("each partner of the program" gives "partner")."""
    clause = _clause_before(text, at).strip()
    words = AFTER_HEAD.split(clause, maxsplit=1)[0].split()
    if words and words[-1].lower() in BREAK:  # "in which case partners must"
        words = clause.split()
    while words and ALSO.match(words[-1].lower()):
        words.pop()
    return words[-1].strip("“”\"'") if words else ""


def _clause_before(text: str, at: int) -> str:
    open_text = ASIDE.sub(lambda aside: " " * len(aside.group()), text[:at])
    start = 0
    for boundary in BOUNDARY.finditer(open_text):
        start = boundary.end()
    return open_text[start:]


def duty_key(text: str, verb_start: int, verb_end: int) -> str:
    """The stems of what is to be done and of what it is done to, sorted: the same however the duty is worded.

    Where the sentence gives neither, the stems of its first content words.
    """
    before, after = _tokens(text[: max(verb_start, 0)]), _tokens(text[max(verb_end, 0) :])
    found = _done(before, after)
    return " ".join(sorted(dict.fromkeys(found))) or " ".join(sorted(dict.fromkeys(content(text)[:3])))


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in WORD.findall(text)]


def _done(before: list[str], after: list[str]) -> list[str]:
    passive = any(token in ("be", "been") for token in after[:2])
    rest = after
    while rest and (rest[0] in AUXILIARY or rest[0].endswith("ly")):
        rest = rest[1:]
    if not rest or rest[0] in BREAK:  # "signing the agreement is required"
        return _phrase(_last_phrase(before), 2)
    if passive and PARTICIPLE.search(rest[0]):  # "the agreement must be signed"
        return [stem(rest[0]), *_phrase(_last_phrase(before), 1)]
    if rest[0] in DETERMINER or rest[0].isdigit():  # "requires a signed agreement"
        return _phrase(_first_phrase(rest), 2)
    return [stem(rest[0]), *_phrase(_first_phrase(rest[1:]), 1)]


def _first_phrase(tokens: list[str]) -> list[str]:
    """The words up to the next preposition or mark; where that comes at once ("apply for the badge"), those after it."""
    while tokens and (tokens[0] in BREAK or tokens[0] in DETERMINER):
        tokens = tokens[1:]
    ends = (
        at
        for at, token in enumerate(tokens)
        if token in BREAK or token in DETERMINER or (at and token.endswith("ly"))
    )
    end = next(ends, len(tokens))
    return tokens[:end]


def _last_phrase(tokens: list[str]) -> list[str]:
    """The words of the clause before a verb, without what follows the head ("the terms of the program")."""
    start = max((at + 1 for at, token in enumerate(tokens) if token in (",", ";", ":", "(")), default=0)
    clause = tokens[start:]
    while clause and clause[-1] in ("is", "are", "be", "was", "were", "will", "that"):
        clause = clause[:-1]
    return _first_phrase(clause)


def _phrase(tokens: list[str], count: int) -> list[str]:
    """The stems of the last content words of a phrase: its head, and what stands right before it."""
    return [stem(token) for token in tokens if token not in DETERMINER and not token.isdigit()][-count:]


def may_owe(text: str, at: int) -> bool:
    """Whether it may be somebody who takes part, or what they hand in, on whom the duty at a verb falls.

    Not: who runs the program ("the review board must"), and what nobody hands in ("the error should be ignored").
    """
    head = agent(text, at) if at > 0 else ""
    if VENDOR_SIDE.match(head):
        return False
    return not head or not head.islower() or bool(OWING.match(head))
