"""Tables that state nothing of a program: glossaries, histories, contacts, files, firms, who does what, prices of goods.

They are known by what heads their columns, whatever the vendor: a table without such headers is never one of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.modality import demanding

if TYPE_CHECKING:
    from extractors.rows import Table

RACI = re.compile(r"(?:[RACIS]|[RACIS]\s*(?:[,/&+]\s*[RACIS]\s*)+)(?:\s*\([^)]*\))?")
"""Responsible, accountable, consulted, informed, supporting: letters that say who does what."""
DEFINED = re.compile(
    r"^(?:terms?|acronyms?|abbreviations?|words?|fields?|parameters?|propert(?:y|ies)|keys?|variables?|columns?|"
    r"status(?:es)?|states?|codes?|settings?|options?|tags?|labels?|reference(?: ids?)?)"
    r"(?:\s+(?:names?|nr|no|number|ids?))?\.?$",
    re.IGNORECASE,
)
DEFINING = re.compile(
    r"\b(?:definitions?|descriptions?|meanings?|explanations?|comments?|content|types?|values?|examples?|means)$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"^(?:(?:slack )?channels?|files?|folders?|pages?|documents?|resources?|links?|url|paths?|repositor(?:y|ies)|"
    r"director(?:y|ies)|downloads?|articles?|guides?|templates?|tools?|skus?|part (?:numbers?|no\.?)|"
    r"(?:product|item|article) (?:codes?|numbers?))$",
    re.IGNORECASE,
)
FIRM = re.compile(
    r"^(?:partners?|compan(?:y|ies)|organi[sz]ations?|vendors?|providers?|members?|distributors?|resellers?|customers?|"
    r"firms?|agenc(?:y|ies))(?: names?)?$",
    re.IGNORECASE,
)
OF_FIRM = re.compile(
    r"^(?:(?:partner )?(?:levels?|tiers?|status|types?)|countr(?:y|ies)|regions?|locations?|cit(?:y|ies)|headquarters|"
    r"industr(?:y|ies)|"
    r"(?:member |partner )?since|products?|services?|speciali(?:[sz]ation|sm)s?|certifications?|competenc(?:y|ies))$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"^(?:e-?mails?(?: address(?:es)?)?|web ?sites?|phones?(?: numbers?)?|telephone|dri|contact e-?mail)$",
    re.IGNORECASE,
)
VERSION = re.compile(r"^(?:versions?|revisions?|releases?|edition)(?: (?:no\.?|number))?$", re.IGNORECASE)
VERSIONED = re.compile(
    r"^(?:(?:release )?dates?|changes?|author|summary|description(?: of changes?)?|notes|modifications?)$",
    re.IGNORECASE,
)
LETTERED = 0.6
"""Share of letters among the cells of a table that says who does what."""


@lru_cache(maxsize=16)
def aside(table: Table, section: str) -> bool:
    """Whether the cells of a table state nothing of its program, by its headers; `section` is the nearest heading."""
    if not table.rows:
        return False
    corner, heads = table.rows[0].corner.strip(), [head.strip() for head in table.heads]
    if any(CONTACT.match(head) for head in heads) or _who_does_what(table):
        return True
    if VERSION.match(corner) and any(VERSIONED.match(head) for head in heads):
        return True
    if any(demanding(part) for part in (section, corner, *heads)):
        return False
    defined = DEFINED.match(corner) and any(DEFINING.search(head) for head in heads)
    firms = FIRM.match(corner) and any(OF_FIRM.match(head) for head in heads)
    return bool(defined or firms or LISTED.match(corner))


def _who_does_what(table: Table) -> bool:
    texts = [cell.text for row in table.rows for cell in row.cells]
    return len(texts) > 2 and sum(1 for text in texts if RACI.fullmatch(text)) >= LETTERED * len(texts)  # noqa: PLR2004
