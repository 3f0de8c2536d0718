"""What a name is, wherever it was found: its sort, its words, and the place that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from extractors.records import Block

CAPITAL = r"(?:[A-Z0-9][\w&.+/’'-]*[\w+)]|[A-Z])"
"""One capitalised word of a name."""
WORD = re.compile(r"[\w+]+")

FIRM = re.compile(
    r"\b(?:Partners?|Providers?|Solutions?|Platforms?|Products?|Distributions?|Services?|"
    r"Resellers?|Integrators?|Software|Components?|Vendors?|Apps?|Installers?|Hosted|"
    r"Modules?|Conformance|Environments?|Facilit(?:y|ies)|Organi[sz]ations?|Devices?|Integrations?|Systems?)\b(?!\s+(?:Architect|Administrator|Developer|Engineer|Associate|Consultant|Specialist))"
)
MARK = re.compile(r"Certified [A-Z][a-z]\w+")
ROLE_NAME = re.compile(
    r"\b(?:associate|engineer|expert|administrator|analyst|architect|developer|consultant|specialist|"
    r"professional|practitioner|"
    r"scientist|fundamentals|manager|technician|operator|trainer|designer)s?$",
    re.IGNORECASE,
)

Sort: TypeAlias = Literal["tier", "certification", "specialization"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its evidence. `document.text[start:end]` shows it; `rank` is a tier's place from the lowest, 1."""

    sort: Sort
    name: str
    start: int
    end: int
    block: Block
    rank: int = 0


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as it is compared: lower case, single spaces, without plural endings or punctuation."""
    return " ".join(word.removesuffix("s") for word in WORD.findall(name.lower()))


def sort_of_certified(name: str) -> Sort | None:
    """Whether a name with "Certified" in it is that of people or of firms and products; None for other names.

    "Certified" and one word that is no role is the mark of a product: Certified Lumen.
    """
    if "Certified" not in name:
        return None
    person = ROLE_NAME.search(re.sub(r"\s*\([^)]*\)$", "", name))
    return "specialization" if not person and (FIRM.search(name) or MARK.fullmatch(name)) else "certification"
