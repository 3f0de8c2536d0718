"""Tell what is owed: every alert to every channel, at least once, under an id that never changes.

The warehouse knows what is owed and what was taken. A channel that fails keeps its debt, which the next run pays;
it never keeps another channel waiting, and a message that a service refuses never keeps the next ones.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import warehouse
from flows.alerts.channels import FEED, Channel, Feed, NoAddress, NotTaken, Refused, Service
from flows.alerts.letters import letter
from flows.answers import rows
from flows.exclusive import alone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from flows.alerts.messages import Message
    from flows.answers import Row
    from flows.configuration import Configuration
    from flows.settings import AlertSettings
    from flows.settings import Channel as ChannelSettings
    from warehouse import Alert

TIME_LIMIT_SECONDS = 60.0
NEWS_TO_A_NEW_CHANNEL = timedelta(days=14)

Tell: TypeAlias = "Callable[[Channel, Message], Awaitable[None]]"
BlockAddress: TypeAlias = "Callable[[str], Awaitable[str]]"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One try to tell an alert on a channel; `error` says why it was not taken."""

    alert_id: str
    title: str
    channel: str
    error: str | None = None


async def deliver(
    configuration: Configuration,
    now: Callable[[], datetime],
    telling: Callable[[Tell], Tell] = lambda tell: tell,
    block_address: BlockAddress | None = None,
) -> tuple[Delivery, ...]:
    """Tell all that is owed on all channels at once; what was tried, in the order of the channels.

    Each try is remembered in the warehouse as soon as it ended. WarehouseError when that cannot be done.
    """
    path = configuration.settings.warehouse
    told_on = channels(configuration.settings.alerts, block_address)
    owed = await asyncio.to_thread(_owed, path, [channel.name for channel in told_on], now())
    post = Post(path, now, telling(tell), asyncio.Lock())
    tried = await asyncio.gather(*(post.told_on(channel, owed[channel.name]) for channel in told_on))
    return tuple(delivery for deliveries in tried for delivery in deliveries)


def _owed(path: Path, names: Sequence[str], at: datetime) -> dict[str, list[Alert]]:
    """What each channel is owed, oldest first. One that was never told anything gets no old stories (the feed does)."""
    with closing(warehouse.connect_read_only(path)) as con:
        known = {channel for (channel,) in con.execute("SELECT DISTINCT channel FROM deliveries").fetchall()}
    owed = warehouse.owed(path, names)
    return {
        name: [
            alert
            for alert in owed
            if name in alert.owed_to
            and (name in {*known, FEED} or alert.created_at > at - NEWS_TO_A_NEW_CHANNEL)
        ]
        for name in names
    }


def outstanding(configuration: Configuration, at: datetime) -> list[Row]:
    """What is owed to which channel, oldest first, with the number of tries and why the last one failed.

    Rows: channel, alert, type, created_at, title, tries, last_tried, last_error.
    """
    path, settings = configuration.settings.warehouse, configuration.settings.alerts
    names = [channel.name for channel in channels(settings, None)]
    with closing(warehouse.connect_read_only(path)) as con:
        tried = {
            (row["alert"], row["channel"]): row
            for row in rows(
                con,
                "SELECT alert, channel, count(*) AS tries, max(attempted_at) AS last_tried,"
                " arg_max(error, attempted_at) AS last_error FROM deliveries GROUP BY alert, channel",
            )
        }
    return [
        {
            "channel": name,
            "alert": alert.id,
            "type": alert.type,
            "created_at": alert.created_at,
            "title": _titled(alert),
            "tries": (row := tried.get((alert.id, name), {})).get("tries", 0),
            "last_tried": row.get("last_tried"),
            "last_error": row.get("last_error"),
        }
        for name, alerts in _owed(path, names, at).items()
        for alert in alerts
    ]


def _titled(alert: Alert) -> str:
    try:
        return letter(alert).title
    except Exception:  # noqa: BLE001  (whatever is wrong with a payload, it is to be seen here)
        return f"{alert.type} {alert.id[:12]}: cannot be put into words"


async def deliver_alone(configuration: Configuration, now: Callable[[], datetime]) -> tuple[Delivery, ...]:
    """Tell what is owed while no run is at work, without an engine."""
    async with alone(configuration.settings.warehouse):
        return await deliver(configuration, now)


async def tell(channel: Channel, message: Message) -> None:
    """Hand a message to a channel, within a time limit; NotTaken when it was not taken."""
    try:
        async with asyncio.timeout(TIME_LIMIT_SECONDS):
            await channel.tell(message)
    except TimeoutError:
        raise NotTaken(f"no answer within {TIME_LIMIT_SECONDS:g} seconds") from None


@dataclass(frozen=True, slots=True)
class Post:
    """One round of delivery."""

    path: Path
    now: Callable[[], datetime]
    tell: Tell
    writing: asyncio.Lock

    async def told_on(self, channel: Channel, owed: Sequence[Alert]) -> list[Delivery]:
        """Tell one channel what it is owed, oldest first; when the channel fails the rest waits for the next run."""
        tried: list[Delivery] = []
        for alert in owed:
            delivery, passable = await self._told(channel, alert)
            tried.append(delivery)
            if not passable:
                break
        return tried

    async def _told(self, channel: Channel, alert: Alert) -> tuple[Delivery, bool]:
        """Try once, and remember it; whether the next alert may be tried, because only this one was at fault."""
        title, error, passable = f"{alert.type} {alert.id[:12]}", None, True
        try:
            message = letter(alert)
            title = message.title
            await self.tell(channel, message)
        except NotTaken as problem:
            error, passable = str(problem), isinstance(problem, Refused)
        except Exception as problem:  # noqa: BLE001  (whatever a plugin raises is its channel's failure)
            error, passable = f"{type(problem).__name__}: {problem}", not isinstance(problem, OSError)
        async with self.writing:
            await asyncio.to_thread(warehouse.delivered, self.path, alert.id, channel.name, self.now(), error)
        return Delivery(alert.id, title, channel.name, error), passable


def channels(settings: AlertSettings, block_address: BlockAddress | None) -> tuple[Channel, ...]:
    """The configured channels, the feed first."""
    services = tuple(Service(channel.name, _address(channel, block_address)) for channel in settings.channels)
    return (Feed(settings.feed), *services) if settings.feed else services


def _address(channel: ChannelSettings, block_address: BlockAddress | None) -> Callable[[], Awaitable[str]]:
    async def from_environment() -> str:
        address = os.environ.get(channel.url_env or "", "").strip()
        if not address:
            raise NoAddress(
                f"environment variable {channel.url_env} is not set; put the channel's address there"
            )
        return address

    async def from_block() -> str:
        if block_address is None:
            raise NoAddress(
                f'block "{channel.prefect_block}" needs Prefect; run with --prefect, or use url_env'
            )
        return await block_address(channel.prefect_block or "")

    return from_environment if channel.url_env else from_block
