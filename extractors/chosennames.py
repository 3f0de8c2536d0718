"""Of all places that name certifications and specializations, the names: each once, in its fullest form, and none too many.

What is left out: shorter forms of a name ("Certified Trainers" beside "Acme Certified Trainer"), the class of several
("Harvest Partner" beside "Harvest Partner for Orchards"), and the vendor's name with nothing but the noun ("Acme
Certification"). The fullest form is taken wherever it stands, so that a page that is laid out anew keeps its names.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from extractors.named import folded
from extractors.titles import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from extractors.named import Named

CLASS_NOUN = re.compile(
    r"\s(?:designation|speciali(?:[sz]ation|sm)|badge|competency|certification|certificate|credential|program)$"
)
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
MAX_NAMES = 250
"""Names kept of one document: no program has more, and each is looked for in every statement."""
MIN_SHARED = 2


def bare(name: str) -> str:
    """A name as it is told from others: folded, without brackets and without the noun that closes it."""
    return CLASS_NOUN.sub("", folded(IN_BRACKETS.sub("", name)))


def chosen(found: Iterable[Named], program: str, taken: Container[str]) -> tuple[Named, ...]:
    """The names among `found`, in the order of the page. `taken` holds the folded names of tiers."""
    forms: dict[str, list[Named]] = {}
    for named in sorted(found, key=lambda named: named.start):
        key = bare(named.name)
        known = key in taken or folded(named.name) == folded(program)
        if key and not known and not PROGRAM.fullmatch(named.name):
            forms.setdefault(key, []).append(named)
        if len(forms) >= MAX_NAMES:
            break
    single = [key for key in forms if not _joined(key, forms)]
    without = _vendors(single, program) | _levelled(forms)
    return tuple(_fullest(forms[key]) for key in single if key not in without and not _covered(key, single))


def _fullest(forms: list[Named]) -> Named:
    """The form with a code in brackets, of most words, in the singular; of equal ones the first.

    A name that stands as one of a certification anywhere is one: such lists and columns say so, a noun nearby may not.
    """
    sort = min(named.sort for named in forms)
    return max(
        (named for named in forms if named.sort == sort),
        key=lambda named: (
            "(" in named.name,
            named.name.count(" "),
            not named.name.endswith("s"),
            -named.start,
        ),
    )


def _vendors(forms: Iterable[str], program: str) -> frozenset[str]:
    """Words that are no names alone: the program's first one, and those with which several longer names begin."""
    first = Counter(key.split()[0] for key in forms if key.count(" ") > 1)
    shared = {word for word, count in first.items() if count >= MIN_SHARED}
    return frozenset(shared | set(folded(program).split()[:1]))


def _levelled(forms: Mapping[str, Sequence[Named]]) -> frozenset[str]:
    """Names of which the page gives levels behind a dash ("Acme Certified Engineer – Professional")."""
    names = [named.name for same in forms.values() for named in same[:1]]
    return frozenset(bare(re.split(r"\s[–—-]\s", name)[0]) for name in names if re.search(r"\s[–—-]\s", name))


def _covered(key: str, every: Iterable[str]) -> bool:
    """Whether a name is the class of at least two others, or the beginning or end of a longer form of itself."""
    if sum(other.startswith(f"{key} for ") for other in every) > 1:
        return True
    return " " in key and any(
        other.endswith(f" {key}") and other.count(" ") <= key.count(" ") + 2 for other in every
    )


def _joined(key: str, every: Container[str]) -> bool:
    """Whether a name is two others said in one breath ("Network and Device Certification"), or one with what it is for."""
    parts = re.split(r"\s(?:and|for)\s", key, maxsplit=1)
    return len(parts) > 1 and (parts[1] in every) and (" and " in key or parts[0] not in every)
