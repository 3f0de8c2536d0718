"""Commands that set the monitor going: ``check``, ``run``, ``serve``, ``deliver``, ``demo``."""

from __future__ import annotations

import asyncio
import os
import sys
import tomllib
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.output import Format, emit, format_option, talk
from flows.place import Place, pass_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from rich.console import RenderableType

    from flows.answers import Row
    from flows.deliver import Delivery
    from flows.monitor import RunReport

prefect_option = click.option(
    "--prefect/--no-prefect",
    "engine",
    default=None,
    help="Run as a Prefect flow, or without the engine (default: with it where PREFECT_API_URL is set, in the "
    "environment or in Prefect's active profile).",
)


@click.command(epilog="Example: gapwatch check")
@pass_place
def check(place: Place) -> None:
    """Check the configuration and change nothing."""
    configuration = place.declared()
    for fault in configuration.advice:
        talk(f"advice: {fault}")
    counts = {
        "program": len(configuration.programs),
        "source": sum(len(program.sources) for program in configuration.programs),
        "question": len(configuration.catalogue.questions),
    }
    said = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())
    click.echo(f"{place.directory}: {said}: good")


@click.command(epilog="Example: gapwatch run openai-partner-network")
@click.argument("programs", nargs=-1)
@click.option(
    "--due", is_flag=True, help="Leave out sources whose schedule has not come round since their last fetch."
)
@click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    default=600.0,
    show_default=True,
    help="Seconds to wait for another run to end.",
)
@prefect_option
@pass_place
def run(place: Place, programs: tuple[str, ...], due: bool, wait_seconds: float, engine: bool | None) -> None:
    """Run the monitor once, over all programs or those named.

    Exit 1 when a stored capture that new rules ask for is damaged: everything else is done, and each is named.
    """
    from flows.cli.progress import watched

    configuration = place.configuration()
    for name in programs:
        configuration.program(name)
    if uses_engine(engine):
        work = engine_ready().monitor_once(
            configuration, programs, now=now, scheduled=due, wait_seconds=wait_seconds
        )
        report = asyncio.run(work)
    else:
        report = watched(configuration, programs, now, due=due, wait_seconds=wait_seconds)
    _report(report)


@click.command(epilog="Example: PREFECT_API_URL=http://127.0.0.1:4200/api gapwatch serve")
@pass_place
def serve(place: Place) -> None:
    """Serve the schedules with a Prefect server."""
    from flows.due import schedules

    configuration = place.configuration()
    engine = engine_ready()
    if engine.server_address() is None:
        raise click.ClickException(
            "no Prefect server is configured; expected its address in PREFECT_API_URL; start one with "
            "`prefect server start`, then: PREFECT_API_URL=http://127.0.0.1:4200/api gapwatch serve"
        )
    sources = [source for program in configuration.programs for source in program.sources]
    crons = ", ".join(f'"{cron}"' for cron in schedules(configuration.settings, sources))
    talk(f"Serving {len(sources)} sources at {crons} ({configuration.settings.timezone}); Ctrl-C ends it.")
    engine.serve_schedules(place)


@click.command(epilog="Example: gapwatch deliver --list")
@click.option("--list", "only_list", is_flag=True, help="List what is owed and why, and tell nothing.")
@format_option
@prefect_option
@pass_place
def deliver(place: Place, only_list: bool, form: Format, engine: bool | None) -> None:
    """Tell what is still owed, to every channel."""
    from flows.deliver import deliver_alone, outstanding

    configuration = place.configuration()
    place.ready()
    if only_list:
        owed = outstanding(configuration, now())
        emit(owed, form, lambda: _owed(owed), "Nothing is owed to any channel.")
        return
    work = engine_ready().deliver_once if uses_engine(engine) else deliver_alone
    deliveries = asyncio.run(work(configuration, now))
    say_deliveries(deliveries)
    if not deliveries:
        talk("Nothing is owed to any channel.")


def _owed(owed: Sequence[Row]) -> Iterator[RenderableType]:
    from flows.tables import Column, listing

    yield listing(
        owed,
        [
            Column("channel", "channel", wrap=False),
            Column("created_at", "owed since", wrap=False),
            Column("title", "alert", ratio=2),
            Column("tries", "tries", justify="right"),
            Column("last_error", "last error", ratio=3),
        ],
    )


@click.command(epilog="Example: gapwatch demo")
def demo() -> None:
    """Play half a year of sample programs on loopback."""
    from flows.demo import demo as play

    play()


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def uses_engine(asked: bool | None) -> bool:
    """Whether Prefect takes part: as asked, else where a server is configured (environment, or Prefect's profile)."""
    if asked is not None:
        return asked
    if "PREFECT_API_URL" in os.environ:
        return bool(os.environ["PREFECT_API_URL"])
    return bool(_profile().get("PREFECT_API_URL"))


def _profile() -> dict[str, Any]:
    """Prefect's active profile, read as Prefect does but without importing it, which takes seconds."""
    home = Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()
    path = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml").expanduser()
    try:
        known = tomllib.loads(path.read_text("utf-8"))
        profile = known["profiles"][os.environ.get("PREFECT_PROFILE") or known["active"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # none, or one that Prefect is to complain of
    return profile if isinstance(profile, dict) else {}


def engine_ready() -> ModuleType:
    """The engine, ready: a server that is configured also answers."""
    engine = import_module("flows.engine")
    address = engine.server_address()
    if address and not engine.answers(address):
        raise click.ClickException(
            f"{address}: no Prefect server answers; start one with `prefect server start`, "
            "or run without it: gapwatch run --no-prefect"
        )
    return engine


def _report(report: RunReport) -> None:
    seconds = (report.finished_at - report.started_at).total_seconds()
    outcomes = ", ".join(
        f"{count} {name.replace('_', ' ')}" for name, count in sorted(report.outcomes.items())
    )
    not_due = f", {report.not_due} not due" if report.not_due else ""
    talk(f"Sources: {outcomes or 'none'}{not_due}. Changes: {len(report.changes)}. {seconds:.1f} s.")
    if report.rereading is not None:
        talk(f"History was read again by other rules. See: gapwatch rebuild --report {report.rereading}")
    say_deliveries(report.deliveries)
    for fault in report.damaged:
        talk(fault)
    if report.damaged:
        sys.exit(1)


def say_deliveries(deliveries: Sequence[Delivery]) -> None:
    """Say what was told on which channel, and what is still owed."""
    for delivery in deliveries:
        if delivery.error:
            talk(f"{delivery.channel}: not told, still owed ({delivery.error}): {delivery.title}")
        else:
            talk(f"{delivery.channel}: told: {delivery.title}")
