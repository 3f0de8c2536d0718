"""The demo's whole story through the real monitor: the ledger is exactly what the vendors did."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from click.testing import CliRunner

from flows.cli import gapwatch
from flows.demo import NotOurs, demo
from flows.demo.stage import Look, staged
from flows.demo.story import story
from flows.demo.telling import _typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse import Change

STORY = story()

FOUND = re.compile("-[0-9a-f]{6,}$")  # what the id of a discovered source owes to its address
PRESS = "Northwind certifications"
PRACTITIONER = "Northwind Certified Practitioner"
ENGINEER = "Meridian Certified Data Engineer"
# The day it was told, the day it is dated by, what, where, of what, before, after.
LEDGER = (
    """
01-26 01-26 gap_closed   northwind-labs/tiers             customer_evidence: undocumented -> documented
01-26 01-26 gap_closed   northwind-labs/tiers             fees: mentioned -> documented
01-26 01-26 gap_closed   northwind-labs/tiers             tiers: mentioned -> documented
01-26 01-26 added        northwind-labs/tiers             Premier, Annual program fee: None -> 4000
01-26 01-26 added        northwind-labs/tiers             Premier, Certified individuals: None -> 40
01-26 01-26 added        northwind-labs/tiers             Premier, Customer references: None -> 6
01-26 01-26 added        northwind-labs/tiers             Premier, tier: None -> Premier
01-26 01-26 added        northwind-labs/tiers             Registered, Annual program fee: None -> 0
01-26 01-26 added        northwind-labs/tiers             Registered, Certified individuals: None -> 2
01-26 01-26 added        northwind-labs/tiers             Registered, tier: None -> Registered
01-26 01-26 added        northwind-labs/tiers             Select, Annual program fee: None -> 1500
01-26 01-26 added        northwind-labs/tiers             Select, Certified individuals: None -> 10
01-26 01-26 added        northwind-labs/tiers             Select, Customer references: None -> 2
01-26 01-26 added        northwind-labs/tiers             Select, tier: None -> Select
02-16 02-16 gap_narrowed northwind-labs/daily-ledger      renewal: undocumented -> reported
02-16 02-16 added        northwind-labs/daily-ledger      @PRESS, validity: None -> P18M
03-09 03-09 gap_closed   northwind-labs/certification-faq renewal: reported -> documented
03-09 03-09 added        northwind-labs/certification-faq @CERT, To renew your certification: None -> True
03-09 03-09 added        northwind-labs/certification-faq @CERT, renewal window: None -> P90D
03-09 03-09 added        northwind-labs/certification-faq @CERT, validity: None -> P18M
03-23 03-23 changed      halcyon-cloud/tiers              Gold, Certified individuals: 10 -> 25
03-30 03-30 gap_closed   @QUALITY monitoring: undocumented -> documented
04-27 04-20 source_lost  tessera-ai/directory
04-27 04-27 gap_closed   @GUIDE tiers: undocumented -> documented
05-25 05-25 source_back  tessera-ai/directory
06-08 06-01 gap_reopened meridian-data/certification      renewal: documented -> undocumented
06-08 06-01 removed      meridian-data/certification      @ENGINEER, To renew it: True -> None
06-08 06-01 removed      meridian-data/certification      @ENGINEER, validity: P2Y -> None
06-15 06-15 gap_closed   @ENTRY commitments: undocumented -> documented
""".replace("@CERT", PRACTITIONER)
    .replace("@PRESS", PRESS)
    .replace("@ENGINEER", ENGINEER)
    .replace("@QUALITY", f"{'northwind-labs/partners-delivery-quality':32}")
    .replace("@ENTRY", f"{'halcyon-cloud/news.certified-architects':32}")
    .replace("@GUIDE", f"{'meridian-data/alliance-partner-guide':32}")
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, tuple[Look, ...]]]:
    """The story played once: where, and every look."""
    root = tmp_path_factory.mktemp("story")
    with staged(root) as stage:
        yield root, tuple(stage.look(at) for at in stage.story.looks)


def _line(look: Look, change: Change) -> str:
    of = change.question or ", ".join(filter(None, (change.subject, change.attribute)))
    values = f"{of}: {change.before} -> {change.after}" if of else ""
    days = f"{look.at:%m-%d} {change.captured_at:%m-%d}"
    source = FOUND.sub("", change.source_id)
    return f"{days} {change.type.removeprefix('requirement_'):12} {source:32} {values}".rstrip()


def _rows(root: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(root / "gapwatch.duckdb", read_only=True) as con:
        return con.execute(query).fetchall()


def test_the_ledger_is_exactly_what_the_vendors_did(played: tuple[Path, tuple[Look, ...]]) -> None:
    """Every change of the story is found, dated by the first look that showed it, and nothing else is."""
    _, looks = played
    found = [_line(look, change) for look in looks for change in look.changes]
    assert sorted(found) == sorted(LEDGER.strip().splitlines())


def test_the_first_look_is_told_as_one_summary(played: tuple[Path, tuple[Look, ...]]) -> None:
    """The first run tells one message that names every program, and no change."""
    _, looks = played
    (message,) = looks[0].messages
    assert looks[0].changes == ()
    assert all(program.name in message["message"] for program in STORY.programs)


@pytest.mark.parametrize("day", ["04-06", "04-13", "04-20", "05-11", "05-18", "06-01"])
def test_walls_first_absences_and_new_words_wake_nobody(
    played: tuple[Path, tuple[Look, ...]], day: str
) -> None:
    """A bot check, a page missing for the first time, and re-worded text in a shuffled page tell nothing."""
    _, looks = played
    (look,) = [look for look in looks if f"{look.at:%m-%d}" == day]
    assert (look.changes, look.messages) == ((), ())


def test_one_message_tells_all_changes_of_a_look(played: tuple[Path, tuple[Look, ...]]) -> None:
    """After the first look there is one message for a look or a search with changes, and none for one without."""
    _, looks = played
    for look in looks[1:]:
        runs = (look.report, look.search)
        assert len(look.messages) == sum(bool(run and run.changes) for run in runs)


def test_outcomes_are_what_the_site_did(played: tuple[Path, tuple[Look, ...]]) -> None:
    """Bot checks and missing pages are counted as such, and pages with validators answer 304."""
    _, looks = played
    by_day = {f"{look.at:%m-%d}": look.report.outcomes for look in looks}
    assert by_day["01-05"] == {"healthy": 17}
    assert by_day["01-12"] == {"healthy": 12, "unchanged": 5}
    assert by_day["04-06"]["bot_check"] == 1
    assert by_day["04-20"]["not_found"] == 1


def test_every_requirement_is_quoted_from_its_document(played: tuple[Path, tuple[Look, ...]]) -> None:
    """The text at a requirement's offsets is its quote, for every requirement in the warehouse."""
    root, _ = played
    (counts,) = _rows(
        root,
        """SELECT count(*), count(*) FILTER (text[start_offset + 1 : end_offset] = quote)
           FROM requirements JOIN documents USING (document)""",
    )
    assert counts[0] == counts[1] > 0


