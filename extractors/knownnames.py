"""Where the known names of a document are said, in any of their forms, and which one "this designation" is.

A name is known by its whole, by its code ("CGP"), without its code ("Certified Grid Planner"), and in the other number
("Hosting Partner" for "Hosting Partners").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extractors.codes import EXAM_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractors.naming import Names
    from extractors.records import Document
    from extractors.structure import Statement

REFERS = re.compile(
    r"\b(?:this|that|the same|said)\s+(?:[a-z]+\s)?(?P<noun>certification|certificate|credential|exam(?:ination)?|"
    r"speciali(?:[sz]ation|sm)|designation|competency|accreditation|badge|track|tier|level|membership)\b",
    re.IGNORECASE,
)
IT = re.compile(r"(?:It|They)\s+(?!is (?:possible|important|recommended|up to|not necessary|best))")
SORTS = {
    **dict.fromkeys(("tier", "level", "membership"), ("tier",)),
    **dict.fromkeys(
        ("certification", "certificate", "credential", "exam", "examination"),
        ("certification", "specialization"),
    ),
}
FIRMS = ("specialization", "certification")
BRACKETS = re.compile(r"^(?P<name>.*\S)\s*\((?P<code>[A-Z][A-Z0-9-]{2,})s?\)$")
CODED = re.compile(rf"^{EXAM_CODE}\s?[:–-]\s+(?P<name>\S.*)$")
GENERAL = re.compile(
    r"\b(?:certifi\w+|credentials?|exams?|programs?|programmes?|partners?|badges?|professional|networks?|platform|level)$",
    re.IGNORECASE,
)
"""What no certification is told from others by."""
ARTICLE = re.compile(r"(?:an?|the|every|each|all|our)\s+", re.IGNORECASE)
NAME_WORD = re.compile(r"[^\s,;:.!?]+")
MOST_WORDS = 6
"""Words of a name with which a sentence may begin."""
SHORTEST = 3
FARTHEST = 50
"""Names back from a statement among which the one meant is looked for."""


@dataclass(frozen=True)
class KnownNames:
    """The names of one document, as they are found in its text."""

    document: Document
    names: Names

    @cached_property
    def forms(self) -> dict[str, str]:
        """Each form in which a name may be said, with the name."""
        known = {named.name: named.name for named in self.names.all}
        for name in tuple(known):
            for form in other_forms(name):
                known.setdefault(form, name)
        for tier in self.names.tiers:
            known.setdefault(f"{tier.name}s", tier.name)
        for form, name in tails([named.name for named in self.names.certifications]):
            known.setdefault(form, name)
        return {form: name for form, name in known.items() if len(form) >= SHORTEST}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        every = sorted(self.forms, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, every)) + r")(?!\w)") if every else None

    def said(self, text: str) -> tuple[str, ...]:
        """The names said in a text, each once, in order."""
        if not text or self._pattern is None:
            return ()
        return tuple(dict.fromkeys(self.forms[match.group()] for match in self._pattern.finditer(text)))

    @cached_property
    def _firms(self) -> dict[str, str]:
        """The forms of the names of tiers and specializations, in small letters, each with its name."""
        firms = {named.name for named in self.names.tiers + self.names.specializations}
        return {form.casefold(): name for form, name in self.forms.items() if name in firms}

    def opening(self, text: str) -> tuple[str, int]:
        """The tier or specialization with whose name a sentence begins, in whatever letters, and where the name ends.

        ("", 0) when it begins with none.
        """
        if not self._firms:
            return ("", 0)
        article = ARTICLE.match(text)
        start = article.end() if article else 0
        words = list(islice(NAME_WORD.finditer(text, start), MOST_WORDS))
        for word in reversed(words):
            if name := self._firms.get(text[start : word.end()].casefold()):
                return (name, word.end())
        return ("", 0)

    def places(self, text: str) -> tuple[tuple[int, str], ...]:
        """Where names are said in a text: offset and name, in order."""
        if self._pattern is None:
            return ()
        return tuple((match.start(), self.forms[match.group()]) for match in self._pattern.finditer(text))

    @cached_property
    def _places(self) -> tuple[tuple[int, str], ...]:
        return self.places(self.document.text)

    @cached_property
    def _begins(self) -> dict[tuple[str, ...], int]:
        begins: dict[tuple[str, ...], int] = {}
        for block in self.document.blocks:
            begins.setdefault(block.section, block.start)
        return begins

    def meant(self, statement: Statement, part: str) -> str:
        """The name that "this designation" or "it" in `part` of a statement means: the last one said in its section.

        "It" means one only within its own block. Empty when the statement has no such words, or none was said.
        """
        if refers := REFERS.search(part):
            sorts = SORTS.get(refers.group("noun").lower(), FIRMS)
            return self._last(statement.start, self._begins.get(statement.block.section, 0), sorts)
        if IT.match(statement.text):
            return self._last(statement.start, statement.block.start, ("tier", *FIRMS))
        return ""

    def _last(self, before: int, since: int, sorts: tuple[str, ...]) -> str:
        at = bisect_left(self._places, (before, ""))
        first = max(bisect_left(self._places, (since, "")), at - FARTHEST)
        said = [name for _, name in self._places[first:at]]
        sort = {named.name: named.sort for named in self.names.all}
        for wanted in sorts:
            if found := next((name for name in reversed(said) if sort[name] == wanted), ""):
                return found
        return ""


def tails(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that tell names with one beginning apart, where only one name has them, with that name.

    "Planner" and "Scheduler" of "Acme Certified Planner" and "Acme Certified Scheduler".
    """
    plain = {name: re.sub(r"\s*\([^)]*\)$", "", name).split() for name in names}
    ends = {name: " ".join(words[_shared(words, name, plain) :]) for name, words in plain.items()}
    often = Counter(ends.values())
    for name, end in ends.items():
        own = end[:1].isupper() and often[end] == 1 and len(end) > SHORTEST and not GENERAL.search(end)
        if own and end != name:
            yield end, name


def _shared(words: Sequence[str], name: str, plain: Mapping[str, Sequence[str]]) -> int:
    """How many words at its beginning a name has in common with another one, at most all but its last."""
    most = 0
    for other, theirs in plain.items():
        if other != name:
            same = sum(
                1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, theirs, strict=False))
            )
            most = max(most, min(same, len(words) - 1))
    return most


def other_forms(name: str) -> Iterator[str]:
    """The other forms of a name: its code, itself without the code, and in the other number."""
    if match := BRACKETS.match(name):
        yield match.group("name")
        yield match.group("code")
    if match := CODED.match(name):
        yield match.group("name")
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    if (
        " " in name
        and last.isalpha()
        and last[:1].isupper()
        and last[-1:].islower()
        and not last.endswith("ss")
    ):
        yield name[:-1] if last.endswith("s") else f"{name}s"
