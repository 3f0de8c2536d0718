"""Names that an announcing heading or sentence is followed by: the headings below it, or an enumeration in the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.classnouns import several
from extractors.codes import EXAM_CODE
from extractors.listednames import SORTS, announced, item_name
from extractors.named import CAPITAL, ROLE_NAME, Named, Sort, sort_of_certified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block, Document

ANY_PAGE = re.compile(
    r"\b(?:overview|benefits?|requirements?|faqs?|resources|how|why|what|next|contact|eligibility|apply|started|renewals?|"
    r"pricing|process|introduction|about|steps?|criteria|exams?|training|learn|find|support|more|compare|policy|policies|"
    r"maintenance|maintaining|program(?:me)?s?|terms|options?|types?|levels?|note|notes|summary|details|partners?)\b|\?$",
    re.IGNORECASE,
)
"""What headings of any page say below "Certifications": no names."""
WORD = rf"(?:{CAPITAL}|&|(?:of|for|in|on|and|the|with)(?=\s[A-Z]))"
NAME = rf"{CAPITAL}(?:\s{WORD}){{0,6}}"
ENUMERATED = {
    sort: re.compile(
        rf"\b(?i:{several(sort)})(?:\sare)?(?:\s(?:available|offered))?(?::\s|,?\s(?:such as|including)\s"
        + (r"|\sin\s(?:the\s)?" if sort == "specialization" else "")
        + rf")(?P<names>{NAME}(?:,\s(?:and\s|or\s)?{NAME}){{1,11}})(?=[.;)]|$|,?\s[a-z]|\s\()",
    )
    for sort in SORTS
}
"""At least two names with commas after several of a sort ("certifications: A, B and C")."""
MAX_ABOVE = 3
"""Words of a heading that announces the headings below it ("Our available certifications")."""
CODED = re.compile(
    rf"(?:[Ee]xam\s)?(?P<name>{EXAM_CODE}\s?[:–-]\s(?P<title>{CAPITAL}(?:\s{CAPITAL}){{1,6}}))"
)
CLASSED = re.compile(
    r"^(?:Competency|Specialization|Specialisation|Designation)\s?[:–-]\s(?P<name>[A-Z].{2,60})$"
)


def below(document: Document) -> Iterator[Named]:
    """The headings right below a heading that announces certifications or specializations, where several look like names."""
    under: dict[tuple[str, ...], list[Block]] = {}
    for block in document.blocks:
        if block.kind == "heading" and block.section:
            under.setdefault(block.section, []).append(block)
    for section, headings in under.items():
        sort = announced(section[-1]) if len(section[-1].split()) <= MAX_ABOVE else None
        names = [block for block in headings if _is_name(block.text)]
        if sort == "certification" and not any(ROLE_NAME.search(block.text) for block in names):
            continue
        if sort and len({block.text for block in names}) > 1 and 2 * len(names) > len(headings):
            for block in names:
                yield Named(sort_of_certified(block.text) or sort, block.text, block.start, block.end, block)


def _is_name(text: str) -> bool:
    return item_name(text) == text and not ANY_PAGE.search(text)


def enumerated(block: Block) -> Iterator[Named]:
    """The names of an enumeration that a sentence announces, and those that stand behind a code or their noun."""
    for sort in SORTS if "," in block.text else ():
        for match in ENUMERATED[sort].finditer(block.text):
            for name, start in _parts(match.group("names"), match.start("names")):
                yield Named(
                    sort_of_certified(name) or sort,
                    name,
                    block.start + start,
                    block.start + start + len(name),
                    block,
                )
    for match in CODED.finditer(block.text):
        if ROLE_NAME.search(match.group("title")):
            yield _at(block, match, "certification")
    if block.kind == "heading" and (classed := CLASSED.match(block.text)):
        yield _at(block, classed, "specialization")


def _at(block: Block, match: re.Match[str], sort: Sort) -> Named:
    start, end = match.span("name")
    return Named(sort, match.group("name"), block.start + start, block.start + end, block)


def _parts(text: str, at: int) -> Sequence[tuple[str, int]]:
    """The names of an enumeration with their offsets; the last two may be joined by "and" without a comma."""
    parts: list[tuple[str, int]] = []
    for piece in re.finditer(r"(?:(?!,\s).)+", text):
        name = re.sub(r"^,?\s?(?:and\s|or\s)?", "", piece.group())
        start = piece.end() - len(name)
        parts.append((name.strip(), at + start))
    last, start = parts[-1]
    if (
        len(parts) > 1
        and not text.rsplit(", ", maxsplit=1)[-1].startswith(("and ", "or "))
        and last.count(" and ") == 1
    ):
        first, second = last.split(" and ")
        parts[-1:] = [(first, start), (second, start + len(first) + 5)]
    return [(name, place) for name, place in parts if name]
