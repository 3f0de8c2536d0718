"""Enumerations of names with numbers ("Associate 60, Developer 53, Architect 60"): one value for each name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.values import Found

if TYPE_CHECKING:
    from extractors.naming import Names

PAIR = re.compile(
    r"(?P<name>[A-Z][\w+]*(?:\s+[A-Z][\w+]*){0,4}):?\s+(?:(?:is|are|costs?|at|for)\s+)?(?P<sign>[$€£])?(?P<number>\d{1,3}(?:,\d{3})+|"
    r"\d+)(?P<percent>\s?%)?(?=[,.;)]|\s+and\b|$)"
)
CURRENCY = re.compile(r"\b(?:USD|EUR|GBP|AUD|CAD|JPY)\b")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
COUNTED = re.compile(r"\b(\w+) (?:counts?|numbers?)\b|\bnumber of (\w+)", re.IGNORECASE)


def pairs(text: str, names: Names) -> list[tuple[str, Found, str]]:
    """Name, value, and the words before the enumeration, for each pair; empty when fewer than two pairs have known names."""
    matches = list(PAIR.finditer(text))
    if len(matches) < 2:  # noqa: PLR2004
        return []
    before = text[: matches[0].start()]
    found = [
        (name, _value(match, before), before)
        for match in matches
        if (name := _known(match.group("name"), names))
    ]
    return found if len(found) > 1 else []


def _value(match: re.Match[str], before: str) -> Found:
    number = int(match.group("number").replace(",", ""))
    currency = SIGNS.get(match.group("sign") or "") or next(iter(CURRENCY.findall(before)), None)
    counted = COUNTED.search(before)
    noun = next((group for group in counted.groups() if group), "") if counted else ""
    if match.group("percent"):
        return Found("percent", match.start(), match.end(), number, None, "=", "percent")
    if currency:
        return Found("money", match.start(), match.end(), number, None, "=", currency)
    plural = noun if not noun or noun.endswith("s") else noun + "s"
    return Found("count", match.start(), match.end(), number, None, "=", plural or None, plural)


def _known(short: str, names: Names) -> str:
    """The known name that has all the words of a short one; the one with the fewest other words."""
    wanted = set(short.lower().split())
    fitting = [named.name for named in names.all if wanted <= set(re.findall(r"[\w+]+", named.name.lower()))]
    return min(fitting, key=len, default="")
