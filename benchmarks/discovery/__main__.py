"""``python -m benchmarks.discovery --corpus DIR``: precision and recall of enrolment, program by program."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.discovery.captures import pages
from benchmarks.discovery.rules import judged
from benchmarks.discovery.served import Web, neighbours
from benchmarks.discovery.setting import declared
from benchmarks.discovery.tally import tally

ENDS = {
    "openai-partner-network": datetime(2026, 10, 20, tzinfo=UTC),
    "microsoft-partner-program": datetime(2025, 6, 1, tzinfo=UTC),
    "canonical-partner-programmes": datetime(2026, 8, 1, tzinfo=UTC),
}


def main() -> None:
    """Measure, and print a table in Markdown."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.discovery", description=main.__doc__)
    asked.add_argument("--corpus", type=Path, required=True, help="directory of the corpus")
    asked.add_argument("--program", choices=sorted(ENDS), action="append", help="one program alone")
    asked.add_argument("--verbose", action="store_true", help="say every page and why")
    given = asked.parse_args()
    print("| program | due | enrolled | hit | precision | recall |\n| --- | --- | --- | --- | --- | --- |")
    for program in given.program or ENDS:
        _rules(given.corpus, program, verbose=given.verbose)


def _rules(corpus: Path, key: str, *, verbose: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        configuration = declared(key, Path(scratch))
    (program,) = configuration.programs
    web = Web(program, pages(corpus, key), neighbours(program), ENDS[key])
    found = list(judged(web, program, configuration.catalogue))
    print(tally(web, program, {one.url for one in found if one.state == "enrolled"}))
    beside = web.beside
    for one in found:
        wrong = (one.state == "enrolled") == (one.url in beside)
        if wrong or verbose:
            mark = "NEIGHBOUR" if one.url in beside else "page"
            print(f"  {mark:9} {one.state:11} {one.score:5.1f} {one.url} -- {one.why}")


main()
