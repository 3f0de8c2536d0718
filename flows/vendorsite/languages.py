"""Which language of a page is given to whom: proactive negotiation (RFC 9110, sections 12.1 and 12.5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.vendorsite.server import Answer

T = TypeVar("T")


def chosen(languages: Mapping[str, T], accepted: str) -> T:
    """The version whose language is asked for most; the first one where none of them is."""
    for tag in _wanted(accepted):
        for language, version in languages.items():
            if language.lower() == tag or language.lower().startswith(f"{tag}-"):
                return version
    return next(iter(languages.values()))


def negotiated(answer: Answer, language: str) -> Answer:
    """The answer with the headers of one that was chosen by language."""
    added = (("Content-Language", language), ("Vary", "Accept-Language"))
    return replace(answer, headers=(*answer.headers, *added))


def _wanted(accepted: str) -> list[str]:
    """Tags in lower case, the most wanted first."""
    wanted = []
    for part in accepted.split(","):
        tag, _, weight = part.strip().lower().partition(";q=")
        if tag and tag != "*":
            wanted.append((_quality(weight), tag))
    return [tag for quality, tag in sorted(wanted, key=lambda one: -one[0]) if quality]


def _quality(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
