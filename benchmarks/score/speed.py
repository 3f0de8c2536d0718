"""Pages per second, per core, and memory of ``gapwatch extract`` over every version in a corpus's archives.

``python -m benchmarks.score.speed [--corpus DIRECTORY]`` prints one line a number of processes: all cores, and one alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from warcio.archiveiterator import ArchiveIterator

from benchmarks.score.corpus import GAPWATCH

if TYPE_CHECKING:
    from collections.abc import Iterator

OK = "200"


def main() -> None:
    """Write every distinct page of the archives to files, read them all, and print what it cost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score.speed", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    archives = sorted((parser.parse_args().corpus / "warc").glob("*.warc.gz"))
    if not archives:
        parser.error("no archives there; expected warc/*.warc.gz in the corpus: say --corpus DIRECTORY")
    with tempfile.TemporaryDirectory() as scratch:
        files = list(_written(archives, Path(scratch)))
        size = sum(file.stat().st_size for file in files)
        print(f"{len(files)} pages, {size / len(files) / 1000:.0f} KB each")
        for cores in sorted({1, os.cpu_count() or 1}):
            print(_measured(files, cores))


def _written(archives: list[Path], scratch: Path) -> Iterator[Path]:
    known: set[str] = set()
    for archive in archives:
        with archive.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type != "response" or record.http_headers.get_statuscode() != OK:
                    continue
                body = record.content_stream().read()
                digest = hashlib.sha256(body).hexdigest()
                if body and digest not in known:
                    known.add(digest)
                    file = scratch / f"{digest}.html"
                    file.write_bytes(body)
                    yield file


def _measured(files: list[Path], cores: int) -> str:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = ["taskset", "-c", ",".join(map(str, range(cores)))] if cores < (os.cpu_count() or 1) else []
    # One page that cannot be read (an empty body, a wall without text) is a line on stderr and an exit of 1.
    subprocess.run(
        [*command, str(GAPWATCH), "extract", "--format", "jsonl", *map(str, files)],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss * 1024 / 1e6
    return (
        f"{cores} core(s): {len(files) / wall:.0f} pages/s, {len(files) / cpu:.0f} pages per second of CPU, "
        f"{wall:.1f} s, largest process {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
