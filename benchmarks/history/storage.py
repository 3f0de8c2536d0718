"""Bytes per version, ours and git's, and the time to read one: ``python -m benchmarks.history.storage --corpus DIR``.

Imports every archive of the corpus, and hands the same bytes to git: one commit per capture in order of capture, one path
per source, packed as aggressively as git can. Prints Markdown tables. Sizes are the same at every run; times are CPU time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from backports import zstd

import warehouse
from warehouse import snapshots
from warehouse.connection import BLOCK_BYTES
from warehouse.packing import MOST_VERSIONS, groups, histories

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from duckdb import DuckDBPyConnection

GAPWATCH = Path(sys.executable).with_name("gapwatch")
FRAMES = "SELECT sum(octet_length(bytes)) FROM (FROM {} SELECT bytes)"
TABLES = ("snapshots", "snapshot_bodies", "snapshot_differences", "snapshot_packs", "snapshot_bases")
KEPT = ("snapshot_bodies", "snapshot_differences", "snapshot_packs")
SMALL_BLOCK, LARGE_BLOCK = BLOCK_BYTES, 262_144


@dataclass(frozen=True, slots=True)
class Capture:
    """That a source was captured then, with these bytes."""

    source: str
    at: datetime
    snapshot: str


@dataclass(frozen=True, slots=True)
class Row:
    """One way of keeping the versions and what it takes, in bytes."""

    way: str
    total: int


def main() -> None:
    """Measure and print. Exits with 1 when git keeps the versions in fewer bytes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history.storage", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    corpus = parser.parse_args().corpus
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "gapwatch.duckdb"
        _import(path, corpus)
        loose = [
            Row("recorded by runs (loose): frames", _frames(path)),
            *_in_a_file(path, "recorded by runs (loose)"),
        ]
        size = path.stat().st_size
        captures, contents = _captures(path)
        git = list(_git(Path(directory) / "git", captures, contents))
        begun = time.process_time()
        done = warehouse.compact(path)
        spent = time.process_time() - begun
        packed = Row("packed by `gapwatch compact`: frames", _frames(path))
        ours = [packed, *_in_a_file(path, "packed by `gapwatch compact`")]
        rows = [
            Row("as received", sum(map(len, contents.values()))),
            *_each(path, contents),
            *loose,
            *ours,
            *git,
        ]
        _print_sizes(rows, len(contents), len(captures))
        print(
            f"\nThe whole file: {size:,} bytes after the import, {done.after:,} compacted ({spent:.1f} s of CPU).\n"
        )
        _print_times(path, captures)
    blobs = next(row for row in git if "blobs alone" in row.way)
    if max(row.total for row in ours if str(LARGE_BLOCK) not in row.way) > blobs.total:
        sys.exit("git keeps them in fewer bytes")


