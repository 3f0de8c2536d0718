"""Checks of schedules and time zones, and what follows from a schedule."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cronsim import CronSim, CronSimError

from flows.configuration.checks import text
from flows.configuration.faults import Unfit
from flows.configuration.tables import kind_of

_CRON_FIELDS = 5
_SLACK = 0.9
"""Part of an interval that has to pass between two confirmations: runs start a little early or late."""


def time_zone(value: object) -> str:
    """Give the IANA name of a time zone."""
    found = text(value)
    try:
        ZoneInfo(found)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        near = get_close_matches(found, sorted(available_timezones()), 1, 0.6)
        do = f'did you mean "{near[0]}"?' if near else "use a name such as UTC or Europe/Berlin"
        raise Unfit(f"is {kind_of(value)}", "expected the IANA name of a time zone", do) from error
    return found


def cron(value: object) -> str:
    """Give a cron expression of five fields (POSIX crontab, with names and steps) that fires at some time."""
    expected = "expected five cron fields: minute hour day-of-month month day-of-week"
    found = " ".join(text(value, expected).split())
    do = 'write one such as "17 5 * * *", every day at 5:17'
    if len(found.split()) != _CRON_FIELDS:
        raise Unfit(f"is {kind_of(value)}", expected, do)
    if re.search(r"[LW#]", re.sub(r"[A-Z]{3}", "", found.upper())):
        raise Unfit(
            "uses L, W or #", "expected a plain cron expression, which every scheduler reads alike", do
        )
    try:
        next(firings(found, "UTC"))
    except CronSimError as error:
        expected = "expected a time that comes: minute 0-59, hour 0-23, day 1-31, month 1-12, day of week 0-7"
        raise Unfit(f"is {kind_of(value)} ({str(error).lower()})", expected, do) from error
    except StopIteration:
        raise Unfit(f"is {kind_of(value)}, which never comes", "expected a date that exists", do) from None
    return found


def firings(expression: str, zone: str) -> CronSim:
    """Give when a schedule fires, from a fixed day on: configuration must not depend on today."""
    start = datetime(2027, 1, 1, tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
    return CronSim(expression, start)


def shortest_interval(expression: str, zone: str) -> timedelta:
    """Give the shortest time between two firings within the first four hundred."""
    times = (time.astimezone(UTC) for time in islice(firings(expression, zone), 400))
    return min((later - earlier for earlier, later in pairwise(times)), default=timedelta(days=366))


def confirmation_interval(expression: str, zone: str) -> timedelta:
    """Give how far apart two captures must be to count as two: nine tenths of the shortest interval."""
    return shortest_interval(expression, zone) * _SLACK
