"""``gapwatch timeline``: how a program stood over time, as a table, as rows and as a picture."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from watched_site import FEE, SILENT, Watch, watched

from extractors.records import Status
from flows.cli import gapwatch
from flows.timeline import picture
from flows.timeline.gathered import Move, Period, Timeline, Value
from flows.timeline.shown import shown
from flows.timeline.units import columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = {0: "", 1: "$2,000", 40: "$2,500", 60: "", 61: ""}
HOSTILE = "</text><script>alert(1)</script>\u202e[red]{{datum}}\x1b[31m'\"&<b>" + "long " * 400


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A program looked at on five days: its fee appears, rises, and goes."""
    with watched(tmp_path_factory.mktemp("timeline")) as one:
        for day, fee in STORY.items():
            one.site.pages["/acme"] = FEE.format(fee=fee) if fee else SILENT
            one.run(day)
        yield one


def called(watch: Watch, *arguments: str) -> Result:
    """What the command prints and how it ends."""
    return CliRunner().invoke(
        gapwatch, ["--config", str(watch.directory), "timeline", "acme", *arguments], env={"COLUMNS": "100"}
    )


def rows(watch: Watch, *arguments: str) -> list[dict[str, Any]]:
    """What it prints as JSON lines."""
    return [json.loads(line) for line in called(watch, *arguments, "--format", "jsonl").stdout.splitlines()]


def at(days: float) -> datetime:
    """That many days into the story of a timeline made by hand."""
    return datetime(2014, 5, 6, tzinfo=UTC) + timedelta(days=days)


