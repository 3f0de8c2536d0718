"""Specializations that stand as headings below one that says what they are: "Our designations", then one for each.

Only specializations: below "Certifications" pages put sections of all sorts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.classnouns import several
from extractors.listednames import item_name
from extractors.named import Named, sort_of_certified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.records import Block

CLOSED = re.compile(rf"\b{several('specialization')}$", re.IGNORECASE)
"""Several of a sort at the end of a heading."""
FEWEST = 2
MAX_WORDS = 6
MAX_ABOVE = 8
"""Words of the heading above; a longer one tells something."""


def headed(blocks: Sequence[Block]) -> Iterator[Named]:
    """The headings right below a heading such as "The three designations", when there are at least two such names."""
    above: Block | None = None
    below: list[Block] = []
    for block in blocks:
        if block.kind != "heading":
            continue
        if above is not None and (block.level or 0) <= (above.level or 0):
            yield from _names(below)
            above = None
        if above is None and len(block.text.split()) <= MAX_ABOVE and CLOSED.search(block.text):
            above, below = block, []
        elif above is not None and (not below or block.level == below[0].level):
            below.append(block)
    if above is not None:
        yield from _names(below)


def _names(below: Sequence[Block]) -> Iterator[Named]:
    names = [(block, name) for block in below if (name := item_name(block.text)) == block.text.strip()]
    if len(names) < FEWEST or len(names) + 1 < len(below):
        return
    for block, name in names:
        if len(name.split()) <= MAX_WORDS:
            yield Named(
                sort_of_certified(name) or "specialization", name, block.start, block.start + len(name), block
            )
