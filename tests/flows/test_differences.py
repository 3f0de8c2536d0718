"""``gapwatch diff``: requirements first, words when asked, between any two dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from watched_site import FEE, SILENT, Watch, watched

from flows.cli import gapwatch

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = "<b>\u202e[red]%s\x1b[31m</b>" % ("Fee " * 90)


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """A program whose fee appears, rises and goes, and whose second page comes on day 40 and goes for good later."""
    with watched(tmp_path_factory.mktemp("differing"), "acme", "bolt") as one:
        declared = one.directory / "programs" / "acme.toml"
        declared.write_text(
            f'{declared.read_text("utf-8")}[sources.guide]\nurl = "{one.site.address}/guide"\n', "utf-8"
        )
        for day, fee in {0: "", 1: "$2,000", 40: "$2,500", 60: "", 61: "", 62: ""}.items():
            one.site.pages["/acme"] = FEE.format(fee=fee) if fee else SILENT
            one.site.pages.pop("/guide", None)
            if day == 40:
                one.site.pages["/guide"] = SILENT.replace("Acme Partner Program", "Acme Guide")
            one.run(day)
        yield one


def called(watch: Watch, *arguments: str) -> Result:
    """What a command prints and how it ends."""
    return CliRunner().invoke(gapwatch, ["--config", str(watch.directory), "diff", *arguments])


def differing(watch: Watch, *arguments: str) -> dict[str, Any]:
    """The one difference that the command gives to machines."""
    answer = called(watch, *arguments, "--format", "jsonl")
    assert answer.exit_code == 0, answer.stderr
    (line,) = answer.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_value_that_moved_is_one_change(watch: Watch) -> None:
    """A fee that rose is paired with itself: one changed requirement with both values, none gone and none new."""
    (page,) = differing(watch, "acme/page", "2026-03-12", "2026-04-30")["sources"]
    (moved,) = page["requirements"]
    assert (moved["what"], moved["field"]) == ("changed", "value")
    assert (moved["before"]["value"], moved["after"]["value"]) == (2000, 2500)
    shown = " ".join(called(watch, "acme/page", "2026-03-12", "2026-04-30").stdout.split())
    assert "USD 2,000 → USD 2,500" in shown


def test_words_only_when_asked(watch: Watch) -> None:
    """Lines of text are counted, and printed with --words alone."""
    between = ("acme/page", "2026-03-12", "2026-04-30")
    (page,) = differing(watch, *between)["sources"]
    assert (page["lines_gone"], page["lines_new"], "lines" in page) == (1, 1, False)
    assert "1 lines of text went, 1 are new; --words prints them" in called(watch, *between).stdout
    (page,) = differing(watch, *between, "--words")["sources"]
    assert page["lines"] == [
        "- The annual membership fee is $2,000.",
        "+ The annual membership fee is $2,500.",
    ]
    assert "+ The annual membership fee is $2,500." in called(watch, *between, "--words").stdout


def test_a_program_tells_questions_sources_and_requirements(watch: Watch) -> None:
    """Of a program: statuses that moved with their evidence, sources first seen, requirements that appeared."""
    found = differing(watch, "acme", "2026-03-02", "2026-04-30")
    (moved,) = found["questions"]
    assert (moved["question"], moved["before"], moved["after"]) == ("fees", "undocumented", "documented")
    assert (moved["since"], moved["quote"]) == (
        "2026-03-03T05:17:00Z",
        "The annual membership fee is $2,000.",
    )
    guide, page = found["sources"]
    assert (guide["became"], guide["before"], guide["after"]["first_captured_at"]) == (
        "first seen", None, "2026-04-11T05:17:00Z",
    )  # fmt: skip
    assert [(each["what"], each["after"]["value"]) for each in page["requirements"]] == [("appeared", 2500)]
    shown = " ".join(called(watch, "acme", "2026-03-02", "2026-04-30").stdout.split())
    assert "fees: ○ undocumented → ● documented" in shown
    assert "first seen 2026-04-11 05:17 acme/guide" in shown


def test_one_date_compares_with_now(watch: Watch) -> None:
    """With A alone, what differs is what happened since: the fee went, and the guide is lost."""
    found = differing(watch, "acme", "2026-04-30")
    guide, page = found["sources"]
    assert guide["became"] == "lost"
    assert [(each["what"], each["before"]["value"]) for each in page["requirements"]] == [("went", 2500)]
    assert [(row["question"], row["after"]) for row in found["questions"]] == [("fees", "undocumented")]
    assert "- [fee]" in called(watch, "acme", "2026-04-30").stdout


def test_neither_compares_the_last_two_versions(watch: Watch) -> None:
    """Without instants a source's last two versions are compared, when the newer came; one that never changed is untold."""
    found = differing(watch, "acme")
    assert (found["before"], found["after"]) == ("2026-04-11T05:17:00Z", "2026-05-01T05:17:00Z")
    (page,) = found["sources"]
    assert [each["what"] for each in page["requirements"]] == ["went"]
    assert "No two versions of this are known that differ." in called(watch, "bolt").stderr


