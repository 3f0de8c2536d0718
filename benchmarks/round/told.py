"""RESULTS.md from what was measured."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.round.__main__ import Measured
    from benchmarks.round.measured import Ran

TARGETS = {"validators": 1.5, "furniture": 4.0, "changes": 4.0}
NAMES = {
    "validators": "(a) unchanged, validators",
    "furniture": "(b) unchanged text, furniture differs, no validators",
    "changes": "(c) as (b), one requirement changed on 5 % of the pages",
}
YARDSTICKS = {
    "httpx": "bare httpx",
    "lxml": "httpx and lxml's text of every page",
    "beautifulsoup": "httpx and BeautifulSoup's text of every page",
}
AFTER = (1, 5, 20)


def results(
    yardsticks: Mapping[str, Ran],
    rounds: Mapping[str, Sequence[Measured]],
    engine: tuple[Ran, Ran] | None,
    machine: str,
) -> str:
    """The whole file."""
    return "\n".join(
        (
            "# Whole rounds over 500 pages: results",
            "",
            f"Written by `python -m benchmarks.round` on {machine}. README.md says what is measured.",
            "CPU is user and system time of the measured process alone, start-up of the interpreter and all",
            "imports included; the site is another process. Medians over the rounds after the first look.",
            "",
            *_cost(rounds),
            "",
            *_disk(rounds),
            "",
            *_yardsticks(yardsticks),
            "",
            *_engine(engine),
            "",
        )
    )


def _cost(rounds: Mapping[str, Sequence[Measured]]) -> list[str]:
    lines = [
        "| round | CPU s | target | wall s | start-up s of CPU | peak MB | told | false | missed |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for scenario, measured in rounds.items():
        first, later = measured[0], measured[1:]
        lines += [
            _row(NAMES[scenario], TARGETS[scenario], later),
            _row(f"{NAMES[scenario]}: first look", None, [first]),
        ]
    return lines


def _row(name: str, target: float | None, rounds: Sequence[Measured]) -> str:
    cpu = median(one.ran.cpu for one in rounds)
    start = median(one.ran.cpu - one.ran.said["round_cpu"] for one in rounds)
    verdict = "" if target is None else f"{target:g} ({'met' if cpu <= target else 'missed'})"
    return (
        f"| {name} | {cpu:.2f} | {verdict} | {median(one.ran.wall for one in rounds):.2f} | {start:.2f} "
        f"| {max(one.ran.peak for one in rounds):.0f} | {sum(one.told for one in rounds)} "
        f"| {sum(one.false for one in rounds)} | {sum(one.missed for one in rounds)} |"
    )


def _disk(rounds: Mapping[str, Sequence[Measured]]) -> list[str]:
    lines = [
        "Bytes of the warehouse file, MB, after the first look and after further rounds:",
        "",
        f"| round | first look | {' | '.join(f'{number} rounds' for number in AFTER)} |",
        f"| --- {'| --- ' * (len(AFTER) + 1)}|",
    ]
    for scenario, measured in rounds.items():
        after = {one.round: f"{one.disk / 1e6:.1f}" for one in measured}
        lines.append(f"| {NAMES[scenario]} | {after[0]} | {' | '.join(after.get(n, '') for n in AFTER)} |")
    return lines


def _yardsticks(yardsticks: Mapping[str, Ran]) -> list[str]:
    lines = [
        "Yardsticks on the same site, scenario (b), eight requests at a time:",
        "",
        "| means | CPU s | wall s | peak MB |",
        "| --- | --- | --- | --- |",
    ]
    return lines + [
        f"| {YARDSTICKS[means]} | {one.cpu:.2f} | {one.wall:.2f} | {one.peak:.0f} |"
        for means, one in yardsticks.items()
    ]


def _engine(engine: tuple[Ran, Ran] | None) -> list[str]:
    if engine is None:
        return ["Prefect's part was not measured this time."]
    plain, through = engine
    return [
        "Prefect's part: one round of (b) through the engine with a running local server (whose own process",
        f"is not counted) takes {through.cpu:.1f} s of CPU and {through.wall:.1f} s wall, the plain round",
        f"{plain.cpu:.1f} s of CPU and {plain.wall:.1f} s wall. So {through.cpu - plain.cpu:.1f} s of CPU",
        f"and {through.wall - plain.wall:.1f} s wall are Prefect's, for 500 fetches as tasks.",
    ]
