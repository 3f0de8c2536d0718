"""The command that takes history from web archives: ``backfill``."""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.output import Format, emit, format_option, said_at_times, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from extractors.catalogue import Source
    from flows.backfill import Order, Plan, Report, Step
    from flows.configuration import Configuration
    from flows.settings import Archive

_MOST_FAULTS = 20
_THINNED = re.compile(r"digest|timestamp:([4-9]|1[0-4])")


def _thinned(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value is not None and not _THINNED.fullmatch(value):
        raise click.BadParameter(
            "expected digest, or timestamp:N with 4 to 14 digits of the time (timestamp:8 is one capture a day)"
        )
    return value or ""


@click.command(epilog="Example: gapwatch backfill acme-partners --from 2020-01-01 --dry-run")
@click.argument("names", nargs=-1, metavar="[PROGRAM|SOURCE]...")
@click.option(
    "--from",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day (UTC); default: as far back as the archive goes.",
)
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="Last day (UTC); default: today.")
@click.option("--archive", "archive_name", help="Which archive of the settings to ask; default: the first.")
@click.option(
    "--collapse",
    "thinned",
    callback=_thinned,
    metavar="digest|timestamp:N",
    help="Let the archive leave out captures next to a like one: of the same bytes, or of the same N digits of time. "
    "By default none are: every capture that shows the same page again confirms what it says and what it does not.",
)
@click.option("--dry-run", is_flag=True, help="Ask the archive's index, print the plan, and write nothing.")
@click.option("--status", is_flag=True, help="Print how far each source is, and ask nobody.")
@click.option("--again", is_flag=True, help="Try once more what was missing before.")
@click.option(
    "--sources",
    "declared",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Lines of JSON that declare programs and sources (program, page, url, standing, language).",
)
@format_option
@pass_place
def backfill(  # noqa: PLR0913, PLR0917 - one parameter for each option
    place: Place,
    names: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    archive_name: str | None,
    thinned: str,
    dry_run: bool,
    status: bool,
    again: bool,
    declared: Path | None,
    form: Format,
) -> None:
    """Take history from a web archive, politely, and go on where it stopped.

    Changes are recorded, not sent.
    """
    from flows.backfill import Order, standing
    from flows.backfill.listing import Span
    from flows.configuration import merged, programs_from_jsonl

    if since is not None and until is not None and since > until:
        raise click.BadParameter(
            f"{since:%Y-%m-%d} is after {until:%Y-%m-%d}; expected the first day, then the last",
            param_hint="--from",
        )
    if dry_run and status:
        raise click.UsageError(
            "--dry-run asks the archive and --status asks nobody; expected one of them; remove the other"
        )
    configuration = place.configuration()
    programs = configuration.programs
    if declared is not None:
        programs = merged(programs, programs_from_jsonl(declared))
    span = Span(
        f"{since:%Y%m%d}000000" if since else "",
        f"{until:%Y%m%d}235959" if until else "",
        thinned,
    )
    sources = _sources(replace(configuration, programs=tuple(programs)), names)
    order = Order(_archive(configuration, archive_name), programs, sources, span, again)
    if status:
        place.known()
        _show(standing(configuration, order), form)
    elif dry_run:
        _dry(configuration, order, form)
    else:
        _take(configuration, order)


def _archive(configuration: Configuration, name: str | None) -> Archive:
    archives = configuration.settings.archives
    found = next((one for one in archives if name in (None, one.name)), None)
    if found is None:
        known = ", ".join(one.name for one in archives)
        raise click.BadParameter(
            f'there is no archive "{name}"; known archives are {known}', param_hint="--archive"
        )
    return found


