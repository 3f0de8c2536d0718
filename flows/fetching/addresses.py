"""Which addresses may be talked to, checked on the very address that is then connected to.

A name is resolved once per run and the connection is made to the addresses that were checked, so one that
points elsewhere a moment later (DNS rebinding) gains nothing. TLS still checks the host's name.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING, TypeAlias

import httpcore
import httpx

from extractors.records import Outcome
from flows.fetching.attempts import FinalError, PassingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
    SocketOption: TypeAlias = (
        tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
    )

_INNER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud answers there for the machine that asks, though the range is public
        # Special blocks (IANA's registries, RFC 6890) that some versions of Python call global.
        "192.0.0.0/24",
        "192.88.99.0/24",
        "100::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "64:ff9b:1::/48",
        "fec0::/10",
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def checked_url(url: str) -> httpx.URL:
    """Parse `url`; FinalError (ADDRESS_REFUSED) for anything that may not be requested."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as fault:
        raise FinalError(Outcome.ADDRESS_REFUSED, f"{url!r} is no address: {fault}") from fault
    if parsed.scheme not in ("http", "https"):
        raise FinalError(Outcome.ADDRESS_REFUSED, f"{url!r} is neither http nor https")
    if parsed.userinfo:
        raise FinalError(Outcome.ADDRESS_REFUSED, f"the address at {parsed.host!r} holds credentials")
    if not parsed.host:
        raise FinalError(Outcome.ADDRESS_REFUSED, f"{url!r} names no host")
    return parsed


def is_public(address: Address) -> bool:
    """Whether everybody on the internet reaches the same machine there (RFC 6890 and its registries)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
    if any(address in network for network in _INNER):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Give the IPv4 address that is really meant by an IPv6 one that maps, tunnels or translates."""
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


class Resolver:
    """Resolves each host once and keeps only the addresses that may be connected to."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._found: dict[str, list[str]] = {}

    async def addresses(self, host: str, port: int) -> list[str]:
        """Give the usable addresses of `host` in the resolver's order; FetchError without any."""
        found = self._found.get(host)
        if found is None:
            found = self._found[host] = self._allowed(host, await self._resolve(host, port))
        return found

    async def _resolve(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as fault:
            if fault.errno == socket.EAI_NONAME:
                raise FinalError(Outcome.CONNECTION_ERROR, f"{host}: no such name") from fault
            raise PassingError(
                Outcome.CONNECTION_ERROR, f"{host}: the name was not resolved: {fault}"
            ) from fault
        except (OSError, UnicodeError) as fault:
            raise FinalError(Outcome.CONNECTION_ERROR, f"{host!r} was not resolved: {fault}") from fault
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))

    def _allowed(self, host: str, found: list[str]) -> list[str]:
        if self._allow_private:
            return found
        allowed = [address for address in found if is_public(ipaddress.ip_address(address))]
        if not allowed:
            raise FinalError(
                Outcome.ADDRESS_REFUSED,
                f"{host} is at {', '.join(found)}: not a public address, and allow_private_addresses is off",
            )
        return allowed


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects only to addresses that a resolver allowed."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first allowed address of `host` that answers."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolver.addresses(host, port)
        except TimeoutError as fault:
            raise httpcore.ConnectTimeout(f"{host}: the name was not resolved in time") from fault
        refusal: Exception | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
                refusal = fault
        raise refusal or httpcore.ConnectError(f"{host}: no address")

    async def sleep(self, seconds: float) -> None:
        """Sleep, as httpcore asks its backend to."""
        await asyncio.sleep(seconds)
