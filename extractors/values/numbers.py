"""Cardinal numbers as written: 25, 1,000, 300K, 1.5 million, ten (10), three hundred thousand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.values.tokens import NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.values.words import Words

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_HUNDRED, _THOUSAND, _GROUPS = 100, 1000, 6
_GROUP = 3  # digits
_SPACED = re.compile(r"\d{3}(?:,\d{1,2})?")
_GROUP_SIGNS = str.maketrans("", "", "\u00a0\u202f\u2009'’ ")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the token behind it.

    `scale` is what million or K multiplied it by; `digits`: it is not spelled.
    """

    value: int | float
    stop: int
    scale: int = 1
    digits: bool = True
    plain: bool = False  # nothing but digits, as years and names have them


def number(line: Line, at: int, words: Words, *, money: bool = False) -> Number | None:
    """The number that begins at that token, or None. `money`: 1.000 has three decimals nowhere."""
    if line.kinds[at] == NUMBER:
        return _digits(line, at, words, money=money)
    if (
        line.words[at] in words.cardinals
        or line.words[at] in words.articles
        or line.words[at] in words.a_half
        or line.words[at] in _HALVES
    ):
        return _spelled(line, at, words)
    return None


def amount(written: str, words: Words, *, money: bool = False) -> int | float | None:
    """The value of digits with separators; None where it is no one number in this language."""
    bare = written.translate(_GROUP_SIGNS)
    if _DOTTED.fullmatch(bare) and (words.decimal_comma or money or bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif words.decimal_comma and bare.count(",") == 1 and not _GROUPED.fullmatch(bare):
        bare = bare.replace(",", ".")
    elif _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif "," in bare:
        bare = bare.replace(",", ".")
    return whole(float(bare)) if "." in bare else int(bare[:300])


def whole(value: float) -> int | float:
    """The integer where it is one."""
    return int(value) if value == int(value) else round(value, 6)


def _digits(line: Line, at: int, words: Words, *, money: bool) -> Number | None:
    written = line.words[at]
    value = amount(written, words, money=money)
    if value is None:
        return None
    stop = at + 1
    if words.spaced_groups:
        written, stop = _joined(line, at)
        value = amount(written, words, money=money)
        if value is None:
            return None
    if line.words[stop] in _HALVES:
        value, stop = value + _HALVES[line.words[stop]], stop + 1
    plain = written.isdigit()
    if line.glued(stop) and line.kinds[stop] == "word":
        suffix = words.suffixes.get(line.words[stop])
        if suffix is None or not (money or _is_scale(line, stop, words)):
            return Number(value, stop, plain=plain)
        return Number(whole(value * suffix), stop + 1, suffix)
    value, stop = _and_a_half(line, stop, value, words)
    scale, stop = _scaled(line, stop, words)
    stop = _repeated(line, stop, words, None)
    return Number(whole(value * scale), stop, scale, plain=plain and scale == 1)


def _joined(line: Line, at: int) -> tuple[str, int]:
    """The digits with the groups of three that follow them behind single spaces, and the token behind: 1 500 000."""
    written, stop = line.words[at], at + 1
    if not (written.isdigit() and len(written) <= _GROUP):
        return written, stop
    while (
        line.kinds[stop] == NUMBER
        and line.starts[stop] == line.ends[stop - 1] + 1
        and _SPACED.fullmatch(line.words[stop])
        and not (line.glued(stop + 1) and line.kinds[stop + 1] == WORD)
    ):
        written += line.words[stop]
        stop += 1
        if not written.isdigit():
            break
    return written, stop


def _is_scale(line: Line, at: int, words: Words) -> bool:
    """Whether a letter behind digits can be a scale.

    2M, 300k; a small m only before what is counted, not "5 m".
    """
    if line.words[at] in words.multipliers:
        return True
    small = line.words[at] != "k" and len(line.words[at]) == 1 and not line.capital(at)
    return not small or (line.kinds[at + 1] == WORD and line.words[at + 1] not in words.stops)


def _spelled(line: Line, at: int, words: Words) -> Number | None:
    """Groups below a thousand, each with its scale, the scales falling.

    Three hundred thousand, two million five hundred.
    """
    opened = _half(line, at, words)
    total, stop, last = 0.0, at, 0
    for _ in range(_GROUPS):
        group = opened or _group(line, stop, words)
        opened = None
        if group is None:
            break
        value, behind = _and_a_half(line, group[1], group[0], words)
        scale, after = _scaled(line, behind, words)
        if last and scale >= last:
            break
        total, stop, last = total + value * scale, after, scale
        if scale == 1:
            break
    if stop == at:
        return None
    value = whole(total)
    return Number(value, _repeated(line, stop, words, value), last if last >= _THOUSAND else 1, digits=False)


def _half(line: Line, at: int, words: Words) -> tuple[float, int] | None:
    """Half a million, a million, a hundred, ½: what stands in front of a multiplier instead of a cardinal."""
    word, behind = line.words[at], line.words[at + 1]
    if word in _HALVES:
        return _HALVES[word], at + 1
    if word in words.a_half and behind in words.articles and line.words[at + 2] in words.multipliers:
        return 0.5, at + 2
    if word in words.articles and (behind in words.multipliers and words.multipliers[behind] >= _THOUSAND):
        return 1.0, at + 1
    return None


def _and_a_half(line: Line, at: int, value: float, words: Words) -> tuple[float, int]:
    """With "and a half" behind it: one and a half years."""
    if (
        line.words[at] in words.joiner
        and line.words[at + 1] in words.articles
        and line.words[at + 2] in words.a_half
    ):
        return value + 0.5, at + 3
    return value, at


def _group(line: Line, at: int, words: Words) -> tuple[float, int] | None:
    """A spelled number below a thousand: seven, twenty-five, a hundred and twenty, two dozen."""
    if line.words[at] in words.articles and words.multipliers.get(line.words[at + 1], _THOUSAND) < _THOUSAND:
        value, stop = 1, at + 1
    else:
        tens = _below_hundred(line, at, words)
        if tens is None:
            return None
        value, stop = tens
    multiplier = words.multipliers.get(line.words[stop], _THOUSAND)
    if multiplier >= _THOUSAND:
        return value, stop
    value, stop = value * multiplier, stop + 1
    more = (
        _below_hundred(line, stop + (line.words[stop] in words.joiner), words)
        if multiplier == _HUNDRED
        else None
    )
    return (value + more[0], more[1]) if more is not None and more[0] else (value, stop)


def _below_hundred(line: Line, at: int, words: Words) -> tuple[int, int] | None:
    value = words.cardinals.get(line.words[at])
    if value is None:
        return None
    if (compound := words.compounds.after(line.words, at)) is not None:
        return compound
    stop = at + 1
    if value >= 20 and value % 10 == 0:  # noqa: PLR2004 the tens from twenty take a digit
        hyphened = line.words[stop] in ("-", "‑") and line.glued(stop)
        digit = words.cardinals.get(line.words[stop + hyphened], 0)
        if 0 < digit < 10:  # noqa: PLR2004
            return value + digit, stop + hyphened + 1
    return value, stop


def _scaled(line: Line, at: int, words: Words) -> tuple[int, int]:
    """The scale (thousand and more) at that token, a hyphen passed over, and the token behind.

    The scale is 1 where there is none.
    """
    hyphened = line.words[at] in ("-", "‑") and line.glued(at)
    scale = words.multipliers.get(line.words[at + hyphened], 1)
    if scale < _THOUSAND:
        return 1, at
    stop = at + hyphened + 1
    return scale, stop + (line.words[stop] == "." and line.words[stop - 1] in words.abbreviated)


def _repeated(line: Line, at: int, words: Words, value: float | None) -> int:
    """Behind "ten (10)" or "10 (ten)" when the brackets say the number again."""
    word = line.words[at]
    if line.kinds[at] == "noise" and word[:1] == "(" and word[1:-1].isdigit():
        return at + 1 if value is not None and int(word[1:-1]) == value else at
    if word != "(":
        return at
    if value is not None and line.kinds[at + 1] == NUMBER and line.words[at + 2] == ")":
        return at + 3 if amount(line.words[at + 1], words) == value else at
    if value is None and line.words[at + 1] in words.cardinals:
        again = _spelled(line, at + 1, words)
        if again is not None and line.words[again.stop] == ")":
            return again.stop + 1
    return at
