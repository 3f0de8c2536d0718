"""What an address and its words promise, before a request is spent on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from extractors.languages import primary
from extractors.leads.aboutness import Sign, below, path_of
from extractors.leads.keeping import kept
from extractors.leads.naming import names_of
from extractors.leads.neighbours import neighbour
from extractors.leads.records import Promise
from extractors.leads.verdicts import language_of
from extractors.leads.words import CREDENTIAL, MATTER, STRONG, TITLE
from extractors.mentions import WORD, Openings, phrases

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue, Program
    from extractors.leads.records import Lead

_LEARNING = re.compile(
    r"\b(?:academ(?:y|ies)|courses?|exams?|curricul\w+|learning|skilling)\b", re.IGNORECASE
)
_LOCALE = re.compile(
    r"^/([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}))?(?:/|$)|[/_.]([a-z]{2})-[a-z]{2}(?:[/_.]|$)", re.IGNORECASE
)
_LANGUAGES: Final = frozenset(
    "ar cs da de el en es fi fr he hu id it ja ko nb nl no pl pt ro ru sv th tr uk vi zh".split()  # noqa: SIM905
)
_MOST_QUESTIONS: Final = 2
_FOREIGN: Final = 6.0


def promise(lead: Lead, program: Program, catalogue: Catalogue) -> Promise:
    """How much a lead promises for a program: its address and words against those of the questions. Never raises."""
    path = path_of(lead.url)
    said = f"{path} / {lead.words}"
    signs = [*_for(lead, said, program), *_questions(said, catalogue)]
    if not signs:  # most of a site: what else it may be is not asked
        return Promise(0.0, "nothing in its address or words")
    signs += _against(lead, program)
    return Promise(round(sum(sign.weight for sign in signs), 2), "; ".join(sign.words for sign in signs))


def _for(lead: Lead, said: str, program: Program) -> list[Sign]:
    found: list[Sign] = []
    if match := names_of(program).search(said):
        found.append(Sign(3.0, f'names "{match.group()}"'))
    if match := STRONG.search(said) or CREDENTIAL.search(said) or TITLE.search(lead.words):
        found.append(Sign(2.0, f'speaks of "{match.group()}"'))
    elif match := MATTER.search(said):
        found.append(Sign(1.5, f'says "{match.group()}"'))
    elif match := _LEARNING.search(said):
        found.append(Sign(0.5, f'says "{match.group()}"'))
    if match := MATTER.search(urlsplit(lead.url).hostname or ""):
        found.append(Sign(1.0, f'stands on a host of "{match.group()}"'))
    if below(lead.url, program.homepage):
        found.append(Sign(1.0, "stands below the program's homepage"))
    return found


def _questions(said: str, catalogue: Catalogue) -> list[Sign]:
    """The questions whose words it has: a few, since a page that seems to answer all of them is a list of links."""
    words = WORD.findall(said.lower())
    topics = _topics(catalogue)
    hits = {
        phrase.question: None
        for at, word in enumerate(words)
        for phrase in topics[word]
        if phrase.found(words, at)
    }
    keys = list(hits)[:_MOST_QUESTIONS]
    return (
        [Sign(0.5 * len(keys), f"has words of the question {' and of '.join(keys).replace('_', ' ')}")]
        if keys
        else []
    )


@kept
def _topics(catalogue: Catalogue) -> Openings:
    """The phrases by which a text speaks of a question, by their first words."""
    return Openings(phrases(catalogue))


def _against(lead: Lead, program: Program) -> list[Sign]:
    found: list[Sign] = []
    address = unquote(urlsplit(lead.url).path)
    if beside := neighbour(address, (lead.words,) if lead.words else ()):
        kind, words = beside
        found.append(Sign(-kind.weight, f'looks like {kind.what} ("{words}")'))
    wanted = primary(language_of(program))
    other = primary(lead.language) if lead.language not in ("", "x-default") else _language(address)
    if other and other != wanted:
        found.append(Sign(-_FOREIGN, f'is in another language ("{other}")'))
    return found


def _language(address: str) -> str:
    """The language that a path names ("/de-de/partner", "/sitemaps/partner_de-de_1.xml"); empty when it names none."""
    match = _LOCALE.search(address)
    named = (match[1] or match[2]).lower() if match else ""
    return named if named in _LANGUAGES else ""
