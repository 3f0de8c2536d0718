"""What a document is about: its program's name, and the titles and headings that may name something."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extractors.named import CAPITAL

if TYPE_CHECKING:
    from extractors.records import Document

NOT_FIRST = (
    "The|Our|This|A|An|Join|About|Introducing|Welcome|Becoming|New|Manage|Visit|Internal|Explore|Announcing|"
    "Discover|Inside|Meet|Enroll?|Why|Your|All|Any|Each"
)
"""Words that stand before a program's name in titles and sentences and are no part of it."""
PROGRAM = re.compile(
    rf"\b((?:(?!(?:{NOT_FIRST})\b){CAPITAL}[ ]){{1,5}}"
    rf"(?:Partner(?:ship)?s?[ ](?:[Pp]rogram(?:me)?|Network)|Partner[ ]Advantage|"
    rf"(?:Certification|Integration|Conformance|Competency|Membership|Reseller|Agency|Provider|Marketplace|"
    rf"Accreditation|Alliance|Training)[ ]Program(?:me)?))\b"
)
POSSESSED = re.compile(
    r"\b([A-Z][\w.]+)[’']s\s+((?:[A-Z][\w-]*\s+){0,3}(?:partner(?:ship)?\s+)?program(?:me)?)\b"
)
ITS_OWN = re.compile(
    r"\b(?P<vendor>[A-Z]\w+)[’']s\s[^.?!’']{0,80}?\b(?:its|their|own|new|launched)\s(?P<program>Partner (?:Network|"
    r"Program(?:me)?))\b"
)
"""A program named without its vendor, who stands before it in the sentence."""
NEW_ONE = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Oo]ur|(?:[Tt]he )?(?:[Cc]ompany|[Vv]endor|[Mm]aker|[Ff]irm)[’']s)\s(?:brand-?)?\s?new\s"
    r"(?P<name>[A-Z]\w+(?:\s[A-Z]\w+){0,2})\s(?:(?:partner|certification|channel|reseller)\s)?program(?:me)?\b"
)
"""A program that the press tells of: "the company's new Lattice program"."""
NO_VENDOR = frozenset(
    ["Partner", "Partners", "Channel", "Training", "Services", "Service", "Certification", "Global", "AI"]
)
"""First words of programs' names that are said everywhere."""
MAX_HEAD = 14
TITLE_PART = re.compile(r"\s(?:[|–—·•-]|::)\s|\s*\|\s*")
OWN_NAME = re.compile(r"[A-Z][\w&.’'-]*(?: (?:of|for|and|in|the|[A-Z&][\w&.’'-]*)){1,5}")
"""A name of two words or more: those in capitals, and small ones between them."""


def program_name(document: Document) -> str:
    """The program's name as the page states it: in its title or first heading, else the one named most often."""
    for head in (
        document.title,
        *(block.text for block in document.blocks[:12] if block.kind == "heading" and block.level == 1),
    ):
        if match := PROGRAM.search(head):
            return match.group(1)
    count = Counter(" ".join(match.group(1).split()) for match in PROGRAM.finditer(document.text))
    count.update(
        f"{match.group('vendor')} {match.group('program')}" for match in ITS_OWN.finditer(document.text)
    )
    if count:  # a press page names other vendors' programs too: its title names the vendor it is about
        return max(count, key=lambda name: (*_about(document, name), count[name], -len(name)))
    if match := POSSESSED.search(document.text):
        return f"{match.group(1)}'s {match.group(2)}"
    match = NEW_ONE.search(document.text)
    return match.group("name") if match else ""


def _about(document: Document, program: str) -> tuple[bool, int]:
    """How much a document is about the vendor whose program this is: named at its beginning, and how often at all."""
    vendor = re.sub(r"[’']s$", "", program.split(maxsplit=1)[0])
    said = 0 if vendor in NO_VENDOR else document.text.count(vendor)
    return vendor in document.title + document.text[:300], said


HEAD_NOISE = re.compile(
    r"^(?:[#\s]+|(?:apply|register|sign up|qualify) for|enrol+ in|buy(?: or renew)?|use|get|explore|find|create|manage|"
    r"join|choose|meet|discover|see|view|request|enrol+ as|introduction to|"
    r"introducing|overview of|about|launching our first|launching|announcing|becoming|become|how to become|"
    r"renew(?:al of)?|requirements (?:for|of|to (?:\w+ )?(?:enrol+|become|be|qualify|join)(?: as|"
    r" for)?(?: an?| the)?)|welcome to|what is|the|our|new|an?)\s+|\s+(?:overview|faqs?|requirements?|"
    r"details|program guide|curriculum|checklist|handbook)$|\s+#.*$|\s*[|–—:·-]\s.*$|[?!.]+$",
    re.IGNORECASE,
)
EMPTY_HEAD = re.compile(
    r"^(?:frequently asked questions.*|faqs?|include file|home|date|important|note|partners?|overview|program(?:me)?|"
    r"requirements?|pricing|untitled|registration.*|next steps|renewals?)$",
    re.IGNORECASE,
)


def heads(document: Document) -> tuple[str, ...]:
    """What may say what the page is about: first heading, title, next headings; without headings, its first lines."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    first = [block.text for block in headings if block.level == 1][:1]
    lines = [] if headings else [block.text for block in document.blocks[:3]]
    title = [part for part in TITLE_PART.split(document.title) if part]
    given = (*first, *title[:2], *(block.text for block in headings[:2]), *lines)
    return tuple(dict.fromkeys(head for text in given if (head := _head(text))))


def _head(text: str) -> str:
    """A heading without the words that every page has; empty when it asks, tells, or names nothing."""
    short = "" if text.rstrip().endswith("?") else text
    for _ in range(3):
        short = HEAD_NOISE.sub("", short).strip()
    return short if short and not EMPTY_HEAD.match(short) and len(short.split()) <= MAX_HEAD else ""


def is_name(head: str) -> bool:
    """Whether all of a heading is a name of its own, and not words like "Membership classes and dues"."""
    return OWN_NAME.fullmatch(head) is not None


def owner(title: str) -> str:
    """Whose page it is: the last part of its title, where that is a name of its own ("Changes | Acme Guild"); else empty."""
    *before, last = TITLE_PART.split(title)
    return last.strip() if before and is_name(last.strip()) else ""
