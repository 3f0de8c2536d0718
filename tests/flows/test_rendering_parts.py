"""What a page that a browser builds may have: asked for by the run's own fetcher, on the same terms as everything else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fetching_doubles import SETTINGS, source
from loopback import Clock, Reply, Site

from extractors.records import Outcome, Response
from flows.fetching import Attempt, Fetcher
from flows.rendering import Renderer
from flows.rendering.browser import NoBrowser, executable
from flows.rendering.parts import Asked, Parts, RefusedPart, Shelf
from flows.rendering.sites import belongs, site_of
from flows.settings import FetchSettings, RenderSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from loopback import Asked as Request
    from loopback import Route

SCRIPT = Reply(200, b"fill()", (("Content-Type", "text/javascript"),))
ROBOTS = Reply(200, b"User-agent: *\nDisallow: /private/\n")
QUICK = RenderSettings(interval_seconds=0.0)


def asked(
    site: Site, *wanted: Asked, settings: RenderSettings = QUICK, fetching: FetchSettings = SETTINGS
) -> tuple[Parts, list[str]]:
    """Ask for these parts of a page of the site one after the other; what came, or why not."""

    async def run() -> tuple[Parts, list[str]]:
        async with site, Fetcher(fetching) as fetcher:
            parts = Parts(settings, fetcher, Shelf(), f"{site.root}/page", "de")
            found = []
            for each in wanted:
                url = each.url if "://" in each.url else site.root + each.url
                try:
                    answer = await parts.part(replace(each, url=url))
                    found.append(f"{answer.status} {answer.body.decode()}")
                except RefusedPart as refusal:
                    found.append(str(refusal))
            return parts, found

    return asyncio.run(run())


def get(url: str, kind: str = "fetch", method: str = "GET", **headers: str) -> Asked:
    """A part as a browser asks for it."""
    return Asked(method, url, kind, headers)


def site(**routes: Route) -> Site:
    """A site with these pages."""
    return Site({"/robots.txt": ROBOTS, **{f"/{name}": route for name, route in routes.items()}})


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (get("/x.png", "image"), "image is not needed for the text"),
        (get("/x.css", "stylesheet"), "stylesheet is not needed for the text"),
        (get("/frame", "document"), "document is not needed for the text"),
        (get("/socket", "websocket"), "websocket is not needed for the text"),
        (get("/events", "xhr", "POST"), "POST is never sent"),
        (get("file:///etc/passwd"), "neither http nor https"),
        (get("http://localhost:9/x"), "third party localhost"),
        (get("http://tracker.example/x.js", "script"), "third party tracker.example"),
    ],
)
def test_what_is_no_text_or_nobody_s_is_never_asked_for(part: Asked, why: str) -> None:
    """Pictures, styles, frames, other methods, other schemes and third parties cost no request."""
    here = site()
    parts, found = asked(here, part)
    assert (found, parts.refused, parts.missing, here.paths()) == ([why], {why: 1}, [], [])


def test_robots_txt_holds_for_parts() -> None:
    """A part that robots.txt disallows is never asked for; without it the page is not whole."""
    here = site(api=Reply(200, b"{}"), **{"private/api": Reply(200, b"secret")})
    parts, found = asked(here, get("/private/api"), get("/api"))
    assert found == ["robots.txt of 127.0.0.1 disallows /private/api for gapwatch", "200 {}"]
    assert (parts.missing, here.paths()) == (found[:1], ["/robots.txt", "/api"])


def test_a_page_that_reads_its_text_by_post_is_not_whole() -> None:
    """Data that is had by POST alone is missing; what tells a site who visits is only refused."""
    parts, _ = asked(site(), get("/graphql", "fetch", "POST"), get("/events", "fetch", "POST"))
    assert [missing.partition(" ")[2] for missing in parts.missing] == [
        "is read by POST, which is never sent"
    ]
    assert parts.refused == {"POST is never sent": 2}


def test_an_inner_address_is_refused_though_the_page_may_name_its_host() -> None:
    """What a page asks for is connected to only at public addresses, whatever hosts it may have its parts from."""
    here = site(api=Reply(200, b"inner"))
    outside = replace(SETTINGS, allow_private_addresses=False)
    parts, found = asked(here, get("/api"), fetching=outside)
    assert "not a public address" in found[0]
    assert (len(parts.refused), here.paths()) == (1, [])


def test_a_redirect_leads_to_no_third_party() -> None:
    """Each step of a redirect is held against the same terms; inside the site it is followed."""
    here = site(
        off=Reply(302, b"", (("Location", "http://localhost:9/x"),)), on=Reply(302, b"", (("Location", "/api"),)), api=SCRIPT
    )  # fmt: skip
    _, found = asked(here, get("/off"), get("/on"))
    assert found == ["it leads to a third party, localhost", "200 fill()"]


def test_requests_are_the_fetcher_s_own() -> None:
    """The operator's user agent and the source's language go out, the page's own headers too, and no cookie."""
    heads: list[dict[str, str]] = []

    def api(request: Request) -> Reply:
        heads.append(request.headers)
        return Reply(200, b"{}", (("Set-Cookie", "a=1"),))

    own = {
        "cookie": "a=1",
        "user-agent": "Mozilla/5.0",
        "x-api": "public",
        "sec-fetch-mode": "cors",
        "accept": "text/json",
    }
    asked(site(api=api), get("/api", **own), get("/api"))
    assert heads[0]["user-agent"] == "gapwatch/0.1 (+https://example.org/bot)"
    assert (heads[0]["accept-language"], heads[0]["accept"], heads[0]["x-api"]) == (
        "de",
        "text/json",
        "public",
    )
    assert not {"cookie", "sec-fetch-mode"} & (heads[0].keys() | heads[1].keys())