def test_snapshots_by_their_first_digits(watch: Watch) -> None:
    """Of one source, A and B may be the first digits of snapshots as `diff` itself prints them."""
    (page,) = differing(watch, "acme/page", "2026-03-12", "2026-04-30")["sources"]
    a, b = (page[name]["snapshot"][:12] for name in ("before", "after"))
    assert differing(watch, "acme/page", a, b)["sources"] == [page]


def test_the_same_day_differs_in_nothing(watch: Watch) -> None:
    """Dates between which nothing differs are named in a sentence."""
    said = called(watch, "acme", "2026-04-29", "2026-04-30").stderr
    assert "Nothing differs between 2026-04-29 and 2026-04-30." in said


def test_the_later_date_first_is_refused(watch: Watch) -> None:
    """A later than B is refused, with what to do."""
    answer = called(watch, "acme", "2026-04-30", "2026-03-12")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "2026-04-30 is later than 2026-03-12; expected the earlier of the two first" in answer.stderr


def test_before_the_first_capture_of_a_source(watch: Watch) -> None:
    """A date before a source's own first capture is told, though its program was captured by then."""
    said = called(watch, "acme/guide", "2026-03-03", "2026-03-12").stderr
    assert (
        "The first healthy capture of acme/guide is of 2026-04-11 05:17 UTC; nothing had been seen by 2026-03-03"
        in said
    )
    assert "Nothing differs between 2026-03-03 and 2026-03-12." in said


@pytest.mark.parametrize("which", ["abcdefabcdef", "2026-31-01", "last-week", "2026-01-01T99:00:00Z"])
def test_what_is_no_instant_is_refused(watch: Watch, which: str) -> None:
    """What is neither a day, an instant nor a snapshot of the source is refused with the forms that are known."""
    answer = called(watch, "acme/page", which, "2026-03-03")
    assert answer.exit_code == 1
    assert f"{which}: no instant and no snapshot of this; expected a day (2026-03-31)" in answer.stderr


def test_before_the_first_capture(watch: Watch) -> None:
    """From a day before the first capture on, every source is first seen, and standard error says when that was."""
    answer = called(watch, "acme", "2020-01-01", "2026-03-03", "--format", "jsonl")
    assert "nothing had been seen by 2020-01-01" in answer.stderr
    assert [source["became"] for source in json.loads(answer.stdout)["sources"]] == ["first seen"]


def test_three_instants_are_too_many(watch: Watch) -> None:
    """More than two instants are wrong usage."""
    answer = called(watch, "acme", "2026-03-02", "2026-03-03", "2026-03-04")
    assert (answer.exit_code, "at most two instants" in answer.stderr) == (2, True)


def test_hostile_words_are_shown_and_not_obeyed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Markup, escapes and reversed writing in a page's words reach the terminal as plain words."""
    with watched(tmp_path_factory.mktemp("hostile")) as one:
        one.run()
        one.site.pages["/acme"] = FEE.format(fee=f"$2,000 &lt;b&gt;{HOSTILE}")
        one.run(1)
        shown = called(one, "acme/page", "--words").stdout
    assert "[red]" in shown
    assert not {"\u202e", "\x1b"} & set(shown)
