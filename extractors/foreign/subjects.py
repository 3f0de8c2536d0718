"""What a statement in another language applies to: names are known in the forms that the language gives them.

A name is also known inflected ("Socios Autorizados" for "Socio Autorizado"), by the words that only it has at its
beginning ("Architecte" of "Architecte Acme" and "Intégrateur Acme"), and as the first part of a compound that it shares
with another ("System- und Fachpartner").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from extractors.foreign.tongue import CJK
from extractors.knownnames import SHORTEST, KnownNames, tails
from extractors.named import folded
from extractors.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.structure import Statement

LEAST_SHARED: Final = 4
"""Letters of a noun that compounds share."""
WHOLE: Final = ("(?<!\\w)", "(?!\\w)")
UNSPACED: Final = ("(?<![ァ-ヺー])", "(?![ァ-ヺー])")
"""Between words without spaces only the script tells where a name ends: it is no part of a longer loan word."""


@dataclass(frozen=True)
class ForeignNames(KnownNames):
    """The names of one document, with the endings that words take in its language."""

    endings: tuple[str, ...]

    @cached_property
    def forms(self) -> dict[str, str]:
        """Each form in which a name may be said, with the name."""
        known = super().forms
        tiers = [named.name for named in self.names.tiers]
        credentials = [named.name for named in self.names.certifications]
        for form, name in (*heads(credentials), *tails(tiers), *elided(tiers)):
            known.setdefault(form, name)
        for form, name in tuple(known.items()):
            for other in inflected(form, self.endings):
                known.setdefault(other, name)
        return {form: name for form, name in known.items() if len(form) >= SHORTEST}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        every = sorted(self.forms, key=len, reverse=True)
        return re.compile("|".join(map(_bounded, every))) if every else None


@dataclass(frozen=True)
class ForeignSubjects(Subjects):
    """Finds the subjects of a statement in another language among the names of its document."""

    endings: tuple[str, ...] = ()

    @cached_property
    def _known(self) -> ForeignNames:
        return ForeignNames(self.document, self.names, self.endings)

    def of(self, statement: Statement) -> tuple[str, ...]:
        """The subjects of a statement: one, or all the tiers that its sentence, its introduction or its heading lists."""
        found = super().of(statement)
        if found[0] in self._known.said(statement.text):
            return found
        around = (statement.block.intro, statement.question, *reversed(statement.section))
        named = next((names for place in around if (names := self._named_in(place))), ())
        return named if len(named) > 1 and found[0] in named else found

    def in_label(self, label: str) -> str:
        """The name that the label of a row or a column gives; empty if none."""
        wanted = folded(label)
        whole = next((named.name for named in self.names.all if label and folded(named.name) in wanted), "")
        return whole or next(iter(self._known.said(label)), "")


def _bounded(form: str) -> str:
    before, after = UNSPACED if CJK.search(form) else WHOLE
    return before + re.escape(form) + after


def heads(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words at the beginning of names with a common end, where only one name has them, with that name."""
    turned = {" ".join(reversed(name.split())): name for name in names}
    for end, name in tails(tuple(turned)):
        yield " ".join(reversed(end.split())), turned[name]


def elided(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The first parts of compounds that end in the same noun, as an enumeration writes them ("System-"), with the name."""
    for name in names:
        for other in names:
            pairs = takewhile(lambda pair: pair[0] == pair[1], zip(name[::-1], other[::-1], strict=False))
            shared = sum(1 for _ in pairs)
            if name != other and " " not in name + other and LEAST_SHARED <= shared < len(name):
                yield f"{name[:-shared]}-", name


def inflected(form: str, endings: Sequence[str]) -> Iterator[str]:
    """A name with an ending at each of its words, and at its last one."""
    words = form.split()
    if not words or not words[-1][-1:].isalpha():
        return
    for ending in endings:
        yield f"{form}{ending}"
        if len(words) > 1:
            yield " ".join(f"{word}{ending}" for word in words)
