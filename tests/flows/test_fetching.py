"""Fetching: what is asked, what comes back, and how every failure ends as an attempt."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from datetime import UTC, datetime

import pytest
import trustme
from backports import zstd
from fetching_doubles import PAGE, SETTINGS, TRUST, fetched, settings, site, source
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from loopback import Clock, Reply, Site

from extractors.records import Outcome
from flows.fetching import Fetcher, Validators


def test_a_page_comes_back_as_the_server_sent_it() -> None:
    """A healthy answer gives its status, headers in lower case and body, with both instants in UTC."""
    (attempt,) = fetched(site(tiers=PAGE), "/tiers")
    assert attempt.response is not None
    assert (attempt.response.status, attempt.response.body) == (200, b"<html>a page</html>")
    assert attempt.response.header("content-type") == "text/html"
    assert attempt.response.final_url == attempt.url == attempt.response.url
    assert (attempt.outcome, attempt.tries, attempt.response.truncated) == (None, 1, False)
    assert attempt.started_at == datetime(2026, 6, 1, 12, tzinfo=UTC) == attempt.finished_at


def test_we_say_who_we_are_and_which_language_we_read() -> None:
    """The user agent holds the contact, and Accept-Language is pinned to the source's language."""
    served = site(tiers=PAGE)

    async def run() -> None:
        async with served, Fetcher(SETTINGS, tls=TRUST) as fetcher:
            await fetcher.fetch(source(f"{served.root}/tiers", language="pt-BR"))

    asyncio.run(run())
    headers = served.asked[-1].headers
    assert headers["user-agent"] == "gapwatch/0.1 (+https://example.org/bot)"
    assert headers["accept-language"] == "pt-BR, pt;q=0.9"
    assert headers["accept-encoding"] == "gzip, deflate, zstd"


def test_validators_go_back_as_they_came() -> None:
    """If-None-Match and If-Modified-Since repeat the server's own words, and a 304 means no change."""
    served = site(tiers=Reply(304))
    validators = Validators('W/"a, b\xe9"', "Sat, 01 Jan 2022 00:00:00 GMT")
    (attempt,) = fetched(served, "/tiers", validators=validators)
    headers = served.asked[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (
        validators.etag,
        validators.last_modified,
    )
    assert (attempt.outcome, attempt.response) == (Outcome.UNCHANGED, None)


def test_validators_are_for_the_address_that_gave_them() -> None:
    """Another page behind a redirect is not asked whether it changed since a capture that was not its own."""
    served = site(tiers=Reply(301, headers=(("Location", "/new"),)), new=PAGE)
    (attempt,) = fetched(served, "/tiers", validators=Validators('"1"', None))
    assert "if-none-match" not in served.asked[-1].headers
    assert attempt.response is not None


def test_redirects_are_followed_and_told() -> None:
    """The addresses on the way are kept in order, and a chain is permanent only when every step is."""
    served = site(
        a=Reply(301, headers=(("Location", "/b#part"),)), b=Reply(302, headers=(("Location", "c"),)), c=PAGE
    )
    (attempt,) = fetched(served, "/a")
    assert attempt.response is not None
    assert attempt.response.redirects == (f"{served.root}/a", f"{served.root}/b")
    assert (attempt.response.final_url, attempt.response.permanent) == (f"{served.root}/c", False)


def test_a_permanent_redirect_is_told() -> None:
    """301 and 308 all the way is a permanent redirect."""
    served = site(
        a=Reply(301, headers=(("Location", "/b"),)), b=Reply(308, headers=(("Location", "/c"),)), c=PAGE
    )
    (attempt,) = fetched(served, "/a")
    assert attempt.response is not None
    assert attempt.response.permanent


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("/loop", Outcome.TOO_MANY_REDIRECTS),
        ("file:///etc/passwd", Outcome.ADDRESS_REFUSED),
        ("ftp://127.0.0.1/x", Outcome.ADDRESS_REFUSED),
        ("http://user:secret@127.0.0.1/", Outcome.ADDRESS_REFUSED),
        ("http://[::1", Outcome.ADDRESS_REFUSED),
    ],
)
def test_redirects_lead_only_to_pages(location: str, outcome: Outcome) -> None:
    """Endless redirects, other schemes, credentials and nonsense end the attempt."""
    (attempt,) = fetched(site(loop=Reply(302, headers=(("Location", location),))), "/loop")
    assert (attempt.outcome, attempt.response) == (outcome, None)


def test_cookies_live_for_one_source() -> None:
    """A cookie set on the way is sent along the same chain of redirects, and never for another source."""
    set_cookie = Reply(302, headers=(("Location", "/b"), ("Set-Cookie", "seen=1; Path=/")))
    served = site(a=set_cookie, b=PAGE, c=PAGE)

    async def run() -> None:
        async with served, Fetcher(SETTINGS, tls=TRUST) as fetcher:
            await fetcher.fetch(source(f"{served.root}/a"))
            await fetcher.fetch(source(f"{served.root}/c"))

    asyncio.run(run())
    sent = {asked.path: asked.headers.get("cookie") for asked in served.asked}
    assert (sent["/b"], sent["/c"]) == ("seen=1", None)


def _coding(value: str | bytes) -> str:
    """Name cases by their coding: compressed bytes may hold the time, and names must stay the same."""
    return value if isinstance(value, str) else "body"


TEXT = b"<p>ten certified people</p>" * 200


