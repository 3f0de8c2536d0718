"""``gapwatch timeline``: how a program stood over time, as a table, as rows and as a picture."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from watched_site import FEE, SILENT, Watch, watched

from extractors.records import Status
from flows.cli import gapwatch
from flows.timeline import picture
from flows.timeline.gathered import Move, Period, Timeline, Value
from flows.timeline.shown import shown
from flows.timeline.sights import seen_lately, unseen
from flows.timeline.units import columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = {0: "", 1: "$2,000", 50: "$2,500", 60: "", 61: ""}
FOUND = {
    62: ("press", "$2,100", 'standing = "press"\n'),
    63: ("guide", "$2,200", ""),
}
"""Sources that are watched from a day on, the fee that they tell, and what is declared of them."""
HOSTILE = "</text><script>alert(1)</script>\u202e[red]{{datum}}\x1b[31m'\"&<b>" + "long " * 400


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A program whose fee appears, rises, and goes; then a press page is found that tells it, then a guide."""
    with watched(tmp_path_factory.mktemp("timeline")) as one:
        for day, fee in STORY.items():
            one.site.pages["/acme"] = FEE.format(fee=fee) if fee else SILENT
            one.run(day)
        programs = one.directory / "programs" / "acme.toml"
        for day, (name, fee, declared) in FOUND.items():
            one.site.pages[f"/{name}"] = FEE.format(fee=fee)
            source = f'[sources.{name}]\nurl = "{one.site.address}/{name}"\n{declared}'
            programs.write_text(programs.read_text("utf-8") + source, "utf-8")
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
        Period(
            name,
            list(Status)[(n + number) % 6],
            at(n * 100),
            at(n * 100 + 100),
            words,
            None,
            None,
            seen=(at(n * 100),),
        )
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
    """A letter a day tells the status, small where what says so was not seen for six weeks; looks are counted beneath."""
    lines = called(watch).stdout.splitlines()
    strip = next(line for line in lines if line.startswith("fees "))
    assert re.fullmatch(r"fees +UD{42}d{7}D{10}UURD *", strip)
    (looks,) = [line for line in lines if line.startswith("looks ")]
    assert looks.split() == ["looks", "11", "1", "1123"]
    assert any("Mar 2026" in line and "Apr" in line for line in lines)
    assert "A letter a day: " in " ".join(lines)


def test_letters_are_as_many_as_the_legend_says() -> None:
    """Two or three letters for one step of the calendar are called so, and show a status that lasted less."""
    statuses = (Status.UNDOCUMENTED, Status.REPORTED, Status.PARTIAL)
    periods = tuple(
        Period(
            "question_0",
            status,
            at(day),
            at(day + 1) if day < 41 else None,
            None,
            None,
            None,
            seen=(at(day),),
        )
        for status, day in zip(statuses, (0, 40, 41), strict=True)
    )
    found = replace(made(1, 90), periods=(replace(periods[0], until=at(40)), *periods[1:]))
    wide, narrow = written(found, 80), written(found, 30)
    assert any(re.fullmatch("question 0 +U+RP+p* *", line) for line in wide)
    assert "Three letters a week: " in " ".join(wide)
    assert "Too short for a letter: question 0 reported 2014-06-15" in " ".join(" ".join(narrow).split())


def test_an_axis_begins_with_its_month() -> None:
    """The first column has its month and year, as has each January that comes after."""
    begin = datetime(2021, 12, 20, tzinfo=UTC)
    axis = written(replace(made(1, 100), since=begin, until=begin + timedelta(days=100)), 80)[3]
    assert axis.split() == ["Dec", "Jan", "2022", "Feb", "Mar"]
    begin = datetime(2022, 1, 1, tzinfo=UTC)
    axis = written(replace(made(1, 100), since=begin, until=begin + timedelta(days=100)), 80)[3]
    assert axis.split()[:2] == ["Jan", "2022"]


def test_moves_have_their_dates(watch: Watch) -> None:
    """Questions and values that moved are dated by the first capture that showed it, with what was said or lost."""
    shown_ = called(watch).stdout
    assert (
        "2026-03-03  fees: undocumented → documented, changed on page  “The annual membership fee is $2,000.”"
        in shown_
    )
    assert (
        "2026-05-01  fees: documented → undocumented  lost “The annual membership fee is $2,500.”" in shown_
    )
    assert re.search(r"2026-05-01  -1  fees: - .*USD 2,500", shown_)


def test_a_move_after_a_long_time_says_so(watch: Watch) -> None:
    """What moved while nobody looked for more than six weeks has the day on which the page was seen before."""
    assert re.search(
        r"2026-04-21  .*: USD 2,000 → USD 2,500, not seen since 2026-03-03", called(watch).stdout
    )
    assert {row["valid_from"][:10]: (row["unseen_since"] or "")[:10] for row in rows(watch)}[
        "2026-04-21"
    ] == "2026-03-03"


def test_first_looks_are_no_moves_of_the_vendor(watch: Watch) -> None:
    """What a source said when it was first seen is marked as such, with its day and its standing."""
    shown_ = " ".join(called(watch).stdout.split())
    assert "2026-05-03 fees: undocumented → reported, first seen on press (press)" in shown_
    assert "2026-05-04 fees: reported → documented, first seen on guide" in shown_
    said = shown_.partition("Said when first seen")[2]
    assert re.search(
        r"fees 2026-05-04 guide: .*USD 2,200 per year 2026-05-03 press \(press\): .*USD 2,100", said
    )
    firsts = [(row["source"], row["standing"], row["what"]) for row in rows(watch) if row["first_look"]]
    assert ("acme/press", "press", "status") in firsts
    assert ("acme/guide", "official", "requirement") in firsts
    assert "acme/page" not in {source for source, _, _ in firsts}


