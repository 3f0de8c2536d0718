"""One page built in a browser: given as the server sent it, left alone until it rests, and written down."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from flows.rendering.parts import Asked, RefusedPart

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Request, Route

    from extractors.records import Response
    from flows.fetching.wire import Answer
    from flows.rendering.parts import Parts

_QUIET_SECONDS: Final = 0.5
_LOOK_SECONDS: Final = 0.05
_CLOSE_SECONDS: Final = 5.0
_VIEW: Final = {"width": 1366, "height": 4000}
"""Tall, so that what loads when it comes into sight does."""
_OF_TRANSFER: Final = frozenset(
    """
    alt-svc clear-site-data connection content-encoding content-length keep-alive link nel refresh report-to
    reporting-endpoints set-cookie strict-transport-security transfer-encoding upgrade
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_NOT_OF_RENDERED: Final = _OF_TRANSFER | {
    "content-type",
    "digest",
    "content-md5",
    "etag",
    "last-modified",
    "accept-ranges",
}
_WITHOUT = """
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'Notification'])
  delete globalThis[name];
"""
_IDLE = "new Promise(done => requestIdleCallback(() => done(true), {timeout: 2000}))"
_WRITTEN = """
(most => {
  const inert = document.implementation.createHTMLDocument('');
  const shadowed = [...document.querySelectorAll('*')].some(each => each.shadowRoot);
  const copied = node => {
    if (node.nodeType === Node.TEXT_NODE) return inert.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const made = inert.importNode(node, false);
    const slotted = node.localName === 'slot' ? node.assignedNodes() : [];
    const inner = node.shadowRoot ? node.shadowRoot.childNodes : slotted.length ? slotted : node.childNodes;
    for (const each of inner) { const child = copied(each); if (child) made.appendChild(child); }
    return made;
  };
  const root = shadowed ? copied(document.documentElement) : document.documentElement;
  const html = root.outerHTML;
  return html.length > most ? html.length : '<!doctype html>\\n' + html;
})(%d)
"""


class NotBuilt(Exception):  # noqa: N818 - a page that is not rendered is no fault
    """The page was not built; the message says why in a few words."""


@dataclass(slots=True)
class _Sight:
    """What is known of a page that is being built. `left` are addresses to which it led on."""

    parts: Parts
    given: Response
    main: Page | None = None
    open: int = 0
    moved_at: float = field(default_factory=time.monotonic)
    served: bool = False
    left: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    fetching: set[asyncio.Task[Answer]] = field(default_factory=set)


async def built(browser: Browser, parts: Parts, given: Response, most_bytes: int) -> str:
    """The HTML of `given` after its scripts have run, with open shadow trees in their places.

    Raises NotBuilt; and TimeoutError when the page does not rest within the limit, and Playwright's errors when the browser
    fails: then the browser is to be ended. The page's context (cookies, storage, caches) is made for it and thrown away.
    """
    sight = _Sight(parts, given)
    context = await browser.new_context(
        accept_downloads=False,
        service_workers="block",
        user_agent=parts.fetcher.agent,
        locale=parts.language or "en",
        timezone_id="UTC",
        reduced_motion="reduce",
        viewport=_VIEW,  # type: ignore[arg-type]
    )
    try:
        async with asyncio.timeout(parts.settings.seconds):
            html = await _visited(context, sight, most_bytes)
    except NotBuilt:
        await _closed(context)
        raise
    finally:
        for task in sight.fetching:
            task.cancel()
    await _closed(context)
    return html


async def _closed(context: BrowserContext) -> None:
    async with asyncio.timeout(_CLOSE_SECONDS):
        await context.unroute_all(behavior="ignoreErrors")
        await context.close()


