"""Rules changed on purpose, from end to end: history is read again beside a run, and only the vendor's doing is told."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from watched_site import CATALOGUE, FEE, Watch, watched

import warehouse
from flows.cli import gapwatch
from flows.monitor import Surroundings
from flows.vendorsite import Request
from warehouse import rereading
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from extractors.catalogue import Source
    from flows.fetching import Attempt, Validators
    from flows.rounds import FetchSource

RENEWAL = """
[[questions.facets]]
key = "period"
wording = "how long it stays valid"
required = true
satisfied_by = [{ kind = "validity" }]
topic = ["valid for"]
"""
VALID = FEE.replace("</main>", "<p>Certifications are valid for {months} months.</p></main>")
STATED = VALID.format(fee="$2,000", months=24)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty warehouse; made once, because its hundreds of comments take their time."""
    path = tmp_path_factory.mktemp("empty") / "gapwatch.duckdb"
    warehouse.prepare(path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, empty: bytes) -> Iterator[tuple[Watch, dict[Path, bytes]]]:
    """One program, whose page states a fee and a validity of which nobody asks; seen on two days. With its files."""
    root = tmp_path_factory.mktemp("seen")
    with watched(root) as one:
        one.warehouse.write_bytes(empty)
        one.site.pages["/acme"] = STATED
        one.run()
        one.run(1)
        yield one, {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def watch(seen: tuple[Watch, dict[Path, bytes]]) -> Watch:
    """That program, as if nothing had been done since."""
    one, files = seen
    for file in one.directory.parent.rglob("*"):
        if file.is_file():
            file.unlink()
    for file, content in files.items():
        file.write_bytes(content)
    one.site.pages["/acme"] = STATED
    one.site.asked = []
    return one


def ask_more(watch: Watch) -> None:
    """Ask also how long certifications stay valid."""
    (watch.directory / "questions.toml").write_text(CATALOGUE + RENEWAL, encoding="utf-8")


def called(watch: Watch, *arguments: str) -> Result:
    """What a command prints and how it ends."""
    return CliRunner().invoke(gapwatch, ["--config", str(watch.directory), *arguments])


def report(watch: Watch, *more: str) -> list[dict[str, Any]]:
    """The report of the last re-reading, or a named one."""
    answer = called(watch, "rebuild", "--report", "--format", "jsonl", *more)
    assert answer.exit_code == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def asked(watch: Watch, query: str) -> list[Any]:
    """The rows of a query."""
    with closing(warehouse.connect_read_only(watch.warehouse)) as con:
        return con.execute(query).fetchall()


def test_a_new_facet_finds_what_was_always_there(watch: Watch) -> None:
    """A new facet is answered by a page that answers only 304, from its first capture on; the report says so, no alert."""
    ask_more(watch)
    ran = watch.run(2)
    assert (ran.outcomes, ran.changes, ran.deliveries, ran.rereading) == ({"unchanged": 1}, (), (), 1)
    assert asked(
        watch, "SELECT status, valid_from::DATE::VARCHAR, valid_to FROM coverage WHERE facet = 'period'"
    ) == [("documented", "2026-03-02", None)]
    moved = [(row["what"], row["facet"], row["before"], row["after"], row["now"]) for row in report(watch)]
    assert moved == [("status", "period", None, "documented", True)]
    said = called(watch, "rebuild", "--report").stderr
    assert "Re-reading 1, begun" in said
    assert "because of: question fees: another one." in said
    assert "1 captures and 1 documents read again." in said


def test_a_pattern_that_reads_less_takes_back_what_it_said(watch: Watch) -> None:
    """A rule that no longer takes a statement for the answer lets the status fall, for all history and without an alert."""
    written = CATALOGUE.replace('{ kind = "fee" }', '{ kind = "fee", attribute = "audit" }')
    (watch.directory / "questions.toml").write_text(written, encoding="utf-8")
    ran = watch.run(2)
    assert (ran.changes, ran.deliveries) == ((), ())
    moved = [(row["what"], row["question"], row["facet"], row["before"]) for row in report(watch)]
    assert moved == [("status", "fees", None, "documented"), ("status", "fees", "fee", "documented")]


def test_what_the_vendor_does_meanwhile_is_told_once(watch: Watch) -> None:
    """A change on the page in the very run that reads history again is told by that run, by the new rules, and only once."""
    ask_more(watch)
    watch.site.pages["/acme"] = VALID.format(fee="$2,000", months=12)
    second, third = watch.run(2), watch.run(3)
    assert [(c.type, c.kind, c.before, c.after) for c in second.changes] == [
        ("requirement_changed", "validity", "P24M", "P12M")
    ]
    assert len(second.deliveries) == 1
    assert (third.changes, third.deliveries) == ((), ())
    assert [row["what"] for row in report(watch)] == ["status"]


def test_other_selectors_move_requirements_of_one_source(tmp_path: Path, empty: bytes) -> None:
    """Selectors of one source have its captures alone read again; the requirement that they reveal is one line."""
    with watched(tmp_path, "acme", "bolt") as watch:
        watch.warehouse.write_bytes(empty)
        for path in ("/acme", "/bolt"):
            page = FEE.format(fee="$2,000").replace("<h2>", '<div class="more"><h2>')
            watch.site.pages[path] = page.replace("</main>", "</div></main>")
        program = watch.directory / "programs" / "acme.toml"
        plain = program.read_text("utf-8")
        program.write_text(plain + 'exclude = [".more"]\n', encoding="utf-8")
        for day in range(3):
            watch.site.pages["/acme"] += f"<!-- {day} -->"
            watch.run(day)
        program.write_text(plain, encoding="utf-8")
        watch.site.pages["/acme"] = watch.site.pages["/acme"].replace("in every region", "everywhere")
        ran = watch.run(3)
        assert (ran.changes, ran.deliveries) == ((), ())
        moved = [row for row in report(watch) if row["what"] == "requirement"]
        seen = asked(watch, "SELECT cause, captures, documents FROM rereadings")
    assert seen == [(["source acme/page is read in another way (kind, language or selectors)"], 3, 1)]
    assert [(r["movement"], r["source_id"], r["kind"], r["before"]) for r in moved] == [
        ("appeared", "acme/page", "fee", None)
    ]
    (line,) = moved
    assert "2000" in line["after"]
    assert "USD" in line["after"]
    assert "annual membership fee is $2,000" in line["quote"]
    assert (line["first_at"], line["last_at"]) == ("2026-03-02T05:17:00Z", "2026-03-04T05:17:00Z")
    assert (line["versions"], line["captures"], line["now"]) == (1, 3, True)


def test_a_selector_that_matches_nothing_is_seen_in_the_report(watch: Watch) -> None:
    """Captures that are judged otherwise because of a selector are named with the reason; what they said is gone, untold."""
    program = watch.directory / "programs" / "acme.toml"
    program.write_text(program.read_text("utf-8") + 'include = [".nowhere"]\n', encoding="utf-8")
    assert watch.run(2).deliveries == ()
    (line,) = [row for row in report(watch) if row["what"] == "outcome"]
    assert (line["before"], line["after"], line["captures"]) == ("healthy", "unreadable", 1)
    assert ".nowhere" in line["quote"]


def test_reading_again_goes_on_while_pages_are_fetched(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fetching waits for the network while history is read again, and readers see the old state until all is read."""
    ask_more(watch)
    board: list[Any] = []
    began = threading.Event()
    staged = rereading.stage

    def staged_and_said(*arguments: Any) -> None:
        staged(*arguments)
        began.set()

    def slowly(fetch: FetchSource) -> FetchSource:
        async def fetch_once_history_is_read(source: Source, validators: Validators | None) -> Attempt:
            assert await asyncio.to_thread(began.wait, 30)
            board.extend(asked(watch, "SELECT question, status FROM board"))
            return await fetch(source, validators)

        return fetch_once_history_is_read

    monkeypatch.setattr(rereading, "stage", staged_and_said)
    watch.run(2, around=Surroundings(fetching=slowly))
    assert board == [("fees", "documented")]
    assert asked(watch, "SELECT count(*) FROM staged_judgements") == [(0,)]


def test_a_run_that_fails_meanwhile_loses_nothing(watch: Watch) -> None:
    """A run that ends while history is read again leaves what it read, and the next run ends like one undisturbed."""
    ask_more(watch)
    before = asked(watch, "FROM coverage ORDER BY ALL")

    watch.site.pages["/acme"] = VALID.format(fee="$2,000", months=12)
    with pytest.raises(KeyError, match="enough"):
        watch.run(2, around=Surroundings(progress=_stop))
    assert asked(watch, "FROM coverage ORDER BY ALL") == before
    assert asked(watch, "SELECT finished_at FROM rereadings") == [(None,)]
    ran = watch.run(3)
    assert [(c.kind, c.before, c.after) for c in ran.changes] == [("validity", "P24M", "P12M")]
    assert (len(ran.deliveries), len(asked(watch, "FROM rereadings"))) == (1, 1)


def test_a_run_names_damaged_captures(watch: Watch) -> None:
    """A capture that new rules ask for and that is damaged is named by the run, once, with exit 1; the rest is done."""
    ask_more(watch)
    with duckdb.connect(watch.warehouse, config=CONFIGURATION) as con:
        con.execute("UPDATE snapshot_bodies SET bytes = '\\x00'::BLOB")
    first, second = called(watch, "run", "--no-prefect"), called(watch, "run", "--no-prefect")
    assert (first.exit_code, second.exit_code) == (1, 0)
    (line,) = [line for line in first.stderr.splitlines() if "snapshot" in line]
    assert "restore the file from a backup" in line
    assert "Sources: 1 unchanged" in first.stderr


def test_rules_that_change_back_and_forth(watch: Watch) -> None:
    """What a re-reading for other rules had staged is dropped when the rules are again those of before; nobody is told."""
    before = asked(watch, "FROM coverage ORDER BY ALL")
    ask_more(watch)
    with pytest.raises(KeyError, match="enough"):
        watch.run(2, around=Surroundings(progress=_stop))
    (watch.directory / "questions.toml").write_text(CATALOGUE, encoding="utf-8")
    ran = watch.run(3)
    assert (ran.changes, ran.deliveries) == ((), ())
    assert asked(watch, "FROM coverage ORDER BY ALL") == before
    assert asked(watch, "SELECT count(*) FROM staged_documents") == [(0,)]


def _stop(_: object) -> None:
    raise KeyError("enough")


def test_rebuild_says_what_moved(watch: Watch) -> None:
    """A rebuild says in a line how much moved and names its report; one that moves nothing says that."""
    assert "All is as it was. See: gapwatch rebuild --report 1" in called(watch, "rebuild").stderr
    ask_more(watch)
    answer = called(watch, "rebuild", "--jobs", "1")
    assert "Moved by our reading, told to nobody: 1 status. See: gapwatch rebuild --report 2" in answer.stderr
    assert "because of: it was asked for" in called(watch, "rebuild", "--report", "1").stderr
    assert "documented" in called(watch, "rebuild", "--report").stdout


def test_a_report_that_is_not_there(watch: Watch) -> None:
    """A re-reading without a report, or one that was never, is said with a way on."""
    for arguments, code, said in (
        (("rebuild", "3"), 2, "expected --report with it"),
        (("rebuild", "--report", "9"), 1, "there is no re-reading 9"),
        (("rebuild", "--report"), 0, "History was never read again."),
    ):
        answer = called(watch, *arguments)
        assert (answer.exit_code, said in answer.stderr) == (code, True)


class Trap(list[Request]):
    """Kills the process that asks for a page, once something is so."""

    def __init__(self) -> None:
        self.prey: subprocess.Popen[bytes] | None = None
        self.ripe: Callable[[], bool] = lambda: True

    def append(self, request: Request) -> None:
        """Let it live for a while without an answer."""
        if self.prey is not None and request.path != "/robots.txt":
            while not self.ripe():
                time.sleep(0.02)
            self.prey.kill()


def test_a_run_that_is_killed_meanwhile(watch: Watch) -> None:
    """A run that is killed while history is read again leaves the old state; the next ends as if nobody had killed it."""
    before = asked(watch, "FROM board ORDER BY ALL")
    ask_more(watch)
    watch.site.pages["/acme"] = VALID.format(fee="$2,000", months=12)
    watch.site.asked = trap = Trap()
    for ripe in (lambda: True, lambda: asked(watch, "SELECT count(*) FROM staged_judgements") == [(1,)]):
        trap.ripe = ripe
        command = ("--config", str(watch.directory), "run", "--no-prefect")
        trap.prey = subprocess.Popen([sys.executable, "-c", "from flows.cli import main; main()", *command])
        assert trap.prey.wait(60) == -signal.SIGKILL
        assert asked(watch, "FROM board ORDER BY ALL") == before
    assert asked(watch, "SELECT count(*) FROM staged_judgements") == [(1,)]
    trap.prey = None
    ran = watch.run(2)
    assert [(c.type, c.before, c.after) for c in ran.changes] == [("requirement_changed", "P24M", "P12M")]
    assert len(ran.deliveries) == 1
    assert asked(watch, "SELECT status FROM coverage WHERE facet = 'period'") == [("documented",)]
    assert asked(watch, "SELECT rereading, captures FROM rereadings") == [(1, 1)]
