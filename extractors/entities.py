"""What a heading names: a thing ("Renewal of Acme designations"), or the name with which a headline begins."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

NOUN = (
    r"(?:designations?|speciali(?:[sz]ation|sm)s?|competenc(?:y|ies)|certifications?|conformance|partners?|"
    r"resellers?|providers?|integrations?|program(?:me)?s?|networks?|tiers?|memberships?|members?|courses?|"
    r"training|exams?|badges?|levels?|"
    r"agenc(?:y|ies)|offerings?|tracks?|accreditations?|distributors?|integrators?|vendors?|workshops?|"
    r"subscriptions?|MSP|ISVs?|practitioner|professional|associate|score|pack)"
)
ENTITY = re.compile(rf"(?:^|\s){NOUN}(?:\s*\([^)]*\))?$", re.IGNORECASE)
ENTITY_FOR = re.compile(rf"^(?:[\w&-]+\s){{0,3}}(?i:{NOUN})\s+for\s+[A-Z]")
LEAD = re.compile(
    r"^(?:\d+[.)]\s*|step \d+:?\s*|[A-Z][.)]\s+)?(?:(?:how (?:to|do (?:I|you|we)) (?:become|enrol+ in|"
    r"renew|apply for|earn|get|join|qualify for|attain|achieve)|becom(?:e|ing)|renew(?:al|ing)?(?: of|"
    r" your)?|purchase of|qualification (?:for|requirements for)|"
    r"(?:[\w-]+ ){0,5}requirements? (?:for|of|to become)|eligibility (?:for|of)|benefits (?:of|for|"
    r"with)(?: the)?|overview of|about|maintaining|introduction to|specific requirements for|who can be|"
    r"what is)\s+)?(?:an?\s+|the\s+|your\s+|our\s+)?",
    re.IGNORECASE,
)
PLAIN = re.compile(
    r"^(?:(?:all|our|your|the|an?|these|this|any|each|every|those|some|most|many|other|such|new|existing|"
    r"if|when|as|of|and|to|for|in|with|that|which|we|you|it|by|eligible|participating|interested|"
    r"individual|only|prospective|current|potential|qualified)\s+)*(?:partners?|members?|customers?|"
    r"program(?:me)?|organi[sz]ations?|certifications?|exams?|courses?|training|products?|accounts?|"
    r"vendors?|providers?|scores?|levels?|tiers?|network|speciali(?:[sz]ation|sm)s?|designations?|badges?|"
    r"competenc(?:y|ies)|memberships?|resellers?|tracks?)$",
    re.IGNORECASE,
)
TALK = re.compile(
    r"\b(?:your|you|we|our|preparing|results?|getting|how|why|what|where|when|next|more|related|options?|"
    r"using|working|finding|find|choose|become|about)\b",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"^(?:[\w-]+\s){0,3}(?:requirements?|criteria|eligibility|conditions) (?:for|of|to achieve) (?:the |an? )?"
    r"(?P<name>[\w-]+(?:\s[\w-]+){0,5}\sstatus)$",
    re.IGNORECASE,
)
"""A status by which partners or products are told apart, in whatever letters: "Requirements for field-proven status"."""
TYPED = re.compile(
    r"(?:designations?|speciali(?:[sz]ation|sm)s?|competenc(?:y|ies)|resellers?|integrations?|memberships?|"
    r"badges?|conformance)$",
    re.IGNORECASE,
)
TELLS = re.compile(rf"(?!{NOUN}$)(?:[a-z]+(?:[^s]s|ed)|to|will|are)$")
"""A verb in a headline: "Acme opens a partner network"."""
MIN_TOLD = 2
"""Words that follow the name in a headline, at least one more than this."""
MAX_WORDS = 9


def headline(head: str) -> str:
    """What a heading names: all of it, or, when it is a sentence in the way of the press, the name that begins it."""
    words = head.split()
    name = list(takewhile(lambda word: word[:1].isupper() or word[:1].isdigit(), words))
    told = 0 < len(name) < len(words) - MIN_TOLD and TELLS.match(words[len(name)])
    return " ".join(name) if told else head


def is_entity(head: str) -> bool:
    """Whether a title names a thing, at its end ("Wholesale grid partner") or with what it is for ("Partner for Farms")."""
    if TYPED.fullmatch(head):
        return True
    named = ENTITY.search(head) or ENTITY_FOR.search(head)
    return bool(named) and " " in head and not (TALK.search(head) or PLAIN.match(head))


@lru_cache(maxsize=2048)
def entity(heading: str) -> str:
    """The thing that a heading names ("Renewal of Acme designations": "Acme designations"); empty when it names none."""
    if heading.rstrip().endswith("?"):
        return ""
    if status := STATUS.match(heading):
        return status.group("name")
    name = LEAD.sub("", re.split(r"\s[–—|-]\s|:\s", heading, maxsplit=1)[0], count=1).strip()
    words = name.split()
    if not 1 < len(words) <= MAX_WORDS or not ENTITY.search(name) or PLAIN.match(name) or TALK.search(name):
        return ""
    capital = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return name if name[:1].isupper() and (capital * 2 > len(words) or TYPED.search(name)) else ""
