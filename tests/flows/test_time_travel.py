"""Time travel at the command line: what each command says as of a day, and that SQL says the same."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from watched_site import FEE, SILENT, Watch, watched

from flows.cli import gapwatch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = {0: "", 1: "$2,000", 40: "$2,500", 60: "", 61: ""}
"""Days of looking (the first is 2 March 2026, 05:17 UTC) and the fee that the page of acme then named."""


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Two programs looked at on five days: acme's fee appears, rises, and goes."""
    with watched(tmp_path_factory.mktemp("travel"), "acme", "bolt") as one:
        for day, fee in STORY.items():
            one.site.pages["/acme"] = FEE.format(fee=fee) if fee else SILENT
            one.run(day)
        yield one


def called(watch: Watch, *arguments: str) -> Result:
    """What a command prints and how it ends."""
    return CliRunner().invoke(gapwatch, ["--config", str(watch.directory), *arguments])


def rows(watch: Watch, *arguments: str) -> list[dict[str, Any]]:
    """What a command prints as JSON lines."""
    answer = called(watch, *arguments, "--format", "jsonl")
    assert answer.exit_code == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.mark.parametrize(
    ("day", "status", "since", "days"),
    [
        ("2026-03-02", "undocumented", "2026-03-02T05:17:00Z", 0),
        ("2026-03-12", "documented", "2026-03-03T05:17:00Z", 9),
        ("2026-04-30", "documented", "2026-03-03T05:17:00Z", 58),
        ("2026-05-01", "undocumented", "2026-05-01T05:17:00Z", 0),
    ],
)
def test_board_as_of_a_day(watch: Watch, day: str, status: str, since: str, days: int) -> None:
    """The board of a day has the status, its beginning and its age of that day; a fall is seen from its first capture."""
    acme = next(row for row in rows(watch, "board", "--as-of", day) if row["program"] == "acme")
    assert (acme["status"], acme["since"], acme["days"]) == (status, since, days)


@pytest.mark.parametrize(
    ("day", "values"),
    [("2026-03-02", []), ("2026-03-12", [2000]), ("2026-04-30", [2500]), ("2026-05-01", [])],
)
def test_show_as_of_a_day(watch: Watch, day: str, values: list[int]) -> None:
    """The evidence on a question is what the newest page of that day said; what was read counts up to that day."""
    (row,) = rows(watch, "show", "acme", "fees", "--as-of", day)
    assert [piece["value"] for piece in row["evidence"]] == values
    assert all(read["last"][:10] <= day for read in row["read_without_finding"])
    assert bool(row["read_without_finding"]) == (not values)


def test_compare_as_of_a_day(watch: Watch) -> None:
    """Programs are put side by side as they stood, with the answers of then."""
    found = rows(watch, "compare", "acme", "bolt", "--as-of", "2026-03-12")
    assert [(row["program"], row["status"]) for row in found] == [
        ("acme", "documented"),
        ("bolt", "undocumented"),
    ]
    assert "2,000" in found[0]["answers"][0]
    assert "2,500" in called(watch, "compare", "acme", "bolt", "--as-of", "2026-04-30").stdout


def test_history_and_sources_as_of_a_day(watch: Watch) -> None:
    """A period that ended later is open, and a source has only the attempts of up to then."""
    periods = rows(watch, "history", "acme", "--as-of", "2026-03-12")
    assert [(row["status"], row["valid_to"]) for row in periods] == [
        ("undocumented", "2026-03-03T05:17:00Z"),
        ("documented", None),
    ]
    shown = called(watch, "history", "acme", "--as-of", "2026-03-12").stdout
    assert "open" in shown
    assert "9 days" in shown
    assert {row["fetches"] for row in rows(watch, "sources", "--as-of", "2026-03-12")} == {2}


def test_history_ends_with_the_last_look(watch: Watch) -> None:
    """Where no page was seen for more than six weeks, what holds is counted up to the last look and not up to now."""
    shown = called(watch, "history", "acme").stdout
    assert "last look" in shown
    assert "now" not in shown


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-12", "2026-04-30", "2026-05-01"])
def test_commands_say_what_the_macros_say(watch: Watch, day: str) -> None:
    """Board, show and compare as of a day are the rows of their macros as of the end of that day."""
    at = f"TIMESTAMPTZ '{day} 23:59:59.999999Z'"
    pairs = {
        ("board",): f"board_as_of({at})",
        ("show", "acme"): f"show_as_of('acme', {at})",
        ("compare", "acme", "bolt"): f"compare_as_of(['acme', 'bolt'], {at})",
        ("sources",): f"source_health_as_of({at})",
    }
    for command, macro in pairs.items():
        said = rows(watch, *command, "--as-of", day)
        known = rows(watch, "sql", f"FROM {macro}")
        common = [name for name in said[0] if name in known[0]]
        assert len(common) > 2
        assert [[row[name] for name in common] for row in said] == [
            [row[name] for name in common] for row in known
        ]


def test_a_day_to_come_is_told(watch: Watch) -> None:
    """As of a future day the answer is today's, and standard error says so."""
    answer = called(watch, "board", "--as-of", "2999-01-01")
    assert answer.exit_code == 0
    assert "2999-01-01 has not come yet" in answer.stderr
    assert rows(watch, "board", "--as-of", "2999-01-01") == rows(watch, "board")


def test_a_day_before_all_captures_is_told(watch: Watch) -> None:
    """As of a day before the first capture everything is unknown, and standard error says when that was."""
    for command in (["board"], ["show", "acme"], ["compare", "acme"], ["history", "acme"], ["sources"]):
        answer = called(watch, *command, "--as-of", "2026-03-01")
        assert answer.exit_code == 0
        assert "is of 2026-03-02 05:17 UTC; nothing had been seen by 2026-03-01" in answer.stderr
    assert {row["status"] for row in rows(watch, "board", "--as-of", "2026-03-01")} == {"unknown"}


def test_export_as_of_a_day(watch: Watch, tmp_path: Path) -> None:
    """The tables of a day hold the board and the captures of then; what began later is in none of them."""
    answer = called(watch, "export", str(tmp_path), "--format", "csv", "--as-of", "2026-03-12")
    assert answer.exit_code == 0, answer.stderr
    with (tmp_path / "board.csv").open(encoding="utf-8", newline="") as stream:
        board = {row["program"]: (row["status"], row["days"]) for row in csv.DictReader(stream)}
    assert board == {"acme": ("documented", "9"), "bolt": ("undocumented", "10")}
    for file in tmp_path.iterdir():
        assert "2,500" not in file.read_text("utf-8"), file.name
    with (tmp_path / "captures.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["captured_at"][:10] for row in csv.DictReader(stream)} == {"2026-03-02", "2026-03-03"}


def test_export_as_of_a_day_is_of_tables(watch: Watch, tmp_path: Path) -> None:
    """The ledger is of all of history: it is not handed out as of a day."""
    answer = called(watch, "export", str(tmp_path), "--ledger", "--as-of", "2026-03-12")
    assert (answer.exit_code, "--as-of goes with --tables" in answer.stderr) == (2, True)
