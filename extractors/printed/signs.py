"""Letters of fonts that hold pictures: ticks, crosses and bullets as the characters that they show."""

from __future__ import annotations

import re
from typing import Final

from extractors.vocabulary import CROSS, TICK

_ZAPF: Final = (
    dict.fromkeys("34\u2713\u2714", TICK)
    | dict.fromkeys("5678\u2715\u2716\u2717\u2718", CROSS)
    | dict.fromkeys("lnqstuv", "•")
)
_WINGDINGS: Final = (
    {"ß": CROSS}  # what code FB is in the standard encoding of letters
    | dict.fromkeys("\xfc\xfe", TICK)
    | dict.fromkeys("\xfb\xfd", CROSS)
    | dict.fromkeys("lnqsuvwx\xa7\xa8\xd8", "•")
)
_WINGDINGS_2: Final = dict.fromkeys("PRU", TICK) | dict.fromkeys("OQST", CROSS)
_WEBDINGS: Final = {"a": TICK, "r": CROSS}
_SYMBOL: Final = {"\xb7": "•", "\xd6": TICK, "\xb3": "≥", "\xa3": "≤"}
_FONTS: Final = (
    (re.compile(r"zapf|dingbatsitc", re.IGNORECASE), _ZAPF),
    (re.compile(r"wingdings ?-?[23]", re.IGNORECASE), _WINGDINGS_2),
    (re.compile(r"wingdings", re.IGNORECASE), _WINGDINGS),
    (re.compile(r"webdings", re.IGNORECASE), _WEBDINGS),
    (re.compile(r"(?:^|\+)symbol", re.IGNORECASE), _SYMBOL),
)
_ANYWHERE: Final = dict.fromkeys("✔✅☑", TICK) | dict.fromkeys("✗✘❌✖☒", CROSS)
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_UNUSED: Final = frozenset(f"(cid:{code})" for code in (127, 129, 141, 143, 144, 157))
"""Codes that Latin fonts leave free; what prints them prints a bullet (ISO 32000-1, D.2)."""
_CODE = re.compile(r"\(cid:(\d{1,3})\)")
_PRIVATE: Final = 0xF000


def sign(text: str, font: str) -> str:
    """What a letter of that font shows."""
    if len(text) == 1 and text.isascii() and text.isalnum() and "ing" not in font and "apf" not in font:
        return text
    if text in _UNUSED:
        return "•"
    given = text
    code = _CODE.fullmatch(text)
    if code:
        text = chr(int(code[1]))
    plain = chr(ord(text) - _PRIVATE) if len(text) == 1 and _PRIVATE <= ord(text) <= _PRIVATE + 0xFF else text
    for fonts, signs in _FONTS:
        if fonts.search(font):
            return signs.get(plain, given if code else plain)
    if plain != text and not code:  # of a font of pictures that does not say so
        return _WINGDINGS.get(plain, _SYMBOL.get(plain, text))
    return _ANYWHERE.get(given) or _LIGATURES.get(given, given)
