"""Notes under a table: which labels and cells point to them ("Certified people*"), and where their text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.records import Block

SIGN = r"\*{1,3}|[†‡§]{1,2}|[¹²³⁴-⁹⁰]{1,2}|\[\d{1,2}\]"
POINTING = re.compile(rf"(?<=[\w)%+✓])\s?((?:{SIGN})(?:\s?,?\s?(?:{SIGN}))*)$")
"""Signs at the end of a label or a cell."""
ONE = re.compile(SIGN)
NOTE = re.compile(rf"(?P<sign>{SIGN}|\(?\d{{1,2}}[.):]?(?=\s))\s*(?P<text>\S.*)", re.DOTALL)
PLAIN = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890", "[]().:")
TAIL = 16
"""Characters at the end of a label among which its signs are."""
REACH = 12
"""Blocks after a table among which its notes are looked for."""
LONGEST = 200
"""Characters of a note that is kept as a condition of what points to it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a table: its block, where its words begin there, and the labels that point to it."""

    sign: str
    block: Block
    at: int
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words, without its sign."""
        return self.block.text[self.at :]


def unmarked(label: str) -> str:
    """A label without the signs that point to notes."""
    whole = label.strip()
    if whole.startswith("**") and whole.endswith("**"):  # bold in a text that was never rendered
        return whole.strip("*").strip()
    return whole[:-TAIL] + POINTING.sub("", whole[-TAIL:])


def signs(label: str) -> tuple[str, ...]:
    """The signs at the end of a label, superscript digits as plain ones."""
    match = None if label.startswith("*") else POINTING.search(label.strip()[-TAIL:])
    return tuple(sign.translate(PLAIN) for sign in ONE.findall(match.group(1))) if match else ()


def notes(cells: Sequence[Block], after: Iterable[Block]) -> tuple[Note, ...]:
    """The notes of a table: rows of it, or blocks after it, that begin with a sign that one of its cells ends with."""
    pointing: dict[str, list[str]] = {}
    for cell in cells:
        for sign in signs(cell.text):
            labelled = cell.header or cell.column == 0 or not cell.row_headers
            pointing.setdefault(sign, []).append(unmarked(cell.text if labelled else cell.row_headers[-1]))
    if not pointing:
        return ()
    found: list[Note] = []
    for block in (*cells, *after):
        match = NOTE.fullmatch(block.text)
        if match and (labels := pointing.get(match["sign"].translate(PLAIN))):
            sign = match["sign"].translate(PLAIN)
            found.append(Note(sign, block, match.start("text"), tuple(dict.fromkeys(labels))))
    return tuple(found)
