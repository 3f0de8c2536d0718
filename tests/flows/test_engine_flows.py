"""The flows, run by Prefect's own harness: the same results as without it, and what it shows of them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from watched_site import DAY, FEE, watched

from flows.exclusive import RunInProgress
from flows.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prefect.client.schemas.objects import FlowRun, TaskRun

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    # Prefect keeps clients and sockets open beyond the loop of a flow run.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="session")
def engine() -> Iterator[Any]:
    """The engine with a server of its own, which forgets everything at the end."""
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

    from flows import engine as module  # noqa: PLC0415  (two seconds)

    with prefect_test_harness(server_startup_timeout=120):
        yield module


def asked(engine: Any, name: str, **arguments: Any) -> Any:
    """What the server answers to one question of the client's."""

    async def ask() -> Any:
        async with engine.get_client() as client:
            return await getattr(client, name)(**arguments)

    return asyncio.run(ask())


def last_run(engine: Any, flow: str) -> FlowRun:
    """The newest run of a flow."""
    runs = asked(engine, "read_flow_runs", sort="START_TIME_DESC")
    flows = {run.flow_id: asked(engine, "read_flow", flow_id=run.flow_id).name for run in runs}
    newest: FlowRun = next(run for run in runs if flows[run.flow_id] == flow)
    return newest


def tasks_of(engine: Any, run: FlowRun) -> list[TaskRun]:
    """The task runs of a flow run."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId  # noqa: PLC0415

    found: list[TaskRun] = asked(
        engine, "read_task_runs", flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    )
    return found


def test_a_flow_does_what_the_monitor_does(engine: Any, tmp_path: Path) -> None:
    """Run as a flow, the monitor gives the same report, and a task for each fetch and delivery is to be seen."""
    with watched(tmp_path, "acme", "bolt") as watch:
        asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY))
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        at = DAY + timedelta(days=1)
        report = asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: at))
    assert report.outcomes == {"healthy": 1, "unchanged": 1}
    assert {change.type for change in report.changes} == {"gap_closed", "requirement_added"}
    run = last_run(engine, "monitor")
    assert report.run_id == str(run.id)
    assert run.name == "by hand 2026-03-03 05:17"
    assert "gapwatch" in run.tags
    names = sorted(task.name for task in _eventually(lambda: tasks_of(engine, run), 3))
    assert names == ["acme/page", "bolt/page", f"feed {report.deliveries[0].alert_id[:12]}"]


def _eventually(ask: Any, count: int) -> Any:
    """Task runs reach the server a moment later than the flow ends."""
    for _ in range(50):
        if len(found := ask()) >= count:
            break
        asyncio.run(asyncio.sleep(0.1))
    return found


def test_a_run_leaves_a_readable_artifact(engine: Any, tmp_path: Path) -> None:
    """The artifact of a run is Markdown with the board and the changes; its key stays the same."""
    with watched(tmp_path) as watch:
        asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY))
    (newest, *_) = asked(engine, "read_latest_artifacts")
    assert newest.key == "gapwatch"
    assert "| Acme Partners | ○ |" in newest.data
    assert "## Changes: 0" in newest.data


def test_a_change_is_an_event(engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each change an event is emitted, with an id that a repetition would have too."""
    emitted: list[dict[str, Any]] = []
    monkeypatch.setattr(engine, "emit_event", lambda **event: emitted.append(event))
    with watched(tmp_path) as watch:
        watch.run()
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        report = asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY + timedelta(days=1)))
    assert {event["event"] for event in emitted} == {"gapwatch.gap_closed", "gapwatch.requirement_added"}
    assert {event["resource"]["prefect.resource.id"] for event in emitted} == {"gapwatch.program.acme"}
    assert len({event["id"] for event in emitted}) == len(emitted)
    assert all(json.dumps(event["payload"]) for event in emitted)
    first = [event["id"] for event in emitted]
    engine._announced(report.changes)
    assert [event["id"] for event in emitted[len(first) :]] == first


