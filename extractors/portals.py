"""What only tells how a portal is used, or what the vendor's own staff do: neither is a duty of who takes part in a program.

Pages about a program stand beside help pages of its portal, and hand books of the people who run it. Both speak in duties
("you need to click Add contact", "the account manager should update the record"). They are told from a program's rules by
what is done to what, by what the heading above them promises to explain, and by whose duty it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.duties import agent

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTION = re.compile(
    r"\W*(?:(?:to|also|first|then|be|able|have|only|always|just|directly|again)\s+)*"
    r"(?:click|tap|press|scroll|navigate|hover|refresh|reload|go (?:back )?to|paste|"
    r"logg?(?:ed|ing)?[ -]?(?:back )?(?:in|on|into|in to|out)|sign(?:ed)? (?:back )?(?:in|into|out)|"
    r"select(?:ed)? (?:[“”\"'‘]|the [^.;]{0,40}\b(?:option|box|button|tab|row|link)\b)|"
    r"(?:create|add|delete|remove|edit|invite|assign|set up) (?:(?:an?|the|your|at ?least|one|new|any|them|this)\s+)*"
    r"(?:users?|contacts?|tickets?|passwords?|labels?|ones|tenants?|new ones|marketing person)\b|"
    r"complet(?:e|ed) the (?:linkage|linking|association|addition|wizard|steps|fields|form and)\b|"
    r"fill(?:ed)? (?:in|out) (?:[^.;]{0,40}\s)?(?:fields?|form)\b)",
    re.IGNORECASE,
)
"""What is done on a screen, where a sentence demands it."""
SCREEN = re.compile(
    r"\b(?:drop-?downs?|check ?boxe?s?|radio buttons?|buttons?|dialog(?:ue)? box|pop-?ups?|"
    r"(?:log-?in|sign-?in) (?:page|section|screen)|date range|error message|"
    r"registry keys?|cmdlets?|PowerShell|command line|environment variables?|"
    r"(?:in|into|on|from|of|under|using) (?:the|a|this|that|each|every) (?:[\w/-]+ ){0,3}(?:fields?|tab|folder|workspace|"
    r"screen|widget|pull-?down))\b",
    re.IGNORECASE,
)
"""Parts of a screen, and what is typed or set where a product is configured."""
ROLE = re.compile(
    r"\b(?:(?:global|account|billing|tenant|portal|user|company|partner) admin(?:istrator)?s?"
    r"(?!\s+(?:certif|exam|credential|badge|agent program))|"
    r"admin(?:istrator)? (?:agent|roles?|rights|permissions?|access)|"
    r"(?:owner|editor|viewer|user|manager) (?:roles?|permissions?|rights)|"
    r"(?:role|permissions?) (?:is |are |be )?(?:assigned|granted|needed|required)|"
    r"(?:assigned|granted) (?:the |an? )?(?:[\w-]+ ){0,3}role)\b",
    re.IGNORECASE,
)
"""A role that a portal gives its users."""
TAKING_PART = re.compile(
    r"\b(?:purchas|buy|pay|renew|enrol|appl(?:y|ication)|accept|sign(?:s|ed|ing)?\b(?! in)|join|publish|qualif|regist)",
    re.IGNORECASE,
)
"""What somebody does who takes part in a program: who may do it there is a rule of the program."""
PROCEDURE = re.compile(
    r"(?:\d+[.)]\s*|step \d+\W+)?(?:q[.:]\s*)?(?:how (?:to|do I|do we|do you|can I|can we)\s+)?"
    r"(?:(?:edit|updat|chang|delet|remov|redeem|activat|switch|upload|download|import|sign in|log in|unlink|assign|"
    r"configur|install|disabl|troubleshoot|fix|reset|add|read|navigat)(?:e|ing)?|handle|link|export|access(?:ing)?|posting|"
    r"set(?:ting)? up|mak(?:e|ing) (?:a )?payments?|pay(?:ing)? (?:with|by|for)|track(?:ing)?|"
    r"submit(?:ting)? (?:an? )?(?:[\w-]+ ){0,6}(?:requests?|tickets?|cases?))\s+"
    r"(?!in\b|and\b|to\b|controls?\b|compliance|laws?\b)[\w’'-]",
    re.IGNORECASE,
)
"""A heading that promises to explain how something is done in a portal."""
ACCESS = re.compile(
    r"\b(?:user role|role) to \w+|\baccount access\b|\bpartner portal log-?in\b", re.IGNORECASE
)
RULES_OF = re.compile(
    r"\b(?:requirements?|rules?|criteria|eligib\w+|polic(?:y|ies)|badges?|logos?|exams?|certif\w+|credentials?|"
    r"courses?|training|speciali[sz]ations?|competenc(?:y|ies)|tiers?|levels?|programs?|programmes?)\b",
    re.IGNORECASE,
)
"""What a heading names whose rules are the program's own, whatever is done with it."""
STAFF = re.compile(
    r"(?:(?:sales|account|inside sales|channel|partner|customer success) )?(?:reps?|sellers)$|"
    r"(?:CAM|PAM|PDM|PSM|PBM|TAM|CSM|ISR|SDR|BDR|SAE|AE|SA|SE|RSD|ASM)s?$",
)
"""Those who sell for a vendor, and the usual short names of their posts."""
GIVEN_BODY = re.compile(
    r"(?:if|when|once|where|after|should) the (?:[\w-]+ ){0,2}(?:body|board|committee|council|office|team|"
    r"reviewers?|auditors?|assessors?|secretariat)\b[^,]{3,200},\s*(?:it|they)\s*$",
    re.IGNORECASE,
)
"""A condition whose subject runs the program; "it" is that subject again."""
CLAUSE_START = re.compile(r"[,;:]\s|\s(?:and|but|that)\s")
BETWEEN = frozenset("is are also will may the then currently still".split())  # noqa: SIM905
DEMANDS = re.compile(r"(?:requir|expects|ask|need|mandat)", re.IGNORECASE)
"""Verbs of which the vendor is the agent where it demands something of others ("Acme requires a test")."""
WE = re.compile(r"\bwe\s*$", re.IGNORECASE)


