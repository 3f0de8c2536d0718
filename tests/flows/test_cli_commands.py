"""The command line: data on standard output, talk on standard error, and a way on in every message."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from watched_site import FEE, Watch, watched

from extractors.records import Status
from flows import tables
from flows.cli import COMMANDS, gapwatch
from flows.cli.reference import reference
from flows.cli.running import uses_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """Two programs after two runs: the fee of one appeared in the second."""
    with watched(tmp_path_factory.mktemp("cli"), "acme", "bolt") as one:
        one.run()
        one.site.pages["/acme"] = FEE.format(fee="$2,000").replace("Acme", "Acme")
        one.run(1)
        yield one


def called(watch: Watch, *arguments: str) -> Result:
    """What a command prints and how it ends."""
    return CliRunner().invoke(gapwatch, ["--config", str(watch.directory), *arguments])


def rows(watch: Watch, *arguments: str) -> list[dict[str, object]]:
    """What a command prints as JSON lines."""
    answer = called(watch, *arguments, "--format", "jsonl")
    assert answer.exit_code == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_check_says_what_was_checked_and_changes_nothing(watch: Watch) -> None:
    """A good configuration is counted; no warehouse is made or touched."""
    before = watch.warehouse.stat().st_mtime_ns
    answer = called(watch, "check")
    assert (answer.exit_code, "2 programs, 2 sources, 1 question: good" in answer.stdout) == (0, True)
    assert watch.warehouse.stat().st_mtime_ns == before


def test_check_tells_every_fault(tmp_path: Path) -> None:
    """Faults of the configuration are lines on standard error, and exit 1."""
    with watched(tmp_path) as one:
        (one.directory / "settings.toml").write_text("confirmations = 0\nwharehouse = 1\n", encoding="utf-8")
        answer = called(one, "check")
    assert answer.exit_code == 1
    assert "confirmations" in answer.stderr
    assert "wharehouse" in answer.stderr


def test_run_fetches_and_reports_on_standard_error(tmp_path: Path) -> None:
    """A run prints no data; a plain line for each source and a closing line are talk."""
    with watched(tmp_path) as one:
        answer = called(one, "run", "--no-prefect")
    assert (answer.exit_code, answer.stdout) == (0, "")
    assert "1/1 acme/page: healthy" in answer.stderr
    assert "Changes: 0" in answer.stderr


def test_run_ends_well_with_walls(tmp_path: Path) -> None:
    """A source that cannot be had is data: the run succeeds and says why."""
    with watched(tmp_path) as one:
        one.site.pages.clear()
        answer = called(one, "run", "--no-prefect")
    assert answer.exit_code == 0
    assert "not found" in answer.stderr


def test_deliver_says_when_nothing_is_owed(watch: Watch) -> None:
    """There is an answer even where there is nothing to do."""
    assert "Nothing is owed" in called(watch, "deliver", "--no-prefect").stderr


def test_board_shows_every_question_of_every_program(watch: Watch) -> None:
    """A line for each program with a mark and a letter for each question, and what they mean."""
    shown = called(watch, "board").stdout
    assert "Acme Partners ●D" in shown
    assert "Bolt Partners ○U" in shown
    assert "○U undocumented" in shown
    assert "fee fees" in shown


def test_board_as_of_a_day_shows_what_was_so_then(watch: Watch) -> None:
    """A day means its end, and what became known later is not in it."""
    then = {row["program"]: row["status"] for row in rows(watch, "board", "--as-of", "2026-03-02")}
    assert then == {"acme": "undocumented", "bolt": "undocumented"}
    assert {row["status"] for row in rows(watch, "board", "--as-of", "2026-01-01")} == {"unknown"}


@pytest.mark.parametrize(
    ("at", "statuses"),
    [
        ("2026-03-02T00:00:00Z", {"unknown"}),
        ("2026-03-02T05:16:59Z", {"unknown"}),
        ("2026-03-02T05:17:00Z", {"undocumented"}),
        ("2026-03-02", {"undocumented"}),
        ("2026-03-01", {"unknown"}),
    ],
)
def test_an_instant_is_an_instant_and_a_day_means_its_end(watch: Watch, at: str, statuses: set[str]) -> None:
    """Midnight as an instant is the beginning of its day; the first captures are of 05:17."""
    assert {row["status"] for row in rows(watch, "board", "--as-of", at)} == statuses


def test_show_gives_the_evidence(watch: Watch) -> None:
    """A documented question is shown with its requirement, quote, page and snapshot."""
    shown = called(watch, "show", "acme", "fees").stdout
    assert "What does taking part cost?" in shown
    assert "“The annual membership fee is $2,000.”" in shown
    assert "snapshot" in shown


def test_show_gives_the_proof_of_absence(watch: Watch) -> None:
    """Where nothing says it, the captures that were read and do not say it are listed."""
    shown = called(watch, "show", "Bolt", "fees").stdout
    assert "Read, healthy, and not saying it:" in shown
    assert f"{watch.site.address}/bolt" in shown
    (row,) = rows(watch, "show", "bolt", "fees")
    assert [capture["url"] for capture in row["read_without_finding"]] == [f"{watch.site.address}/bolt"]  # type: ignore[attr-defined]


def test_show_without_a_question_gives_all_facets(watch: Watch) -> None:
    """A program alone is shown with every facet, its status and its answer."""
    shown = called(watch, "show", "acme").stdout
    assert "documented" in shown
    assert "2,000 per year" in " ".join(shown.split())


def test_show_gives_both_quotes_where_pages_disagree(tmp_path: Path) -> None:
    """Two official pages with different fees are shown with both values, quotes and addresses."""
    with watched(tmp_path) as one:
        declared = one.directory / "programs" / "acme.toml"
        declared.write_text(
            f'{declared.read_text("utf-8")}[sources.questions]\nurl = "{one.site.address}/questions"\n',
            "utf-8",
        )
        one.site.pages["/acme"] = FEE.format(fee="$2,000")
        one.site.pages["/questions"] = FEE.format(fee="$2,500")
        one.run()
        (row,) = rows(one, "show", "acme", "fees")
        both = row["contradictions"]
        assert [(pair["value"], pair["other_value"]) for pair in both] == [(2000, 2500)]  # type: ignore[attr-defined]
        for shown in (called(one, "show", "acme").stdout, called(one, "show", "acme", "fees").stdout):
            words = " ".join(shown.split())
            assert "Pages that disagree:" in words
            assert "“The annual membership fee is $2,500.”" in words
            assert f"{one.site.address}/questions" in words


def test_compare_puts_programs_side_by_side(watch: Watch) -> None:
    """One row for each question, one column for each program."""
    shown = called(watch, "compare", "acme", "bolt").stdout
    assert "Acme Partners" in shown
    assert "Bolt Partners" in shown
    assert [(row["program"], row["status"]) for row in rows(watch, "compare", "bolt", "acme")] == [
        ("acme", "documented"),
        ("bolt", "undocumented"),
    ]


def test_changes_has_exactly_the_fields_of_the_interface(watch: Watch) -> None:
    """A line of `changes --format jsonl` holds the fields of the design, in their order."""
    told = rows(watch, "changes")
    assert {row["type"] for row in told} == {"gap_closed", "requirement_added"}
    assert list(told[0]) == [
        *("program", "source_url", "captured_at", "recorded_at", "type", "question", "kind", "subject"),
        *("attribute", "before", "after", "unit", "quote", "snapshot"),
    ]
    assert told[0]["captured_at"] == "2026-03-03T05:17:00Z"


def test_changes_can_be_narrowed(watch: Watch) -> None:
    """By day and by program; a table is drawn for people."""
    assert rows(watch, "changes", "--since", "2026-03-04") == []
    assert rows(watch, "changes", "--program", "bolt") == []
    assert "gap closed" in called(watch, "changes").stdout


def test_history_tells_how_long_a_gap_was_open(watch: Watch) -> None:
    """Periods of status with their first and last day."""
    told = rows(watch, "history", "acme", "fees")
    assert [row["status"] for row in told if row["facet"] is None] == ["undocumented", "documented"]
    assert "1 day" in called(watch, "history", "acme").stdout


def test_sources_shows_health(watch: Watch) -> None:
    """Each source with its last outcome and when it was healthy last."""
    told = {row["source"]: row for row in rows(watch, "sources")}
    assert told["bolt/page"]["outcome"] == "unchanged"
    assert told["bolt/page"]["failures_since"] == 0
    assert "acme/page" in called(watch, "sources").stdout


def test_a_command_that_is_interrupted_says_that_nothing_is_lost(watch: Watch) -> None:
    """Ctrl-C ends a run with a line on what was kept and what to do, and with the exit code of an interrupt."""
    command = [
        sys.executable,
        "-c",
        "from flows.cli import main; main()",
        "--config",
        str(watch.directory),
        "run",
    ]
    with FileLock(f"{watch.warehouse}.run"):
        now = called(watch, "run", "--wait", "0")
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr
            assert "another run is at work; waiting" in process.stderr.readline()
            process.send_signal(signal.SIGINT)
            told = process.stderr.read()
    assert (process.returncode, told.strip().splitlines()[-1]) == (
        130,
        "Stopped. The warehouse keeps what was done until now; start it again to go on.",
    )
    assert now.stderr == (
        f"Error: {watch.warehouse}: another run is at work; runs take turns; "
        "wait for it, or end it and start it again: nothing is lost by that\n"
    )


def test_sql_answers_and_cannot_write(watch: Watch) -> None:
    """A query is answered; a statement that writes, or that reads other files, is refused with a reason."""
    assert rows(watch, "sql", "SELECT count(*) AS n FROM programs") == [{"n": 2}]
    for statement in ("DELETE FROM fetches", "SELECT * FROM read_text('/etc/hostname')", "SELEC 1"):
        answer = called(watch, "sql", statement)
        assert answer.exit_code == 1
        assert answer.stderr.startswith("Error: SQL: ")


def test_tables_come_as_csv_too(watch: Watch) -> None:
    """CSV has a heading line, and a text that a spreadsheet would take for a formula is made harmless."""
    told = called(watch, "sql", "SELECT '=1+1' AS sum, 2 AS n", "--format", "csv").stdout
    assert list(csv.reader(io.StringIO(told))) == [["sum", "n"], ["'=1+1", "2"]]


def test_export_writes_the_tables(watch: Watch, tmp_path: Path) -> None:
    """The paths of the written files are the data."""
    answer = called(watch, "export", str(tmp_path / "out"), "--format", "csv")
    assert answer.exit_code == 0
    assert any(Path(line).stem == "changes" for line in answer.stdout.splitlines())


def test_rebuild_changes_nothing(watch: Watch) -> None:
    """Reading history again by the same rules gives the same changes, and tells nobody."""
    before = [{**row, "recorded_at": None} for row in rows(watch, "changes")]
    assert called(watch, "rebuild").exit_code == 0
    assert [{**row, "recorded_at": None} for row in rows(watch, "changes")] == before
    assert "Nothing is owed" in called(watch, "deliver", "--no-prefect").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "acne"], "did you mean acme?"),
        (["show", "acme", "fee"], "did you mean fees?"),
        (["run", "acne"], "acme"),
        (["changes", "--program", "zzz"], "known are acme, bolt"),
    ],
)
def test_a_wrong_name_is_answered_with_near_ones(watch: Watch, arguments: list[str], said: str) -> None:
    """Somebody who mistypes a program or question is told what is there, without a stack trace."""
    answer = called(watch, *arguments)
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert "Traceback" not in answer.output


@pytest.mark.parametrize(
    "command", ["board", "changes", "sources", "sql SELECT", "rebuild", "export out", "deliver", "show acme"]
)
def test_without_a_warehouse_a_command_says_what_to_do(tmp_path: Path, command: str) -> None:
    """Before the first run there is no file, and no command makes one by looking."""
    with watched(tmp_path) as one:
        answer = called(one, *command.split())
        assert answer.exit_code == 1
        assert "gapwatch run" in answer.stderr
        assert not one.warehouse.exists()


def test_without_a_configuration_a_command_says_what_is_expected(tmp_path: Path) -> None:
    """A directory that is not there is named, with the option that names another."""
    answer = CliRunner().invoke(gapwatch, ["--config", str(tmp_path / "none"), "board"])
    assert answer.exit_code == 1
    assert "--config" in answer.stderr


@contextmanager
def held_by_a_writer(path: Path) -> Iterator[None]:
    """Another process holds the warehouse for writing."""
    code = f"import duckdb, sys; con = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            yield
        finally:
            writer.communicate()


def test_a_reader_waits_for_a_writer_and_then_says_so(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a run is writing, a reader that waited long enough gets a message with what to do."""
    monkeypatch.setattr("flows.place.READER_WAIT_SECONDS", 0.1)
    with held_by_a_writer(watch.warehouse):
        answer = called(watch, "board")
    assert answer.exit_code == 1
    assert "another process is writing" in answer.stderr


