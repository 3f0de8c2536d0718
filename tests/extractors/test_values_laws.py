"""Laws of the grammar of values that hold for every text."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.values import values
from extractors.values.durations import iso

_PIECES = (
    "at least|a minimum of|up to|between|from|to|and|or|or more|required|(|)|(10)|(minimum 2)|25|"
    "1,000|1.000|2,5|0|300K|$|USD|€|kr|%|percent|points|of|out of|/|-|–|12|months|month|-month|days|"
    "business|hours|annually|per|year|every|other|once|a|an|one|two|twenty|hundred|thousand|million|"
    "half|dozen|December|May|31,|2026|31.12.2026|01/02/2027|Q4|FY26|end of|by|the|in the last|"
    "trailing|certified|individuals|customers|net|adds|score|on a scale of|free of charge|fivefold|"
    "v2.1|AZ-104|Microsoft|365|https://example.com/1|İ|ß|\n|.|,|:|;|½|１２|٣|円|\u00a0|\u202f|'|’|+|"
    "24/7|5 pm|#||"
)
mixtures = st.lists(
    st.tuples(st.sampled_from(_PIECES.split("|")), st.sampled_from(("", " ", " ", " "))), max_size=25
).map(lambda pieces: "".join(piece + space for piece, space in pieces))


def holds(text: str) -> None:
    """Offsets lie within the text, rise, and do not overlap."""
    behind = 0
    for found in values(text):
        assert behind <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        behind = found.end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Any text gives ordered values within it and raises nothing."""
    holds(text)


@settings(max_examples=400)
@given(mixtures)
def test_any_mixture_of_the_grammars_own_words_is_read(text: str) -> None:
    """Any order of the grammar's own words, numbers and signs gives ordered values and raises nothing."""
    holds(text)


@given(mixtures)
def test_reading_is_a_function_of_the_text(text: str) -> None:
    """The same text gives equal values every time."""
    assert values(text) == values(text)


@given(mixtures, mixtures)
def test_lines_are_read_apart(first: str, second: str) -> None:
    """A line end separates: two lines give the values of the first and then those of the second."""
    got = [(found.type, found.value, found.unit) for found in values(f"{first}\n{second}")]
    apart = [(found.type, found.value, found.unit) for found in (*values(first), *values(second))]
    assert got == apart


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(number: int) -> str:
    """The English words of a number below a thousand million."""
    if number < 20:
        return _ONES.split()[number]
    if number < 100:
        return _TENS.split()[number // 10 - 2] + (f"-{_ONES.split()[number % 10]}" if number % 10 else "")
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            joint = " and " if scale == 100 else " "
            return f"{spelled(number // scale)} {word}" + (
                joint + spelled(number % scale) if number % scale else ""
            )
    raise AssertionError


numbers = st.integers(2, 999_999_999).filter(lambda number: not 1900 <= number < 2100)


@given(numbers)
def test_numbers_come_back(number: int) -> None:
    """A number is the same in digits, with separators, spelled, and said twice."""
    for written in (
        f"{number} customers",
        f"{number:,} customers",
        f"{spelled(number)} customers",
        f"{spelled(number)} ({number:,}) customers",
        f"at least {number:,} customers",
    ):
        assert [(found.type, found.value, found.unit) for found in values(written)] == [
            ("count", number, "customers")
        ]


@given(
    st.integers(1, 999),
    st.sampled_from((("K", 10**3), (" thousand", 10**3), ("M", 10**6), (" million", 10**6), ("bn", 10**9))),
)
def test_scaled_numbers_come_back(number: int, scale: tuple[str, int]) -> None:
    """A letter or word behind digits multiplies them."""
    assert [found.value for found in values(f"{number}{scale[0]} users")] == [number * scale[1]]


@given(
    st.integers(2, 999),
    st.sampled_from(
        (
            ("year", "Y"),
            ("quarter", "Q"),
            ("month", "M"),
            ("week", "W"),
            ("day", "D"),
            ("hour", "H"),
            ("minute", "m"),
        )
    ),
)
def test_durations_come_back(number: int, unit: tuple[str, str]) -> None:
    """A length of time is the same in digits, spelled, hyphenated, with a comparator and as a rhythm."""
    word, letter = unit
    for written in (
        f"{number} {word}s",
        f"{spelled(number)} {word}s",
        f"a {number}-{word} period",
        f"{spelled(number)}-{word} term",
        f"every {number} {word}s",
        f"within {number} {word}s",
        f"{number} {word}s or more",
        f"{spelled(number)} ({number}) {word}s",
    ):
        assert [(found.type, found.value) for found in values(written)] == [
            ("duration", iso(number, letter))
        ], written


amounts = st.integers(1, 99_999_999)
currencies = st.sampled_from(
    (("USD", "$"), ("EUR", "€"), ("GBP", "£"), ("JPY", "¥"), ("INR", "₹"), ("AUD", "A$"), ("USD", "US$"))
)


@given(amounts, currencies, st.integers(0, 99))
def test_money_comes_back(amount: int, currency: tuple[str, str], cents: int) -> None:
    """An amount is the same with sign or code, before or behind, with and without cents and separators."""
    code, sign = currency
    exact = amount + cents / 100
    for written, value in (
        (f"{sign}{amount}", amount),
        (f"{sign}{amount:,}", amount),
        (f"{sign} {amount:,}", amount),
        (f"{code} {amount:,}", amount),
        (f"{code}{amount:,}", amount),
        (f"{amount:,} {code}", amount),
        (f"{sign}{amount:,}.{cents:02d}", exact),
        (f"up to {code} {amount:,}.{cents:02d}", exact),
        (f"{sign}{amount} million", amount * 10**6),
    ):
        assert [(found.type, found.value, found.unit) for found in values(written)] == [
            ("money", round(value, 2), code)
        ], written


@given(st.dates(dt.date(1980, 1, 1), dt.date(2059, 12, 31)))
def test_dates_come_back(day: dt.date) -> None:
    """A date is the same in every unambiguous writing."""
    month, short = day.strftime("%B"), day.strftime("%b")
    for written in (
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{short}. {day.day}, {day.year}",
        f"{day.day}-{short}-{day.year}",
        f"by {month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
        f"{day:%Y/%m/%d}",
    ):
        assert [(found.type, found.value) for found in values(written)] == [("date", day.isoformat())], (
            written
        )


@given(st.integers(0, 100), st.integers(100, 1000))
def test_scores_come_back(score: int, most: int) -> None:
    """A score out of something has both numbers."""
    for written in (f"{score} out of {most}", f"{score} of {most} points", f"score: {score}/{most}"):
        assert [(found.type, found.value, found.value_max) for found in values(written)] == [
            ("score", score, most)
        ], written


@pytest.mark.parametrize(
    "piece",
    [
        "12 (",
        "1,",
        "one ",
        "a ",
        "two and ",
        "in the last ",
        "3-",
        "minimum ",
        "1.",
        "$",
        "3 or ",
        "of the ",
        "hundred ",
        "99 ",
        "the 5x ",
        "1 - ",
        "https://",
        "1 000 ",
        "between ",
        "( ",
        "x-",
        "Jan 1 to ",
        "up to a maximum of ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text takes no more than a small multiple of eight times as long.

    Whatever is repeated.
    """

    def seconds(text: str) -> float:
        begun = time.process_time()
        values(text)
        return time.process_time() - begun

    small, large = piece * (4_000 // len(piece)), piece * (32_000 // len(piece))
    values(small)
    least = max(min(seconds(small) for _ in range(2)), 0.001)
    assert min(seconds(large) for _ in range(2)) < 24 * least