def operating(text: str, verb_end: int, section: Sequence[str]) -> bool:
    """Whether a sentence tells a step in a portal, or the role that its users need there.

    `verb_end`: where its binding words end; `section`: the headings above it.
    """
    demand = text[max(verb_end, 0) :]
    if ACTION.match(demand) or SCREEN.search(text):
        return True
    heading = section[-1] if section else ""
    return _only_a_role(text, heading) or explaining(heading)


def _only_a_role(text: str, heading: str) -> bool:
    return ROLE.search(text) is not None and not TAKING_PART.search(f"{heading} {text}")


def explaining(heading: str) -> bool:
    """Whether a heading promises to explain how a portal is used ("Redeem your benefits"), and no rule of a program."""
    return bool(PROCEDURE.match(heading) or ACCESS.search(heading)) and not RULES_OF.search(heading)


def staff(text: str, verb_start: int, program: str) -> bool:
    """Whether a duty falls on who sells or runs the program, or on the vendor, who gives the program its name."""
    if verb_start <= 0:
        return False
    before = text[:verb_start]
    if STAFF.match(agent(text, verb_start)) or GIVEN_BODY.search(before):
        return True
    acts = not DEMANDS.match(text, verb_start)
    return acts and (_vendors(before, program) or WE.search(before) is not None)


def _vendors(before: str, program: str) -> bool:
    """Whether the words before a verb are the first of the program's name and no more ("Acme should" of Acme's Network)."""
    clause = CLAUSE_START.split(before)[-1]
    words = [word for word in clause.split() if word.lower() not in BETWEEN]
    named = program.split()
    return len(named) > 1 and words == named[:1]
