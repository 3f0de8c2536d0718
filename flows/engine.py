"""Everything of Prefect: the flows, their tasks, artifacts and events, and serving the schedules.

Flows and tasks only wrap what :mod:`flows.monitor` and :mod:`flows.deliver` do without them. Nothing else imports
this module but when an engine is asked for: Prefect takes seconds to import.
"""

from __future__ import annotations

import os

# Before Prefect is imported, because it reads them then: what we start reports to nobody.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
# A server of one's own starts in 12 to 25 s on two busy cores; Prefect gives it 20.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

import asyncio
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import NAMESPACE_URL, uuid5

import httpx
from prefect import flow, get_client, get_run_logger, runtime, serve, tags, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.blocks.core import Block
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.context import TagsContext
from prefect.events import emit_event
from prefect.schedules import Cron
from prefect.settings import get_current_settings
from prefect.states import Completed
from prefect.types.entrypoint import EntrypointType

from flows.alerts.channels import NoAddress, Refused
from flows.configuration import Configuration  # noqa: TC001  (Prefect reads the annotations of flows)
from flows.deliver import Delivery, deliver
from flows.discovery.looking import DiscoveryReport, discover
from flows.due import schedules
from flows.exclusive import WAIT_SECONDS, alone
from flows.monitor import RunReport, Surroundings, monitor
from flows.overview import overview
from flows.place import Place
from flows.rereading import reread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from prefect.client.schemas.objects import State
    from prefect.deployments.runner import RunnerDeployment

    from extractors.catalogue import Source
    from flows.alerts.channels import Channel
    from flows.alerts.messages import Message
    from flows.deliver import Tell
    from flows.fetching import Attempt, Validators
    from flows.rounds import FetchSource
    from warehouse import Change

ARTIFACT = "gapwatch"
DEPLOYMENT = "gapwatch"
_TAGS = ["gapwatch"]
_PLAIN: dict[str, Any] = {"persist_result": False, "validate_parameters": False}


def _scheduled_name() -> str:
    start = runtime.flow_run.scheduled_start_time
    return f"scheduled {start:%Y-%m-%d %H:%M}" if start else "by hand"


@flow(name="monitor", flow_run_name=_scheduled_name, **_PLAIN)
async def monitor_flow(
    config: str = "config", warehouse: str | None = None, programs: Sequence[str] = ()
) -> RunReport | State[Any]:
    """Run the monitor on schedule: over what is due, of all programs or those named.

    A run that starts after a newer one of its deployment is ready as well is left to that one, so that a worker
    that was away catches up with one run and not with all that it missed.
    """
    if newer := await _newer_runs():
        return Completed(
            name="Skipped",
            message=f"Left to the newest of {newer} later run{'' if newer == 1 else 's'} that are ready as well",
        )
    configuration = Place(Path(config), Path(warehouse) if warehouse else None).configuration()
    return await _monitored(configuration, programs, _now, None, scheduled=True)


@flow(name="discover", flow_run_name=_scheduled_name, **_PLAIN)
async def discover_flow(
    config: str = "config", warehouse: str | None = None, programs: Sequence[str] = ()
) -> DiscoveryReport | State[Any]:
    """Look for new pages of all programs or those named; one that was missed is left to the newest, as the monitor's."""
    if newer := await _newer_runs():
        return Completed(
            name="Skipped", message=f"Left to the newest of {newer} later runs that are ready as well"
        )
    configuration = Place(Path(config), Path(warehouse) if warehouse else None).configuration()
    return await _discovered(configuration, programs, _now, WAIT_SECONDS)


@flow(name="deliver", **_PLAIN)
async def deliver_flow(config: str = "config", warehouse: str | None = None) -> tuple[Delivery, ...]:
    """Tell what is still owed."""
    return await _delivered(Place(Path(config), Path(warehouse) if warehouse else None).configuration(), _now)


@flow(name="rebuild", **_PLAIN)
async def rebuild_flow(config: str = "config", warehouse: str | None = None) -> None:
    """Derive everything again from the stored captures, by the rules of today."""
    configuration = Place(Path(config), Path(warehouse) if warehouse else None).configuration()
    async with alone(configuration.settings.warehouse):
        rebuilt = await asyncio.to_thread(reread, configuration)
    for fault in rebuilt.damaged:
        get_run_logger().error("%s", fault)
    get_run_logger().info("%d captures read again, %d changes", rebuilt.captures, rebuilt.changes)


