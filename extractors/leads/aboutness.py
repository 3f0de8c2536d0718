"""Signs in an address and a document that a page is one of a program's, or one of its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from extractors.leads.naming import names_of
from extractors.leads.neighbours import JOB, neighbour
from extractors.leads.scopes import within
from extractors.leads.traps import page_of_list
from extractors.leads.words import CREDENTIAL, MATTER, PROGRAM, STRONG, TITLE, matter
from extractors.portals import explaining
from extractors.titles import TITLE_PART

if TYPE_CHECKING:
    from extractors.catalogue import Program
    from extractors.leads.records import Lead
    from extractors.records import Document

_DENSE: Final = ((3.0, 2.0), (1.0, 1.0))  # words of programs among a hundred, weight
_FEW: Final = 3
_HEAD: Final = 300  # characters
_FIRST_WORDS: Final = 100
_JOB: Final = 4.0


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for or against a page, in words a person can check, and how much.

    `tells` says how well it tells what the page is about: words all over a portal's pages 0, a word of a heading or the
    program's name in the text 1, and 2 what is enough even where the page answers nothing.
    """

    weight: float
    words: str
    tells: int = 0


def heads_of(document: Document) -> tuple[str, ...]:
    """What a page says that it is: the parts of its title, its first heading; where there is none, its first words."""
    first = next((block.text for block in document.blocks if block.kind == "heading"), "")
    title = [part.strip() for part in TITLE_PART.split(document.title) if part and part.strip()]
    if not first and not title and document.blocks:
        first = document.blocks[0].text[:_FIRST_WORDS]
    return tuple(dict.fromkeys(head[:_HEAD] for head in (*title, first) if head))


def path_of(url: str) -> str:
    """The words of an address's path and parameters."""
    parts = urlsplit(url)
    return " ".join(re.sub(r"[-_+./=&]+", " ", unquote(f"{parts.path} {parts.query}")).split())


def of_vendor(lead: Lead, document: Document, program: Program) -> bool:
    """Whether anything shows that the program's vendor speaks: a scope, an official source's host, its name in the host.

    Elsewhere the page must be headed by the program's name.
    """
    host = urlsplit(lead.url).hostname or ""
    official = [source.url for source in program.sources if source.standing == "official"]
    vendor = re.sub(r"\W+", "", program.vendor.split()[0].lower())
    own = (
        within(lead.url, program.scopes)
        or vendor in re.split(r"[.-]", host)
        or host in {urlsplit(url).hostname for url in (program.homepage, *official)}
    )
    return own or bool(names_of(program).search(" / ".join(heads_of(document))))


def signs_of_program(lead: Lead, document: Document, program: Program) -> list[Sign]:
    """What speaks for a page being one of the program's."""
    heads = " / ".join(heads_of(document))
    named = names_of(program)
    found = [
        *_headed(heads),
        *(
            [Sign(1.0, f'its address says "{match.group()}"')]
            if (match := MATTER.search(path_of(lead.url)))
            else []
        ),
        *(
            [Sign(1.0, "stands below the program's homepage", tells=2)]
            if below(lead.url, program.homepage)
            else []
        ),
        *_dense(document),
    ]
    if match := named.search(heads):
        return [Sign(3.0, f'is headed "{match.group()}"', tells=2), *found]
    if match := named.search(document.text):
        return [Sign(2.0, f'names "{match.group()}"', tells=1), *found]
    return found


def _headed(heads: str) -> list[Sign]:
    match = STRONG.search(heads) or CREDENTIAL.search(heads) or TITLE.search(heads)
    if match is None and MATTER.search(heads):
        match = PROGRAM.search(heads)
    if match:
        return [Sign(2.0, f'its heading speaks of "{match.group()}"', tells=2)]
    if match := MATTER.search(heads):
        return [Sign(1.0, f'its heading says "{match.group()}"', tells=1)]
    return []


def _dense(document: Document) -> list[Sign]:
    said = matter(document.text)
    share = 100 * len(said) / max(1, len(document.text.split()))
    weight = next((weight for floor, weight in _DENSE if share >= floor and len(said) >= _FEW), 0.0)
    if not weight:
        return []
    commonest = max(sorted(set(said)), key=said.count)
    return [Sign(weight, f'its text says "{commonest}" and the like {len(said)} times')]


def below(url: str, homepage: str) -> bool:
    """Whether an address stands in the folder of the program's homepage, where that is not the whole site."""
    page, home = urlsplit(url), urlsplit(homepage)
    folder = home.path.rpartition("/")[0] if "." in home.path.rpartition("/")[2] else home.path.rstrip("/")
    return page.hostname == home.hostname and bool(folder) and page.path.startswith(f"{folder}/")


def signs_against(lead: Lead, document: Document) -> list[Sign]:
    """What speaks for a page being something else."""
    heads = heads_of(document)
    found: list[Sign] = []
    if beside := neighbour(unquote(urlsplit(lead.url).path), heads):
        kind, words = beside
        found.append(Sign(kind.weight, f'looks like {kind.what} ("{words}")'))
    elif len(said := {match.group().lower() for match in JOB.finditer(document.text)}) > 1:
        found.append(Sign(_JOB, f'looks like a job ("{min(said)}")'))
    if (number := page_of_list(lead.url)) > 1:
        found.append(Sign(3.0, f"is page {number} of a list"))
    if any(explaining(head) for head in heads):
        found.append(Sign(1.0, "explains how a portal is used"))
    return found