def _import(path: Path, corpus: Path) -> None:
    command = [str(GAPWATCH), "--warehouse", str(path), "import"]
    archives = sorted(map(str, (corpus / "warc").glob("*.warc.gz")))
    subprocess.run(
        [*command, "--sources", str(corpus / "sources.jsonl"), *archives],
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _captures(path: Path) -> tuple[list[Capture], dict[str, bytes]]:
    """Every capture that brought bytes, in order of capture, and the bytes by snapshot."""
    with closing(warehouse.connect_read_only(path)) as con:
        rows = con.execute(
            "SELECT source_id, started_at, snapshot FROM fetches WHERE snapshot IS NOT NULL ORDER BY started_at, source_id"
        ).fetchall()
        found = [Capture(*row) for row in rows]
        return found, snapshots.bodies(con, path, {capture.snapshot for capture in found})


def _frames(path: Path) -> int:
    with closing(warehouse.connect_read_only(path)) as con:
        return sum(con.execute(FRAMES.format(table)).fetchall()[0][0] or 0 for table in KEPT)


def _in_a_file(path: Path, what: str) -> Iterator[Row]:
    """The tables that keep snapshots, names and all, alone in a new DuckDB file."""
    for block in (SMALL_BLOCK, LARGE_BLOCK):
        file = path.with_name(f"alone-{block}-{time.monotonic_ns()}.duckdb")
        with closing(duckdb.connect()) as con:
            con.execute(f"ATTACH '{path}' AS old (READ_ONLY)")
            con.execute(f"ATTACH '{file}' AS alone (BLOCK_SIZE {block})")
            for table in TABLES:
                _copy(con, table)
            con.execute("CHECKPOINT alone")
        yield Row(f"{what}: a DuckDB file of them alone, blocks of {block}", file.stat().st_size)


def _copy(con: DuckDBPyConnection, table: str) -> None:
    rows = con.execute(
        f"SELECT sql FROM duckdb_tables() WHERE database_name = 'old' AND table_name = '{table}'"
    )
    ((statement,),) = rows.fetchall()
    con.execute(statement.replace("CREATE TABLE ", "CREATE TABLE alone.", 1))
    con.execute(f"INSERT INTO alone.{table} FROM old.{table}")


def _each(path: Path, contents: Mapping[str, bytes]) -> Iterator[Row]:
    """What was tried: each version alone, against the one before, and together, at several levels."""
    with closing(warehouse.connect_read_only(path)) as con:
        sources = list(histories(con).values())
    bodies = [[contents[version.snapshot] for version in source] for source in sources]
    yield Row("zstd 19, each alone", sum(len(zstd.compress(body, 19)) for body in contents.values()))
    for level in (3, 9, 19):
        for bound in (10, 25, 50):
            total = sum(_chain(source, level, bound) for source in bodies)
            yield Row(f"zstd {level}, each against the one before, every {bound}th whole", total)
    for level in (3, 9, 19):
        frames = [
            zstd.compress(b"".join(contents[version.snapshot] for version in group), level)
            for source in sources
            for group in groups(source)
        ]
        yield Row(f"zstd {level}, {MOST_VERSIONS} versions of a source in one frame", sum(map(len, frames)))


def _chain(bodies: Sequence[bytes], level: int, bound: int) -> int:
    total = 0
    for number, body in enumerate(bodies):
        before = None if number % bound == 0 else zstd.ZstdDict(bodies[number - 1], is_raw=True).as_prefix
        total += len(zstd.compress(body, level, zstd_dict=before))
    return total


def _git(place: Path, captures: Sequence[Capture], contents: Mapping[str, bytes]) -> Iterator[Row]:
    _run(["git", "init", "--quiet", "--bare", str(place)])
    _run(["git", "-C", str(place), "fast-import", "--quiet"], b"".join(_commits(captures, contents)))
    for way in (
        ("gc", "--aggressive", "--prune=now", "--quiet"),
        ("repack", "-a", "-d", "-f", "-q", "--depth=250", "--window=250"),
    ):
        _run(["git", "-C", str(place), *way])
        name = f"`git {' '.join(way)}`".replace(" --quiet", "").replace(" -q", "")
        packs = [
            entry.stat().st_size
            for entry in os.scandir(place / "objects" / "pack")
            if entry.name.endswith(".pack")
        ]
        yield Row(f"{name}: the pack (blobs, trees, commits; no index)", sum(packs))
        yield Row(f"{name}: blobs alone", _objects(place)["blob"])


def _commits(captures: Sequence[Capture], contents: Mapping[str, bytes]) -> Iterator[bytes]:
    for capture in captures:
        body, at = contents[capture.snapshot], int(capture.at.timestamp())
        head = f"commit refs/heads/main\ncommitter a <a@example.org> {at} +0000\ndata 1\nc\n"
        yield f"{head}M 100644 inline {capture.source}\ndata {len(body)}\n".encode() + body + b"\n"


def _objects(place: Path) -> Counter[str]:
    command = [
        "git",
        "-C",
        str(place),
        "cat-file",
        "--batch-all-objects",
        "--batch-check=%(objecttype) %(objectsize:disk)",
    ]
    sizes: Counter[str] = Counter()
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        kind, size = line.split()
        sizes[kind] += int(size)
    return sizes


def _run(command: list[str], fed: bytes | None = None) -> None:
    subprocess.run(command, input=fed, check=True)


def _print_sizes(rows: Sequence[Row], versions: int, captures: int) -> None:
    print(f"{captures} captures, {versions} versions (distinct bytes).\n")
    print("| kept as | bytes | bytes per version |\n| --- | ---: | ---: |")
    for row in rows:
        print(f"| {row.way} | {row.total:,} | {row.total / versions:,.0f} |")


def _print_times(path: Path, captures: Sequence[Capture]) -> None:
    """Milliseconds of CPU to read one version with its digest checked, connection open; and all of them in order."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for capture in captures:
        first.setdefault(capture.source, capture.snapshot)
        last[capture.source] = capture.snapshot
    print("| read | versions | median ms | worst ms |\n| --- | ---: | ---: | ---: |")
    with closing(warehouse.connect_read_only(path)) as con:
        every = [version.snapshot for history in histories(con).values() for version in history]
        for what, names in (
            ("the oldest of each source", first.values()),
            ("the newest of each source", last.values()),
            ("any, one by one", every),
        ):
            took = [_milliseconds(con, path, [name]) for name in names]
            print(f"| {what} | {len(took)} | {statistics.median(took):.2f} | {max(took):.2f} |")
        chunks = [every[n : n + 200] for n in range(0, len(every), 200)]
        together = sum(_milliseconds(con, path, chunk) for chunk in chunks)
    print(
        f"\nAll {len(every)} in order, 200 at a time: {together:.0f} ms, {together / len(every):.3f} ms each."
    )


def _milliseconds(con: DuckDBPyConnection, path: Path, names: Sequence[str]) -> float:
    begun = time.process_time()
    snapshots.bodies(con, path, names)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