@pytest.mark.parametrize(
    ("coding", "coded"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
        ("zstd", zstd.compress(TEXT)),
        ("identity", TEXT),
    ],
    ids=_coding,
)
def test_content_codings_are_undone(coding: str, coded: bytes) -> None:
    """The body is what the page says, whichever of the codings we asked for the server chose."""
    (attempt,) = fetched(site(tiers=Reply(200, coded, (("Content-Encoding", coding),))), "/tiers")
    assert attempt.response is not None
    assert (attempt.response.body, attempt.response.truncated) == (TEXT, False)


@pytest.mark.parametrize(
    ("coding", "coded"),
    [
        ("identity", b"x" * 100_001),
        ("gzip", gzip.compress(b"\0" * 50_000_000, 9)),
        ("deflate", zlib.compress(b"\0" * 50_000_000, 9)),
        ("zstd", zstd.compress(b"\0" * 50_000_000)),
    ],
    ids=_coding,
)
def test_the_size_limit_counts_decoded_bytes(coding: str, coded: bytes) -> None:
    """A body, or what a small one unpacks to, beyond the limit ends the attempt."""
    (attempt,) = fetched(site(bomb=Reply(200, coded, (("Content-Encoding", coding),))), "/bomb")
    assert attempt.outcome is Outcome.TOO_LARGE
    assert "max_bytes" in attempt.reason


@pytest.mark.parametrize(
    ("coding", "coded"),
    [("gzip", b"no gzip"), ("zstd", b"no zstd"), ("br", b"x"), ("gzip, gzip", b"x")],
    ids=_coding,
)
def test_a_body_that_cannot_be_decoded_is_unreadable(coding: str, coded: bytes) -> None:
    """Damaged bodies and codings that nobody asked for are outcomes."""
    (attempt,) = fetched(site(tiers=Reply(200, coded, (("Content-Encoding", coding),))), "/tiers")
    assert attempt.outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"half a page", length=1000),
        Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
        Reply(200, gzip.compress(TEXT)[:-20], (("Content-Encoding", "gzip"),)),
    ],
    ids=["length", "chunked", "gzip"],
)
def test_a_body_without_its_end_is_marked(reply: Reply) -> None:
    """What came before the connection broke is kept for judging, marked as truncated."""
    (attempt,) = fetched(site(tiers=reply), "/tiers")
    assert attempt.response is not None
    assert attempt.response.truncated


def test_silence_ends_in_a_timeout_after_the_tries() -> None:
    """A server that accepts and says nothing is asked again, and then the attempt is a timeout."""
    (attempt,) = fetched(
        site(tiers=Reply(silent=1)), "/tiers", settings=settings(read_timeout_seconds=0.1, retries=1)
    )
    assert (attempt.outcome, attempt.tries) == (Outcome.TIMEOUT, 2)
    assert "read_timeout_seconds" in attempt.reason


def test_a_trickle_ends_in_a_timeout() -> None:
    """A body that drips for ever ends at the total time limit, without another try."""
    trickle = Reply(200, b"x" * 100, trickle=0.05)
    (attempt,) = fetched(site(tiers=trickle), "/tiers", settings=settings(total_timeout_seconds=0.3))
    assert (attempt.outcome, attempt.tries) == (Outcome.TIMEOUT, 1)
    assert "total_timeout_seconds" in attempt.reason


def test_nobody_listening_is_a_connection_error() -> None:
    """A refused connection is tried again, and then told as such."""

    async def run() -> tuple[Outcome | None, str]:
        async with Site({}) as gone:
            pass
        async with Fetcher(SETTINGS, tls=TRUST, sleep=Clock().sleep) as fetcher:
            attempt = await fetcher.fetch(source(f"{gone.root}/tiers"))
        return attempt.outcome, attempt.reason

    outcome, reason = asyncio.run(run())
    assert outcome is Outcome.CONNECTION_ERROR
    assert "127.0.0.1" in reason


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 \r\nLocation: "]),
)
@effort(max_examples=25, deadline=None)
def test_any_answer_is_an_attempt(answer: bytes, start: bytes) -> None:
    """Whatever bytes a server sends, the attempt has a response or an outcome, and nothing is raised."""
    (attempt,) = fetched(site(tiers=Reply(raw=start + answer)), "/tiers", settings=settings(retries=0))
    assert (attempt.response is None) != (attempt.outcome is None)


AUTHORITY = trustme.CA()


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def _served_as(name: str) -> Site:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    AUTHORITY.issue_cert(name).configure_cert(context)
    return Site({"/tiers": PAGE}, tls=context)


def test_tls_is_checked_against_the_name() -> None:
    """A trusted certificate for the host's name is accepted, although the connection goes to an address."""
    (attempt,) = fetched(_served_as("localhost"), "/tiers", tls=_trust(), root="https://localhost:{port}")
    assert attempt.response is not None
    assert attempt.response.body == PAGE.body


@pytest.mark.parametrize(("name", "trusted"), [("localhost", False), ("other.example", True)])
def test_certificates_that_prove_nothing_are_tls_errors(name: str, trusted: bool) -> None:  # noqa: FBT001
    """An unknown authority and another host's certificate end the attempt, without another try."""
    clock = Clock()
    tls = _trust() if trusted else None
    (attempt,) = fetched(_served_as(name), "/tiers", tls=tls, clock=clock, root="https://localhost:{port}")
    assert attempt.outcome is Outcome.TLS_ERROR
    assert clock.slept == []