def test_a_change_is_an_event_though_delivery_fails(
    engine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changes are announced when they are settled: a delivery that breaks off the run keeps no event back."""
    emitted: list[str] = []

    async def broken(*_: object) -> None:
        assert emitted
        raise OSError("no more disk")

    monkeypatch.setattr(engine, "emit_event", lambda **event: emitted.append(event["event"]))
    with watched(tmp_path) as watch:
        watch.run()
        watch.site.pages["/acme"] = FEE.format(fee="$2,000")
        monkeypatch.setattr("flows.monitor.deliver", broken)
        with pytest.raises(OSError, match="no more disk"):
            asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY + timedelta(days=1)))
    assert set(emitted) == {"gapwatch.gap_closed", "gapwatch.requirement_added"}


def test_a_flow_waits_for_another_run_as_long_as_asked(engine: Any, tmp_path: Path) -> None:
    """``--wait`` holds with the engine too."""
    with watched(tmp_path) as watch:
        lock = FileLock(watch.warehouse.with_name(watch.warehouse.name + ".run"))
        with lock, pytest.raises(RunInProgress, match=r"more than 0\.1 seconds"):
            asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY, wait_seconds=0.1))


def test_a_channel_may_have_its_address_in_a_block(engine: Any, tmp_path: Path) -> None:
    """A Secret block holds an address where the environment does not; one that is missing is named."""
    from prefect.blocks.system import Secret  # noqa: PLC0415
    from pydantic import SecretStr  # noqa: PLC0415

    asyncio.run(Secret(value=SecretStr("nonsense://nowhere")).asave("known", overwrite=True))
    channels = (
        '[alerts.channels.a]\nprefect_block = "known"\n[alerts.channels.b]\nprefect_block = "missing"\n'
    )
    with watched(tmp_path, alerts=channels) as watch:
        report = asyncio.run(engine.monitor_once(watch.configuration(), now=lambda: DAY))
    errors = {told.channel: told.error for told in report.deliveries}
    assert "apprise does not know its address" in errors["a"]
    assert 'block "secret/missing"' in errors["b"]


def test_delivery_and_rebuild_are_flows_too(engine: Any, tmp_path: Path) -> None:
    """What is owed can be told, and history read again, by flows that take names of files only."""
    with watched(tmp_path) as watch:
        watch.run()
        assert asyncio.run(engine.deliver_flow(config=str(watch.directory))) == ()
        asyncio.run(engine.rebuild_flow(config=str(watch.directory)))
        report = asyncio.run(engine.monitor_flow(config=str(watch.directory)))
    assert report.outcomes == {"unchanged": 1}


def test_a_run_that_was_overtaken_is_left_to_the_newest(engine: Any, tmp_path: Path) -> None:
    """Of the runs that were missed while no worker was there only the newest is done."""
    from prefect.flow_engine import run_flow_async  # noqa: PLC0415
    from prefect.states import Scheduled  # noqa: PLC0415

    with watched(tmp_path) as watch:
        deployment = engine.deployments(Place(watch.directory))[0].apply()
        runs = [
            asked(
                engine,
                "create_flow_run_from_deployment",
                deployment_id=deployment,
                state=Scheduled(scheduled_time=engine._now() - timedelta(hours=hours)),
            )
            for hours in (2, 1)
        ]
        ends = [
            asyncio.run(
                run_flow_async(
                    engine.monitor_flow,
                    flow_run=run,
                    parameters={"config": str(watch.directory)},
                    return_type="state",
                )
            )
            for run in runs
        ]
    assert [getattr(end, "name", None) for end in ends] == ["Skipped", "Completed"]


def test_what_is_served_follows_the_configuration(engine: Any, tmp_path: Path) -> None:
    """Every schedule of the configuration is served, in its time zone, one run at a time, by a module's name."""
    with watched(tmp_path) as watch:
        program = watch.directory / "programs" / "acme.toml"
        program.write_text(program.read_text("utf-8") + 'schedule = "0 */6 * * *"\n', encoding="utf-8")
        served = {each.flow_name: each for each in engine.deployments(Place(watch.directory))}
    monitor = served["monitor"]
    assert [schedule.schedule.cron for schedule in monitor.schedules] == ["17 5 * * *", "0 */6 * * *"]
    assert monitor.entrypoint == "flows.engine.monitor_flow"
    assert monitor.concurrency_options.collision_strategy == "ENQUEUE"
    assert not served["deliver"].schedules
    assert [schedule.schedule.cron for schedule in served["discover"].schedules] == ["47 3 * * *"]
    assert served["discover"].entrypoint == "flows.engine.discover_flow"


def test_new_pages_are_looked_for_as_a_flow(engine: Any, tmp_path: Path) -> None:
    """A search by hand is a flow run of its own, in which what is fetched is a task."""
    with watched(tmp_path) as watch:
        program = watch.directory / "programs" / "acme.toml"
        program.write_text(program.read_text("utf-8") + '[[scopes]]\nhost = "127.0.0.1"\n', encoding="utf-8")
        work = engine.discover_once(watch.configuration(), now=lambda: datetime.now(UTC), wait_seconds=5)
        report = asyncio.run(work)
    assert report.found[0].search.listings == 2


def test_analytics_are_off_in_what_we_start() -> None:
    """Importing the engine turns Prefect's reports to its makers off, unless the operator says otherwise."""
    code = (
        "import flows.engine, os; from prefect.settings import get_current_settings as s;"
        "print(s().server.analytics_enabled, os.environ['DO_NOT_TRACK'])"
    )
    keep = {
        name: value
        for name, value in os.environ.items()
        if "ANALYTICS" not in name and name != "DO_NOT_TRACK"
    }
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=keep)
    assert ran.stdout.split() == ["False", "1"]


def test_serve_says_how_to_start_a_server(tmp_path: Path) -> None:
    """Where no server answers, the message holds the one line that starts one."""
    code = "from flows.cli import main; main()"
    with watched(tmp_path) as watch:
        ran = subprocess.run(
            [sys.executable, "-c", code, "--config", str(watch.directory), "serve"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PREFECT_API_URL": "http://127.0.0.1:9/api"},
        )
    assert ran.returncode == 1
    assert "prefect server start" in ran.stderr
