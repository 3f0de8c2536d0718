"""Limits that keep reading linear in the length of a page, whatever the page is made of."""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 20_000_000
"""Longer texts are not read: no program page is, and every later step takes time in proportion."""

MAX_MARKUP: Final = 4_000_000
"""Longer canonical markup is not read in full."""

_SMALL: Final = 250_000
# libxml2 takes quadratic time in the number of attributes of one tag. The pattern follows the tokeniser of
# the HTML standard
# (13.2.5, tag name to after attribute value), steps over comments, scripts and styles, and never goes back
# (atomic groups).
_TOKEN = re.compile(
    r"<!--(?s:.*?)(?:-->|\Z)"
    r"|<(script|style|title|textarea|xmp|iframe|noembed|noframes)\b(?s:.*?)(?:</\1|\Z)"
    r"|(?P<kept><[a-z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+){256})"
    r"(?P<crowd>(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+)*+)",
    re.IGNORECASE,
)


def thinned(text: str) -> str:
    """HTML in which no tag has more than 256 attributes; small pages as they are."""
    return text if len(text) < _SMALL else _TOKEN.sub(lambda found: found["kept"] or found[0], text)
