"""Exports: exact for programs, harmless in spreadsheets."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import duckdb
import pytest
from warehouse_doubles import Line, days, page, program, settled, source, tier, validity, warehouse

from warehouse import ExportError, exported

if TYPE_CHECKING:
    from pathlib import Path

QUOTES = ("=HYPERLINK(1)", "+1 year", "-2 years", "@SUM(A1)", "\tindented", "\rreturned")


def filled(tmp_path: Path, *lines: Line) -> Path:
    """A warehouse with one page that says these lines."""
    path = warehouse(tmp_path, program(source()))
    settled(path, page(source(), days(1), *lines))
    return path


def cells(file: Path, column: str) -> list[str]:
    """A column of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return [row[column] for row in csv.DictReader(stream)]


def test_texts_that_look_like_formulas(tmp_path: Path) -> None:
    """In CSV, a text that a spreadsheet would reckon begins with an apostrophe; every other text is as it is."""
    lines = [validity(f"P{n}Y", text) for n, text in enumerate((*QUOTES, "valid: =1+1"))]
    exported(filled(tmp_path, *lines), tmp_path / "out", "csv")
    found = cells(tmp_path / "out" / "mentions.csv", "quote")
    found += cells(tmp_path / "out" / "requirements.csv", "quote")
    assert sorted(set(found)) == sorted([*(f"'{quote}" for quote in QUOTES), "valid: =1+1"])


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    """In CSV, numbers are written as they are, also those below zero."""
    line = Line("score", -5, "exam", "score", "score", "-5 points", unit="points")
    exported(filled(tmp_path, line), tmp_path / "out", "csv")
    assert cells(tmp_path / "out" / "requirements.csv", "value_number") == ["-5.0"]
    assert cells(tmp_path / "out" / "requirements.csv", "value") == ["-5"]


def test_parquet_is_exact(tmp_path: Path) -> None:
    """In Parquet every text is what was stored."""
    exported(filled(tmp_path, validity("P1Y", QUOTES[0])), tmp_path / "out")
    file = str(tmp_path / "out" / "requirements.parquet")
    with duckdb.connect() as con:
        assert con.execute("SELECT quote FROM read_parquet($file)", {"file": file}).fetchall() == [
            (QUOTES[0],)
        ]


def test_rows_keep_their_order(tmp_path: Path) -> None:
    """Two exports of the same warehouse are the same to the byte."""
    path = filled(tmp_path, *(tier(name) for name in ("Gold", "=Silver", "Bronze")))
    for name in ("one", "two"):
        exported(path, tmp_path / name, "csv")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_unknown_format(tmp_path: Path) -> None:
    """A format that is not known is named with those that are."""
    with pytest.raises(ExportError, match='export format "xlsx": expected csv or parquet'):
        exported(filled(tmp_path), tmp_path / "out", "xlsx")
