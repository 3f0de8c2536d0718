"""``python -m benchmarks.discovery --corpus DIR``: precision and recall of enrolment, program by program."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.discovery.captures import pages
from benchmarks.discovery.played import played
from benchmarks.discovery.rules import judged
from benchmarks.discovery.served import Web, neighbours
from benchmarks.discovery.setting import declared
from benchmarks.discovery.tally import tally
from extractors.leads import address

DAYS = {
    "openai-partner-network": [datetime(2026, 6, 18, 12, tzinfo=UTC)],
    "microsoft-partner-program": [datetime(2025, 6, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(5)],
    "canonical-partner-programmes": [
        datetime(2026, 8, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(3)
    ],
}


def main() -> None:
    """Measure what discovery enrols, and print it in Markdown."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.discovery", description=main.__doc__)
    asked.add_argument("--corpus", type=Path, required=True, help="directory of the corpus")
    asked.add_argument("--program", choices=sorted(DAYS), action="append", help="one program alone")
    asked.add_argument(
        "--rules", action="store_true", help="only what the rules say of each page, in ten seconds"
    )
    given = asked.parse_args()
    print("| program | due | enrolled | hit | precision | recall |\n| --- | --- | --- | --- | --- | --- |")
    for program in given.program or DAYS:
        (_by_rules if given.rules else _by_runs)(given.corpus, program)


def _by_rules(corpus: Path, key: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        configuration = declared(key, Path(scratch))
    (program,) = configuration.programs
    stood = pages(corpus, key)
    last = max(version.at for page in stood for version in page.versions)
    web = Web(program, stood, neighbours(program), max(last, DAYS[key][-1]))
    found = list(judged(web, program, configuration.catalogue))
    told = tally(web, program, {one.url for one in found if one.state == "enrolled"})
    print(told)
    for one in found:
        if (address(one.url) in told.due) != (one.state == "enrolled"):
            print(f"  {one.state:11} {one.score:5.1f} {one.url}: {one.why}")


def _by_runs(corpus: Path, key: str) -> None:
    found = played(corpus, key, DAYS[key])
    print(found.tally)
    print(f"  {found.runs} runs, at most {found.most_requests} requests in one")
    for url in sorted(found.tally.enrolled - found.tally.due):
        print(f"  should not be enrolled: {url}")
    for url in sorted(found.tally.due - found.tally.enrolled):
        print(f"  missing: {url}{' (doubtful)' if url in found.doubtful else ''}")
    for url, there, day in found.found:
        print(f"  {day}: {url}, there since {there}")
    for day, status in found.directory:
        print(f"  {day}: directory is {status}")


main()