def made(questions: int = 14, days: int = 4400, words: str = "words") -> Timeline:
    """A timeline of many questions that all move every hundred days, with a look every week and a wall every month."""
    names = tuple(f"question_{n}" for n in range(questions))
    row = {
        "kind": "fee", "subject": words, "attribute": words, "comparator": ">=", "value": 3, "value_max": None,
        "unit": words, "per": None, "due": None, "condition": None,
        "quote": words, "url": "https://acme.example", "snapshot": "f" * 64,
    }  # fmt: skip
    periods = [
        Period(name, list(Status)[(n + number) % 6], at(n * 100), at(n * 100 + 100), words, None, None)
        for number, name in enumerate(names)
        for n in range(days // 100)
    ]
    moves = [
        Move(at(n * 100), what, row | {"before": 1, "after": 2}, names[n % questions :][:2])
        for n in range(1, days // 100)
        for what in ("added", "changed", "removed")
    ]
    looks = [(at(n), n % 28 > 0) for n in range(0, days, 7)]
    values = (Value("acme/page", "fee|acme|fee|1", row, at(0), None, names[:1], True),)
    return Timeline(
        "acme", words, at(0), at(days), names, tuple(periods), values, tuple(moves), tuple(looks), 1
    )


def written(found: Timeline, width: int = 100) -> list[str]:
    """The lines of the table."""
    screen = Console(width=width, record=True, highlight=False)
    with screen.capture() as caught:
        for part in shown(found, width, whole=True):
            screen.print(part)
    return caught.get().splitlines()


def test_a_strip_for_each_question(watch: Watch) -> None:
    """A letter a day tells the status; capitals where a page was seen; the looks are counted beneath."""
    lines = called(watch).stdout.splitlines()
    (strip,) = [line for line in lines if line.startswith("fees ")]
    assert re.fullmatch(r"fees +UDd{38}Dd{19}UU *", strip)
    (looks,) = [line for line in lines if line.startswith("looks ")]
    assert looks.split() == ["looks", "11", "1", "11"]
    assert any("Mar 2026" in line and "Apr" in line for line in lines)


def test_moves_have_their_dates(watch: Watch) -> None:
    """Beneath the strips stand the questions and values that moved, dated by the first capture that showed it."""
    shown_ = called(watch).stdout
    assert "2026-03-03  fees: undocumented → documented  “The annual membership fee is $2,000.”" in shown_
    assert re.search(r"2026-04-11  .*: USD 2,000 → USD 2,500", shown_)
    assert "2026-05-01  fees: documented → undocumented" in shown_
    assert re.search(r"2026-05-01  -1  fees: - .*USD 2,500", shown_)


def test_a_question_alone_has_every_value(watch: Watch) -> None:
    """With --question each value of its requirements stands between its days."""
    shown_ = called(watch, "--question", "fees").stdout
    assert re.search(r"2026-03-03 – 2026-04-11  .*USD 2,000", shown_)
    assert re.search(r"2026-04-11 – 2026-05-01  → .*USD 2,500", shown_)


def test_rows_for_machines(watch: Watch) -> None:
    """A row for each period of a question and each value of a requirement, with what shows it."""
    found = rows(watch)
    statuses = [row for row in found if row["what"] == "status"]
    assert [(row["status"], row["valid_from"][:10]) for row in statuses] == [
        ("undocumented", "2026-03-02"), ("documented", "2026-03-03"), ("undocumented", "2026-05-01"),
    ]  # fmt: skip
    values = [row for row in found if row["what"] == "requirement"]
    assert [(row["value"], row["valid_to"][:10], row["questions"]) for row in values] == [
        (2000, "2026-04-11", ["fees"]), (2500, "2026-05-01", ["fees"]),
    ]  # fmt: skip
    assert len({tuple(row) for row in found}) == 1


def test_a_span_ends_where_it_is_told_to(watch: Watch) -> None:
    """With --to the timeline is as things stood then, with --from it begins there."""
    found = rows(watch, "--from", "2026-03-10", "--to", "2026-04-20")
    assert [(row["what"], row["valid_to"]) for row in found] == [
        ("status", None), ("requirement", "2026-04-11T05:17:00Z"), ("requirement", None),
    ]  # fmt: skip
    assert (
        "10 March 2026 to 20 April 2026" in called(watch, "--from", "2026-03-10", "--to", "2026-04-20").stdout
    )


def test_a_span_without_days_is_refused(watch: Watch) -> None:
    """A beginning behind the end is refused with the span that there is."""
    answer = called(watch, "--from", "2026-05-01", "--to", "2026-04-01")
    assert answer.exit_code == 1
    assert "within the looks of 2026-03-02 to 2026-05-02" in answer.stderr


def test_pictures_are_drawn_into_files(watch: Watch, tmp_path: Path) -> None:
    """--svg and --png draw the same timeline, each in its format."""
    assert called(watch, "--svg", str(tmp_path / "t.svg"), "--png", str(tmp_path / "t.png")).exit_code == 0
    texts = _texts((tmp_path / "t.svg").read_text("utf-8"))
    assert {"fees", "Acme Partners: what its pages said", "D documented", "saw a page"} <= set(texts)
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_the_same_each_time() -> None:
    """The same timeline gives the same bytes, whatever was drawn before in the process."""
    once = picture.svg(made(3, 700))
    picture.svg(made(2, 500))
    assert picture.svg(made(3, 700)) == once


def test_a_picture_is_the_same_everywhere() -> None:
    """A machine of another time zone and language, without a home, draws the same bytes."""
    found = made(2, 500)
    drawing = "import pickle, sys; from flows.timeline import picture; print(picture.svg(pickle.load(sys.stdin.buffer)))"
    there = {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "HOME": "/nonexistent", "PATH": "/usr/bin"}
    answer = subprocess.run(
        [sys.executable, "-c", drawing], input=pickle.dumps(found), capture_output=True, check=True, env=there
    )
    assert answer.stdout.decode().rstrip("\n") == picture.svg(found)


def test_bars_and_marks_tell_what_they_are() -> None:
    """Who hears the picture read out learns each bar's question, status and days, and what each mark counts."""
    labels = set(re.findall('aria-label="([^"]+)"', picture.svg(made(2, 250))))
    assert {
        "question 0: documented, 6 May 2014 to 14 August 2014",
        "question 1: 1 changed, 14 August 2014",
    } <= labels


def test_a_picture_asks_for_nothing() -> None:
    """The SVG names no address, no font file and no script."""
    drawn = picture.svg(made(2, 500, HOSTILE))
    assert set(re.findall(r"https?://[^\"' ]+", drawn)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "<script" not in drawn
    assert "@font-face" not in drawn


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    """Markup, control characters and words without end stay words, in the picture's limits and the table's width."""
    found = made(2, 500, HOSTILE)
    texts = _texts(picture.svg(found))
    assert any("</text><script>" in text for text in texts)
    assert max(map(len, texts)) < 120
    lines = written(found)
    assert max(map(len, lines)) <= 100
    for text in (*texts, *lines):
        assert not {"\u202e", "\x1b"} & set(text)


def test_twelve_years_of_fourteen_questions_fit() -> None:
    """Every question has its row, years stand apart on the axis, and no line of the table is longer than the terminal."""
    found = made()
    places = _places(picture.svg(found))
    rows_ = [places[f"question {n}"][1] for n in range(14)]
    years = sorted(places[text][0] for text in places if re.fullmatch(r"20\d\d", text))
    assert min(b - a for a, b in pairwise(rows_)) > 20
    assert len(years) > 5
    assert min(b - a for a, b in pairwise(years)) > 40
    assert max(map(len, written(found))) <= 100


def test_a_first_run_has_a_picture() -> None:
    """A program that was looked at once is drawn as a day with its date, and shown as one column."""
    period = Period("question_0", Status.DOCUMENTED, at(0), None, "words", None, None)
    once = replace(made(2, 0), periods=(period,), looks=((at(0), True),))
    texts = _texts(picture.svg(once))
    assert {"6 May 2014", "D", "question 0"} <= set(texts)
    assert any(re.fullmatch("question 0 +DDD *", line) for line in written(once))


def test_only_a_picture_loads_what_draws_it() -> None:
    """The table is shown without loading the libraries of the picture."""
    said = "import sys, flows.cli.timeline, flows.timeline.shown; print({'altair', 'vl_convert'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


@given(st.integers(0, 6000), st.integers(1, 90))
def test_columns_cover_a_span(days: int, most: int) -> None:
    """Columns are at most so many (years excepted), join each other, and hold both ends of the span."""
    cut = columns(at(0), at(days), most)
    assert len(cut.begins) <= most or cut.unit == "year"
    assert cut.begins[0] <= at(0)
    assert at(days) < cut.end
    for n, begin in enumerate(cut.begins):
        assert begin < cut.until(n)
        assert cut.index(begin) == n


def _texts(drawn: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


def _places(drawn: str) -> dict[str, tuple[float, float]]:
    """Where each text stands within its part of the picture."""
    found = {}
    for element in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"):
        x, y = re.findall(r"-?[\d.]+", element.get("transform", ""))[:2]
        found[element.text or ""] = (float(x), float(y))
    return found
