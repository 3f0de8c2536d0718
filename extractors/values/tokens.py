"""Text as tokens with offsets.

Words, numbers, whole dates, noise that holds digits but no value, and signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD, NUMBER, DATE, NOISE, LINK, SIGN = "word", "number", "date", "noise", "link", "sign"

# Alternatives are tried in this order at each place; every repetition is over one character class, and none
# is nested in another that could match the same text, so that the scan is linear.
_TOKEN = re.compile(
    r"""
    (?P<link>(?:https?://|www\.)[^\s|<>]+)
  | (?P<word>
        [a-z\u00aa-\u00b5\u00ba\u00df-\u00f6\u00f8-\u1fff]+(?:['’](?:s|t|re|ve|ll|d)\b)?
      | [\u3040-\u30ff\u3400-\u9fff]
    )
  | (?P<date>
        (?:19|20)\d\d(?P<_s>[-/.])(?:0?[1-9]|1[0-2])(?P=_s)(?:0?[1-9]|[12]\d|3[01])(?:t\d\d:[\d:.]{2,12}z?)?(?![\w-])
      | (?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w-])
      | \d\d?(?P<_t>[./-])\d\d?(?P=_t)(?:19|20)\d\d(?![\w-])
      | \d\d?\.\ \d\d?\.\ (?:19|20)\d\d(?!\w)
      | \d\d?/\d\d?/\d\d(?![\w/-])
    )
  | (?P<noise>
        \d\d?:\d\d(?::\d\d)?(?:\ ?[ap]\.?m\b)?
      | \d\d?\ ?[ap]\.?m\b
      | 24\ ?[/x×]\ ?7(?:[/x×]365)?(?!\d)
      | \d{3}\(k\)
      | \(\d{3}\)[\ -]?\d{3}[-.\ ]\d{4}(?!\d)
      | \+\d{1,3}[\ (.-][\d\ ().-]{6,18}\d
      | (?:\d-)?\d{3}[-.]\d{3}[-.]\d{4}(?!\d)
      | \d{16,}[\d.,]*
      | \d{1,15}\.\d{1,15}\.\d{1,2}(?![\d,])[\d.]*
      | \(\d\d?\)(?=\s|$)
      | \[\d{1,3}\]
    )
  | (?P<number>
        \d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?![\d,])
      | \d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)
      | \d{1,3}(?:\ \d{3})*\ (?:\d{3}\ \d{3}|000)(?:[.,]\d{1,2})?(?![\d,.]\d|\d)
      | \d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)
      | \d{1,15}(?:[.,]\d{1,15})?
    )
  | (?P<sign>[^\s\w]|[^\s])
    """,
    re.VERBOSE,
)


_BEYOND = [""] * 16


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of one stretch of text: their lower-case forms, their kinds, and their offsets in `text`.

    `words` and `kinds` go on with empty ones, so that rules may look some tokens beyond either end unasked.
    """

    text: str
    words: list[str]
    kinds: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def glued(self, at: int) -> bool:
        """Whether nothing stands between that token and the one before."""
        return 0 < at < len(self.starts) and self.ends[at - 1] == self.starts[at]

    def written(self, first: int, stop: int) -> str:
        """The text from token `first` up to, not including, token `stop`."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if stop > first else ""

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital on the page."""
        return self.text[self.starts[at]].isupper()


def lowered(text: str) -> str:
    """The text in lower case with every character in its place (some capitals grow when lowered.

    These stay).
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def lines(text: str, anchor: re.Pattern[str]) -> Iterator[Line]:
    """The lines of the text in which the anchor (searched in lower case) occurs, as tokens."""
    low = lowered(text)
    start = 0
    while (found := anchor.search(low, start)) is not None:
        first = low.rfind("\n", start, found.start()) + 1 or start
        stop = low.find("\n", found.start())
        stop = len(low) if stop < 0 else stop
        yield _line(text, low, first, stop)
        start = stop


def _line(text: str, low: str, first: int, stop: int) -> Line:
    found = list(_TOKEN.finditer(low, first, stop))
    spans = [token.span() for token in found]
    return Line(
        text,
        [token[0] for token in found] + _BEYOND,
        [token.lastgroup or SIGN for token in found] + _BEYOND,
        [span[0] for span in spans],
        [span[1] for span in spans],
    )