def _sources(configuration: Configuration, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources named, those of the programs named, or all."""
    by_id = {
        source.id: source
        for program in configuration.programs
        for source in program.sources
        if not source.item
    }
    found = {}
    for name in names or [program.key for program in configuration.programs]:
        if name in by_id:
            found[name] = by_id[name]
        elif "/" in name:
            program = configuration.program(name.partition("/")[0])
            known = ", ".join(source.id for source in program.sources if not source.item)
            raise click.BadParameter(
                f'there is no source "{name}"; known sources are {known}', param_hint="SOURCE"
            )
        else:
            found |= {one.id: one for one in configuration.program(name).sources if not one.item}
    return tuple(found.values())


def _dry(configuration: Configuration, order: Order, form: Format) -> None:
    from flows.backfill import planned
    from flows.backfill.errors import ArchiveStops

    try:
        plans, faults = asyncio.run(planned(configuration, order, _now, _progress()))
    except ArchiveStops as stop:
        raise click.ClickException(str(stop)) from stop
    _show(plans, form)
    for fault in faults:
        talk(fault)
    if faults:
        sys.exit(1)


def _take(configuration: Configuration, order: Order) -> None:
    from flows.backfill import backfilled

    report = asyncio.run(
        backfilled(configuration, order, _now, _progress(), lambda plans: talk(_summary(plans)))
    )
    _say(report)
    if report.stopped is not None:
        talk(report.stopped)
    if report.lost:
        talk(
            f"{report.lost} captures went missing; later backfills try them again; "
            "gapwatch backfill --status says why."
        )
    if report.stopped is not None or report.unlisted or report.lost:
        sys.exit(1)


def _say(report: Report) -> None:
    _say_faults(report.faults)
    outcomes = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.outcomes.items())
    states = ", ".join(f"{count} {name}" for name, count in report.states.items())
    talk(
        f"{report.requests} requests; {states or 'nothing new'}{f' ({outcomes})' if outcomes else ''}; "
        f"{report.changes} changes in the past."
    )


def _say_faults(faults: Sequence[str]) -> None:
    for fault in faults[:_MOST_FAULTS]:
        talk(fault)
    if len(faults) > _MOST_FAULTS:
        talk(
            f"… and {len(faults) - _MOST_FAULTS} more; "
            "gapwatch backfill --status --format json gives every missing capture."
        )


def _summary(plans: Sequence[Plan]) -> str:
    """The plan in one line."""
    total = Counter[str]()
    for one in plans:
        total.update(
            captures=one.captures, here=one.done, missing=one.missing, downloads=one.downloads, size=one.bytes
        )
    minutes = sum(one.minutes for one in plans)
    return (
        f"{total['captures']} captures of {len(plans)} sources: {total['here']} here, {total['missing']} missing, "
        f"{total['downloads']} to download ({total['size'] / 1e6:.1f} MB, about {minutes:.0f} minutes), "
        f"{total['captures'] - total['here'] - total['missing'] - total['downloads']} of bytes that are known then."
    )


def _show(plans: Sequence[Plan], form: Format) -> None:
    rows = [asdict(one) for one in plans]
    emit(rows, form, lambda: _table(plans), "Nothing is planned.")
    if form == "table":
        talk(_summary(plans))
        _say_faults([f"{one.source}: {lost}" for one in plans for lost in one.lost])


def _table(plans: Sequence[Plan]) -> Iterator[RenderableType]:
    from flows.tables import Column, listing

    rows = [
        {
            **asdict(one),
            "first": f"{one.first:%Y-%m-%d}" if one.first else "",
            "last": f"{one.last:%Y-%m-%d}" if one.last else "",
            "bytes": f"{one.bytes / 1e6:.1f} MB",
            "minutes": f"{one.minutes:.1f}",
        }
        for one in plans
    ]
    yield listing(
        rows,
        [
            Column("source", "source", ratio=3),
            Column("captures", "captures", justify="right"),
            Column("first", "first", wrap=False),
            Column("last", "last", wrap=False),
            Column("done", "here", justify="right"),
            Column("missing", "missing", justify="right"),
            Column("downloads", "to download", justify="right"),
            Column("bytes", "size", justify="right"),
            Column("minutes", "minutes", justify="right"),
        ],
    )


def _progress() -> Callable[[Step], None]:
    """Say how far it is, at most every few seconds."""
    say: dict[str, Callable[[int, int], None]] = {}

    def step(at: Step) -> None:
        kind = "sources listed" if at.doing.startswith("listing ") else "captures done"
        say.setdefault(kind, said_at_times(kind))(at.done, at.total)

    return step


def _now() -> datetime:
    return datetime.now(UTC)
