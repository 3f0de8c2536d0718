"""Currencies by sign, ISO 4217 code and word, before and behind an amount.

price-parser reads one price out of a string that is a price; here prices stand in sentences beside other
numbers, with scales ("$150 million", "$50k") that it does not know, so that these rules are its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.values.tokens import Line
    from extractors.values.words import Words

_ISO_4217 = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
    "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES "
    "VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
)
CODES = frozenset(_ISO_4217.split())
"""The codes of ISO 4217 in use."""

_ENGLISH_TOO = "ALL BAM BOB BSD CVE COP CUP ERN GEL LAK MAD MOP NAD PEN PHP RON SDG SOS STN SVC TOP TRY"
_ALSO_WORDS = frozenset(_ENGLISH_TOO.split())
_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "円": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₴": "UAH",
    "₱": "PHP",
    "₦": "NGN",
    "元": "CNY",
}
_DOLLARS = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "can": "CAD",
    "cdn": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "sg": "SGD",
    "nt": "TWD",
    "r": "BRL",
    "mx": "MXN",
    "u.s.": "USD",
}
_LETTERED = {**dict.fromkeys(_DOLLARS, ("$",)), "cn": ("¥", "￥")}  # letters in front of a sign: US$, CN¥
_LETTERS = {
    "kr": "kr",
    "zł": "PLN",
    "zl": "PLN",
    "kč": "CZK",
    "rs": "INR",
    "sfr": "CHF",
    "fr": "CHF",
    "ft": "HUF",
    "lei": "RON",
}
# Krona, krone and króna share "kr": the sign stays where the page's language does not tell.
_BEFORE_ONLY = frozenset(("rs", "fr", "sfr"))
_BEHIND_ONLY = frozenset(("ft", "lei"))


OPENERS = frozenset((*(code.lower() for code in CODES), *_SIGNS, *_DOLLARS, *_LETTERS, "cn"))
"""The tokens at which a currency may begin."""


def _code(line: Line, at: int) -> str | None:
    word = line.words[at]
    if len(word) != 3:  # noqa: PLR2004 ISO 4217
        return None
    code = word.upper()
    return code if code in CODES and line.text[line.starts[at] : line.ends[at]] == code else None


def currency_before(line: Line, at: int) -> tuple[str, int] | None:
    """The currency whose sign, code or both begin at that token, and the token behind; None without one."""
    code = _code(line, at)
    if code is not None:
        signed = line.words[at + 1] in _SIGNS
        risky = code in _ALSO_WORDS and not signed and not _large(line, at + 1)
        return None if risky else (code, at + 1 + signed)
    word = line.words[at]
    if word in _SIGNS:
        return _SIGNS[word], at + 1
    if line.words[at + 1] in _LETTERED.get(word, ()) and line.glued(at + 1):
        return _DOLLARS.get(word, "CNY"), at + 2
    if word in _LETTERS and word not in _BEHIND_ONLY:
        return _LETTERS[word], at + 1 + (line.words[at + 1] == ".")
    return None


def _large(line: Line, at: int) -> bool:
    digits = "".join(char for char in line.words[at] if char.isdigit())
    return len(digits) > 3  # noqa: PLR2004 a thousand and more: "TRY 1,000", but "TRY 2 of them"


def currency_behind(line: Line, at: int, words: Words) -> tuple[str, int] | None:
    """The currency that follows an amount ("450 EUR", "99 €", "150 dollars"), and the token behind.

    Or None.
    """
    named = words.currency_words.after(line.words, at)
    if named is not None:
        return named
    code = _code(line, at)
    if code is not None and code not in _ALSO_WORDS:
        return code, at + 1
    word = line.words[at]
    if word in _SIGNS and line.kinds[at + 1] != "number":
        return _SIGNS[word], at + 1
    if word in _LETTERS and word not in _BEFORE_ONLY:
        return _LETTERS[word], at + 1 + (line.words[at + 1] == "." and at + 2 < len(line))
    if word in _DOLLARS and line.words[at + 1] == "$" and line.glued(at + 1):
        return _DOLLARS[word], at + 2
    return None
