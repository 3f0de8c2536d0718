"""How long reading a corpus's history again takes: ``python -m benchmarks.history.rereading --corpus DIR``.

Measured in processes of their own, readers included: CPU seconds, and what they have in memory together at most. Once each:
everything with one and with two readers, and the history of one source whose selectors changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing, redirect_stderr
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import psutil

import warehouse
from flows.configuration import configuration, rules_version
from flows.replay import replayed
from flows.rereading import policy_of
from warehouse.connection import CONFIGURATION

if TYPE_CHECKING:
    from flows.configuration import Configuration

ROOT = Path(__file__).parents[2]
EVERY_SECONDS = 0.3
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one way of reading again took; `captures` were judged, `documents` read, the switch took `switch` CPU seconds."""

    captures: int
    documents: int
    switch: float
    wall: float
    cpu: float
    peak: int


def main() -> None:
    """Import the corpus, read it again in each way, and print a row for each."""
    wanted = _arguments()
    if wanted.step:
        _step(wanted.warehouse, wanted.step)
        return
    with tempfile.TemporaryDirectory() as directory:
        path = wanted.warehouse or _imported(wanted.corpus, Path(directory) / "corpus.duckdb")
        print(
            "| what | captures | documents | CPU seconds | of them the switch | wall seconds |"
            " captures a CPU second | MiB |\n"
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        )
        for name, step in (
            ("everything, 1 reader", "1"),
            ("everything, 2 readers", "2"),
            ("other selectors for one source", "selectors"),
        ):
            copy = Path(directory) / f"{step}.duckdb"
            shutil.copy(path, copy)
            found = _measured(copy, step)
            print(
                f"| {name} | {found.captures} | {found.documents} | {found.cpu:.1f} | {found.switch:.1f} | {found.wall:.1f}"
                f" | {found.captures / found.cpu:.0f} | {found.peak / MEBIBYTE:.0f} |",
                flush=True,
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history.rereading", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="has warc/*.warc.gz and sources.jsonl")
    parser.add_argument(
        "--warehouse", type=Path, help="a warehouse into which the corpus was imported already"
    )
    parser.add_argument("--step", help=argparse.SUPPRESS)
    return parser.parse_args()


def _imported(corpus: Path, path: Path) -> Path:
    files = sorted((corpus / "warc").glob("*.warc.gz"))
    if not files:
        sys.exit(f"{corpus}: no archives; expected warc/*.warc.gz and sources.jsonl in it")
    with redirect_stderr(StringIO()):
        replayed(_configured(path), files, corpus / "sources.jsonl")
    return path


def _configured(path: Path) -> Configuration:
    """The project's own questions and rules over this warehouse, with the programs that it knows already."""
    found = configuration(ROOT / "config")
    return replace(found, programs=(), settings=replace(found.settings, warehouse=path))


def _measured(path: Path, step: str) -> Measured:
    """Run one way in a process of its own, and look at it and all that it starts until it ends."""
    arguments = [
        "-m",
        "benchmarks.history.rereading",
        "--corpus",
        ".",
        "--warehouse",
        str(path),
        "--step",
        step,
    ]
    began = time.monotonic()
    run = psutil.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    cpu: dict[int, float] = {}
    peak = 0
    while run.poll() is None:
        memory = 0
        for process in _family(run):
            try:
                times = process.cpu_times()
                cpu[process.pid] = times.user + times.system
                memory += process.memory_full_info().uss
            except psutil.Error:
                continue
        peak = max(peak, memory)
        time.sleep(EVERY_SECONDS)
    said = json.loads(run.stdout.read())
    wall = time.monotonic() - began
    return Measured(said["captures"], said["documents"], said["switch"], wall, sum(cpu.values()), peak)


def _family(run: psutil.Popen) -> list[psutil.Process]:
    try:
        return [run, *run.children(recursive=True)]
    except psutil.Error:
        return []


def _step(path: Path, step: str) -> None:
    """One way of reading again, by rules that are others or with other selectors for the source with most captures."""
    found = _configured(path)
    rules = rules_version(found)
    warehouse.prepare(path)
    if step == "selectors":
        with closing(duckdb.connect(path, config=CONFIGURATION)) as con:
            con.execute(
                "UPDATE sources SET exclude = ['.nothing-of-the-kind'] WHERE source_id = (SELECT source_id FROM fetches"
                " GROUP BY source_id ORDER BY count(*) DESC, source_id LIMIT 1)"
            )
    begun = warehouse.begin_rereading(path, (), rules, everything=step != "selectors")
    assert begun is not None
    warehouse.read_again(path, begun, found.catalogue, jobs=None if step == "selectors" else int(step))
    before = time.process_time()
    policy = policy_of(found.settings, live=False)
    done = warehouse.finish_rereading(path, begun, (), found.catalogue, policy)
    switch = time.process_time() - before
    with closing(warehouse.connect_read_only(path)) as con:
        ((documents,),) = con.execute(
            "SELECT documents FROM rereadings ORDER BY rereading DESC LIMIT 1"
        ).fetchall()
    print(json.dumps({"captures": done.captures, "documents": documents, "switch": switch}))


if __name__ == "__main__":
    main()