def test_a_reader_gets_its_answer_when_the_writer_is_done(watch: Watch) -> None:
    """A short write only delays a reader."""
    answers: list[Result] = []
    with held_by_a_writer(watch.warehouse):
        reader = threading.Thread(target=lambda: answers.append(called(watch, "board")))
        reader.start()
        reader.join(0.5)
        assert answers == []
    reader.join(20)
    assert answers[0].exit_code == 0


def test_reading_commands_import_neither_prefect_nor_pandas(watch: Watch) -> None:
    """What only reads starts quickly: seconds of imports are for those who need them."""
    code = (
        "import sys; from flows.cli import gapwatch\n"
        f"gapwatch(['--config', {str(watch.directory)!r}, 'board'], standalone_mode=False)\n"
        "print([name for name in ('prefect', 'pandas', 'httpx', 'apprise') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_one_imperative_line_and_an_example(name: str) -> None:
    """Help is a line that fits the list of commands, and an example that calls the command."""
    command = gapwatch.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.epilog is not None
    assert f"gapwatch {name}" in command.epilog
    assert not command.get_short_help_str(70).endswith("...")


def test_the_reference_is_as_the_commands_are() -> None:
    """docs/commands.md is what the commands say of themselves; write it again when this fails."""
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == reference()


def test_a_board_fits_a_narrow_terminal() -> None:
    """With little width the questions are broken into blocks of equal size, and no line is longer."""
    from rich.console import Console  # noqa: PLC0415

    screen = Console(width=50, record=True, file=io.StringIO())
    questions = [f"{letter}question" for letter in "abcdefghijklmn"]
    for part in tables.board(
        {"p": "A program with quite a long name"}, questions, {("p", "aquestion"): "partial"}, 50
    ):
        screen.print(part)
    lines = screen.export_text().splitlines()
    assert max(map(len, lines)) <= 50
    assert sum(line.startswith("program") for line in lines) == 2


def test_marks_tell_statuses_apart_without_colour() -> None:
    """Every status has its own mark and its own letter."""
    assert len({tables.marked(status).plain[0] for status in Status}) == len(Status)
    assert len({tables.marked(status).plain[1] for status in Status}) == len(Status)


def test_words_of_pages_do_not_reach_the_terminal_as_commands() -> None:
    """Control characters of a page are not printed."""
    assert tables.cell("a\x1b[31mb\u202ec").plain == "a[31mbc"


def test_extract_prints_one_object_for_a_file(watch: Watch, tmp_path: Path) -> None:
    """`extract FILE --format json` is the interface of the design: every quote stands at its offsets."""
    page = tmp_path / "page.html"
    page.write_text(FEE.format(fee="$2,000"), encoding="utf-8")
    answer = called(watch, "extract", str(page), "--format", "json")
    told = json.loads(answer.stdout)
    assert list(told) == ["document", "requirements", "mentions"]
    text = told["document"]["text"]
    assert [row["value"] for row in told["requirements"]] == [2000]
    assert all(
        text[row["start"] : row["end"]] == row["quote"] for row in told["requirements"] + told["mentions"]
    )


def test_extract_prints_a_line_for_each_file_and_goes_on_after_a_bad_one(
    watch: Watch, tmp_path: Path
) -> None:
    """A file that cannot be read is a line on standard error and exit 1; the others are done, in their order."""
    good, notes = tmp_path / "good.html", tmp_path / "notes.md"
    good.write_text(FEE.format(fee="$2,000"), encoding="utf-8")
    notes.write_text("# Notes\n\nNothing of interest.\n", encoding="utf-8")
    answer = called(watch, "extract", str(good), str(tmp_path / "none.html"), str(notes), "--format", "jsonl")
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1
    assert answer.stderr.startswith(f"{tmp_path / 'none.html'}: No such file")
    assert [(row["path"], row["coverage"]) for row in told] == [
        (str(good), {"fees": "documented"}),
        (str(notes), {"fees": "undocumented"}),
    ]


def test_the_warehouse_is_a_plain_duckdb_file(watch: Watch) -> None:
    """Whoever prefers other tools opens the same file."""
    with duckdb.connect(str(watch.warehouse), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM programs").fetchall() == [(2,)]


def test_verify_finds_nothing_wrong_in_a_good_warehouse(watch: Watch) -> None:
    """What was checked is counted, and exit 0."""
    answer = called(watch, "verify")
    assert (answer.exit_code, answer.stdout) == (0, "")
    said = (
        r"\d+ snapshots, [1-9]\d* references, [1-9]\d* readings, [1-9]\d* rows of the ledger and [1-9]\d* quotes checked;"
        r" all are as they should be"
    )
    assert re.search(said, answer.stderr)


def test_compact_says_what_it_saved(watch: Watch, tmp_path: Path) -> None:
    """Versions are packed, the file does not grow, and a check finds nothing wrong afterwards."""
    copy = tmp_path / "copy.duckdb"
    shutil.copy(watch.warehouse, copy)
    answer = called(watch, "--warehouse", str(copy), "compact")
    assert answer.exit_code == 0, answer.stderr
    assert re.search(
        r"[1-9]\d* versions of \d+\.\d MB packed into \d+\.\d MB; the file had .* and has .* MB",
        answer.stderr,
    )
    assert copy.stat().st_size <= watch.warehouse.stat().st_size
    assert called(watch, "--warehouse", str(copy), "verify").exit_code == 0


def test_prune_says_what_goes_and_why_the_rest_stays(watch: Watch, tmp_path: Path) -> None:
    """Without settings nothing goes; with them a dry run gives the counts and changes nothing."""
    copy, configured = tmp_path / "copy.duckdb", tmp_path / "config"
    shutil.copy(watch.warehouse, copy)
    shutil.copytree(watch.directory, configured)
    plain = called(watch, "--warehouse", str(copy), "prune")
    assert (plain.exit_code, plain.stdout.splitlines()[-1][:20]) == (0, "0 snapshots went, 0.")
    assert "neither raw_days nor wall_days" in plain.stderr
    with (configured / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[retention]\nraw_days = 1\nwall_days = 1\n")
    arguments = ["--config", str(configured), "--warehouse", str(copy), "prune", "--dry-run"]
    dry = CliRunner().invoke(gapwatch, arguments)
    assert dry.exit_code == 0, dry.stderr
    assert re.search(
        r"^[1-9]\d* snapshots stay: a change, coverage, a requirement or an alert names it$",
        dry.stdout,
        re.MULTILINE,
    )
    assert dry.stdout.splitlines()[-1].startswith("0 snapshots would go")


def test_verify_says_exactly_what_is_wrong(watch: Watch, tmp_path: Path) -> None:
    """A snapshot whose bytes are lost and a quote that does not stand there are a line each, and exit 1."""
    broken = tmp_path / "broken.duckdb"
    shutil.copy(watch.warehouse, broken)
    with duckdb.connect(str(broken)) as con:
        con.execute("UPDATE requirements SET quote = 'No fee at all.' WHERE quote LIKE '%$2,000%'")
        (lost, *_) = con.execute("SELECT min(snapshot) FROM snapshot_bodies").fetchone() or ()
        con.execute("UPDATE snapshot_bodies SET bytes = 'x'::BLOB WHERE snapshot = $lost", {"lost": lost})
    answer = called(watch, "--warehouse", str(broken), "verify")
    assert answer.exit_code == 1
    assert '"No fee at all." does not stand at' in answer.stdout
    assert lost in answer.stdout
    assert "wrong." in answer.stderr


def test_what_is_owed_is_listed_with_the_last_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each alert that a channel lacks is a row with tries and the last error; listing tells nothing."""
    monkeypatch.delenv("TEST_HOOK", raising=False)
    with watched(tmp_path, alerts='[alerts.channels.hook]\nurl_env = "TEST_HOOK"\n') as one:
        one.configuration()
        assert called(one, "run", "--no-prefect").exit_code == 0
        (row,) = rows(one, "deliver", "--list")
        (again,) = rows(one, "deliver", "--list")
        shown = called(one, "deliver", "--list").stdout
    assert row == again
    assert (row["channel"], row["tries"]) == ("hook", 1)
    assert str(row["title"]).startswith("Acme Partners: now watched")
    assert "TEST_HOOK is not set" in str(row["last_error"])
    assert "hook" in shown


def test_a_warehouse_that_is_none_gives_a_line_and_no_traceback(watch: Watch, tmp_path: Path) -> None:
    """A file that is no database, and one that is damaged inside, are said in one line by every command."""
    alien = tmp_path / "lockfile.duckdb"
    alien.write_text("not a database", encoding="utf-8")
    broken = tmp_path / "broken.duckdb"
    good = watch.warehouse.read_bytes()
    for command in ("board", "sources", "verify", "rebuild", "sql SELECT", "deliver"):
        answer = called(watch, "--warehouse", str(alien), *command.split())
        assert (answer.exit_code, type(answer.exception)) == (1, SystemExit)
        assert "expected" in answer.stderr
        assert "Traceback" not in answer.stderr
    for block in range(12288, len(good), 262144):
        broken.write_bytes(good[:block] + b"\xa5" * 262144 + good[block + 262144 :])
        for command in ("board", "verify"):
            answer = called(watch, "--warehouse", str(broken), command)
            assert answer.exception is None or isinstance(answer.exception, SystemExit)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, True),
        ({"PREFECT_PROFILE": "quiet"}, False),
        ({"PREFECT_PROFILE": "missing"}, False),
        ({"PREFECT_API_URL": ""}, False),
        ({"PREFECT_PROFILE": "quiet", "PREFECT_API_URL": "http://127.0.0.1:9/api"}, True),
    ],
)
def test_the_engine_is_used_where_a_server_is_configured(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    expected: bool,  # noqa: FBT001  (a case of the test)
) -> None:
    """The environment decides, else the active profile of Prefect, read without importing it."""
    (tmp_path / "profiles.toml").write_text(
        'active = "ours"\n[profiles.ours]\nPREFECT_API_URL = "http://127.0.0.1:9/api"\n[profiles.quiet]\n',
        encoding="utf-8",
    )
    for name in ("PREFECT_PROFILE", "PREFECT_API_URL", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert uses_engine(None) is expected
    assert (uses_engine(True), uses_engine(False)) == (True, False)


def test_a_broken_profile_is_not_ours_to_complain_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a profile, or with one that cannot be read, no engine is used."""
    for name in ("PREFECT_PROFILE", "PREFECT_API_URL", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    assert not uses_engine(None)
    (tmp_path / "profiles.toml").write_text("active = [", encoding="utf-8")
    assert not uses_engine(None)


def test_reading_again_says_how_far_it_is(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long rebuild says plain lines on standard error."""
    monkeypatch.setattr("flows.cli.output._SAID_EVERY_SECONDS", 0.0)
    assert re.search(r"^0 of \d+ captures read again$", called(watch, "rebuild").stderr, re.MULTILINE)
