"""What a statement applies to: from the sentence, its list's introduction, its table, or the nearest heading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.entities import MAX_WORDS, PLAIN, entity, headline, is_entity
from extractors.kinds import RULES
from extractors.knownnames import KnownNames
from extractors.modality import IMPERATIVE
from extractors.named import folded
from extractors.roles import named_role, role
from extractors.sharing import shares
from extractors.structure import sentences
from extractors.titles import is_name, owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.naming import Names
    from extractors.records import Document
    from extractors.structure import Statement
    from extractors.values import Found

SELF = re.compile(
    r"\b(?:your|you|we|our|that|which|to|is|are|it|from|with|by|if|once|when|after|before|as|until|while|because|"
    r"must|should|may|can|will|need|needs|requires?|only|at|and the|in)\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:must|shall|should|needs? to|requires?|(?:is|are) required|have to|has to|will be|can be|gets?|"
    r"provides?|pays?)\b",
    re.IGNORECASE,
)
FOR = re.compile(
    r"\b(?:to (?:become|be|earn|attain|achieve|obtain|receive|renew|maintain|keep)|for|as|become|"
    r"earn)\s+((?:an?\s+|the\s+)?[A-Z][^,.;]{2,80})"
)
EVERYBODY = re.compile(r"(?:partners?|members?|participants?|organi[sz]ations?)", re.IGNORECASE)
BESIDE = re.compile(r"(?:\s|tier|level|partner|member|status|the|badge|designation)*")
COUNTED = re.compile(
    r"(?:(?:at least|a minimum of|minimum(?: of)?|no (?:fewer|less) than)\s+)?"
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\+?\s+(?!of\b)",
    re.IGNORECASE,
)
SHORT = 40
ABOUT_ALL = frozenset(rule.kind for rule in RULES if rule.vendors)
ABOUT_PEOPLE = frozenset({"exam", "validity", "renewal"})
MANY = 4
"""Duties from which on the party that has most of them is whom the page is about."""


@dataclass(frozen=True)
class Subjects:
    """Finds the subject of a statement among the names of its document."""

    document: Document
    names: Names

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self.document, self.names)

    @cached_property
    def _called(self) -> dict[str, str]:
        return {}

    @cached_property
    def _folded(self) -> tuple[tuple[str, str], ...]:
        return tuple((named.name, folded(named.name)) for named in self.names.all)

    def called(self, label: str) -> str:
        """The known name that a label is, with no more than words like "tier" or "partner" beside it; empty if none."""
        if label not in self._called:
            wanted = folded(label)
            exact = next((name for name, known in self._folded if known == wanted and wanted), "")
            self._called[label] = exact or next(
                (
                    name
                    for name, known in self._folded
                    if known and known in wanted and _beside(wanted, known)
                ),
                "",
            )
        return self._called[label]

    def opening(self, text: str) -> tuple[str, int]:
        """The tier or specialization by whose name a sentence begins, and where the name ends; ("", 0) if by none."""
        return self._known.opening(text)

    @cached_property
    def whole(self) -> str:
        """The subject of what applies to everything on the page: what the page is about, or the program."""
        names = self.names
        titles = (
            self.document.title,
            *(block.text for block in self.document.blocks[:6] if block.kind == "heading"),
        )
        if about := next((title for title in titles if names.sort(title)), "") or self._entitled(titles[1:2]):
            return about
        if names.program and folded(names.program) in folded(
            " ".join((self.document.title, *names.heads[:2]))
        ):
            return names.program
        about = next(
            (
                head
                for head in names.heads
                if names.sort(head) or (headline(head) == head and (entity(head) or is_entity(head)))
            ),
            "",
        )
        return (
            about
            or names.program
            or self._usual
            or (owner(self.document.title) if not any(map(is_name, names.heads[:1])) else "")
            or next((said for head in names.heads if (said := headline(head))), "")
            or "program"
        )

    def _entitled(self, heads: Sequence[str]) -> str:
        """The one certification or specialization that the first heading names among other words."""
        named = [
            one.name for one in self.names.certifications + self.names.specializations if " " in one.name
        ]
        inside = [name for head in heads for name in named if name in head]
        return inside[0] if len(inside) == 1 else ""

    @cached_property
    def _usual(self) -> str:
        """The certification or specialization of which the page speaks most, when it speaks of it often."""
        count = {
            named.name: self.document.text.count(named.name)
            for named in self.names.certifications + self.names.specializations
        }
        best = max(count, key=lambda name: (count[name], len(name)), default="")
        return best if best and count[best] > 2 else ""  # noqa: PLR2004

    def for_kind(self, kind: str, statement: Statement) -> tuple[str, ...]:
        """The subjects of a statement of a kind.

        The vendor's promises are about the program; "the exam" on a page that names one certification is that one's.
        """
        if kind in ABOUT_ALL:
            return (self.names.program or self.whole,)
        subjects = self.of(statement)
        only = self.names.certifications
        return (
            (only[0].name,)
            if kind in ABOUT_PEOPLE and len(only) == 1 and subjects == (self.whole,)
            else subjects
        )

    def shared(self, text: str, found: Sequence[Found]) -> dict[int, str]:
        """The name that each value of a text belongs to, by where the value starts, where it says several names."""
        return shares(found, self._known.places(text)) if len(found) > 1 else {}

    def of(self, statement: Statement) -> tuple[str, ...]:
        """The subjects of a statement: one, or several tiers that the sentence lists as its subject."""
        near = self._near(statement)
        return (self._usual_role,) if self._usual_role and near == (self.whole,) else near

    def _near(self, statement: Statement) -> tuple[str, ...]:  # noqa: PLR0911 - an order of places, first come
        own = re.split(r"\s[–—-]\s|:\s", statement.text, maxsplit=1)[0]
        if statement.form == "heading" and own != statement.text:
            return self._named_in(own)[:1] or (own,)
        part = _subject_part(statement)
        if inside := self._named_in(part):
            return inside
        if meant := self._known.meant(statement, part):
            return (meant,)
        if statement.form != "cell" and (who := self._role(statement.text)):
            return (who,)
        for near in (statement.block.intro, statement.row, statement.column, statement.question):
            if found := self._named_in(near):
                return found[:1]
        if headed := self._headed(statement.section):
            return (headed,)
        return self._named_in(statement.text if statement.form == "sentence" else "")[:1] or (self.whole,)

    def _headed(self, section: tuple[str, ...]) -> str:
        """What the nearest heading that names something names."""
        for heading in reversed(section):
            if found := self._named_in(heading):
                return found[0]
            if self.names.program and self.names.program in heading:
                return self.names.program
            if name := entity(heading):
                return name
        return ""

    @cached_property
    def _usual_role(self) -> str:
        """Whom most duties of the page fall on, by name ("an Authorized Test Centre"), where one party has most of them."""
        texts = (self.document.text[start:end] for start, end in self._sentences())
        roles = Counter(name for text in texts if (name := named_role(text)))
        usual, times = roles.most_common(1)[0] if roles else ("", 0)
        return usual if times >= MANY and times * 2 > roles.total() else ""

    def _sentences(self) -> Iterator[tuple[int, int]]:
        for block in self.document.blocks:
            if block.kind in ("paragraph", "list_item"):
                for start, end in sentences(block.text):
                    yield block.start + start, block.start + end

    def _named_in(self, text: str) -> tuple[str, ...]:
        found = self._known.said(text)
        tiers = {named.name for named in self.names.tiers}
        if len(found) > 1 and all(name in tiers for name in found):
            joint = re.search(rf"{re.escape(found[0])}\s*(?:or|/)\s*{re.escape(found[1])}", text)
            return (joint.group(),) if joint else found
        return found[:1]

    def _role(self, text: str) -> str:
        who = role(text)
        plain = PLAIN.match(who) or SELF.search(who) or len(who.split()) > MAX_WORDS
        return "" if not who or plain or self._everybody(who) else who

    def _everybody(self, role: str) -> bool:
        """Whether a role is everybody in the program: the vendor's name with no more than "partners" ("Acme Partners")."""
        words = role.split()
        member = len(words) == 2 and EVERYBODY.fullmatch(words[1])  # noqa: PLR2004 - a name and a noun
        return bool(member) and words[0] in self.whole.split()[:2]


def _beside(label: str, name: str) -> bool:
    """Whether a label is a name with only words like "tier" or "partner" beside it."""
    return BESIDE.fullmatch(label.replace(name, " ", 1)) is not None


def _subject_part(statement: Statement) -> str:
    """The words of a statement in which its subject may stand: before what it demands, and what that is demanded for."""
    if statement.form == "cell":
        return ""
    if statement.form == "item":
        # "Hold the Gold badge": what an imperative names is its object; so is what is counted ("3 Certified Planners")
        if IMPERATIVE.match(statement.text) or COUNTED.match(statement.text):
            return ""
        return (
            statement.text
            if len(statement.text) < SHORT and VERB.search(statement.text)
            else statement.text.split(":")[0][:SHORT]
        )
    verb = VERB.search(statement.text)
    if not verb:
        return statement.text
    return statement.text[: verb.start()] + " " + " ".join(FOR.findall(statement.text, verb.end()))
