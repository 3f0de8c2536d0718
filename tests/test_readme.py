"""The README: what it tells people to type works."""

from __future__ import annotations

import re
import shlex
from contextlib import closing
from pathlib import Path

import click
import duckdb
import pytest

import warehouse
from flows.cli import gapwatch

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The README's code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


QUERIES = [query.strip() for query in "".join(blocks("sql")).split(";") if query.strip()]


def test_there_are_five_queries() -> None:
    """The README shows the five queries that an analyst runs first."""
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES)
def test_queries_run(query: str, tmp_path: Path) -> None:
    """Each query of the README is understood by a warehouse as it is made now."""
    path = tmp_path / "gapwatch.duckdb"
    warehouse.prepare(path)
    with closing(warehouse.connect_read_only(path)) as con:
        assert con.execute(query).description


@pytest.mark.filterwarnings(
    "ignore:The inplace keyword"
)  # DuckDB's own way of making frames, with pandas 3.1
def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example for pandas opens the warehouse where a run leaves it, and counts programs by status."""
    (tmp_path / "var").mkdir()
    path = tmp_path / "var" / "gapwatch.duckdb"
    warehouse.prepare(path)
    with duckdb.connect(path) as con:
        con.execute("INSERT INTO programs VALUES ('acme', 'Acme', 'Acme', 'https://acme.example', [], true)")
        con.execute("INSERT INTO questions VALUES ('fees', 0, 'What does it cost?', 'It matters.')")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(code, names)
    assert len(names["board"]) == 1  # type: ignore[arg-type]


def test_commands_exist() -> None:
    """Every gapwatch and make command that the README names exists, with the options it shows."""
    typed = re.findall(r"(?m)^    (?:\w+=\S+ )*((?:gapwatch|make) [^#\n]*)", README)
    typed += re.findall(r"`((?:gapwatch|make) [^`]*)`", README)
    assert len(typed) > 10
    for line in typed:
        command, name, *rest = shlex.split(line)
        if command == "make":
            assert re.search(rf"(?m)^{name}:", MAKEFILE), line
            continue
        known = gapwatch.get_command(click.Context(gapwatch), name)
        assert known is not None, line
        options = {option for parameter in known.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= options, line


def test_links_lead_somewhere() -> None:
    """Every file that the README links to is there."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
