"""Which of the names in a sentence each of its values belongs to: "Gold $500, Silver $200", "two years for A, one for B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.values import Found

FEWEST = 2


def shares(found: Sequence[Found], places: Sequence[tuple[int, str]]) -> dict[int, str]:
    """For the values of a sentence, by where they start: the name that each belongs to.

    `places` says where names stand in the sentence, in order. Names stand before their values when one stands before the
    first, else behind them. Empty unless at least two values belong to different names.
    """
    if len(found) < FEWEST or len({name for _, name in places}) < FEWEST:
        return {}
    ahead = any(at < found[0].start for at, _ in places)
    starts = [value.start for value in found]
    shared: dict[int, str] = {}
    for number, value in enumerate(found):
        if ahead:
            since = found[number - 1].end if number else 0
            near = [name for at, name in places if since <= at < value.start]
            name = near[-1] if near else shared.get(starts[number - 1], "") if number else ""
        else:
            until = starts[number + 1] if number + 1 < len(starts) else None
            near = [name for at, name in places if value.end <= at and (until is None or at < until)]
            name = near[0] if near else ""
        if name:
            shared[value.start] = name
    return shared if len(set(shared.values())) >= FEWEST else {}
