"""Whether a text names a program: by its name, an alias, or its vendor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.leads.keeping import kept
from extractors.leads.words import MATTER

if TYPE_CHECKING:
    from extractors.catalogue import Program

_OWN = re.compile(r"\b(?:programm?e?s?|network|alliance|academy|advantage|guild|connect)\b", re.IGNORECASE)
_SAMPLE = re.compile(r"\s*\([^)]*\)\s*$")
_LEGAL_FORM = re.compile(
    r",?\s+(?:inc|corp(?:oration)?|gmbh|ltd|llc|ag|plc|foundation|sample)\.?$", re.IGNORECASE
)


@kept
def names_of(program: Program) -> re.Pattern[str]:
    """What names the program: its name, and aliases that can mean nothing else."""
    own = [_plain(program.name), *(_plain(alias) for alias in program.aliases)]
    vendors = {name.lower() for name in _vendor_names(program)}
    return _any([name for name in own if name.lower() not in vendors and _telling(name)])


def _vendor_names(program: Program) -> list[str]:
    vendor = _LEGAL_FORM.sub("", _plain(program.vendor))
    initials = "".join(word[0] for word in vendor.split() if word[:1].isupper())
    brands = [alias for alias in program.aliases if alias == initials]
    first = program.name.split()[0]
    return [vendor, *brands, *([first] if not MATTER.match(first) and not _OWN.match(first) else [])]


def _telling(name: str) -> bool:
    """Whether a name is one of a program wherever it stands: it says so, or is an abbreviation of three letters or more."""
    return bool(MATTER.search(name) or _OWN.search(name) or re.fullmatch(r"[A-Z]{3,}", name))


def _plain(name: str) -> str:
    return _SAMPLE.sub("", name).strip()


def _any(names: list[str]) -> re.Pattern[str]:
    """Any of some names as whole words; abbreviations only in capitals."""
    parts = [_words(name) for name in dict.fromkeys(names) if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def _words(name: str) -> str:
    spaced = r"[\s-]+".join(map(re.escape, name.split()))
    return spaced if name.isupper() else f"(?i:{spaced})"