def test_every_change_is_quoted_from_the_capture_it_names(played: tuple[Path, tuple[Look, ...]]) -> None:
    """The quote of a change stands in the document of the snapshot from which it is quoted."""
    root, looks = played
    texts = dict(_rows(root, "SELECT DISTINCT snapshot, text FROM fetches JOIN documents USING (document)"))
    changes = [change for look in looks for change in look.changes if change.quote]
    assert changes
    for change in changes:
        assert change.quote in texts[change.quoted_from or change.snapshot]


def test_every_change_was_told_once(played: tuple[Path, tuple[Look, ...]]) -> None:
    """Each change belongs to exactly one alert, and each alert was taken by both channels."""
    root, looks = played
    changes = [change.id for look in looks for change in look.changes]
    assert sorted(change for (change,) in _rows(root, "SELECT change FROM told")) == sorted(changes)
    (owed,) = _rows(
        root,
        """SELECT count(*) FROM alerts, (VALUES ('feed'), ('receiver')) AS channels (channel)
           WHERE NOT EXISTS (FROM deliveries d WHERE d.alert = alerts.id AND d.channel = channels.channel
                             AND d.error IS NULL)""",
    )
    assert owed == (0,)


def test_the_picture_of_the_documentation(played: tuple[Path, tuple[Look, ...]], tmp_path: Path) -> None:
    """docs/timeline.svg is the timeline of the story's first program, as `gapwatch timeline` draws it today."""
    root, _ = played
    drawn = tmp_path / "timeline.svg"
    asked = ["--warehouse", str(root / "gapwatch.duckdb"), "timeline", "northwind-labs", "--svg", str(drawn)]
    answer = CliRunner().invoke(gapwatch, asked)
    assert answer.exit_code == 0, answer.stderr
    kept = Path(__file__).parents[2] / "docs" / "timeline.svg"
    assert drawn.read_text("utf-8") == kept.read_text("utf-8"), "draw it anew: make demo, then this command"


def test_the_demo_is_safe_to_repeat_and_leaves_others_directories_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Played twice, the demo says the same; a directory that it did not make is refused untouched."""
    monkeypatch.setattr("flows.demo.stage.story", _short)
    told: list[list[str]] = [[], []]
    for said in told:
        demo(tmp_path / "demo", said.append)
        capsys.readouterr()
    assert [line for line in told[0] if "took" not in line] == [
        line for line in told[1] if "took" not in line
    ]

    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    with pytest.raises(NotOurs, match="was not made by gapwatch demo; name another directory, or move it"):
        demo(other)
    assert [file.name for file in other.iterdir()] == ["mine.txt"]


def _short() -> Any:
    """The story's first two looks."""
    from dataclasses import replace  # noqa: PLC0415

    return replace(STORY, looks=STORY.looks[:2])


@pytest.mark.parametrize(
    ("called", "path", "typed"),
    [
        (".venv/bin/gapwatch", "", "./.venv/bin/gapwatch"),
        (".venv/bin/gapwatch", ".venv/bin", "gapwatch"),
        ("other place/gapwatch", ".venv/bin", "'./other place/gapwatch'"),
        ("pytest", "", "gapwatch"),
    ],
)
def test_commands_are_printed_as_they_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: str, path: str, typed: str
) -> None:
    """Where PATH does not lead to the program that was called, its path from here is printed."""
    for place in (".venv/bin", "other place"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "gapwatch").touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / path) if path else "")
    monkeypatch.setattr("sys.argv", [called])
    assert _typed((), ("board",)) == f"{typed} board"