async def monitor_once(  # noqa: PLR0913  (all but two have their usual value)
    configuration: Configuration,
    programs: Sequence[str] = (),
    *,
    now: Callable[[], datetime],
    run_id: str | None = None,
    scheduled: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> RunReport:
    """Run the monitor now as a Prefect flow; arguments, result and errors are those of `flows.monitor.monitor`."""

    @flow(name="monitor", flow_run_name=f"by hand {now():%Y-%m-%d %H:%M}", **_PLAIN)
    async def once(programs: Sequence[str]) -> RunReport:
        return await _monitored(
            configuration, programs, now, run_id, scheduled=scheduled, wait_seconds=wait_seconds
        )

    with tags(*_TAGS, "by hand"):
        report: RunReport = await once(list(programs))
    return report


async def discover_once(
    configuration: Configuration,
    programs: Sequence[str] = (),
    *,
    now: Callable[[], datetime],
    wait_seconds: float = WAIT_SECONDS,
) -> DiscoveryReport:
    """Look for new pages now as a Prefect flow; all is as in `flows.discovery.looking.discover`."""

    @flow(name="discover", flow_run_name=f"by hand {now():%Y-%m-%d %H:%M}", **_PLAIN)
    async def once(programs: Sequence[str]) -> DiscoveryReport:
        return await _discovered(configuration, programs, now, wait_seconds)

    with tags(*_TAGS, "by hand"):
        report: DiscoveryReport = await once(list(programs))
    return report


async def deliver_once(configuration: Configuration, now: Callable[[], datetime]) -> tuple[Delivery, ...]:
    """Tell what is owed now, as a Prefect flow."""

    @flow(name="deliver", flow_run_name=f"by hand {now():%Y-%m-%d %H:%M}", **_PLAIN)
    async def once() -> tuple[Delivery, ...]:
        return await _delivered(configuration, now)

    with tags(*_TAGS, "by hand"):
        deliveries: tuple[Delivery, ...] = await once()
    return deliveries


async def _monitored(  # noqa: PLR0913  (all but four have their usual value)
    configuration: Configuration,
    programs: Sequence[str],
    now: Callable[[], datetime],
    run_id: str | None,
    *,
    scheduled: bool,
    wait_seconds: float = WAIT_SECONDS,
) -> RunReport:
    around = _around(wait_seconds)
    run_id = run_id or str(runtime.flow_run.id)
    with TagsContext(current_tags=set()):  # a tag on a task costs a question to the server about its limit
        report = await monitor(
            configuration, programs, now=now, run_id=run_id, scheduled=scheduled, around=around
        )
    await _publish(configuration, report)
    for fault in report.damaged:
        get_run_logger().error("%s", fault)
    get_run_logger().info("%d changes; sources: %s", len(report.changes), report.outcomes)
    return report


def _around(wait_seconds: float) -> Surroundings:
    return Surroundings(
        fetching=_fetched_in_tasks,
        telling=_told_in_tasks,
        rereading=_reread,
        changed=_announced,
        block_address=_block_address,
        wait_seconds=wait_seconds,
    )


async def _discovered(
    configuration: Configuration, programs: Sequence[str], now: Callable[[], datetime], wait_seconds: float
) -> DiscoveryReport:
    run_id = str(runtime.flow_run.id)
    with TagsContext(current_tags=set()):
        report = await discover(configuration, programs, now=now, run_id=run_id, around=_around(wait_seconds))
    for found in report.found:
        search = found.search
        told = (found.program, search.requests, search.pages, [source.url for source in found.enrolled])
        get_run_logger().info("%s: %d requests, %d pages read, enrolled: %s", *told)
    return report


async def _delivered(configuration: Configuration, now: Callable[[], datetime]) -> tuple[Delivery, ...]:
    async with alone(configuration.settings.warehouse):
        return await deliver(configuration, now, _told_in_tasks, _block_address)


@task(name="fetch", task_run_name="{source_id}", cache_policy=NO_CACHE, persist_result=False)
async def _fetch(source_id: str, fetch: Callable[[], Awaitable[Attempt]]) -> Attempt:  # noqa: ARG001  (its name)
    return await fetch()


async def _worth_another_try(_task: Any, _run: Any, state: State[Any]) -> bool:  # noqa: ANN401
    """Whether a channel may take later what it did not take now; one without a good address never will."""
    return not isinstance(await state.aresult(raise_on_failure=False), NoAddress | Refused)


@task(
    name="deliver",
    task_run_name="{channel} {alert}",
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=_worth_another_try,
)
async def _tell(channel: str, alert: str, tell: Callable[[], Awaitable[None]]) -> None:  # noqa: ARG001  (its name)
    await tell()


def _fetched_in_tasks(fetch: FetchSource) -> FetchSource:
    async def fetch_in_task(source: Source, validators: Validators | None) -> Attempt:
        return await _fetch(source.id, partial(fetch, source, validators))

    return fetch_in_task


def _told_in_tasks(tell: Tell) -> Tell:
    async def tell_in_task(channel: Channel, message: Message) -> None:
        await _tell(channel.name, message.id[:12], partial(tell, channel, message))

    return tell_in_task


async def _block_address(name: str) -> str:
    """The apprise address that a block holds: a Secret, or a notification block with a URL."""
    slug = name if "/" in name else f"secret/{name}"
    try:
        block: Any = await Block.aload(slug)
    except ValueError:
        raise NoAddress(
            f'block "{slug}": Prefect has none of that name; create it (a Secret) in Prefect'
        ) from None
    address = block.get() if hasattr(block, "get") else block.url.get_secret_value()
    return str(address)


def _now() -> datetime:
    return datetime.now(UTC)


async def _newer_runs() -> int:
    """How many later runs of this run's deployment are ready to start, and so make this one needless."""
    deployment, start = runtime.deployment.id, runtime.flow_run.scheduled_start_time
    if not deployment or start is None:
        return 0
    async with get_client() as client:
        waiting = await client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
                expected_start_time=FlowRunFilterExpectedStartTime(after_=start, before_=cast("Any", _now())),
            )
        )
    return sum(run.expected_start_time is not None and run.expected_start_time > start for run in waiting)


