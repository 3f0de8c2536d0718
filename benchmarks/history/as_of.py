"""Time of questions about the past in warehouses of 10, 1,000 and 100,000 captures.

``python -m benchmarks.history.as_of --corpus DIR`` prints a row for each. The first two hold whole archives of the corpus,
imported as they are. The last is grown: the warehouse of the whole corpus with every program copied under new keys, so that
captures, documents, requirements, periods and coverage all grow alike; copies have no texts and no bytes. Seconds are of CPU
time, of all threads: the best of five for SQL, the median of three for commands.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from contextlib import closing, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import duckdb

from flows.configuration import configuration
from flows.replay import replayed
from warehouse import connect_read_only
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

ROOT = Path(__file__).parents[2]
GAPWATCH = Path(sys.executable).with_name("gapwatch")
CAPTURES = (10, 1_000, 100_000)
RUNS_OF_SQL, RUNS_OF_COMMANDS = 5, 3
OF_PROGRAMS = ("programs", "sources", "fetches", "coverage", "requirement_periods", "changes")
OF_DOCUMENTS = ("documents", "requirements", "mentions", "document_facets")
MIDDLE = "SELECT quantile_disc(started_at, 0.5) FROM fetches"
SEEN = "SELECT min(program), max(program) FROM fetches WHERE started_at <= $at"
COUNTS = """
    SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM programs), (SELECT count(*) FROM coverage),
        (SELECT count(*) FROM requirement_periods)
"""
QUERIES = (
    "FROM board_as_of($at)",
    "FROM show_as_of($program, $at)",
    "FROM requirements_as_of($at)",
)


def main() -> None:
    """Make the warehouses, ask each, and print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history.as_of", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="has warc/*.warc.gz and sources.jsonl")
    parser.add_argument("--captures", type=int, nargs="*", default=CAPTURES, help="default: 10 1000 100000")
    wanted = parser.parse_args()
    archives = sorted((wanted.corpus / "warc").glob("*.warc.gz"), key=lambda file: file.stat().st_size)
    if not archives:
        parser.error(f"{wanted.corpus}: no archives; expected warc/*.warc.gz and sources.jsonl in it")
    print(
        "| captures | programs | periods of coverage, of requirements | board (SQL) | show (SQL) | requirements (SQL) "
        "| `board --as-of` | `show --as-of` | `compare --as-of` |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for captures in wanted.captures:
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "gapwatch.duckdb"
            _made(path, captures, archives, wanted.corpus / "sources.jsonl")
            print(_measured(path), flush=True)


# -- warehouses ----------------------------------------------------------------------------------------------------


def _made(path: Path, captures: int, archives: Sequence[Path], sources: Path) -> None:
    """Import archives, the smallest first, until there are so many captures; when all are too few, copy them."""
    found = configuration(ROOT / "config")
    placed = replace(found, settings=replace(found.settings, warehouse=path))
    taken = 0
    for archive in archives:
        if taken >= captures:
            break
        with redirect_stderr(StringIO()):
            taken += replayed(placed, [archive], sources, None, lambda _file, _count: None).captures
    if taken < captures:
        _grow(path, -(-captures // taken) - 1)


def _grow(path: Path, copies: int) -> None:
    """Add so many copies of every program, with all that hangs on it."""
    with duckdb.connect(path, config=CONFIGURATION) as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(
            "CREATE TEMP TABLE copies AS SELECT '~' || unnest(range(1, $n)) AS copy", {"n": copies + 1}
        )
        con.execute("CREATE TEMP TABLE last AS SELECT max(sequence) AS sequence FROM fetches")
        for table in (*OF_PROGRAMS, *OF_DOCUMENTS):
            columns = {name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()}
            copied = ", ".join(f"{how} AS {name}" for name, how in _copied(table) if name in columns)
            con.execute(
                f"INSERT INTO {table} SELECT t.* REPLACE ({copied}) FROM (FROM {table}) AS t CROSS JOIN copies"
            )
        con.execute("CHECKPOINT")


def _copied(table: str) -> Iterator[tuple[str, str]]:
    """How each column that is a key, or that is big, is copied."""
    yield "program", "t.program || copy"
    yield "source_id", "t.program || copy || substr(t.source_id, length(t.program) + 1)"
    for key in ("document", "snapshot", "confirms", "id"):
        yield key, f"t.{key} || copy"
    if table == "fetches":
        yield "sequence", "t.sequence + substr(copy, 2)::BIGINT * (SELECT sequence FROM last)"
    if table == "documents":
        yield from (("text", "''"), ("blocks", "'[]'"))


# -- what is asked of them -----------------------------------------------------------------------------------------


def _measured(path: Path) -> str:
    with closing(connect_read_only(path)) as con:
        ((at,),) = con.execute(MIDDLE).fetchall()
        ((captures, programs, coverage, periods),) = con.execute(COUNTS).fetchall()
        ((one, other),) = con.execute(SEEN, {"at": at}).fetchall()
        asked = [
            _asked(con, query, {"at": at, "program": one} if "$program" in query else {"at": at})
            for query in QUERIES
        ]
    day = f"{at:%Y-%m-%d}"
    commands = (["board"], ["show", one], ["compare", one, other])
    told = [_commanded(path, [*command, "--as-of", day, "--format", "jsonl"]) for command in commands]
    cells = [*(f"{seconds * 1000:.0f} ms" for seconds in asked), *(f"{seconds:.2f} s" for seconds in told)]
    return f"| {captures:,} | {programs:,} | {coverage:,}, {periods:,} | {' | '.join(cells)} |"


def _asked(con: DuckDBPyConnection, query: str, parameters: dict[str, object]) -> float:
    seconds = []
    for _ in range(RUNS_OF_SQL):
        begun = process_time()
        con.execute(query, parameters).fetchall()
        seconds.append(process_time() - begun)
    return min(seconds)


def _commanded(path: Path, command: Sequence[str]) -> float:
    seconds = []
    for _ in range(RUNS_OF_COMMANDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [str(GAPWATCH), "--warehouse", str(path), *command], check=True, stdout=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(seconds)


if __name__ == "__main__":
    main()
