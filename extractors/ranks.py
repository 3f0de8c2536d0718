"""The order of tiers: as the page states it, else by the usual standing of their names, else as the page lists them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PRESTIGE = {
    "registered": 1,
    "general": 1,
    "basic": 1,
    "open": 1,
    "community": 1,
    "entry": 1,
    "associate": 1,
    "essential": 1,
    "essentials": 1,
    "affiliate": 1,
    "member": 1,
    "base": 1,
    "starter": 1,
    "partner": 1,
    "core": 1,
    "ready": 1,
    "authorized": 2,
    "authorised": 2,
    "bronze": 2,
    "standard": 2,
    "contributing": 2,
    "verified": 2,
    "business": 2,
    "silver": 3,
    "select": 3,
    "certified": 3,
    "growth": 3,
    "professional": 3,
    "specialist": 3,
    "gold": 4,
    "advanced": 4,
    "preferred": 4,
    "plus": 4,
    "pro": 4,
    "enterprise": 5,
    "expert": 5,
    "premier": 6,
    "premium": 6,
    "platinum": 6,
    "elite": 7,
    "diamond": 8,
    "titanium": 9,
    "strategic": 8,
    "ultimate": 9,
    "signature": 8,
    "global": 9,
    "accredited": 2,
    "emerging": 1,
    "foundational": 1,
    "established": 3,
    "intermediate": 2,
    "champion": 7,
    "principal": 6,
    "pinnacle": 9,
    "ruby": 5,
    "sapphire": 6,
    "emerald": 6,
    "silber": 3,
    "argent": 3,
    "plata": 3,
    "prata": 3,
    "シルバー": 3,
    "oro": 4,
    "ouro": 4,
    "ゴールド": 4,
    "platin": 6,
    "platine": 6,
    "platino": 6,
    "プラチナ": 6,
}
"""How high tiers of these names usually stand; only for the order of names that a page was found to give."""

UPWARDS = re.compile(
    r"\b(?:from )?(?:the )?lowest(?: tier| level)? to (?:the )?highest|\bascending|\bincreasing (?:order|levels?)|"
    r"\b(?:starting|beginning) (?:with|at|from)|\bprogress\w* from|\bentry[- ]level first|\bfrom entry|\bmove up",
    re.IGNORECASE,
)
DOWNWARDS = re.compile(
    r"\b(?:from )?(?:the )?highest(?: tier| level)? to (?:the )?lowest|\bdescending|\bdecreasing (?:order|levels?)|"
    r"\bhighest (?:tier |level )?first|\bfrom (?:the )?top",
    re.IGNORECASE,
)


def prestige(name: str) -> int:
    """The usual standing of a tier of that name, 0 when its words tell nothing."""
    known = [
        PRESTIGE[word]
        for word in re.findall(r"\w+", name.lower())
        if word in PRESTIGE and word not in ("partner", "member")
    ]
    if known:
        return max(known)
    return 1 if re.search(r"\b(?:partner|member)\b", name, re.IGNORECASE) else 0


def direction(text: str) -> int:
    """Whether a text says that it lists from the lowest (1) or from the highest (-1); 0 when it says nothing."""
    if DOWNWARDS.search(text):
        return -1
    return 1 if UPWARDS.search(text) else 0


def ordered(names: Sequence[str], stated: Sequence[str] = ()) -> tuple[str, ...]:
    """The names from the lowest, as `stated` (from the lowest) where that holds all of them.

    Else by their usual standing when that is known of all, equal ones in the direction of the page; else in the page's
    order, turned round where what is known of it falls.
    """
    if stated and set(names) <= set(stated):
        return tuple(name for name in stated if name in names)
    known = [standing for name in names if (standing := prestige(name))]
    falls = sum(first > second for first, second in pairwise(known))
    rises = sum(first < second for first, second in pairwise(known))
    order = list(reversed(names)) if falls > rises else list(names)
    return tuple(sorted(order, key=prestige) if len(known) == len(names) else order)
