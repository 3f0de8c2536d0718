"""Fetching as a guest: robots.txt, pacing, Retry-After, and trying again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fetching_doubles import NO_ROBOTS, PAGE, SETTINGS, TRUST, fetched, settings, site, source
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from loopback import Clock, Reply, Route, Site

from extractors.records import Outcome
from flows.fetching import Fetcher
from flows.fetching.allowance import Allowance, AllowanceSpent
from flows.fetching.retries import backoff, retry_after


def _robots(text: str, **routes: Reply) -> Site:
    return Site(
        {"/robots.txt": Reply(200, text.encode()), "/tiers": PAGE, **{f"/{k}": v for k, v in routes.items()}}
    )


def test_robots_txt_is_asked_once_per_host() -> None:
    """Several sources of one host share one reading of its robots.txt."""
    served = site(a=PAGE, b=PAGE, c=PAGE)
    fetched(served, "/a", "/b", "/c")
    assert served.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: gapwatch\nDisallow: /tiers", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Gapwatch\nAllow: /tiers", True),
        ("User-agent: *\nDisallow: /*rs$", False),
        ("User-agent: other\nDisallow: /", True),
        ("<html>no rules</html>", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("#" * 600_000 + "\nUser-agent: *\nDisallow: /", True),
    ],
)
def test_robots_txt_is_obeyed(rules: str, allowed: bool) -> None:  # noqa: FBT001
    """Rules for us, else for everybody, decide (RFC 9309); what stands beyond 500 KiB is not read."""
    served = _robots(rules)
    (attempt,) = fetched(served, "/tiers")
    assert (attempt.response is not None) is allowed
    assert attempt.outcome is (None if allowed else Outcome.ROBOTS_DISALLOWED)
    assert ("/tiers" in served.paths()) is allowed
    assert attempt.tries == int(allowed)


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (Reply(404), None),
        (Reply(403), None),
        (Reply(500), Outcome.ROBOTS_UNREACHABLE),
        (Reply(503), Outcome.ROBOTS_UNREACHABLE),
        (Reply(429), Outcome.ROBOTS_UNREACHABLE),
        (Reply(302, headers=(("Location", "/robots.txt"),)), None),
        (Reply(silent=1), Outcome.ROBOTS_UNREACHABLE),
    ],
)
def test_robots_txt_that_is_not_there(robots: Reply, outcome: Outcome | None) -> None:
    """Where there is none everything is allowed; where it cannot be read nothing is, for now."""
    served = Site({"/robots.txt": robots, "/tiers": PAGE})
    (attempt,) = fetched(served, "/tiers", settings=settings(read_timeout_seconds=0.1, retries=0))
    assert attempt.outcome is outcome


def test_robots_txt_may_stand_behind_redirects() -> None:
    """Redirects of robots.txt are followed."""
    served = _robots("", moved=Reply(200, b"User-agent: *\nDisallow: /"))
    served.routes["/robots.txt"] = Reply(301, headers=(("Location", "/moved"),))
    (attempt,) = fetched(served, "/tiers")
    assert attempt.outcome is Outcome.ROBOTS_DISALLOWED


def test_the_robots_txt_of_a_redirect_target_counts() -> None:
    """A redirect to another host is followed only where that host's robots.txt allows it."""
    other = _robots("User-agent: *\nDisallow: /")

    async def run() -> Outcome | None:
        async with other:
            leading = Reply(301, headers=(("Location", f"{other.root}/tiers"),))
            async with Site(NO_ROBOTS | {"/a": leading}) as first, Fetcher(SETTINGS, tls=TRUST) as fetcher:
                return (await fetcher.fetch(source(f"{first.root}/a"))).outcome

    assert asyncio.run(run()) is Outcome.ROBOTS_DISALLOWED
    assert other.paths() == ["/robots.txt"]


def test_crawl_delay_wins_when_it_is_longer() -> None:
    """Requests are as far apart as robots.txt asks, when that is more than our own interval."""
    clock = Clock()
    fetched(
        _robots("User-agent: *\nCrawl-delay: 7"),
        "/tiers",
        "/tiers",
        settings=settings(per_host_interval_seconds=2.0),
        clock=clock,
    )
    assert clock.slept == [7.0, 7.0]


