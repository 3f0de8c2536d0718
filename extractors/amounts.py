"""Bare figures of a table that are amounts of money because the line above the table says so ("All prices in euros")."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.values import Found, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.records import Document
    from extractors.rows import Table
    from extractors.structure import Statement

PRICES = re.compile(
    r"\b(?:fees?|prices?|pricing|price list|costs?|dues|amounts?|rates?|charges|tariffs?)\b", re.IGNORECASE
)
CODE = re.compile(
    r"\b(?P<code>USD|EUR|GBP|JPY|CAD|AUD|CHF|INR|CNY|SGD|BRL|MXN|SEK|NOK|DKK|PLN|ZAR|NZD|HKD|KRW)\b|"
    r"(?P<sign>US\$|[$€£¥])(?!\s?\d)|\b(?P<words>(?:US|U\.S\.|American) dollars|euros?|(?:British )?pounds(?: sterling)?|"
    r"Swiss francs|(?:Canadian|Australian|Singapore) dollars)\b",
    re.IGNORECASE,
)
SIGNS = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
NAMES = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "british": "GBP",
    "pounds": "GBP",
}
NAMES |= {"swiss": "CHF", "canadian": "CAD", "australian": "AUD", "singapore": "SGD"}
YEARLY = re.compile(
    r"\b(?:per|a|each|every) (?P<per>year|month|quarter)\b|\b(?P<adverb>annual|yearly)\b", re.IGNORECASE
)
PERIODS = {"year": "P1Y", "month": "P1M", "quarter": "P3M"}
FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?")
COUNTS = re.compile(
    r"\b(?:number|count|required|minimum|min|maximum|max|days?|hours?|minutes|weeks?|months|people|seats?|points?|score|"
    r"share|percent|quantity|qty)\b|%|#",
    re.IGNORECASE,
)
"""Words of a header above figures that are no amounts of money, whatever the others are."""
LEAST = 10
"""A column whose figures are all below this counts something, and has no prices."""
LONGEST = 200
"""Characters of a line above a table that is only about its figures."""


def amount_above(document: Document, statement: Statement) -> Found | None:
    """The amount of money that a bare figure is by what stands above its table; None where nothing says so."""
    text, table = statement.text.strip(), statement.table
    if table is None or not FIGURE.fullmatch(text) or COUNTS.search(statement.column):
        return None
    line = next((line for line in _above(document, table.rows[0].start, statement) if _priced(line)), "")
    if not line or not any(figure >= LEAST for figure in _column(table, statement.column)):
        return None
    money = next((value for value in values(f"{_currency(line)} {text}") if value.type == "money"), None)
    return money and replace(money, start=0, end=len(text), comparator="=", per=_period(line))


def _column(table: Table, column: str) -> Iterator[float]:
    """The figures below a header."""
    for row in table.rows:
        for cell in row.cells:
            if " / ".join(cell.column_headers) == column:
                yield _figure(cell.text)


def _above(document: Document, start: int, statement: Statement) -> tuple[str, ...]:
    at = bisect_left(document.blocks, start, key=lambda block: block.start)
    while (
        at
        and document.blocks[at - 1].kind == "table_cell"
        and document.blocks[at - 1].table == statement.block.table
    ):
        at -= 1
    before = document.blocks[at - 1] if at else None
    near = (
        before.text
        if before is not None and before.kind == "paragraph" and len(before.text) <= LONGEST
        else ""
    )
    return (near, *statement.section[-1:])


def _priced(line: str) -> bool:
    return PRICES.search(line) is not None and CODE.search(line) is not None


def _currency(line: str) -> str:
    found = CODE.search(line)
    if found is None:
        return ""
    if found["code"]:
        return found["code"].upper()
    return SIGNS.get((found["sign"] or "").lower()) or NAMES.get(
        (found["words"] or "").lower().split()[0], ""
    )


def _period(line: str) -> str | None:
    found = YEARLY.search(line)
    return None if found is None else PERIODS[(found["per"] or "year").lower()]


def _figure(text: str) -> float:
    plain = text.strip().replace(",", "")
    return float(plain) if FIGURE.fullmatch(text.strip()) else 0.0
