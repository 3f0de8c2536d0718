"""What one cell of a table says: a tick, nothing, a figure with the unit of its labels, or the values of its words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.measuring import FORMERLY, TRAILING
from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Comparator

YES = re.compile(
    r"^(?:✓|✔|✅|☑|✔️|yes|required|mandatory|included|must(?: have)?|x|•|●|true)[.*†‡]*$", re.IGNORECASE
)
NOTHING = re.compile(
    r"^(?:[–—\-−✗✘❌×]+|n/?a\.?|no|none|not (?:applicable|required|available|included|offered|needed)|"
    r"optional|recommended|preferred|no (?:thresholds?|minimum|limits?|requirements?)|tbd|tba|varies|"
    r"see \w+(?: \w+)?|x{2,}|coming soon|\s*)[.*†‡]*$",
    re.IGNORECASE,
)
FREE = re.compile(
    r"^(?:free(?: of charge)?|no (?:charge|cost|fee)|waived|complimentary|included at no (?:extra )?cost)[.*†‡]*$",
    re.IGNORECASE,
)
NO_FEE = re.compile(r"^(?:none|not required|no)\.?$", re.IGNORECASE)
PRICED = re.compile(r"\b(?:fees?|prices?|pricing|costs?|dues)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?P<sign>[≥>≤<~]|(?:at least|min(?:imum)?(?: of)?|no fewer than|up to|max(?:imum)?(?: of)?|no more than)\b\.?)?\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?P<plus>\+|or more)?"
    r"(?:\s*(?:required|minimum|each|total))?\s*(?:\((?P<condition>[^()]+)\))?[*†‡¹²³]*$",
    re.IGNORECASE,
)
LIMIT = re.compile(r"(?:max(?:imum)?|up to|limit)\b", re.IGNORECASE)
MOST = re.compile(r"^(?:[≤<]|up to|max|no more)", re.IGNORECASE)
CURRENCY = re.compile(
    r"\b(?:USD|EUR|GBP|JPY|CAD|AUD|CHF|INR|CNY|SGD|BRL|MXN|SEK|NOK|DKK|PLN|ZAR|NZD|HKD|KRW)\b|[$€£¥]"
)
SCALE = re.compile(
    r"\b(?:in\s+)?(?P<thousand>thousands?|k)\b|\b(?:in\s+)?(?P<million>millions?|mn|m)\b", re.IGNORECASE
)
TIME = "minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?"
TIMED = re.compile(
    r"^(?:(?!(?:per|each|every|a|last|past|trailing|of)\s)\w+\s){0,3}(?P<last>TIME)$|\bin (?P<within>TIME)\b|"
    r"^(?P<first>TIME) of\b".replace("TIME", TIME),
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|,\s*([^,()]+)$")
RATE = re.compile(r"%|\bpercent(?:age)?\b", re.IGNORECASE)
POINTS = re.compile(r"\bpoints?\b|\bpass(?:ing|mark)?(?: |-)?(?:scores?|marks?)\b", re.IGNORECASE)
UNCOUNTED = (None, "", "number", "current", "quantity", "amount", "total")
"""What is no unit, though it stands behind a number."""
NUMBER_OF = re.compile(r"^(?:(?:total|minimum|required) )?(?:number|no\.?|#|count) of ", re.IGNORECASE)
CODE = re.compile(r"(?=[A-Z]*[A-Z-])[A-Z]{1,6}\d{0,3}(?:-[A-Z0-9]{1,6}){1,3}")
"""The code of an exam or a product ("AB0-123"): its digits count nothing."""
ADJECTIVE = re.compile(r"(?:annual|yearly|quarterly|monthly|weekly)(?:ly)?", re.IGNORECASE)
LONG_TEXT = 14
"""Words beyond which the text of a cell is a duty that is told, not a name."""
FEW_WORDS = 8


def cell_values(text: str, measure: str, attribute: str) -> list[Found]:
    """The values of a cell, given the label of what is measured and the whole attribute; none for a dash or "n/a"."""
    priced = PRICED.search(measure) is not None
    if FREE.match(text) or (priced and NO_FEE.match(text)):
        return [Found("money", 0, len(text), 0, None, "=", None, attribute)]
    if NOTHING.match(text):
        return []
    if match := NUMBER.match(text):
        return [_number(match, measure, attribute)]
    if CODE.fullmatch(text):
        return [Found("count", 0, len(text), text, None, None, None, attribute)]
    if YES.match(text):
        return [Found("count", 0, len(text), True, None, "=", None, attribute)]
    found = [_united(value, measure, attribute) for value in _telling(text)]
    long = len(text.split()) > LONG_TEXT
    return found or [Found("count", 0, len(text), True if long else text, None, None, None, attribute)]


def _telling(text: str) -> Iterator[Found]:
    """The values of a text but those that say when something was otherwise, or over which time another is measured."""
    found = values(text)
    several = any(value.type not in ("duration", "date") for value in found)
    for value in found:
        before = text[: value.start]
        if FORMERLY.search(before) or (value.type == "date" and len(text.split()) > FEW_WORDS):
            continue
        qualifies = ADJECTIVE.fullmatch(text[value.start : value.end]) is not None
        measured = qualifies or TRAILING.search(before) or any(other.per == value.value for other in found)
        if value.type == "duration" and several and measured:
            continue
        if value.type == "count" and not value.noun and (len(found) > 1 or len(text.split()) > FEW_WORDS):
            continue
        if value.value == "P1D" and len(text.split()) > 1:
            continue
        yield value


def _united(value: Found, measure: str, attribute: str) -> Found:
    """A count without a noun, with the unit that its labels give it."""
    if value.type != "count" or value.unit or not isinstance(value.value, int | float):
        return value
    counted = _counted(value.value, measure, attribute)
    return replace(value, unit=counted.unit, noun=attribute) if counted else replace(value, noun=attribute)


def _counted(number: float, measure: str, attribute: str) -> Found | None:
    """A count of what labels name, the label of what is measured first."""
    return next(
        (
            value
            for label in (measure, attribute)
            for value in values(f"{number} {NUMBER_OF.sub('', label.rsplit(' / ', maxsplit=1)[-1]).lower()}")
            if value.value == number and value.type in ("count", "points") and value.unit not in UNCOUNTED
        ),
        None,
    )


def _number(match: re.Match[str], measure: str, attribute: str) -> Found:
    """A bare number with the unit of its labels: money, a time, a share, points, or what they count."""
    plain = match["number"].replace(",", "")
    number = float(plain) if "." in plain else int(plain)
    most = (
        MOST.match(match["sign"] or "")
        or LIMIT.match(attribute.rsplit(" / ", maxsplit=1)[-1])
        or LIMIT.match(measure)
    )
    comparator: Comparator = "<=" if most else ">="
    given = next((found for label in (measure, attribute) if (found := _as_labelled(plain, label))), None)
    if given is None:
        counted = _counted(number, measure, attribute)
        unit, per = (counted.unit, counted.per) if counted else (None, None)
        given = Found("count", 0, 0, number, None, comparator, unit, attribute, per)
    signed = comparator if match["sign"] or match["plus"] or given.type in ("count", "points") else "="
    return replace(
        given, start=0, end=len(match.string), comparator=signed, condition=match["condition"], noun=attribute
    )


def _as_labelled(number: str, label: str) -> Found | None:
    """A number read with the unit that a label gives in brackets, behind a comma, or in its own words."""
    inside = " ".join(next(filter(None, groups), "") for groups in BRACKETS.findall(label))
    for words in (inside, label):
        if not words:
            continue
        if currency := CURRENCY.search(words):
            return _first(f"{currency.group()} {number}{_scale(words)}", "money")
        if RATE.search(words):
            return _first(f"{number}%", "percent")
        if POINTS.search(words):
            return _first(f"{number} points", "points")
        if time := TIMED.search(words.strip()):
            return _first(f"{number} {time['last'] or time['within'] or time['first']}", "duration")
    return None


def _scale(words: str) -> str:
    found = SCALE.search(words)
    return "" if not found else " thousand" if found["thousand"] else " million"


def _first(text: str, sort: str) -> Found | None:
    return next((value for value in values(text) if value.type == sort), None)