def test_crawl_delay_has_a_maximum() -> None:
    """A delay of a day counts as a minute."""
    clock = Clock()
    fetched(_robots("User-agent: *\nCrawl-delay: 86400"), "/tiers", clock=clock)
    assert clock.slept == [60.0]


def test_requests_to_a_host_are_spaced() -> None:
    """Between two requests to a host lies our interval, and robots.txt counts as one."""
    clock = Clock()
    fetched(site(a=PAGE, b=PAGE), "/a", "/b", settings=settings(per_host_interval_seconds=1.5), clock=clock)
    assert clock.slept == [1.5, 1.5]


def test_a_host_is_asked_only_so_much_at_once() -> None:
    """No more requests are open at a host than per_host_concurrency."""
    served = site(**{f"p{n}": Reply(200, b"x", silent=0.02) for n in range(8)})
    fetched(served, *(f"/p{n}" for n in range(8)), settings=settings(per_host_concurrency=3))
    assert served.most_at_once == 3


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_passing_statuses_are_tried_again(status: int) -> None:
    """What may be over in a moment is asked again, after a pause with full jitter."""
    clock = Clock()
    (attempt,) = fetched(site(tiers=[Reply(status), Reply(status), PAGE]), "/tiers", clock=clock)
    assert attempt.response is not None
    assert (attempt.response.status, attempt.tries, clock.slept) == (200, 3, [0.5, 1.0])


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451, 500, 501])
def test_other_statuses_are_not(status: int) -> None:
    """What another try would not change is asked once."""
    served = site(tiers=Reply(status))
    (attempt,) = fetched(served, "/tiers")
    assert attempt.response is not None
    assert (attempt.response.status, attempt.tries, served.paths().count("/tiers")) == (status, 1, 1)


def test_the_last_answer_counts() -> None:
    """When no try helped, the last answer is there to be judged."""
    (attempt,) = fetched(site(tiers=Reply(503, b"maintenance")), "/tiers")
    assert attempt.response is not None
    assert (attempt.response.body, attempt.tries) == (b"maintenance", 3)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int) -> None:
    """Seconds that fit in the time of the attempt are waited for, although the backoff would be shorter."""
    clock = Clock()
    (attempt,) = fetched(
        site(tiers=[Reply(status, headers=(("Retry-After", "9"),)), PAGE]), "/tiers", clock=clock
    )
    assert attempt.response is not None
    assert (attempt.response.status, clock.slept) == (200, [9.0])


def test_retry_after_may_be_a_date() -> None:
    """A date is waited for as well."""
    clock = Clock()
    date = format_datetime(clock.now() + timedelta(seconds=5), usegmt=True)
    fetched(site(tiers=[Reply(503, headers=(("Retry-After", date),)), PAGE]), "/tiers", clock=clock)
    assert clock.slept == [5.0]


def test_a_long_retry_after_ends_the_attempt_and_spares_the_host() -> None:
    """What does not fit ends as a rate limit that names the time, and other sources leave the host alone."""
    served = site(a=Reply(429, headers=(("Retry-After", "3600"),)), b=PAGE)
    clock = Clock()

    async def run() -> list[tuple[Outcome | None, str]]:
        async with (
            served,
            Fetcher(SETTINGS, clock.now, sleep=clock.sleep, clock=clock.clock, tls=TRUST) as fetcher,
        ):
            attempts = [await fetcher.fetch(source(f"{served.root}/{path}")) for path in "ab"]
        return [(attempt.outcome, attempt.reason) for attempt in attempts]

    first, second = asyncio.run(run())
    assert first[0] is second[0] is Outcome.RATE_LIMITED
    assert "until 2026-06-01 13:00:00 UTC" in first[1]
    assert "until 2026-06-01 13:00:00 UTC" in second[1]
    assert "/b" not in served.paths()


