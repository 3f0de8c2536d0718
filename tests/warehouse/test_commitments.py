"""What was promised in numbers, the last figure of it, and what is left."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from warehouse_doubles import Line, days, page, program, settled, source, warehouse

from flows.cli import gapwatch
from warehouse import connect_read_only

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.catalogue import Source
    from warehouse import Fetch

HUB = source()
NEWS = source("news", announcement=True)
PRESS = source("press", standing="press")


def promise(
    count: int = 300_000, due: str | None = "2026-03", who: str = "consultants", text: str = ""
) -> Line:
    """A promise of certified people by a date."""
    return Line(
        "target",
        count,
        "the program",
        f"certified {who}",
        unit="people",
        due=due,
        text=text or f"{count} {who}",
    )


def figure(count: int, who: str = "consultants") -> Line:
    """How many there are so far."""
    return Line(
        "target", count, "the program", f"progress: {who}", unit="people", text=f"So far {count} {who}."
    )


def dated(fetch: Fetch, published: str) -> Fetch:
    """The same capture of a document that was published on that day."""
    assert fetch.reading is not None
    document = replace(fetch.reading.document, published=published)
    return replace(fetch, reading=replace(fetch.reading, document=document))


def commitments(path: Path, columns: str, at: str = "2026-03-10") -> list[Any]:
    """Rows of the commitments on a day."""
    with closing(connect_read_only(path)) as con:
        return con.execute(
            f"SELECT {columns} FROM commitments_as_of($at)", {"at": f"{at}T00:00:00Z"}
        ).fetchall()


def kept(tmp_path: Path, *fetches: Fetch, sources: tuple[Source, ...] = (HUB, NEWS, PRESS)) -> Path:
    """A warehouse with these captures."""
    path = warehouse(tmp_path, program(*sources))
    settled(path, *fetches)
    return path


def test_a_promise_has_its_date_and_the_days_that_are_left(tmp_path: Path) -> None:
    """A month ends with its last day, a year with December; what has no date has no days."""
    lines = promise(1), promise(2, "2026"), promise(3, "2026-03-09"), promise(4, None)
    path = kept(tmp_path, page(HUB, days(0), *lines))
    assert commitments(path, "value::INT, due_on, days_left") == [
        (3, date(2026, 3, 9), -1),
        (1, date(2026, 3, 31), 21),
        (2, date(2026, 12, 31), 296),
        (4, None, None),
    ]


def test_one_promise_on_two_pages_is_one(tmp_path: Path) -> None:
    """The same number by the same day is one promise: of the page that told it first, news by its own date."""
    news = dated(page(NEWS, days(3), promise(text="We promise 300000 consultants.")), "2025-12-01")
    path = kept(tmp_path, page(HUB, days(0), promise()), news)
    assert commitments(path, "source_id, promised_on") == [("acme/news", date(2025, 12, 1))]


def test_the_newest_figure_counts(tmp_path: Path) -> None:
    """Of the vendor's figures of the same people since the promise the newest is shown, with its day and share."""
    path = kept(
        tmp_path,
        page(HUB, days(0), promise()),
        page(HUB, days(5), promise(), figure(90_000)),
        page(HUB, days(9), promise(), figure(120_000)),
        page(PRESS, days(20), figure(200_000)),
    )
    assert commitments(path, "figure::INT, figure_on, figure_quote, reached") == [
        (120_000, days(9).date(), "So far 120000 consultants.", 0.4)
    ]
    assert commitments(path, "figure::INT", at="2026-01-07") == [(90_000,)]


def test_a_figure_of_others_is_none(tmp_path: Path) -> None:
    """A figure of other people, or from before the promise, says nothing of it."""
    old = dated(page(NEWS, days(1), figure(10_000)), "2024-01-01")
    path = kept(tmp_path, page(HUB, days(0), promise(), figure(5_000, "students")), old)
    assert commitments(path, "figure") == [(None,)]


def test_what_the_press_tells_is_no_commitment(tmp_path: Path) -> None:
    """Only the vendor promises."""
    path = kept(tmp_path, page(HUB, days(0)), page(PRESS, days(0), promise()))
    assert commitments(path, "value") == []


def test_a_promise_that_went_is_none_any_more(tmp_path: Path) -> None:
    """A promise that the vendor took from its pages is in the history and no longer among the commitments."""
    path = kept(tmp_path, page(HUB, days(0), promise()), page(HUB, days(4)), page(HUB, days(8)))
    assert commitments(path, "value") == []
    assert commitments(path, "value::INT", at="2026-01-03") == [(300_000,)]


def test_the_command_shows_them(tmp_path: Path) -> None:
    """`gapwatch commitments` prints each promise with its day and its last figure, and typed values for machines."""
    path = kept(tmp_path, page(HUB, days(0), promise()), page(HUB, days(9), promise(), figure(120_000)))
    asked = ["--warehouse", str(path), "commitments", "acme", "--as-of", "2026-03-10"]
    shown = CliRunner().invoke(gapwatch, asked, env={"COLUMNS": "200"})
    assert "300,000 people: certified consultants" in shown.output
    assert "120,000 people (40%) on 2026-01-10" in shown.output
    (row,) = json.loads(CliRunner().invoke(gapwatch, [*asked, "--format", "json"]).output)
    assert (row["value"], row["figure"], row["days_left"], row["due_on"]) == (
        300_000,
        120_000,
        21,
        "2026-03-31",
    )
