"""Names of types of firms and of marks that a page defines in a sentence: "“Installer” means a firm that Acme has approved".

A definition names its thing beyond doubt, whatever words the name is made of: a term in quotes, the name of a mark with
what bears it, or a phrase with its abbreviation in brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.named import CAPITAL, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Block

FIRM = (
    r"(?:compan(?:y|ies)|firms?|organi[sz]ations?|business(?:es)?|entit(?:y|ies)|providers?|vendors?|agenc(?:y|ies)|"
    r"consultanc(?:y|ies)|integrators?|resellers?|distributors?|cent(?:er|re)s?|institutions?)"
)
MADE = (
    r"(?:products?|appliances?|solutions?|devices?|apps?|applications?|integrations?|services?|systems?|modules?|plugins?|"
    r"components?|platforms?|distributions?|facilit(?:y|ies)|data cent(?:er|re)s?|drivers?|connectors?|tools?|partners?)"
)
CHOSEN = r"(?:authori[sz]ed|approved|accredited|appointed|certified|admitted|enrolled|qualified|licen[cs]ed|recogni[sz]ed)"
MEANT = re.compile(
    rf"[“\"‘](?:an?\s+)?(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+){{0,4}})[”\"’]\s+(?:means|is|refers\s+to)\s+(?:an?|any|each|the)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{FIRM}\b[^.;]{{0,80}}\b{CHOSEN}\b"
)
"""A term in quotes for a firm that somebody has let in."""
MARK = re.compile(
    rf"(?P<name>{CAPITAL}(?:\s+{CAPITAL}){{1,4}})\s+is\s+(?:the|an?|our)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?:mark|badge|seal|label|designation|recognition|accreditation|validation|distinction)\s+(?:for|of|given\s+to|"
    rf"granted\s+to|awarded\s+to|that|which|borne\s+by|carried\s+by)\b[^.;]{{0,60}}?\b(?:{MADE}|{FIRM})\b"
)
"""A mark, with the products or firms that bear it."""
BORNE = re.compile(
    rf"\bthe\s+(?P<name>(?:{CAPITAL}\s+){{1,4}}(?:Ready|Conformant|Compliant|Compatible|Verified|Validated|Approved|"
    r"Qualified|Enabled|Optimi[sz]ed|Powered|Tested))\s+(?:mark|logo|badge|seal|label)\b"
)
"""A mark that is used or shown: "the Acme Compatible mark"."""
SHORT = re.compile(
    rf"\b(?P<name>{CHOSEN}\s+(?:[a-z]+\s+){{0,2}}(?:partners?|providers?|cent(?:er|re)s?|resellers?|integrators?|distributors?|"
    r"consultanc(?:y|ies)|agenc(?:y|ies)|installers?|schools?|firms?)\s+\((?P<code>[A-Z]{2,6}s?)\))",
    re.IGNORECASE,
)
"""Chosen firms with their abbreviation: "authorised service centres (ASCs)"."""


def defined_names(block: Block) -> Iterator[Named]:
    """The types of firms and the marks that a paragraph, item or definition defines."""
    if block.kind in ("heading", "table_cell"):
        return
    for pattern in (MEANT, MARK, BORNE, SHORT):
        for match in pattern.finditer(block.text):
            start, end = match.span("name")
            if pattern is SHORT and not match.group("code").strip("s").isupper():
                continue
            yield Named("specialization", match.group("name"), block.start + start, block.start + end, block)
