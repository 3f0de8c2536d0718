"""Import a corpus in many orders and compare the ledgers byte by byte: ``python -m benchmarks.history.orders --corpus DIR``.

Once in the order of the files, once in reverse and in ten random orders (seeded); for each random order also with the
records of all files shuffled, cut into parts and imported one part after the other, so that most captures come late.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator

import warehouse
from flows.configuration import configuration
from flows.replay import replayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
ORDERS = 10
PARTS = 6
SHOWN = 5
FILES = ("changes.jsonl", "coverage.jsonl", "requirement_periods.jsonl")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The exported ledger of one way of importing. `seconds` is CPU time."""

    way: str
    imports: int
    seconds: float
    lines: dict[str, list[str]]

    @property
    def digest(self) -> str:
        """SHA-256 of the three files, one after the other."""
        return hashlib.sha256("".join(line for f in FILES for line in self.lines[f]).encode()).hexdigest()


def main() -> None:
    """Import in every order, print a row for each, and every difference. Exits with 1 when there is one."""
    wanted = _arguments()
    files = sorted((wanted.corpus / "warc").glob("*.warc.gz"))
    if not files:
        sys.exit(f"{wanted.corpus}: no archives; expected warc/*.warc.gz and sources.jsonl in it")
    print(
        "| order | imports | CPU seconds | rows | SHA-256 of the ledger |\n| --- | ---: | ---: | ---: | --- |"
    )
    first: Ledger | None = None
    differing = 0
    for found in _ledgers(files, wanted.corpus / "sources.jsonl", wanted.orders):
        rows = sum(map(len, found.lines.values()))
        print(
            f"| {found.way} | {found.imports} | {found.seconds:.1f} | {rows} | `{found.digest}` |", flush=True
        )
        first = first or found
        differing += found.digest != first.digest
        print("".join(f"\n{line}" for line in _differences(first, found)), end="")
    if differing:
        sys.exit(f"{differing} of the orders gave another ledger than the first")
    print("\nEvery order gave the same ledger.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history.orders", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="has warc/*.warc.gz and sources.jsonl")
    parser.add_argument("--orders", type=int, default=ORDERS, help=f"random orders; default: {ORDERS}")
    return parser.parse_args()


def _ledgers(files: Sequence[Path], sources: Path, orders: int) -> Iterator[Ledger]:
    yield _ledger("of the files", [list(files)], sources)
    yield _ledger("in reverse", [list(reversed(files))], sources)
    for seed in range(1, orders + 1):
        chance = random.Random(seed)
        shuffled = list(files)
        chance.shuffle(shuffled)
        yield _ledger(f"random {seed}", _cut(shuffled, chance), sources)
        with tempfile.TemporaryDirectory() as directory:
            parts = _parts(files, Path(directory), chance)
            yield _ledger(f"random {seed}, record by record", [[part] for part in parts], sources)


def _cut(files: list[Path], chance: random.Random) -> list[list[Path]]:
    """The files in their order as several imports."""
    places = sorted(chance.sample(range(1, len(files)), min(chance.randint(1, PARTS - 1), len(files) - 1)))
    return [files[start:end] for start, end in zip([0, *places], [*places, len(files)], strict=True)]


def _parts(files: Sequence[Path], directory: Path, chance: random.Random) -> list[Path]:
    """Archives that together hold every record of these, shuffled. A record of such a file is a gzip member of its own."""
    records = [record for file in files for record in _records(file)]
    chance.shuffle(records)
    parts = [directory / f"part-{n}.warc.gz" for n in range(PARTS)]
    for n, part in enumerate(parts):
        part.write_bytes(b"".join(records[n::PARTS]))
    return parts


def _records(file: Path) -> Iterator[bytes]:
    content = file.read_bytes()
    with file.open("rb") as stream:
        places = []
        records = ArchiveIterator(stream)
        for record in records:
            record.raw_stream.read()
            places.append(records.get_record_offset())
    for start, end in zip(places, [*places[1:], len(content)], strict=True):
        yield content[start:end]


def _ledger(way: str, imports: Sequence[Sequence[Path]], sources: Path) -> Ledger:
    """Import into a fresh warehouse, and export."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        found = configuration(ROOT / "config")
        own = replace(found, settings=replace(found.settings, warehouse=place / "gapwatch.duckdb"))
        started = process_time()
        for files in imports:
            with redirect_stderr(StringIO()):
                replayed(own, files, sources)
        seconds = process_time() - started
        warehouse.ledger_exported(own.settings.warehouse, place / "ledger")
        lines = {
            name: (place / "ledger" / name).read_text("utf-8").splitlines(keepends=True) for name in FILES
        }
    return Ledger(way, len(imports), seconds, lines)


def _differences(first: Ledger, other: Ledger) -> Iterator[str]:
    """The rows that only one of the two has, a few of each file."""
    for name in FILES:
        for which, rows in (
            (first.way, set(first.lines[name]) - set(other.lines[name])),
            (other.way, set(other.lines[name]) - set(first.lines[name])),
        ):
            if rows:
                yield f"{name}: {len(rows)} rows only in the order {which!r}:"
                yield from (f"    {row.rstrip()[:400]}" for row in sorted(rows)[:SHOWN])


if __name__ == "__main__":
    main()
