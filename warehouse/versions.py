"""What differs between two versions of a page, requirement by requirement, by the rules that the ledger goes by. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from warehouse.identity import difference, matching
from warehouse.wording import Wording, only_read_otherwise

if TYPE_CHECKING:
    from extractors.records import Requirement
    from warehouse.events import Said
    from warehouse.identity import Difference


@dataclass(frozen=True, slots=True)
class Differing:
    """A requirement that only the newer version states (`appeared`), only the older one (`went`), or both otherwise.

    `difference` says which field of a changed one became what; it is None for the others.
    """

    what: Literal["appeared", "went", "changed"]
    before: Requirement | None
    after: Requirement | None
    difference: Difference | None = None


def versions_differing(before: Said, after: Said, *, feed: bool = False) -> tuple[Differing, ...]:
    """What the newer of two versions states otherwise: changed ones first, then what appeared, then what went.

    What both say in the same words and was only read otherwise is no difference. A `feed` only shows its newest items, so
    nothing goes from it.
    """
    found = matching(before.requirements, after.requirements)
    pairs = [(before.requirements[i], after.requirements[j]) for i, j in found.pairs]
    changed = [
        Differing("changed", old, new, differs) for old, new in pairs if (differs := difference(old, new))
    ]
    older, newer = Wording(before.text), Wording(after.text)
    appeared = [
        Differing("appeared", None, new)
        for j, new in enumerate(after.requirements)
        if j in found.added and j not in found.echoes and not only_read_otherwise(new, newer, older)
    ]
    went = [
        Differing("went", old, None)
        for i, old in enumerate(before.requirements)
        if not feed
        and i in found.missing
        and i not in found.merged
        and not only_read_otherwise(old, older, newer)
    ]
    return (*changed, *appeared, *went)