def test_scripts_are_fetched_once_in_a_run() -> None:
    """A script that pages share is asked for once, data each time."""
    here = site(**{"app.js": SCRIPT, "api": Reply(200, b"{}")})
    asked(here, *[get("/app.js", "script"), get("/api")] * 2)
    assert here.paths() == ["/robots.txt", "/app.js", "/api", "/api"]


@pytest.mark.parametrize(
    ("reply", "settings", "missing"),
    [
        (Reply(500, b"no"), QUICK, "/api: status 500"),
        (Reply(200, b"half", length=90), QUICK, "/api: status 200, cut short"),
        (
            Reply(200, b"x" * 2_000),
            replace(QUICK, max_bytes=1_000),
            "with it the page's parts are larger than max_bytes",
        ),
        (Reply(200, b"x"), replace(QUICK, parts=1), "it asks for more than 1 parts (parts)"),
    ],
)
def test_what_fails_for_now_is_missing(reply: Reply, settings: RenderSettings, missing: str) -> None:
    """A part that may come another day, or that a limit keeps out, is named: the page is not whole without it."""
    parts, _ = asked(site(api=reply), get("/api"), get("/api?again"), settings=settings)
    assert missing in parts.missing[0]


@pytest.mark.parametrize(
    ("host", "page", "ours"),
    [
        ("cdn.acme.com", "www.acme.com", True),
        ("acme.com", "partners.acme.com", True),
        ("acme.com.evil.net", "acme.com", False),
        ("notacme.com", "acme.com", False),
        ("static.acme.co.uk", "www.acme.co.uk", True),
        ("other.co.uk", "acme.co.uk", False),
        ("ACME.com.", "www.acme.com", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("10.0.0.1", "127.0.0.1", False),
        ("[::1]", "::1", True),
        ("api.content.example", "acme.com", True),
        ("content.example", "acme.com", True),
        ("mycontent.example", "acme.com", False),
        ("", "acme.com", False),
    ],
)
def test_a_site_is_what_somebody_registered(host: str, page: str, *, ours: bool) -> None:
    """Hosts below one registered name are one site, and the operator may name others."""
    assert belongs(host, page, ("content.example",)) is ours
    assert site_of(site_of(host)) == site_of(host)


def attempts(here: Site, renderer: RenderSettings, count: int) -> list[str]:
    """Why the pages of these attempts are not rendered."""

    async def run() -> Sequence[str]:
        async with here, Fetcher(SETTINGS) as fetcher:
            page = source(f"{here.root}/page")
            attempt = await fetcher.fetch(page)
            async with Renderer(renderer, fetcher, 1_000, lambda: attempt.finished_at) as it:
                assert it.wanted(page, attempt, Outcome.EMPTY_SHELL)
                return [(await it.built(page, attempt)).why for _ in range(count)]

    return list(asyncio.run(run()))


def test_without_a_browser_it_says_what_to_do(tmp_path: Path) -> None:
    """Where no browser is, where it is none, where it is switched off, and beyond the limit of pages, the reason says so."""
    page = Reply(200, b"<div id=root></div>", (("Content-Type", "text/html"),))
    none = replace(QUICK, executable=str(tmp_path / "none"))
    assert all("name a Chromium" in why for why in attempts(site(page=page), none, 2))
    broken = replace(QUICK, executable="/bin/false")
    assert "Chromium does not start" in attempts(site(page=page), broken, 1)[0]
    assert "enabled is false" in attempts(site(page=page), replace(QUICK, enabled=False), 1)[0]
    assert "0 pages of this run" in attempts(site(page=page), replace(QUICK, pages=0), 1)[0]
    with pytest.raises(NoBrowser, match="name a Chromium"):
        executable(none)


@pytest.mark.parametrize(
    ("changes", "status", "outcome", "wanted"),
    [
        ({}, 200, Outcome.EMPTY_SHELL, True),
        ({"render": "always"}, 200, Outcome.EMPTY_SHELL, True),
        ({"render": "never"}, 200, Outcome.EMPTY_SHELL, False),
        ({"kind": "feed"}, 200, Outcome.EMPTY_SHELL, False),
        ({}, 204, Outcome.EMPTY_SHELL, False),
        ({}, 200, Outcome.HEALTHY, False),
        ({}, 200, Outcome.BOT_CHECK, False),
        ({}, 200, Outcome.LOGIN, False),
    ],
)
def test_only_an_empty_shell_is_rendered(
    changes: dict[str, str], status: int, outcome: Outcome, *, wanted: bool
) -> None:
    """A browser is for shells alone: walls are never walked around, and healthy pages need none."""
    page = replace(source("https://acme.example/"), **changes)  # type: ignore[arg-type]
    given = Response(page.url, page.url, status, (), b"<div id=root></div>")
    now = Clock().now
    attempt = Attempt(page.id, page.url, now(), now(), 1, given, None, "")
    assert Renderer(QUICK, Fetcher(SETTINGS), 1_000, now).wanted(page, attempt, outcome) is wanted
