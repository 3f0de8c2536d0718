"""Exports: exact for programs, harmless in spreadsheets."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pytest
from warehouse_doubles import Line, days, page, people, program, settled, source, tier, validity, warehouse

from warehouse import ExportError, exported, ledger_exported

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


def test_the_ledger_says_nothing_of_how_it_became_known(tmp_path: Path) -> None:
    """The same captures, recorded at other times, by another run and from an archive, give the same ledger to the byte."""
    said = ((), (tier("Gold"),), (people(5),))
    captures = [page(source(), days(n), *lines) for n, lines in enumerate(said)]
    archived = [replace(one, run_id="import", archive="a.warc.gz", memento="7") for one in reversed(captures)]
    for name, fetches in (("own", captures), ("archived", archived)):
        (tmp_path / name).mkdir()
        path = warehouse(tmp_path / name, program(source()))
        for fetch in fetches:
            settled(path, fetch)
        ledger_exported(path, tmp_path / name / "out")
    files = sorted((tmp_path / "own" / "out").iterdir())
    assert [file.name for file in files] == ["changes.jsonl", "coverage.jsonl", "requirement_periods.jsonl"]
    for file in files:
        assert file.read_bytes() == (tmp_path / "archived" / "out" / file.name).read_bytes()


def test_the_ledger_spells_requirements_out(tmp_path: Path) -> None:
    """Each period of a requirement is one line with its fields, its quote and its times in UTC."""
    ledger_exported(filled(tmp_path, people(10)), tmp_path / "out")
    (line,) = (tmp_path / "out" / "requirement_periods.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert (row["kind"], row["subject"], row["value"], row["unit"]) == (
        "tier_requirement",
        "Gold",
        10,
        "people",
    )
    assert (row["valid_from"], row["valid_to"]) == ("2026-01-02T05:17:00Z", None)
    assert line == json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_as_of_an_instant(tmp_path: Path) -> None:
    """As of day 1 an export holds what an export of a warehouse of day 1 holds, but for runs and alerts."""
    history = [page(source(), days(0), tier("Gold")), page(source(), days(1), tier("Gold"), validity("P1Y"))]
    later = [page(source(), days(2), tier("Silver")), page(source(), days(3), tier("Silver"))]
    for name, fetches in (("full", [*history, *later]), ("short", history)):
        (tmp_path / name).mkdir()
        settled(warehouse(tmp_path / name, program(source())), *fetches)
    full = exported(tmp_path / "full" / "gapwatch.duckdb", tmp_path / "then", at=days(1))
    exported(tmp_path / "short" / "gapwatch.duckdb", tmp_path / "now")
    names = {file.stem for file in full.files}
    assert names >= {
        "board",
        "captures",
        "changes",
        "coverage",
        "documents",
        "requirement_history",
        "snapshots",
    }
    assert names.isdisjoint({"alerts", "deliveries", "runs", "told"})
    for file in full.files:
        if file.stem not in {"columns", "fetches", "requirement_periods"}:
            assert rows(file) == rows(tmp_path / "now" / file.name), file.stem
    assert len(rows(tmp_path / "then" / "fetches.parquet")) == 2
    assert rows(tmp_path / "then" / "requirement_periods.parquet")


def test_as_of_an_instant_explains_its_own_columns(tmp_path: Path) -> None:
    """The list of columns explains just the tables and views that are handed out."""
    exported(filled(tmp_path, tier("Gold")), tmp_path / "out", "csv", at=days(1))
    explained = list(
        zip(
            *(cells(tmp_path / "out" / "columns.csv", name) for name in ("table_name", "column_name")),
            strict=True,
        )
    )
    for file in set((tmp_path / "out").iterdir()) - {tmp_path / "out" / "columns.csv"}:
        head = next(csv.reader(file.read_text("utf-8").splitlines()))
        assert [column for name, column in explained if name == file.stem] == head


def test_as_of_an_instant_nobody_is_told(tmp_path: Path) -> None:
    """Which alert told of a change is of record time: an export as of an instant has no such column."""
    path = filled(tmp_path, tier("Gold"))
    for name, at in (("now", None), ("then", days(1))):
        exported(path, tmp_path / name, "csv", at=at)
    now, then = (
        next(csv.reader((tmp_path / name / "changes_with_evidence.csv").read_text("utf-8").splitlines()))
        for name in ("now", "then")
    )
    assert set(now) - set(then) == {"alert"}


def rows(file: Path) -> list[dict[str, object]]:
    """The rows of a Parquet file, without ages and record times."""
    with duckdb.connect() as con:
        answer = con.execute("FROM read_parquet($file)", {"file": str(file)})
        names = [column[0] for column in answer.description or ()]
        found = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    return [
        {k: v for k, v in row.items() if k not in {"alert", "days", "proof", "recorded_at"}} for row in found
    ]
