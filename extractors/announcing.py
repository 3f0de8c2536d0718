"""Whether an entry of a feed is about a program: most of what a vendor announces, and of what the press writes, is not.

By the program's names anywhere; in the vendor's own feed also where it speaks of partners and of what is asked about them.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from extractors.languages import primary
from extractors.mentions import spoken_of
from extractors.page import tidy

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue, Program, Source
    from extractors.feeds import Entry

_READ: Final = (
    40_000  # characters of an entry's markup: what an announcement is about, it says at its beginning
)
_ACRONYM: Final = 6  # letters up to which a name without spaces may mean something else
_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|div|br|td|tr|table|section|article)\b[^<>]{0,500}>", re.IGNORECASE
)
# What nobody closes hides all that follows, as in browsers; so each beginning is looked at once, however many there are.
_UNSAID = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+(?=[A-Z“\"(])")
_PARTNERS = re.compile(
    r"\b(?:partner (?:program\w*|network|ecosystem|tier\w*|certification\w*)|certified (?:partner|consultant|architect)s?|"
    r"(?:our|of|with|for|and|which|consulting|services?|implementation|solution|channel|reseller) partners|"
    r"(?:consulting|services?|implementation|solution|channel|reseller) partner|"
    r"systems? integrators?|consultanc(?:y|ies)|certification (?:program\w*|track|path)s?)\b",
    re.IGNORECASE,
)
"""How vendors call those whom their program is for; a customer or a research institute is called a partner too."""
_PROGRAMS: Final = frozenset(
    ("program", "programs", "programme", "network", "advantage", "certification", "academy")
)


def about(entry: Entry, program: Program, source: Source, catalogue: Catalogue) -> str:
    """Why an entry of `source`, a feed of `program`, is about the program, in words; empty when it is not. Never raises."""
    if entry.language and primary(entry.language) != primary(source.language):
        return ""
    text = _plain(entry)
    if name := _named(text, program):
        return f'names "{name}"'
    if source.standing != "official":
        return ""
    if found := _own_words(program.name, program.aliases).search(text):
        return f'says "{tidy(found[0])}"'
    for sentence in _SENTENCE.split(text):
        if (partners := _PARTNERS.search(sentence)) and (question := spoken_of(sentence, catalogue)):
            return f'speaks of "{tidy(partners[0]).lower()}" and of {question.replace("_", " ")}'
    return ""


def _plain(entry: Entry) -> str:
    """The title and the text of an entry, a line for each block."""
    body = _UNSAID.sub(" ", entry.html[:_READ])
    words = html.unescape(_TAG.sub(" ", _BLOCK.sub("\n", body)))
    return "\n".join(line for part in (entry.title, *words.split("\n")) if (line := tidy(part)))


def _named(text: str, program: Program) -> str:
    """The name of the program that stands in a text; a short one counts only beside the vendor's own."""
    for name, pattern, short in _names(program.name, program.vendor, program.aliases):
        if pattern.search(text) and (not short or _vendor(program.name, program.vendor).search(text)):
            return name
    return ""


@lru_cache(maxsize=256)
def _names(
    called: str, vendor: str, aliases: tuple[str, ...]
) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """What the program is called, and whether that is short. What stands for the vendor as a whole is none of it."""
    found = []
    whole = {word.casefold() for word in (*vendor.split(), *(called.split() if " " in called else ()))}
    for name in dict.fromkeys((called, *aliases)):
        short = " " not in name and len(name) <= _ACRONYM
        if name.casefold() not in whole:
            found.append((name, _phrase(name, exactly=short), short))
    return tuple(found)


@lru_cache(maxsize=256)
def _vendor(called: str, vendor: str) -> re.Pattern[str]:
    """The vendor's name, or the first word of the program's where that is what the vendor is called for short."""
    return re.compile(
        "|".join(_phrase(name).pattern for name in (vendor, called.split(maxsplit=1)[0])), re.IGNORECASE
    )


@lru_cache(maxsize=256)
def _own_words(called: str, aliases: tuple[str, ...]) -> re.Pattern[str]:
    """How the vendor calls the program at home: by the last two words of its names ("Partner Network")."""
    ends = {" ".join(name.split()[-2:]) for name in (called, *aliases) if len(name.split()) > 1}
    known = sorted(end for end in ends if end.split()[-1].casefold() in _PROGRAMS)
    return re.compile("|".join(_phrase(end).pattern for end in known) or r"(?!)", re.IGNORECASE)


def _phrase(name: str, *, exactly: bool = False) -> re.Pattern[str]:
    pattern = r"(?<!\w)" + r"[\s\u00a0-]+".join(re.escape(word) for word in name.split()) + r"(?!\w)"
    return re.compile(pattern, 0 if exactly else re.IGNORECASE)