async def _visited(context: BrowserContext, sight: _Sight, most_bytes: int) -> str:
    await context.add_init_script(_WITHOUT)
    await context.route("**/*", lambda route, request: _answered(sight, route, request))
    await context.route_web_socket("**/*", lambda socket: socket.close())
    page = sight.main = await context.new_page()
    await page.goto(sight.given.final_url, wait_until="load", timeout=0)
    session = await context.new_cdp_session(page)
    await _rested(sight, session)
    if sight.faults:
        raise sight.faults[0]
    if sight.left:
        raise NotBuilt(f"it leads on by itself to {sight.left[0]}")
    frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "gapwatch"})
    html = await _said(session, _WRITTEN % most_bytes, world["executionContextId"])
    if not isinstance(html, str):
        raise NotBuilt(f"what it builds has {html} characters, more than {most_bytes} (max_bytes)")
    return html


async def _rested(sight: _Sight, session: Any) -> None:  # noqa: ANN401 - Playwright's session takes any command
    """Wait until nothing has been asked for a while and the page's scripts have nothing at once to do."""
    while True:
        while sight.open or time.monotonic() - sight.moved_at < _QUIET_SECONDS:  # noqa: ASYNC110 - time has to pass
            await asyncio.sleep(_LOOK_SECONDS)
        moved = sight.moved_at
        await _said(session, _IDLE)
        if sight.moved_at == moved:
            return


async def _said(session: Any, expression: str, world: int | None = None) -> Any:  # noqa: ANN401
    asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    result = await session.send("Runtime.evaluate", asked | ({"contextId": world} if world else {}))
    return result["result"].get("value")


async def _answered(sight: _Sight, route: Route, request: Request) -> None:
    """Answer one request of the browser's; nothing of it ever goes to a network by itself. Never raises."""
    sight.open += 1
    try:
        await _decided(sight, route, request)
    except Exception as fault:  # noqa: BLE001 - unanswered, the page would wait for ever
        sight.faults.append(fault)
        with suppress(Exception):  # the page may be closed, and needs no answer then
            await route.abort()
    finally:
        sight.open -= 1


async def _decided(sight: _Sight, route: Route, request: Request) -> None:
    if request.is_navigation_request():
        await _navigated(sight, route, request)
    elif request.resource_type == "stylesheet":
        # Scripts may wait for it; what it says is not looked at.
        await route.fulfill(status=200, headers={"content-type": "text/css"}, body="")
    else:
        asked = Asked(request.method, request.url, request.resource_type, request.headers)
        task = asyncio.create_task(sight.parts.part(asked))
        sight.fetching.add(task)
        task.add_done_callback(sight.fetching.discard)
        try:
            answer = await task
        except (RefusedPart, asyncio.CancelledError):  # cancelled with the page
            await route.abort("blockedbyclient")
        else:
            await _given(sight, route, answer.status, answer.headers, answer.body)


async def _navigated(sight: _Sight, route: Route, request: Request) -> None:
    """The page itself, once, as it was fetched; it leads nowhere else, and nothing stands within it."""
    given = sight.given
    if not _of_main(sight, request):
        await route.abort("blockedbyclient")
    elif sight.served:
        sight.left.append(request.url)
        await route.abort("blockedbyclient")
    else:
        sight.served = True
        await _given(sight, route, given.status, given.headers, given.body)


def _of_main(sight: _Sight, request: Request) -> bool:
    try:
        return sight.main is not None and request.frame == sight.main.main_frame
    except Exception:  # noqa: BLE001 - Playwright has no frame yet for a window that opens
        return False


async def _given(
    sight: _Sight, route: Route, status: int, headers: tuple[tuple[str, str], ...], body: bytes
) -> None:
    """Give the page what it asked for. Only that counts as busy: what is refused may be asked for again and again."""
    kept: dict[str, str] = {}
    for name, value in headers:
        if name not in _OF_TRANSFER:
            kept[name] = f"{kept[name]}, {value}" if name in kept else value
    await route.fulfill(status=status, headers=kept, body=body)
    sight.moved_at = time.monotonic()


def headers_of(given: Response) -> tuple[tuple[str, str], ...]:
    """The headers of a page as they are true of what a browser built of it."""
    kept = tuple((name, value) for name, value in given.headers if name not in _NOT_OF_RENDERED)
    return (("content-type", "text/html; charset=utf-8"), *kept)
