"""The command that looks for new pages: ``discover``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from flows.cli.candidates import found_pages
from flows.cli.output import Format, emit, format_option, talk
from flows.cli.running import engine_ready, now, prefect_option, say_deliveries, uses_engine
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.answers import Row
    from flows.discovery.looking import DiscoveryReport, Found


@click.command(epilog="Example: gapwatch discover openai-partner-network --dry-run")
@click.argument("programs", nargs=-1)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Ask sitemaps, feeds and llms.txt alone, and list what would be read; keep nothing.",
)
@click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    default=600.0,
    show_default=True,
    help="Seconds to wait for another run to end.",
)
@format_option
@prefect_option
@pass_place
def discover(  # noqa: PLR0913, PLR0917 - one parameter for each option
    place: Place,
    programs: tuple[str, ...],
    dry_run: bool,
    wait_seconds: float,
    form: Format,
    engine: bool | None,
) -> None:
    """Look for new pages of programs and enrol the good ones.

    Of all programs or those named, within the scopes that they declare. What is enrolled is watched from then on.
    """
    configuration = place.configuration()
    for name in programs:
        configuration.program(name)
    if dry_run:
        from flows.discovery.looking import rehearsed

        if place.path().exists():
            place.ready()
        report = asyncio.run(rehearsed(configuration, programs, now=now))
        emit(_waiting(report), form, lambda: found_pages(_waiting(report)), "Nothing would be read.")
    else:
        if uses_engine(engine):
            work = engine_ready().discover_once(configuration, programs, now=now, wait_seconds=wait_seconds)
            report = asyncio.run(work)
        else:
            report = _discovered(place, programs, wait_seconds)
        emit(_read(report), form, lambda: found_pages(_read(report)), "No new page was read.")
    _say(report, dry=dry_run)


def _discovered(place: Place, programs: Sequence[str], wait_seconds: float) -> DiscoveryReport:
    from flows.discovery.looking import discover as look
    from flows.monitor import Surroundings

    around = Surroundings(wait_seconds=wait_seconds)
    return asyncio.run(look(place.configuration(), programs, now=now, around=around, said=talk))


def _read(report: DiscoveryReport) -> list[Row]:
    return [
        {
            "program": found.program, "state": one.state, "url": one.url, "source": one.source_id, "why": one.why,
            "how": one.how, "found_in": one.found_in,
        }
        for found in report.found
        for one in found.read
    ]  # fmt: skip


def _waiting(report: DiscoveryReport) -> list[Row]:
    return [
        {
            "program": found.program, "state": one.state, "url": one.url, "source": None, "why": one.promise,
            "how": one.how, "found_in": one.found_in,
        }
        for found in report.found
        for one in found.waiting
    ]  # fmt: skip


def _say(report: DiscoveryReport, *, dry: bool) -> None:
    for key in report.unscoped:
        talk(
            f"{key}: no [[scopes]] in its file; expected where pages may be looked for; nothing is looked for"
        )
    for found in report.found:
        talk(_told(found, dry=dry))
    if not dry:
        talk(f"Changes: {len(report.changes)}.")
    say_deliveries(report.deliveries)


def _told(found: Found, *, dry: bool) -> str:
    search = found.search
    read = "" if dry else f", {search.pages} pages read, {len(found.enrolled)} enrolled"
    left = f", {len(found.waiting)} waiting" if found.waiting else ""
    doubtful = sum(one.state == "doubtful" for one in found.read)
    yours = f", {doubtful} for you to decide on (gapwatch sources --candidates)" if doubtful else ""
    ended = f" ({search.ended})" if search.ended else ""
    return f"{found.program}: {search.requests} requests, {search.listings} listings asked{read}{yours}{left}{ended}."