async def _publish(configuration: Configuration, report: RunReport) -> None:
    """Show the run in Prefect: one artifact with the board and the changes."""
    markdown = await asyncio.to_thread(overview, configuration, report)
    await acreate_markdown_artifact(
        markdown, key=ARTIFACT, description="The board, and what changed in this run"
    )


def _reread(done: int, total: int) -> None:
    logging.getLogger("gapwatch").info("%d of %d captures read again", done, total)


def _announced(changes: Sequence[Change]) -> None:
    """Emit an event for each change, at once, so that no failure of a channel and no kill later on keeps it back."""
    for change in changes:
        _announce(change)


def _announce(change: Change) -> None:
    emit_event(
        event=f"gapwatch.{change.type}",
        resource={
            "prefect.resource.id": f"gapwatch.program.{change.program}",
            "prefect.resource.name": change.program,
            "gapwatch.question": change.question or "",
        },
        occurred=change.recorded_at,
        payload={key: value for key, value in asdict(change).items() if not isinstance(value, datetime)},
        id=uuid5(NAMESPACE_URL, f"gapwatch:change:{change.id}"),
    )


def deployments(place: Place) -> list[RunnerDeployment]:
    """What is served: `monitor` and `discover` on the schedules of the configuration, one run each, the others on call."""
    configuration = place.configuration()
    settings = configuration.settings
    sources = [source for program in configuration.programs for source in program.sources]
    crons = [Cron(cron, timezone=settings.timezone) for cron in schedules(settings, sources)]
    searches = [Cron(settings.discovery.schedule, timezone=settings.timezone)]
    parameters = {
        "config": str(place.directory.resolve()),
        "warehouse": str(place.warehouse.resolve()) if place.warehouse else None,
    }
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
    common: dict[str, Any] = {
        "tags": _TAGS,
        "concurrency_limit": one,
        "entrypoint_type": EntrypointType.MODULE_PATH,
    }
    return [
        cast("RunnerDeployment", each)
        for each in (
            monitor_flow.to_deployment(DEPLOYMENT, schedules=crons, parameters=parameters, **common),
            discover_flow.to_deployment(DEPLOYMENT, schedules=searches, parameters=parameters, **common),
            deliver_flow.to_deployment(DEPLOYMENT, parameters=parameters, **common),
            rebuild_flow.to_deployment(DEPLOYMENT, parameters=parameters, **common),
        )
    ]


def serve_schedules(place: Place) -> None:
    """Serve until stopped. Stopping does not pause the schedules: what was missed is caught up with one run."""
    serve(*deployments(place), pause_on_shutdown=False, limit=1, print_starting_message=False)


def server_address() -> str | None:
    """The address of the Prefect server that is configured, if any (environment or profile)."""
    return get_current_settings().api.url


def answers(address: str) -> bool:
    """Whether a Prefect server answers there."""
    try:
        return httpx.get(f"{address}/health", timeout=5).is_success
    except httpx.HTTPError:
        return False
