"""Cardinal numbers as written: 25, 1,000, 300K, 1.5 million, ten (10), three hundred thousand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.values.tokens import NUMBER, Line
from extractors.values.words import Words

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_GROUP_SIGNS = str.maketrans("", "", "\u00a0\u202f\u2009'’")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the token behind it. `scale` is what million or K multiplied it by; `digits`: not spelled."""

    value: int | float
    stop: int
    scale: int = 1
    digits: bool = True
    plain: bool = False  # nothing but digits, as years and names have them


def number(line: Line, at: int, words: Words, *, money: bool = False) -> Number | None:
    """The number that begins at that token, or None. `money`: 1.000 has three decimals nowhere."""
    if line.kind(at) == NUMBER:
        return _digits(line, at, words, money=money)
    if line.word(at) in words.cardinals or line.word(at) in words.articles or line.word(at) in ("half", *_HALVES):
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
    if line.word(stop) in _HALVES:
        value, stop = value + _HALVES[line.words[stop]], stop + 1
    plain = written.isdigit()
    if line.glued(stop) and line.kind(stop) == "word":
        suffix = words.suffixes.get(line.words[stop])
        if suffix is None or (suffix > 1000 and not money and line.text[line.starts[stop]].islower() and len(line.words[stop]) == 1):
            return Number(value, stop, plain=plain)
        return Number(whole(value * suffix), stop + 1, suffix)
    scale, stop = _multiplied(line, stop, words)
    stop = _repeated(line, stop, words, None)
    return Number(whole(value * scale), stop, scale, plain=plain and scale == 1)


def _multiplied(line: Line, at: int, words: Words) -> tuple[int, int]:
    scale = 1
    glue = 1 if line.word(at) in "-‑" and line.glued(at) and line.word(at + 1) in words.multipliers else 0
    if line.word(at + glue) in words.multipliers and line.word(at + glue) != "dozen":
        scale, at = words.multipliers[line.words[at + glue]], at + glue + 1
    return scale, at


def _spelled(line: Line, at: int, words: Words) -> Number | None:
    total, current, stop, scale = 0.0, 0.0, at, 1
    if line.words[at] in words.articles:
        if line.word(at + 1) not in words.multipliers and line.word(at + 1) != "half":
            return None
        current, stop = 1, at + 1
    if line.word(stop) in _HALVES:
        current, stop = _HALVES[line.words[stop]], stop + 1
    elif line.word(stop) == "half":
        if line.word(stop + 1) not in words.articles or line.word(stop + 2) not in words.multipliers:
            return None
        current, stop = 0.5, stop + 2
    begun = stop
    while stop < len(line):
        word = line.words[stop]
        joined = word in words.joiner or (word in "-‑" and line.glued(stop) and line.glued(stop + 1))
        if joined and stop > begun and current >= (20 if word in "-‑" else 100):
            after = line.word(stop + 1)
            if after not in words.cardinals or words.cardinals[after] >= (10 if current % 100 else 100):
                break
            stop += 1
        elif word in words.cardinals:
            value = words.cardinals[word]
            if current and (current % 10 or current % 100 >= 20 and value >= 10 or value == 0 or current % 100 == 10):
                break
            current, stop = current + value, stop + 1
        elif word in words.multipliers and (current or stop > begun):
            scale = words.multipliers[word]
            if scale >= 1000:
                total, current = total + current * scale, 0
            else:
                current *= scale
            stop += 1
        elif word in "-‑" and line.glued(stop) and line.word(stop + 1) in words.multipliers:
            stop += 1
        else:
            break
    if stop == at:
        return None
    value = whole(total + current)
    stop = _repeated(line, stop, words, value)
    return Number(value, stop, scale if scale >= 1000 else 1, digits=False)


def _repeated(line: Line, at: int, words: Words, value: float | None) -> int:
    """Behind "ten (10)" or "10 (ten)" when the brackets say the number again."""
    word = line.word(at)
    if line.kind(at) == "noise" and word[:1] == "(" and word[1:-1].isdigit():
        return at + 1 if value is not None and int(word[1:-1]) == value else at
    if word != "(":
        return at
    if value is not None and line.kind(at + 1) == NUMBER and line.word(at + 2) == ")":
        return at + 3 if amount(line.words[at + 1], words) == value else at
    if value is None and line.word(at + 1) in words.cardinals:
        again = _spelled(line, at + 1, words)
        if again is not None and line.word(again.stop) == ")":
            return again.stop + 1
    return at
