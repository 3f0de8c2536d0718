"""What an address and its words promise, before a request is spent on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from extractors.leads.records import Promise

if TYPE_CHECKING:
    from extractors.catalogue import Catalogue, Program
    from extractors.leads.records import Lead

_ABOUT = re.compile(
    r"partner|certif|accredit|badge|credential|tier|speciali[sz]|competenc|designation|directory|locator",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"career|jobs?\b|privacy|cookie|legal|customer-?stor|case-?stud|webinar|event|pricing", re.IGNORECASE
)


def promise(lead: Lead, program: Program, catalogue: Catalogue) -> Promise:  # noqa: ARG001
    """How much a lead promises for a program: its address and words against those of the questions. Never raises."""
    parts = urlsplit(lead.url)
    said = f"{unquote(parts.path)} {lead.words}"
    found, against = _ABOUT.findall(said), _ELSEWHERE.findall(said)
    return Promise(
        float(len(found) - 2 * len(against)), ", ".join(dict.fromkeys([*found, *against])) or "nothing"
    )
