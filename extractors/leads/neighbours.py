"""The pages that stand beside those of a program on a vendor's site, by their addresses and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractors.leads.words import MATTER

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A kind of page: what it is, what shows it, how surely, and what shows in a heading that it is not one."""

    what: str
    shown: re.Pattern[str]
    weight: float
    unless: re.Pattern[str] | None = None


_RULES: Final = re.compile(
    r"requirements?|guidelines?|criteria|template|polic(?:y|ies)|eligib\w+|how to (?:submit|apply|qualify)",
    re.IGNORECASE,
)
NEIGHBOURS: Final = (
    Neighbour(
        "a customer's story",
        re.compile(
            r"customer[ /_-]?(?:success[ /_-]?)?stor(?:y|ies)|case[ /_-]?stud(?:y|ies)|success[ /_-]stor(?:y|ies)|"
            r"/customers?/|/customers?$|(?<!/news)/stories/|/success/|testimonials?|referenzen?/|kundenreferenz|導入事例|"
            r"^how [A-Z][\w&.’'-]*(?: [A-Z&][\w&.’'-]*){0,4} (?:uses?|built|builds|scales?d?|cuts?|saved|transform\w*|"
            r"improv\w*)\b",
            re.IGNORECASE,
        ),
        6.0,
        _RULES,
    ),
    Neighbour(
        "a job",
        re.compile(
            r"/(?:careers?|jobs?|vacanc\w+|karriere|hiring)(?:[/-]|$)|\b(?:careers? at|we(?:’|')re hiring|"
            r"job (?:description|opening)s?|open (?:positions?|roles?))\b",
            re.IGNORECASE,
        ),
        6.0,
    ),
    Neighbour(
        "a notice on privacy or another law",
        re.compile(
            r"\b(?:privacy|data[ -]protection|cookies?|gdpr|sub-?processors?|modern[ -]slavery|dmca|datenschutz|"
            r"confidentialité|privacidad|accessibility statement|imprint|impressum)\b",
            re.IGNORECASE,
        ),
        6.0,
    ),
    Neighbour(
        "an event",
        re.compile(
            r"/(?:events?|webinars?|summits?|conferences?|livestreams?|podcasts?|awards?)(?:/|$)|\b(?:webinar|livestream|"
            r"podcast|keynote|summit|meetup|hackathon|roadshow|partner (?:day|awards?)|(?:save|register for) (?:the|your) "
            r"(?:date|seat)|award[- ]winners?|of[ -]the[ -]year)\b",
            re.IGNORECASE,
        ),
        5.0,
    ),
    Neighbour(
        "a page on the vendor's people",
        re.compile(
            r"/(?:[\w-]*-)?(?:team|leadership|people|investors?)(?:-[\w-]*)?(?:/|$)|\b(?:leadership team|meet the team|"
            r"our (?:team|leaders)|board of directors|management team|press kit|investor relations)\b",
            re.IGNORECASE,
        ),
        4.0,
    ),
    Neighbour(
        "a form of the sales team",
        re.compile(
            r"/(?:contact[\w-]*|demo|trial|newsletter|subscribe)(?:/|$)|\b(?:contact sales|request a demo|free trial)\b",
            re.IGNORECASE,
        ),
        4.0,
    ),
    Neighbour(
        "terms of use",
        re.compile(
            r"/(?:legal|terms[\w-]*|eula|licen[cs]es?)(?:/|$)|\bterms (?:of|and|&)\b|\bterms$|\b(?:service|subscription|"
            r"licen[cs]e|customer|data processing|master) agreement\b|acceptable use|usage polic|service level agreement|"
            r"\b(?:trademark|copyright)\b",
            re.IGNORECASE,
        ),
        4.0,
        MATTER,  # the terms of a program are its rules
    ),
    Neighbour(
        "a security standard or technical certificates",
        re.compile(
            r"\b(?:ISO(?:/IEC)? ?\d{4,5}|SOC ?[123]|PCI[ -]DSS|FedRAMP|HIPAA|TLS|SSL|X\.?509|certificate authorit\w+|"
            r"signing certificates?|trust (?:cent(?:er|re)|portal)|security (?:and|&) compliance|"
            r"compliance (?:certif\w+|offerings?))\b",
            re.IGNORECASE,
        ),
        4.0,
    ),
    Neighbour(
        "certified devices",
        re.compile(
            r"\bcertified[ /-](?:laptops?|desktops?|servers?|hardware|devices?|phones?|tablets?|boards?|socs?|images?)\b",
            re.IGNORECASE,
        ),
        3.0,
    ),
    Neighbour(
        "a product's documentation",
        re.compile(
            r"/(?:api(?:-reference)?|reference|sdk|changelogs?|release-?notes?|downloads?|install\w*|quickstart\w*|"
            r"tutorials?)(?:/|$)|\b(?:api reference|release notes?|changelog|quick ?start|sdk|install(?:ing|ation)|"
            r"troubleshoot\w*|system card|datasheet|how to (?:use|install|configure|deploy))\b",
            re.IGNORECASE,
        ),
        3.0,
    ),
    Neighbour(
        "a portal's own workings",
        re.compile(
            r"\b(?:dashboards?|analytics[ -](?:reports?|pages?|api)|"
            r"activity[ -]logs?|notifications?|invoices?|billing|reconciliation|webhooks?|"
            r"delegated[ -]admin\w*|support[ -]tickets?|error[ -]codes?|sandbox|user[ -]roles?|manage[ -](?:your[ -])?"
            r"(?:users?|account|profile|locations?|orders?|subscriptions?))\b",
            re.IGNORECASE,
        ),
        2.0,
        _RULES,
    ),
    Neighbour(
        "a product",
        re.compile(
            r"/(?:pricing|models?|features?|products?|solutions?|industries)(?:/|$)|^(?:plans (?:and|&) )?pricing$",
            re.IGNORECASE,
        ),
        2.0,
    ),
)
"""The surest first; one is enough."""


JOB: Final = re.compile(
    r"\b(?:we(?:’|'| a)re hiring|(?:about|apply for) (?:the|this) (?:role|job|position)|equal[ -]opportunity|salary|"
    r"in this role|as an? [^.]{3,60}, you will|you will (?:report to|own|lead)|your responsibilities|what you(?:’|')ll do|"
    r"you (?:might|may) thrive)\b",
    re.IGNORECASE,
)
"""What is said to those who look for work; twice is a job, wherever it stands."""


def neighbour(address: str, heads: Sequence[str]) -> tuple[Neighbour, str] | None:
    """What kind of neighbour an address or a heading shows, with the words that do; None when none does."""
    said = " / ".join(heads) or re.sub(r"[-_/]+", " ", address)
    for kind in NEIGHBOURS:
        hit = next((hit for text in (address, *heads) if (hit := kind.shown.search(text))), None)
        if hit and not (kind.unless and kind.unless.search(said)):
            return kind, hit.group().strip("/ ")
    return None
