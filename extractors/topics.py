"""What training or an exam covers: weighted domains, lists of topics, and topics enumerated in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.attributes import key
from extractors.modality import PROMISING
from extractors.records import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document, Value
    from extractors.structure import Statement
    from extractors.subjects import Subjects
    from extractors.told import Told
    from extractors.values import Found

ANNOUNCING = re.compile(
    r"\b(?:(?:exam|course|training|workshop|certification|covered) "
    r"(?:topics|objectives|domains|outline|content|syllabus|blueprint)"
    r"(?= ?$| ?:| /| (?:are|include))|(?:key|core|main|new)? ?topics:?$|"
    r"learning (?:objectives|outcomes|goals)|skills (?:measured|covered|assessed|you[’'\w ]{1,12}(?:learn|gain))|"
    r"knowledge areas|content (?:outline|areas)|syllabus|curriculum|course agenda|domains?(?: covered)?:?$|"
    r"what (?:you[’']ll|you will|will (?:you|I)|the (?:exam|course|training|certification)) (?:learn|cover)\w*|"
    r"(?:you|participants|students|learners|attendees|candidates) (?:will|[’']ll) (?:learn|be able to)|"
    r"(?:exam|course|training|certification|workshop|module|program) (?:\w+ ){0,2}(?:covers|measures|teaches|tests|"
    r"addresses|focuses on)|topics (?:include|covered)|new (?:competency|competencies|skills))\b",
    re.IGNORECASE,
)
"""Headings and introductions that announce what is taught or examined."""
NUMBERED = re.compile(
    r"(?:domain|section|topic|module|part|unit|objective|chapter)\s+\d+\b\s*[:.)–—-]*\s*", re.IGNORECASE
)
EXAMINED = re.compile(r"\b(?:of (?:the |your )?(?:exam|questions|test|score|content)|weight)", re.IGNORECASE)
EDGES = " \t()[]:;,.–—-~|≈"
COVERING = re.compile(
    r"\b(?P<what>exams?|courses?|certifications?|training|curriculum|workshops?|modules?|programs?|tests?|it|credential|"
    r"assessments?|path|track|bootcamp)\s+(?:(?:also|will|then|\w+ly)\s+)?"
    r"(?:covers?|introduces|teaches|(?:tests?|validates|measures|assesses) (?:\w+ ){0,3}(?:knowledge|skills|ability|"
    r"understanding|proficiency)(?: and \w+)? (?:of|in|across|on|to)|topics (?:include|are))\s+"
    r"(?P<list>[^.;]{10,400})",
    re.IGNORECASE,
)
CLOSING = re.compile(r",\s+(?:and|or)\s+(?P<last>[^,]+)")
"""The comma and the "and" before the last member of an enumeration; what follows it is about all of them."""
LAST = re.compile(r"\s+and\s+")
ARTICLE = re.compile(r"^(?:the|an?|and|topics (?:such as|including))\s+", re.IGNORECASE)
LINK = re.compile(
    r"^(?:learn more|read more|download|register|enroll|sign up|view|see)\b|https?://|@", re.IGNORECASE
)
EXAM_CODE = re.compile(r"\bexam:? [A-Z]|\b[A-Z]{2,4}-\d{3}|\([A-Z]{3,6}\)$")
"""What stands in a list of certifications or exams, which names no topic."""
MAX_WORDS = 16
MIN_PARTS = 3
MAX_LEAD = 90
"""Characters of a heading, or of the end of an introduction, in which a list of topics is announced."""


def weighted(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    """A domain with its share of an exam: one percentage at an end of a short text ("Design (25%)"). Never raises."""
    value = _share(told)
    if value is None:
        return
    text = told.text
    rest = f"{text[: value.start]} {text[value.end :]}"
    name = NUMBERED.sub("", EXAMINED.split(rest, maxsplit=1)[0].strip(EDGES), count=1).strip(EDGES)
    if name and name[:1].isalpha() and len(name.split()) <= MAX_WORDS:
        subject = _subject(told.statement, subjects)
        yield _requirement(document, told.statement, subject, name, value.value, value)


def _share(told: Told) -> Found | None:
    """The share of a domain, where a text states only that."""
    text, statement = told.text, told.statement
    if len(told.found) != 1 or told.found[0].type != "percent" or told.strength.binds:
        return None
    value = told.found[0]
    before, after = text[: value.start].strip(EDGES), text[value.end :].strip(EDGES)
    examined = EXAMINED.match(after) is not None
    if before and after and not examined:
        return None
    near = " / ".join(part for part in (statement.block.intro, *statement.section[-3:]) if part)
    known = examined or NUMBERED.match(text) or ANNOUNCING.search(near) or EXAMINED.search(near)
    return value if known and not text.endswith("!") else None


def listed(document: Document, told: Told, subjects: Subjects) -> Iterator[Requirement]:
    """A topic in a list of topics, or the topics that a sentence enumerates. Never raises."""
    statement = told.statement
    if statement.form == "item":
        if _announced(statement) and not told.strength.binds and not LINK.search(told.text):
            name = told.text if len(told.text.split()) <= MAX_WORDS else _head(told.text)
            name = name.strip(" .,;:•")
            if name and not subjects.names.sort(name) and not EXAM_CODE.search(name):
                yield _requirement(document, statement, _subject(statement, subjects), "topic", name)
        return
    match = COVERING.search(told.text)
    for part in _parts(match["list"]) if match and not told.strength.binds else ():
        yield _requirement(document, statement, subjects.of(statement)[0], "topic", part)


def _announced(statement: Statement) -> bool:
    intro = statement.block.intro
    near = intro[-MAX_LEAD:] if intro and intro.rstrip().endswith(":") else " / ".join(statement.section[-1:])
    if (
        len(near) > MAX_LEAD
        or statement.text.count(". ")
        or len(statement.block.text) > len(statement.text) + 1
    ):
        return False
    return bool(ANNOUNCING.search(near)) and not PROMISING.search(near)


def _head(text: str) -> str:
    """What begins a long list item like a heading ("Networking: how to ..."); empty where nothing does."""
    head = re.split(r":\s|\s[–—-]\s|\.\s", text, maxsplit=1)[0]
    return head if head != text and len(head.split()) <= MAX_WORDS else ""


def _parts(enumeration: str) -> list[str]:
    """The members of an enumeration of at least three; none where commas do not part names of like length."""
    named = enumeration.rpartition(": ")[2].strip()
    closed = CLOSING.search(named)
    open_part = named[: closed.start()] if closed else named
    parts = open_part.split(", ")
    if closed:
        parts.append(closed["last"])
    elif len(parts) > 1:
        parts = [*parts[:-1], *LAST.split(parts[-1], maxsplit=1)]
    names = [ARTICLE.sub("", part.strip(EDGES)) for part in parts]
    fits = len(names) >= MIN_PARTS and all(0 < len(name.split()) <= MAX_WORDS for name in names)
    return names if fits else []


def _subject(statement: Statement, subjects: Subjects) -> str:
    """What a topic belongs to: a heading with a share ("Design (25%)") names a domain and no subject."""
    if statement.form == "heading" or ":" in statement.text:
        certification = [named.name for named in subjects.names.certifications]
        return certification[0] if len(certification) == 1 else subjects.whole
    return subjects.for_kind("exam", statement)[0]


def _requirement(  # noqa: PLR0913, PLR0917 - what a record needs
    document: Document,
    statement: Statement,
    subject: str,
    name: str,
    value: Value,
    found: Found | None = None,
) -> Requirement:
    return Requirement(
        kind="curriculum",
        subject=subject,
        attribute=name,
        key=key(name),
        comparator=found.comparator if found else None,
        value=value,
        value_max=found.value_max if found else None,
        unit=found.unit if found else None,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        section=statement.block.section,
    )
