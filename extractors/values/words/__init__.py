"""The words of values, one module per language; the grammar itself knows no word.

To read another language, fill a `Words` record in a module of its own and enter it in `LANGUAGES`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.values.words.english import ENGLISH
from extractors.values.words.french import FRENCH
from extractors.values.words.german import GERMAN
from extractors.values.words.japanese import JAPANESE
from extractors.values.words.making import among
from extractors.values.words.record import Words
from extractors.values.words.spanish import SPANISH

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LANGUAGES", "Words", "words"]

LANGUAGES: Mapping[str, Words] = {
    "en": ENGLISH,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "ja": JAPANESE,
}
"""By primary language subtag (BCP 47)."""

_DECIMAL_COMMA = among("""
    bg ca cs da de el es et fi fr hr hu id is it lt lv nb nl nn no pl pt ro ru sk sl sr sv tr uk vi
""")


def words(language: str | None) -> Words:
    """The words for a primary language subtag.

    A language that is not filled yet has the English words, with its own way to write numbers and dates.
    """
    subtag = language or "en"
    if subtag in LANGUAGES:
        return LANGUAGES[subtag]
    return replace(ENGLISH, decimal_comma=subtag in _DECIMAL_COMMA, day_first=subtag in _DECIMAL_COMMA)
