"""Names that became other names from one version of a page to the next: by what they demand, or by their place. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Protocol, TypeAlias

from warehouse.likeness import SAME_NAME, full_words, name_likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.likeness import Statement

Pair: TypeAlias = tuple[int, int]


class Versions(Protocol):
    """Two versions of a page while they are being paired: what is paired already, and what is left on each side.

    `lasting` are the subjects that both versions know.
    """

    old: list[Statement]
    new: list[Statement]
    old_left: dict[int, None]
    new_left: dict[int, None]
    pairs: list[Pair]
    lasting: set[str]


def inherited(versions: Versions) -> Iterator[Pair]:
    """Names of which most demands went over to the other name."""
    moved = Counter(
        (versions.old[i].subject, versions.new[j].subject)
        for i, j in versions.pairs
        if not versions.old[i].name
    )
    before = Counter(s.subject for s in versions.old if not s.name)
    after = Counter(s.subject for s in versions.new if not s.name)
    for i, j in _names_left(versions):
        old, new = versions.old[i].subject, versions.new[j].subject
        if 2 * moved[old, new] > max(before[old], after[new]) and not {old, new} & versions.lasting:
            yield i, j


def in_place(versions: Versions) -> Iterator[Pair]:
    """Names alone between the same two neighbours, one of which at least is there, that share a word."""
    slots = _slots(versions)
    crowd_old = Counter(slots[0].values())
    crowd_new = Counter(slots[1].values())
    for i, j in _names_left(versions):
        slot = slots[0][i]
        if slot != slots[1][j] or slot == (-1, -1) or crowd_old[slot] != 1 or crowd_new[slot] != 1:
            continue
        shared = full_words(versions.old[i].subject) & full_words(versions.new[j].subject)
        if shared or name_likeness(versions.old[i], versions.new[j]) >= SAME_NAME:
            yield i, j


def _names_left(versions: Versions) -> Iterator[Pair]:
    for i in versions.old_left:
        for j in versions.new_left:
            if versions.old[i].name and versions.new[j].name and versions.old[i].kind == versions.new[j].kind:
                yield i, j


def _slots(versions: Versions) -> tuple[dict[int, Pair], dict[int, Pair]]:
    """For each name left the pairs of names before and after it on its page (-1: none)."""
    anchors = [p for p in sorted(versions.pairs) if versions.old[p[0]].name and versions.new[p[1]].name]
    return (
        _between(versions.old, versions.old_left, [pair[0] for pair in anchors]),
        _between(versions.new, versions.new_left, [pair[1] for pair in anchors]),
    )


def _between(side: list[Statement], left: dict[int, None], anchors: list[int]) -> dict[int, Pair]:
    """For each name left, which anchors (by number) stand next to it."""
    places = sorted((side[n].requirement.start, number) for number, n in enumerate(anchors))
    starts = [start for start, _ in places]
    found = {}
    for n in left:
        if side[n].name:
            at = bisect_left(starts, side[n].requirement.start)
            found[n] = (places[at - 1][1] if at else -1, places[at][1] if at < len(places) else -1)
    return found
