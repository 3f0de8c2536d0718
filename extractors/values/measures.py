"""One amount with what makes it money, a percentage or a length of time; and two of them as a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from extractors.values.durations import compound, iso, span
from extractors.values.money import currency_before, currency_behind
from extractors.values.numbers import Number, number, whole
from extractors.values.tokens import DATE, LINK, NOISE, NUMBER, WORD, Line

if TYPE_CHECKING:
    from extractors.records import Comparator
    from extractors.values.words import Words

_DASHES = ("-", "–", "—", "‑", "‒", "−", "~", "〜", "～")


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount from token `first` up to `stop`. `text` is the ISO duration where it is one."""

    kind: Literal["number", "money", "percent", "duration"]
    first: int
    stop: int
    amount: Number
    unit: str | None = None
    period: str = ""
    text: str = ""
    hyphened: bool = False
    comparator: Comparator | None = None  # "10 or more days", "5+ years"


def measure(line: Line, at: int, words: Words) -> Measure | None:
    """The amount that begins at that token, or None; a number that belongs to a name is none."""
    currency = currency_before(line, at)
    if currency is not None:
        amount = number(line, currency[1], words, money=True)
        if amount is not None and not (line.glued(at) and line.kinds[at - 1] == WORD):
            return Measure(
                "money", at, _money_stop(line, amount.stop, currency[0], words), amount, currency[0]
            )
        return None
    amount = number(line, at, words)
    if amount is None or (amount.digits and _within_name(line, at, words)):
        return None
    return _measured(line, at, amount, words)


def _money_stop(line: Line, stop: int, code: str, words: Words) -> int:
    """Behind a currency that is said again: "$10,000 USD"."""
    again = currency_behind(line, stop, words)
    return again[1] if again is not None and (again[0] == code or code == "USD") else stop


def _within_name(line: Line, at: int, words: Words) -> bool:
    """Whether digits hang on a word or a path: AB-104, v2.1, C3, /2026/."""
    if not line.glued(at):
        return False
    before = line.words[at - 1]
    if words.unspaced and not before.isascii():
        return before in words.naming
    if line.kinds[at - 1] == WORD or before in ("_", "#", "@", "\\", "=", "&", "?"):
        return True
    if before in (*_DASHES, "/", ".", "+"):
        return line.glued(at - 1) and (
            line.kinds[at - 2] == WORD or (before == "/" and line.words[at - 2] in ("/", "."))
        )
    return line.kinds[at - 1] in (NOISE, LINK, DATE) or before == "."


def _measured(line: Line, at: int, amount: Number, words: Words) -> Measure | None:
    stop = amount.stop
    percent = words.percent.after(line.words, stop + (line.words[stop] == "-" and line.glued(stop)))
    if percent is not None:
        return Measure("percent", at, percent[1], amount, percent[0])
    again = currency_behind(line, stop, words) or (
        currency_behind(line, stop + 1, words) if line.words[stop] == "-" and line.glued(stop) else None
    )
    if again is not None:
        amount = number(line, at, words, money=True) or amount
        return Measure("money", at, again[1], amount, again[0])
    sign = words.comparators_after.after(line.words, stop)
    unit = span(line, stop, words)
    if unit is None and sign is not None:
        unit = span(line, sign[1], words)
    elif unit is not None:
        sign = None
    if unit is not None:
        text, behind = compound(line, amount, unit, words)
        working = "business days" if unit.working and unit.period == "D" else None
        return Measure(
            "duration",
            at,
            behind,
            amount,
            working,
            unit.period,
            text,
            unit.hyphened,
            sign[0] if sign else None,
        )
    own = words.unspaced and not line.words[stop].isascii()
    if amount.digits and line.glued(stop) and line.kinds[stop] == WORD and not own:
        return None
    return Measure("number", at, stop, amount)


def ranged(line: Line, low: Measure, words: Words, *, opened: bool) -> tuple[Measure, Measure] | None:
    """Both ends where a joint and a greater amount of its kind follow; `opened`: "between" stands before."""
    behind = _behind_joint(line, low, words, opened=opened)
    high = _other_end(line, behind, words) if behind is not None else None
    if high is None or not _same_kind(line, low, high, words):
        return None
    low, high = _alike(low, high)
    return (low, high) if _rising(low, high) else None


def _behind_joint(line: Line, low: Measure, words: Words, *, opened: bool) -> int | None:
    """Behind "-", "to", "-to-", "or", and "and" where it was opened; not where the number is of a list."""
    at, joint = low.stop, line.words[low.stop]
    if joint in words.or_:
        return at + 1 if line.words[low.first - 1] != "," else None  # 30, 60 or 90 days
    if joint not in _DASHES:
        return at + 1 if joint in words.to or (opened and joint in words.and_) else None
    if line.words[at + 1] in words.to and line.words[at + 2] in _DASHES:
        return at + 3
    spelled = line.kinds[at + 1] == NUMBER and line.glued(at + 1) and not low.amount.digits
    return at + 1 if line.glued(at) == line.glued(at + 1) and not spelled else None


def _same_kind(line: Line, low: Measure, high: Measure, words: Words) -> bool:
    """Whether both are of one kind: "or" joins bare numbers only, only a dash money with a number."""
    if line.words[low.stop] in words.or_ and low.kind != "number":
        return False
    if high.kind == "number":
        return low.kind == "number" or (low.kind == "money" and line.words[low.stop] in _DASHES)
    return low.kind in ("number", high.kind)


def _other_end(line: Line, at: int, words: Words) -> Measure | None:
    currency = currency_before(line, at)
    amount = number(line, currency[1] if currency else at, words, money=currency is not None)
    if amount is None:
        return None
    if currency is not None:
        return Measure("money", at, _money_stop(line, amount.stop, currency[0], words), amount, currency[0])
    return _measured(line, at, amount, words)


def _alike(low: Measure, high: Measure) -> tuple[Measure, Measure]:
    """Both ends with the kind, unit and scale that only one of them states."""
    if high.kind == "number" and low.kind == "money":
        high = replace(high, kind="money", unit=low.unit)
    elif low.kind == "number" and high.kind != "number":
        text = iso(low.amount.value, high.period) if high.kind == "duration" else ""
        low = replace(low, kind=high.kind, unit=high.unit, period=high.period, text=text)
    if (
        low.amount.scale == 1 < high.amount.scale
        and low.amount.digits
        and low.amount.value < high.amount.value / high.amount.scale
    ):
        low = replace(low, amount=replace(low.amount, value=whole(low.amount.value * high.amount.scale)))
    return low, high


_DAYS = {
    "Y": 365.0,
    "Q": 91.0,
    "M": 30.4,
    "W": 7.0,
    "F": 14.0,
    "D": 1.0,
    "H": 1 / 24,
    "m": 1 / 1440,
    "s": 1 / 86400,
}


def _rising(low: Measure, high: Measure) -> bool:
    if low.kind == "duration":
        return low.amount.value * _DAYS[low.period] < high.amount.value * _DAYS[high.period]
    return low.amount.value < high.amount.value