def test_a_short_retry_after_holds_for_other_sources_too() -> None:
    """Another source of the host waits until the host may be asked again."""
    served = site(a=[Reply(503, headers=(("Retry-After", "8"),)), PAGE], b=PAGE)
    clock = Clock()

    async def run() -> None:
        async with (
            served,
            Fetcher(
                settings(retries=0), clock.now, sleep=clock.sleep, clock=clock.clock, tls=TRUST
            ) as fetcher,
        ):
            await fetcher.fetch(source(f"{served.root}/a"))
            await fetcher.fetch(source(f"{served.root}/b"))

    asyncio.run(run())
    assert clock.slept == [8.0]


@given(st.integers(1, 40), st.floats(0, 1, exclude_max=True))
@effort(max_examples=50, deadline=None)
def test_backoff_grows_to_a_limit(tries: int, chance: float) -> None:
    """A pause lies between nothing and one second doubled with every try, at most half a minute."""
    assert 0 <= backoff(tries, chance) <= min(30.0, 2.0 ** (tries - 1))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 01 Jun 2026 12:01:00 GMT", 60.0),
        ("Monday, 01-Jun-26 12:01:00 GMT", 60.0),
        ("Mon, 01 Jun 2020 12:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("Mon, 99 Jun 2026 12:01:00 GMT", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_written(value: str | None, seconds: float | None) -> None:
    """Seconds and dates count (RFC 9110, section 10.2.3), nonsense does not."""
    assert retry_after(value, Clock().now()) == seconds


@given(st.text(max_size=60))
@effort(max_examples=100, deadline=None)
def test_retry_after_never_raises(value: str) -> None:
    """Any header gives seconds or nothing."""
    assert (retry_after(value, Clock().now()) or 0.0) >= 0.0


@given(st.binary(max_size=400))
@effort(max_examples=15, deadline=None)
def test_any_robots_txt_can_be_read(rules: bytes) -> None:
    """Nonsense in robots.txt ends no run."""
    served = Site({"/robots.txt": Reply(200, b"User-agent: *\n" + rules), "/tiers": PAGE})
    (attempt,) = fetched(served, "/tiers")
    assert attempt.outcome in (None, Outcome.ROBOTS_DISALLOWED)


@pytest.mark.parametrize(
    "value",
    [
        "Thu, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Thu, 01 Jan 99999 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Thu, 99 Foo 2026 99:99:99 GMT",
        "Thu, 01 Jan 2026 00:00:00 +99999999999999",
        "9" * 5000,
        "\x00",
        ", , ,",
        "-1",
        "",
    ],
)
def test_a_hostile_retry_after_ends_no_fetch(value: str) -> None:
    """Whatever a server writes into Retry-After, it is seconds that are not negative, or nothing."""
    seconds = retry_after(value, datetime(2026, 1, 1, tzinfo=UTC))
    assert seconds is None or seconds >= 0


@given(st.text())
def test_any_retry_after_is_read(value: str) -> None:
    """No text at all makes reading it fail."""
    seconds = retry_after(value, datetime(2026, 1, 1, tzinfo=UTC))
    assert seconds is None or seconds >= 0


def test_an_allowance_counts_robots_txt_redirects_and_further_tries() -> None:
    """No request is sent beyond the allowance, whatever it would be for, and another allowance is not spent by it."""
    routes: dict[str, Route] = {
        **NO_ROBOTS,
        "/old": Reply(302, headers=(("Location", "/new"),)),
        "/new": Reply(503),
    }

    async def run() -> tuple[list[str], int]:
        clock = Clock()
        async with (
            Site(routes) as site,
            Fetcher(SETTINGS, clock.now, sleep=clock.sleep, clock=clock.clock, tls=TRUST) as fetcher,
        ):
            with pytest.raises(AllowanceSpent):
                await fetcher.fetch(source(f"{site.root}/old"), None, Allowance(0))
            assert site.asked == []
            with pytest.raises(AllowanceSpent):
                await fetcher.fetch(source(f"{site.root}/old"), None, Allowance(4))
            generous = Allowance(100)
            await fetcher.fetch(source(f"{site.root}/old"), None, generous)
            return site.paths(), generous.spent

    asked, spent = asyncio.run(run())
    assert asked[:4] == ["/robots.txt", "/old", "/new", "/new"]
    assert spent == len(asked) - 4