def test_a_requirement_of_another_kind_answers_other_questions(watch: Watch, tmp_path: Path) -> None:
    """Where a page makes another kind of the same statement its value ends, and another begins."""
    copied = tmp_path / "copied.duckdb"
    shutil.copy(watch.warehouse, copied)
    with duckdb.connect(str(copied)) as con:
        (told,) = con.execute("SELECT document FROM requirements WHERE value = '2000'").fetchall()
        named = {"told": told[0]}
        con.execute(
            "INSERT INTO documents SELECT * REPLACE ('other' AS document) FROM documents WHERE document = $told",
            named,
        )
        con.execute(
            "INSERT INTO requirements SELECT * REPLACE ('other' AS document, 'exam' AS kind) FROM requirements "
            "WHERE document = $told", named,
        )  # fmt: skip
        con.execute(
            "INSERT INTO fetches SELECT * REPLACE ('other' AS document, started_at + INTERVAL 10 DAY AS started_at) "
            "FROM fetches WHERE document = $told", named,
        )  # fmt: skip
    answer = CliRunner().invoke(
        gapwatch, ["--warehouse", str(copied), "timeline", "acme", "--format", "jsonl"]
    )
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [
        (
            row["kind"],
            row["stated_since"][:10],
            row["valid_from"][:10],
            row["valid_to"][:10],
            row["questions"],
        )
        for row in found
        if row["value"] == 2000
    ] == [
        ("fee", "2026-03-03", "2026-03-03", "2026-03-13", ["fees"]),
        ("exam", "2026-03-03", "2026-03-13", "2026-04-21", []),
    ]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=8), st.integers(0, 500))
def test_table_and_picture_agree_on_what_was_not_seen(days: list[int], asked: int) -> None:
    """An instant is within a stretch without sight exactly where it was not seen lately."""
    seen = sorted({at(day) for day in days})
    moment = seen[0] + timedelta(days=asked)
    stretches = list(unseen(seen, seen[-1] + timedelta(days=1000)))
    assert seen_lately(seen, moment) is not any(begin < moment < end for begin, end in stretches)


def test_a_question_alone_has_every_value(watch: Watch) -> None:
    """With --question each value of its requirements stands between its days."""
    shown_ = called(watch, "--question", "fees").stdout
    assert re.search(r"2026-03-03 – 2026-04-21  .*USD 2,000", shown_)
    assert re.search(r"2026-04-21 – 2026-05-01  → .*USD 2,500", shown_)


def test_rows_for_machines(watch: Watch) -> None:
    """A row for each period of a question and each value of a requirement, with what shows it."""
    found = [row for row in rows(watch) if row["valid_from"] < "2026-05-02"]
    statuses = [row for row in found if row["what"] == "status"]
    assert [(row["status"], row["valid_from"][:10]) for row in statuses] == [
        ("undocumented", "2026-03-02"), ("documented", "2026-03-03"), ("undocumented", "2026-05-01"),
    ]  # fmt: skip
    values = [row for row in found if row["what"] == "requirement"]
    assert [(row["value"], row["valid_to"][:10], row["questions"]) for row in values] == [
        (2000, "2026-04-21", ["fees"]), (2500, "2026-05-01", ["fees"]),
    ]  # fmt: skip
    assert len({tuple(row) for row in found}) == 1


def test_a_span_ends_where_it_is_told_to(watch: Watch) -> None:
    """With --to the timeline is as things stood then, with --from it begins there."""
    found = rows(watch, "--from", "2026-03-10", "--to", "2026-04-25")
    assert [(row["what"], row["valid_to"]) for row in found] == [
        ("status", None), ("requirement", "2026-04-21T05:17:00Z"), ("requirement", None),
    ]  # fmt: skip
    assert (
        "10 March 2026 to 25 April 2026" in called(watch, "--from", "2026-03-10", "--to", "2026-04-25").stdout
    )


def test_a_span_without_days_is_refused(watch: Watch) -> None:
    """A beginning behind the end is refused with the span that there is."""
    answer = called(watch, "--from", "2026-05-01", "--to", "2026-04-01")
    assert answer.exit_code == 1
    assert "within the looks of 2026-03-02 to 2026-05-04" in answer.stderr


def test_pictures_are_drawn_into_files(watch: Watch, tmp_path: Path) -> None:
    """--svg and --png draw the same timeline, each in its format."""
    assert called(watch, "--svg", str(tmp_path / "t.svg"), "--png", str(tmp_path / "t.png")).exit_code == 0
    drawn = (tmp_path / "t.svg").read_text("utf-8")
    assert {"fees", "Acme Partners: what its pages said", "D documented", "first look"} <= set(_texts(drawn))
    assert "ring: a source seen for the first time; in the colour of R: press" in drawn
    assert "fees: 1 first look (press), 3 May 2026" in drawn
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_the_same_each_time() -> None:
    """The same timeline gives the same bytes, whatever was drawn before in the process."""
    once = picture.svg(made(2, 250))
    picture.svg(made(1, 150))
    assert picture.svg(made(2, 250)) == once


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
    period = Period("question_0", Status.DOCUMENTED, at(0), None, "words", None, None, seen=(at(0),))
    once = replace(made(2, 0), periods=(period,), looks=((at(0), True),))
    texts = _texts(picture.svg(once))
    assert {"6 May 2014", "D", "question 0"} <= set(texts)
    assert any(re.fullmatch("question 0 +DDD *", line) for line in written(once))


def test_only_a_picture_loads_what_draws_it() -> None:
    """The table is shown without loading the libraries of the picture."""
    said = "import sys, flows.cli.timeline, flows.timeline.shown; print({'altair', 'vl_convert'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"


@settings(max_examples=50)
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
