"""``gapwatch backfill`` as a person calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from archive_doubles import html
from backfill_doubles import day, past, valid
from click.testing import CliRunner
from wayback_machine import CALENDAR, machine

from flows.cli import gapwatch
from flows.vendorsite import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result
    from wayback_machine import Machine


@pytest.fixture
def archive() -> Iterator[Machine]:
    """An archive with three captures of two contents."""
    with machine() as made:
        made.hold(day(0), html())
        made.hold(day(1), valid(24))
        made.hold(day(2), valid(24))
        yield made


def called(tmp_path: Path, *arguments: str) -> Result:
    """What the command says."""
    return CliRunner().invoke(gapwatch, ["--config", str(tmp_path / "config"), "backfill", *arguments])


def test_first_the_plan_then_the_work_then_how_far_it_is(tmp_path: Path, archive: Machine) -> None:
    """A dry run prints the plan, a backfill says what it plans and what came of it, and the status is known after."""
    past(tmp_path, archive.settings)

    plan = called(tmp_path, "acme", "--dry-run", "--format", "json")
    taken = called(tmp_path, "acme/page")
    status = called(tmp_path, "--status", "--format", "json")

    (row,) = json.loads(plan.stdout)
    assert (plan.exit_code, row["source"], row["captures"], row["downloads"]) == (0, "acme/page", 3, 2)
    assert taken.exit_code == 0
    assert (
        "3 captures of 1 sources: 0 here, 0 missing, 2 to download (0.0 MB, about 0 minutes), 1 of"
        in taken.stderr
    )
    assert "3 requests; 1 repeated, 2 taken (3 healthy);" in taken.stderr
    (row,) = json.loads(status.stdout)
    assert (row["captures"], row["done"], row["downloads"]) == (3, 3, 0)


def test_an_archive_that_says_stop_is_an_error_that_says_when_to_go_on(
    tmp_path: Path, archive: Machine
) -> None:
    """Exit 1, with the instant after which the same command goes on."""
    archive.troubles["/cdx"] = [Answer(CALENDAR, 429, (("Retry-After", "86400"),))]
    past(tmp_path, archive.settings)
    answer = called(tmp_path)
    assert answer.exit_code == 1
    assert "loopback asks to be left alone; everything taken so far is kept; go on after" in answer.stderr


def test_captures_that_go_missing_are_an_error_and_listed(tmp_path: Path, archive: Machine) -> None:
    """Exit 1 when something newly went missing; the status says which and why; the next backfill tries it again."""
    archive.troubles["/web/20250101"] = [Answer(CALENDAR, 404)]
    past(tmp_path, archive.settings)
    answer = called(tmp_path)
    status = called(tmp_path, "--status")
    again = called(tmp_path)
    assert answer.exit_code == 1
    assert "1 captures went missing; later backfills try them again" in answer.stderr
    assert (
        "acme/page: https://acme.example/page at 2025-01-01 00:00:00: loopback answered with status 404"
        in status.stderr
    )
    assert (again.exit_code, "1 taken" in again.stderr) == (0, True)


def test_an_archives_words_are_no_orders_to_the_terminal(tmp_path: Path, archive: Machine) -> None:
    """Escape sequences in what an index answers are not printed."""
    archive.troubles["/cdx"] = [Answer(b"bad \x1b]0;owned\x07\x1b[2J index", 400)]
    past(tmp_path, archive.settings)
    answer = called(tmp_path)
    assert "its index answered with status 400: bad ]0;owned[2J index" in answer.stderr
    assert "\x1b" not in answer.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--from", "2024-01-01", "--to", "2020-01-01"),
            "2024-01-01 is after 2020-01-01; expected the first day, then the last",
        ),
        (("--dry-run", "--status"), "--dry-run asks the archive and --status asks nobody"),
        (("acme/tiers",), 'there is no source "acme/tiers"; known sources are acme/page'),
        (("--archive", "arc"), 'there is no archive "arc"; known archives are loopback'),
        (("--collapse", "timestamp"), "expected digest, or timestamp:N with 4 to 14 digits of the time"),
    ],
)
def test_what_is_not_known_is_a_mistake_in_usage(
    tmp_path: Path, archive: Machine, arguments: tuple[str, ...], said: str
) -> None:
    """Unknown sources, archives and ways of thinning out are told with what is known."""
    past(tmp_path, archive.settings)
    answer = called(tmp_path, *arguments)
    assert archive.asked == []
    assert answer.exit_code == 2
    assert said in " ".join(answer.stderr.split())


def test_what_was_pruned_is_downloaded_again(tmp_path: Path, archive: Machine) -> None:
    """Bytes that the retention policy let go are not known any more: a later capture of them is asked for."""
    for count in range(3, 7):
        archive.hold(day(count), valid(12, f"menu {count}"))
    found = past(tmp_path, archive.settings)
    found.take()
    settings = tmp_path / "config" / "settings.toml"
    settings.write_text(f"[retention]\nraw_days = 1\n{settings.read_text()}")
    pruned = CliRunner().invoke(gapwatch, ["--config", str(tmp_path / "config"), "prune"])
    archive.hold(day(7), valid(12, "menu 4"))
    assert pruned.exit_code == 0
    assert found.rows("SELECT count(*) > 0 FROM pruned_snapshots") == [(True,)]
    assert found.take(later=2).states == {"taken": 1}
