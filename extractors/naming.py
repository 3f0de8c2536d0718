"""Names that a document gives: its program, tiers, certifications and specializations, each with the place that names it.

Names are found by the shape of pages (lists, tables, headings, enumerations) and by the noun that stands with them
("the Acme Data competency"), never by a list of known vendors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from extractors.ranks import ranked, tier_names
from extractors.structure import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block, Document

Sort: TypeAlias = Literal["tier", "certification", "specialization"]

CAPITAL = r"(?:[A-Z0-9][\w&.+/’'-]*[\w+)]|[A-Z])"
JOIN = r"(?:(?:\s+(?:of|for|in|on|with|to|the|and|&|–|—|-|:)\s+|:\s+|\s+)\(?"
RUN = re.compile(rf"\b{CAPITAL}{JOIN}{CAPITAL}\)?){{0,9}}")
PROGRAM = re.compile(
    rf"\b((?:(?!(?:The|Our|This|A|An|Join|About|Introducing|Welcome|Becoming|"
    rf"New)\b){CAPITAL}[ ]){{1,5}}(?:Partner(?:ship)?s?[ ](?:Program(?:me)?|Network)|Partner[ ]Advantage|"
    rf"(?:Certification|Integration|Conformance|Competency|Membership|Reseller|Agency|Provider|Marketplace|"
    rf"Accreditation|Alliance|Training)[ ]Program(?:me)?))\b"
)
POSSESSED = re.compile(
    r"\b([A-Z][\w.]+)[’']s\s+((?:[A-Z][\w-]*\s+){0,3}(?:partner(?:ship)?\s+)?program(?:me)?)\b"
)
SPECIAL_NOUN = (
    r"(?:speciali[sz]ations?|designations?|competenc(?:y|ies)|accreditations?|badges?|"
    r"(?:partnership |certification |solution |specialist )?tracks?|conformance|expert programs?)"
)
CERT_NOUN = r"(?:certifications?|certificates?|credentials?|exams?)"
LISTED = {
    "specialization": re.compile(
        rf"\b{SPECIAL_NOUN}\b(?:\s+(?:include|are|available|offered|aligned|below))*[^.?!]{{0,80}}$",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"\b(?:certifications|certificates|credentials)\b(?:\s+(?:include|are|available|offered|"
        r"below))*[^.?!]{0,60}$",
        re.IGNORECASE,
    ),
}
COLUMN = {
    "specialization": re.compile(
        r"^(?:\w+\s){0,2}(?:speciali[sz]ations?|designations?|competenc(?:y|ies)|accreditations?|badges?|"
        r"tracks?)(?:\s+names?)?$",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"^(?:\w+\s){0,2}(?:certifications?|certificates?|credentials?)(?:\s+names?)?$", re.IGNORECASE
    ),
}
NOT_A_LIST = {
    "specialization": re.compile(
        r"\b(?:one of|any|either|all of|some|requirements?|criteria|must|need|benefits?|pass|options?|"
        r"next steps?|learn more|resources|steps?|maintain|hold|corresponds)\b",
        re.IGNORECASE,
    ),
    "certification": re.compile(
        r"\b(?:benefits?|options?|next steps?|learn more|resources|how to|prepar\w+)\b", re.IGNORECASE
    ),
}
FIRM = re.compile(
    r"\b(?:Partners?|Providers?|Solutions?|Platforms?|Products?|Distributions?|Kubernetes|Services?|"
    r"Resellers?|Integrators?|Software|Components?|Vendors?|Apps?|Installers?|Hosted|"
    r"Modules?)\b(?!\s+(?:Architect|Administrator|Developer|Engineer|Associate|Consultant|Specialist))"
)
GENERIC = re.compile(
    r"^(?:the|our|your|this|these|all|each|every|any|some|new|training|exam|practitioner|get|earn|become|"
    r"become a|a|an|certification|certified|certifications|professional|technical|sales|legacy|required|"
    r"required|current|existing|partner|partners|program|how|what|which|why|no|additional|"
    r"relevant|in|for|of|if|to|by|with|once|after|when|as|at|most|many|customer|digital|advanced|other|"
    r"official|it|we|you|they|see|learn|view|apply|download|start|note|product|self-certification|"
    r"re-certification|recertification|annual|verified|and|or|is|are|only|global|credly|faq|about|step|"
    r"overview|maintain\w*|acquire\w*|available)$",
    re.IGNORECASE,
)
VERBISH = re.compile(
    r"\b(?:is|are|was|must|will|can|should|has|have|need|provide[sd]?|learn|click|select|sign|see|get|you|"
    r"your|we|our|includes?|offers?)\b",
    re.IGNORECASE,
)
CLASSES = ("Designation", "Specialization", "Specialisation", "Competency", "Badge", "Conformance")
MAX_PARTNERS = 6
MAX_HEAD = 14
MAX_ROW = 300
MAX_NAMES = 250
"""Names kept of one document: no program has more, and each is looked for in every statement."""
BARE = re.compile(r"\s(?:designation|speciali[sz]ation|badge|competency|certification|program)$")
MAX_NAME = 9
ALL_SORTS: tuple[Sort, ...] = ("certification", "specialization")


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its evidence. `document.text[start:end]` shows it; `rank` is a tier's place from the lowest, 1."""

    sort: Sort
    name: str
    start: int
    end: int
    block: Block
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one document. `program` is empty when none is stated; `heads` may say what it is about, best first."""

    program: str
    heads: tuple[str, ...]
    tiers: tuple[Named, ...]
    certifications: tuple[Named, ...]
    specializations: tuple[Named, ...]

    @property
    def all(self) -> tuple[Named, ...]:
        """Tiers, certifications and specializations."""
        return self.tiers + self.certifications + self.specializations

    def sort(self, subject: str) -> Sort | None:
        """Whether a subject is the name of a tier, a certification or a specialization."""
        wanted = folded(subject)
        return next((named.sort for named in self.all if folded(named.name) == wanted), None)


def folded(name: str) -> str:
    """A name as it is compared: lower case, single spaces, without plural endings or punctuation."""
    return " ".join(re.sub(r"s$", "", word) for word in re.findall(r"[\w+]+", name.lower()))


def names(document: Document) -> Names:
    """All names that a document gives, each once, at the first place that names it."""
    tiers = tuple(
        Named("tier", tier.name, tier.start, tier.end, tier.block, rank)
        for tier, rank in ranked(tier_names(document))
    )
    taken = {folded(tier.name) for tier in tiers}
    program = program_name(document)
    found: dict[tuple[str, str], Named] = {}
    for named in sorted(_mentioned(document), key=lambda named: named.start):
        where = (named.sort, BARE.sub("", folded(named.name)))
        if where[1] not in taken and where[1] != folded(program):
            found.setdefault(where, named)
        if len(found) >= MAX_NAMES:
            break
    longer = {
        name.split(" – ")[0].split(" - ")[0].lower()
        for name in (named.name for named in found.values())
        if " – " in name or " - " in name
    }
    certifications = tuple(
        named
        for named in found.values()
        if named.sort == "certification" and named.name.lower() not in longer
    )
    certain = {folded(named.name) for named in certifications}
    every = [folded(named.name) for named in found.values() if named.sort == "specialization"]
    specializations = tuple(
        named
        for named in found.values()
        if named.sort == "specialization"
        and folded(named.name) not in certain
        and not _covered(folded(named.name), every)
        and not PROGRAM.fullmatch(named.name)
    )
    return Names(program, _heads(document), tiers, certifications, specializations)


def _covered(name: str, every: list[str]) -> bool:
    """Whether a name is the class of at least two others ("Solutions Partner"), or the end of a longer form of itself."""
    classes = sum(other.startswith(f"{name} for ") for other in every)
    return classes > 1 or any(
        other.endswith(f" {name}") and other.count(" ") <= name.count(" ") + 2
        for other in every
        if " " in name
    )


def program_name(document: Document) -> str:
    """The program's name as the page states it: in its title or first heading, else the one named most often."""
    for head in (
        document.title,
        *(block.text for block in document.blocks[:12] if block.kind == "heading" and block.level == 1),
    ):
        if match := PROGRAM.search(head):
            return match.group(1)
    count: dict[str, int] = {}
    for match in PROGRAM.finditer(document.text):
        name = " ".join(match.group(1).split())
        count[name] = count.get(name, 0) + 1
    if count:  # a press page names other vendors' programs too: its title names the vendor it is about
        return max(
            count,
            key=lambda name: (
                name.split()[0] in document.title + document.text[:300],
                count[name],
                -len(name),
            ),
        )
    if match := POSSESSED.search(document.text):
        return f"{match.group(1)}'s {match.group(2)}"
    return ""


