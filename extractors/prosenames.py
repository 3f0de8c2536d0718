"""Names in running text: runs of capitalised words with a noun that says what they name, or with "Certified" in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.named import CAPITAL, FIRM, ROLE_NAME, Named, Sort, sort_of_certified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block

JOIN = r"(?:(?:\s+(?:of|for|in|on|with|to|the|and|&|–|—|-|:)\s+|:\s+|\s+)\(?"
RUN = re.compile(rf"\b{CAPITAL}{JOIN}{CAPITAL}\)?){{0,9}}")
SPECIAL_NOUN = (
    r"(?:speciali(?:[sz]ation|sm)s?|designations?|competenc(?:y|ies)|accreditations?|badges?|"
    r"(?:partnership |certification |solution |specialist )?tracks?|conformance|expert programs?)"
)
GENERIC = re.compile(
    r"^(?:the|our|your|this|these|all|each|every|any|some|new|training|exam|practitioner|get|earn|become|"
    r"become a|a|an|certification|certified|certifications|professional|technical|sales|legacy|required|"
    r"required|current|existing|partner|partners|program|how|what|which|why|no|additional|"
    r"criteria|criterion|requirements?|eligibility|up|relevant|in|for|of|if|to|by|with|once|after|when|as|at|most|many|customer|digital|advanced|other|"
    r"official|it|we|you|they|see|learn|view|apply|download|start|note|product|self-certification|"
    r"re-certification|recertification|annual|verified|and|or|is|are|only|global|credly|faq|about|step|"
    r"overview|maintain\w*|acquire\w*|available|visit|join|ask|identify|enroll?|add|adding|introducing|manage|"
    r"check|claim|request|submit|complete|proof|removal|effect|scope|unlimited|several|both|two|three)$",
    re.IGNORECASE,
)
CLASSES = ("Designation", "Specialization", "Specialisation", "Competency", "Badge", "Conformance")
MAX_NAME = 9
MAX_LEAD = 20
MAX_QUESTION = 10
"""Words of a paragraph that is a question of a page's own, and names nothing."""
FOLLOWED = re.compile(
    rf"\s+(?P<noun>{SPECIAL_NOUN}|certification|certificate|credential)\b(?!\s+(?:exam|program|requirement|"
    rf"process|test|path|badge|body|agreement|holder|scheme|framework|committee|criteria|portal|web|page|site|office|"
    rf"journey|team|working))",
    re.IGNORECASE,
)
SINGULAR = re.compile(
    r"\s+(?:speciali(?:[sz]ation|sm)|designation|competency|accreditation|badge|certification)\b",
    re.IGNORECASE,
)
CLOSED_BY_NOUN = re.compile(r"\s(?:Designation|Speciali[sz]ation|Competency|Badge|Certification)$")
NOUN_INSIDE = re.compile(r"\s(?:Designation|Speciali[sz]ation|Competency|Badge|Certification)\s+and\s")
ROLE_INSIDE = re.compile(ROLE_NAME.pattern.removesuffix("$") + r"\b", re.IGNORECASE)
LEAD_NOUN = re.compile(
    r"^(?:\d[\d.]*\s+)?(?:(?:(?:Renewal|Removal|Introduction|Qualification|Purchase|Effect|Proof|Scope|Benefits|Overview|"
    r"Enrol+ment|Requirements?|Criteria|Catalogue|Eligibility|Steps|Guide|Registration|Application|Preparation|Completion|Award)\s+"
    r"(?:of|for|to)|(?:Attaining|Earning|Achieving|Obtaining|Renewing|Completing|Holding|Maintaining|Pursuing|Offering))"
    r"\s+(?:the\s+|an?\s+)?)?"
)
"""A running number, and a noun for what is done with a name ("Renewal of Acme Expert"): no part of the name."""
TAIL_NOUN = re.compile(
    r"\s+(?:Curriculum|Guides?|Guidelines|Forms?|Process|Candidates?|Marks?|Logos?|Offerings?|FAQs?|Pages?|Team|"
    r"Handbook|Requirements?|Criteria|Checklist|Award|Brand|Participation|Overview|Performance|Briefs?|Fees?|Directory|Status|Badges|Events?|Webinars?|Subcontractor|[A-Z])$"
)
"""What only goes with a name ("Acme Certified Engineer Handbook"), or a single letter that begins something else."""
HOLDS = re.compile(
    rf"\bcertified (?:as|in) (?:an? |the )?({CAPITAL}(?:\s+(?:or an?|or|and|of|for|an?|{CAPITAL}|associate|"
    rf"expert|professional|specialist)[†*‡]?)*)"
)
TOLD = re.compile(
    r"\s(?:Achieve|Become|Launch|Announce|Earn|Receive|Gain|Attain|Join|Introduce|Release|Expand|Pass|Win|Get|Offer|"
    r"Award|Name)(?:s|es|d|ed|ing)?\s|\s(?:Certifications|Speciali[sz]ations|Competencies|Designations|Badges)\s|"
    r"(?:&|\band)\s(?:Conformance|Certification)$|\bIn [A-Z]\w+ing\s|Certified Certified"
)
"""A headline or a joint heading in capitals, not a name: "Norwind Achieves ... Certification"."""
CLASS_OF = re.compile(
    r"\b(?:every|any|all|each|other|another|no|more|which|these|those)\s+(?:of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
"""Before a run: it says which vendor's certifications, and names none."""
POSSESSIVE = re.compile(r"^.*[’']s?\s+(?=[A-Z])")


def in_prose(block: Block) -> Iterator[Named]:
    """Runs of capitalised words with a noun that says what they name, or with "Certified" in them."""
    text = block.text
    if text.endswith("?") and (block.kind == "heading" or len(text.split()) <= MAX_QUESTION):
        return
    for match in RUN.finditer(text):
        for run, start in _pieces(text, match):
            for sort, name, where in _classified(text, run, start, block):
                yield Named(sort, name, *_evidence(block, where, name), block)


def held(block: Block) -> Iterator[Named]:
    """Certifications that people are said to hold: "individuals certified as an Acme Engineer or an Acme Analyst"."""
    for match in HOLDS.finditer(block.text):
        at = match.start(1)
        for part in re.split(r"(\s+or\s+(?:an?\s+)?|,\s+)", match.group(1)):
            name = part.strip(" †*‡.,")
            if len(name.split()) > 1 and name[:1].isupper() and ROLE_NAME.search(name):
                start = at + len(part) - len(part.lstrip())
                yield Named(
                    "certification", name, block.start + start, block.start + start + len(name), block
                )
            at += len(part)


def _pieces(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The parts of a run; what stands before a colon, and each name of names that run into one another, apart."""
    for part, start in _parts(text, match):
        at = 0
        for piece in re.split(
            r"(:\s+|\s[–—-]\s+(?=(?:The|An?|Our|This|In)\b)|(?<=Badge)\s+(?=[A-Z])|(?<=Designation)\s+(?=[A-Z]))",
            part,
        ):
            if piece.strip(": "):
                yield piece, start + at
            at += len(piece)


def _parts(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """A run as it is where a noun closes it ("Small and Medium Business Competency"), else its parts between "and"."""
    run, start = match.group(), match.start()
    closed = CLOSED_BY_NOUN.search(run) and not NOUN_INSIDE.search(run)
    whole = " and " not in run or closed or SINGULAR.match(text, match.end())
    if whole and run.count("Certified") < 2:  # noqa: PLR2004
        yield run, start
        return
    at = 0
    for part in re.split(r"(\s+and\s+)", run):
        if part.strip() != "and" and part:
            yield part, start + at
        at += len(part)


def _evidence(block: Block, start: int, name: str) -> tuple[int, int]:
    return block.start + start, block.start + start + len(name)


def _classified(text: str, given: str, at: int, block: Block) -> Iterator[tuple[Sort, str, int]]:
    """What a run of capitalised words names, if anything: sort, name, and where the name begins."""
    run, start = _without_lead(given, at)
    if TOLD.search(run):
        return
    if owner := POSSESSIVE.match(run):
        run, start = run[owner.end() :], start + owner.end()
    lead = LEAD_NOUN.match(run)
    if lead and lead.end():
        run, start = run[lead.end() :], start + lead.end()
    if not 1 < len(run.split()) <= MAX_NAME:
        return
    if "Certified" in run.split()[:-1] and (name := _certified_name(run)):
        yield sort_of_certified(name) or "certification", name, start + run.find(name)
    elif sort := _sort_of(run, text, at + len(given), block):
        yield sort, run, start


def _sort_of(run: str, text: str, end: int, block: Block) -> Sort | None:
    """What a run names by its own last word, or by the noun that follows it."""
    generic = GENERIC.match(run.split(maxsplit=1)[0])
    if follow := FOLLOWED.match(text, end):
        start = end - len(run)
        said_of_several = generic or CLASS_OF.search(text[max(0, start - MAX_LEAD) : start])
        return None if said_of_several else _sort_by_noun(run, follow.group("noun").lower())
    if generic:
        return None
    if re.search(r"\s(?:Certification|Certificate)$", run):
        return _by_bearer(run) if block.kind != "heading" else None
    return "specialization" if run.endswith(CLASSES) else None


def _by_bearer(run: str) -> Sort:
    """Whether a certification is one of people or, by what its name says is certified, of firms and products."""
    return "specialization" if FIRM.search(run) and not ROLE_INSIDE.search(run) else "certification"


def _sort_by_noun(run: str, noun: str) -> Sort | None:
    if noun.startswith(("certif", "credential")):
        return "specialization" if run.endswith(CLASSES) else _by_bearer(run)
    # "Gold Data competencies" is a class of them, not a name
    return "specialization" if not noun.endswith("s") or len(run.split()) > 2 else None  # noqa: PLR2004


def _certified_name(run: str) -> str:
    words = run.split()
    at = next(i for i, word in enumerate(words) if word.startswith("Certified"))
    if at == 0 and len(words) == 2 and GENERIC.match(words[1]):  # noqa: PLR2004
        return ""
    if re.search(
        r"\b(?:Certification|Exam|Program|Programs|Course|Courses|Training and|Agreement|Terms)\b", run
    ):
        run = re.split(r"\s+(?:Certification|Exam|Program|Course|Agreement|Terms)", run)[0]
    while TAIL_NOUN.search(run):
        run = TAIL_NOUN.sub("", run)
    generic = GENERIC.match(run.split(maxsplit=1)[0]) and not run.startswith("Certified")
    return run if len(run.split()) > 1 and not run.endswith("Certified") and not generic else ""


def _without_lead(run: str, start: int) -> tuple[str, int]:
    """A run without the words that only begin a sentence ("The", "Our", "Become a")."""
    while match := re.match(
        r"(?:Requires?|Required|The|Our|Your|This|These|All|A|An|Each|In|For|If|To|By|With|Once|After|When|"
        r"As|Become|Becoming|Get|Earn|New|Many|Most|Any|Every|From|On|At|What|How|Is|Are|Does|Do|Can|"
        r"Note|Also|And|Or|\d+[.)])\s+",
        run,
    ):
        run, start = run[match.end() :], start + match.end()
    return re.sub(r"[\s:–—-]+$", "", run), start
