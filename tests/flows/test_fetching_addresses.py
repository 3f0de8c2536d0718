"""Which addresses are talked to: only public ones, and only the very address that was checked."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any

import httpcore
import pytest
from fetching_doubles import NO_ROBOTS, PAGE, SETTINGS, TRUST, fetched, settings, site, source
from loopback import Reply, Site

from extractors.records import Outcome
from flows.fetching import Fetcher, addresses

PUBLIC = "93.184.215.14"
CAREFUL = settings(allow_private_addresses=False, retries=0)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_inner_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, reserved, multicast, metadata and whatever embeds them."""
    assert not addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    """What everybody reaches may be asked."""
    assert addresses.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"])
def test_inner_hosts_are_refused_however_they_are_written(host: str) -> None:
    """Nothing is sent to a host whose address is not public, and the reason names the setting."""
    served = site(tiers=PAGE)
    (attempt,) = fetched(served, "/tiers", settings=CAREFUL, root=f"http://{host}:{{port}}")
    assert attempt.outcome is Outcome.ADDRESS_REFUSED
    assert "allow_private_addresses" in attempt.reason
    assert served.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "https://me:secret@example.org/",
        "http://",
        "x",
        "http://a\x00b/",
    ],
)
def test_only_plain_addresses_of_pages_are_asked(url: str) -> None:
    """Other schemes, credentials and nonsense are refused without a request."""

    async def run() -> Outcome | None:
        async with Fetcher(SETTINGS, tls=TRUST) as fetcher:
            return (await fetcher.fetch(source(url))).outcome

    assert asyncio.run(run()) is Outcome.ADDRESS_REFUSED


def _hosts(monkeypatch: pytest.MonkeyPatch, known: dict[str, str | int]) -> list[str]:
    """Let names resolve as in a hosts file (a number is the resolver's error), and a public address lead to loopback.

    What is checked stays the real thing. Returns the names that were asked for.
    """
    asked: list[str] = []
    connect = httpcore.AnyIOBackend.connect_tcp

    async def resolve(
        _: asyncio.AbstractEventLoop, host: str, port: int, **options: Any
    ) -> list[tuple[Any, ...]]:
        asked.append(host)
        answer = known.get(host, host)
        if isinstance(answer, int):
            raise socket.gaierror(answer, "as told")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    async def to_loopback(self: httpcore.AnyIOBackend, host: str, *rest: Any) -> Any:
        return await connect(self, "127.0.0.1" if host == PUBLIC else host, *rest)

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", to_loopback)
    return asked


@pytest.mark.parametrize("inside", ["127.0.0.1", "inner.example", "[::1]"])
def test_a_redirect_to_an_inner_address_is_refused(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    """A public page cannot lead the fetcher inside, by an address or by a name that leads there."""
    _hosts(monkeypatch, {"public.example": PUBLIC, "inner.example": "127.0.0.1"})
    served = Site(NO_ROBOTS | {"/tiers": PAGE})
    served.routes["/a"] = lambda _: Reply(
        302, headers=(("Location", f"http://{inside}:{served.port}/tiers"),)
    )
    (attempt,) = fetched(served, "/a", settings=CAREFUL, root="http://public.example:{port}")
    assert attempt.outcome is Outcome.ADDRESS_REFUSED
    assert served.paths() == ["/robots.txt", "/a"]


def test_a_redirect_to_a_public_address_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same redirect to another public name is followed: the check refuses nothing else."""
    _hosts(monkeypatch, {"public.example": PUBLIC, "www.public.example": PUBLIC})
    served = Site(NO_ROBOTS | {"/tiers": PAGE})
    served.routes["/a"] = lambda _: Reply(
        302, headers=(("Location", f"http://www.public.example:{served.port}/tiers"),)
    )
    (attempt,) = fetched(served, "/a", settings=CAREFUL, root="http://public.example:{port}")
    assert attempt.response is not None
    assert served.paths()[-1] == "/tiers"


def test_a_name_that_changes_its_address_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once, and every connection of the run goes to the address that was checked."""
    answers: list[str] = []

    async def rebinding(
        _: asyncio.AbstractEventLoop,
        host: str,
        port: int,
        **options: Any,
    ) -> list[tuple[Any, ...]]:
        answers.append("93.184.215.14" if not answers else "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[-1], port))]

    connected: list[str] = []

    async def connect(_: object, host: str, *rest: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("nobody there")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", rebinding)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)

    async def run() -> None:
        backend = addresses.CheckedBackend(addresses.Resolver(allow_private=False))
        for _ in range(2):
            with pytest.raises(httpcore.ConnectError):
                await backend.connect_tcp("rebind.example", 80)

    asyncio.run(run())
    assert answers == ["93.184.215.14"]
    assert connected == ["93.184.215.14", "93.184.215.14"]


@pytest.mark.parametrize(("error", "tries"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 3)])
def test_a_name_that_does_not_exist_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, error: int, tries: int
) -> None:
    """Where the resolver knows no such name, another try is not made; where it could not say, it is."""
    asked = _hosts(monkeypatch, {"no-such-host.invalid": error})
    (attempt,) = fetched(Site({}), "/", settings=settings(retries=2), root="http://no-such-host.invalid")
    assert attempt.outcome is Outcome.CONNECTION_ERROR
    assert asked == ["no-such-host.invalid"] * tries