HEAD_NOISE = re.compile(
    r"^(?:(?:apply|register|sign up|qualify) for|enrol+ in|buy(?: or renew)?|use|get|introduction to|"
    r"introducing|overview of|about|launching our first|launching|announcing|becoming|become|how to become|"
    r"renew(?:al of)?|requirements (?:for|of|to (?:\w+ )?(?:enrol+|become|be|qualify|join)(?: as|"
    r" for)?(?: an?| the)?)|welcome to|what is|the|our|new|an?)\s+|\s+(?:overview|faq|requirements?|"
    r"details|program guide)$|\s*[|–—:·-]\s.*$|[?!.]+$",
    re.IGNORECASE,
)
EMPTY_HEAD = re.compile(
    r"^(?:frequently asked questions.*|faqs?|include file|home|partners?|overview|program(?:me)?|"
    r"requirements?|pricing|untitled|registration.*|next steps|renewals?)$",
    re.IGNORECASE,
)


def _heads(document: Document) -> tuple[str, ...]:
    """What may say what the page is about: first heading, title, next headings; without headings, its first lines."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    first = [block.text for block in headings if block.level == 1][:1]
    lines = [] if headings else [block.text for block in document.blocks[:3]]
    given = (*first, document.title, *(block.text for block in headings[:2]), *lines)
    return tuple(dict.fromkeys(head for text in given if (head := _head(text))))


def _head(text: str) -> str:
    """A heading without the words that every page has; empty when it asks, tells, or names nothing."""
    short = "" if text.rstrip().endswith("?") else text
    for _ in range(3):
        short = HEAD_NOISE.sub("", short).strip()
    return short if short and not EMPTY_HEAD.match(short) and len(short.split()) <= MAX_HEAD else ""


def _mentioned(document: Document) -> Iterator[Named]:
    tables: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.kind == "table_cell":
            tables.setdefault(block.table or 0, []).append(block)
        if block.kind in ("list_item", "heading", "term"):
            yield from _as_item(block)
        yield from _in_prose(block)
        yield from _held(block)
    for cells in tables.values():
        yield from _in_column(cells)


def _as_item(block: Block) -> Iterator[Named]:
    """Items of a list that is announced as one of certifications or specializations."""
    name, whole = item_name(block)
    if not name or block.kind != "list_item":
        return
    head = block.intro or (block.section[-1] if block.section else "")
    for sort in ALL_SORTS:
        if LISTED[sort].search(head.rstrip(" :")) and not NOT_A_LIST[sort].search(head):
            yield Named(sort, name, block.start, block.start + whole, block)
            return


def item_name(block: Block) -> tuple[str, int]:
    """The name with which an item begins, and its length; empty when the item is a sentence."""
    head = re.split(r"\s[–—-]\s|:\s|\s\(opens", block.text, maxsplit=1)[0].strip(" †*‡")
    words = head.split()
    if not words or len(words) > MAX_NAME or VERBISH.search(head) or head.endswith((".", "?", ":", ";", ",")):
        return "", 0
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    return (head, len(head)) if words[0][:1].isupper() and capital * 2 > len(words) else ("", 0)


def _in_column(cells: list[Block]) -> Iterator[Named]:
    """First cells of the rows of a table whose first column is headed as certifications or specializations."""
    starting = {cell.start: cell for cell in cells}
    for row in rows(cells):
        first = starting.get(row.start)
        if first is None or not row.corner or len(row.label.split()) > MAX_NAME + 3:
            continue
        end = row.end if row.end - row.start < MAX_ROW else first.end
        for sort in ALL_SORTS:
            if COLUMN[sort].match(row.corner.strip()) and first.text[:1].isupper():
                yield Named(sort, first.text, row.start, end, first)


FOLLOWED = re.compile(
    rf"\s+(?P<noun>{SPECIAL_NOUN}|certification|certificate|credential)\b(?!\s+(?:exam|program|requirement|"
    rf"process|test|path|badge|body|agreement|holder))",
    re.IGNORECASE,
)
SINGULAR = re.compile(
    r"\s+(?:speciali[sz]ation|designation|competency|accreditation|badge|certification)\b", re.IGNORECASE
)
CLOSED_BY_NOUN = re.compile(r"\s(?:Designation|Speciali[sz]ation|Competency|Badge|Certification)$")
ROLE_NAME = re.compile(
    r"\b(?:associate|engineer|expert|administrator|analyst|architect|developer|consultant|specialist|"
    r"professional|practitioner|"
    r"scientist|fundamentals|manager|technician|operator|trainer|designer)s?$",
    re.IGNORECASE,
)
HOLDS = re.compile(
    rf"\bcertified (?:as|in) (?:an? |the )?({CAPITAL}(?:\s+(?:or an?|or|and|of|for|an?|{CAPITAL}|associate|"
    rf"expert|professional|specialist)[†*‡]?)*)"
)
DEFINED = re.compile(r"\s+(?:are|build|is a|is an|who)\b")


def _in_prose(block: Block) -> Iterator[Named]:
    """Runs of capitalised words with a noun that says what they name, or with "Certified" in them."""
    text = block.text
    if block.kind == "heading" and text.endswith("?"):
        return
    for match in RUN.finditer(text):
        for run, start in _parts(text, match):
            for sort, name, where in _classified(text, run, start, block):
                yield Named(sort, name, *_evidence(block, where, name), block)


def _held(block: Block) -> Iterator[Named]:
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


def _parts(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """A run as it is where a noun closes it ("Small and Medium Business Competency"), else its parts between "and"."""
    run, start = match.group(), match.start()
    whole = " and " not in run or CLOSED_BY_NOUN.search(run) or SINGULAR.match(text, match.end())
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
    if not 1 < len(run.split()) <= MAX_NAME:
        return
    if "Certified" in run.split()[:-1] and (name := _certified_name(run)):
        yield ("specialization" if FIRM.search(name) else "certification"), name, start + run.find(name)
    elif sort := _sort_of(run, text, at + len(given), block):
        yield sort, run, start


def _sort_of(run: str, text: str, end: int, block: Block) -> Sort | None:
    """What a run names by its own last word, or by the noun that follows it."""
    generic = GENERIC.match(run.split(maxsplit=1)[0])
    if follow := FOLLOWED.match(text, end):
        return None if generic else _sort_by_noun(run, follow.group("noun").lower())
    if generic:
        return None
    if re.search(r"\s(?:Certification|Certificate)$", run):
        return "certification" if block.kind != "heading" else None
    if run.endswith(CLASSES):
        return "specialization"
    if run.endswith(" Partners") and len(run.split()) <= MAX_PARTNERS:
        alone = block.kind in ("heading", "list_item", "term") and run == text.strip()
        return "specialization" if alone or (text.startswith(run) and DEFINED.match(text, end)) else None
    return None


def _sort_by_noun(run: str, noun: str) -> Sort | None:
    if noun.startswith(("certif", "credential")):
        return "specialization" if run.endswith(CLASSES) else "certification"
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
    return run if len(run.split()) > 1 and not run.endswith("Certified") else ""


def _without_lead(run: str, start: int) -> tuple[str, int]:
    """A run without the words that only begin a sentence ("The", "Our", "Become a")."""
    while match := re.match(
        r"(?:Requires?|Required|The|Our|Your|This|These|All|A|An|Each|In|For|If|To|By|With|Once|After|When|"
        r"As|Become|Becoming|Get|Earn|New|Many|Most|Any|Every|From|On|At|What|How|Is|Are|Does|Do|Can|"
        r"Note)\s+",
        run,
    ):
        run, start = run[match.end() :], start + match.end()
    return re.sub(r"[\s:–—-]+$", "", run), start
