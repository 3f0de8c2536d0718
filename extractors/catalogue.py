"""What is asked (questions and facets) and where (programs and sources), as plain records.

They are declared in ``config/`` and read by ``flows.configuration``; here they only have their shape, so that reading
and judging stay functions of their arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

    from extractors.lexicons import Lexicon
    from extractors.records import SourceKind, Standing

Rendering: TypeAlias = Literal["never", "when_needed", "always"]
Found: TypeAlias = Literal["sitemap", "feed", "llms", "link", "canonical", "alternate", "redirect"]
ValueType: TypeAlias = Literal["number", "duration", "date", "text", "boolean"]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A requirement satisfies a facet when it is of `kind` and agrees with everything else that is not empty.

    `values`: types that the value may have. `units`: units that it may have. `attribute`: regular expression searched
    (case ignored) in the attribute's words; `unless`: one that must not be found there. `subject`: one searched in the
    subject. `named_by`: a kind; the subject must be one that a requirement of that kind names on the same page.
    `quote`: one searched in the quote, where the attribute is only the beginning of what is said.
    """

    kind: str
    values: tuple[ValueType, ...] = ()
    units: tuple[str, ...] = ()
    attribute: str = ""
    unless: str = ""
    subject: str = ""
    named_by: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One checkable part of a question.

    `topic` are phrases that show that a text speaks of it, by language: case is ignored, ``*`` ends a word stem,
    a space stands for any white space. `not_topic` are phrases that, in the same sentence, show that it does not.
    `spoken_by` are kinds whose requirements speak of it without answering it.
    """

    key: str
    wording: str
    required: bool
    satisfied_by: tuple[Satisfaction, ...]
    topic: tuple[str, ...] = ()
    not_topic: tuple[str, ...] = ()
    spoken_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a buyer must be able to find out about a program."""

    key: str
    wording: str
    why: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All questions, in the order in which they are shown, and the words of other languages than English.

    Two catalogues with equal questions have equal hashes, whatever their languages: that is looked up for every page.
    """

    questions: tuple[Question, ...]
    languages: tuple[Lexicon, ...] = field(default=(), hash=False)

    def question(self, key: str) -> Question:
        """The question of that key; KeyError when there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where pages of a program may be discovered: a host, and paths as robots.txt writes them (RFC 9309, section 2.2.2).

    A path is the beginning of an address's path and query; ``*`` stands for any characters, ``$`` for the end.
    `host` is one host, or with ``*.`` in front every host below it. What `exclude` matches is outside.
    """

    host: str
    paths: tuple[str, ...] = ("/",)
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovered:
    """How a source came to be watched that no file of the configuration declares.

    `where` is the address of the sitemap, feed, ``llms.txt`` or page that led to it, `how` by what; `at` is in UTC;
    `why` says in words what spoke for it.
    """

    where: str
    how: Found
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """One URL watched for a program. `id` is ``program/name``; `schedule` is a cron expression or None (the default).

    `announcement` says that it tells news: it can document commitments, and mentions the rest. `item` is the id of the
    one entry that is read of a feed; `url` is then the address of what it announces. `published` is the date that a feed
    gives for it. `render` says when a browser may build the page. `translation_of` is the id of the source whose page this
    is in another language: it decides nothing. `discovered` is None for what is declared.
    """

    id: str
    program: str
    name: str
    url: str
    kind: SourceKind = "page"
    standing: Standing = "official"
    language: str = "en"
    include: tuple[str, ...] = ()  # CSS selectors: read only what they match
    exclude: tuple[str, ...] = ()  # CSS selectors: leave out what they match
    schedule: str | None = None
    former_urls: tuple[str, ...] = ()  # where the page stood before, newest first: archives know it there
    announcement: bool = False
    item: str = ""
    published: str = ""  # ISO date, or empty
    render: Rendering = "when_needed"
    translation_of: str = ""
    discovered: Discovered | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """One vendor's partner or certification program."""

    key: str
    name: str
    vendor: str
    homepage: str
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = field(default=())
    scopes: tuple[Scope, ...] = ()
