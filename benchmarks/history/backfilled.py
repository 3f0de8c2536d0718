"""Backfill a corpus from pywb, killed on the way, and compare: ``python -m benchmarks.history.backfilled --corpus DIR``.

All WARC files of the corpus are served by a real pywb on loopback. ``gapwatch backfill`` of every source is killed
(SIGKILL) and started again, at places spread over its requests, a random moment after each; then it is let finish. The
exported ledger must be, byte for byte, that of ``gapwatch import`` of the same files.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING

from warehouse import connect_read_only

sys.path.append(str(Path(__file__).parents[2] / "tests"))  # the archive server is the tests' own
from archive_server import Wayback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive_server import Collection

ROOT = Path(__file__).parents[2]
KILLS = 20
_INDEX = re.compile(r'"GET /corpus/cdx\?')
_MEMENTO = re.compile(r'"GET /corpus/\d{14}id_/')


def main() -> None:
    """Serve, backfill with kills, import, compare, print. Exits with 1 when the ledgers differ."""
    wanted = _arguments()
    files = sorted((wanted.corpus / "warc").glob(wanted.match))
    if not files:
        sys.exit(f"{wanted.corpus}: no archives; expected warc/*.warc.gz and sources.jsonl in it")
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        with Wayback(place / "pywb") as wayback:
            collection = wayback.collection("corpus", files)
            captures = len(collection.index.read_text("utf-8").splitlines())
            sources = wanted.corpus / "sources.jsonl"
            requests = captures + 100  # the index answers for most sources in one page
            config = _configured(place, collection)
            programs = [file.name.removesuffix(".warc.gz") for file in files]
            command = _command(config, place / "backfilled", "backfill", "--sources", sources, *programs)
            took = _backfilled(command, wayback.log, requests, wanted.kills)
            asked = wayback.log.read_text("utf-8")
        _gapwatch(config, place / "imported", "import", "--sources", sources, *files)
        for name in ("backfilled", "imported"):
            _gapwatch(config, place / name, "export", place / name / "ledger", "--ledger")
        same = _same(place / "backfilled" / "ledger", place / "imported" / "ledger")
        _print(place, captures, took, asked, same)
    if not same:
        sys.exit("the ledger of the backfill is not that of the import")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history.backfilled", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="has warc/*.warc.gz and sources.jsonl")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"default: {KILLS}")
    parser.add_argument(
        "--match", default="*.warc.gz", help="which files of warc/; default: %(default)s, all of them"
    )
    return parser.parse_args()


def _configured(place: Path, collection: Collection) -> Path:
    """The shipped configuration, with the archive on loopback and no limits worth waiting for."""
    config = Path(shutil.copytree(ROOT / "config", place / "config"))
    settings = config / "settings.toml"
    settings.write_text(
        f'{settings.read_text("utf-8")}\n[archives.loopback]\ncdx = "{collection.cdx}"\n'
        f'memento = "{collection.memento}"\ncdx_per_minute = 100000\nmementos_per_minute = 100000\n'
        "concurrency = 2\nallow_private_addresses = true\n",
        encoding="utf-8",
    )
    return config


def _backfilled(
    command: Sequence[str | Path], log: Path, requests: int, kills: int
) -> tuple[float, float, int]:
    """Backfill to the end, killed that often. Gives seconds, CPU seconds of our processes and how many kills there were."""
    chance, done = random.Random(20260301), 0
    started, cpu = time.monotonic(), _cpu()
    while True:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            while done < kills and process.poll() is None:
                if _asked(log) >= (done + 0.5) * requests / kills:
                    time.sleep(chance.uniform(0, 1.5))
                    done += process.poll() is None
                    os.kill(process.pid, signal.SIGKILL)
                    break
                time.sleep(0.05)
            _, said = process.communicate()
        if process.returncode == 0:
            return time.monotonic() - started, _cpu() - cpu, done
        if process.returncode != -signal.SIGKILL:
            sys.exit(f"gapwatch backfill ended with {process.returncode}:\n{said}")


def _asked(log: Path) -> int:
    """How much the archive was asked for so far, in all."""
    said = log.read_text("utf-8")
    return len(_MEMENTO.findall(said)) + len(_INDEX.findall(said))


def _cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(config: Path, place: Path, *arguments: str | Path) -> Sequence[str | Path]:
    start = [sys.executable, "-c", "from flows.cli import main; main()"]
    return [*start, "--config", config, "--warehouse", place / "gapwatch.duckdb", *arguments]


def _gapwatch(config: Path, place: Path, *arguments: str | Path) -> None:
    subprocess.run(_command(config, place, *arguments), check=True, capture_output=True)


def _same(one: Path, other: Path) -> bool:
    files = sorted(file.name for file in one.iterdir())
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in files)


def _print(place: Path, captures: int, took: tuple[float, float, int], asked: str, same: bool) -> None:  # noqa: FBT001
    seconds, cpu, kills = took
    with closing(connect_read_only(place / "backfilled" / "gapwatch.duckdb")) as con:
        states = dict(
            con.execute("SELECT state, count(*) FROM backfill_captures GROUP BY state ORDER BY 1").fetchall()
        )
    rows = sum(len(file.read_bytes().splitlines()) for file in (place / "imported" / "ledger").iterdir())
    print("| what | figure |\n| --- | ---: |")
    for what, figure in (
        ("captures in the archive", captures),
        ("captures by what became of them", ", ".join(f"{n} {state}" for state, n in states.items())),
        ("kills (SIGKILL)", kills),
        ("questions to the index", len(_INDEX.findall(asked))),
        ("captures asked for", len(_MEMENTO.findall(asked))),
        ("asked for more than once", len(_MEMENTO.findall(asked)) - states.get("taken", 0)),
        ("wall-clock seconds with all restarts", f"{seconds:.0f}"),
        ("CPU seconds with all restarts", f"{cpu:.0f}"),
        ("rows of the ledger", rows),
        ("ledger of the import", "the same, byte for byte" if same else "ANOTHER"),
    ):
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
